"""Where numbers hold: tests/cases/places.csv holds one quantity of one sentence a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.clauses.places import places
from claims.text.grammar.syntax import Syntax
from claims.text.quantities.find import find_quantities
from tests.tables import cases


@pytest.mark.parametrize("case", cases("places"))
def test_place(case: dict[str, str]) -> None:
    syntax = Syntax(case["text"])
    quantities = find_quantities(syntax)
    at = next(i for i, quantity in enumerate(quantities) if case["surface"] in quantity.surface)
    assert places(quantities, syntax)[at] == case["place"], case["why"]


@given(
    st.lists(
        st.sampled_from(
            ["In", "in", "Syria", "the", "north", "of", ",", "40", "men", "fell", "across", "."]
        )
    )
)
def test_a_place_is_words_of_the_text(words: list[str]) -> None:
    syntax = Syntax(" ".join(words))
    assert all(place in syntax.text for place in places(find_quantities(syntax), syntax))
