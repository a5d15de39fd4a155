"""Ask whether the words at a place of a sentence look like this.

A shape is written as rules are (`claims.text.grammar.rules`), one line for each thing that it may
be, with an example beside it. `Rules` find where something stands; a shape is asked about a place
that is already known, such as behind a verb. In come a line of words and an index, or an offset of
the text where a word starts or ends; out goes what was found there, or None. Of several lines the
first that fits counts. Where a sentence has none of the words that a shape needs, it is not tried.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from claims.text.grammar.rule_language import Ready, ready
from claims.text.grammar.rules import Found, Line

_NAME = re.compile(r"\(\?P<\w+>")
_FEW = 6  # words that are looked up sooner than a shape is tried
_FARTHEST = 12  # words that a shape with a "*" may go back


class Shape:
    """What words may look like; it is made ready when it is first asked.

    >>> from claims.text.grammar.rules import Word
    >>> line = Line([Word(0, 4, "from", {}), Word(5, 10, "about", {}), Word(11, 12, "9", {})])
    >>> Shape("from soft=about|around?", "to").before(line, 11).word("soft")
    'about'
    """

    def __init__(self, *lines: str) -> None:
        self.lines = lines

    @cached_property
    def _ready(self) -> list[Ready]:
        return list(map(ready, self.lines))

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile("|".join(line.expression for line in self._ready))

    @cached_property
    def _expressions(self) -> list[re.Pattern[str]]:
        """One expression for all lines, or one for each where two give a word the same name."""
        names = [name for line in self._ready for name in _NAME.findall(line.expression)]
        if len(names) == len(set(names)):
            return [self._expression]
        return [re.compile(line.expression) for line in self._ready]

    @cached_property
    def _needs(self) -> frozenset[str] | None:
        """Words of which a sentence must have one, None where that is no use to know."""
        needs = [line.needs for line in self._ready]
        together = frozenset[str]().union(*needs)
        return together if all(needs) and len(together) <= _FEW else None

    @cached_property
    def _most(self) -> int:
        """How many words it may take at the most."""
        return max(map(_longest, self.lines))

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return re.compile(f"(?<![^ ])(?:{self._expression.pattern})")

    def at(self, line: Line, index: int, last: int | None = None) -> Found | None:
        """Return what stands at a word, of the words before `last`."""
        return _found(line, self._expression.match(*_within(line, index, last)))

    def fills(self, line: Line, first: int, last: int) -> Found | None:
        """Return what the words [first, last) are, from the first to the last."""
        return _found(line, self._expression.fullmatch(*_within(line, first, last)))

    def first(self, line: Line, index: int = 0, last: int | None = None) -> Found | None:
        """Return what stands first of all from a word on, of the words before `last`."""
        return _found(line, self._anywhere.search(*_within(line, index, last)))

    def each(self, line: Line, index: int = 0, last: int | None = None) -> Iterator[Found]:
        """Yield all that stand from a word on, from left to right; they do not overlap."""
        for match in self._anywhere.finditer(*_within(line, index, last)):
            yield Found(line, match)

    def behind(self, line: Line, offset: int) -> Found | None:
        """Return what stands right behind an offset of the text."""
        at = self._place(line, offset)
        if at is None:
            return None
        text, start, _ = _within(line, at, None)
        for each in self._expressions:
            match = each.match(text, start)
            if match is not None:
                return Found(line, match)
        return None

    def before(self, line: Line, offset: int) -> Found | None:
        """Return what stands right before an offset of the text, as many words as it can take."""
        at = self._place(line, offset)
        if at is None:
            return None
        firsts = range(max(at - self._most, 0), at)
        return next(filter(None, (self._whole(line, first, at) for first in firsts)), None)

    def between(self, line: Line, start: int, end: int) -> Found | None:
        """Return what all the words between two offsets of the text are."""
        first, last = self._place(line, start), self._place(line, end)
        return None if first is None or last is None else self._whole(line, first, last)

    def _whole(self, line: Line, first: int, last: int) -> Found | None:
        """Return what the words [first, last) are by the first line that takes them all."""
        within = _within(line, first, last)
        for each in self._expressions:
            match = each.fullmatch(*within)
            if match is not None:
                return Found(line, match)
        return None

    def _place(self, line: Line, offset: int) -> int | None:
        """Return the index of the word that starts at an offset or behind it.

        None within a word, and where the sentence has nothing of what the shape needs.
        """
        if self._needs is not None and line.places.keys().isdisjoint(self._needs):
            return None
        at = bisect_left(line.offsets, offset)
        is_within = at > 0 and line.words[at - 1].end > offset
        return None if is_within else at


def _longest(line: str) -> int:
    """Return how many words a line can take, or how far it may go back where it says no number."""
    pieces = [piece for piece in line.split() if piece[0] not in "()|!&"]
    return _FARTHEST if "*" in line or "+" in line else len(pieces)


def _within(line: Line, first: int, last: int | None) -> tuple[str, int, int]:
    """Return the encoded sentence, and where in it the words [first, last) are."""
    text, starts = line.encoded
    count = len(starts)
    start = starts[first] if first < count else len(text)
    return text, start, len(text) if last is None or last >= count else starts[last]


def _found(line: Line, match: re.Match[str] | None) -> Found | None:
    return None if match is None else Found(line, match)
