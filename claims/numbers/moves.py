"""Numbers that a sentence says changed, from one value to another: where such a pair stands, with its two ends.

Read are "from 200 to 150" (one claim with two ends), "to 150 from 200" and "45 percent, up from 40" (two claims).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from claims.model import Claim, Modifier
from claims.numbers.bounds import Bounds, bounds, number
from claims.numbers.sentences import Sentence

_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_TO = re.compile(r"\bto\s+$", re.IGNORECASE)
_UP_FROM = re.compile(r",?\s*\(?(?:up|down)\s+from\s+", re.IGNORECASE)
_JOINT = re.compile(r"\s+(?:to|and)\s+|\s*[-–—]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class End:
    """One end of a change: its claim, its number, and the words that it is written in."""

    claim: Claim
    value: Decimal
    surface: str

    def bounds(self, rounded: bool) -> Bounds:
        """Return what the end allows."""
        if self.claim.upper is None:
            found = bounds(self.claim, rounded=rounded)
            if found is not None:
                return found
        return number(self.value, self.surface, rounded)


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
    for spot in sentence.spots:
        claim = spot.claim
        if claim.upper is not None and claim.value is not None and claim.modifier == Modifier.BETWEEN:
            if _FROM.search(sentence.before(spot)[-12:]):
                old, new = ends(claim)
                yield Move(old, new, spot.start, spot.end, claim.unit, claim.dimension)
            continue
        for other in sentence.following(spot)[:1]:
            gap = sentence.between(spot, other)
            is_move = _UP_FROM.fullmatch(gap) or (_FROM.fullmatch(gap.lstrip()) and _TO.search(sentence.before(spot)))
            if is_move and (pair := _pair(other.claim, claim)):
                unit = claim.unit or other.claim.unit
                yield Move(*pair, spot.start, other.end, unit, claim.dimension or other.claim.dimension)


def ends(claim: Claim) -> tuple[End, End]:
    """Return the two ends of a claim with an upper value, each with its own words."""
    words = _JOINT.split(claim.surface)
    first, second = (words[0], words[-1]) if len(words) > 1 else (claim.surface, claim.surface)
    assert claim.value is not None
    assert claim.upper is not None
    return End(claim, claim.value, first), End(claim, claim.upper, second)


def _pair(old: Claim, new: Claim) -> tuple[End, End] | None:
    alike = old.unit == new.unit or not (old.unit and new.unit)
    if not alike or old.value is None or new.value is None or old.upper is not None or new.upper is not None:
        return None
    return End(old, old.value, old.surface), End(new, new.value, new.surface)
