"""The unit that a number leaves to the one behind it.

For example "four- and six-cylinder", "from 14 to 31 percent".

In come the readings of a sentence, the last one first; a bare number takes the unit of the next
where the words between say that they tell the same. A second currency in brackets tells which
amounts it converts ("2.4m yen ($22,480)").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.text.quantities.reading import Passage, Reading

_HANGING = re.compile(r"-(?=[,\s])")  # four-, five- and six-cylinder
_JOINED = re.compile(r",? and |, |,? or (?:even )?| x | × | by |-by-| ?± ?| \+/- ")
_MOVE = re.compile(r",? (?:up|down) ")
_OF_THOSE = re.compile(
    r" (?:out )?of (?:the |its |their |his |her |our |my )?(?:last |first |next |past |previous "
    r"|final |only )?"
)
FROM_BEFORE = re.compile(r"\bfrom (?:about |around |just |nearly |almost |some )?$")


def take_from_behind(passage: Passage, readings: Sequence[Reading]) -> None:
    """Give bare numbers the unit of the number behind them where they leave it to that."""
    _fill_converted(passage, readings)
    for left, right in reversed(list(pairwise(readings))):
        if not left.unit and not left.dimension and right.unit and _leaves_to(passage, left, right):
            left.unit, left.dimension = right.unit, right.dimension


def _leaves_to(passage: Passage, left: Reading, right: Reading) -> bool:
    between = passage.folded[left.end : right.start]
    if right.dimension in ("count", "multiple") and _OF_THOSE.fullmatch(
        between
    ):  # 10 of their last 12 games
        return True
    if _HANGING.match(passage.folded, left.number.end):
        return True
    if (
        left.noun is None
        and between == " to "
        and FROM_BEFORE.search(passage.before(left.start, 16))
    ):
        return True  # rose from 14 to 31 percent
    if right.dimension == "points" and _MOVE.fullmatch(between):  # 16,369 up 58 points
        return True
    is_listed = left.noun is None and right.upper is None and _JOINED.fullmatch(between) is not None
    # not "up 5, or 3 percent"
    return is_listed and (between != ", or " or right.dimension == "count")


def _fill_converted(passage: Passage, readings: Sequence[Reading]) -> None:
    """Fill the currency of "2.4m yen ($22,480) for this model and 2.3m ($21,972) for that"."""
    first = ""
    for left, right in pairwise(readings):
        is_converted = (
            passage.folded[left.end : right.start] in (" (", ", or ") and right.dimension == "money"
        )
        if is_converted and left.dimension == "money" and not first:
            first = left.unit
        elif is_converted and not left.unit and first:
            left.unit, left.dimension = first, "money"
