"""Some rows of a ledger by their ids, found in the bytes of its files.

No other row is parsed, at any size.

Ids or their beginnings in, rows or whole ids out. It can look so because an id stands in one of the
first cells, and in the canonical form no id is ever quoted; a file with other columns or quotes in
its header is read row by row instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from claims.errors import UnknownClaim
from claims.ledger import layout
from claims.ledger.canonical import Header, format_line
from claims.ledger.schema import Table
from claims.ledger.store import Store

_PREFIX = re.compile(r"k[a-z2-7]*")


def cell(line: bytes, column: int) -> bytes:
    """Return one of the first cells of a line without parsing it, b"" where it has too few.

    >>> cell(b"k2a,storm-1,17", 1)
    b'storm-1'
    """
    cells = line.split(b",", column + 1)
    return cells[column] if len(cells) > column else b""


def rows_with(
    store: Store, names: Iterable[str], table: Table, column: int, ids: Collection[str]
) -> Iterator[dict[str, str]]:
    """Yield the rows of some files of a table that have one of the ids.

    The id stands in one of the first columns.
    """
    wanted = {one.encode() for one in ids}
    for name in names if wanted else ():
        lines = enumerate(store.lines(name), start=1)
        _, first = next(lines, (1, b""))
        header = Header.read(first, table, store.label(name))
        is_plain = first == format_line(table.columns)
        for number, line in lines:
            if not is_plain or cell(line, column) in wanted:
                row = header.row(line, number)
                if row[table.columns[column]] in ids:
                    yield row


def marked(
    store: Store, names: Iterable[str], table: Table, ids: Collection[str]
) -> Iterator[dict[str, str]]:
    """Yield the rows whose first column has one of the ids, or whose last one has anything."""
    wanted = {one.encode() for one in ids}
    for name in names:
        lines = enumerate(store.lines(name), start=1)
        _, first = next(lines, (1, b""))
        header = Header.read(first, table, store.label(name))
        is_plain = first == format_line(table.columns)
        for number, line in lines:
            if not (is_plain and line.endswith(b",\n")) or cell(line, 0) in wanted:
                row = header.row(line, number)
                if row[table.columns[0]] in ids or row[table.columns[-1]]:
                    yield row


def claim_ids(store: Store) -> Iterator[str]:
    """Yield the ids of all claims."""
    lines = store.lines(layout.CLAIMS)
    next(lines, None)
    return (line.partition(b",")[0].decode("ascii", "replace") for line in lines)


def resolve(store: Store, prefixes: Sequence[str]) -> list[str]:
    """Return the full ids that unambiguous prefixes stand for, in the same order.

    Raises `UnknownClaim` for a prefix of no claim or of several.
    """
    found: dict[str, set[str]] = {prefix: set() for prefix in prefixes}
    wanted = [prefix for prefix in found if _PREFIX.fullmatch(prefix)]
    beginnings = tuple(prefix.encode() for prefix in wanted)
    lines = store.lines(layout.CLAIMS)
    next(lines, None)
    for line in lines:
        if line.startswith(beginnings):
            claim_id = cell(line, 0).decode("ascii", "replace")
            for prefix in wanted:
                if claim_id.startswith(prefix):
                    found[prefix].add(claim_id)
    return [_only(prefix, found[prefix], store) for prefix in prefixes]


def _only(prefix: str, ids: set[str], store: Store) -> str:
    if not ids:
        raise UnknownClaim(
            f'no claim "{prefix}" in {store.folder.as_posix()}: `claimbook list` shows the ids'
        )
    if prefix in ids:
        return prefix
    if len(ids) > 1:
        some = ", ".join(sorted(ids)[:3]) + (", ..." if len(ids) > 3 else "")
        raise UnknownClaim(f'"{prefix}" names {len(ids)} claims ({some}): give more characters')
    return ids.pop()
