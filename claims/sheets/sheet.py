"""A CSV or XLSX file as rows of text: a path in, the header and numbered rows out.

CSV may be separated by commas, semicolons, tabs or bars, whichever its header is, in any encoding
that a document may have; XLSX is read by `workbook`. Apostrophes that an export put before formulas
are taken away. Refused: other files, and a header that is empty or names a column twice.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.errors import ClaimbookError
from claims.ledger.canonical import unescape
from claims.ledger.schema import CHECKS, CLAIMS
from claims.sheets.fingerprint import COLUMN
from claims.sheets.formulas import restore
from claims.sheets.workbook import SUFFIXES, read_workbook
from claims.text.documents.decode import decode
from claims.text.documents.raw import Raw

SEPARATORS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows as they stand: each with its line in the file and its cells by column name."""

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_sheet(path: Path, name: str = "") -> Sheet:
    """Read a file; `name` is the sheet of a workbook, the first one if left out.

    Raises `ClaimbookError`.
    """
    if not path.is_file():
        raise ClaimbookError(f"{path} is no file")
    lines = read_workbook(path, name) if path.suffix.lower() in SUFFIXES else _csv(path)
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if not filled:
        raise ClaimbookError(f"{path} is empty")
    (_, first), *rest = filled
    header = _header(path, first)
    read = _unescaped if _is_ours(header) else str
    rows = []
    for number, cells in rest:
        if any(cell.strip() for cell in cells[len(header) :]):
            raise ClaimbookError(
                f"{path}:{number}: has {len(cells)} cells, the first line {len(header)}"
            )
        padded = [restore(cell) for cell in cells] + [""] * (len(header) - len(cells))
        rows.append((number, dict(zip(header, map(read, padded), strict=False))))
    return Sheet(path.as_posix(), header, tuple(rows))


def _header(path: Path, first: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns; empty cells at the end of the line name none."""
    header = tuple(cell.strip() for cell in first)
    while header and not header[-1]:
        header = header[:-1]
    for place, column in enumerate(header):
        if not column or column in header[:place]:
            seen = f'names "{column}" twice' if column else f"has no name for column {place + 1}"
            raise ClaimbookError(
                f"{path}: the first line {seen}: give every column a name of its own"
            )
    return header


def _is_ours(header: Sequence[str]) -> bool:
    """Tell whether claimbook wrote the sheet, which then has hidden characters as escapes.

    In other sheets a backslash is a backslash.
    """
    return COLUMN in header or any(
        {field.name for field in table.fields if field.required}.issubset(header)
        for table in (CHECKS, CLAIMS)
    )


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = decode(Raw(path.as_posix(), path.read_bytes()))
    first, _, rest = text.partition("\n")
    offset = 0
    if first.casefold().startswith("sep=") and len(first) == 5:  # it tells Excel its separator
        separator, text, offset = first[4], rest, 1
    else:
        separator = max(
            SEPARATORS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), []))
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    try:
        for cells in reader:
            yield before + 1 + offset, cells
            before = reader.line_num
    except csv.Error as error:
        raise ClaimbookError(f"{path}:{before + 1 + offset}: {error}") from error


def _unescaped(cell: str) -> str:
    try:
        return unescape(cell)
    except ValueError:
        return cell
