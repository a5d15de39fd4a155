"""What articles say about one thing.

Claims of a ledger into groups, each with how its values stand to each other.

A desk with its claims in; groups out, each value with who said it, where and when. A group agrees
(one value), overlaps (hedges allow one number for all), holds a conflict (two numbers at one time),
or is updated (a later number replaces an earlier one). Sources of one origin count once: two
outlets that quote one ministry, or that print one agency's report, are one source. Groups are made
by machine and corrected by people: what they link stays together, what they part stays apart.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from claims.decimals import exactly
from claims.model import Claim
from claims.numbers.desk import Desk, Pair
from claims.numbers.signature import content_words
from claims.numbers.tie import Tie

A_WEEK = timedelta(days=7)
AT_ONE_TIME = timedelta(days=2)  # reports of one day and the next are of one time

_WEEKDAYS = frozenset(calendar.day_name)


class Accord(StrEnum):
    """How the values of a group stand to each other."""

    AGREE = "agree"
    OVERLAP = "overlap"
    CONFLICT = "conflict"
    UPDATES = "updates"


@dataclass(frozen=True)
class Group:
    """Claims on one thing from several documents, by the day of publication."""

    claims: tuple[Claim, ...]
    accord: Accord
    origins: tuple[str, ...]  # whom the values come from, each once

    @property
    def independent(self) -> int:
        """How many sources there are, those of one origin counted once."""
        return len(self.origins)


@exactly
def groups(desk: Desk) -> list[Group]:
    """Return the groups of claims on one thing, those with a conflict first, then the largest.

    What people joined (`desk.together`) is one group, and what they parted (`desk.apart`) is never
    in one.
    """
    apart = desk.apart
    members = _Clusters(desk.claims)
    for first, second in _joined(desk):
        members.join(first, second)
    for tie in sorted(desk.likeness.ties, key=_strength, reverse=True):
        ids = frozenset((tie.first.claim.claim_id, tie.second.claim.claim_id))
        if tie.is_same and ids not in apart and not members.has_parted(ids, apart):
            members.join(tie.first.claim, tie.second.claim)
    found = [
        _group(claims, desk)
        for claims in members.clusters()
        if len({one.document_id for one in claims}) > 1
    ]
    return sorted(
        found, key=lambda group: (group.accord is not Accord.CONFLICT, -len(group.claims))
    )


def _strength(tie: Tie) -> tuple[float, float]:
    return tie.words, tie.articles


def _joined(desk: Desk) -> Iterator[tuple[Claim, Claim]]:
    by_id = {claim.claim_id: claim for claim in desk.claims}
    for pair in sorted(desk.together, key=sorted):
        if len(pair) == 2 and all(claim_id in by_id for claim_id in pair):
            first, second = sorted(pair)
            yield by_id[first], by_id[second]


class _Clusters:
    """Claims that belong together; two numbers of one sentence never do."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims = {claim.claim_id: claim for claim in claims}
        self._of: dict[str, list[str]] = {}

    def _members(self, claim_id: str) -> list[str]:
        return self._of.get(claim_id, [claim_id])

    def has_parted(self, ids: Collection[str], apart: Collection[Pair]) -> bool:
        """Tell whether joining these two would bring together what belongs apart.

        People parted it, or it is two numbers of one sentence.
        """
        first, second = (self._members(claim_id) for claim_id in ids)
        if first is second:
            return False
        return any(
            frozenset((one, other)) in apart or self._are_beside(one, other)
            for one in first
            for other in second
        )

    def _are_beside(self, one: str, other: str) -> bool:
        first, second = self._claims[one], self._claims[other]
        return first.document_id == second.document_id and first.quote == second.quote

    def join(self, first: Claim, second: Claim) -> None:
        """Put two claims, with all that belongs to either, in one cluster."""
        one, other = self._members(first.claim_id), self._members(second.claim_id)
        if one is not other:
            both = [*one, *other]
            self._of.update(dict.fromkeys(both, both))

    def clusters(self) -> Iterator[list[Claim]]:
        """Yield each cluster once, in the order of its first claim."""
        told: set[int] = set()
        for members in self._of.values():
            if id(members) not in told:
                told.add(id(members))
                yield [self._claims[claim_id] for claim_id in members]


def _group(claims: Sequence[Claim], desk: Desk) -> Group:
    ordered = sorted(
        claims, key=lambda claim: (desk.day(claim) or date.max, claim.document_id, claim.start)
    )
    return Group(tuple(ordered), _accord(ordered, desk), tuple(origins(ordered, desk)))


def _accord(claims: Sequence[Claim], desk: Desk) -> Accord:
    values = {(claim.value, claim.upper) for claim in claims}
    disjoint = [
        (one, other) for one, other in combinations(claims, 2) if are_disjoint(one, other, desk)
    ]
    if not disjoint:
        return Accord.AGREE if len(values) == 1 else Accord.OVERLAP
    return (
        Accord.CONFLICT
        if any(are_of_one_time(*pair, desk) for pair in disjoint)
        else Accord.UPDATES
    )


def are_disjoint(one: Claim, other: Claim, desk: Desk) -> bool:
    """Tell whether no number fits the words of both."""
    first, second = desk.bounds(one), desk.bounds(other)
    return first is not None and second is not None and not first.has_common(second)


def are_of_one_time(one: Claim, other: Claim, desk: Desk) -> bool:
    """Tell whether two claims hold for the same time: one period, or published on the same days."""
    if one.period_start and other.period_start:
        return one.period_start == other.period_start and _have_one_end(
            one.period_end, other.period_end
        )
    if _is_of_another_time(one, desk) or _is_of_another_time(other, desk):
        return False
    days = desk.day(one), desk.day(other)
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= AT_ONE_TIME


def _is_of_another_time(claim: Claim, desk: Desk) -> bool:
    """Tell whether a claim holds for a time that is not that of its article.

    "Last year" is such a time, and "on Monday" is not.
    """
    if not claim.period:
        return False
    day = desk.day(claim)
    if day is None and not _WEEKDAYS.isdisjoint(claim.period.split()):
        return False  # the week of an article without a date
    if not claim.period_start or day is None:
        return True
    return abs(date.fromisoformat(claim.period_start) - day) > A_WEEK


def _have_one_end(one: str, other: str) -> bool:
    """Tell whether two periods end alike: "since 2019" ends with the day of publication."""
    if not (one and other):
        return one == other
    return abs(date.fromisoformat(one) - date.fromisoformat(other)) <= AT_ONE_TIME


def origins(claims: Sequence[Claim], desk: Desk) -> list[str]:
    """Return whom the claims come from, each once.

    It is who said a claim, else the agency, else the outlet.
    """
    named: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for claim in claims:
        document = desk.document(claim)
        name = (
            claim.claimant
            or claim.source
            or document.origin
            or document.publisher
            or claim.document_id
        )
        named[frozenset(content_words(name)) or frozenset([name])].append(name)
    return [max(names, key=len) for names in named.values()]
