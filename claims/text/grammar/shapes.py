"""Ask whether the words at a place of a sentence look like this.

A shape is written as rules are (`claims.text.grammar.rules`), one line for each thing that it may
be, with an example beside it. `Rules` find where something stands; a shape is asked about a place
that is already known, such as behind a verb. In come a line of words and an index, out goes what
was found there, or None. Of several lines the first that fits counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from claims.text.grammar.rules import Found, Line, expression


class Shape:
    """What words may look like; it is made ready when it is first asked.

    >>> place = Shape("in|at NAME", "of the? NAME")
    """

    def __init__(self, *lines: str) -> None:
        self.lines = lines

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile("|".join(expression(line) for line in self.lines))

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


def _within(line: Line, first: int, last: int | None) -> tuple[str, int, int]:
    """Return the encoded sentence, and where in it the words [first, last) are."""
    text, starts = line.encoded
    count = len(starts)
    start = starts[first] if first < count else len(text)
    return text, start, len(text) if last is None or last >= count else starts[last]


def _found(line: Line, match: re.Match[str] | None) -> Found | None:
    return None if match is None else Found(line, match)
