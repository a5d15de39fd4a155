"""Paragraphs and sentences: every case of tests/cases/sentences.csv, and the laws of spans."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claims.text.sentences import paragraphs, sentences

ANY_TEXT = st.text(st.sampled_from('Ab .!?…"”’)(\n\r\u2028\u200bU.S.5•- 1é'), max_size=200) | st.text(max_size=100)


@given(ANY_TEXT)
def test_spans_are_in_order_and_leave_out_white_space_only(text: str) -> None:
    for spans in (paragraphs(text), sentences(text)):
        kept = [text[start:end] for start, end in spans]
        assert all(words and words == words.strip() for words in kept)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        ends = [0, *(end for span in spans for end in span), len(text)]
        left_out = "".join(text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True))
        assert re.fullmatch(r"[\s\u200b\u200e\u200f\u2060\ufeff]*", left_out)
