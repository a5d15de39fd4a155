"""One condition on a claim, in words: read, refused or tested.

A condition is `FIELD OPERATOR VALUE`, such as `claimant~samer`, `value>=60`,
`status=unverified,checking`. Fields are the columns of claims.csv, `status`, `assignee` and `due`,
the columns of the claim's document, `text` (statement, surface, about and quote) and `document`
(its id, title, URL and path). Words compare without regard to case, numbers as numbers, dates at
the precision given; a range meets a bound if either end does. Refused: unknown fields, values that
a field cannot have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from claims.errors import LedgerError, unknown
from claims.ledger.assignments import NOBODY
from claims.ledger.cells import decimal
from claims.ledger.checks import Standing
from claims.ledger.identity import checker_slug
from claims.ledger.schema import CLAIMS, DOCUMENTS
from claims.model import Status

_CONDITION = re.compile(
    r"""\s* (?P<field>\w+) \s*
        (?P<operator> != | >= | <= | !~ | [=~<>] ) \s*
        (?P<value>.*?) \s*""",
    re.VERBOSE | re.DOTALL,
)
NUMBERS = frozenset(field.name for field in CLAIMS.fields if field.type in ("number", "integer"))
_DATES = frozenset(
    field.name
    for table in (CLAIMS, DOCUMENTS)
    for field in table.fields
    if field.type in ("date", "datetime") or field.name == "published"
)
_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T[\d:.]*(?:Z|[+-]\d{2}:\d{2})?)?)?)?"
)
OF_DOCUMENT = frozenset(DOCUMENTS.columns) - frozenset(CLAIMS.columns)
# names for several columns at once, and what they hold together
GROUPS = {
    "text": ("statement", "surface", "about", "quote"),
    "document": ("document_id", "title", "url", "path"),
}
MEANINGS = {
    "text": "The statement, the exact words, what they are about, and the sentence",
    "document": "The document's id, title, URL and path",
    "assignee": "Who is to check it",
    "due": "Until when it is to be checked",
}
FIELDS = ("status", "assignee", "due", *GROUPS, *CLAIMS.columns, *sorted(OF_DOCUMENT))
CLOSED = {field.name: field.enum for field in CLAIMS.fields if field.enum} | {
    "status": tuple(status.value for status in Status)
}
NOWHERE = dict.fromkeys(DOCUMENTS.columns, "")  # for a claim whose document is missing


class Found(NamedTuple):
    """A claim that meets all conditions: its row, where it stands, and its document's row."""

    row: dict[str, str]
    standing: Standing
    document: Mapping[str, str]
    task: Mapping[str, str] = NOBODY  # the row of its assignment


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a claim.

    It is met by any of its values (by none of them with "!=" and "!~").
    """

    field: str
    operator: str
    values: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Read a condition as people write it.

        >>> Condition.parse("value >= 60")
        Condition(field='value', operator='>=', values=('60',))
        >>> Condition.parse("status=false,partly").values
        ('false', 'partly')
        """
        match = _CONDITION.fullmatch(text)
        if not match:
            raise LedgerError(
                f'"{text}" is no condition: write one like status=unverified, value>=60 or '
                "claimant~samer"
            )
        field, operator, value = match.group("field", "operator", "value")
        values = tuple(word.strip() for word in value.split(",")) if field in CLOSED else (value,)
        return cls.of(field, operator, values)

    @classmethod
    def of(cls, field: str, operator: str, values: Sequence[str]) -> Condition:
        """Return a condition on a field that is known.

        Its values must be known too where the list of them is closed.
        """
        require_field(field)
        for value in filter(None, values):
            _require_value(field, operator, value)
        return cls(field, operator, tuple(value.casefold() for value in values))

    def test(self) -> Callable[[Found], bool]:
        """Return a function that says whether a claim meets the condition."""
        cells, is_met = cells_of(self.field), self._test_of_cell()
        if self.operator.startswith("!"):
            return lambda found: not any(map(is_met, cells(found)))
        return lambda found: any(map(is_met, cells(found)))

    def _test_of_cell(self) -> Callable[[str], bool]:
        """Return a function that says whether a cell meets the condition, but for its "!"."""
        operator = self.operator.removeprefix("!")
        if operator == "~":
            return lambda cell: any(value in cell for value in self.values)
        compare = _COMPARE[operator]
        if self.field in NUMBERS:
            numbers = [_number(value) for value in self.values]
            return lambda cell: _is_number_met(operator, decimal(cell), numbers)
        if operator == "=":
            return lambda cell: cell in self.values
        return lambda cell: any(compare(cell[: len(value)], value) for value in self.values if cell)


def require_field(name: str) -> None:
    """Raise `LedgerError` with the nearest names where no field has this one."""
    _require_known(name, FIELDS, "field")


def cells_of(field: str) -> Callable[[Found], Iterable[str]]:
    """Return a function that gives the cells of a claim that a field stands for, in lower case."""
    if field in _CELLS:
        return _CELLS[field]
    columns = GROUPS.get(field, (field,))
    if OF_DOCUMENT.issuperset(columns) or field == "document":
        return lambda found: (found.document[name].casefold() for name in columns)
    return lambda found: (found.row[name].casefold() for name in columns)


def _cells_of_assignee(found: Found) -> tuple[str, ...]:
    """Return the name, and what names its file: case, accents and points do not count in that."""
    name = found.task["to"]
    return (name.casefold(), checker_slug(name)) if name else ("", "")


def _cells_of_value(found: Found) -> tuple[str, ...]:
    value, upper = found.row["value"], found.row["upper"]
    return (value, upper) if upper else (value,)


_CELLS: dict[str, Callable[[Found], Iterable[str]]] = {
    "status": lambda found: (found.standing.status.value,),
    "due": lambda found: (found.task["due"],),
    "assignee": _cells_of_assignee,
    "value": _cells_of_value,
    "claimant": lambda found: ((found.row["claimant"] or found.row["source"]).casefold(),),
}
"""Fields that are more or less than one column as it stands."""

_COMPARE: dict[str, Callable[[object, object], bool]] = {
    "=": lambda a, b: a == b,
    "<": lambda a, b: a < b,  # type: ignore[operator]  # both are texts or both are numbers
    "<=": lambda a, b: a <= b,  # type: ignore[operator]
    ">": lambda a, b: a > b,  # type: ignore[operator]
    ">=": lambda a, b: a >= b,  # type: ignore[operator]
}


def _is_number_met(operator: str, number: Decimal | None, wanted: Sequence[Decimal | None]) -> bool:
    """Tell whether a number compares so with one of those wanted.

    No number at all is on no side of any; "upper=" asks for claims without one.
    """
    if number is None:
        return operator == "=" and None in wanted
    compare = _COMPARE[operator]
    return any(value is not None and compare(number, value) for value in wanted)


def _require_value(field: str, operator: str, value: str) -> None:
    """Raise `LedgerError` where a field cannot have this value; "~" takes any piece of one."""
    if operator in ("~", "!~"):
        return
    if field in CLOSED and operator in ("=", "!="):
        _require_known(value, CLOSED[field], field)
    if field in NUMBERS and _number(value) is None:
        raise LedgerError(f'{field}: "{value}" is no number')
    if field in _DATES and not _is_date(value):
        raise LedgerError(f'{field}: "{value}" is no date: write it as 2024, 2024-05 or 2024-05-31')


def _number(value: str) -> Decimal | None:
    return decimal(value.replace(",", ""))


def _is_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day of the calendar, or a time of one."""
    match = _DATE.fullmatch(text.upper())
    if not match:
        return False
    try:
        date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return False
    return True


def _require_known(word: str, words: Iterable[str], kind: str) -> None:
    words = tuple(words)
    if word.casefold() not in words:
        raise LedgerError(unknown(word, words, kind))
