"""What numbers are about: tests/cases/about.csv holds one quantity of one sentence a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.context.about import about
from claims.text.grammar.syntax import Syntax
from claims.text.quantities.find import find_quantities
from tests.tables import cases


@pytest.mark.parametrize("case", cases("about"))
def test_about(case: dict[str, str]) -> None:
    syntax = Syntax(case["text"])
    quantities = find_quantities(syntax)
    found = dict(zip((quantity.surface for quantity in quantities), about(quantities, syntax), strict=True))
    surface = next(words for words in found if case["surface"] in words or words in case["surface"])
    assert found[surface] == case["about"], case["why"]


@given(
    st.lists(st.sampled_from(["5%", "of", "the", "$4", "(", ")", "rose", "to", "and", "who", "300", "men", "it", ","]))
)
def test_any_words_are_about_something_they_say_or_nothing(words: list[str]) -> None:
    syntax = Syntax(" ".join(words))
    assert all(phrase in syntax.text for phrase in about(find_quantities(syntax), syntax))
