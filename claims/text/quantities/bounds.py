"""Two opposite hedges on one thing: "more than five but fewer than ten people".

In come the readings of a sentence with their hedges; out they go with such pairs merged to the
range that they tell.
"""

from __future__ import annotations

from claims.model import Modifier, Span
from claims.text.grammar.shapes import Shape
from claims.text.quantities.reading import Passage, Reading

_AND_BUT = Shape(",? and|but|yet")
_FLOORS = (Modifier.MORE_THAN, Modifier.AT_LEAST)
_CEILINGS = (Modifier.LESS_THAN, Modifier.AT_MOST)


def join_bounds(passage: Passage, readings: list[Reading]) -> list[Reading]:
    """Merge two opposite hedges into one range: "more than five but fewer than ten people"."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and _are_bounds(passage, joined[-1], reading):
            _merge(joined[-1], reading)
        else:
            joined.append(reading)
    return joined


def _merge(left: Reading, right: Reading) -> None:
    low, high = sorted((left.value, right.value))
    left.value, left.upper, left.modifier = low, high, Modifier.BETWEEN
    left.number = Span(left.number.start, right.number.end)
    left.measured_in(right.unit or left.unit, right.dimension or left.dimension, right.end)


def _are_bounds(passage: Passage, left: Reading, right: Reading) -> bool:
    if left.modifier in _FLOORS:
        low, high = left, right
    else:
        low, high = right, left
    if low.modifier not in _FLOORS or high.modifier not in _CEILINGS or low.value >= high.value:
        return False
    is_single = left.upper is None and right.upper is None
    is_alike = not (left.unit and right.unit) or left.unit == right.unit
    return is_single and is_alike and _are_joined(passage, left, right)


def _are_joined(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "more than 5 but fewer than 10", "at least 5, at most 10 people"."""
    is_listed = passage.between(left, right) == ", " and not left.unit
    return is_listed or _AND_BUT.between(passage.words, left.end, right.start) is not None
