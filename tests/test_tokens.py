"""The tokenizer: spans of words and marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Span
from claims.text.grammar.tokens import tokenize, words


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenize(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("don't", "do n't"),
        ("Can’t we?", "Ca n’t we ?"),
        ("He cannot.", "He can not ."),
        ("the city's", "the city 's"),
        ("the cities' mayors", "the cities ' mayors"),
        ("they'll've", "they 'll 've"),
        ("O'Neill of AT&T", "O'Neill of AT&T"),
        ("hard-hit", "hard - hit"),
        ("re-elected", "re-elected"),
        ("65-year-old", "65 - year - old"),
        ("$1.5m", "$ 1.5 m"),
        ("£2,000.50.", "£ 2,000.50 ."),
        ("4.5% of it", "4.5 % of it"),
        ("the 1990s and the 5th", "the 1990s and the 5th"),
        ("on 9/11 at 5:30 p.m.", "on 9/11 at 5:30 p.m."),
        ("Gen. Samer of the U.S. Army", "Gen. Samer of the U.S. Army"),
        ("The answer is no.", "The answer is no ."),
        ("No. 2", "No. 2"),
        ("“Go!” (now)", "“ Go ! ” ( now )"),
        ("see https://example.org/a?b=1.", "see https://example.org/a?b=1 ."),
        ("mail ann@example.org now", "mail ann@example.org now"),
        ("well... yes", "well ... yes"),
    ],
)
def test_splits_as_the_treebanks_do(text: str, tokens: str) -> None:
    assert split(text) == tokens.split(" ")


@given(st.text(max_size=120) | st.text(st.sampled_from("a'’.-/5n t$@"), max_size=60))
def test_leaves_out_white_space_only(text: str) -> None:
    tokens = split(text)
    assert all(tokens)
    assert "".join("".join(tokens).split()) == "".join(text.split())


def test_tells_hyphens_from_dashes() -> None:
    text = "a well-known man - rich – paid 5–6"
    found = words(text, tokenize(text, Span(0, len(text))))
    assert " ".join(found) == "a well - known man – rich – paid 5 - 6"
