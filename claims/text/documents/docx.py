"""DOCX files in, `Document` out, by python-docx, which is an extra.

What Word calls author and date is who saved the file and when, so neither is taken for the
article's.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from claims.errors import UnreadableDocument
from claims.model import Document
from claims.text.documents.decode import normalise
from claims.text.documents.plain import headline, with_headline
from claims.text.documents.raw import MAX_BYTES, Raw

_MOST_BLOCKS = 100_000  # paragraphs and tables: a book of a million words has a tenth

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table


def read_docx(raw: Raw) -> Document:
    """Read the paragraphs and tables of a Word document, in order.

    Raises:
        UnreadableDocument: python-docx is missing, or the file is another kind of archive, broken,
            or a bomb.
    """
    try:
        blocks, named = _blocks_and_title(raw)
    except UnreadableDocument:
        raise
    except (
        Exception
    ) as error:  # python-docx lets errors of zipfile, lxml and its own parser through
        raise UnreadableDocument(
            raw.place, f"is a Word document that cannot be read ({type(error).__name__}: {error})"
        ) from None
    body = "\n\n".join(filter(None, blocks))
    title = headline(body + "\n") or " ".join(normalise(named).split())
    return Document(text=with_headline(title, body), title=title, path=raw.path, url=raw.url)


def _blocks_and_title(raw: Raw) -> tuple[list[str], str]:
    """Return the paragraphs and table rows, and the title that whoever saved the file gave it."""
    try:
        import docx
    except ImportError:
        raise UnreadableDocument(
            raw.place, "DOCX needs an extra: pip install 'claimbook[office]'"
        ) from None
    _check_archive(raw)
    word = docx.Document(BytesIO(raw.content))
    blocks = [normalise(block).strip() for block in _blocks(word)]
    return blocks, word.core_properties.title or ""


def _check_archive(raw: Raw) -> None:
    """Refuse an archive that is no Word document, or that unpacks to far more than one."""
    with zipfile.ZipFile(BytesIO(raw.content)) as archive:
        names = archive.namelist()
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if "word/document.xml" not in names:
        raise UnreadableDocument(
            raw.place, "is a ZIP archive but no Word document; unpack it first"
        )
    if unpacked > 8 * MAX_BYTES:
        raise UnreadableDocument(
            raw.place, f"unpacks to {unpacked >> 20} MB, too much for one document"
        )


def _blocks(word: WordDocument) -> Iterator[str]:
    """Yield each paragraph and each table row."""
    from docx.table import Table

    for number, block in enumerate(word.iter_inner_content()):
        if number == _MOST_BLOCKS:
            raise ValueError(f"more than {_MOST_BLOCKS:,} paragraphs")
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield block.text


def _rows(table: Table) -> Iterator[str]:
    """Yield the rows of a table, their cells parted by " | ", as trafilatura writes them."""
    from docx.table import _Cell

    for row in table.rows:
        # the cells that there are, and not one for each column that a cell says it is wide
        cells = (_Cell(cell, table) for cell in row._tr.tc_lst)
        yield " | ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in cells))
