"""Fractions in words.

The "quarters" of "three quarters", the "and a half" of "two and a half", "one twenty-fifth".

In comes a folded text and the number read so far; out comes the part that follows, or the number
with its part. Whether "a third" is a share or an ordinal is for `lookalikes.py`, which sees the
context.
"""

from __future__ import annotations

import re
from decimal import Decimal

from claims.text.quantities.digits import divide, fraction_after, is_whole
from claims.text.quantities.number_words import NumberWord, kind_after
from claims.text.quantities.spelled import AND_A, Cardinal, cardinal

_AND_NUMBER = re.compile(r"(?:\s+and\s+|-and-)([a-z]+)")
_ORDINALS = {"first": Decimal(1), "second": Decimal(2)}
_ORDINAL_END = re.compile(r"(?:th|third)s?$")
# "one thirty-second of an inch", but "one thirty-second ad"
_FIRST_OR_SECOND = re.compile(r"[ -](first|second)(?:s(?![a-z])|(?= of ))")


def part_after(folded: str, at: int) -> NumberWord | None:
    """Return the part that follows at this offset: "thirds", "twenty-fifth".

    >>> part_after("three thirty-seconds", 5).value
    Decimal('32')
    """
    word = kind_after(folded, at, "part", "ten")
    return _compound_part(folded, word) if word is not None and word.kind == "ten" else word


def _compound_part(folded: str, ten: NumberWord) -> NumberWord | None:
    """Read the parts of "one twenty-fifth" and "three twenty-firsts"."""
    unit = _ordinal_after(folded, ten.end)
    if unit is None:
        return None
    value = ten.value + unit.value
    return NumberWord("part", value, value, ten.start, unit.end)


def _ordinal_after(folded: str, at: int) -> Cardinal | None:
    """Read the "fifth" of "twenty-fifth", the "firsts" of "twenty-firsts"."""
    part = kind_after(folded, at, "part")
    if part is not None and _ORDINAL_END.search(folded, part.start, part.end):
        return Cardinal(part.value, part.end)
    ending = _FIRST_OR_SECOND.match(folded, at)
    return Cardinal(_ORDINALS[ending[1]], ending.end()) if ending else None


def counted_part(folded: str, number: Cardinal, spelled: bool = False) -> NumberWord | None:
    """Return the part behind a number that says how many there are of it: "two thirds"."""
    part = part_after(folded, number.end)
    return part if part and counts_parts(folded, number.value, part, spelled) else None


def counts_parts(folded: str, count: Decimal, part: NumberWord, spelled: bool = False) -> bool:
    """Tell parts from things.

    "two thirds", "one-third", not "two third parties", "one second half", "2,000 quarters".
    """
    if folded.startswith("quarter", part.start) and count not in (1, 3):
        return False  # two quarters of losses are half a year
    is_plural = folded[part.end - 1] == "s"
    return is_plural != (count == 1) and _may_count_parts(count, spelled)


def _may_count_parts(count: Decimal, spelled: bool) -> bool:
    return is_whole(count) and count > 0 and (spelled or count < 1000)


def mixed(folded: str, whole: Cardinal) -> Cardinal | None:
    """Read the fraction of a mixed number.

    For example "2½", "2 1/4", "two and a half", "3 and three quarters".
    """
    fraction = (
        fraction_after(folded, whole.end)
        or _and_a_part(folded, whole.end)
        or _and_parts(folded, whole.end)
    )
    return Cardinal(whole.value + fraction.value, fraction.end) if fraction else None


def _and_a_part(folded: str, at: int) -> Cardinal | None:
    """Read "and a half"."""
    part = kind_after(folded, at, "part", link=AND_A)
    return Cardinal(divide(1, part.value), part.end) if part else None


def _and_parts(folded: str, at: int) -> Cardinal | None:
    """Read "and three quarters"."""
    above = kind_after(folded, at, "unit", "teen", "ten", link=_AND_NUMBER)
    count = cardinal(folded, above.start) if above else None
    part = counted_part(folded, count) if count else None
    return Cardinal(divide(count.value, part.value), part.end) if count and part else None
