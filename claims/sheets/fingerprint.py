"""What a row said when it was exported, in one cell.

By it an import tells the desk's changes from newer work.

A row's cells in, a few letters for each out; later, a cell in and whether the row had it then. The
order of the columns and columns that were added or left out since do not matter, and neither does
how a spreadsheet writes a number.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from claims.ledger.cells import decimal
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS

COLUMN = "as_exported"
_LETTERS = 5  # of base32 for a cell: one changed cell in a million is taken for unchanged
_NUMBERS = {
    field.name
    for table in (CLAIMS, CHECKS, DOCUMENTS)
    for field in table.fields
    if field.type == "number"
}


def fingerprint(row: Mapping[str, str], columns: Iterable[str]) -> str:
    """Return the cell that remembers a row."""
    return "".join(_digest(column, row[column]) for column in columns)


class Exported:
    """What one row said when it was exported; nothing is known of a row without such a cell."""

    def __init__(self, cell: str) -> None:
        self._digests = {cell[at : at + _LETTERS] for at in range(0, len(cell), _LETTERS)}

    def __bool__(self) -> bool:
        """Tell whether the row remembers anything."""
        return bool(self._digests)

    def has_held(self, column: str, text: str) -> bool:
        """Tell whether the row had this in this column.

        >>> row = Exported(fingerprint({"value": "1.10", "unit": "town"}, ("value", "unit")))
        >>> row.has_held("value", "1.1"), row.has_held("unit", "village")
        (True, False)
        """
        return _digest(column, text) in self._digests


def is_same(column: str, one: str, two: str) -> bool:
    """Tell whether two cells of a column say the same.

    >>> is_same("value", "1,200", "1200.0"), is_same("unit", "Town", "town")
    (True, False)
    """
    return _plain(column, one) == _plain(column, two)


def _plain(column: str, text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    number = (
        decimal(text.replace(",", "").removesuffix("%").strip()) if column in _NUMBERS else None
    )
    return text if number is None else f"{number.normalize():f}"


@lru_cache(maxsize=1 << 16)  # most cells of a ledger are empty, or say what others say
def _digest(column: str, text: str) -> str:
    told = f"{column}\0{_plain(column, text)}".encode("utf-8", "surrogatepass")
    return (
        base64.b32encode(hashlib.blake2s(told, digest_size=5).digest()).decode().lower()[:_LETTERS]
    )
