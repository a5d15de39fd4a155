"""A sentence as the audit reads it.

Its words with what they can mean, each number of a claim one item among them.

A sentence with its claims in, a list of words for the language of rules out
(`claims.text.grammar.rules`). The two ends of "from 40 to 46 percent" are two items, and so are
both numbers of "12 of 30 homes", which extraction reads as one claim around another. Kinds that
rules can name:

    N         any number                     COUNT   counted things, and numbers with no noun
    SHARE     percent                        POINTS  percentage points, and points
    FRACTION  "a third", "half of them"      TIMES   "threefold", "three times"
    MONEY TIME AGE RATE                      as the claim's dimension
    W         a word that is no number       OPEN CLOSE DASH   brackets and dashes
    G         a word that is no number, or a comma

and those of `claims/data/checking/audit.txt` in capitals, besides the kinds of words of time
(MONTH, WEEKDAY, YEAR, UNIT).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

from claims.intervals import APPROXIMATE_WIDTH
from claims.model import Claim, Modifier
from claims.numbers.bounds import Bounds, bounds, number
from claims.numbers.words import kinds_of
from claims.text.grammar.rules import Found, Rule, Rules, Word, apply
from claims.text.periods.words import read_words

_JOINT = re.compile(r"\s+(?:to|and|versus|vs\.?)\s+|\s*[-–—]\s*", re.IGNORECASE)
_OF = re.compile(r",?\s+(?:(?:out|all|each|both)\s+)?(?:of|in|or|to|and|from)\b", re.IGNORECASE)
# "450 fewer than the 1,611 of May": a number with an article is set against, and not hedged
_SET_AGAINST = re.compile(
    r"(?:more|fewer|less|higher|lower|greater)\s+than\s+(?:the|its|their)\s+", re.IGNORECASE
)
# "the 842 of the year before", "216 for the day": the time says when, and is not what is counted
_OF_A_TIME = re.compile(r"(?P<own>[\d,.]+) (?:of|for) \w+")
_MARKS = {
    "(": "OPEN",
    "[": "OPEN",
    ")": "CLOSE",
    "]": "CLOSE",
    "—": "DASH",
    "–": "DASH",
    "-": "HYPHEN",
}
_OUT_OF = re.compile(r"(?P<part>\d[\d,]*)\s+out\s+of\s+(?P<whole>\d[\d,]*)\b.*")
_BRACES = re.compile(r"\{([^{}]*)\}")
_STOPS = frozenset(',;:.!?"“”/')
_POINTS = frozenset({"percentage point", "point", "percent point"})
_KIND_OF_DIMENSION = {
    "": "COUNT",
    "count": "COUNT",
    "score": "COUNT",
    "money": "MONEY",
    "time": "TIME",
    "age": "AGE",
    "multiple": "TIMES",
    "rate": "RATE",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence: the claim it is part of, its value, and its own words."""

    claim: Claim
    value: Decimal
    words: str
    start: int
    end: int
    width: Decimal = APPROXIMATE_WIDTH

    def bounds(self, rounded: bool = False) -> Bounds:
        """Return what its words allow; each end of a range is exact."""
        whole = bounds(self.claim, self.width, rounded) if self.claim.upper is None else None
        return whole or number(self.value, self.words, rounded)

    @property
    def unit(self) -> str:
        """Its measure or counted noun."""
        return self.claim.unit

    @property
    def is_exact(self) -> bool:
        """Whether nothing hedges it."""
        return self.claim.modifier in ("exact", "between")


Reader = Callable[..., Any]


@cache
def spread(pattern: str) -> tuple[str, ...]:
    """Write a pattern out once for each of the alternatives in braces, which may be several words.

    >>> spread("a {b c;d}")
    ('a b c', 'a d')
    """
    inner = _BRACES.search(pattern)
    if not inner:
        return (pattern,)
    each = (
        pattern[: inner.start()] + one.strip() + pattern[inner.end() :]
        for one in inner[1].split(";")
    )
    return tuple(whole for one in each for whole in spread(one))


def matches(patterns: Sequence[str], items: Sequence[Word]) -> Iterator[tuple[Word, Word, Found]]:
    """Yield what the patterns find, leftmost first and never overlapping.

    Each find is its first item, its last item, and its words by name.
    """
    for first, last, found in apply(_rules(tuple(patterns)), items):
        yield items[first], items[last - 1], found


@cache
def _rules(patterns: tuple[str, ...]) -> Rules[Found]:
    return Rules(*(Rule(pattern, _itself) for written in patterns for pattern in spread(written)))


def _itself(found: Found) -> Found:
    return found


def number_of(found: Found, name: str) -> Number | None:
    """Return the number that a pattern calls by this name, None where it is not there."""
    return found.value(name, "N") if name in found else None


def numbers_of(found: Found, *names: str) -> tuple[Number, ...]:
    """Return the numbers of these names, which the pattern must have."""
    return tuple(found.value(name, "N") for name in names)


def read_items(text: str, numbers: Sequence[Number]) -> list[Word]:
    """Return the words of a sentence in order, the words of each number as one.

    >>> [word.small for word in read_items("Up to 40.", [])]
    ['up', 'to', '40', '.']
    """
    items: list[Word] = []
    waiting = list(numbers)
    for word in read_words(text, 0, len(text)):
        while waiting and waiting[0].start < word.end:
            items.append(_number_item(waiting.pop(0)))
        if not items or word.start >= items[-1].end:
            items.append(_plain_item(word, _is_spaced(text, word)))
    return items


def _is_spaced(text: str, word: Word) -> bool:
    """Tell whether a hyphen stands for a dash: "12 ships - two of them new"."""
    return text[word.start - 1 : word.start] == " " == text[word.end : word.end + 1]


def _number_item(found: Number) -> Word:
    kind = "N-OTHER"
    if found.unit == "percent":
        kind = "SHARE"
    elif found.unit in _POINTS:
        kind = "POINTS"
    elif found.claim.dimension == "share":
        kind = "FRACTION"
    else:
        kind = _KIND_OF_DIMENSION.get(found.claim.dimension, "MEASURE")
    return Word(found.start, found.end, "<n>", {"N": found, kind: found})


def _plain_item(word: Word, is_spaced: bool) -> Word:
    kinds: dict[str, Any] = {**word.kinds, **kinds_of(word.small)}
    if mark := _MARKS.get(word.small):
        if is_spaced and mark == "HYPHEN":
            kinds["DASH"] = word.small
        kinds[mark] = word.small
    elif word.small not in _STOPS:
        kinds["W"] = word.small
    if "W" in kinds or word.small == ",":
        kinds["G"] = word.small
    return Word(word.start, word.end, word.small, kinds)


def numbers_in(text: str, claims: Sequence[tuple[Claim, int]], width: Decimal) -> list[Number]:
    """Return the numbers of a sentence in order.

    The claims of the sentence are given, with where their surfaces begin in it.
    """
    found: list[Number] = []
    ordered = sorted(claims, key=lambda placed: (placed[1], -len(placed[0].surface)))
    for place, (claim, start) in enumerate(ordered):
        if claim.value is None:
            continue
        inner = next(
            (
                other
                for _, other in ordered[place + 1 :]
                if start < other < start + len(claim.surface)
            ),
            None,
        )
        words = claim.surface if inner is None else _own_words(claim.surface, inner - start)
        if definite := _definite(claim, words, start, text):
            own = definite.surface
            at = text.index(own, start)
            found.append(Number(definite, claim.value, own, at, at + len(own), width))
        elif ratio := _ratio(claim, words, start, width):
            found += ratio
        elif claim.upper is not None and (ends := _ends(claim, words, start, width)):
            found += ends
        else:
            found.append(Number(claim, claim.value, words, start, start + len(words), width))
    return found


def _definite(claim: Claim, words: str, start: int, text: str) -> Claim | None:
    """Return a claim without words that only look like its hedge or its measure.

    None where it has no such words.
    """
    against = _SET_AGAINST.match(words)
    at = start + against.end() if against else start
    when = _OF_A_TIME.match(text, at) if claim.dimension == "time" else None
    if when:
        return replace(claim, dimension="", unit="", modifier=Modifier.EXACT, surface=when["own"])
    if against:
        return replace(claim, modifier=Modifier.EXACT, surface=words[against.end() :])
    return None


def _ratio(claim: Claim, words: str, start: int, width: Decimal) -> list[Number]:
    """Return both numbers of "120 out of 445 reactors", which extraction may read as one share.

    There are none where the claim is no such share.
    """
    found = _OUT_OF.fullmatch(words) if claim.dimension == "share" else None
    if not found:
        return []
    both = []
    for name, first, last in (
        ("part", *found.span("part")),
        ("whole", found.start("whole"), len(words)),
    ):
        value, own = Decimal(found[name].replace(",", "")), words[first:last]
        counted = replace(claim, dimension="count", value=value, surface=own)
        both.append(Number(counted, value, own, start + first, start + last, width))
    return both


def _own_words(surface: str, inner: int) -> str:
    """Return the words of a claim before the claim inside it: "12" of "12 of 30 homes"."""
    before = surface[:inner]
    joint = _OF.search(before)
    return before[: joint.start()] if joint and joint.start() else before.rstrip()


def _ends(claim: Claim, words: str, start: int, width: Decimal) -> list[Number]:
    """Return the two ends of a range, each with its own words; none where the words do not part."""
    opening = re.match(r"(?:(?:anywhere\s+)?(?:between|from)\s+)?", words, re.IGNORECASE)
    offset = opening.end() if opening else 0
    joint = _JOINT.search(words, offset)
    if not joint or claim.value is None or claim.upper is None:
        return []
    first, last = words[offset : joint.start()], words[joint.end() :]
    return [
        Number(claim, claim.value, first, start + offset, start + joint.start(), width),
        Number(claim, claim.upper, last, start + joint.end(), start + len(words), width),
    ]
