"""What a number is measured in: its sign, its scale letter, its currency or its unit.

In comes a numeral in its sentence; out goes a `Reading` that spans from the currency sign to the
unit. Counted nouns are not read here. A letter or mark with several meanings ("2.7m", "20C", "30'")
is settled by what stands beside it or by the cue words of `units/symbols.txt`, and left alone where
neither decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claims.model import Span
from claims.text.grammar.rules import Found
from claims.text.grammar.shapes import Shape
from claims.text.quantities.classes import entries, spelled
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.prefixes import read_money_before, read_sign
from claims.text.quantities.scale_letters import read_scale_letter
from claims.text.quantities.symbols import settled, symbol_at
from claims.text.quantities.units import Unit, UnitSpan, money_after, scales, word_after
from claims.text.quantities.written import Form, Numeral

_SPACES = "[ \u00a0\u2009\u202f]"
# What may part a number from its unit: a space, a hyphen, a line break, a bracket ("20 {kg}").
_GAP = re.compile(
    rf"{_SPACES}?[\[({{<](?=\w) | {_SPACES}{{1,20}} | {_SPACES}?[-‐‑]{_SPACES}? | \r?\n", re.VERBOSE
)
_OF = Shape("of &W")  # millions of dollars
_OF_ONE = Shape("of=of? one=a|an|one|1 &W")  # half an hour, one-half of 1 percent
_HALF_AND_QUARTER = (Decimal("0.5"), Decimal("0.25"))
_PARTS = (Form.FRACTION, Form.ARTICLE, Form.DIGITS)
_QUAKE = Shape("-? QUAKE")
_INCH = Shape(f"inch=in {entries('numbers/neighbours', 'wide')}")  # 1 in wide
_RICHTER = Shape("on|in the ( open - ended )? richter")
# "Delhi paid 760 crores": the scales of India, where a sum was paid and nothing is counted
_CRORES = ("crore", "crores", "lakh", "lakhs", "lac", "lacs")
_NOTHING_COUNTED = Shape(".|,|;|)|for|to|in|on|from|by|and|as", "of rupees", "END")
_COUNTRY = Shape("&CAP country=us|u.s.|usd|cad|aud|canadian|australian !$|CAP")
_COUNTRIES = {"c": "Canadian", "a": "Australian", "u": "US"}
_SAID = "of|is|was|at|above|below|over|under|around|about|between|from|near"


class _Scale(NamedTuple):
    """A scale whose name stands before its number, and the rules for where it does."""

    unit: Unit
    first: str  # word of its name
    near: Shape  # magnitude of 4, a magnitude 5.2 earthquake
    told: Shape  # pH level above 8.5, an IQ of about 140


@cache
def _scales() -> list[_Scale]:
    read = []
    for name in sorted(scales(), key=len, reverse=True):
        words = spelled(name)
        near = Shape(f"{words} -? of?")
        told = Shape(
            f"{words} {_SAID} {_SAID}?",
            f"{words} level|levels|value|values|reading|readings|score|scores {_SAID} {_SAID}?",
        )
        read.append(_Scale(scales()[name], words.split()[0], near, told))
    return read


def measure(passage: Passage, numeral: Numeral, taken: int = 0) -> Reading:
    """Read everything that belongs to the number itself.

    The unit stays "" where no unit of measurement is given. Words before the offset `taken` belong
    to the number before: the sign of "10 $ 30 cents" to the ten.
    """
    reading = Reading.of(numeral)
    if numeral.form is Form.CLOCKED:
        reading.measured_in("second", "time", reading.end)
        return reading
    read_money_before(passage, reading, taken)
    read_sign(passage, reading)
    read_scale_letter(passage, reading)
    _read_unit(passage, reading)
    if not reading.unit and _is_of_rupees(passage, reading):
        reading.unit, reading.dimension = "rupee", "money"
    return reading


def _read_unit(passage: Passage, reading: Reading) -> None:
    """Read the country of an amount, a scale before the number, or the unit behind it."""
    if reading.money_sign:
        _read_country_after(passage, reading)
    elif not reading.unit and not _read_scale(passage, reading):
        _read_unit_after(passage, reading)


def _is_of_rupees(passage: Passage, reading: Reading) -> bool:
    """Tell "Delhi paid 760 crores." from "760 crore people"."""
    if not passage.folded[slice(*reading.number)].endswith(_CRORES):
        return False
    is_bare = _NOTHING_COUNTED.behind(passage.words, reading.end) is not None
    return is_bare and passage.has_near("PAYING", passage.start, reading.start)


def _read_country_after(passage: Passage, reading: Reading) -> None:
    """Read the country after an amount with an open sign: "$500 US", "$31.20 Canadian"."""
    is_open = reading.unit == "dollar"
    found = _COUNTRY.behind(passage.words, reading.end) if is_open else None
    if found is not None:
        word = found.named("country")
        reading.measured_in(f"{_COUNTRIES[word.small[0]]} dollar", "money", word.end)


def _read_scale(passage: Passage, reading: Reading) -> bool:
    """Read a scale whose name stands before its number, or goes without saying.

    For example "a magnitude 5.2 earthquake".
    """
    if reading.form is not Form.DIGITS:
        return False
    if _take_named_scale(passage, reading):
        return True
    if _is_of_quake(passage, reading) or _RICHTER.behind(passage.words, reading.end):
        reading.measured_in("magnitude", "magnitude", reading.end)
    return reading.unit != ""


def _take_named_scale(passage: Passage, reading: Reading) -> bool:
    near = (scale for scale in _scales() if scale.first in passage.words.places)
    return any(_take_scale(passage, reading, scale) for scale in near)


def _take_scale(passage: Passage, reading: Reading, scale: _Scale) -> bool:
    """Take a scale for the unit where its name leads to the number, and take in a name near it."""
    near = scale.near.before(passage.words, reading.start)
    if near is None and scale.told.before(passage.words, reading.start) is None:
        return False
    reading.start = reading.start if near is None else near.start
    reading.measured_in(scale.unit.name, scale.unit.dimension, reading.end)
    return True


def _is_of_quake(passage: Passage, reading: Reading) -> bool:
    """Tell the magnitude in "a 5.2 quake" from the number of quakes in "5 quakes".

    Things are counted whole.
    """
    is_decimal = "." in passage.text[slice(*reading.number)] and 0 < reading.value < 10
    return is_decimal and _QUAKE.behind(passage.words, reading.end) is not None


def _read_unit_after(passage: Passage, reading: Reading) -> None:
    """Read a unit that is glued to the number, or stands after a space, a hyphen or a bracket."""
    inch = _INCH.behind(passage.words, reading.end)
    if inch is not None:
        reading.measured_in("inch", "length", inch.named("inch").end)
        return
    for at in _places(passage, reading):
        if _read_unit_at(passage, reading, at):
            return


def _places(passage: Passage, reading: Reading) -> Iterator[int]:
    """Yield where the unit of a number may stand: glued to it, or behind what parts them."""
    part_of = _part_of_one(passage, reading)
    if part_of is not None:
        one = part_of.named("one")  # 0.3 of a second
        reading.divisor = Span(one.start, one.end)
        yield part_of.line.words[part_of.last].start
    elif not _is_ordinal(reading):
        yield reading.end
        yield from _places_apart(passage, reading)


def _part_of_one(passage: Passage, reading: Reading) -> Found | None:
    """Return what leads to the unit of which a number is a part: "half [an] hour"."""
    if not reading.is_part or reading.form not in _PARTS:
        return None
    found = _OF_ONE.behind(passage.words, reading.end)
    needs_of = reading.form is Form.DIGITS
    return None if found is not None and needs_of and "of" not in found else found


def _is_ordinal(reading: Reading) -> bool:
    """Tell "for a seventh month"."""
    is_part = reading.form is Form.ARTICLE and reading.is_part
    return is_part and reading.value not in _HALF_AND_QUARTER


def _places_apart(passage: Passage, reading: Reading) -> Iterator[int]:
    """Yield the place behind the "of" of "thousands of tonnes", the gap of "20 tonnes"."""
    if reading.form is Form.VAGUE:
        of = _OF.behind(passage.words, reading.end)
        if of is not None:
            yield of.line.words[of.last].start
        return
    gap = _GAP.match(passage.text, reading.end)
    if gap is not None and gap.end() < passage.end:
        yield gap.end()


def _read_unit_at(passage: Passage, reading: Reading, at: int) -> bool:
    """Read the money, the symbol or the spelled unit at an offset; tell whether there is one."""
    money = money_after(passage.text, at, at == reading.end)
    if money is not None:
        reading.value *= 1_000_000 if money.millions else 1
        reading.measured_in(money.unit.name, "money", money.end)
        return True
    found = _unit_at(passage, reading, at)
    if found is None:
        return False
    reading.measured_in(found.unit.name, found.unit.dimension, found.end)
    if " per " in found.unit.name:  # the billion of "parts per billion"
        reading.divisor = Span(found.start, found.end)
    return True


def _unit_at(passage: Passage, reading: Reading, at: int) -> UnitSpan | None:
    """Return the unit whose symbol, or apart from the number whose name, stands at an offset."""
    symbol = symbol_at(passage, reading, at)
    if symbol is not None or at == reading.end:
        return symbol
    word = word_after(passage.folded, at)
    return None if word is None else settled(passage, reading, word)
