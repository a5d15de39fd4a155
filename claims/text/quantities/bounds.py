"""Two opposite hedges on one thing: "more than five but fewer than ten people".

In come the readings of a sentence with their hedges; out they go with such pairs merged to the
range that they tell.
"""

from __future__ import annotations

from claims.model import Modifier, Span
from claims.text.grammar.shapes import Shape
from claims.text.quantities.passages import Passage, Reading

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
    low, high = (left, right) if left.modifier in _FLOORS else (right, left)
    if not _is_below(low, high) or left.upper is not None or right.upper is not None:
        return False
    return _are_of_one_thing(left, right) and _are_joined(passage, left, right)


def _is_below(low: Reading, high: Reading) -> bool:
    """Tell a floor from its ceiling."""
    are_bounds = low.modifier in _FLOORS and high.modifier in _CEILINGS
    return are_bounds and low.value < high.value


def _are_of_one_thing(left: Reading, right: Reading) -> bool:
    return not (left.unit and right.unit) or left.unit == right.unit


def _are_joined(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "more than 5 but fewer than 10", "at least 5, at most 10 people"."""
    is_listed = passage.between(left, right) == ", " and not left.unit
    return is_listed or _AND_BUT.between(passage.words, left.end, right.start) is not None
