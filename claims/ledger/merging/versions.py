"""The three versions of a table that a merge looks at, beside each other.

Their lines in; out come the lines that all have, and the rows of an id in each. A line that several
versions have is held once, and those equal in all three are never parsed. Refuses malformed lines
and ids that stand twice.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from claims.ledger.canonical import Header, MalformedFile
from claims.ledger.merging.decisions import Row
from claims.ledger.schema import Table
from claims.model import Problem


def key_of(line: bytes) -> bytes:
    """Return the id that a line of a table begins with; ids never need quotes."""
    return line.partition(b",")[0]


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


class Versions:
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
    ) -> Versions:
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
        if any(key_of(line) in changed for line in kept):
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
