"""What a number is measured in: its sign, scale letter, currency, unit, age and rate.

In comes a numeral in its sentence; out goes a `Reading` that spans from the currency sign to the unit.
Counted nouns are not read here. A letter or mark with several meanings ("2.7m", "20C", "30'") is settled by
what stands beside it or by the cue words of `symbols.txt`, and left alone where neither decides.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from claims.data import entries
from claims.text.number_words import number_words
from claims.text.numerals import Form, Numeral
from claims.text.reading import Passage, Reading
from claims.text.units import (
    Unit,
    UnitSpan,
    money_after,
    money_before,
    symbol_after,
    unit_named,
    word_after,
)

_SPACES = "[ \u00a0\u2009\u202f]"
_GAP = re.compile(rf"{_SPACES}{{1,2}}|{_SPACES}?[-‐‑]{_SPACES}?|\r?\n|{_SPACES}?(?=[\[({{<])[\[({{<]")
_MINUS = re.compile(r"(?:(?<![\w.,%)-])[-−]|\b(?:minus|negative)[ -])[ ]?$")
_LETTER = re.compile(rf"(?P<gap>{_SPACES}?)(?P<letter>[kK]|[mM][mM]?|[bB]|[tT]|[cC]r|CR)\.?(?![\w²³'’/])")
_MONEY_WORD_NEXT = re.compile(
    r"[ -](?:us |u\.s\. |australian |canadian |hong kong )?"
    r"(?:dollars?|euros?|pounds?|yen|yuan|rupees?|pesos?|francs?|rand|ringgit|baht|won|rubles?|roubles?)\b"
)
# After "2.7m" these say that the letter is a scale: things are counted in millions.
_COUNTED_NEXT = re.compile(
    r"[ ](?:tonnes?|tons?|barrels?|bpd|boe|people|children|women|men|to|and|(?:[a-z-]+[ ]){0,3}?[a-z-]{3,}(?<![su])s)\b"
)
_LENGTH_NEXT = re.compile(
    r"[ -](?:tall|high|long|wide|deep|thick|away|from|above|below|off|race|races|sprint|hurdles|final|finals|heats?"
    r"|freestyle|butterfly|backstroke|breaststroke|relay|medley|individual|steeplechase|dash|swim|pool|run|runner"
    r"|champion|record|waves?|by|x|of|radius|apart|square|squared|mark|platform|springboard)\b"
)
_OLD = re.compile(
    r"""
    [ -]?(?P<unit>year|yr|month|week|day)s?[ -]{1,2}(?:old|olds)\b   # 65-year-old, 15 year-old, ten years old
    | [ -](?P<span>year|month|week|day)s?[ ]of[ ]age\b               # 95 years of age
    | [ -]?(?P<short>y/?o|y\.o\.|yrs?[ ]old)(?!\w)                   # 87 yo
    """,
    re.VERBOSE,
)
_COUNTRY_AFTER = re.compile(r"[ ](US|U\.S\.|USD|CAD|AUD|Canadian|Australian)(?![ ]?\w*\$|[ ][A-Z]|\w)")
_ORDINAL_SECOND = re.compile(r"second[ -](?:half|round|place|term|time|chance|quarter|row|stage|leg|year|season|phase)")
_POUND_CUES = re.compile(
    r"£|\b(?:sterling|gbp|pence|quid|paid|pays?|cost|costs|worth|fined?|priced?|salary|wages?|spent|spend|spending|"
    r"sold|bought|earn(?:s|ed|ing)?|profits?|turnover|debts?|tax|euros?|dollars?|fund(?:s|ing)?|budget|exchange rate)\b"
)


@cache
def _cued_symbols() -> dict[str, list[tuple[Unit, re.Pattern[str]]]]:
    symbols: dict[str, list[tuple[Unit, re.Pattern[str]]]] = {}
    for line in entries("symbols.txt"):
        symbol, name, cues = (column.strip() for column in line.split(";"))
        unit = unit_named(name)
        assert unit is not None, f"symbols.txt names a unit that units.txt does not know: {name}"
        symbols.setdefault(symbol, []).append((unit, re.compile(rf"\b(?:{'|'.join(cues.split())})\b")))
    return symbols


def measure(passage: Passage, numeral: Numeral) -> Reading:
    """Read everything that belongs to the number itself.

    The reading's unit is "" where nothing but a counted noun, or nothing at all, follows.
    """
    reading = Reading.of(numeral)
    _read_money_before(passage, reading)
    _read_sign(passage, reading)
    _read_scale_letter(passage, reading)
    if _read_age(passage, reading):
        return reading
    if reading.money_sign:
        _read_trailing_country(passage, reading)
    else:
        found = _unit_after(passage, reading)
        if found is not None:
            reading.attributive = passage.text[reading.end : found.start] == "-"
            reading.unit, reading.dimension, reading.end = found.unit.name, found.unit.dimension, found.end
    return reading


def _read_money_before(passage: Passage, reading: Reading) -> None:
    at = reading.start
    minus = re.search(r"[-−]$", passage.before(at, 1))
    money = money_before(passage.text, at - 1 if minus else at, passage.country)
    if money is None or money.start < passage.start:
        return
    reading.start, reading.unit, reading.dimension = money.start, money.unit.name, "money"
    reading.money_sign = True
    if minus:  # "$-50.8bn"
        reading.value = -reading.value


def _read_sign(passage: Passage, reading: Reading) -> None:
    found = _MINUS.search(passage.before(reading.start, 12))
    if found is None or reading.form is Form.VAGUE:
        return
    reading.start -= len(found.group())
    reading.value = -reading.value


def _read_scale_letter(passage: Passage, reading: Reading) -> None:
    """Take "m", "k", "b" and the like as a scale where the context says so: "$2.7m", "2.7m viewers", "25k"."""
    if reading.form not in (Form.DIGITS, Form.FRACTION):
        return
    found = _LETTER.match(passage.text, reading.end)
    if found is None:
        return
    letter, glued = found["letter"], not found["gap"]
    rest = passage.after(found.end())
    money = reading.money_sign or _MONEY_WORD_NEXT.match(rest) is not None
    if not money and money_after(passage.text, found.end(), True) is not None:
        money = True
    if not (money or (glued and _is_scale(letter, reading.value, rest, passage))):
        return
    scale = number_words()[letter.lower()][1]
    reading.value, reading.end, reading.form = reading.value * scale, found.end("letter"), Form.SCALED
    reading.scale = scale


def _is_scale(letter: str, value: Decimal, rest: str, passage: Passage) -> bool:
    if letter in "kK":
        return not re.match(r"[ -](?:race|run|walk|runner|fun run)\b", rest)
    if letter == "M":
        return True
    if letter == "m":
        if _LENGTH_NEXT.match(rest):
            return False
        if _COUNTED_NEXT.match(rest):
            return True
        _, cue = _cued_symbols()["m"][0]
        return value % 1 != 0 and cue.search(passage.folded, passage.start, passage.end) is None
    return letter in "bB" and _COUNTED_NEXT.match(rest) is not None


def _read_age(passage: Passage, reading: Reading) -> bool:
    found = _OLD.match(passage.folded, reading.end)
    if found is None:
        return False
    unit = found["unit"] or found["span"] or "year"
    reading.unit, reading.dimension, reading.end = f"{unit if unit != 'yr' else 'year'} of age", "age", found.end()
    reading.attributive = found.group().startswith("-")
    return True


def _read_trailing_country(passage: Passage, reading: Reading) -> None:
    """Read the country after an amount with an open sign: "$500 US", "$31.20 Canadian"."""
    found = _COUNTRY_AFTER.match(passage.text, reading.end) if reading.unit == "dollar" else None
    if found is not None:
        country = {"C": "Canadian", "A": "Australian"}.get(found[1][0], "US")
        reading.unit, reading.end = f"{country} dollar", found.end()


def _unit_after(passage: Passage, reading: Reading) -> UnitSpan | None:
    """Find the unit after a number: glued, after a space or after a hyphen."""
    text, at = passage.text, reading.end
    gap = _GAP.match(text, at)
    for start in dict.fromkeys((at, gap.end() if gap else at)):
        money = money_after(text, start, start == at, passage.country)
        if money is not None:
            if money.millions:
                reading.value *= 1_000_000
            return UnitSpan(money.unit, start, money.end)
        symbol = symbol_after(text, start, start == at)
        if symbol is not None:
            return symbol
        cued = _cued_after(passage, start)
        if cued is not None:
            return cued
    if gap is None or gap.end() >= passage.end:
        return None
    word = word_after(passage.folded, gap.end())
    return None if word is None else _settle_word(passage, reading, word)


def _cued_after(passage: Passage, at: int) -> UnitSpan | None:
    symbol = passage.text[at : at + 1]
    following = passage.text[at + 1 : at + 2]
    if symbol not in _cued_symbols() or following.isalnum():
        return None
    for unit, cue in _cued_symbols()[symbol]:
        if cue.search(passage.folded, passage.start, passage.end):
            return UnitSpan(unit, at, at + 1)
    return None


def _settle_word(passage: Passage, reading: Reading, word: UnitSpan) -> UnitSpan | None:
    """Settle spelled units with two meanings: "second" the ordinal, "pound" the money."""
    written = passage.folded[word.start : word.end]
    if written == "second" and _ORDINAL_SECOND.match(passage.folded, word.start):
        return None
    if written == "won" and reading.value < 100:
        return None
    if written in ("pound", "pounds"):
        big = reading.scale >= 1_000_000
        if big or _POUND_CUES.search(passage.folded, passage.start, passage.end):
            sterling = unit_named("pound sterling")
            assert sterling is not None
            return UnitSpan(sterling, word.start, word.end)
    return word
