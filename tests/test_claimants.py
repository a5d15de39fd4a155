"""Who a mention stands for: one row of tests/cases/claimants.csv each.

The mention is the last one in the text that reads so; the claimant is what it must be resolved to,
the mention itself where nothing in the text gives a name. New cases go there, with the reason in
`why`.
"""

from __future__ import annotations

import pytest

from claims.model import Span
from claims.text.actors.table import Actors
from claims.text.grammar.syntax import Syntax
from tests.tables import cases


def resolved(text: str, mention: str) -> str:
    """Resolve the last occurrence of a mention, a whole word."""
    syntax = Syntax(text)
    start = text.rindex(f" {mention} ") + 1 if f" {mention} " in text else text.rindex(mention)
    return Actors(syntax).resolve(Span(start, start + len(mention)))


@pytest.mark.parametrize("case", cases("claimants"))
def test_case(case: dict[str, str]) -> None:
    found = resolved(case["text"].replace("\\n", "\n"), case["mention"])
    assert found.removeprefix("The ") == case["claimant"].removeprefix("The "), case["why"]


@pytest.mark.parametrize(
    "text",
    [
        "It said. " * 3000,
        "He said so. " * 3000,
        "A, B. " * 3000 + "The company said",
        "Ann Lee " * 3000 + "he said",
    ],
    ids=["it", "he", "names", "one long name"],
)
def test_hostile_text_ends(text: str) -> None:
    words = text.split()
    assert isinstance(resolved(text, words[-2]), str)
