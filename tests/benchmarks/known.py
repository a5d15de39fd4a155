"""How well an earlier verdict is found again, on pairs made from our own articles.

`python -m tests.benchmarks.known` checks one claim of each article, then asks of a second outlet's
report of every article (other reporting verbs, paragraphs left out and moved, see `copies.report`)
what was checked before. Printed are the share of checked claims that are found in their own
article's report, and how many of the other claims of all reports are said to have been checked:
false matches.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from claims import Claim
from claims.ledger.identity import identify
from claims.numbers.checked_before import Verdict, known
from tests.benchmarks.copies import report
from tests.benchmarks.mutations import SEED, articles, claims_of


def measure() -> tuple[int, int, int, int]:
    """Return verdicts, those found again, the claims of all reports, and false matches."""
    verdicts, copies = [], []
    for at, article in enumerate(articles()):
        chance = random.Random(SEED + at)
        claims = identify(claims_of(article), article.document_id)
        claim = chance.choice(claims)
        verdicts.append(Verdict(claim, article, "false", "2019-03-20", "Ann"))
        copies.append((claim, report(chance, article, claim.quote, "2019-03-21")))
    found = right = every = 0
    for claim, copy in copies:
        claims = identify(claims_of(copy), copy.document_id)
        matched = known(claims, [copy], verdicts)
        every += len(claims)
        found += len(matched)
        right += any(
            each.verdict.claim.claim_id == claim.claim_id and is_it(claim, claims, claim_id)
            for claim_id, several in matched.items()
            for each in several[:1]
        )
    return len(verdicts), right, every, found - right


def is_it(claim: Claim, claims: Sequence[Claim], claim_id: str) -> bool:
    """See whether the claim of the report is the one that was checked."""
    other = next(each for each in claims if each.claim_id == claim_id)
    return bool((other.surface, other.value) == (claim.surface, claim.value))


def main() -> None:
    """Print the figures."""
    verdicts, right, every, wrong = measure()
    print(f"{right} of {verdicts} verdicts found again ({right / verdicts:.1%})")
    print(f"{wrong} false matches among {every} claims ({1000 * wrong / every:.1f} in 1,000)")


if __name__ == "__main__":
    main()
