"""Tables that another program has written back into canonical form.

Foreign bytes in, the ledger's own out.

Byte order marks, UTF-16, CR LF, line breaks inside cells, other quoting, another order of columns
or rows, a missing final line feed: all of these say the same in another form. What cannot be read
without guessing (unknown columns, ragged rows, another encoding) is refused with its line, and then
no file is changed.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator

from claims.errors import LedgerError
from claims.ledger import layout
from claims.ledger.canonical import Header, format_line, format_table, unescape
from claims.ledger.cells import integer
from claims.ledger.description import description
from claims.ledger.schema import CLAIMS, DOCUMENTS, SIGNED, Table
from claims.ledger.signing import signed_files
from claims.ledger.store import Store

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ORDER: dict[Table, Callable[[dict[str, str]], tuple[str | int, ...]]] = {
    DOCUMENTS: lambda row: (row["document_id"],),
    CLAIMS: lambda row: (row["document_id"], integer(row["start"]) or 0, integer(row["end"]) or 0),
}


def repair(store: Store) -> list[str]:
    """Write all tables and the description in canonical form as one change.

    Return the names of changed files.
    """
    tables = [(layout.DOCUMENTS, DOCUMENTS), (layout.CLAIMS, CLAIMS)]
    tables += [(name, table) for table in SIGNED for name in signed_files(store, table)]
    with store.change() as change:
        for name, table in tables:
            if not store.has(name):
                continue
            foreign = b"".join(change.lines(name))
            rows = _rows(foreign, table, store.label(name))
            # what was typed still shows
            change.write(name, format_table(rows, table), is_ours=False)
        change.write(layout.DESCRIPTION, [description().encode()])
    return change.changed


def _rows(foreign: bytes, table: Table, label: str) -> list[dict[str, str]]:
    rows = list(_read(foreign, table, label))
    # checks stay as they were appended
    return sorted(rows, key=_ORDER[table]) if table in _ORDER else rows


def _read(foreign: bytes, table: Table, label: str) -> Iterator[dict[str, str]]:
    """Read records as CSV at large has them.

    Each is then read again in our form, which refuses what is none.
    """
    encoding = next((name for mark, name in _MARKS if foreign.startswith(mark)), "utf-8")
    try:
        text = foreign.decode(encoding)
    except UnicodeDecodeError as error:
        line = foreign.count(b"\n", 0, error.start) + 1
        raise LedgerError(
            f"{label}:{line}: byte 0x{foreign[error.start]:02x} is not UTF-8: save the file as "
            "UTF-8"
        ) from error
    records = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = Header.read(format_line(next(records, [])), table, label)
        for cells in records:
            if cells:
                yield header.named([unescape(cell) for cell in cells], records.line_num)
    except (csv.Error, ValueError) as error:
        raise LedgerError(
            f"{label}:{records.line_num}: {error}: correct it, or restore the file with git"
        ) from error
