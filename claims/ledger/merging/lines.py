"""Three versions of a table to one.

Raw lines first, then decisions cell by cell, then their application.

Comes in: the canonical lines of base, ours and theirs (claims.csv or documents.csv). Goes out: a
`Merge` with what was decided wherever ours and theirs differ, what is left to a person, and the
merged lines. Lines equal in all three versions are never parsed. Refuses malformed lines and ids
that stand twice: merging those would lose a row. Knows no files and no git.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import chain, pairwise
from typing import Any

from claims.ledger.canonical import format_line
from claims.ledger.merging.decisions import ROW, Combined, Decision, Row, Take, combined, decide
from claims.ledger.merging.versions import Versions, key_of
from claims.ledger.schema import CLAIMS, Table


@dataclass(frozen=True, slots=True)
class Merge:
    """Every decision of a merge, the rows to read again, and the merged file.

    The file is valid also where there are conflicts.
    """

    decisions: tuple[Decision, ...]
    combined: tuple[Combined, ...]
    lines: list[bytes]

    @property
    def conflicts(self) -> list[Decision]:
        """The decisions that are left to a person; the merged lines hold ours there."""
        return [decision for decision in self.decisions if decision.take is Take.CONFLICT]


def merge_lines(
    base: Iterable[bytes],
    ours: Iterable[bytes],
    theirs: Iterable[bytes],
    table: Table = CLAIMS,
    *,
    is_ancestor: bool = False,
) -> Merge:
    """Merge three versions of a table, each given as its lines (an open binary file will do).

    An empty base has none. Equal edits are clean, numbers compare as numbers, the words of `edited`
    are joined. A cell that both changed, a row that one changed and the other removed, and two
    different rows with one new id are conflicts. Swapping ours and theirs gives the same merge
    apart from what conflicts hold. With `is_ancestor` the outcome only serves as base of another
    merge: its conflicts hold what no side can have, so that whatever the sides made of them gets
    compared.

    Raises:
        MalformedFile: a line is no record, or an id stands on two lines.
    """
    versions = Versions.read(base, ours, theirs, table)
    columns, kept = versions.columns, versions.kept()
    decided = {
        key: tuple(decide(key, *versions.rows(key), columns)) for key in versions.differing_keys()
    }
    text = _apart if is_ancestor else _merged
    changed = apply(lambda key: versions.rows(key)[1] or {}, decided, columns, text)
    to_read = (combined(key, decisions) for key, decisions in decided.items())
    return Merge(
        decisions=tuple(chain.from_iterable(decided.values())),
        combined=tuple(row for row in to_read if row),
        lines=[format_line(columns), *_put_in(list(changed), kept, table)],
    )


def apply(
    ours: Callable[[str], Row],
    decided: Mapping[str, Iterable[Decision]],
    columns: tuple[str, ...],
    text: Callable[[Decision], str],
) -> Iterator[bytes]:
    """Yield the lines of the rows that differ.

    `ours` gives a row of ours that both sides have; `text` says what the cell or row of a decision
    holds afterwards.
    """
    for key, decisions in decided.items():
        whole = next((decision for decision in decisions if decision.field == ROW), None)
        if whole is None:
            row = {**ours(key), **{decision.field: text(decision) for decision in decisions}}
            yield format_line([row[name] for name in columns])
        elif line := text(whole):
            yield f"{line}\n".encode()


def in_order(lines: Iterable[bytes], table: Table) -> list[bytes]:
    """Sort the records of a table whose columns stand in the schema's order.

    Claims as in their texts, others by key.
    """
    return sorted(lines, key=_place_in_text if table is CLAIMS else key_of)


def _put_in(changed: Sequence[bytes], kept: Sequence[bytes], table: Table) -> Iterable[bytes]:
    """Put changed records among those that were kept, which as a rule stand in order already.

    Sorting a million again would take as much memory for their places as for themselves.
    """
    place: Callable[[bytes], Any] = _place_in_text if table is CLAIMS else key_of
    if all(before <= after for before, after in pairwise(map(place, kept))):
        return merge(kept, in_order(changed, table), key=place)
    return in_order([*kept, *changed], table)


def _merged(decision: Decision) -> str:
    return decision.merged


def _apart(decision: Decision) -> str:
    """Return what stands for a conflict in the base of another merge: what no side has."""
    if decision.take is not Take.CONFLICT:
        return decision.merged
    return decision.base if decision.field == ROW else f"{decision.ours} | {decision.theirs}"


def _place_in_text(line: bytes) -> tuple[bytes, int, int, bytes]:
    """Return where a claim stands; the first four columns are required and never need quotes."""
    key, document, start, end, *_ = (*line.split(b",", 4), b"", b"", b"")
    try:
        return document, int(start), int(end), key
    except ValueError:
        return document, 0, 0, key
