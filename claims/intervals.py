"""The interval of values that a hedged number allows: the number and its words in, two ends out.

Widths follow news usage and are settings, not truths: "around 600" allows ten percent either way.
An exact number allows half of its last written digit's place, so "2.4 million" is 2.35 to 2.45
million; trailing zeros count as written ("600" is 599.5 to 600.5), and a spelled-out number is
taken to the unit. Pure arithmetic on `Decimal`: it knows nothing of ledgers.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from claims.decimals import exactly

APPROXIMATE_WIDTH = Decimal("0.10")
SCORE = "score"  # the dimension of "won 3-2" and "voted 230 to 198"
_NUMERAL = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")


class Interval(NamedTuple):
    """Closed ends; None is unbounded (or no number at all, when both are None)."""

    low: Decimal | None
    high: Decimal | None


@exactly
def interval(
    value: Decimal | None,
    upper: Decimal | None,
    modifier: str,
    surface: str = "",
    width: Decimal = APPROXIMATE_WIDTH,
    dimension: str = "",
) -> Interval:
    """Return what the words allow; a score is two numbers in their order, with nothing in between.

    >>> interval(Decimal(600), None, "approximate")
    Interval(low=Decimal('540.00'), high=Decimal('660.00'))
    >>> interval(Decimal(60), None, "more_than")
    Interval(low=Decimal('60'), high=None)
    >>> interval(Decimal(2400000), None, "exact", "2.4 million people")
    Interval(low=Decimal('2350000'), high=Decimal('2450000'))
    >>> interval(Decimal(43), Decimal(5), "between", "43-5", dimension="score")
    Interval(low=None, high=None)
    """
    if value is None or dimension == SCORE:
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
    half = _last_place(value, surface) / 2
    return Interval(value - half, value + half)


def _last_place(value: Decimal, surface: str) -> Decimal:
    """Return the place of the last digit as written: 100,000 for 2.4 million."""
    written = _NUMERAL.search(surface)
    numeral = Decimal(written[0].replace(",", "")) if written else Decimal(0)
    if written and numeral:
        return abs(value / numeral) * Decimal(1).scaleb(-len(written["decimals"] or ""))
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)
