"""A sentence with its numbers as words for rules: what stands beside a number, and which one it is.

In come a passage and its readings; out goes a line for `claims.text.grammar.rules`, where each
number is one word, a NUM, whose value is its index. A BARE number has nothing yet that it counts, a
VAGUE one is "dozens" and the like, an ARTICLE one "a hundred" or "a fourth", and the others are of
their dimension: IN-AGE, IN-MONEY.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter
from typing import Protocol, TypeVar

from claims.text.grammar.rules import Found, Line, Rule, Rules, Word, apply_each
from claims.text.quantities.noun_words import HYPHENS
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.written import Form

_FORMS = (Form.VAGUE, Form.ARTICLE)  # those that rules ask for
_START, _END = attrgetter("start"), attrgetter("end")


class Signs:
    """Rules that only say that something stands beside a number, each by the sign that it is.

    >>> signs = Signs(level=("to n=NUM",), whole=("n=NUM of", "all n=NUM"))
    """

    def __init__(self, **patterns: Sequence[str]) -> None:
        self._rules = Rules(
            *(
                Rule(pattern, partial(_sign, sign))
                for sign, each in patterns.items()
                for pattern in each
            )
        )

    def __add__(self, other: Signs) -> Signs:
        """Return the rules of both, tried together."""
        both = Signs()
        both._rules = self._rules + other._rules
        return both

    def beside(self, line: Line) -> defaultdict[int, set[str]]:
        """Return the signs that stand beside each number, by its index."""
        signs: defaultdict[int, set[str]] = defaultdict(set)
        for number, sign in apply_each(self._rules, line):
            signs[number].add(sign)
        return signs


def _sign(sign: str, found: Found) -> tuple[int, str]:
    return found.value("n", "NUM"), sign


class _Beside(Protocol):
    """What stands beside a number, which it names by its index."""

    @property
    def number(self) -> int:
        """The index of the number."""


_Found = TypeVar("_Found", bound=_Beside)


def by_number(found: Iterable[_Found]) -> defaultdict[int, list[_Found]]:
    """Return what stands beside each number, by its index, in the order found."""
    numbers: defaultdict[int, list[_Found]] = defaultdict(list)
    for each in found:
        numbers[each.number].append(each)
    return numbers


def is_hyphened(line: Line, at: int) -> bool:
    """Tell whether a hyphen ties a word to what stands before it: "a roll-[over]"."""
    if at == 0:
        return False
    before, word = line.words[at - 1], line.words[at]
    return before.end == word.start and before.small in HYPHENS


def words_of(passage: Passage, readings: Sequence[Reading]) -> Line:
    """Return the words of a sentence with its numbers, each up to its unit or noun."""
    spans = [(reading.start, reading.end) for reading in readings]
    return Line(_overlaid(passage.words.words, spans, readings))


def words_around(passage: Passage, readings: Sequence[Reading]) -> Line:
    """Return the same with numbers up to the last digit: their units are words of their OWN."""
    spans = [(reading.start, reading.number.end) for reading in readings]
    line = _overlaid(passage.words.words, spans, readings)
    owner: Word | None = None
    for at, word in enumerate(line):
        if "NUM" in word.kinds:
            owner = word
        elif owner is not None and word.start < readings[owner.kinds["NUM"]].end:
            line[at] = Word(word.start, word.end, word.small, {**word.kinds, "OWN": owner})
    return Line(line)


def _overlaid(
    words: Sequence[Word], spans: Sequence[tuple[int, int]], readings: Sequence[Reading]
) -> list[Word]:
    """Return the words with those that a span touches replaced by its number."""
    line: list[Word] = []
    at = 0
    for index, (start, end) in enumerate(spans):
        first = bisect_right(words, start, at, key=_END)
        line += words[at:first]
        line.append(_number(readings[index], index, start, end))
        at = bisect_left(words, end, first, key=_START)
    return line + list(words[at:])


def _number(reading: Reading, index: int, start: int, end: int) -> Word:
    return Word(start, end, "#", dict.fromkeys(_kinds(reading), index))


def _kinds(reading: Reading) -> Iterator[str]:
    """Yield the kinds of a number that rules may ask for."""
    yield from ("NUM", "W")
    if reading.is_bare:
        yield "BARE"
    if reading.dimension:
        yield f"IN-{reading.dimension.upper()}"
    if reading.value == 1:
        yield "ONE"
    if reading.form in _FORMS:
        yield reading.form.upper()
