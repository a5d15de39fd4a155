"""Files for spreadsheets: CSV as Excel reads it, and XLSX workbooks.

A selection in, bytes out. Nothing in them is run: CSV cells that look like formulas get an
apostrophe (`formulas`), XLSX cells are stored as text and marked so. Numbers are numbers where a
spreadsheet keeps all their digits. XLSX cannot hold control characters, surrogates and the two last
characters of a plane, or more than 32,767 characters in a cell: the first are written as backslash
escapes, as in the ledger, the second are cut and end with what says so.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from claims.decimals import CONTEXT
from claims.errors import ClaimbookError
from claims.ledger.canonical import escape
from claims.ledger.cells import decimal
from claims.sheets import differences, fingerprint
from claims.sheets.formulas import neutralise
from claims.views.columns import width_of
from claims.views.export.selection import COLUMNS, TABLES, TYPES, Row, Selection

CELL_LIMIT = 32_767  # characters, Excel's own
CUT = f" {differences.CUT}"
# XML 1.0, production 2; `escape` takes care of the others
_NOT_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
DIGITS = 15  # significant digits that a spreadsheet keeps
_WRAPPED = 28  # characters of a column from which its cells wrap
# what openpyxl or a spreadsheet would take for a formula or an error value
_RISKY = tuple("=+-@#\t\r＝＋－＠")


def csv_text(selection: Selection, table: str) -> Iterator[str]:
    """Yield one table as CSV with a byte order mark and CRLF, which is what Excel opens right."""
    columns = columns_of(table)
    yield "\ufeff"
    yield _csv_line(columns)
    for row in _rows(selection, table):
        yield _csv_line([neutralise(escape(row[column])) for column in columns])


def columns_of(table: str) -> tuple[str, ...]:
    """Return the columns of a sheet.

    The sheet of claims ends with what each row said, for the way back (`fingerprint`).
    """
    return (*COLUMNS[table], fingerprint.COLUMN) if table == "claims" else COLUMNS[table]


def _rows(selection: Selection, table: str) -> Iterator[Row]:
    for row in selection.rows(table):
        yield (
            {**row, fingerprint.COLUMN: fingerprint.fingerprint(row, COLUMNS[table])}
            if table == "claims"
            else row
        )


def xlsx(selection: Selection) -> bytes:
    """Return a workbook with a sheet for each table."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise ClaimbookError("xlsx needs an extra: pip install 'claimbook[tables]'") from None
    # row by row: the whole of a large ledger would not fit into memory
    book = Workbook(write_only=True)
    for table in TABLES:
        _fill(book.create_sheet(table), selection, table)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Any, selection: Selection, table: str) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    columns = columns_of(table)
    sheet.freeze_panes = "B2"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width_of(column)
    heading = [WriteOnlyCell(sheet, column) for column in columns]
    for cell in heading:
        cell.font = Font(bold=True)
    sheet.append(heading)
    lines = 1
    for row in _rows(selection, table):
        sheet.append([_value(sheet, column, row[column]) for column in columns])
        lines += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{lines}"


def _value(sheet: Any, column: str, text: str) -> Any:
    """Return what to append for a cell.

    A number or a plain text where that will do: a cell of its own costs ten times as much.
    """
    if TYPES.get(column) in ("number", "integer") and (number := _number(text)) is not None:
        return number
    shown = _NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", escape(text))
    if len(shown) > CELL_LIMIT:
        shown = shown[: CELL_LIMIT - len(CUT)] + CUT
    if not shown.startswith(_RISKY) and width_of(column) < _WRAPPED:
        return shown or None
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(sheet, shown or None)
    if shown.startswith(_RISKY):
        cell.data_type = "s"  # and not "f" for a formula
        # what an apostrophe before it does: it stays text when it is edited
        cell.quotePrefix = True
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _number(text: str) -> int | float | None:
    """Return a number that a spreadsheet keeps all digits of."""
    number = decimal(text)
    if number is None or _digits(number) > DIGITS:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _digits(number: Decimal) -> int:
    return len(number.normalize(CONTEXT).as_tuple().digits)


def _csv_line(cells: list[str] | tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
