"""Three versions of a table to one.

Raw lines first, then decisions cell by cell, then their application.

Comes in: the canonical lines of base, ours and theirs (claims.csv or documents.csv). Goes out: a
`Merge` with what was decided wherever ours and theirs differ, what is left to a person, and the
merged lines. Lines equal in all three versions are never parsed. Refuses malformed lines and ids
that stand twice: merging those would lose a row. Knows no files and no git.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import chain, pairwise
from typing import Any

from claims.ledger.canonical import Header, MalformedFile, format_line
from claims.ledger.merging.decisions import ROW, Combined, Decision, Row, Take, combined, decide
from claims.ledger.schema import CLAIMS, Table
from claims.model import Problem


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
    versions = _Versions.read(base, ours, theirs, table)
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
    return sorted(lines, key=_place_in_text if table is CLAIMS else _key)


def _put_in(changed: Sequence[bytes], kept: Sequence[bytes], table: Table) -> Iterable[bytes]:
    """Put changed records among those that were kept, which as a rule stand in order already.

    Sorting a million again would take as much memory for their places as for themselves.
    """
    place: Callable[[bytes], Any] = _place_in_text if table is CLAIMS else _key
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


class _Pool:
    """The distinct lines of the versions, each held once, and which versions have it."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self._seen_in = bytearray()  # a bit for each version
        self._order: dict[bytes, int] = {}
        self._all = 0

    def take(self, lines: Iterable[bytes], version: int) -> array[int]:
        """Take in the lines of a version; return which ones they are, in its order."""
        taken = array("I")
        for line in lines:
            at = self._order.setdefault(line, len(self.lines))
            if at == len(self.lines):
                self.lines.append(line)
                self._seen_in.append(0)
            self._seen_in[at] |= 1 << version
            taken.append(at)
        return taken

    def compare(self, versions: int) -> None:
        """Have lines count as common that so many versions have; 0 where none can be compared."""
        self._all = (1 << versions) - 1
        self._order.clear()

    def is_common(self, at: int) -> bool:
        """Tell whether all versions have a line."""
        return self._all > 0 and self._seen_in[at] == self._all

    def common(self) -> int:
        """Return how many distinct lines all versions have."""
        return self._seen_in.count(self._all) if self._all else 0


@dataclass(frozen=True, slots=True)
class _Version:
    """One of the three files, as its lines."""

    header: Header
    pool: _Pool
    order: array[int]  # its lines by their places in the pool

    @classmethod
    def read(
        cls, lines: Iterable[bytes], table: Table, name: str, pool: _Pool, number: int
    ) -> _Version:
        """Keep the lines; those that another version has too are held once."""
        stream = iter(lines)
        first = next(stream, b"")
        header = Header.read(first, table, name) if first else Header((), table, name)
        return cls(header, pool, pool.take(stream, number))

    @property
    def lines(self) -> Iterator[bytes]:
        """The lines in order."""
        return map(self.pool.lines.__getitem__, self.order)

    def common(self) -> list[bytes]:
        """Return the lines that all versions have, in the order of this one."""
        lines, is_common = self.pool.lines, self.pool.is_common
        return [lines[at] for at in self.order if is_common(at)]

    def differing(self) -> dict[str, bytes]:
        """Return the lines that are not common to all versions, by id.

        An id that stands twice is refused, as is what is no record.
        """
        key, pool = self.header.table.key, self.pool
        found: dict[str, bytes] = {}
        count = 0
        for number, at in enumerate(self.order, start=2):
            if not pool.is_common(at):
                line = pool.lines[at]
                found[self.header.row(line, number)[key]] = line
                count += 1
        if len(found) != count or len(self.order) - count != pool.common():
            self.refuse_repeated_ids()
        return found

    def row(self, line: bytes | None) -> dict[str, str] | None:
        """Read a line that `differing` has read before, None where there is none."""
        return None if line is None else self.header.row(line, 0)

    def refuse_repeated_ids(self) -> None:
        """Raise `MalformedFile` at the first id that stands on two lines."""
        key = self.header.table.key
        lines_of: dict[str, int] = {}
        for number, line in enumerate(self.lines, start=2):
            row_id = self.header.row(line, number)[key]
            if row_id in lines_of:
                seen = (
                    f'"{row_id}" stands on line {lines_of[row_id]} already: remove one of the two'
                )
                raise MalformedFile(Problem(self.header.file, number, key, seen))
            lines_of[row_id] = number


class _Versions:
    """The three files beside each other: what all have, and the rows of an id in each."""

    def __init__(self, versions: Sequence[_Version], pool: _Pool, table: Table) -> None:
        headers = [version.header.columns for version in versions]
        self.columns = tuple(name for name in table.columns if name in chain(*headers))
        # where one file has columns of its own, raw lines cannot be compared
        is_alike = all(columns == self.columns for columns in headers)
        pool.compare(len(versions) if is_alike else 0)
        self._versions = versions
        self._differing = [version.differing() for version in versions]

    @classmethod
    def read(
        cls, base: Iterable[bytes], ours: Iterable[bytes], theirs: Iterable[bytes], table: Table
    ) -> _Versions:
        """Keep the lines of all three, each distinct one once."""
        pool = _Pool()
        named = ((base, "base"), (ours, "ours"), (theirs, "theirs"))
        versions = [
            _Version.read(lines, table, name, pool, number)
            for number, (lines, name) in enumerate(named)
        ]
        return cls(versions, pool, table)

    def differing_keys(self) -> Iterable[str]:
        """Return the ids that ours or theirs has in a line which is not in all versions."""
        _, here, there = self._differing
        return here | there

    def kept(self) -> list[bytes]:
        """Return the lines that all versions have; refuse an id that has another line besides."""
        kept = self._versions[1].common()
        changed = {key.encode() for lines in self._differing for key in lines}
        if any(_key(line) in changed for line in kept):
            for version in self._versions:
                version.refuse_repeated_ids()
        return kept

    def rows(self, key: str) -> tuple[Row | None, Row | None, Row | None]:
        """Return the rows of an id in base, ours and theirs, each None where it has none.

        They are read one by one: all changed rows of a million would take half a gigabyte.
        """
        was, ours, theirs = (
            version.row(lines.get(key))
            for version, lines in zip(self._versions, self._differing, strict=True)
        )
        _restore_missing_columns(self._versions[1], ours, was or theirs)
        _restore_missing_columns(self._versions[2], theirs, was or ours)
        return was, ours, theirs


def _restore_missing_columns(
    version: _Version, row: dict[str, str] | None, known: Row | None
) -> None:
    """Fill columns that this version's file does not have, as when an older claimbook wrote it.

    Their absence changes no cell: they hold what they held before, in a new row what the other side
    has in it.
    """
    missing = set(version.header.table.columns) - set(version.header.columns)
    if row is not None and known is not None and missing:
        row.update({name: known[name] for name in missing})


def _place_in_text(line: bytes) -> tuple[bytes, int, int, bytes]:
    """Return where a claim stands; the first four columns are required and never need quotes."""
    key, document, start, end, *_ = (*line.split(b",", 4), b"", b"", b"")
    try:
        return document, int(start), int(end), key
    except ValueError:
        return document, 0, 0, key


def _key(line: bytes) -> bytes:
    return line.partition(b",")[0]
