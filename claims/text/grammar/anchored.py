"""Rules that are tried at one place of a sentence: right behind it, before it, or between two.

In come lines of the language of `claims.text.grammar.rules` and an offset at which a word starts or
ends; out comes what the first of them found there, None where none fits. They look at no other
place, so they cost nothing where nobody asks. An offset within a word has nothing beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from operator import attrgetter

from claims.text.grammar.rules import Found, Line, expression

_START = attrgetter("start")
_NAME = re.compile(r"\(\?P<\w+>")
_FARTHEST = 12  # words that a piece with a "*" may go back


class Anchored:
    """What may stand at one place, as a line for each way to say it.

    >>> from claims.text.grammar.rules import Word
    >>> line = Line([Word(0, 4, "from", {}), Word(5, 10, "about", {}), Word(11, 12, "9", {})])
    >>> Anchored("from soft=about|around?").ends_at(line, 11).word("soft")
    'about'
    >>> Anchored("to soft=about?").ends_at(line, 11) is None
    True
    """

    def __init__(self, *patterns: str) -> None:
        self._patterns = patterns

    @cached_property
    def _expressions(self) -> list[re.Pattern[str]]:
        """The lines made ready, as one where none names a word that another names too."""
        lines = list(map(expression, self._patterns))
        names = [name for line in lines for name in _NAME.findall(line)]
        return list(map(re.compile, ["|".join(lines)] if len(names) == len(set(names)) else lines))

    @cached_property
    def _most(self) -> int:
        """How many words it may take at the most."""
        return max(map(_longest, self._patterns))

    def starts_at(self, line: Line, offset: int) -> Found | None:
        """Return what it finds in the words that follow this offset."""
        at = _place(line, offset)
        if at is None:
            return None
        text, starts = line.encoded
        start = _start(starts, at, text)
        matches = (each.match(text, start) for each in self._expressions)
        return _first(line, matches)

    def ends_at(self, line: Line, offset: int) -> Found | None:
        """Return what it finds in the words that lead up to this offset, as many as it can take."""
        at = _place(line, offset)
        if at is None:
            return None
        text, starts = line.encoded
        end = _start(starts, at, text)
        firsts = starts[max(at - self._most, 0) : at]
        matches = (
            each.fullmatch(text, first, end) for first in firsts for each in self._expressions
        )
        return _first(line, matches)

    def fills(self, line: Line, start: int, end: int) -> Found | None:
        """Return what it finds where it takes all the words between two offsets."""
        first, last = _place(line, start), _place(line, end)
        if first is None or last is None:
            return None
        text, starts = line.encoded
        here, there = _start(starts, first, text), _start(starts, last, text)
        return _first(line, (each.fullmatch(text, here, there) for each in self._expressions))


def _first(line: Line, matches: Iterable[re.Match[str] | None]) -> Found | None:
    match = next(filter(None, matches), None)
    return None if match is None else Found(line, match)


def _longest(pattern: str) -> int:
    """Return how many words a rule can take, or how far it may go back where it says no number."""
    pieces = [piece for piece in pattern.split() if piece[0] not in "()|!&"]
    return _FARTHEST if "*" in pattern else len(pieces)


def _place(line: Line, offset: int) -> int | None:
    """Return the index of the word that starts at an offset or behind it, None within a word."""
    at = bisect_left(line.words, offset, key=_START)
    is_within = at > 0 and line.words[at - 1].end > offset
    return None if is_within else at


def _start(starts: list[int], at: int, text: str) -> int:
    return starts[at] if at < len(starts) else len(text)
