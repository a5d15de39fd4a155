"""What a number is measured in: its sign, its scale letter, its currency or its unit.

In comes a numeral in its sentence; out goes a `Reading` that spans from the currency sign to the
unit. Counted nouns are not read here. A letter or mark with several meanings ("2.7m", "20C", "30'")
is settled by what stands beside it or by the cue words of `units/symbols.txt`, and left alone where
neither decides.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from claims.data import rows
from claims.model import Span
from claims.text.grammar.lexicon import any_of
from claims.text.quantities.digits import is_whole
from claims.text.quantities.number_words import number_words
from claims.text.quantities.numerals import Form, Numeral
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.units import (
    Unit,
    UnitSpan,
    money_after,
    money_before,
    scales,
    symbol_after,
    unit_named,
    word_after,
)

_SPACES = "[ \u00a0\u2009\u202f]"
# What may part a number from its unit: a space, a hyphen, a line break, a bracket ("20 {kg}").
_GAP = re.compile(rf"{_SPACES}?[\[({{<](?=\w)|{_SPACES}{{1,20}}|{_SPACES}?[-‐‑]{_SPACES}?|\r?\n")
_OF = re.compile(r"\s+of\s+")  # millions of dollars
_OF_ONE = re.compile(r"[ ](?:of[ ])?(?P<one>an?|one|1)[ ]")  # half an hour, one-half of 1 percent
_HALF_AND_QUARTER = (Decimal("0.5"), Decimal("0.25"))
# "-1.3%", "minus 12 degrees", but neither "+/- 3" nor "plus or minus 3 points".
_MINUS = re.compile(
    r"(?:(?<![\w.,%)/-])[-−–]|(?<!\w)(?<!plus or )(?:minus|negative)(?:[ ]|[ ]?-[ ]?))$"
)
_STRAY_SPACE = re.compile(r"\d [-−–]$")
_LETTER = re.compile(
    rf"(?P<gap>{_SPACES}?)(?P<letter>[kK]|[mM][mM]?|[bB]|[tT]|[cC]r|CR)\.?(?![\w²³'’/])"
)
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
# "a magnitude 5.2 earthquake", "magnitude of 4", "pH level above 8.5", "an IQ of 140"
_SCALE_BEFORE = re.compile(
    rf"(?<!\w)(?P<scale>{'|'.join(sorted(map(re.escape, scales()), key=len, reverse=True))})"
    r"(?:(?P<near>[ -](?:of[ ])?)|(?:[ ](?:level|value|reading|score)s?)?[ ]"
    r"(?:(?:of|is|was|at|above|below|over|under|around|about|between|from|near)[ ]){1,2})$"
)
_QUAKE_NEXT = re.compile(rf"[ -](?:{any_of('numbers/neighbours', 'quake')})\b")
_NUMBER_NEXT = re.compile(r"[ ]\d")
_INCH_NEXT = re.compile(rf"[ ](?P<inch>in)[ ]{any_of('numbers/neighbours', 'wide')}\b")
_RICHTER = re.compile(r"[ ](?:on|in)[ ]the[ ](?:open-ended[ ])?richter\b")
_MONEY_NEXT = re.compile(
    r"[ -](?:us |u\.s\. |australian |canadian |hong kong )?"
    r"(?:dollars?|euros?|pounds?|yen|yuan|rupees?|pesos?|francs?|rand|ringgit|baht|won|rubles?|roubles?)\b"
)
# "2.7m viewers", "a 2m-strong army": things are counted in millions, so the letter before them is a
# scale.
_COUNTED_NEXT = re.compile(
    rf"-strong\b|[ ](?:{any_of('numbers/neighbours', 'thing')}|(?:[a-z-]+[ "
    rf"]){{0,3}}?[a-z-]{{3,}}(?<![su])s)\b"
)
# "100m hurdles", "a 30m-high wall": lengths are run, swum and looked up at.
_LENGTH_NEXT = re.compile(rf"[ -]{any_of('numbers/neighbours', 'length')}\b")
_RUN_NEXT = re.compile(rf"[ -]{any_of('numbers/neighbours', 'run')}\b")
# "Delhi paid 760 crores": the scales of India, where a sum was paid and nothing is counted
_CRORES = re.compile(r"(?:crore|lakh|lac)s?$")
_NOTHING_COUNTED = re.compile(r"[.,;)]|$|[ ](?:for|to|in|on|from|by|and|as|of[ ]rupees)\b")
_PAYING = re.compile(rf"\b{any_of('numbers/neighbours', 'paying')}\b")
_COUNTRY_AFTER = re.compile(
    r"[ ](US|U\.S\.|USD|CAD|AUD|Canadian|Australian)(?![ ]?\w*\$|[ ][A-Z]|\w)"
)
_SECOND_ORDINAL = re.compile(rf"second[ -]{any_of('numbers/neighbours', 'ordinal')}\b")
_POUND_CUES = re.compile(rf"£|\b{any_of('numbers/neighbours', 'sterling')}\b")
_MILLION_CUES = re.compile(rf"\b{any_of('numbers/neighbours', 'million')}\b")
_TEMPERATURE_CUES = re.compile(rf"\b{any_of('numbers/neighbours', 'temperature')}\b")


@cache
def _cued_symbols() -> dict[str, list[tuple[Unit, re.Pattern[str]]]]:
    symbols: dict[str, list[tuple[Unit, re.Pattern[str]]]] = {}
    for symbol, name, cues in rows("units/symbols"):
        unit = unit_named(name)
        if unit is None:
            raise ValueError(f"symbols.txt: units.txt has no unit {name!r}")
        symbols.setdefault(symbol, []).append(
            (unit, re.compile(rf"\b(?:{'|'.join(cues.split())})\b"))
        )
    return symbols


def measure(passage: Passage, numeral: Numeral, taken: int = 0) -> Reading:
    """Read everything that belongs to the number itself.

    The unit stays "" where no unit of measurement is given. Words before the offset `taken` belong
    to the number before: the sign of "10 $ 30 cents" to the ten.
    """
    reading = Reading.of(numeral)
    if numeral.form is Form.CLOCKED:
        reading.measured_in("second", "time", reading.end)
        return reading
    _read_money_before(passage, reading, taken)
    _read_sign(passage, reading)
    _read_scale_letter(passage, reading)
    if reading.money_sign:
        _read_country_after(passage, reading)
    elif not reading.unit and not _read_scale(passage, reading):
        _read_unit_after(passage, reading)
    if not reading.unit and _is_of_rupees(passage, reading):
        reading.unit, reading.dimension = "rupee", "money"
    return reading


def _is_of_rupees(passage: Passage, reading: Reading) -> bool:
    is_indian = _CRORES.search(passage.folded, *reading.number) is not None
    is_bare = (
        is_indian and _NOTHING_COUNTED.match(passage.folded, reading.end, passage.end) is not None
    )
    return is_bare and _PAYING.search(passage.folded, passage.start, reading.start) is not None


def _read_money_before(passage: Passage, reading: Reading, taken: int) -> None:
    minus = passage.text[reading.start - 1 : reading.start] in ("-", "−", "–")
    money = money_before(passage.text, reading.start - minus)
    if money is None or money.start < max(passage.start, taken):
        return
    if reading.value == 0 and passage.text[money.start : reading.start].isalpha():
        return  # R0
    is_small = reading.form is Form.DIGITS and reading.value < 10 and is_whole(reading.value)
    if (
        is_small
        and passage.text.startswith("PS", money.start)
        and not _LETTER.match(passage.text, reading.end)
    ):
        return  # the console, not a garbled pound sign
    reading.start, reading.unit, reading.dimension, reading.money_sign = (
        money.start,
        money.unit.name,
        "money",
        True,
    )
    if minus:  # "$-7.3bn"
        reading.value = -reading.value


def _read_sign(passage: Passage, reading: Reading) -> None:
    before = passage.before(reading.start, 20)
    if _STRAY_SPACE.search(before) and passage.text[reading.end : reading.end + 1] != "%":
        return  # "1642 -1651" is a range, "Stoxx 50 -1.3%" none
    found = _MINUS.search(before)
    is_pronoun = (
        reading.form is Form.WORDS
        and reading.value == 1
        and found is not None
        and "negative" in found.group()
        and not passage.after(reading.end, 6).startswith(" over ")  # negative one over 20
    )
    if found is not None and reading.form is not Form.VAGUE and not is_pronoun:  # "a negative one"
        reading.start -= len(found.group())
        reading.value = -reading.value


def _read_scale_letter(passage: Passage, reading: Reading) -> None:
    """Take "m", "k", "b" and the like as a scale where the context says so.

    For example "$2.7m", "2.7m viewers", "25k".
    """
    found = (
        _LETTER.match(passage.text, reading.end)
        if reading.form in (Form.DIGITS, Form.FRACTION)
        else None
    )
    if found is None:
        return
    rest = passage.after(found.end())
    if found["letter"] in "kK" and not found["gap"] and _RUN_NEXT.match(rest):
        reading.measured_in("kilometre", "length", found.end("letter"))
        return
    is_money = (
        reading.money_sign
        or _MONEY_NEXT.match(rest) is not None
        or money_after(passage.text, found.end(), glued=True) is not None
    )
    glued = not found["gap"] or found["letter"] == "k"
    if is_money or (glued and _is_scale(found["letter"], reading.value, rest, passage)):
        reading.scale = number_words()[found["letter"].lower()].value
        reading.value, reading.end, reading.form = (
            reading.value * reading.scale,
            found.end("letter"),
            Form.SCALED,
        )


def _is_scale(letter: str, value: Decimal, rest: str, passage: Passage) -> bool:
    """Tell the scale from the unit where no money is meant: kilo, metre, byte."""
    if letter in "kK":
        return True
    if letter == "m":
        if _LENGTH_NEXT.match(rest) or _COUNTED_NEXT.match(rest):
            return _LENGTH_NEXT.match(rest) is None
        if _cued(passage, "m") is not None:
            return False
        return (
            not is_whole(value)
            or _MILLION_CUES.search(passage.folded, passage.start, passage.end) is not None
        )
    return letter == "M" or (letter in "bB" and _COUNTED_NEXT.match(rest) is not None)


def _cued(passage: Passage, symbol: str) -> Unit | None:
    for unit, cue in _cued_symbols().get(symbol, ()):
        if cue.search(passage.folded, passage.start, passage.end):
            return unit
    return None


def _read_country_after(passage: Passage, reading: Reading) -> None:
    """Read the country after an amount with an open sign: "$500 US", "$31.20 Canadian"."""
    found = _COUNTRY_AFTER.match(passage.text, reading.end) if reading.unit == "dollar" else None
    if found is not None:
        country = {"C": "Canadian", "A": "Australian"}.get(found[1][0], "US")
        reading.measured_in(f"{country} dollar", "money", found.end())


def _read_scale(passage: Passage, reading: Reading) -> bool:
    """Read a scale whose name stands before its number, or goes without saying.

    For example "a magnitude 5.2 earthquake".
    """
    found = _SCALE_BEFORE.search(passage.before(reading.start, 40))
    if reading.form is not Form.DIGITS:
        return False
    if found is not None:
        unit = scales()[found["scale"]]
        reading.start -= len(found.group()) if found["near"] else 0
        reading.measured_in(unit.name, unit.dimension, reading.end)
    elif _RICHTER.match(passage.folded, reading.end) or _is_of_quake(passage, reading):
        reading.measured_in("magnitude", "magnitude", reading.end)
    return bool(reading.unit)


def _is_of_quake(passage: Passage, reading: Reading) -> bool:
    """Tell the magnitude in "a 5.2 quake" from the number of quakes in "5 quakes".

    Things are counted whole.
    """
    is_decimal = "." in passage.text[slice(*reading.number)] and 0 < reading.value < 10
    return is_decimal and _QUAKE_NEXT.match(passage.folded, reading.end) is not None


def _read_unit_after(passage: Passage, reading: Reading) -> None:
    """Read a unit that is glued to the number, or stands after a space, a hyphen or a bracket."""
    gap = (_OF if reading.form is Form.VAGUE else _GAP).match(passage.text, reading.end)
    places = (reading.end, gap.end()) if gap and gap.end() < passage.end else (reading.end,)
    if reading.form in (Form.FRACTION, Form.ARTICLE, Form.DIGITS) and 0 < reading.value < 1:
        part_of = _OF_ONE.match(passage.folded, reading.end)
        if part_of and (
            reading.form is not Form.DIGITS or " of " in part_of.group()
        ):  # 0.3 of a second
            places = (part_of.end(),)
            reading.divisor = Span(*part_of.span("one"))
        elif reading.form is Form.ARTICLE and reading.value not in _HALF_AND_QUARTER:
            return  # "for a seventh month"
    inch = _INCH_NEXT.match(passage.folded, reading.end)
    if inch is not None:  # 1 in wide
        reading.measured_in("inch", "length", inch.end("inch"))
        return
    for at in places:
        money = money_after(passage.text, at, at == reading.end)
        if money is not None:
            reading.value *= 1_000_000 if money.millions else 1
            reading.measured_in(money.unit.name, "money", money.end)
            return
        found = _symbol_after(passage, reading, at)
        if found is None and at > reading.end:
            found = _settled(passage, reading, word_after(passage.folded, at))
        if found is not None:
            reading.measured_in(found.unit.name, found.unit.dimension, found.end)
            if " per " in found.unit.name:  # the billion of "parts per billion"
                reading.divisor = Span(found.start, found.end)
            return


def _symbol_after(passage: Passage, reading: Reading, at: int) -> UnitSpan | None:
    found = symbol_after(passage.text, at, at == reading.end) or _cued_after(passage, at)
    is_spelled = passage.text[reading.number.start].isalpha()
    if found is not None and is_spelled and passage.text[found.start : found.end].isupper():
        return None  # "a dozen HP managers"; units in capitals follow digits
    return found


def _cued_after(passage: Passage, at: int) -> UnitSpan | None:
    if passage.text[at + 1 : at + 2].isalnum():
        return None
    unit = _cued(passage, passage.text[at : at + 1])
    return UnitSpan(unit, at, at + 1) if unit else None


def _settled(passage: Passage, reading: Reading, word: UnitSpan | None) -> UnitSpan | None:
    """Settle spelled units with two meanings.

    For example "second" the ordinal, "pound" the money, "degree" the angle.
    """
    if word is None or (
        passage.text[word.start].isupper() and _YEAR.fullmatch(passage.text, *reading.number)
    ):
        return None  # "in 2016 Pound ran"
    written = passage.folded[word.start : word.end]
    if word.unit.name == "magnitude" and _NUMBER_NEXT.match(passage.folded, word.end):
        return None  # 400 magnitude 2 earthquakes
    if written == "second" and _SECOND_ORDINAL.match(passage.folded, word.start):
        return None
    if written == "won" and reading.value < 100:
        return None
    if written in ("pound", "pounds"):
        is_money = reading.scale >= 1_000_000 or _POUND_CUES.search(
            passage.folded, passage.start, passage.end
        )
        sterling = unit_named("pound sterling")
        return UnitSpan(sterling, word.start, word.end) if is_money and sterling else word
    if word.unit.name == "degree" and _TEMPERATURE_CUES.search(
        passage.folded, passage.start, passage.end
    ):
        return UnitSpan(Unit("degree", "temperature"), word.start, word.end)
    return word
