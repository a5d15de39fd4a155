"""Rules for single statements that cannot be right as written.

Ranges upside down, and conversions that are far off.

One sentence in, flags out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.model import Flag
from claims.numbers.bounds import plain
from claims.numbers.items import Number, matches, numbers_of
from claims.numbers.rules import flag
from claims.numbers.sentences import Sentence
from claims.text.quantities.units import convert

_RANGES = (
    "between first=N and last=N",
    "anywhere from first=N to last=N",
    "expect|expects|expected|estimated W? from first=N to last=N",
    "take|takes|took|last|lasts|lasted W? W? first=TIME to|HYPHEN|DASH last=TIME",
)
_CONVERSIONS = (
    "first=N W? W? OPEN|/ W? W? second=N",
    "first=N ,? or W? W? second=N",
    "first=N W? W? , which|that is W? second=N",
    "first=N W? W? apart=,|HYPHEN|DASH second=N ,|HYPHEN|DASH|.",
)
# "five feet, six inches" is one measure: only a measure of the other system says it again
_METRIC = re.compile(r"metre|gram|litre|tonne|hectare|Celsius")
_TOLERATED_CONVERSION = Decimal("0.12")  # "10 miles (16 kilometres)"; distances are rounded freely
_TOLERATED_DEGREES = Decimal(3)  # "about 20C (70F)"
_CELSIUS, _FAHRENHEIT = "degree Celsius", "degree Fahrenheit"
# Fahrenheit degrees in one of Celsius, and where Celsius begins
_DEGREES, _FREEZING = (Decimal("1.8"), Decimal(32))


def check_range(sentence: Sentence) -> Iterator[Flag]:
    """Flag "between 60 and 50"; below zero people say it either way."""
    for _, _, found in matches(_RANGES, sentence.items):
        first, last = numbers_of(found, "first", "last")
        if 0 <= last.value < first.value and first.unit in (last.unit, ""):
            message = f'"{sentence.text[first.start : last.end]}" ends below its start'
            shown = f"{plain(first.value)} > {plain(last.value)}"
            yield flag("range upside down", "error", message, shown, (first, last))


def check_conversion(sentence: Sentence) -> Iterator[Flag]:
    """Compare a measure with its conversion in brackets: "10 miles (26 kilometres)"."""
    for _, _, found in matches(_CONVERSIONS, sentence.items):
        first, second = numbers_of(found, "first", "second")
        # "1,010 ± 195 light years (310 ± 60 parsecs)"
        has_margin = "±" in sentence.text[max(first.start - 2, 0) : second.end + 2]
        if has_margin or not _are_two_measures(first, second, is_apart="apart" in found):
            continue
        converted = _converted(first.value, first.unit, second.unit)
        if converted is None or _is_near(converted, second.value, second.unit):
            continue
        if not _is_difference(first, second):
            shown = f"{plain(first.value)} {first.unit} = {plain(converted)} {second.unit}"
            message = f"{first.words} is not {second.words}"
            yield flag(
                "conversion",
                "error",
                message,
                f"{shown}, the text says {second.words}",
                (first, second),
            )


def _are_two_measures(first: Number, second: Number, is_apart: bool) -> bool:
    """Tell whether the second can be the first in another measure.

    What is said apart and not in brackets is so only in the other system of measures. "A gap of 20
    to 30 feet (6 to 9 metres)" is not: the ends that meet are not of one number.
    """
    claims = (first.claim, second.claim)
    if any(claim.upper is not None or claim.dimension == "share" for claim in claims):
        return False
    if is_apart:
        return bool(_METRIC.search(first.unit)) != bool(_METRIC.search(second.unit))
    return first.unit != second.unit


def _is_near(converted: Decimal, stated: Decimal, unit: str) -> bool:
    # "half a mile (1 kilometre)"
    rounding = Decimal("0.5") if stated == stated.to_integral_value() else Decimal(0)
    least = _TOLERATED_DEGREES if unit.startswith("degree") else rounding
    return abs(converted - stated) <= max(abs(converted) * _TOLERATED_CONVERSION, least)


def _converted(value: Decimal, unit: str, into: str) -> Decimal | None:
    if (unit, into) == (_CELSIUS, _FAHRENHEIT):
        return value * _DEGREES + _FREEZING
    if (unit, into) == (_FAHRENHEIT, _CELSIUS):
        return (value - _FREEZING) / _DEGREES
    return convert(value, unit, into)


def _is_difference(first: Number, second: Number) -> bool:
    """Tell whether degrees are a difference, which has no zero point: "warming of 2°C (3.6°F)"."""
    factor = {(_CELSIUS, _FAHRENHEIT): _DEGREES, (_FAHRENHEIT, _CELSIUS): 1 / _DEGREES}.get(
        (first.unit, second.unit)
    )
    return factor is not None and abs(first.value * factor - second.value) <= Decimal("0.5")
