"""Cut a text into paragraphs and sentences, as spans into it.

In comes any text; out go the spans of its paragraphs (a headline, a byline, a list entry is one
too) and of its sentences, without the white space around them, in text order and never overlapping.
A sentence never crosses a paragraph. Which stops end one is told by `claims.text.grammar.stops`.
It changes no character of the text and takes time linear in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claims.model import Span
from claims.text.grammar.stops import sentence_ends

# Text without a full stop (tables, base64) is cut, so that no later step meets a sentence without
# end: each of its claims quotes it whole. Of 41,000 sentences of 1,055 news articles the longest
# English one has 1,000 characters.
LONGEST_SENTENCE = 1500
# Lines of hard-wrapped text (mail, wire copy, old PDF exports) are at most this wide.
WIDEST_WRAP = 100

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_VISIBLE = re.compile(r"[^\s\u200b\u200e\u200f\u2060\ufeff]")
_LIST_ENTRY = re.compile(
    r"""
    [•▪‣◦·*–—-]\s      # "- one", "• one"
    | \(?[0-9]{1,3}[.)]\s # "1. one", "(2) two"
    | \(?[a-z][.)]\s   # "a) one"
    """,
    re.VERBOSE,
)

# "((Ann Lee)) Growth." in a transcript: who speaks is no part of what is said
_LABEL = re.compile(r"\(\([^()\n]{1,60}\)\)(?:\s?:)?(?=\s*\S)")


def _trim(text: str, start: int, end: int) -> Span | None:
    """Narrow a span to its visible characters; None where there are none."""
    first = _VISIBLE.search(text, start, end)
    if first is None:
        return None
    while not _VISIBLE.match(text, end - 1):
        end -= 1
    return Span(first.start(), end)


def paragraphs(text: str) -> list[Span]:
    r"""Find the paragraphs of a text.

    A blank line always ends a paragraph. A single line break ends one too, unless the text is
    hard-wrapped and the first word of the next line would not have fitted.

    >>> text = "Council votes\nBy Ann Lee\n\nThe council voted."
    >>> [text[start:end] for start, end in paragraphs(text)]
    ['Council votes', 'By Ann Lee', 'The council voted.']
    """
    lines = [line for match in _LINE.finditer(text) if (line := _trim(text, *match.span()))]
    width = _wrap_width(text, lines)
    found: list[Span] = []
    last: Span | None = None
    for line in lines:
        if last and found and _runs_on(text, last, line, width):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
        last = line
    return found


def _is_next_line(text: str, last: Span, line: Span) -> bool:
    """Tell whether one line break, and no blank line, is between the two."""
    between = text[last.end : line.start]
    return len(re.findall(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", between)) == 1


def _wrap_width(text: str, lines: list[Span]) -> int:
    """Return the width that the text is hard-wrapped to, 0 where every line is a paragraph.

    Wrapped lines are short, and many go on in small letters.
    """
    followed = [(last, line) for last, line in pairwise(lines) if _is_next_line(text, last, line)]
    running_on = sum(text[line.start].islower() for _, line in followed)
    if not followed or running_on < 0.3 * len(followed):
        return 0
    widths = sorted(line.end - line.start for line in lines)
    width = widths[len(widths) * 19 // 20]
    return width if width <= WIDEST_WRAP else 0


def _runs_on(text: str, last: Span, line: Span, width: int) -> bool:
    """Tell whether the line is the rest of the last one, which was full."""
    if not width or not _is_next_line(text, last, line) or _LIST_ENTRY.match(text, line.start):
        return False
    first_word = text[line.start : line.end].split(maxsplit=1)[0]
    return last.end - last.start + 1 + len(first_word) > width


def sentences(text: str, within: Sequence[Span] | None = None) -> list[Span]:
    """Find the sentences of a text; `within` are its paragraphs, where they are known already.

    >>> text = "He met Gen. Samer at 5 p.m. Tuesday. It cost $1.5 million. The U.S. paid."
    >>> [text[start:end] for start, end in sentences(text)]
    ['He met Gen. Samer at 5 p.m. Tuesday.', 'It cost $1.5 million.', 'The U.S. paid.']
    """
    known = paragraphs(text) if within is None else within
    return [sentence for paragraph in known for sentence in _sentences_of(text, paragraph)]


def _sentences_of(text: str, paragraph: Span) -> Iterator[Span]:
    label = _LABEL.match(text, *paragraph)
    start = 0 if label is None else label.end() - paragraph.start
    if label is not None:
        yield Span(*label.span())
    for end in sentence_ends(text[paragraph.start : paragraph.end]):
        if end > start:
            yield from _bounded(text, paragraph.start + start, paragraph.start + end)
            start = end
    yield from _bounded(text, paragraph.start + start, paragraph.end)


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentence, in pieces where it is too long."""
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = space if space > 0 else start + LONGEST_SENTENCE
        if piece := _trim(text, start, cut):
            yield piece
        start = cut
    if piece := _trim(text, start, end):
        yield piece
