"""Where a ledger stands, counted: claims, documents and checks in, one value with all counts out.

The report draws these counts, `claimbook stats` prints them. Nothing is sampled, and no claim is
left out: what has no claimant, dimension or date is counted under a name that says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from claims.ledger.cells import is_date
from claims.ledger.checks import Standing
from claims.model import STATUSES, Check, Claim, Document, Status

OWN_VOICE = "(the outlet itself)"
UNNAMED = "(not named)"
NONE = "(none)"

Group = TypeVar("Group", bound="Counter[Any]")


class Count(Counter[Status]):
    """How many claims have each status.

    It also has how many of the outdated ones changed under their verdict and wait for another.
    """

    overtaken = 0

    def see(self, standing: Standing) -> None:
        """Count one claim."""
        self[standing.status] += 1
        self.overtaken += standing.was is not None

    def include(self, other: Count) -> None:
        """Add the claims of another group."""
        self.update(other)
        self.overtaken += other.overtaken

    def only(self, status: Status) -> Count:
        """Return the claims with one status alone."""
        part = Count({status: self[status]})
        part.overtaken = self.overtaken if status is Status.OUTDATED else 0
        return part


class Counted(NamedTuple):
    """What is counted of a claim."""

    claim_id: str
    document_id: str
    claimant: str
    source: str | None  # None in the outlet's own voice
    dimension: str

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Counted:
        """Return what is counted of a row of claims.csv."""
        source = row["source"] if row["source"] or row["cue"] else None
        return cls(row["claim_id"], row["document_id"], row["claimant"], source, row["dimension"])


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of claims by status: in all, and for each claimant, document, dimension and month.

    Who signed what is counted too. The largest groups stand first, and months in their order.
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
    return count.overtaken + sum(
        number for status, number in count.items() if STATUSES[status].is_open
    )


def count(
    claims: Iterable[Claim | Counted],
    documents: Mapping[str, Document],
    checks: Iterable[Check],
    standing: Callable[[str], Standing],
) -> Stats:
    """Count the claims given, their documents, and the checks on them."""
    statuses = Count()
    groups: tuple[dict[str, Count], ...] = tuple(defaultdict(Count) for _ in range(4))
    counted: set[str] = set()
    for claim in claims:
        now = standing(claim.claim_id)
        counted.add(claim.claim_id)
        statuses.see(now)
        document = documents.get(claim.document_id)
        names = (
            claimant(claim),
            claim.document_id,
            claim.dimension or NONE,
            _month(document.published if document else ""),
        )
        for group, name in zip(groups, names, strict=True):
            group[name].see(now)
    by_claimant, by_document, by_dimension, by_month = groups
    signed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for check in checks:
        if check.claim_id in counted:
            signed[check.by][check.status.value if check.status else "note"] += 1
    return in_order(statuses, by_claimant, by_document, by_dimension, by_month, signed)


def in_order(
    statuses: Count,
    by_claimant: Mapping[str, Count],
    by_document: Mapping[str, Count],
    by_dimension: Mapping[str, Count],
    by_month: Mapping[str, Count],
    by_checker: Mapping[str, Counter[str]],
) -> Stats:
    """Return the counts with their groups in order."""
    return Stats(
        documents=len(by_document),
        checks=sum(kinds.total() for kinds in by_checker.values()),
        statuses=statuses,
        by_claimant=_largest_first(by_claimant),
        by_document=_largest_first(by_document),
        by_dimension=_largest_first(by_dimension),
        by_month=dict(sorted(by_month.items(), key=lambda group: (group[0] == NONE, group[0]))),
        by_checker=_largest_first(
            {name: _most_common_first(kinds) for name, kinds in by_checker.items()}
        ),
    )


def claimant(claim: Claim | Counted) -> str:
    """Return who is counted as having said it."""
    return claim.claimant or claim.source or (OWN_VOICE if claim.source is None else UNNAMED)


def _month(published: str) -> str:
    return published[:7] if is_date(published[:10]) else NONE


def _largest_first(groups: Mapping[str, Group]) -> dict[str, Group]:
    return dict(sorted(groups.items(), key=lambda group: (-group[1].total(), group[0])))


def _most_common_first(kinds: Counter[str]) -> Counter[str]:
    return Counter(dict(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))))
