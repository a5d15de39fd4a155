"""Cardinals spelled out, at any length: "twenty-eight thousand six hundred forty-two".

In comes a folded text and the offset of a unit, teen or ten; out comes the value, where it ends and
what its last scale word multiplies by. "and" joins the groups of one number and not two numbers:
"two hundred and three" is one, "between two hundred and three hundred" are two, and after "between"
it always parts them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from claims.text.quantities.number_words import NumberWord, kind_after, word_after, word_at

_AND = re.compile(r"(?:,?\s+and\s+|-and-)([a-z]+)")
_AND_DIGITS = re.compile(
    r"\s+and\s+(\d{1,2})(?![\d.,:/%]|\s*(?:per\s?cent|percent|million|billion))"
)
_COMMA = re.compile(r",\s+([a-z]+)")
AND_A = re.compile(r"(?:\s+and\s+|-and-)(?:an?|one)[ -]([a-z]+)")
_BETWEEN = re.compile(r"\bbetween\s+$")
_ONE = Decimal(1)
_BELOW_HUNDRED = ("unit", "teen", "ten")


class Cardinal(NamedTuple):
    """A number read so far, where it ends, and what its last scale word multiplies by."""

    value: Decimal
    end: int
    scale: Decimal = _ONE


def cardinal(folded: str, at: int) -> Cardinal:
    """Read the cardinal whose first word, a unit, teen or ten, stands at this offset.

    >>> cardinal("two million three hundred thousand and five", 0).value
    Decimal('2300005')
    """
    return _groups(folded, at, may_join=_BETWEEN.search(folded, max(at - 12, 0), at) is None)


def _groups(folded: str, at: int, may_join: bool) -> Cardinal:
    number = _below_thousand(folded, at, may_join)
    scaled = times_scales(folded, number)
    if scaled.end == number.end:
        return number
    return lower_groups(folded, scaled, may_join) or scaled


def times_scales(folded: str, number: Cardinal) -> Cardinal:
    """Multiply a number by the scales that follow it: "hundred thousand", "lakh crore"."""
    word = kind_after(folded, number.end, "scale")
    while word is not None:
        number = Cardinal(number.value * word.value, word.end, number.scale * word.value)
        word = kind_after(folded, word.end, "scale")
    return number


def lower_groups(folded: str, number: Cardinal, may_join: bool = True) -> Cardinal | None:
    """Read what adds to a number that ends in a scale.

    For example "(two million) three hundred thousand", "and a half".
    """
    half = _half_after(folded, number) if may_join else None
    if half is not None:
        return _half_more(folded, number, half)
    word, least = _next_group(folded, number, may_join)
    if word is None or word.kind not in _BELOW_HUNDRED:
        return None
    group = _groups(folded, word.start, may_join)
    # "from one million to two million" is not one number
    is_lower = least <= group.value < number.scale
    return Cardinal(number.value + group.value, group.end, number.scale) if is_lower else None


def _half_after(folded: str, number: Cardinal) -> NumberWord | None:
    """Return the half of "a million and a half", but not of "a million and a half of it"."""
    half = kind_after(folded, number.end, "part", link=AND_A) if number.scale >= 1000 else None
    is_share = half is not None and folded.startswith(" of ", half.end)
    return None if is_share else half


def _joined_word(folded: str, at: int, may_join: bool) -> NumberWord | None:
    """Return the number word that follows, with "and" before it where that may join."""
    word = word_after(folded, at)
    return word_after(folded, at, _AND) if word is None and may_join else word


def _next_group(folded: str, number: Cardinal, may_join: bool) -> tuple[NumberWord | None, Decimal]:
    """Return the word that may add to a number, and the least that it must add."""
    word = _joined_word(folded, number.end, may_join)
    if word is not None:
        return word, _ONE
    # "one million, two hundred thousand", but "$4 billion, two people said"
    return word_after(folded, number.end, _COMMA), Decimal(100)


def _half_more(folded: str, number: Cardinal, part: NumberWord) -> Cardinal:
    """Add "and a half".

    Of the scale just read, or of a lower one that follows ("one billion and a half million").
    """
    lower = kind_after(folded, part.end, "scale")
    if lower is not None and lower.value < number.scale:
        return Cardinal(number.value + lower.value / part.value, lower.end, number.scale)
    return Cardinal(number.value + number.scale / part.value, part.end, number.scale)


def _below_thousand(folded: str, at: int, may_join: bool) -> Cardinal:
    number = below_hundred(folded, at)
    hundred = kind_after(folded, number.end, "hundred")
    if hundred is None:
        return number
    number = Cardinal(number.value * hundred.value, hundred.end, hundred.value)
    rest = _joined_word(folded, number.end, may_join)
    if rest is None or rest.kind not in _BELOW_HUNDRED:
        return number
    return _with_rest(folded, number, below_hundred(folded, rest.start))


def _with_rest(folded: str, hundreds: Cardinal, lower: Cardinal) -> Cardinal:
    if _is_of_next(folded, lower):
        return hundreds
    return Cardinal(hundreds.value + lower.value, lower.end, hundreds.scale)


def _is_of_next(folded: str, lower: Cardinal) -> bool:
    """Tell "two hundred and three hundred", "two hundred and three quarters", which are two."""
    after = word_after(folded, lower.end)
    if after is None:
        return False
    return after.kind == "hundred" or (after.kind == "part" and lower.value < 10)


def below_hundred(folded: str, at: int) -> Cardinal:
    """Read "seven", "seventeen" or "twenty-seven" at this offset."""
    word = word_at(folded, at)
    if word is None:
        raise ValueError(f"no number word at {at}")
    unit = kind_after(folded, word.end, "unit") if word.kind == "ten" else None
    if unit is not None and unit.value:
        return Cardinal(word.value + unit.value, unit.end)
    return Cardinal(word.value, word.end)


def digits_after_hundred(folded: str, number: Cardinal) -> Cardinal | None:
    """Read the digits in "3 hundred and 21", an Indian and Chinese English habit."""
    found = _AND_DIGITS.match(folded, number.end) if number.scale == 100 else None
    return Cardinal(number.value + Decimal(found[1]), found.end(), number.scale) if found else None
