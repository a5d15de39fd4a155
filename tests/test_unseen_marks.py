"""The marks of tests/unseen are whole and of one kind: what is marked are words of the article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.benchmarks.accuracy import LONGEST, SETS, UNSEEN, read_marked
from tests.test_statements import is_in_order, words

ARTICLES = sorted(UNSEEN.rglob("*.txt"))
_FILLED = re.compile(r"\[[^\]]*\]|…")


def test_every_set_is_measured() -> None:
    assert sorted(SETS) == sorted({path.parent.name for path in ARTICLES})


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_marks_are_words_of_their_article(path: Path) -> None:
    text, numbers = read_marked(path)
    assert not re.search(r"[{|}]", text), "a mark is not closed or lacks a part"
    for number in numbers:
        surface, statement = text[number.start : number.end], number.told["statement"]
        said = words(_FILLED.sub(" ", statement))
        assert surface in number.told["words"], "rows stand in the order of their numbers"
        assert surface in _FILLED.sub(" ", statement), "the statement holds its number"
        assert is_in_order(said, words(text)), "outside brackets stand the article's words"
        assert len(statement.split()) <= LONGEST
        assert number.told["about"] in text
        assert number.told["period"] in text
