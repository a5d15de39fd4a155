"""What hedged and rounded numbers allow, and sums, shares and changes of them.

Claims in, closed intervals out.

Two readings of a number's precision are kept apart. As written, "200 km" is 199.5 to 200.5, and "41
people" is 41. Rounded, trailing zeros may be rounding, so "200" is 195 to 205: two digits are taken
to be meant. What contradicts even the rounded reading is an error; what only contradicts the
written one may be rounding.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from claims.decimals import CONTEXT
from claims.intervals import APPROXIMATE_WIDTH, SCORE, interval
from claims.model import Claim, Modifier

INFINITE = Decimal("Infinity")
_MEANT_DIGITS = 2
HUNDRED = Decimal(100)


class Bounds(NamedTuple):
    """A closed interval; an open end is infinite."""

    low: Decimal
    high: Decimal

    @property
    def is_finite(self) -> bool:
        """Whether both ends are known."""
        return self.low.is_finite() and self.high.is_finite()

    def has_common(self, other: Bounds) -> bool:
        """Tell whether some number is in both."""
        return self.low <= other.high and other.low <= self.high

    def widened(self, by: Decimal) -> Bounds:
        """Return the interval with this much more room at each end."""
        return Bounds(self.low - by, self.high + by)


def bounds(
    claim: Claim, width: Decimal = APPROXIMATE_WIDTH, rounded: bool = False
) -> Bounds | None:
    """Return what the words of a claim allow, None where it has no number or is a score."""
    if claim.value is None or claim.dimension == SCORE:
        return None
    low, high = interval(claim.value, claim.upper, claim.modifier, claim.surface, width)
    found = Bounds(-INFINITE if low is None else low, INFINITE if high is None else high)
    if claim.upper is not None or claim.modifier != Modifier.EXACT:
        return found
    if claim.dimension in ("count", "") and found.high - found.low <= 1:
        found = Bounds(claim.value, claim.value)  # people and towns are counted, not measured
    return _rounded(claim.value, found) if rounded else found


def number(value: Decimal, surface: str, rounded: bool) -> Bounds:
    """Return what one exact number allows.

    It may be one end of a range, with the words that it is written in.
    """
    low, high = interval(value, None, Modifier.EXACT, surface)
    assert low is not None
    assert high is not None
    return _rounded(value, Bounds(low, high)) if rounded else Bounds(low, high)


def _rounded(value: Decimal, written: Bounds) -> Bounds:
    """Return the interval with trailing zeros taken as rounding, down to two digits."""
    digits = len(value.normalize(CONTEXT).as_tuple().digits)
    place = value.adjusted() - max(digits, _MEANT_DIGITS) + 1
    half = Decimal(1).scaleb(place) / 2 if value and place > 0 else Decimal(0)
    return Bounds(min(written.low, value - half), max(written.high, value + half))


def total(parts: Iterable[Bounds]) -> Bounds:
    """Return what the sum can be."""
    every = list(parts)
    return Bounds(
        sum((part.low for part in every), Decimal(0)),
        sum((part.high for part in every), Decimal(0)),
    )


def change(old: Bounds, new: Bounds) -> Bounds | None:
    """Return by how many percent a number changed, negative where it fell.

    None where it changed from zero or across it.
    """
    if old.low <= 0 or not (old.is_finite and new.is_finite):
        return None
    return Bounds(
        (new.low - old.high) / old.high * HUNDRED, (new.high - old.low) / old.low * HUNDRED
    )


def share(part: Bounds, whole: Bounds) -> Bounds | None:
    """Return how many percent the part is of the whole.

    None where the whole can be zero or endless.
    """
    if whole.low <= 0 or part.low < 0 or not (whole.is_finite and part.is_finite):
        return None
    return Bounds(part.low / whole.high * HUNDRED, part.high / whole.low * HUNDRED)


def size(found: Bounds) -> Bounds:
    """Return what the number can be without its sign.

    >>> size(Bounds(Decimal(-3), Decimal(1)))
    Bounds(low=Decimal('0'), high=Decimal('3'))
    """
    low, high = abs(found.low), abs(found.high)
    crosses = found.low <= 0 <= found.high
    return Bounds(Decimal(0) if crosses else min(low, high), max(low, high))


def plain(value: Decimal) -> str:
    """Write a number for the arithmetic of a flag: grouped, at most two decimals.

    >>> plain(Decimal("2400000.0")), plain(Decimal("33.33333")), plain(Decimal("0.004"))
    ('2,400,000', '33.33', '0.004')
    """
    shown = round(value, 2) if abs(value) >= 1 else value
    return f"{shown.normalize(CONTEXT):,f}"
