"""Claims back into their sentences.

What stands before, between and after the numbers, from the quotes alone.

Claims in any order in, one `Sentence` for each quote out, its claims in their order. No stored text
is needed, so that the same rules hold for a ledger that keeps no texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from claims.intervals import APPROXIMATE_WIDTH
from claims.model import Claim
from claims.numbers.bounds import Bounds, bounds
from claims.numbers.items import Number, numbers_in, read_items
from claims.text.grammar.rules import Word


@dataclass(frozen=True, slots=True)
class Spot:
    """A claim, where its surface stands in its sentence, and how much "about" allows."""

    claim: Claim
    start: int
    end: int
    width: Decimal = APPROXIMATE_WIDTH

    def bounds(self, rounded: bool = False) -> Bounds | None:
        """Return what the words of the claim allow, None where it has no number."""
        return bounds(self.claim, self.width, rounded)


@dataclass
class Sentence:
    """One sentence of one document with its claims.

    `start` is its offset in the document's text.
    """

    document_id: str
    text: str
    start: int
    spots: list[Spot] = field(default_factory=list)
    width: Decimal = APPROXIMATE_WIDTH

    @cached_property
    def numbers(self) -> list[Number]:
        """Its numbers in order, the two ends of a range apart."""
        return numbers_in(self.text, [(spot.claim, spot.start) for spot in self.spots], self.width)

    @cached_property
    def items(self) -> list[Word]:
        """Its words as the language of rules reads them, each number one of them."""
        return read_items(self.text, self.numbers)

    def between(self, first: Spot, second: Spot) -> str:
        """Return the words from the end of one number to the start of another."""
        return self.text[first.end : second.start]

    def before(self, spot: Spot) -> str:
        """Return the words before a number."""
        return self.text[: spot.start]

    def after(self, spot: Spot) -> str:
        """Return the words after a number."""
        return self.text[spot.end :]

    def following(self, spot: Spot) -> list[Spot]:
        """Return the numbers that begin after this one ends, in order."""
        return [other for other in self.spots if other.start >= spot.end]


def sentences(claims: Iterable[Claim], width: Decimal = APPROXIMATE_WIDTH) -> list[Sentence]:
    """Return the sentences in text order; a claim whose surface is not in its quote has none."""
    found: dict[tuple[str, str], list[Sentence]] = {}
    for claim in sorted(claims, key=lambda claim: (claim.document_id, claim.start, claim.end)):
        there = found.setdefault((claim.document_id, claim.quote), [])
        offsets = [match.start() for match in _whole(claim.surface).finditer(claim.quote)]
        place = next(
            ((one, claim.start - one.start) for one in there if claim.start - one.start in offsets),
            None,
        )
        if place is None and offsets:
            there.append(
                Sentence(claim.document_id, claim.quote, claim.start - offsets[0], width=width)
            )
            place = (there[-1], offsets[0])
        if place:
            place[0].spots.append(Spot(claim, place[1], place[1] + len(claim.surface), width))
    every = (sentence for group in found.values() for sentence in group)
    return sorted(every, key=lambda sentence: (sentence.document_id, sentence.start))


def _whole(surface: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(surface)}(?!\w)")
