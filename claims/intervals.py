"""The interval of values that a hedged number allows: value, upper and modifier in, two ends out.

Widths follow news usage and are settings, not truths: "around 600" allows ten percent either way,
"nearly 600" (approximate too) is not told apart. An exact number allows half of its last written
digit's place, so "2.4 million" (2.4E+6) is 2.35 to 2.45 million; trailing zeros written out ("600")
count as written. Pure arithmetic on `Decimal`: it knows nothing of text or ledgers.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

APPROXIMATE_WIDTH = Decimal("0.10")


class Interval(NamedTuple):
    """Closed ends; None is unbounded (or no number at all, when both are None)."""

    low: Decimal | None
    high: Decimal | None


def interval(
    value: Decimal | None, upper: Decimal | None, modifier: str, width: Decimal = APPROXIMATE_WIDTH
) -> Interval:
    """Return what the words allow.

    >>> interval(Decimal(600), None, "approximate")
    Interval(low=Decimal('540.00'), high=Decimal('660.00'))
    >>> interval(Decimal(60), None, "more_than")
    Interval(low=Decimal('60'), high=None)
    >>> interval(Decimal("2.4E+6"), None, "exact")
    Interval(low=Decimal('2350000'), high=Decimal('2450000'))
    """
    if value is None:
        return Interval(None, None)
    ends = (value, value) if upper is None else (min(value, upper), max(value, upper))
    if modifier in ("more_than", "at_least"):
        return Interval(ends[0], None)
    if modifier in ("less_than", "at_most"):
        return Interval(None if ends[1] < 0 else Decimal(0), ends[1])
    if modifier == "approximate":
        return Interval(ends[0] - abs(ends[0]) * width, ends[1] + abs(ends[1]) * width)
    if upper is not None:
        return Interval(*ends)
    half = _last_place(value) / 2
    return Interval(value - half, value + half)


def _last_place(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
