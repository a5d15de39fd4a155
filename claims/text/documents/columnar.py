"""Parquet in, one `Document` a row out.

The columns are the keys that JSON Lines may have, `text` among them.

Read a few rows at a time, so that a file of any size takes no more memory than its largest row
group asks for. A row that cannot be read is returned as its own `UnreadableDocument`, with its
number; a file that is no Parquet as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import UnreadableDocument
from claims.model import Document
from claims.text.documents.jsonlines import document_of
from claims.text.documents.names import METADATA_NAMES

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_ROWS = 64  # read at a time


def rows_of(path: Path, place: str) -> Iterator[tuple[int, int, Mapping[str, object]]]:
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
            for batch in file.iter_batches(batch_size=_ROWS, columns=readable_columns(file, place)):
                for record in batch.to_pylist():
                    number += 1
                    yield number, share, record
    except (OSError, ArrowException) as error:
        raise UnreadableDocument(place, f"is no Parquet file that can be read: {error}") from None


def readable_columns(file: ParquetFile, place: str) -> list[str]:
    """Return the columns that are read of a file.

    Raises:
        UnreadableDocument: there is no column `text`.
    """
    named = [
        name for name in file.schema_arrow.names if name in METADATA_NAMES or name in ("text", "id")
    ]
    if "text" not in named:
        raise UnreadableDocument(place, "has no column text: name it so")
    return named


def read_row(record: Mapping[str, object], place: str, path: str, number: int) -> Document:
    """Return the document of one row; dates and moments are taken as they would be written.

    Raises:
        UnreadableDocument: the row is no document.
    """
    written = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in record.items()
    }
    return document_of(written, place, path, number)
