"""What changed between two versions of a ledger: two folders in.

Rows that came, went and changed, and statuses, out. Lines are compared before anything is parsed:
most of a ledger is the same bytes in both versions, and only what differs is read as rows and
matched by key. A file whose columns stand in another order is read whole. Rows that only moved, or
are only quoted differently, are no change, and neither are columns that one version does not have:
these are named. Refused, with the line: files that are no tables, and ids that stand twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from claims.errors import LedgerError
from claims.ledger.canonical import Header, format_line
from claims.ledger.checks import UNCHECKED, Standing, standing_of, votes
from claims.ledger.ledger import Ledger
from claims.ledger.lookup import rows_with
from claims.ledger.rows import claim_from_row
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS, Table

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """One row that both versions have."""

    old: Row
    new: Row

    @property
    def cells(self) -> dict[str, tuple[str, str]]:
        """The cells that differ: by column, the old and the new one."""
        return {
            name: (cell, self.new[name])
            for name, cell in self.old.items()
            if cell != self.new[name]
        }


@dataclass(frozen=True, slots=True)
class Rows:
    """What happened to the rows of one table, new ones in the order of the new version."""

    added: list[Row] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    columns: tuple[
        str, ...
    ] = ()  # that only one of the versions has; rows are compared without them

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.columns)


@dataclass(frozen=True, slots=True)
class Move:
    """A claim whose status moved: from where to where, and its row in the version that has it."""

    claim_id: str
    old: Standing
    new: Standing
    claim: Row | None


@dataclass(frozen=True, slots=True)
class Diff:
    """All differences of two versions; it is false where there are none."""

    documents: Rows
    claims: Rows
    checks: Rows
    moves: list[Move]

    def __bool__(self) -> bool:
        return bool(self.documents or self.claims or self.checks or self.moves)


def diff(old: str | Path | Ledger, new: str | Path | Ledger) -> Diff:
    """Compare two versions of a ledger, each given as its folder."""
    before, after = (
        given if isinstance(given, Ledger) else Ledger.open(given) for given in (old, new)
    )
    documents, claims, checks = (
        _rows(before, after, table) for table in (DOCUMENTS, CLAIMS, CHECKS)
    )
    return Diff(documents, claims, checks, _moves(before, after, claims, checks))


def _rows(old: Ledger, new: Ledger, table: Table) -> Rows:
    """Compare all files of a table; a row that went from one file to another has not changed."""
    gone: dict[str, Row] = {}
    come: dict[str, Row] = {}
    news: dict[str, None] = {}
    for name in sorted({*old.files(table), *new.files(table)}):
        was, now = _File(old, name, table), _File(new, name, table)
        shared = [name for name in table.columns if name in was.columns and name in now.columns]
        _collect_differing(was, gone, now, come, shared)
        news |= dict.fromkeys(name for name in table.columns if name not in shared)
    both = (
        Changed(_as_filled(gone[key], row, news), row) for key, row in come.items() if key in gone
    )
    return Rows(
        added=_without(come, gone),
        removed=_without(gone, come),
        changed=[changed for changed in both if changed.cells],
        columns=tuple(news),
    )


def _collect_differing(
    was: _File, gone: dict[str, Row], now: _File, come: dict[str, Row], columns: list[str]
) -> None:
    """Read the rows of two versions of a file whose lines the other version does not have.

    Lines are compared by their hashes. These have 64 bits and are keyed anew in each process:
    among a million lines a change is missed once in ten million runs.
    """
    old_hashes, new_hashes = (set(map(hash, file.compared(columns))) for file in (was, now))
    was.collect(gone, columns, old_hashes - new_hashes)
    now.collect(come, columns, new_hashes - old_hashes)


def _without(rows: Mapping[str, Row], others: Collection[str]) -> list[Row]:
    return [row for key, row in rows.items() if key not in others]


def _as_filled(old: Row, new: Row, columns: Iterable[str]) -> Row:
    """Return the old row with the columns that it did not have, filled as in the new one.

    Otherwise the new columns would pass for corrections.
    """
    corrected = new.get("edited", "").split()
    return old | {name: new[name] for name in columns if name not in corrected}


class _File:
    """One file of one version, as lines in the columns that are compared."""

    def __init__(self, ledger: Ledger, name: str, table: Table) -> None:
        self._store, self._name, self._table = ledger.store, name, table
        self._is_there = ledger.store.has(name)
        self._first = (
            next(iter(ledger.store.lines(name)), b"")
            if self._is_there
            else format_line(table.columns)
        )
        self._header = Header.read(self._first, table, ledger.store.label(name))
        self.columns = self._header.columns

    def compared(self, columns: list[str]) -> Iterator[bytes]:
        """Yield the lines below the header in these columns.

        They are left as they are where the file has no others.
        """
        is_plain = self._first == format_line(columns)
        for number, line in self._lines():
            yield (
                line
                if is_plain
                else format_line(map(self._header.row(line, number).__getitem__, columns))
            )

    def collect(self, rows: dict[str, Row], columns: list[str], hashes: set[int]) -> None:
        """Read the rows of the lines with these hashes into `rows`, by key."""
        if not hashes:
            return
        for (number, line), compared in zip(self._lines(), self.compared(columns), strict=True):
            if hash(compared) in hashes:
                row = self._header.row(line, number)
                key = row[self._table.key]
                if rows.setdefault(key, row) != row:
                    where = f"{self._store.label(self._name)}:{number}: {self._table.key}"
                    raise LedgerError(f'{where}: "{key}" stands twice: run `claimbook validate`')

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        if self._is_there:
            lines = enumerate(self._store.lines(self._name), start=1)
            next(lines, None)
            yield from lines


def _moves(old: Ledger, new: Ledger, claims: Rows, checks: Rows) -> list[Move]:
    """Return the claims whose checks differ, or whose status moved because their words did."""
    changed = chain(checks.added, checks.removed, (row.new for row in checks.changed))
    is_signed = {row["claim_id"]: None for row in changed}
    reread = (row.new["claim_id"] for row in claims.changed)
    claim_ids = is_signed | dict.fromkeys(reread)
    if old.settings.two_person != new.settings.two_person:
        claim_ids |= dict.fromkeys(chain(old.standings, new.standings))
    if not claim_ids:
        return []
    (before, rows), (after, new_rows) = (
        _standings(ledger, claim_ids.keys()) for ledger in (old, new)
    )
    moves = [
        Move(
            key,
            before.get(key, UNCHECKED),
            after.get(key, UNCHECKED),
            new_rows.get(key, rows.get(key)),
        )
        for key in claim_ids
    ]
    return [move for move in moves if move.claim_id in is_signed or move.old != move.new]


def _standings(
    ledger: Ledger, claim_ids: Collection[str]
) -> tuple[dict[str, Standing], dict[str, Row]]:
    """Return where some claims stand, as far as they are checked, and their rows."""
    given = votes(rows_with(ledger.store, ledger.files(CHECKS), CHECKS, 1, claim_ids))
    rows = {
        row["claim_id"]: row
        for row in rows_with(ledger.store, ledger.files(CLAIMS), CLAIMS, 0, claim_ids)
    }
    two_person = ledger.settings.two_person
    claims = {claim_id: claim_from_row(rows[claim_id]) for claim_id in given if claim_id in rows}
    return {
        claim_id: standing_of(given[claim_id], claim, two_person)
        for claim_id, claim in claims.items()
    }, rows
