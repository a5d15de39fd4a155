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
    "“": ("”", "“", '"'),  # a closing mark typed the wrong way round is common
    "„": ("“", "”"),
    "«": ("»",),
    "``": ("''",),
    "''": ("''",),
    '"': ('"', "”"),
    "‘": ("’",),
    "'": ("'",),
}
_SINGLE = ("'", "‘")  # marks that also stand for letters left out
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
        left_open = (each for each in in_paragraph[-1:] if _is_open(each, paragraph))
        open_style = next((_style(text, each.start) for each in left_open), "")
    return found


def _is_open(quotation: Quotation, paragraph: Span) -> bool:
    """Tell whether a quotation reaches to the end of its paragraph without a closing mark."""
    return not quotation.closed and quotation.end == paragraph.end


def _style(text: str, start: int) -> str:
    return text[start : start + 2] if text[start : start + 2] in _CLOSERS else text[start]


def _in_paragraph(text: str, paragraph: Span, open_style: str) -> Iterator[Quotation]:
    style, start = "", 0
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        if not style and _may_open(text, mark, paragraph):
            style, start = mark[0], mark.start()
        elif style and _may_close(text, mark, paragraph, style):
            yield _quotation(text, paragraph, start, mark.end(), style, open_style, closed=True)
            style = ""
    # a lone "'" is more often a clipped word ("'90s") than a quotation that never ends
    if style not in ("", *_SINGLE):
        yield _quotation(text, paragraph, start, paragraph.end, style, open_style, closed=False)


def _quotation(
    text: str, paragraph: Span, start: int, end: int, style: str, open_style: str, *, closed: bool
) -> Quotation:
    inner = Span(start + len(style), end - closed * len(_CLOSERS[style][0]))
    continues = start == paragraph.start and style == open_style
    return Quotation(start, end, inner, continues=continues, closed=closed)


def _may_open(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Tell where a quotation can start: at the head of a word, after a space or a bracket."""
    start, end = mark.span()
    if mark[0] not in _CLOSERS or end >= paragraph.end or text[end].isspace():
        return False
    if mark[0] in "“„«":
        return True
    is_head = start == paragraph.start or _OPENS_AFTER.match(text, start - 1) is not None
    return is_head and (mark[0] not in _SINGLE or _opens_word(text, end))


def _opens_word(text: str, at: int) -> bool:
    """Tell a word of its own from "'90s" and "'em", where a mark stands for what is left out."""
    return text[at].isupper() or text[at : at + 3].isalpha()


def _may_close(text: str, mark: re.Match[str], paragraph: Span, style: str) -> bool:
    """Tell where a quotation can end: at the tail of a word, before a space or a stop."""
    if mark[0] not in _CLOSERS[style]:
        return False
    start, end = mark.span()
    if end >= paragraph.end:
        return True
    return _MAY_CLOSE.get(style, _closes_anywhere)(text, start, end, mark[0])


def _closes_anywhere(text: str, start: int, end: int, mark: str) -> bool:
    """Tell nothing against a mark that can only close."""
    return True


def _closes_curly(text: str, start: int, end: int, mark: str) -> bool:
    """Tell whether a second opening mark closes: only where no word follows."""
    return mark != "“" or text[end].isspace()


def _closes_single(text: str, start: int, end: int, mark: str) -> bool:
    """Tell "the workers' pay", where no stop stands before or behind, from the end of speech."""
    if text[start - 1] in ",.?!":
        return _CLOSES_BEFORE.match(text, end) is not None
    return text[end] in ".,;:!?)"


def _closes_straight(text: str, start: int, end: int, mark: str) -> bool:
    """Tell the end of a word, or what stands before a space or a stop."""
    return not text[start - 1].isspace() or _CLOSES_BEFORE.match(text, end) is not None


# What a mark needs beside it to close a quotation of this style
_MAY_CLOSE = {
    "“": _closes_curly,
    **dict.fromkeys(_SINGLE, _closes_single),
    **dict.fromkeys(('"', "''"), _closes_straight),
}
