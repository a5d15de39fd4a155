"""A table as text that reads and compares line by line: what `git diff` shows of a ledger.

Lines of a file in canonical form in, one line for each cell that holds something out, each with the id of its row:

    k2m4x surface    more than 60 percent
    k2m4x value      60

With the id on every line, git never takes the value of one claim for that of another, and each changed line says whose
it is. A claim's place stands on one line, because its parts move together. Refuses what is no table; git then shows it
as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from claims.ledger.canonical import escape, read_table
from claims.ledger.schema import Table

_PLACE = ("document_id", "start", "end", "source_start", "source_end")
_WIDTH = 12  # of the longest common field names, so that cells stand below each other


def readable(lines: Iterable[bytes], table: Table, file: str) -> Iterator[str]:
    """Yield the readable lines of a file, rows in its order; raise `MalformedFile` where it is no such table."""
    for _, row in read_table(lines, table, file):
        key = row[table.key]
        for name, cell in _cells(row, table):
            yield f"{key} {name:{_WIDTH}} {escape(cell)}"


def _cells(row: Mapping[str, str], table: Table) -> Iterator[tuple[str, str]]:
    for name in table.columns:
        if row[name] and name != table.key and name not in _PLACE:
            yield name, row[name]
    if row.get("start"):
        source = f", source {row['source_start']}-{row['source_end']}" if row["source_start"] else ""
        yield "at", f"{row['document_id']} {row['start']}-{row['end']}{source}"
