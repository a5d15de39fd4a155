"""What numbers are about: tests/cases/about.csv holds one quantity of one sentence a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import extract
from tests.tables import cases


@pytest.mark.parametrize("case", cases("about"))
def test_about(case: dict[str, str]) -> None:
    found = {claim.surface: claim.about for claim in extract(case["text"])}
    surface = next(words for words in found if case["surface"] in words or words in case["surface"])
    assert found[surface] == case["about"], case["why"]


@given(
    st.lists(
        st.sampled_from(
            ["5%", "of", "the", "$4", "(", ")", "rose", "to", "and", "who", "300", "men", "it", ","]
        )
    )
)
def test_any_words_are_about_something_they_say_or_nothing(words: list[str]) -> None:
    text = " ".join(words)
    assert all(claim.about in text for claim in extract(text))
