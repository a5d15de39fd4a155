"""What stands right before the digits: a currency sign or code, a minus, a plus or minus.

In comes a reading in its sentence; it grows over the sign, and takes the currency for its unit. "A
negative one" is no number below zero, and a hyphen between two numbers no minus.
"""

from __future__ import annotations

import re

from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.scale_letters import has_scale_letter
from claims.text.quantities.units import UnitSpan, money_before
from claims.text.quantities.written import Form

_DASHES = ("-", "−", "–")
# "-1.3%", "minus 12 degrees", but neither "+/- 3" nor "plus or minus 3 points".
_MINUS = re.compile(
    r"""
    (?: (?<![\w.,%)/-]) [-−–]                                            # -1.3%
      | (?<!\w)(?<!plus[ ]or[ ]) (?:minus|negative) (?: [ ] | [ ]?-[ ]? )  # minus 12
    )$
    """,
    re.VERBOSE,
)
_STRAY_SPACE = re.compile(r"\d [-−–]$")


def read_money_before(passage: Passage, reading: Reading, taken: int) -> None:
    """Read the currency before a number: "$5", "US$5", "EUR 5"; before `taken` it is another's."""
    has_minus = passage.mark_before(reading) in _DASHES
    money = money_before(passage.text, reading.start - has_minus)
    if money is None or money.start < max(passage.start, taken):
        return
    if _is_nothing(passage, reading, money) or _is_console(passage, reading, money):
        return
    reading.start, reading.money_sign = money.start, True
    reading.unit, reading.dimension = money.unit.name, "money"
    if has_minus:  # "$-7.3bn"
        reading.value = -reading.value


def _is_nothing(passage: Passage, reading: Reading, money: UnitSpan) -> bool:
    """Tell R0."""
    return reading.value == 0 and passage.text[money.start : reading.start].isalpha()


def _is_console(passage: Passage, reading: Reading, money: UnitSpan) -> bool:
    """Tell the console "PS 4", which is no garbled pound sign."""
    is_marked = passage.text.startswith("PS", money.start) and reading.form is Form.DIGITS
    is_small = reading.value < 10 and reading.is_whole
    return is_marked and is_small and not has_scale_letter(passage, reading)


def read_sign(passage: Passage, reading: Reading) -> None:
    """Read the minus before a number: "-1.3%", "minus 12 degrees"."""
    before = passage.before(reading.start, 20)
    found = None if reading.form is Form.VAGUE else _MINUS.search(before)
    if found is None or _is_dash(passage, reading, before):
        return
    if "negative" in found.group() and _is_pronoun(passage, reading):
        return  # "a negative one"
    reading.start -= len(found.group())
    reading.value = -reading.value


def _is_dash(passage: Passage, reading: Reading, before: str) -> bool:
    """Tell the range "1642 -1651" from "Stoxx 50 -1.3%"."""
    return passage.mark_behind(reading) != "%" and _STRAY_SPACE.search(before) is not None


def _is_pronoun(passage: Passage, reading: Reading) -> bool:
    # negative one over 20
    return reading.is_spelled_one and not passage.folded.startswith(" over ", reading.end)
