"""Find where capitals prove no name: headlines, headings and datelines.

In comes a text, out go its datelines ("DENVER, May 3 (AP) —") and its heading lines: those whose
words all start with a capital, apart from "the", "of" and their like. In "Calls Novak Unfit For
Office" only what the article's sentences have as a name is one. It takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from claims.model import Span
from claims.text.actors.kinds import words_of

_LINE = re.compile(r"[^\n]+")
_ALPHABETIC = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_DATELINE = re.compile(
    r"""
    ^[^\W\d_a-z](?:[^\W\d_a-z]|[ .’'-]){2,30}   # "PORT MARLOW"
    (?:,\s[\w.]+(?:\s\w+)?){0,2}              # ", N.H., May 3"
    (?:\s?\([^()\n]{2,30}\))?                 # " (AP)"
    \s?(?:[—–-]|--)\s
    """,
    re.VERBOSE | re.MULTILINE,
)
_LONGEST = 200  # characters; a headline is no paragraph
_LONGEST_NAME = 5  # words


def datelines(text: str) -> list[Span]:
    """Return where the lines of a text start with a dateline.

    >>> [tuple(line) for line in datelines("DENVER, May 3 (AP) — Northstar fell.")]
    [(0, 21)]
    """
    return [Span(*found.span()) for found in _DATELINE.finditer(text)]


def heading_lines(text: str) -> list[Span]:
    r"""Return the lines of a text in which every word that could have a small letter has a capital.

    >>> text = "Novak Calls It A Day.\n\nThe mayor went."
    >>> [text[slice(*line)] for line in heading_lines(text)]
    ['Novak Calls It A Day.']
    """
    lines = (found for found in _LINE.finditer(text) if len(found[0]) <= _LONGEST)
    return [Span(*found.span()) for found in lines if _is_heading(found[0])]


def _is_heading(line: str) -> bool:
    """Tell a line with words, all of which have a capital but for "the", "of" and their like."""
    words = _ALPHABETIC.findall(line)
    small = {word for word in words if word[0].islower()}
    return bool(words) and small <= words_of("unraised")


def known_parts(
    words: Sequence[str], known: Collection[tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Yield the parts [first, last) of a heading's words that are known names, the longest ones."""
    first = 0
    while first < len(words):
        lengths = range(min(len(words) - first, _LONGEST_NAME), 0, -1)
        length = next((n for n in lengths if tuple(words[first : first + n]) in known), 0)
        if length:
            yield first, first + length
        first += length or 1
