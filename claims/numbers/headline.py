"""The rule for headlines: a number in the headline that its own article does not have.

A document and its claims in, flags out. Headlines round, so a tenth either way is the same number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import Claim, Document, Flag
from claims.numbers.bounds import bounds, plain

_HEADLINE_ROUNDS = Decimal("0.1")
_MOST_IN_BODY = 3  # more numbers of one kind are parts and comparisons, and the headline may sum them up


def check_headline(document: Document, claims: Sequence[Claim]) -> Iterator[Flag]:
    """Compare each number of the headline with the numbers of the same kind in the body."""
    end = len(document.title)
    for claim in claims:
        if claim.start >= end or not claim.unit or claim.quote.strip() not in document.title:
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
    ours, theirs = bounds(headline, rounded=True), bounds(body)
    if ours is None or theirs is None:
        return True
    largest = max(abs(end) for end in (headline.value, headline.upper, Decimal(0)) if end is not None)
    return ours.widened(largest * _HEADLINE_ROUNDS).meets(theirs)
