"""A table as text that reads and compares line by line: what `git diff` shows of a ledger.

Lines of a file in canonical form in, one line for each cell that holds something out, each with the
id of its row:

    k2m4x surface      more than 60 percent
    k2m4x value        60

With the id on every line, git never takes the value of one claim for that of another, and each
changed line says whose it is. A claim's place stands on one line, because its parts move together.
Refuses what is no such table; git then shows it as it is. Git starts this anew for every version
that it shows, so it imports next to nothing and leaves cells escaped as they are.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

_KEYS = ("claim_id", "document_id")
_OFFSETS = ("start", "end", "source_start", "source_end")
_WIDTH = 12  # of the longest common field names, so that cells stand below each other


def readable(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield the readable lines of a file, rows in its order.

    Raise `ValueError` where it is no such table.
    """
    rows = csv.reader((line.decode() for line in lines), strict=True)
    try:
        columns = next(rows, [""])
        if columns[0] not in _KEYS:
            raise ValueError("no table of a ledger starts like this")
        for cells in rows:
            yield from _row(cells[0], dict(zip(columns, cells, strict=True)))
    except csv.Error as error:
        raise ValueError(str(error)) from error


def _row(key: str, row: dict[str, str]) -> Iterator[str]:
    for name, cell in row.items():
        if cell and name not in _KEYS and name not in _OFFSETS:
            yield f"{key} {name:{_WIDTH}} {cell}"
    if "start" in row:
        source = (
            f", source {row['source_start']}-{row['source_end']}" if row.get("source_start") else ""
        )
        yield f"{key} {'at':{_WIDTH}} {row['document_id']} {row['start']}-{row['end']}{source}"
