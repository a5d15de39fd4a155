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
from claims.text.quantities.number_words import NumberWord, word_after
from claims.text.quantities.spelled import AND_A, Cardinal, cardinal

_AND_NUMBER = re.compile(r"(?:\s+and\s+|-and-)([a-z]+)")
_ORDINAL_END = re.compile(r"(?:th|third)s?$")
# "one thirty-second of an inch", but "one thirty-second ad"
_FIRST_OR_SECOND = re.compile(r"[ -](first|second)(?:s(?![a-z])|(?= of ))")


def part_after(folded: str, at: int) -> NumberWord | None:
    """Return the part that follows at this offset: "thirds", "twenty-fifth".

    >>> part_after("three thirty-seconds", 5).value
    Decimal('32')
    """
    part = word_after(folded, at)
    return part if part is not None and part.kind == "part" else _compound_part(folded, part)


def _compound_part(folded: str, ten: NumberWord | None) -> NumberWord | None:
    """Read the parts of "one twenty-fifth" and "three twenty-firsts"."""
    if ten is None or ten.kind != "ten":
        return None
    part = word_after(folded, ten.end)
    if (
        part is not None
        and part.kind == "part"
        and _ORDINAL_END.search(folded, part.start, part.end)
    ):
        value = ten.value + part.value
        return NumberWord("part", value, value, ten.start, part.end)
    ending = _FIRST_OR_SECOND.match(folded, ten.end)
    if ending is None:
        return None
    value = ten.value + (1 if ending[1] == "first" else 2)
    return NumberWord("part", value, value, ten.start, ending.end())


def counts_parts(folded: str, count: Decimal, part: NumberWord, spelled: bool = False) -> bool:
    """Tell parts from things.

    "two thirds", "one-third", not "two third parties", "one second half", "2,000 quarters".
    """
    plural = folded[part.end - 1] == "s"
    if folded.startswith("quarter", part.start) and count not in (
        1,
        3,
    ):  # two quarters of losses are half a year
        return False
    return plural != (count == 1) and count > 0 and (spelled or count < 1000) and is_whole(count)


def mixed(folded: str, whole: Cardinal) -> Cardinal | None:
    """Read the fraction of a mixed number.

    For example "2½", "2 1/4", "two and a half", "3 and three quarters".
    """
    written = fraction_after(folded, whole.end)
    if written is not None:
        return Cardinal(whole.value + written.value, written.end)
    part = word_after(folded, whole.end, AND_A)
    if part is not None and part.kind == "part":
        return Cardinal(whole.value + divide(1, part.value), part.end)
    above = word_after(folded, whole.end, _AND_NUMBER)
    if above is None or above.kind not in ("unit", "teen", "ten"):
        return None
    count = cardinal(folded, above.start)
    part = part_after(folded, count.end)
    if part is not None and counts_parts(folded, count.value, part):
        return Cardinal(whole.value + divide(count.value, part.value), part.end)
    return None
