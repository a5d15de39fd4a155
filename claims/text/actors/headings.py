"""Find where capitals prove no name: headlines, headings and datelines.

In comes a text, out go its datelines ("DENVER, May 3 (AP) —") and its heading lines: those whose
words all start with a capital, apart from "the", "of" and their like. In "Calls Novak Unfit For
Office" only what the article's sentences have as a name is one. It takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from claims.model import Span

_LINE = re.compile(r"[^\n]+")
_ALPHABETIC = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SMALL = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "but",
        "nor",
        "as",
        "vs",
    )
)
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
    found = []
    for line in _LINE.finditer(text):
        if len(line[0]) > _LONGEST:
            continue
        words = _ALPHABETIC.findall(line[0])
        if words and not any(word[0].islower() and word not in _SMALL for word in words):
            found.append(Span(*line.span()))
    return found


def known_parts(
    words: Sequence[str], known: Collection[tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Yield the parts [first, last) of a heading's words that are known names, the longest ones."""
    first = 0
    while first < len(words):
        longest = min(len(words), first + _LONGEST_NAME)
        last = next(
            (end for end in range(longest, first, -1) if tuple(words[first:end]) in known), 0
        )
        if last:
            yield first, last
        first = last or first + 1
