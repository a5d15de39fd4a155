"""The rule for headlines: a number in the headline that its own article does not have.

A document and its claims in, flags out. Headlines round, so a tenth either way is the same number. Only counted things
are compared: a sum of money or a distance does not say of what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import Claim, Document, Flag
from claims.numbers.bounds import Bounds, plain

_HEADLINE_ROUNDS = Decimal("0.1")
_MOST_IN_BODY = 3  # more numbers of one kind are parts and comparisons, and the headline may sum them up


def check_headline(document: Document, claims: Sequence[Claim]) -> Iterator[Flag]:
    """Compare each number of the headline with the numbers of the same kind in the body."""
    end = len(document.title)
    for claim in claims:
        if claim.start >= end or claim.dimension != "count" or not claim.unit:
            continue
        body = [
            other for other in claims if other.start >= end and other.unit == claim.unit and other.value is not None
        ]
        if 0 < len(body) <= _MOST_IN_BODY and not any(_agree(claim, other) for other in body):
            others = ", ".join(dict.fromkeys(other.surface for other in body))
            yield Flag(
                "headline and body",
                "warning",
                f'the headline says "{claim.surface}", the article only {others}',
                f"{plain(claim.value or Decimal(0))} ≠ {', '.join(plain(other.value or Decimal(0)) for other in body)}",
                (claim.claim_id, *(other.claim_id for other in body)),
            )


def _agree(headline: Claim, body: Claim) -> bool:
    """Tell whether the numbers are near; their hedges do not count, since 70 is no way to say "at least 17"."""
    return _span(headline, _HEADLINE_ROUNDS).meets(_span(body, Decimal(0)))


def _span(claim: Claim, room: Decimal) -> Bounds:
    ends = [end for end in (claim.value, claim.upper) if end is not None] or [Decimal(0)]
    return Bounds(min(ends), max(ends)).widened(max(map(abs, ends)) * room)
