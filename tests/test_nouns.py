"""Counted nouns: tests/cases/nouns.csv holds one noun phrase a row; laws hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.grammar.plurals import is_plural, singular
from claims.text.grammar.syntax import Syntax
from claims.text.quantities.nouns import counted_noun
from tests.tables import cases


@pytest.mark.parametrize("case", cases("nouns"))
def test_counted_noun(case: dict[str, str]) -> None:
    text = case["text"]
    start = text.index(case["number"]) + len(case["number"])
    found = counted_noun(Syntax(text).parse(0), start)
    assert (found.kind if found else "") == case["kind"], case["why"]


@given(
    st.text(st.sampled_from("27 towns-of the' ,Sénate\n\u200b\x00"), max_size=80),
    st.integers(0, 80),
)
def test_any_text_has_a_counted_noun_inside_it_or_none(text: str, start: int) -> None:
    syntax = Syntax(text)
    found = counted_noun(syntax.parse(0), start) if syntax.sentences else None
    assert found is None or start <= found.start < found.end <= len(text)


@given(st.text(max_size=30))
def test_a_singular_is_no_longer_than_a_plural_and_others_stay(word: str) -> None:
    assert is_plural(word) or singular(word) == word
