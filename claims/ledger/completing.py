"""Claims that an older claimbook logged, with the columns that it did not write filled in.

Rows of claims.csv in file order in, together with what is read in each document's stored text; the
same rows out, their new cells filled. Only empty cells of columns with a `since` are filled: ids,
numbers, what a person corrected, and claims whose words are gone stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from claims.ledger.cells import integer
from claims.ledger.merging.decisions import ATTRIBUTION
from claims.ledger.rows import claim_row
from claims.ledger.schema import CLAIMS
from claims.model import Claim

Row = dict[str, str]
Group = tuple[str, list[Row]]  # a document's id, and the rows of its claims
NEW = tuple(field.name for field in CLAIMS.fields if field.since)


@dataclass(slots=True)
class Completion:
    """How many claims got new cells, and how many did not because their text is not kept."""

    filled: int = 0
    without_text: int = 0


def by_document(rows: Iterable[Row]) -> Iterator[Group]:
    """Yield the rows of each document together."""
    for document_id, group in groupby(rows, key=itemgetter("document_id")):
        yield document_id, list(group)


def completed(
    groups: Iterable[Group], read: Callable[[str], Sequence[Claim] | None], told: Completion
) -> Iterator[Row]:
    """Yield all rows, completed by what `read` finds in a document's text (None: no text).

    `told` counts them.
    """
    for document_id, rows in groups:
        waiting = [row for row in rows if _is_waiting(row)]
        found = read(document_id) if waiting else []
        if found is None:
            told.without_text += len(waiting)
        for row in rows:
            cells = _new_cells(row, found) if found and _is_waiting(row) else {}
            told.filled += bool(cells)
            yield row | cells


def _is_waiting(row: Row) -> bool:
    return not row["statement"] and not row["gone"]


def _new_cells(row: Row, found: Sequence[Claim]) -> Row:
    """Return the cells to fill: those of the claim now read in the place of the row."""
    claim = _in_place(row, found)
    if claim is None:
        return {}
    read = claim_row(claim)
    names = [name for name in NEW if not row[name] and name not in row["edited"].split()]
    if not _has_source(row, read):
        names = [name for name in names if name not in ATTRIBUTION]
    return {name: read[name] for name in names if read[name]}


def _in_place(row: Row, found: Sequence[Claim]) -> Claim | None:
    """Return the claim that shares most characters with the row's words.

    Where two share as many, it is the one with the row's number.
    """
    start, end = integer(row["start"]) or 0, integer(row["end"]) or 0
    shared = [(min(claim.end, end) - max(claim.start, start), claim) for claim in found]
    best = max(
        (
            (common, claim_row(claim)["value"] == row["value"], claim)
            for common, claim in shared
            if common > 0
        ),
        key=itemgetter(0, 1),
        default=None,
    )
    return best[2] if best else None


def _has_source(row: Row, read: Row) -> bool:
    """Tell whether a row is still credited as it is read now.

    How it is tied to another source says nothing of it.
    """
    return not ATTRIBUTION.intersection(row["edited"].split()) and (
        row["source_start"],
        row["cue"],
    ) == (
        read["source_start"],
        read["cue"],
    )
