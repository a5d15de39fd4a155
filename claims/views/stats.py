"""Where a ledger stands, counted: claims, documents and checks in, one value with all counts out.

The report draws these counts, `claimbook stats` prints them. Nothing is sampled, and no claim is left out: what has
no claimant, dimension or date is counted under a name that says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from claims.model import Check, Claim, Document, Status
from claims.views.statuses import OPEN

OWN_VOICE = "(the outlet itself)"
UNNAMED = "(not named)"
NONE = "(none)"

Count = Counter[Status]  # claims by their status
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of claims by status: in all, and for each claimant, document, dimension and month; and who signed what.

    Groups stand with the largest first, months in their order.
    """

    documents: int
    checks: int
    statuses: Count
    by_claimant: Mapping[str, Count]
    by_document: Mapping[str, Count]
    by_dimension: Mapping[str, Count]
    by_month: Mapping[str, Count]
    by_checker: Mapping[str, Counter[str]]  # statuses and notes that each has signed

    @property
    def claims(self) -> int:
        """Number of claims."""
        return self.statuses.total()

    @property
    def open(self) -> int:
        """Number of claims that still need somebody."""
        return open_in(self.statuses)


def open_in(count: Count) -> int:
    """Return how many claims of a group still need somebody."""
    return sum(number for status, number in count.items() if status in OPEN)


def count(
    claims: Iterable[Claim], documents: Mapping[str, Document], checks: Iterable[Check], status: Callable[[str], Status]
) -> Stats:
    """Count the claims given, their documents, and the checks on them."""
    statuses: Count = Counter()
    groups: tuple[dict[str, Count], ...] = tuple(defaultdict(Counter) for _ in range(4))
    counted: set[str] = set()
    for claim in claims:
        now = status(claim.claim_id)
        counted.add(claim.claim_id)
        statuses[now] += 1
        document = documents.get(claim.document_id)
        names = (
            claimant(claim),
            claim.document_id,
            claim.dimension or NONE,
            (document.published[:7] if document else "") or NONE,
        )
        for group, name in zip(groups, names, strict=True):
            group[name][now] += 1
    by_claimant, by_document, by_dimension, by_month = groups
    signed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for check in checks:
        if check.claim_id in counted:
            signed[check.by][check.status.value if check.status else "note"] += 1
    return Stats(
        documents=len(by_document),
        checks=sum(kinds.total() for kinds in signed.values()),
        statuses=statuses,
        by_claimant=_largest_first(by_claimant),
        by_document=_largest_first(by_document),
        by_dimension=_largest_first(by_dimension),
        by_month=dict(sorted(by_month.items(), key=lambda group: (group[0] == NONE, group[0]))),
        by_checker=_largest_first(signed),
    )


def claimant(claim: Claim) -> str:
    """Return who is counted as having said it."""
    return claim.claimant or claim.source or (OWN_VOICE if claim.source is None else UNNAMED)


def _largest_first(groups: Mapping[str, Counter[Kind]]) -> dict[str, Counter[Kind]]:
    return dict(sorted(groups.items(), key=lambda group: (-group[1].total(), group[0])))
