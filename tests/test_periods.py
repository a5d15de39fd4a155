"""Time expressions, and whose they are.

tests/cases/periods.csv holds one expression a row, framing.csv which quantity is whose.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Period, Span
from claims.text.grammar.syntax import Syntax
from claims.text.periods import find_periods, frames, period_of
from claims.text.quantities.find import find_quantities
from tests.tables import cases

WORDS = """the past last next first second two 3 30 2016 1990s weeks years quarter of in since by
until from to between and March Jan. 31 Tuesday today year month ago earlier end so far this
- , . 's Q1 99999 0"""


@pytest.mark.parametrize("case", cases("periods"))
def test_period(case: dict[str, str]) -> None:
    found = find_periods(Syntax(case["text"]), case["published"])
    if not case["surface"]:
        assert not found, case["why"]
        return
    resolved = {period.surface: (period.period_start, period.period_end) for period in found}
    assert resolved.get(case["surface"]) == (case["period_start"], case["period_end"]), case["why"]


@pytest.mark.parametrize("case", cases("framing"))
def test_framing(case: dict[str, str]) -> None:
    syntax = Syntax(case["text"])
    quantities, periods = find_quantities(syntax), find_periods(syntax, "2018-06-14")
    at = next(i for i, quantity in enumerate(quantities) if case["surface"] in quantity.surface)
    period = period_of(quantities, periods, syntax)[at]
    assert (period.surface if period else "") == case["period"], case["why"]
    assert frames(quantities, periods, syntax)[at] == (case["frames"] == "yes"), case["why"]


@given(
    st.lists(st.sampled_from(WORDS.split()), max_size=25),
    st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.just(""),
)
def test_any_words_hold_periods_in_order_that_begin_before_they_end(
    words: list[str], published: date | str
) -> None:
    syntax = Syntax(" ".join(words))
    found = find_periods(syntax, str(published))
    _check(syntax, found)


@given(st.text(max_size=200), st.text(max_size=12))
def test_any_text_and_any_published_date_are_read(text: str, published: str) -> None:
    syntax = Syntax(text)
    _check(syntax, find_periods(syntax, published))


def _check(syntax: Syntax, found: list[Period]) -> None:
    spans = [Span(period.start, period.end) for period in found]
    assert [syntax.text[slice(*span)] for span in spans] == [period.surface for period in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for period in found:
        ends = [end for end in (period.period_start, period.period_end) if end]
        assert all(date.fromisoformat(end).isoformat() == end for end in ends)
        assert len(ends) < 2 or period.period_start < period.period_end
