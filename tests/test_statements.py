"""The claim in words.

tests/cases/statements.csv holds one number of one sentence a row, with event and statement.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import Claim, extract
from tests.tables import cases

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
UNSEEN = sorted((Path(__file__).parent / "unseen").rglob("*.txt"))
_FILLED = re.compile(r"\[[^\]]*\]")


@pytest.mark.parametrize("case", cases("statements"))
def test_event_and_statement(case: dict[str, str]) -> None:
    claim = next(claim for claim in extract(case["text"]) if case["surface"] == claim.surface)
    assert (claim.event, claim.statement) == (case["event"], case["statement"]), case["why"]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def is_in_order(some: list[str], all_of_them: list[str]) -> bool:
    rest = iter(all_of_them)
    return all(word in rest for word in some)


def assert_is_a_statement(claim: Claim) -> None:
    said = _FILLED.sub(" ", claim.statement)
    assert is_in_order(words(said), words(claim.quote)), (
        "outside the brackets stand the article's words in their order"
    )
    assert is_in_order(words(claim.surface), words(said)), (
        "the number stands in it as the article has it"
    )
    assert "\n" not in claim.statement


@pytest.mark.parametrize(
    "path", [*ARTICLES, *UNSEEN], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_statements_of_whole_articles_hold_their_number_and_change_no_word(path: Path) -> None:
    for claim in extract(path.read_text(encoding="utf-8")):
        assert_is_a_statement(claim)


@given(
    st.lists(
        st.sampled_from(
            [
                "5%",
                "of",
                "the",
                "$4",
                "(",
                ")",
                "rose",
                "to",
                "and",
                "who",
                "300",
                "men",
                "it",
                ",",
                '"',
                "said",
                "Ann",
                ".",
            ]
        )
    )
)
def test_any_words_give_statements_that_hold_their_number(some: list[str]) -> None:
    for claim in extract(" ".join(some)):
        assert_is_a_statement(claim)
