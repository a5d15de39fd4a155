"""How a figure developed: one group of claims as points in time, with what each allows.

A group and its desk in, points in order of their days out. Claims without a day stand last and are
part of no order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.model import Claim
from claims.numbers.compare import Group
from claims.numbers.desk import Desk

_FEWEST_DAYS = 2  # a figure that was told on one day has not developed


@dataclass(frozen=True)
class Point:
    """One claim on one day, the ends of what its words allow, and the step from the one before."""

    day: date | None
    claim: Claim
    low: Decimal
    high: Decimal | None  # None where the words set no upper end
    step: Decimal | None  # None for the first, and where nothing is earlier or later


def points(group: Group, desk: Desk) -> list[Point]:
    """Return the claims of a group by day."""
    found: list[Point] = []
    for claim in group.claims:
        allowed = desk.bounds(claim)
        if allowed is None or claim.value is None:
            continue
        day = desk.day(claim)
        before = next((point.claim.value for point in reversed(found) if point.day), None)
        step = claim.value - before if before is not None and day else None
        low = allowed.low if allowed.low.is_finite() else Decimal(0)
        found.append(
            Point(day, claim, low, allowed.high if allowed.high.is_finite() else None, step)
        )
    return found


def developed(groups: Iterable[Group], desk: Desk) -> list[Group]:
    """Return the groups whose figure was told on several days, those of most days first."""

    def days(group: Group) -> int:
        return len({desk.day(claim) for claim in group.claims} - {None})

    return sorted(
        (group for group in groups if days(group) >= _FEWEST_DAYS), key=days, reverse=True
    )


def of_claims(groups: Sequence[Group], claim_ids: Iterable[str]) -> list[Group]:
    """Return the groups that hold any of these claims."""
    sought = set(claim_ids)
    return [group for group in groups if any(claim.claim_id in sought for claim in group.claims)]
