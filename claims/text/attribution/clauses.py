"""Lay out a parsed sentence as a row of units, one character each, for grammar written as patterns.

In comes a parsed sentence (`claims.text.grammar.syntax`), out goes a `Row`: noun phrases and verb
groups as one unit each, every other token as its own. Its `shape` has one character a unit, so that
"the report that it released in May showed" is "NWNVPTV", and a regular expression over the shape is
a grammar of phrases. The characters are listed in `units`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from claims.model import Span
from claims.text.attribution.units import find_units
from claims.text.grammar.once import Once
from claims.text.grammar.syntax import Sentence, Token


class Row(Once):
    """The units of one sentence, with their shape."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text = text
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.units = find_units(sentence)
        self.shape = "".join(unit.kind for unit in self.units)
        self._firsts = [unit.first for unit in self.units]

    def start(self, index: int) -> int:
        """Return where a unit starts in the text.

        The sentence's end for an index past the last unit.
        """
        return (
            self.tokens[self.units[index].first].start
            if index < len(self.units)
            else self.sentence.end
        )

    def end(self, index: int) -> int:
        """Return where a unit ends in the text."""
        return self.tokens[self.units[index].last - 1].end

    def span(self, first: int, last: int) -> Span:
        """Return the span of the units [first, last)."""
        return Span(self.start(first), self.end(last - 1))

    def words(self, index: int) -> list[str]:
        """Return the words of a unit in small letters."""
        unit = self.units[index]
        return [token.text.lower() for token in self.tokens[unit.first : unit.last]]

    def head(self, index: int) -> Token:
        """Return the head token of a unit."""
        return self.tokens[self.units[index].head]

    def opens_phrase(self, index: int) -> bool:
        """Does a unit open with a word that nothing of its noun phrase stands before?

        For example "[the] average", "[its] poll".
        """
        return self.tokens[self.units[index].first].tag in ("DT", "PRP", "PRP$")

    def relation(self, index: int) -> str:
        """Return what a unit is to its governor, by the tree (`claims.text.grammar.parser`).

        "" for a mark.
        """
        chunk = self.sentence.chunk_at(self.units[index].head)
        return "" if chunk is None else self.sentence.arcs[chunk].relation

    def unit_from(self, offset: int) -> int:
        """Return the index of the first unit that starts at an offset of the text or after it."""
        return bisect_left(self.units, offset, key=lambda unit: self.tokens[unit.first].start)

    def unit_at(self, token: int) -> int:
        """Return the index of the unit that holds a token."""
        return bisect_right(self._firsts, token) - 1
