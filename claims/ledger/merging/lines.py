"""Three versions of a table to one.

Raw lines first, then decisions cell by cell, then their application.

Comes in: the canonical lines of base, ours and theirs (claims.csv or documents.csv). Goes out: a
`Merge` with what was decided wherever ours and theirs differ, what is left to a person, and the
merged lines. Lines equal in all three versions are never parsed. Refuses malformed lines and ids
that stand twice: merging those would lose a row. Knows no files and no git.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

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
    shared: dict[bytes, bytes] = {}
    versions = [
        _Version.read(lines, table, name, shared)
        for lines, name in ((base, "base"), (ours, "ours"), (theirs, "theirs"))
    ]
    columns = tuple(
        name
        for name in table.columns
        if any(name in version.header.columns for version in versions)
    )
    common = _common(versions, columns)
    before, here, there = (version.rows(common) for version in versions)
    changed = {key.encode() for key in before | here | there}
    # in all versions, and in one of them a second time
    if any(_key(line) in changed for line in common):
        for version in versions:
            version.refuse_repeated_ids()
    _restore_missing_columns(versions[1], here, before, there)
    _restore_missing_columns(versions[2], there, before, here)
    decided = {
        key: tuple(decide(key, before.get(key), here.get(key), there.get(key), columns))
        for key in here | there
    }
    lines = [line for line in versions[1].lines if line in common]
    lines += apply(here, decided, columns, _apart if is_ancestor else _merged)
    to_read = (combined(key, decisions) for key, decisions in decided.items())
    return Merge(
        decisions=tuple(chain.from_iterable(decided.values())),
        combined=tuple(row for row in to_read if row),
        lines=[format_line(columns), *in_order(lines, table)],
    )


def apply(
    ours: Mapping[str, Row],
    decided: Mapping[str, Iterable[Decision]],
    columns: tuple[str, ...],
    text: Callable[[Decision], str],
) -> Iterator[bytes]:
    """Yield the lines of the rows that differ.

    `text` says what the cell or row of a decision holds afterwards.
    """
    for key, decisions in decided.items():
        whole = next((decision for decision in decisions if decision.field == ROW), None)
        if whole is None:
            row = {**ours[key], **{decision.field: text(decision) for decision in decisions}}
            yield format_line([row[name] for name in columns])
        elif line := text(whole):
            yield f"{line}\n".encode()


def in_order(lines: Iterable[bytes], table: Table) -> list[bytes]:
    """Sort the records of a table whose columns stand in the schema's order.

    Claims as in their texts, others by key.
    """
    return sorted(lines, key=_place_in_text if table is CLAIMS else _key)


def _merged(decision: Decision) -> str:
    return decision.merged


def _apart(decision: Decision) -> str:
    """Return what stands for a conflict in the base of another merge: what no side has."""
    if decision.take is not Take.CONFLICT:
        return decision.merged
    return decision.base if decision.field == ROW else f"{decision.ours} | {decision.theirs}"


@dataclass(frozen=True, slots=True)
class _Version:
    """One of the three files, as its lines."""

    header: Header
    lines: list[bytes]

    @classmethod
    def read(
        cls, lines: Iterable[bytes], table: Table, name: str, shared: dict[bytes, bytes]
    ) -> _Version:
        """Keep the lines.

        Equal lines of the three versions are one object in `shared`, or they would need three times
        the memory.
        """
        stream = iter(lines)
        first = next(stream, b"")
        header = Header.read(first, table, name) if first else Header((), table, name)
        return cls(header, [shared.setdefault(line, line) for line in stream])

    def rows(self, common: frozenset[bytes]) -> dict[str, dict[str, str]]:
        """Parse the lines that are not common to all versions, by id.

        An id that stands twice is refused.
        """
        key = self.header.table.key
        differing = [
            (number, line) for number, line in enumerate(self.lines, start=2) if line not in common
        ]
        rows: dict[str, dict[str, str]] = {}
        for number, line in differing:
            row = self.header.row(line, number)
            rows[row[key]] = row
        if len(rows) != len(differing) or len(self.lines) - len(differing) != len(common):
            self.refuse_repeated_ids()
        return rows

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


def _common(versions: list[_Version], columns: tuple[str, ...]) -> frozenset[bytes]:
    """Return the lines of all three versions.

    None where one file has columns of its own, so that raw lines cannot be compared.
    """
    if any(version.header.columns != columns for version in versions):
        return frozenset()
    first, *others = (frozenset(version.lines) for version in versions)
    return first.intersection(*others)


def _restore_missing_columns(
    version: _Version,
    rows: dict[str, dict[str, str]],
    before: Mapping[str, Row],
    others: Mapping[str, Row],
) -> None:
    """Fill columns that this version's file does not have, as when an older claimbook wrote it.

    Their absence changes no cell: they hold what they held before, in a new row what the other side
    has in it.
    """
    if missing := set(version.header.table.columns) - set(version.header.columns):
        for key, row in rows.items():
            known = before.get(key) or others.get(key) or row
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
