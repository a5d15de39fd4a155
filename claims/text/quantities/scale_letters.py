"""The letter of a scale behind the digits: "$2.7m", "2.7m viewers", "25k", but "a 100m race".

In comes a reading in its sentence; where the letter is a scale, it multiplies the value. Money
before or behind it says so, or what is counted; lengths and symbols of units speak against it.
"""

from __future__ import annotations

import re

from claims.text.grammar.shapes import Shape
from claims.text.quantities.classes import entries
from claims.text.quantities.digits import is_whole
from claims.text.quantities.number_words import number_words
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.symbols import unit_cued
from claims.text.quantities.units import Unit, money_after, word_after
from claims.text.quantities.written import Form

_SPACES = "[ \u00a0\u2009\u202f]"
_LETTER = re.compile(
    rf"(?P<gap>{_SPACES}?)(?P<letter>[kK]|[mM][mM]?|[bB]|[tT]|[cC]r|CR)\.?(?![\w²³'’/])"
)
# "2.7m viewers", "a 2m-strong army": things are counted in millions, so the letter before them is a
# scale.
_COUNTED = Shape("- strong", "THING", "( !CD W|- )*3 NNS|NNPS")
# "100m hurdles", "a 30m-high wall": lengths are run, swum and looked up at.
_LENGTH = Shape("-? LENGTH")

_RUN = Shape(f"-? {entries('numbers/neighbours', 'run')}")  # a 10k race


def has_scale_letter(passage: Passage, reading: Reading) -> bool:
    """Tell whether a letter that may be a scale follows the digits."""
    return _LETTER.match(passage.text, reading.end) is not None


def read_scale_letter(passage: Passage, reading: Reading) -> None:
    """Take "m", "k", "b" and the like as a scale where the context says so.

    For example "$2.7m", "2.7m viewers", "25k".
    """
    is_written = reading.form in (Form.DIGITS, Form.FRACTION)
    found = _LETTER.match(passage.text, reading.end) if is_written else None
    if found is None:
        return
    letter, end = found["letter"], found.end("letter")
    if _is_of_run(passage, found):
        reading.measured_in("kilometre", "length", end)
    elif _is_money(passage, reading, found.end()) or _is_scale(passage, reading, found):
        reading.scale = number_words()[letter.lower()].value
        reading.value, reading.end = reading.value * reading.scale, end
        reading.form = Form.SCALED


def _is_of_run(passage: Passage, found: re.Match[str]) -> bool:
    """Tell "a 10k race"."""
    is_thousand = found["letter"] in "kK" and not found["gap"]
    return is_thousand and _RUN.behind(passage.words, found.end("letter")) is not None


def _is_money(passage: Passage, reading: Reading, end: int) -> bool:
    """Tell "$2.7m", "2.7m dollars", "5b naira" and "2.7m€"."""
    if reading.money_sign or money_after(passage.text, end, glued=True) is not None:
        return True
    is_apart = passage.folded[end : end + 1] in (" ", "-")
    found = word_after(passage.folded, end + 1) if is_apart else None
    return found is not None and _is_currency(found.unit)


def _is_currency(unit: Unit) -> bool:
    """Tell "5b naira" and "5m pounds"."""
    return unit.dimension == "money" or unit.name == "pound"


def _is_scale(passage: Passage, reading: Reading, found: re.Match[str]) -> bool:
    """Tell the scale from the unit where no money is meant: kilo, metre, byte."""
    letter, end = found["letter"], found.end("letter")
    if found["gap"] and letter != "k":
        return False
    if letter == "m":
        return _is_million(passage, reading, end)
    is_billion = letter in "bB" and _COUNTED.behind(passage.words, end) is not None
    return letter in "kKM" or is_billion


def _is_million(passage: Passage, reading: Reading, end: int) -> bool:
    """Tell "2.7m viewers" and "sales topped 10m" from "a 100m race" and "30m away"."""
    if _LENGTH.behind(passage.words, end):
        return False
    if _COUNTED.behind(passage.words, end):
        return True
    if unit_cued(passage, "m") is not None:
        return False
    return not is_whole(reading.value) or passage.speaks_of("million")
