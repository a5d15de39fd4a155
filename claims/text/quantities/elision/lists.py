"""The unit that a number leaves to the one behind it.

For example "four- and six-cylinder", "from 14 to 31 percent".

In come the readings of a sentence, the last one first; a bare number takes the unit of the next
where the words between say that they tell the same. A second currency in brackets tells which
amounts it converts ("2.4m yen ($22,480)").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from claims.text.grammar.shapes import Shape
from claims.text.quantities.levels import is_from
from claims.text.quantities.passages import Passage, Reading

_HANGING = ("- ", "-,", "-\n")  # four-, five- and six-cylinder
_JOINED = Shape(
    ",? and",  # 4 and 6 cylinders
    ",",
    ",? or even?",
    "x|×|by|±",  # 3 x 4 m
    "- by -",
    "+ / -",
)
_MOVE = Shape(",? up|down")  # 16,369 up 58 points
_OF_THOSE = Shape(  # 10 of their last 12 games
    "out? of the|its|their|his|her|our|my? last|first|next|past|previous|final|only?"
)
_TELLING = {"count": _OF_THOSE, "multiple": _OF_THOSE, "points": _MOVE}  # by what is behind


def take_from_behind(passage: Passage, readings: Sequence[Reading]) -> None:
    """Give bare numbers the unit of the number behind them where they leave it to that."""
    _fill_converted(passage, readings)
    for left, right in reversed(list(pairwise(readings))):
        if left.is_open and right.unit and _leaves_to(passage, left, right):
            left.goes_with(right)


def _leaves_to(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell whether a bare number tells the same as the next, by the words between them."""
    if passage.folded.startswith(_HANGING, left.number.end):
        return True
    telling = _TELLING.get(right.dimension)
    if telling is not None and _joins(telling, passage, left, right):
        return True
    return left.noun is None and _is_listed(passage, left, right)


def _is_listed(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "rose from 14 to 31 percent" and "4 or 6 percent" from "up 5, or 3 percent"."""
    between = passage.between(left, right)
    if between == " to " and is_from(passage, left):
        return True
    is_possible = right.upper is None and (between != ", or " or right.dimension == "count")
    return is_possible and _joins(_JOINED, passage, left, right)


def _joins(words: Shape, passage: Passage, left: Reading, right: Reading) -> bool:
    return words.between(passage.words, left.end, right.start) is not None


def _fill_converted(passage: Passage, readings: Sequence[Reading]) -> None:
    """Fill the currency of "2.4m yen ($22,480) for this model and 2.3m ($21,972) for that"."""
    first = ""
    for left, right in pairwise(readings):
        if not _is_converted(passage, left, right):
            continue
        if left.dimension == "money":
            first = first or left.unit
        elif first and not left.unit:
            left.unit, left.dimension = first, "money"


def _is_converted(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell an amount with the same in another currency behind it."""
    return right.dimension == "money" and passage.between(left, right) in (" (", ", or ")
