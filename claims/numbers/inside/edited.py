"""Rule for a number that was edited in its source: 27 towns when somebody checked it, 37 towns now.

An article in, flags out. Outlets correct their articles, and not all say so; the ledger knows the
number that a verdict was given to, and a version of it knows all of its numbers. Whoever checks the
new number answers the flag.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.ledger.verdicts import number_checked
from claims.model import Flag
from claims.numbers.desk import Article, Desk
from claims.numbers.rules import flag


def check_edited(article: Article, desk: Desk) -> Iterator[Flag]:
    """Flag a claim whose article had another number before."""
    for claim in article.claims:
        if earlier := desk.earlier.get(claim.claim_id):
            before, now = map(_plainly, (earlier.number, number_checked(claim)))
            message = (
                f'{desk.where(claim)} had {before} {earlier.until}, and now has "{claim.surface}"'
            )
            yield flag("number edited", "warning", message, f"{before} → {now}", (claim,))


def _plainly(number: str) -> str:
    """Return a number without the word that says it has no hedge."""
    return number.removeprefix("exact ")
