"""The rule for headlines: a number in the headline that its own article does not have.

One article in, flags out. Headlines round, so a tenth either way is the same number. A counted
thing is compared with the same things of the body, a sum or a share with those whose sentence has
two words of the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import Claim, Flag
from claims.numbers.bounds import Bounds, plain
from claims.numbers.desk import Article
from claims.numbers.rules import flag
from claims.text.grammar.plurals import singular

_HEADLINE_ROUNDS = Decimal("0.1")
# more numbers of one kind are parts and comparisons, and the headline may sum them up
_MOST_IN_BODY = 3
_WORD = re.compile(r"[^\W\d_]{4,}")
_SHARED_WORDS = 2


def check_headline(article: Article) -> Iterator[Flag]:
    """Compare each number of the headline with the numbers of the same kind in the body."""
    end = len(article.document.title)
    body = [claim for claim in article.claims if claim.start >= end and claim.value is not None]
    for claim in article.claims:
        if claim.start >= end or claim.value is None:
            continue
        rivals = [other for other in body if _is_rival(claim, other)]
        if 0 < len(rivals) <= _MOST_IN_BODY and not any(_are_near(claim, other) for other in body):
            yield _unfit(claim, rivals)


def _is_kin(headline: Claim, body: Claim) -> bool:
    return headline.dimension == body.dimension and headline.unit in (body.unit, "")


def _is_rival(headline: Claim, body: Claim) -> bool:
    """Tell whether the body's number can be the one that the headline gives."""
    if not _is_kin(headline, body) or not headline.unit:
        return False
    if headline.dimension == "count":
        return True
    return (
        headline.dimension in ("money", "share")
        and len(_words(headline) & _words(body)) >= _SHARED_WORDS
    )


def _words(claim: Claim) -> set[str]:
    return {singular(word.lower()) for word in _WORD.findall(claim.quote)}


def _unfit(claim: Claim, rivals: Sequence[Claim]) -> Flag:
    others = ", ".join(dict.fromkeys(other.surface for other in rivals))
    values = ", ".join(dict.fromkeys(plain(other.value or Decimal(0)) for other in rivals))
    return flag(
        "headline and body",
        "warning",
        f'the headline says "{claim.surface}", the article only {others}',
        f"{plain(claim.value or Decimal(0))} ≠ {values}",
        (claim, *rivals),
    )


def _are_near(headline: Claim, body: Claim) -> bool:
    """Tell whether the numbers are near.

    Their hedges do not count, since 70 is no way to say "at least 17". Numbers of different kinds
    have to be equal: the headline's "5.2 quake" is the body's "magnitude 5.2".
    """
    if not _is_kin(headline, body):
        return headline.value == body.value
    return _span(headline, _HEADLINE_ROUNDS).has_common(_span(body, Decimal(0)))


def _span(claim: Claim, room: Decimal) -> Bounds:
    ends = [end for end in (claim.value, claim.upper) if end is not None] or [Decimal(0)]
    return Bounds(min(ends), max(ends)).widened(max(map(abs, ends)) * room)
