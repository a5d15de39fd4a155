"""How much a claim is worth checking.

A claim and its document in, a score with every part of it out.

The score orders a queue and decides nothing. It is a plain sum of small points, each for one thing
that a reader can see in the claim, and each says why it was given: a desk that disagrees can tell
with which part. What counts follows what desks say they look for: somebody to ask, a number that
carries the headline, harm, money, comparisons, size, and figures that other articles repeat. It
refuses to guess whether a claim is right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claims.model import Claim, ClaimType, Modifier, Stance
from claims.text.grammar.lexicon import marks

LEAD = 300  # characters: the first two sentences of most news, where the number is the news
REACH = 40  # characters either side of the number in which a word counts as said about it
# smaller counts recur by chance ("two", "10"), so they must also be about the same thing to be a
# repeat
COMMON = 20
MOST_REPEATS = 3  # points: more copies of one agency report say nothing new

# The size from which a number draws attention by itself, and from which it moves a country.
LARGE = {"money": (Decimal("1e6"), Decimal("1e9")), "count": (Decimal("1e4"), Decimal("1e6"))}

_NUMERAL = re.compile(r"\d[\d.,]*\d|\d")
_WORD = re.compile(r"\w+(?:-\w+)*")


class Part(NamedTuple):
    """One reason to check a claim: its name, its points, and what in the claim earned them."""

    name: str
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class Worth:
    """All reasons to check one claim."""

    parts: tuple[Part, ...]

    @property
    def score(self) -> int:
        """Sum of the points."""
        return sum(part.points for part in self.parts)


class Repeats:
    """Which numbers stand in more than one document.

    Two claims repeat each other when value, range and unit agree. Numbers below `COMMON` must also
    be about the same words.
    """

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._documents: defaultdict[tuple[object, ...], set[str]] = defaultdict(set)
        for claim in claims:
            self.add(claim)

    def add(self, claim: Claim) -> None:
        """Count one more claim."""
        if claim.value is not None:
            self._documents[_likeness(claim)].add(claim.document_id)

    def others(self, claim: Claim) -> int:
        """Return how many other documents have this number."""
        return len(self._documents.get(_likeness(claim), set()) - {claim.document_id})


def worth(claim: Claim, title: str = "", others: int = 0) -> Worth:
    """Score a claim, by its document's headline and how many other documents repeat it too.

    >>> from claims.model import Claim
    >>> found = worth(Claim(start=900, end=909, surface="600 deaths", value=Decimal(600),
    ...     claimant="the ministry"))
    >>> found.score, [(part.name, part.points) for part in found.parts]
    (4, [('attributed', 2), ('harm', 2)])
    """
    return Worth(tuple(_parts(claim, title, others)))


def _parts(claim: Claim, title: str, others: int) -> Iterator[Part]:
    yield from _said(claim)
    yield from _prominence(claim, title)
    yield from _wording(claim)
    for kind, word in _stakes(claim).items():
        yield Part(kind, 2 if kind == "harm" else 1, f'"{word}" stands near the number')
    if claim.dimension == "money":
        yield Part("money", 1, "it is about money")
    if size := _size(claim):
        yield size
    if others:
        noun = "document repeats" if others == 1 else "documents repeat"
        yield Part("repeated", min(others, MOST_REPEATS), f"{others} other {noun} it")


def _prominence(claim: Claim, title: str) -> Iterator[Part]:
    if numeral := _in_headline(claim, title):
        yield Part("headline", 3, f'"{numeral}" stands in the headline')
    elif claim.start < LEAD:
        yield Part("lead", 1, "it opens the article")


def _wording(claim: Claim) -> Iterator[Part]:
    if claim.modifier != Modifier.EXACT:
        yield Part("hedged", 1, f"the number is hedged: {claim.modifier.value.replace('_', ' ')}")
    if claim.type == ClaimType.COMPARISON or claim.trend:
        yield Part(
            "compared", 1, f"it says a {claim.trend.value}" if claim.trend else "it compares"
        )


def _said(claim: Claim) -> Iterator[Part]:
    if claim.claimant or claim.source:
        yield Part("attributed", 2, f"{claim.claimant or claim.source} can be asked")
    elif claim.source is not None:
        yield Part("unnamed", 1, "somebody said it who is not named")
    if claim.stance == Stance.DENIED:
        yield Part("denied", 2, "the source denies it")


def _in_headline(claim: Claim, title: str) -> str:
    """Return the claim's number as the headline has it, or nothing."""
    if not title:
        return ""
    numeral = _NUMERAL.search(claim.surface)
    sought = numeral[0] if numeral else claim.surface
    return (
        sought
        if re.search(rf"(?<![\w.,]){re.escape(sought)}(?!\w|[.,]\d)", title, re.IGNORECASE)
        else ""
    )


def _stakes(claim: Claim) -> dict[str, str]:
    """Return the first word of each kind near the number."""
    start = max(claim.quote.find(claim.surface), 0)
    near = (
        f"{claim.surface} {claim.about} "
        f"{claim.quote[max(start - REACH, 0) : start + len(claim.surface) + REACH]}"
    )
    kinds = _lexicon()
    found: dict[str, str] = {}
    for word in _WORD.findall(near):
        if kind := kinds.get(word.lower()):
            found.setdefault(kind, word)
    return found


@cache
def _lexicon() -> dict[str, str]:
    return marks("checking/stakes")


def _size(claim: Claim) -> Part | None:
    value = max(abs(end) for end in (claim.value, claim.upper, Decimal(0)) if end is not None)
    points = sum(value >= threshold for threshold in LARGE.get(claim.dimension, ()))
    return Part("large", points, f"it is {'very ' * (points - 1)}large") if points else None


def _likeness(claim: Claim) -> tuple[object, ...]:
    small = (
        claim.value is not None
        and abs(claim.value) < COMMON
        and claim.value == claim.value.to_integral_value()
    )
    return (
        claim.value,
        claim.upper,
        claim.unit.casefold(),
        claim.about.casefold() if small else "",
    )
