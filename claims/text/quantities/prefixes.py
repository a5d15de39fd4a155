"""What stands right before the digits: a currency sign or code, a minus, a plus or minus.

In comes a reading in its sentence; it grows over the sign, and takes the currency for its unit. "A
negative one" is no number below zero, and a hyphen between two numbers no minus.
"""

from __future__ import annotations

import re

from claims.text.quantities.digits import is_whole
from claims.text.quantities.reading import Passage, Reading
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
    has_minus = passage.text[reading.start - 1 : reading.start] in _DASHES
    money = money_before(passage.text, reading.start - has_minus)
    if money is None or money.start < max(passage.start, taken):
        return
    if _is_no_money(passage, reading, money):
        return
    reading.start, reading.money_sign = money.start, True
    reading.unit, reading.dimension = money.unit.name, "money"
    if has_minus:  # "$-7.3bn"
        reading.value = -reading.value


def _is_no_money(passage: Passage, reading: Reading, money: UnitSpan) -> bool:
    """Tell R0 and the console "PS 4", which is no garbled pound sign."""
    if reading.value == 0 and passage.text[money.start : reading.start].isalpha():
        return True
    is_console = passage.text.startswith("PS", money.start) and reading.form is Form.DIGITS
    is_small = reading.value < 10 and is_whole(reading.value)
    return is_console and is_small and not has_scale_letter(passage, reading)


def read_sign(passage: Passage, reading: Reading) -> None:
    """Read the minus before a number: "-1.3%", "minus 12 degrees"."""
    before = passage.before(reading.start, 20)
    found = None if reading.form is Form.VAGUE else _MINUS.search(before)
    if found is None:
        return
    is_percent = passage.text[reading.end : reading.end + 1] == "%"
    if not is_percent and _STRAY_SPACE.search(before):
        return  # "1642 -1651" is a range, "Stoxx 50 -1.3%" none
    if "negative" in found.group() and _is_pronoun(passage, reading):
        return  # "a negative one"
    reading.start -= len(found.group())
    reading.value = -reading.value


def _is_pronoun(passage: Passage, reading: Reading) -> bool:
    is_one = reading.form is Form.WORDS and reading.value == 1
    return is_one and not passage.folded.startswith(" over ", reading.end)  # negative one over 20
