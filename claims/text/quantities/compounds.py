"""Two measures that are one amount.

For example "5 ft 11 in", "6-foot-2", "thirteen dollars forty-five cents", "7lb 4oz".

In come the readings of a sentence, out they go with the smaller measure added to the larger one
before it, in the larger one's unit: lengths of time too ("15 years, 8 months", "two hours and 10
minutes").
"""

from __future__ import annotations

import re
from decimal import Decimal

from claims.model import Span
from claims.text.quantities.digits import divide, is_whole
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.units import CENTS, convert, word_after

_PARTS = {("foot", "inch"): 12, ("pound", "ounce"): 16, ("stone", "pound"): 14}
_LINK = re.compile(r",?[ ](?:and[ ])?|-|[ ]?")
_INCHES = re.compile(r"[ -]?(?:inch(?:es)?\b|in\b\.?|\"|”|″|''|’’)")
_FEET_MARK = re.compile(r"['’′][ ]?")
_A_UNIT_AND = re.compile(
    r"(?<!\w)(?:an?|one|(?:the[ ])?(?:past|last|previous|next))[ ](?P<unit>[a-z]+)[ ]and[ ]$"
)
_BARE_CENTS = re.compile(r"[ ](?:and[ ])?")


def _and_a_half(passage: Passage, left: Reading | None, reading: Reading) -> bool:
    """Add the half of "a year and a half" or "three miles and a half" to its unit.

    True if it went to the left.
    """
    if reading.form is not Form.ARTICLE or not 0 < reading.value < 1 or reading.unit:
        return False
    found = _A_UNIT_AND.search(
        passage.folded, max(passage.start, reading.start - 24), reading.start
    )
    unit = word_after(passage.folded, found.start("unit")) if found else None
    if found is not None and unit is not None and unit.end == found.end("unit"):
        reading.start, reading.value, reading.form = found.start(), 1 + reading.value, Form.FRACTION
        reading.measured_in(unit.unit.name, unit.unit.dimension, reading.end)
        return False
    if (
        left is None
        or not left.unit
        or not is_whole(left.value)
        or passage.folded[left.end : reading.start] != " and "
    ):
        return False
    if left.scale > 1 or passage.folded.startswith(
        " of ", reading.end
    ):  # $5 million and a third of its staff
        return False
    left.value, left.number, left.end = (
        left.value + reading.value,
        Span(left.number.start, reading.end),
        reading.end,
    )
    return True


def join_compounds(passage: Passage, readings: list[Reading]) -> list[Reading]:
    """Merge the larger and the smaller measure of one amount."""
    joined: list[Reading] = []
    for reading in readings:
        if _and_a_half(passage, joined[-1] if joined else None, reading):
            continue
        parts = _parts(passage, joined[-1], reading) if joined else 0
        if parts:
            left = joined[-1]
            left.value += divide(reading.value, parts)
            left.number = Span(left.number.start, reading.number.end)
            left.end = reading.end
            if reading.dimension == "age":  # 3 years, 2 months old
                left.measured_in(f"{left.unit} of age", "age", reading.end)
        else:
            joined.append(reading)
    return joined


def _parts(passage: Passage, left: Reading, right: Reading) -> Decimal | int:
    """Return how many of the right unit make one of the left.

    0 where they do not belong together.
    """
    between = passage.folded[left.end : right.start]
    if (
        not (is_whole(left.value) or left.dimension == "time")
        or left.upper is not None
        or right.value < 0
    ):
        return 0
    if (
        not left.unit
        and right.unit in ("", "inch")
        and _FEET_MARK.fullmatch(between)
        and right.value < 12
        and left.value < 10
    ):
        inches = _INCHES.match(passage.folded, right.number.end)  # 6'2"
        if inches:
            left.measured_in("foot", "length", right.end)
            right.end = inches.end()
            return 12
    if left.unit == "foot" and not right.unit and right.value < 12:
        inches = _INCHES.match(passage.folded, right.end)
        if _LINK.fullmatch(between) and (inches or between == "-"):  # 12 ft 2 in; 6-foot-2
            right.end = inches.end() if inches else right.end
            return 12
    if (
        left.dimension == "money"
        and left.unit not in CENTS
        and right.value < 100
        and _LINK.fullmatch(between)
    ):
        if right.unit in CENTS:
            return 100
        return 100 if _is_bare_cents(passage, left, right, between) else 0
    if not _LINK.fullmatch(between):
        return 0
    return _PARTS.get((left.unit, right.unit), 0) or _parts_of_time(left, right)


def _parts_of_time(left: Reading, right: Reading) -> Decimal | int:
    """Return how many of the right unit of time make one of the left.

    0 where the right is no part of it.
    """
    if (
        left.dimension != "time"
        or right.dimension not in ("time", "age")
        or right.upper is not None
    ):
        return 0
    parts = convert(Decimal(1), left.unit, right.unit.removesuffix(" of age"))
    return parts if parts is not None and right.value < parts else 0


def _is_bare_cents(passage: Passage, left: Reading, right: Reading, between: str) -> bool:
    """Tell "fifteen dollars and 50." from "15 dollars and 50 people"."""
    if (
        right.unit
        or right.money_sign
        or left.money_sign
        or left.scale > 1
        or not is_whole(right.value)
    ):
        return False
    ends = re.match(r"[.!?]?\s*$", passage.folded[right.end : passage.end])
    return (
        _BARE_CENTS.fullmatch(between) is not None
        and right.value >= Decimal(10)
        and ends is not None
    )
