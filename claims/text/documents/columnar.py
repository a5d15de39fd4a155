"""Parquet in, its rows out as JSON Lines would have them.

The columns are the keys that JSON Lines may have, `text` among them. Read a few rows at a time, so
that a file of any size takes no more memory than its largest row group asks for. A file that is no
Parquet is refused; what is wrong in a row is for whoever makes a document of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import UnreadableDocument
from claims.text.documents.names import METADATA_NAMES

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_ROWS = 64  # read at a time


def rows_of(path: Path, place: str) -> Iterator[tuple[int, int, dict[str, object]]]:
    """Yield the rows of a file, each with its number, from 1, and its share of the file in bytes.

    Raises:
        UnreadableDocument: pyarrow is not installed, the file is no Parquet, or it has no column
            `text`.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise UnreadableDocument(
            place, 'reading Parquet needs an extra: pip install "claimbook[tables]"'
        ) from None
    try:
        with ParquetFile(path) as file:
            number, share = 0, path.stat().st_size // max(file.metadata.num_rows, 1)
            columns = readable_columns(file, place)
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
                for record in batch.to_pylist():
                    number += 1
                    yield number, share, plain_row(record)
    except (OSError, ArrowException) as error:
        raise UnreadableDocument(place, f"is no Parquet file that can be read: {error}") from None


def readable_columns(file: ParquetFile, place: str) -> list[str]:
    """Return the columns that are read of a file.

    Raises:
        UnreadableDocument: there is no column `text`.
    """
    readable = METADATA_NAMES.keys() | {"text", "id"}
    named = [name for name in file.schema_arrow.names if name in readable]
    if "text" not in named:
        raise UnreadableDocument(place, "has no column text: name it so")
    return named


def plain_row(record: Mapping[str, object]) -> dict[str, object]:
    """Return a row as JSON Lines would have it.

    Dates and moments are as they would be written, and bytes are the text that they are in UTF-8.
    """
    return {name: _plain(value) for name, value in record.items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        with suppress(UnicodeDecodeError):
            return value.decode()
    if value is None or isinstance(value, str | int | float):
        return value
    return [type(value).__name__]  # no text, and refused where text is wanted
