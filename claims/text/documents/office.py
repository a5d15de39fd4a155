"""PDF and DOCX files in, `Document` out, by pypdf and python-docx, which are an extra.

What these formats call author and date is who saved the file and when, so neither is taken for the article's. Scanned
pages hold no text, and encrypted ones give none: both are refused with what to do.
"""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from claims.errors import UnreadableDocument
from claims.model import Document
from claims.text.documents.decode import normalise
from claims.text.documents.plain import headline, with_headline
from claims.text.documents.raw import MAX_BYTES, Raw

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_EXTRA = "needs an extra: pip install 'claimbook[office]'"
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)]*$")
_MOST_PAGES = 2_000


def read_pdf(raw: Raw) -> Document:
    """Read the text layer of a PDF, its lines joined into paragraphs.

    Raises:
        UnreadableDocument: pypdf is missing, or the file is broken, encrypted, scanned or endless.
    """
    try:
        from pypdf import PdfReader
    except ImportError:
        raise UnreadableDocument(raw.place, f"PDF {_EXTRA}") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it narrates every repair on stderr
    try:
        reader = PdfReader(BytesIO(raw.content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument(raw.place, "is encrypted; save it without a password")
        if len(reader.pages) > _MOST_PAGES:
            raise UnreadableDocument(raw.place, f"has more than {_MOST_PAGES} pages; split it")
        pages = [page.extract_text() for page in reader.pages]
        named = reader.metadata.title if reader.metadata else None
    except UnreadableDocument:
        raise
    except Exception as error:
        # pypdf meets a broken file with whatever its parser stumbles over, not only with its own errors
        raise UnreadableDocument(raw.place, f"is a PDF that cannot be read ({type(error).__name__}: {error})") from None
    body = "\n\n".join(paragraphs_of("\n\n".join(map(normalise, pages))))
    if not body:
        raise UnreadableDocument(raw.place, "is a PDF without text, perhaps a scan; run text recognition on it first")
    title = headline(body + "\n") or " ".join(normalise(str(named or "")).split())
    return Document(text=with_headline(title, body), title=title, path=raw.path, url=raw.url)


def paragraphs_of(wrapped: str) -> Iterator[str]:
    r"""Join the hard-wrapped lines of a text into paragraphs.

    A paragraph ends at a blank line, and after a line that ends a sentence well short of the usual width. A word that
    was parted by a hyphen at the line's end is joined when it goes on in lower case.

    >>> list(paragraphs_of("The army said on Monday that it\nretook 27 towns.\nRebels denied it in a state-\nment."))
    ['The army said on Monday that it retook 27 towns.', 'Rebels denied it in a statement.']
    """
    lines = [line.strip() for line in wrapped.split("\n")]
    widths = sorted(len(line) for line in lines if line)
    usual = widths[len(widths) * 3 // 4] if widths else 0
    paragraph = ""
    for line in lines:
        if line:
            paragraph = _joined(paragraph, line)
        if paragraph and (not line or (len(line) < 0.85 * usual and _SENTENCE_END.search(line))):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _joined(paragraph: str, line: str) -> str:
    if len(paragraph) > 1 and paragraph[-1] == "-" and paragraph[-2].isalpha() and line[0].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}" if paragraph else line


def read_docx(raw: Raw) -> Document:
    """Read the paragraphs and tables of a Word document, in order.

    Raises:
        UnreadableDocument: python-docx is missing, or the file is another kind of archive, broken, or a bomb.
    """
    try:
        import docx
    except ImportError:
        raise UnreadableDocument(raw.place, f"DOCX {_EXTRA}") from None
    try:
        with zipfile.ZipFile(BytesIO(raw.content)) as archive:
            names = archive.namelist()
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if "word/document.xml" not in names:
            raise UnreadableDocument(raw.place, "is a ZIP archive but no Word document; unpack it first")
        if unpacked > 8 * MAX_BYTES:
            raise UnreadableDocument(raw.place, f"unpacks to {unpacked >> 20} MB, too much for one document")
        word = docx.Document(BytesIO(raw.content))
        blocks = [normalise(block).strip() for block in _blocks(word)]
        named = word.core_properties.title
    except UnreadableDocument:
        raise
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own parser through
        raise UnreadableDocument(
            raw.place, f"is a Word document that cannot be read ({type(error).__name__}: {error})"
        ) from None
    body = "\n\n".join(block for block in blocks if block)
    title = headline(body + "\n") or " ".join(normalise(named or "").split())
    return Document(text=with_headline(title, body), title=title, path=raw.path, url=raw.url)


def _blocks(word: WordDocument) -> Iterator[str]:
    """Yield each paragraph, and each table row with its cells parted by " | " as trafilatura writes them."""
    for block in word.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield " | ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells))
        else:
            yield block.text
