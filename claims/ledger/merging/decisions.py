"""Three versions of one row to decisions, cell by cell.

What a merge does with everything in which two sides differ.

Comes in: the row in base, ours and theirs, None where a version does not have it. Goes out: a
`Decision` for each cell that differs between ours and theirs, or one for the whole row where it
came or went. Refuses to choose between two different edits of one cell: that is a conflict, and a
person's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from claims.ledger.canonical import format_line
from claims.ledger.cells import decimal
from claims.ledger.schema import CLAIMS, DOCUMENTS

ROW = "(row)"  # stands in the place of the field's name where a whole row came or went
NUMBER = frozenset({"surface", "value", "upper", "modifier", "trend", "unit", "dimension"})
ATTRIBUTION = frozenset(
    {"source", "source_start", "source_end", "cue", "claimant", "chain", "stance", "attribution"}
)
WORDING = frozenset({"statement", "event"})  # put the number into words, and change with it
NUMERIC = frozenset(
    field.name
    for table in (CLAIMS, DOCUMENTS)
    for field in table.fields
    if field.type in ("number", "integer")
)

Row = Mapping[str, str]


class Take(StrEnum):
    """Where a decided cell comes from."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Decision:
    """One cell in which ours and theirs differ, or a row.

    A row has the field `ROW` and stands there as its line; "" where a side has none.
    """

    id: str
    field: str
    base: str
    ours: str
    theirs: str
    take: Take
    merged: str  # as long as a conflict is undecided: ours


@dataclass(frozen=True, slots=True)
class Combined:
    """A row to read again, because the two sides changed parts of one statement.

    One side changed the number, and the other changed it too, or its wording, or who said it.
    """

    id: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def decide(
    key: str, base: Row | None, ours: Row | None, theirs: Row | None, columns: tuple[str, ...]
) -> Iterator[Decision]:
    """Yield what to do for one id; nothing where ours and theirs are equal."""
    if ours is None or theirs is None:
        yield _decide_presence(key, base, ours, theirs, columns)
        return
    for field in columns:
        if ours[field] == theirs[field]:
            continue
        was, here, there = base[field] if base else "", ours[field], theirs[field]
        if field == "edited":
            take, merged = Take.BOTH, _joined_words(was, here, there, columns)
        # two people read one article: the first time counts
        elif field == "retrieved_at" and here and there:
            take, merged = Take.BOTH, min(here, there)
        elif base is None:
            take, merged = _choose_new(field, here, there)
        else:
            take, merged = _choose(field, was, here, there)
        yield Decision(key, field, was, here, there, take, merged)


def combined(key: str, decisions: Iterable[Decision]) -> Combined | None:
    """Return the row as one to read again where the sides changed parts of one statement.

    Cell by cell such a merge is clean, and still nobody has seen the statement that comes out of
    it.
    """
    chosen = [(decision.take, decision.field) for decision in decisions]
    ours = tuple(field for take, field in chosen if take is Take.OURS)
    theirs = tuple(field for take, field in chosen if take is Take.THEIRS)
    for one, other in ((ours, theirs), (theirs, ours)):
        if NUMBER.intersection(one) and (NUMBER | WORDING | ATTRIBUTION).intersection(other):
            return Combined(key, ours, theirs)
    return None


def _decide_presence(
    key: str, base: Row | None, ours: Row | None, theirs: Row | None, columns: tuple[str, ...]
) -> Decision:
    was, here, there = (_text(row, columns) for row in (base, ours, theirs))
    if _is_untouched(base, ours):
        return Decision(key, ROW, was, here, there, Take.THEIRS, there)
    take = Take.OURS if _is_untouched(base, theirs) else Take.CONFLICT
    return Decision(key, ROW, was, here, there, take, here)


def _is_untouched(base: Row | None, side: Row | None) -> bool:
    """Tell whether this side left the row as it was, or never had it."""
    if base is None or side is None:
        return base is side
    return all(is_same(name, was, side[name]) for name, was in base.items())


def _choose(field: str, base: str, ours: str, theirs: str) -> tuple[Take, str]:
    if ours == base:
        return Take.THEIRS, theirs
    if theirs == base:
        return Take.OURS, ours
    if is_same(field, ours, theirs):
        return Take.BOTH, _shorter(ours, theirs)
    # only written differently: no edit that could stand against theirs
    if is_same(field, base, ours):
        return Take.THEIRS, theirs
    if is_same(field, base, theirs):
        return Take.OURS, ours
    return Take.CONFLICT, ours


def _choose_new(field: str, ours: str, theirs: str) -> tuple[Take, str]:
    return (
        (Take.BOTH, _shorter(ours, theirs))
        if is_same(field, ours, theirs)
        else (Take.CONFLICT, ours)
    )


def is_same(field: str, one: str, other: str) -> bool:
    """Tell whether two cells hold one value: as numbers "1.0" and "1.00" do."""
    if one == other or field not in NUMERIC:
        return one == other
    number = decimal(one)
    return number is not None and number == decimal(other)


def _shorter(one: str, other: str) -> str:
    return min(one, other, key=lambda cell: (len(cell), cell))


def _joined_words(base: str, ours: str, theirs: str, columns: tuple[str, ...]) -> str:
    """Merge the names of corrected fields as a set, in the order of the columns."""
    was, here, there = set(base.split()), set(ours.split()), set(theirs.split())
    words = (was & here & there) | (here - was) | (there - was)
    return " ".join(
        sorted(
            words, key=lambda word: (columns.index(word) if word in columns else len(columns), word)
        )
    )


def _text(row: Row | None, columns: tuple[str, ...]) -> str:
    return format_line([row[name] for name in columns]).decode()[:-1] if row else ""
