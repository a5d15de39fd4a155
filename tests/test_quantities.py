"""Quantities in sentences of our own: tests/cases/quantities.csv holds one sentence a row.

The column `quantities` lists what must be found, in text order, joined by " + ": the modifier
unless it is exact, the value (and "to" the upper end), the unit, the dimension in brackets where
the unit does not tell it, and the trend. A new case goes under its family, with the rule of the
language it is there for in `why`.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claims
from claims.data import FOLDER, rows
from claims.model import Modifier, Quantity
from claims.text.grammar.syntax import Syntax
from claims.text.quantities.find import find_quantities
from claims.text.quantities.number_words import fold
from claims.text.quantities.numerals import find_numerals
from tests.tables import cases

TOLD_BY_UNIT = ("percent", "percentage point", "basis point")
TOLD_DIMENSIONS = ("score", "multiple", "age", "share", "rate")


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def written(quantity: Quantity) -> str:
    """Write a quantity as the column `quantities` has it."""
    value = plain(quantity.value or Decimal(0))
    if quantity.upper is not None:
        value += f" to {plain(quantity.upper)}"
    hedge = "" if quantity.modifier in (Modifier.EXACT, Modifier.BETWEEN) else quantity.modifier
    told = quantity.dimension in TOLD_DIMENSIONS and quantity.unit not in TOLD_BY_UNIT
    parts = (hedge, value, quantity.unit, f"[{quantity.dimension}]" if told else "", quantity.trend)
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("case", cases("quantities"))
def test_quantities(case: dict[str, str]) -> None:
    found = find_quantities(Syntax(case["text"]))
    assert " + ".join(map(written, found)) == case["quantities"], case["why"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("It made around 600 air strikes.", ["around 600 air strikes"]),
        ("They hold more than 60 percent of it.", ["more than 60 percent"]),
        ("It took 27 towns, along with another five.", ["27 towns", "another five"]),
        ("It cost just under US$3.2bn a year.", ["just under US$3.2bn a year"]),
        ("Some 20-odd men fled.", ["20-odd men"]),
        ("He waited for over 20 years.", ["over 20 years"]),
        ("One in five children is poor.", ["One in five children"]),
        ("He waited an hour and a half.", ["an hour and a half"]),
        ("Of 600 or more people, five died.", ["600 or more people", "five"]),
        ("The fall, of between 5 and 10 points, hurt.", ["5 and 10 points"]),
    ],
)
def test_the_surface_runs_from_the_hedge_to_the_unit(text: str, surfaces: list[str]) -> None:
    assert [quantity.surface for quantity in find_quantities(Syntax(text))] == surfaces


def test_open_signs_stay_open() -> None:
    text = "It cost $5 and US$6, or 7 rupees."
    assert [q.unit for q in find_quantities(Syntax(text))] == ["dollar", "US dollar", "rupee"]


PIECES = [
    *(
        "9E99",
        "5",
        "12,000",
        "3.4",
        "2016",
        "-7",
        "1/2",
        "½",
        "£",
        "$",
        "US$",
        "€",
        "%",
        "C",
        "'",
        '"',
        "-",
        "–",
        "/",
        ":",
    ),
    *(
        "(",
        ")",
        ".",
        ",",
        "one",
        "twenty",
        "hundred",
        "million",
        "dozen",
        "half",
        "a",
        "third",
        "tens",
        "thousands",
    ),
    *(
        "of",
        "and",
        "to",
        "or",
        "in",
        "per",
        "between",
        "from",
        "about",
        "at least",
        "more than",
        "fell",
        "up",
        "by",
    ),
    *(
        "people",
        "percent",
        "feet",
        "years old",
        "aged",
        "May",
        "p.m.",
        "No.",
        "S&P",
        "Smith",
        "bn",
        "m",
        "lakh",
    ),
]


def lexicon_words() -> list[str]:
    """Return every word of every lexicon, and every kind as if a text had it for a word."""
    files = sorted(
        path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.txt")
    )
    entries = {row[0] for file in files if not file.startswith("names/given") for row in rows(file)}
    kinds = {kind.upper() for file in files if len(rows(file)[0]) > 1 for _, kind, *_ in rows(file)}
    return sorted(entries | {kind for kind in kinds if kind.isalpha()})


WORDS = st.sampled_from(PIECES) | st.sampled_from(lexicon_words())


@given(
    st.lists(WORDS, max_size=14).map(" ".join)
    | st.lists(WORDS, max_size=8).map("".join)
    | st.text(max_size=60)
)
@settings(max_examples=300, deadline=None)
def test_any_text_reads_without_raising_and_its_spans_hold(text: str) -> None:
    found = find_quantities(Syntax(text))
    assert all(q.surface == text[q.start : q.end] for q in found)
    assert all(q.start <= q.number.start < q.number.end <= q.end for q in found)
    assert [q.number.start for q in found] == sorted(q.number.start for q in found)
    assert found == find_quantities(Syntax(text))
    assert [(claim.start, claim.end) for claim in claims.extract(text)] == [
        (q.start, q.end) for q in found
    ]


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("minus one hundred and five", [105]),  # the sign is read with the measure
        ("one hundred and five thousand two hundred and one", [105201]),
        ("three lakh crore", [3 * 10**12]),
        ("two hundred and three hundred", [200, 300]),
        ("twenty-first", []),
        ("thirty fifths", [6]),
        ("nought point one five", [Decimal("0.15")]),
    ],
)
def test_numerals(text: str, values: list[Decimal]) -> None:
    assert [numeral.value for numeral in find_numerals(fold(text))] == values
