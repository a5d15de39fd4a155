"""Files for spreadsheets: CSV as Excel reads it, and XLSX workbooks.

A selection in, bytes out. Nothing in them is run: CSV cells that look like formulas get an apostrophe (`formulas`),
XLSX cells are stored as text and marked so. Numbers are numbers where a spreadsheet keeps all their digits.
XLSX cannot hold control characters or more than 32,767 characters in a cell: the first are written as backslash
escapes, as in the ledger, the second are cut and end with what says so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimbookError
from claims.ledger.canonical import escape
from claims.ledger.cells import decimal
from claims.sheets.formulas import neutralise
from claims.views.export.selection import COLUMNS, TABLES, TYPES, Selection

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CELL_LIMIT = 32_767  # characters, Excel's own
CUT = " … [cut]"
DIGITS = 15  # significant digits that a spreadsheet keeps
_WIDTHS = {"quote": 60, "note": 40, "about": 28, "title": 32, "surface": 24, "evidence_url": 28, "url": 28}


def csv_text(selection: Selection, table: str) -> Iterator[str]:
    """Yield one table as CSV with a byte order mark and CRLF, which is what Excel opens right."""
    yield "\ufeff"
    yield _csv_line(COLUMNS[table])
    for row in selection.rows(table):
        yield _csv_line([neutralise(escape(row[column])) for column in COLUMNS[table]])


def xlsx(selection: Selection) -> bytes:
    """Return a workbook with a sheet for each table."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise ClaimbookError("xlsx needs an extra: pip install 'claimbook[tables]'") from None
    book = Workbook()
    book.remove(book.active)
    for table in TABLES:
        _fill(book.create_sheet(table), selection, table)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, selection: Selection, table: str) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    columns = COLUMNS[table]
    for place, column in enumerate(columns, start=1):
        sheet.cell(1, place, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(column, 14)
    for line, row in enumerate(selection.rows(table), start=2):
        for place, column in enumerate(columns, start=1):
            if row[column]:
                _write(sheet.cell(line, place), column, row[column], Alignment(vertical="top", wrap_text=True))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _write(cell: Any, column: str, text: str, alignment: Any) -> None:
    number = decimal(text) if TYPES.get(column) in ("number", "integer") else None
    if number is not None and _digits(number) <= DIGITS:
        cell.value = int(number) if number == number.to_integral_value() else float(number)
        return
    shown = escape(text)
    if len(shown) > CELL_LIMIT:
        shown = shown[: CELL_LIMIT - len(CUT)] + CUT
    cell.value = shown
    cell.data_type = "s"  # and not "f" for a formula, which is what a value with "=" is taken for
    cell.quotePrefix = True  # what an apostrophe typed before a cell does: it stays text when it is edited
    cell.alignment = alignment


def _digits(number: Decimal) -> int:
    return len(number.normalize().as_tuple().digits)


def _csv_line(cells: list[str] | tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
