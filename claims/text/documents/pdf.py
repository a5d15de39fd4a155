"""PDF files in, `Document` out, by pypdf, which is an extra.

A PDF holds lines and no paragraphs: these are told by the white space and the size of the letters.
Running heads and page numbers are left out. What a PDF calls author and date is who saved the file
and when, so neither is taken for the article's. Scanned pages hold no text, and encrypted ones give
none: both are refused with what to do.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from claims.errors import UnreadableDocument
from claims.model import Document
from claims.text.documents.decode import normalise
from claims.text.documents.plain import headline, with_headline
from claims.text.documents.raw import Raw

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_SENTENCE_END = re.compile(r"[.!?:][\"'”’)]*$")
_PARTED_WORD = re.compile(r"[^\W\d_]-$")  # "state-"
_DIGITS = re.compile(r"\d+")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
_MOST_PAGES = 2_000
# points, half an inch: nothing but running heads and page numbers is printed so near the edge
_EDGE = 36
_WIDER = 1.4  # times the usual step from line to line is white space between paragraphs
_USUAL_END = 0.85  # of the usual width: a shorter line that ends a sentence ends its paragraph


@dataclass(slots=True)
class _Line:
    text: str
    height: float  # of its baseline above the foot of the page, in points
    size: float  # of its letters, in points


def read_pdf(raw: Raw) -> Document:
    """Read the text layer of a PDF, its lines joined into paragraphs.

    Raises:
        UnreadableDocument: pypdf is missing, or the file is broken, encrypted, scanned or endless.
    """
    try:
        pages, named = _pages_and_title(raw)
    except UnreadableDocument:
        raise
    except Exception as error:
        # pypdf meets a broken file with whatever its parser stumbles over, not only with its own
        # errors
        raise UnreadableDocument(
            raw.place, f"is a PDF that cannot be read ({type(error).__name__}: {error})"
        ) from None
    body = "\n\n".join(paragraphs_of("".join(map(_spaced, _without_running_heads(pages)))))
    if not body:
        raise UnreadableDocument(
            raw.place, "is a PDF without text, perhaps a scan; run text recognition on it first"
        )
    title = headline(body + "\n") or " ".join(normalise(named).split())
    return Document(text=with_headline(title, body), title=title, path=raw.path, url=raw.url)


def _pages_and_title(raw: Raw) -> tuple[list[list[_Line]], str]:
    """Return the lines of each page, and the title that whoever saved the file gave it."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise UnreadableDocument(
            raw.place, "PDF needs an extra: pip install 'claimbook[office]'"
        ) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it narrates every repair on stderr
    reader = PdfReader(BytesIO(raw.content))
    _check(reader, raw.place)
    pages = [_lines(page) for page in reader.pages]
    named = reader.metadata.title if reader.metadata else None
    return pages, str(named or "")


def _check(reader: PdfReader, place: str) -> None:
    """Refuse a file that gives no text without a password, or that has no end."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocument(place, "is encrypted; save it without a password")
    if len(reader.pages) > _MOST_PAGES:
        raise UnreadableDocument(place, f"has more than {_MOST_PAGES} pages; split it")


def paragraphs_of(wrapped: str) -> Iterator[str]:
    r"""Join the hard-wrapped lines of a text into paragraphs.

    A paragraph ends at a blank line, and after a line that ends a sentence well short of the usual
    width. A word that was parted by a hyphen at the line's end is joined when it goes on in lower
    case.

    >>> lines = "The army said that it\nretook 27 towns.\nRebels denied it in a state-\nment."
    >>> list(paragraphs_of(lines))
    ['The army said that it retook 27 towns.', 'Rebels denied it in a statement.']
    """
    lines = [line.strip() for line in wrapped.split("\n")]
    usual = _usual_width(lines)
    paragraph = ""
    for line in [*lines, ""]:
        if line:
            paragraph = _joined(paragraph, line)
        if paragraph and _is_last(line, usual):
            yield paragraph
            paragraph = ""


def _usual_width(lines: Sequence[str]) -> int:
    """Return the width of a line that is wider than three quarters of the others."""
    widths = sorted(len(line) for line in lines if line)
    return widths[len(widths) * 3 // 4] if widths else 0


def _is_last(line: str, usual: int) -> bool:
    """Tell a line that ends its paragraph: a blank one, or a short one that ends a sentence."""
    return not line or (len(line) < _USUAL_END * usual and bool(_SENTENCE_END.search(line)))


def _joined(paragraph: str, line: str) -> str:
    """Return a paragraph with its next line."""
    if _PARTED_WORD.match(paragraph, max(len(paragraph) - 2, 0)) and line[0].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}" if paragraph else line


def _lines(page: PageObject) -> list[_Line]:
    """Return the lines of a page in the order in which they were written.

    Lines at the page's edges are left out.
    """
    written = _Written()
    page.extract_text(visitor_text=written.visit)
    top = float(page.mediabox.height)
    inside = [line for line in written.lines if _EDGE < line.height < top - _EDGE]
    return inside or written.lines


class _Written:
    """The lines of a page as pypdf meets their pieces, one after the other."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self._is_open = False

    def visit(
        self, text: str, outer: Sequence[float], inner: Sequence[float], _font: Any, size: float
    ) -> None:
        """Take a piece of text with the two matrices that say where on the page it stands."""
        height, scale = inner[5] * outer[3] + outer[5], abs(inner[3] * outer[3])
        for piece in normalise(text).translate(_LIGATURES).splitlines(keepends=True):
            if self._is_open:
                self.lines[-1].text += piece
            elif piece.strip():
                self.lines.append(_Line(piece, height, size * scale))
            self._is_open = bool(self.lines) and not self.lines[-1].text.endswith("\n")


def _without_running_heads(pages: Sequence[Sequence[_Line]]) -> Iterator[Sequence[_Line]]:
    """Yield the pages without first and last lines that come again on another page.

    The numbers in them may differ.
    """
    written = [lines for lines in pages if lines]
    heads = Counter(_masked(lines[0]) for lines in written)
    feet = Counter(_masked(lines[-1]) for lines in written)
    for lines in written:
        first = heads[_masked(lines[0])] > 1
        last = len(lines) - (feet[_masked(lines[-1])] > 1)
        yield lines[first:last]


def _masked(line: _Line) -> str:
    return _DIGITS.sub("#", line.text.strip())


def _spaced(lines: Sequence[_Line]) -> str:
    """Return the lines of a page with a blank line before each new paragraph.

    The white space or the letters show where one begins.
    """
    if not lines:
        return ""
    usual = _usual_step(lines)
    written = lines[0].text.strip() + "\n"
    for above, line in pairwise(lines):
        written += "\n" * _is_new(above, line, usual) + line.text.strip() + "\n"
    # a page ends within a sentence as often as not
    return written + "\n" if _SENTENCE_END.search(lines[-1].text.strip()) else written


def _usual_step(lines: Sequence[_Line]) -> float:
    """Return how far down the next line usually is."""
    steps = sorted(step for above, line in pairwise(lines) if (step := _step(above, line)) > 0)
    # where paragraphs are short, most steps are wider
    return steps[len(steps) // 4] if steps else 0


def _is_new(above: _Line, line: _Line, usual: float) -> bool:
    """Tell a line that begins a paragraph: its letters are others, or it stands farther down."""
    is_other_size = abs(line.size - above.size) > above.size / 10
    return is_other_size or _step(above, line) > _WIDER * usual


def _step(above: _Line, line: _Line) -> float:
    """Return how far down the next line is, measured in its letters.

    It is negative where a new column begins.
    """
    return (above.height - line.height) / (line.size or 1)
