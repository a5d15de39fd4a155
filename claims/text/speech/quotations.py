"""Find the stretches of a text that stand in quotation marks.

In comes a text with its paragraphs, out go the quotations in text order, as spans that include
their marks; they never overlap and never cross a paragraph. A quotation that runs over several
paragraphs is several quotations, each marked as running on. Quotations within quotations belong to
the outer one. Marks without a partner are taken for what typists do: an opening mark without its
closing one reaches to the end of its paragraph, a closing mark alone is ignored. It takes time
linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.model import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks; `start` and `end` include the marks.

    `inner` is what stands between them. `continues` is set where the quotation goes on from the
    paragraph before it, `closed` where its closing mark is there.
    """

    start: int
    end: int
    inner: Span
    continues: bool
    closed: bool


# each style of opening mark with the marks that may close it
_CLOSERS = {
    "“": '”“"',  # a closing mark typed the wrong way round is common
    "„": "“”",
    "«": "»",
    "``": "''",
    "''": "''",
    '"': '"”',
    "‘": "’",
    "'": "'",
}
_MARK = re.compile(r"``|''|[“”„«»\"‘’']")
_OPENS_AFTER = re.compile(r"[\s(\[{—–:/-]")  # what may stand before an opening mark
_CLOSES_BEFORE = re.compile(r"[\s.,;:!?)\]}—–-]")  # what may stand after a closing mark


def find_quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """Find all quotations of a text.

    >>> text = "He said: “Forty died.” ''We saw them,'' she said."
    >>> [text[q.start : q.end] for q in find_quotations(text, [Span(0, len(text))])]
    ['“Forty died.”', "''We saw them,''"]
    """
    found: list[Quotation] = []
    open_style = ""  # of a quotation that the last paragraph left open
    for paragraph in paragraphs:
        in_paragraph = list(_in_paragraph(text, paragraph, open_style))
        found += in_paragraph
        last = in_paragraph[-1] if in_paragraph else None
        is_open = last is not None and not last.closed and last.end == paragraph.end
        open_style = _style(text, last.start) if last and is_open else ""
    return found


def _style(text: str, start: int) -> str:
    return text[start : start + 2] if text[start : start + 2] in _CLOSERS else text[start]


def _in_paragraph(text: str, paragraph: Span, open_style: str) -> Iterator[Quotation]:
    style, start = "", 0
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        if style:
            if mark[0] in _closers(style) and _may_close(text, mark, paragraph, style):
                yield _quotation(text, paragraph, start, mark.end(), style, open_style, closed=True)
                style = ""
        elif mark[0] in _CLOSERS and _may_open(text, mark, paragraph):
            style, start = mark[0], mark.start()
    # a lone "'" is more often a clipped word ("'90s") than a quotation that never ends
    if style and style not in ("'", "‘"):
        yield _quotation(text, paragraph, start, paragraph.end, style, open_style, closed=False)


def _closers(style: str) -> tuple[str, ...]:
    closers = _CLOSERS[style]
    return (closers,) if len(closers) > 1 and closers == "''" else tuple(closers)


def _quotation(
    text: str, paragraph: Span, start: int, end: int, style: str, open_style: str, *, closed: bool
) -> Quotation:
    inner = Span(
        start + len(style), end - (len(style) if closed and style in ("``", "''") else int(closed))
    )
    return Quotation(
        start, end, inner, continues=start == paragraph.start and style == open_style, closed=closed
    )


def _may_open(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Tell where a quotation can start: at the head of a word, after a space or a bracket."""
    start, end = mark.span()
    if end >= paragraph.end or text[end].isspace():
        return False
    if mark[0] in "“„«":
        return True
    if start > paragraph.start and not _OPENS_AFTER.match(text, start - 1):
        return False
    if mark[0] in ("'", "‘"):
        # "'90s", "'em": only before a word of its own that a mark closes
        return text[end].isupper() or text[end : end + 3].isalpha()
    return True


def _may_close(text: str, mark: re.Match[str], paragraph: Span, style: str) -> bool:
    """Tell where a quotation can end: at the tail of a word, before a space or a stop."""
    start, end = mark.span()
    if style == "“" and mark[0] == "“":
        # a second opening mark closes only where no word follows
        return end >= paragraph.end or text[end].isspace()
    if style in ("'", "‘"):
        # "the workers' pay": a single mark closes only after a stop, or before one
        after_stop = text[start - 1] in ",.?!"
        return (end >= paragraph.end or bool(_CLOSES_BEFORE.match(text, end))) and (
            after_stop or end >= paragraph.end or text[end] in ".,;:!?)"
        )
    if style in ('"', "''"):
        return (
            not text[start - 1].isspace()
            or end >= paragraph.end
            or bool(_CLOSES_BEFORE.match(text, end))
        )
    return True
