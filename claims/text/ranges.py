"""Two numbers that are one quantity: "between 5 and 10", "$3 billion to $5 billion", "three or four years".

In come the readings of a sentence in order; out they go with the joined ones merged. A range is joined only
where a range word or a dash stands between numbers of like kind: "up 60% in 2018 to 3.9 million" is two.
"""

from __future__ import annotations

import re
from decimal import Decimal

from claims.model import Span
from claims.text.reading import Passage, Reading

_LINK = re.compile(
    r"""
    (?P<dash> [ ]?[-–—‒~][ ]? | -to-[ ]? | [ ]to-[ ]?)        # 5-10, 18-to-24
    | [ ](?P<word>to|and|or|or[ ]even|through|up[ ]to)[ ]     # 5 to 10, between 5 and 10, three or four
    """,
    re.VERBOSE,
)


def join_ranges(passage: Passage, readings: list[Reading]) -> list[Reading]:
    """Merge the two ends of every range."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and _is_range(passage, joined[-1], reading):
            joined[-1] = _merge(joined[-1], reading)
        else:
            joined.append(reading)
    return joined


def _is_range(passage: Passage, left: Reading, right: Reading) -> bool:
    if left.upper is not None or right.upper is not None:
        return False
    between = passage.folded[left.end : right.start]
    link = _LINK.fullmatch(between)
    if link is None or (left.unit and right.unit and left.unit != right.unit):
        return False
    if left.unit and not right.unit and not left.money_sign:
        return False
    if right.money_sign and not left.unit and link["dash"]:
        return False
    if link["dash"]:
        return True
    before = passage.before(left.start, 24)
    if link["word"] == "and":
        return re.search(r"\bbetween\s+(?:about |around |roughly )?$", before) is not None
    if link["word"] in ("or", "or even"):
        return 0 < right.value - left.value <= max(left.value, Decimal(2)) or left.scale != right.scale
    return True


def _merge(left: Reading, right: Reading) -> Reading:
    value = left.value
    if right.scale > 1 and left.scale == 1 and abs(value) < abs(right.value / right.scale):
        value *= right.scale  # "5 to 10 million"
    left.value, left.upper = value, right.value
    left.number, left.end = Span(left.number.start, right.number.end), right.end
    left.unit, left.dimension = right.unit or left.unit, right.dimension or left.dimension
    left.attributive, left.scale = right.attributive, right.scale
    return left
