"""What articles say about one thing.

Claims on one thing in; a group out, with how its values stand to each other, and for each who said
it, where and when. A group agrees (one value), overlaps (hedges allow one number for all), holds a
conflict (two numbers at one time), or is updated (a later number replaces an earlier one). Sources
of one origin count once: two outlets that quote one ministry, or that print one agency's report,
are one source. Which claims make a group is told by `gathering`.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from claims.model import Claim
from claims.numbers.desk import Desk
from claims.numbers.signature import content_words

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


def group_of(claims: Iterable[Claim], desk: Desk) -> Group:
    """Return claims on one thing as a group."""
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
