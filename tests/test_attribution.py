"""Who said it: whole articles with every number's claimant, and the laws of spans.

Each line of tests/articles/NAME.jsonl is one number of NAME.txt: who states it (`source`, at
`source_start`), by which words (`cue`), resolved to which name (`claimant`), through whom
(`chain`), and how (`stance`). No source and no cue is the outlet's own voice; a cue alone is
somebody unnamed.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Attribution, Span
from claims.text.actors.table import Actors
from claims.text.attribution.attribute import attribute
from claims.text.grammar.syntax import Syntax
from tests.tables import cases

ROOT = Path(__file__).parent
ARTICLES = sorted((ROOT / "articles").glob("*.jsonl"))
SEED = ROOT.parent / "seeds" / "000_b2ddbd084b48e33a.txt"


def attributed(text: str, spans: list[Span]) -> list[Attribution | None]:
    """Attribute the numbers of a text."""
    syntax = Syntax(text)
    return attribute(syntax, Actors(syntax), spans)


def described(text: str, found: Attribution | None) -> dict[str, object]:
    """Put an attribution in the form of the golden files."""
    if found is None:
        return {
            "source": "",
            "source_start": None,
            "cue": "",
            "claimant": "",
            "chain": [],
            "stance": "",
        }
    return {
        "source": text[slice(*found.source)] if found.source else "",
        "source_start": found.source.start if found.source else None,
        "cue": text[slice(*found.cue)],
        "claimant": found.claimant,
        "chain": [text[slice(*source)] for source in found.chain],
        "stance": found.stance.value,
    }


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_number_of_the_articles(path: Path, update: bool) -> None:
    text = path.with_suffix(".txt").read_text("utf-8")
    marks = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found = attributed(text, [Span(mark["start"], mark["end"]) for mark in marks])
    got = [
        {"start": mark["start"], "end": mark["end"], "surface": text[mark["start"] : mark["end"]]}
        | described(text, one)
        for mark, one in zip(marks, found, strict=True)
    ]
    if update:
        path.write_text(
            "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in got), "utf-8"
        )
    assert got == marks


@pytest.mark.parametrize(
    ("number", "source", "claimant"),
    [
        ("600", "Reports", "Reports"),
        ("60 percent", "General Samer of the government’s 5th armored division", "General Samer"),
        ("seven", "Abu Ahmad, a resident", "Abu Ahmad"),
        ("27", None, None),
    ],
)
def test_the_conflict_report_of_the_seeds(
    number: str, source: str | None, claimant: str | None
) -> None:
    text = SEED.read_text("utf-8")
    start = text.index(number)
    (found,) = attributed(text, [Span(start, start + len(number))])
    assert (found and found.source and text[slice(*found.source)]) == source
    assert (found and found.claimant) == claimant


WORDS = st.sampled_from(
    [
        *(
            "Ann Lee",
            "the ministry",
            "police",
            "he",
            "who",
            "40",
            "people",
            "a study of",
            "3.5 percent",
            "\n\n",
            "LEE:",
        ),
        *(
            "said",
            "says",
            "told reporters",
            "died",
            "denied",
            "report",
            "found",
            "that",
            "according to",
            "and",
            "but",
            "as",
        ),
        *(",", ".", ":", '"', "“", "”", "''", "-", "(", ")", "?"),
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_spans_within_it_and_the_same_twice(text: str) -> None:
    spans = [Span(i, i + 1) for i in range(0, len(text), 7)]
    found = attributed(text, spans)
    assert found == attributed(text, spans)
    for one in found:
        if one is not None:
            for start, end in (one.cue, one.content, *one.chain):
                assert 0 <= start < end <= len(text)
            assert (one.source is None) == (not one.chain)
            assert one.source is None or one.chain[0] == one.source


@pytest.mark.parametrize("case", cases("attribution"))
def test_case(case: dict[str, str]) -> None:
    text = case["text"].replace("\\n", "\n")
    start = text.index(case["number"])
    (found,) = attributed(text, [Span(start, start + len(case["number"]))])
    got = described(text, found)
    chain = " > ".join(text[slice(*source)] for source in found.chain) if found else ""
    expected = {key: case[key] for key in ("source", "cue", "claimant", "stance")}
    assert {key: got[key] for key in expected} | {"chain": chain} == expected | {
        "chain": case["chain"]
    }, case["why"]


@pytest.mark.parametrize(
    "text",
    [
        '"He said 40.\n\n' * 3000,
        "the man who left " * 200 + "said 40 died.",
        "a man, of Ohio, of Selby" + ", of Ohio, of Selby" * 200 + " said 40 died.",
        "A: 40\n\n" * 3000,
    ],
    ids=["open quotations", "relative clauses", "asides", "labels"],
)
def test_hostile_text_ends(text: str) -> None:
    spans = [Span(match.start(), match.end()) for match in re.finditer("40", text)]
    assert len(attributed(text, spans)) == len(spans)
