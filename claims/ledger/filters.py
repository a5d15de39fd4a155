"""Which claims are meant.

Conditions in words in, the claims that meet all of them out, in the order that was asked for.

A condition is `FIELD OPERATOR VALUE`, such as `claimant~samer`, `value>=60`,
`status=unverified,checking`. Fields are the columns of claims.csv, `status`, `assignee` and `due`,
the columns of the claim's document, `text` (statement, surface, about and quote) and `document`
(its id, title, URL and path). Words compare without regard to case, numbers as numbers, dates at
the precision given; a range meets a bound if either end does. Refused: unknown fields, values that
a field cannot have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import NamedTuple, Protocol, runtime_checkable

from claims.errors import LedgerError, unknown
from claims.ledger import layout
from claims.ledger.assignments import NOBODY, assigned
from claims.ledger.cells import decimal
from claims.ledger.checks import UNCHECKED, Standing
from claims.ledger.identity import checker_slug
from claims.ledger.ledger import Ledger
from claims.ledger.lookup import rows_with
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
_OF_MARKED = frozenset({"status", "gone"})
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
_STATUS_ORDER = {status.value: place for place, status in enumerate(Status)}


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
        _known(field, FIELDS, "field")
        if operator in ("=", "!="):
            for value in values:
                if value and field in CLOSED:
                    _known(value, CLOSED[field], field)
        if field in NUMBERS and operator not in ("~", "!~"):
            for value in values:
                if value and decimal(value.replace(",", "")) is None:
                    raise LedgerError(f'{field}: "{value}" is no number')
        if field in _DATES and operator not in ("~", "!~"):
            for value in values:
                if value and not _is_date(value):
                    raise LedgerError(
                        f'{field}: "{value}" is no date: write it as 2024, 2024-05 or 2024-05-31'
                    )
        return cls(field, operator, tuple(value.casefold() for value in values))

    def test(self) -> Callable[[Found], bool]:
        """Return a function that says whether a claim meets the condition."""
        if self.operator.startswith("!"):
            met = replace(self, operator=self.operator[1:]).test()
            return lambda found: not met(found)
        cells = _cells(self.field)
        if self.operator == "~":
            return lambda found: any(
                value in cell for cell in cells(found) for value in self.values
            )
        compare = _COMPARE[self.operator]
        if self.field in NUMBERS:
            wanted = [decimal(value.replace(",", "")) for value in self.values]
            return lambda found: any(
                _is_met(compare, decimal(cell), value) for cell in cells(found) for value in wanted
            )
        if self.operator == "=":
            return lambda found: any(cell in self.values for cell in cells(found))
        # an empty cell is on no side
        return lambda found: any(
            cell and compare(cell[: len(value)], value)
            for cell in cells(found)
            for value in self.values
        )


@runtime_checkable
class Database(Protocol):
    """A ledger that finds and counts claims itself, faster than by looking at each."""

    def select(
        self, conditions: Iterable[Condition], sort: str, limit: int | None
    ) -> Iterator[Found]:
        """Yield the claims that meet all conditions, in order, at most `limit`."""

    def number(self, conditions: Iterable[Condition]) -> int:
        """Return how many claims meet all conditions."""


def select(
    ledger: Ledger, conditions: Iterable[Condition] = (), sort: str = "", limit: int | None = None
) -> Iterator[Found]:
    """Yield the claims that meet all conditions, in the order of the file or by a field.

    "-value" puts the largest value first.
    """
    descending, by = sort.startswith("-"), sort.lstrip("-")
    if by:
        _known(by, FIELDS, "field")
    if isinstance(ledger, Database):
        return ledger.select(conditions, sort, limit)
    conditions = list(conditions)
    tests = [condition.test() for condition in conditions]
    if limit is not None and not by and all(map(_is_of_claim, conditions)):
        alone = (Found(row, ledger.standing_of(row), NOWHERE) for row in ledger.rows(CLAIMS))
        first = islice((claim.row for claim in alone if all(test(claim) for test in tests)), limit)
        return iter(_found(ledger, first))
    documents = {row["document_id"]: row for row in ledger.rows(DOCUMENTS)}
    tasks = assigned(ledger)
    found = (
        Found(
            row,
            ledger.standing_of(row),
            documents.get(row["document_id"], NOWHERE),
            tasks.get(row["claim_id"], NOBODY),
        )
        for row in ledger.rows(CLAIMS)
    )
    met = (claim for claim in found if all(test(claim) for test in tests))
    return islice(_sorted(met, by, descending) if by else met, limit)


def number(ledger: Ledger, conditions: Sequence[Condition] = ()) -> int:
    """Return how many claims meet all conditions.

    Where these ask for nothing but the status and what is gone, as a plain `list` does, only the
    claims that have a check or are gone are parsed: all others are alike.
    """
    if isinstance(ledger, Database):
        return ledger.number(conditions)
    if any(condition.field not in _OF_MARKED for condition in conditions):
        return sum(1 for _ in select(ledger, conditions))
    tests = [condition.test() for condition in conditions]
    marked = [Found(row, ledger.standing_of(row), NOWHERE) for row in ledger.marked_rows()]
    met = sum(all(test(claim) for test in tests) for claim in marked)
    unmarked = Found(dict.fromkeys(CLAIMS.columns, ""), UNCHECKED, NOWHERE)
    others = sum(1 for _ in ledger.claim_ids()) - len(marked)
    return met + (others if all(test(unmarked) for test in tests) else 0)


def _is_of_claim(condition: Condition) -> bool:
    """Tell whether a condition asks for nothing outside the row of a claim and its checks."""
    columns = GROUPS.get(condition.field, (condition.field,))
    return condition.field not in ("assignee", "due") and OF_DOCUMENT.isdisjoint(columns)


def pick(ledger: Ledger, claim_ids: Collection[str]) -> list[Found]:
    """Return claims by their whole ids, in the order given, without parsing others.

    Raise `UnknownClaim` for an id that is no claim's.
    """
    rows = ledger.rows_by_key(CLAIMS, claim_ids)
    if isinstance(ledger, Database):
        found = ledger.select([Condition("claim_id", "=", tuple(rows))], "", None)
        by_id = {claim.row["claim_id"]: claim for claim in found}
        return [by_id[key] for key in rows]
    return _found(ledger, rows.values())


def in_documents(ledger: Ledger, document_ids: Collection[str]) -> list[Found]:
    """Return the claims of some documents in file order, parsing no others."""
    if isinstance(ledger, Database):
        return list(ledger.select([Condition("document_id", "=", tuple(document_ids))], "", None))
    return _found(ledger, rows_with(ledger.store, [layout.CLAIMS], CLAIMS, 1, document_ids))


def _found(ledger: Ledger, rows: Iterable[dict[str, str]]) -> list[Found]:
    """Return claims by their rows, with where they stand, their documents and their tasks."""
    rows = list(rows)
    wanted = {row["document_id"] for row in rows}
    described = rows_with(ledger.store, [layout.DOCUMENTS], DOCUMENTS, 0, wanted)
    documents = {row["document_id"]: row for row in described}
    tasks = assigned(ledger)
    return [
        Found(
            row,
            ledger.standing_of(row),
            documents.get(row["document_id"], NOWHERE),
            tasks.get(row["claim_id"], NOBODY),
        )
        for row in rows
    ]


def _sorted(found: Iterable[Found], by: str, descending: bool) -> list[Found]:
    """Sort; claims without the field come last in either direction."""
    cells = _cells(by)

    def key(claim: Found) -> Decimal | int | str | None:
        cell = next(iter(cells(claim)), "")
        if by == "status":
            return _STATUS_ORDER[cell]
        return decimal(cell) if by in NUMBERS else cell or None

    keyed = [(key(claim), claim) for claim in found]
    having = [pair for pair in keyed if pair[0] is not None]
    having.sort(key=lambda pair: pair[0], reverse=descending)  # type: ignore[arg-type,return-value]  # one kind a field
    return [claim for _, claim in having] + [claim for value, claim in keyed if value is None]


def _cells(field: str) -> Callable[[Found], Iterable[str]]:
    """Return a function that gives the cells of a claim that a field stands for, in lower case."""
    if field == "status":
        return lambda found: (found.standing.status.value,)
    if field == "due":
        return lambda found: (found.task["due"],)
    if (
        field == "assignee"
    ):  # also as the name of a file, in which case, accents and punctuation do not count
        return lambda found: (
            found.task["to"].casefold(),
            checker_slug(found.task["to"]) if found.task["to"] else "",
        )
    if field == "value":
        return lambda found: (
            (found.row["value"], found.row["upper"])
            if found.row["upper"]
            else (found.row["value"],)
        )
    if field == "claimant":
        return lambda found: ((found.row["claimant"] or found.row["source"]).casefold(),)
    columns = GROUPS.get(field, (field,))
    if OF_DOCUMENT.issuperset(columns) or field == "document":
        return lambda found: (found.document[name].casefold() for name in columns)
    return lambda found: (found.row[name].casefold() for name in columns)


_COMPARE: dict[str, Callable[[object, object], bool]] = {
    "=": lambda a, b: a == b,
    "<": lambda a, b: a < b,  # type: ignore[operator]  # both are texts or both are numbers
    "<=": lambda a, b: a <= b,  # type: ignore[operator]
    ">": lambda a, b: a > b,  # type: ignore[operator]
    ">=": lambda a, b: a >= b,  # type: ignore[operator]
}


def _is_met(
    compare: Callable[[object, object], bool], number: Decimal | None, value: Decimal | None
) -> bool:
    if number is None or value is None:
        return compare is _COMPARE["="] and number is value  # "upper=" asks for claims without one
    return compare(number, value)


def _is_date(text: str) -> bool:
    """Return whether a text is a year, a month or a day of the calendar, or a time of one."""
    match = _DATE.fullmatch(text.upper())
    if not match:
        return False
    try:
        date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return False
    return True


def _known(word: str, words: Iterable[str], kind: str) -> None:
    words = tuple(words)
    if word.casefold() not in words:
        raise LedgerError(unknown(word, words, kind))
