"""The unit table: complete against quantulum3, sound in its factors, right in what it reads."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.data import rows
from claims.text.quantities.units import (
    convert,
    money_after,
    money_before,
    symbol_after,
    unit_named,
    word_after,
)
from tests.benchmarks.quantulum_units import is_known, quantulum_units


def test_every_unit_of_quantulum3_is_read_or_left_out_on_purpose() -> None:
    unknown = {unit.name for unit in quantulum_units() if not is_known(unit)}
    assert unknown == {name for (name,) in rows("units/left_out")}


@pytest.mark.parametrize("file", ["units/units", "units/currencies"])
def test_names_are_unique(file: str) -> None:
    names = [name for name, *_ in rows(file)]
    assert len(names) == len(set(names))


def test_each_dimension_has_a_base_unit() -> None:
    factors: dict[str, list[str]] = {}
    for _, dimension, factor, *_ in rows("units/units"):
        factors.setdefault(dimension, []).append(factor)
    without_base = {
        dimension for dimension, known in factors.items() if set(known) - {"-"} and "1" not in known
    }
    assert without_base == {"share"}  # the base of shares is the whole, which is no unit


@pytest.mark.parametrize(
    ("value", "unit", "into", "result"),
    [
        ("26.2", "mile", "kilometre", "42.1648128"),
        ("1", "acre", "square metre", "4046.8564224"),
        ("1", "square mile", "acre", "640"),
        ("1", "barrel", "litre", "158.987294928"),
        ("1", "foot", "inch", "12"),
        ("1", "stone", "pound", "14"),
        ("1", "gigawatt", "megawatt", "1000"),
        ("1", "week", "hour", "168"),
        ("50", "basis point", "percent", "0.5"),
        ("1", "kilowatt hour", "joule", "3600000"),
        ("1", "gigabyte", "megabyte", "1000"),
        ("1", "short ton", "pound", "2000"),
    ],
)
def test_conversions(value: str, unit: str, into: str, result: str) -> None:
    converted = convert(Decimal(value), unit, into)
    assert converted is not None
    assert round(converted, 6) == round(Decimal(result), 6)


@pytest.mark.parametrize(
    ("unit", "into"),
    [
        ("US dollar", "euro"),
        ("degree Celsius", "degree Fahrenheit"),
        ("mile", "acre"),
        ("cow", "mile"),
    ],
)
def test_what_does_not_convert(unit: str, into: str) -> None:
    assert convert(Decimal(1), unit, into) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("km/h", "kilometre per hour"), ("MW", "megawatt"), ("mW", "milliwatt"),
        ("Mt", "megatonne"), ("kWh", "kilowatt hour"), ("m²", "square metre"),
        ("°C", "degree Celsius"), ("GB", "gigabyte"), ("mb", "megabyte"), ("μm", "micrometre"),
    ],
)  # fmt: skip
def test_capitals_tell_symbols_apart(text: str, name: str) -> None:
    found = symbol_after(text, 0, glued=True)
    assert found is not None
    assert (found.unit.name, found.end) == (name, len(text))


@pytest.mark.parametrize("text", ["kmx", "MWs1", "L-202", "h", "V"])
def test_symbols_that_are_none_after_a_space(text: str) -> None:
    assert symbol_after(text, 0, glued=False) is None


def test_the_longest_words_win() -> None:
    found = word_after("us dollars per barrel", 0)
    assert found is not None
    assert (found.unit.name, found.end) == ("US dollar", 10)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("costs US$", "US dollar"), ("A$", "Australian dollar"), ("HK $", "Hong Kong dollar"),
        ("Rs. ", "rupee"), ("EUR ", "euro"),
    ],
)  # fmt: skip
def test_money_before(text: str, name: str) -> None:
    found = money_before(text, len(text))
    assert found is not None
    assert found.unit.name == name


@pytest.mark.parametrize("text", ["ALL ", "TOP ", "the ", "aRs ", "THEUR "])
def test_capitals_that_are_no_currency(text: str) -> None:
    assert money_before(text, len(text)) is None


def test_a_sign_before_the_next_number_is_not_money_after() -> None:
    assert money_after("$10", 0, glued=False) is None
    found = money_after("MUSD", 0, glued=False)
    assert found is not None
    assert (found.unit.name, found.millions) == ("US dollar", True)


def test_every_unit_has_a_dimension() -> None:
    kilometre = unit_named("kilometre")
    assert kilometre is not None
    assert (kilometre.dimension, kilometre.factor) == ("length", Decimal(1000))
