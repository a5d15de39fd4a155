"""An XLSX workbook as numbered rows of text: a path in, what a reader sees out.

Results and not formulas, dates in ISO form, 60% as "60%". Workbooks come by mail and can be
anything: they are read in a process of their own, and whatever the readers of zip, XML and openpyxl
raise becomes one message with the file's name. Refused besides: workbooks that unpack to more than
any desk's sheet, and sheets of more cells than that, filled or not.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from claims.decimals import CONTEXT
from claims.errors import ClaimbookError
from claims.text.documents.apart import beyond, each_apart
from claims.text.documents.limits import Limits

SUFFIXES = frozenset({".xlsx", ".xlsm"})
UNPACKED = 1 << 30  # bytes
MOST_CELLS = 20_000_000  # a hundred thousand claims in our own export are five million

Line = tuple[int, list[str]]


def read_workbook(path: Path, name: str = "") -> list[Line]:
    """Return the rows of one sheet with their numbers.

    `name` is the sheet, the first one if left out. Raises `ClaimbookError`.
    """
    limits = Limits()
    try:
        rows = each_apart(partial(_rows, path, name), str(path), limits)
        return [(number, cells) for number, cells in rows]
    except (TimeoutError, MemoryError) as error:
        raise beyond(str(path), error, limits) from error


def _rows(path: Path, name: str) -> Iterator[Line]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise ClaimbookError("xlsx needs an extra: pip install 'claimbook[tables]'") from None
    try:
        content = io.BytesIO(path.read_bytes())
        _check_size(path, content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and print areas, which nobody here reads
            book = load_workbook(content, read_only=True, data_only=True)
            _check_name(path, name, book.sheetnames)
            yield from _lines(path, book[name or book.sheetnames[0]])
    except (ClaimbookError, MemoryError):
        raise
    except Exception as error:  # openpyxl raises whatever its readers of zip, XML and numbers do
        seen = str(error) or type(error).__name__
        raise ClaimbookError(
            f"{path} is no workbook that can be read: {seen}: save it again as .xlsx or as .csv"
        ) from error


def _check_size(path: Path, content: io.BytesIO) -> None:
    with zipfile.ZipFile(content) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > UNPACKED:  # a small file can hold any amount of nothing
        raise ClaimbookError(
            f"{path} unpacks to {unpacked >> 20} MB: more than {UNPACKED >> 20} MB is no desk's "
            "sheet"
        )


def _check_name(path: Path, name: str, names: list[str]) -> None:
    if not names:
        raise ClaimbookError(f"{path} has no sheet")
    if name and name not in names:
        raise ClaimbookError(f'{path} has no sheet "{name}": there are {", ".join(names)}')


def _lines(path: Path, sheet: Any) -> Iterator[Line]:
    # some programs write "A1" whatever the size, and rows beyond it would be lost
    sheet.reset_dimensions()
    cells = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells += len(row) + 1
        if cells > MOST_CELLS:
            raise ClaimbookError(
                f"{path} has a sheet of more than {MOST_CELLS:,} cells: keep the rows that are "
                "meant"
            )
        yield number, [_shown(cell) for cell in row]


def _shown(cell: Any) -> str:
    """Return what a reader sees in a cell."""
    value = cell.value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = Decimal(str(value))
        is_share = "%" in (cell.number_format or "")
        shown = (number * 100 if is_share else number).normalize(CONTEXT)
        return f"{shown:f}{'%' if is_share else ''}"
    return "" if value is None else str(value)
