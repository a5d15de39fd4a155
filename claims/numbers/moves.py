"""Numbers that a sentence says changed, from one value to another: where such a pair stands, with its two ends.

Read are "from 200 to 150", "to 150 from 200" and "45 percent, up from 40"; extraction makes one claim with two ends of
such a pair or two claims, and either will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.model import Modifier
from claims.numbers.bounds import Bounds, number
from claims.numbers.sentences import Sentence, Spot

_FROM = re.compile(r"\s*,?\s*\bfrom\s+$", re.IGNORECASE)
_TO = re.compile(r"(?:^|\s+)to\s+", re.IGNORECASE)
_AFTER_TO = re.compile(r"\bto\s+$", re.IGNORECASE)
_UP_FROM = re.compile(r",?\s*\(?(?:up|down)\s+from\s+", re.IGNORECASE)
_NEAR = 12  # characters: the word before a number and the space after it
_JOINT = re.compile(r"\s+(?:to|and)\s+|\s*[-–—]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class End:
    """One end of a change: the claim it is part of, its number, and the words that it is written in."""

    spot: Spot
    value: Decimal
    surface: str

    def bounds(self, rounded: bool) -> Bounds:
        """Return what the end allows; the ends of a range are exact."""
        whole = self.spot.bounds(rounded) if self.spot.claim.upper is None else None
        return whole or number(self.value, self.surface, rounded)


@dataclass(frozen=True, slots=True)
class Move:
    """A change from `old` to `new` that stands at [start, end) of its sentence."""

    old: End
    new: End
    start: int
    end: int
    unit: str
    dimension: str


def moves(sentence: Sentence) -> Iterator[Move]:
    """Yield the changes of a sentence, in order."""
    for move in pairs(sentence, _TO):
        if _FROM.search(sentence.text[: move.start][-_NEAR:]):
            yield move
    for move in pairs(sentence, _UP_FROM):
        yield replace(move, old=move.new, new=move.old)
    for move in pairs(sentence, _FROM):
        if _AFTER_TO.search(sentence.text[: move.start][-_NEAR:]):
            yield replace(move, old=move.new, new=move.old)


def pairs(sentence: Sentence, joint: re.Pattern[str]) -> Iterator[Move]:
    """Yield each two numbers with only these words between them, whether one claim holds both or each its own.

    `old` is the first of them as written and `new` the second.
    """
    for spot in sentence.spots:
        claim = spot.claim
        if claim.upper is not None and claim.value is not None and claim.modifier == Modifier.BETWEEN:
            if joint.search(claim.surface):
                old, new = ends(spot)
                yield Move(old, new, spot.start, spot.end, claim.unit, claim.dimension)
            continue
        for other in sentence.following(spot)[:1]:
            if joint.fullmatch(sentence.between(spot, other)) and (two := _pair(spot, other)):
                unit = claim.unit or other.claim.unit
                yield Move(*two, spot.start, other.end, unit, claim.dimension or other.claim.dimension)


def ends(spot: Spot) -> tuple[End, End]:
    """Return the two ends of a claim with an upper value, each with its own words."""
    claim = spot.claim
    assert claim.value is not None
    assert claim.upper is not None
    words = _JOINT.split(claim.surface)
    first, second = (words[0], words[-1]) if len(words) > 1 else (claim.surface, claim.surface)
    return End(spot, claim.value, first), End(spot, claim.upper, second)


def _pair(old: Spot, new: Spot) -> tuple[End, End] | None:
    before, after = old.claim, new.claim
    if before.unit != after.unit and before.unit and after.unit:
        return None
    if before.value is None or after.value is None or before.upper is not None or after.upper is not None:
        return None
    return End(old, before.value, before.surface), End(new, after.value, after.surface)
