"""Rules for single statements that cannot be right as written: ranges upside down, and conversions that are far off.

One sentence in, flags out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.model import Flag
from claims.numbers.bounds import plain
from claims.numbers.moves import pairs
from claims.numbers.sentences import Sentence
from claims.text.quantities.units import convert

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_NEAR = 10  # characters: "between" stands right before the range, or is part of it
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)
_BRACKET = re.compile(r"\s*(?:\(|,\s*or\s+|\s+or\s+)")
_TOLERATED_CONVERSION = Decimal("0.12")  # "10 miles (16 kilometres)"; distances are rounded freely
_TOLERATED_DEGREES = Decimal(3)  # "about 20C (70F)"
_CELSIUS, _FAHRENHEIT = "degree Celsius", "degree Fahrenheit"
_DEGREES, _FREEZING = Decimal("1.8"), Decimal(32)  # Fahrenheit degrees in one of Celsius, and where Celsius begins


def check_range(sentence: Sentence) -> Iterator[Flag]:
    """Flag "between 60 and 50"; below zero people say it either way."""
    for pair in pairs(sentence, _AND):
        first, last = pair.old.value, pair.new.value
        opened = _BETWEEN.search(sentence.text[max(pair.start - _NEAR, 0) : pair.start + _NEAR])
        if opened and 0 <= last < first:
            shown = f"{plain(first)} > {plain(last)}"
            message = f'"{sentence.text[pair.start : pair.end]}" ends below its start'
            ids = dict.fromkeys(end.spot.claim.claim_id for end in (pair.old, pair.new))
            yield Flag("range upside down", "error", message, shown, tuple(ids))


def check_conversion(sentence: Sentence) -> Iterator[Flag]:
    """Compare a measure with its conversion in brackets: "10 miles (26 kilometres)"."""
    for spot in sentence.spots:
        for other in sentence.following(spot)[:1]:
            first, second = spot.claim, other.claim
            if first.value is None or second.value is None or first.upper is not None or second.upper is not None:
                continue
            if first.unit == second.unit or not _BRACKET.fullmatch(sentence.between(spot, other)):
                continue
            converted = _converted(first.value, first.unit, second.unit)
            if converted is None or _is_near(converted, second.value, second.unit):
                continue
            if not _is_difference(first.value, first.unit, second.value, second.unit):
                shown = f"{plain(first.value)} {first.unit} = {plain(converted)} {second.unit}"
                message = f"{first.surface} is not {second.surface}"
                yield Flag("conversion", "error", message, shown, (first.claim_id, second.claim_id))


def _is_near(converted: Decimal, stated: Decimal, unit: str) -> bool:
    rounding = Decimal("0.5") if stated == stated.to_integral_value() else Decimal(0)  # "half a mile (1 kilometre)"
    least = _TOLERATED_DEGREES if unit.startswith("degree") else rounding
    return abs(converted - stated) <= max(abs(converted) * _TOLERATED_CONVERSION, least)


def _converted(value: Decimal, unit: str, into: str) -> Decimal | None:
    if (unit, into) == (_CELSIUS, _FAHRENHEIT):
        return value * _DEGREES + _FREEZING
    if (unit, into) == (_FAHRENHEIT, _CELSIUS):
        return (value - _FREEZING) / _DEGREES
    return convert(value, unit, into)


def _is_difference(value: Decimal, unit: str, stated: Decimal, into: str) -> bool:
    """Tell whether the degrees are a difference, which has no zero point: "warming of 2°C (3.6°F)"."""
    factor = {(_CELSIUS, _FAHRENHEIT): _DEGREES, (_FAHRENHEIT, _CELSIUS): 1 / _DEGREES}.get((unit, into))
    return factor is not None and abs(value * factor - stated) <= Decimal("0.5")
