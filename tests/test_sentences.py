"""Paragraphs and sentences: every case of tests/cases/sentences.csv, and the laws of spans."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.grammar.sentences import LONGEST_SENTENCE, paragraphs, sentences
from tests.tables import cases

ANY_TEXT = st.text(
    st.sampled_from('Ab .!?…"”’)(\n\r\u2028\u200bU.S.5•- 1é'), max_size=200
) | st.text(max_size=100)


@pytest.mark.parametrize("case", cases("sentences"))
def test_cuts_at_the_bars_and_nowhere_else(case: dict[str, str]) -> None:
    r"""A case shows breaks as "|", line ends as "⏎", and odd spaces as "\u00a0".

    Line ends of Windows are "␍⏎".
    """
    parts = [_plain(part) for part in case["sentences"].split("|")]
    text = re.sub("(?<=\n) | (?= )", "", "".join(parts))
    assert [text[start:end] for start, end in sentences(text)] == [
        part.strip(" \r\n\u2028\u00a0\u200b") for part in parts
    ]


def _plain(part: str) -> str:
    part = part.replace("␍", "\r").replace("⏎", "\n")
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), part)


@given(ANY_TEXT)
def test_spans_are_in_order_and_leave_out_white_space_only(text: str) -> None:
    for spans in (paragraphs(text), sentences(text)):
        kept = [text[start:end] for start, end in spans]
        assert all(words and words == words.strip() for words in kept)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        ends = [0, *(end for span in spans for end in span), len(text)]
        left_out = "".join(text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True))
        assert re.fullmatch(r"[\s\u200b\u200e\u200f\u2060\ufeff]*", left_out)


@given(ANY_TEXT)
def test_a_sentence_stays_within_its_paragraph(text: str) -> None:
    whole = paragraphs(text)
    assert all(any(p.start <= s.start and s.end <= p.end for p in whole) for s in sentences(text))


@pytest.mark.parametrize("text", ["word " * 3000, "x" * 10_000, "no stop here, " * 2000])
def test_no_sentence_is_endless(text: str) -> None:
    spans = sentences(text)
    assert max(end - start for start, end in spans) <= LONGEST_SENTENCE
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(
        " ", ""
    )
