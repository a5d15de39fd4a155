"""Lay out a parsed sentence as a row of units, which the grammar of attribution is written over.

In comes a parsed sentence (`claims.text.grammar.syntax`), out goes a `Row`: noun phrases and verb
groups as one unit each, every other token as its own. The kinds of units are listed in `units`.
What units look like is asked with `Shape`: "a noun phrase with what it is of" is `NOUN of NOUN`.
There a unit has besides its kind the tag of its head ("NNP"), a single word its classes in
`speech/words.txt` ("SUBORDINATE"), and what holds a number is COUNTED.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from claims.model import Span
from claims.text.attribution.joining import find_units
from claims.text.attribution.units import Unit
from claims.text.grammar.once import Once
from claims.text.grammar.rules import Line
from claims.text.grammar.syntax import Sentence, Token
from claims.text.speech.cues import VerbCue, classes, find_verb_cue, words

MARKS = frozenset((",", ";", ":", "-", "."))  # units that are named by what they look like


class _UnitLine(Line):
    """A row for shapes, which look at what is encoded and at no word."""

    def __init__(self, pieces: Sequence[str]) -> None:
        super().__init__(())
        self._pieces = pieces

    @cached_property
    def encoded(self) -> tuple[str, list[int]]:
        """The units as the shapes see them, and where each starts."""
        ends = list(accumulate(map(len, self._pieces)))
        return "".join(self._pieces), [0, *ends[:-1]] if ends else []


@lru_cache(maxsize=20_000)
def _single(kind: str, tag: str, word: str) -> str:
    """Return a unit of one word as shapes see it, with the classes of the word."""
    spelled = word if word.isalnum() else ""  # a hyphen is no dash
    counted = ("COUNTED",) if _is_number(tag, word) else ()
    return "/".join((spelled, kind, tag, *classes().get(word, ()), *counted)) + "/ "


def _is_number(tag: str, word: str) -> bool:
    return tag == "CD" or word in words("magnitude")


class Row(Once):
    """The units of one sentence."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text = text
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.units = find_units(sentence)
        self._firsts = [unit.first for unit in self.units]

    def __len__(self) -> int:
        return len(self.units)

    @cached_property
    def line(self) -> Line:
        """The units as words for shapes."""
        return _UnitLine([self._piece(unit) for unit in self.units])

    def _piece(self, unit: Unit) -> str:
        """Return a unit as shapes see it; a mark is its kind, whatever it looks like."""
        if unit.kind in MARKS:
            return f"{unit.kind}/ "
        tag = self.tokens[unit.head].tag
        if unit.last - unit.first == 1:
            return _single(unit.kind, tag, self.tokens[unit.first].text.lower())
        tokens = self.tokens[unit.first : unit.last]
        is_counted = any(_is_number(token.tag, token.text.lower()) for token in tokens)
        return f"/{unit.kind}/{tag}/{'COUNTED/' if is_counted else ''} "

    def kind(self, index: int) -> str:
        """Return the kind of a unit, "" before the first and after the last one."""
        return self.units[index].kind if 0 <= index < len(self.units) else ""

    def kinds(self, first: int, last: int) -> list[str]:
        """Return the kinds of the units [first, last)."""
        return [unit.kind for unit in self.units[first:last]]

    @cached_property
    def nouns(self) -> list[int]:
        """The units that are noun phrases."""
        return [at for at, unit in enumerate(self.units) if unit.kind == "NOUN"]

    def find(self, kind: str, index: int = 0) -> int:
        """Return the first unit of a kind from a unit on, or how many units there are."""
        found = (at for at in range(index, len(self.units)) if self.units[at].kind == kind)
        return next(found, len(self.units))

    def tags(self, index: int) -> list[str]:
        """Return the tags of the words of a unit."""
        unit = self.units[index]
        return [token.tag for token in self.tokens[unit.first : unit.last]]

    def verb_cue(self, index: int) -> VerbCue | None:
        """Return the cue that the head of a unit may be."""
        return find_verb_cue(self.sentence.words, self.units[index].head)

    def start(self, index: int) -> int:
        """Return where a unit starts in the text.

        The sentence's end for an index past the last unit.
        """
        if index >= len(self.units):
            return self.sentence.end
        return self.tokens[self.units[index].first].start

    def end(self, index: int) -> int:
        """Return where a unit ends in the text."""
        return self.tokens[self.units[index].last - 1].end

    def span(self, first: int, last: int) -> Span:
        """Return the span of the units [first, last)."""
        return Span(self.start(first), self.end(last - 1))

    def words(self, index: int) -> list[str]:
        """Return the words of a unit in small letters, none before the first and after the last."""
        if not 0 <= index < len(self.units):
            return []
        unit = self.units[index]
        return [token.text.lower() for token in self.tokens[unit.first : unit.last]]

    def opening(self, index: int) -> str:
        """Return the first word of a unit in small letters, "" where no unit is."""
        return self.words(index)[0] if 0 <= index < len(self.units) else ""

    def closing(self, index: int) -> str:
        """Return the last word of a unit in small letters, "" where no unit is."""
        return self.words(index)[-1] if 0 <= index < len(self.units) else ""

    def head(self, index: int) -> Token:
        """Return the head token of a unit."""
        return self.tokens[self.units[index].head]

    def is_opened(self, index: int) -> bool:
        """Tell whether a unit starts with a word that opens a noun phrase: "[the] average"."""
        return self.tokens[self.units[index].first].tag in ("DT", "PRP", "PRP$")

    def relation(self, index: int) -> str:
        """Return what the tree says that a unit is to its governor, "" for a mark."""
        chunk = self.sentence.chunk_at(self.units[index].head)
        return "" if chunk is None else self.sentence.arcs[chunk].relation

    def unit_from(self, offset: int) -> int:
        """Return the index of the first unit that starts at an offset of the text or after it."""
        return bisect_left(self.units, offset, key=lambda unit: self.tokens[unit.first].start)

    def unit_at(self, token: int) -> int:
        """Return the index of the unit that holds a token."""
        return bisect_right(self._firsts, token) - 1
