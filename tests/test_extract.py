"""Extraction end to end: the seed article claim by claim, and the laws that hold for any text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import Claim, extract
from tests.conftest import ROOT

SEED = (ROOT / "seeds/000_b2ddbd084b48e33a.txt").read_text("utf-8")
SAMER = "General Samer of the government’s 5th armored division"


@pytest.fixture(scope="module")
def seed() -> dict[str, Claim]:
    return {claim.surface: claim for claim in extract(SEED)}


@pytest.mark.parametrize(
    ("surface", "value", "upper", "modifier", "unit", "dimension"),
    [
        ("around 600 air strikes", 600, None, "approximate", "air strike", "count"),
        ("millions of bullets", 1_000_000, 10_000_000, "between", "bullet", "count"),
        ("more than 60 percent", 60, None, "more_than", "percent", "share"),
        ("seven years", 7, None, "exact", "year", "time"),
        ("27 towns", 27, None, "exact", "town", "count"),
        ("another five", 5, None, "exact", "town", "count"),
    ],
)
def test_seed_quantities(
    seed: dict[str, Claim],
    surface: str,
    value: int,
    upper: int | None,
    modifier: str,
    unit: str,
    dimension: str,
) -> None:
    claim = seed[surface]
    assert (claim.value, claim.upper) == (Decimal(value), upper)
    assert (claim.modifier, claim.unit, claim.dimension) == (modifier, unit, dimension)


def test_seed_holds_no_other_claims(seed: dict[str, Claim]) -> None:
    # not "5th armored division", not "last year", not the Twitter handle; the two weeks only frame
    # the 27 towns
    assert [surface for surface, claim in seed.items() if not claim.checkable] == ["two weeks"]
    assert len(seed) == 7


@pytest.mark.parametrize(
    ("surface", "source", "cue"),
    [
        ("around 600 air strikes", "Reports", "say"),
        ("more than 60 percent", SAMER, "said"),
        ("millions of bullets", None, ""),
        ("27 towns", None, ""),
        ("another five", None, ""),
    ],
)
def test_seed_sources(seed: dict[str, Claim], surface: str, source: str | None, cue: str) -> None:
    claim = seed[surface]
    assert (claim.source, claim.cue) == (source, cue)
    assert source is None or SEED[claim.source_start : claim.source_end] == source


def test_seed_claimant_of_the_years(seed: dict[str, Claim]) -> None:
    assert seed["seven years"].claimant.startswith("Abu Ahmad")


def test_seed_about_and_period(seed: dict[str, Claim]) -> None:
    assert seed["more than 60 percent"].about == "Daraa province"
    assert seed["27 towns"].period == "Over the past two weeks"
    assert seed["27 towns"].quote.startswith(
        "Over the past two weeks, the Syrian army has retaken 27 towns"
    )


# words that meet in real articles, here in every wrong order
WORDS = """said, 27 towns. “More than $1.5 million” of the past two weeks (AP) — Reuters reported: \
half a dozen \n\n
65-year-old from 3 to 5 percent per 100,000 people, according to officials … 9/11 S&P 500 '' \
\u2028 ½ in 2015"""
SCRAPS = st.lists(
    st.one_of(st.sampled_from(WORDS.split(" ")), st.text(max_size=5)), max_size=40
).map(" ".join)


@given(st.one_of(st.text(), SCRAPS))
def test_any_text_extracts_and_spans_hold(text: str) -> None:
    claims = extract(text)
    assert claims == extract(text)
    for claim in claims:
        assert text[claim.start : claim.end] == claim.surface != ""
        assert claim.quote in text
        if claim.source_start is not None:
            assert text[claim.source_start : claim.source_end] == claim.source
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
