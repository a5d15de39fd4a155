"""Files that an older claimbook wrote, brought to today's columns.

The lines of a table in, the same records in today's columns out; columns that are new stand empty.
It refuses columns in another order, because then no line says anything without being parsed:
`repair` takes those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.errors import LedgerError
from claims.ledger.canonical import Header, format_line, format_row
from claims.ledger.schema import Table
from claims.ledger.store import Store


def missing_columns(store: Store, name: str, table: Table) -> tuple[str, ...]:
    """Return the columns of the table that a file does not have yet.

    None are missing where there is no such file.
    """
    if not store.has(name):
        return ()
    return _missing(next(iter(store.lines(name)), b""), table, store.label(name))


def in_todays_columns(lines: Iterable[bytes], table: Table, file: str) -> Iterator[bytes]:
    """Yield the lines of a file, its header first, in today's columns.

    An empty file becomes one with a header.
    """
    stream = iter(lines)
    first = next(stream, b"")
    yield format_line(table.columns)
    if not first or not _missing(first, table, file):
        yield from stream
        return
    header = Header.read(first, table, file)
    for number, line in enumerate(stream, start=2):
        yield format_row(header.row(line, number), table)


def _missing(first: bytes, table: Table, file: str) -> tuple[str, ...]:
    columns = Header.read(first, table, file).columns
    if format_line(columns) != first or columns != tuple(
        name for name in table.columns if name in columns
    ):
        raise LedgerError(
            f"{file}: the columns are not as claimbook writes them: run `claimbook validate --fix`"
        )
    return tuple(name for name in table.columns if name not in columns)
