"""The rule language.

Words and kinds are two namespaces, and what a text holds never breaks a rule.
"""

from __future__ import annotations

import re

import pytest

import claims
from claims.text.grammar.rules import Found, Line, Rule, Rules, Word, apply, apply_each
from claims.text.grammar.shapes import Shape


def words(*described: str) -> list[Word]:
    """Return words such as "3/NUM=3": the word, then its kinds with their values."""
    found, at = [], 0
    for description in described:
        small, *kinds = [description] if description == "/" else description.split("/")
        found.append(
            Word(at, at + len(small), small, dict(kind.partition("=")[::2] for kind in kinds))
        )
        at += len(small) + 1
    return found


def read(pattern: str, *described: str) -> list[str]:
    """Return the words that each match spans, with its named word "n" where it has one."""
    sentence = words(*described)

    def span(found: Found) -> str:
        return found.word("n") or "-"

    return [
        " ".join(word.small for word in sentence[first:last])
        + (f" [{named}]" if named != "-" else "")
        for first, last, named in apply(Rules(Rule(pattern, span)), sentence)
    ]


@pytest.mark.parametrize(
    ("pattern", "described", "found"),
    [
        (
            "the? past n=NUM UNIT",
            ("the", "past", "3/NUM=3", "days/UNIT=day"),
            ["the past 3 days [3]"],
        ),
        ("NUM / W", ("4/NUM", "/", "week/W"), ["4 / week"]),
        ("past n=NUM", ("past", "NUM"), []),  # a word that looks like a kind is a word
        ("since n=YEAR", ("since", "ISO", "9001/NUM=9001"), []),
        (
            "a|an HEDGE* n=NUM",
            ("an", "about/HEDGE", "just/HEDGE", "4/NUM=4"),
            ["an about just 4 [4]"],
        ),
        ("n=NUM !%|percent", ("4/NUM=4", "%", "5/NUM=5", "men"), ["5 [5]"]),
        ("NUM ( and|or NUM )?", ("4/NUM", "or", "5/NUM", "6/NUM"), ["4 or 5", "6"]),
        (
            "( a bit | far )? over NUM",
            ("far", "over", "5/NUM", "a", "bit", "over", "6/NUM"),
            ["far over 5", "a bit over 6"],
        ),
        ("up W*2 n=NUM", ("up", "a/W", "mere/W", "5/NUM"), ["up a mere 5 [5]"]),
        ("up W*2 n=NUM", ("up", "by/W", "a/W", "mere/W", "5/NUM"), []),
        ("n=NUM &of|END", ("4/NUM", "men", "5/NUM", "of", "6/NUM"), ["5 [5]", "6 [6]"]),
        ("START NUM", ("4/NUM", "and", "5/NUM"), ["4"]),
        ("NUM W+ NUM", ("4/NUM", "5/NUM", "or/W", "so/W", "6/NUM"), ["5 or so 6"]),
        ("a W+2 n=NUM", ("a", "b/W", "c/W", "d/W", "4/NUM", "a", "b/W", "5/NUM"), ["a b 5 [5]"]),
        ("a W*? NUM|W", ("a", "b/W", "4/NUM"), ["a b"]),  # as few as will do
        ("a W++ W", ("a", "b/W", "c/W"), []),  # what was taken is not given back
        ("NUM ~,|of+ n=NUM", ("4/NUM", "men", "5/NUM", ",", "6/NUM"), ["4 men 5 [5]"]),
        ("NUM ( a? ~b ) c", ("4/NUM", "x", "c"), ["4 x c"]),  # a group that any word may open
        ("NUM &( of W )", ("4/NUM", "of", "9/NUM", "of", "us/W"), ["9"]),
        ("NUM !( of W | in )", ("4/NUM", "of", "us/W", "5/NUM", "in", "6/NUM", "of"), ["6"]),
    ],
)
def test_a_rule_finds_its_words(pattern: str, described: tuple[str, ...], found: list[str]) -> None:
    assert read(pattern, *described) == found


LINE = Line(words("in", "May/NAME", "of", "the", "Lee/NAME", ",", "May/NAME"))


def test_a_shape_is_asked_about_a_place() -> None:
    place = Shape("in|at NAME", "of the? n=NAME")
    at = place.at(LINE, 2)
    assert at is not None
    assert (at.first, at.last, at.at("n")) == (2, 5, 4)
    assert place.at(LINE, 1) is None
    assert place.at(LINE, len(LINE)) is None
    assert place.at(LINE, 2, 4) is None  # the name lies behind the last word


def test_a_shape_fills_words_from_the_first_to_the_last() -> None:
    names = Shape("NAME ( , NAME )*")
    assert names.fills(LINE, 4, 7)
    assert not names.fills(LINE, 4, 6)
    assert Shape("NAME*").fills(LINE, 0, 0)


def test_a_shape_is_looked_for_from_left_to_right() -> None:
    end = Shape("NAME END")
    first = end.first(LINE)
    assert first is not None
    assert first.first == 6
    before = end.first(LINE, 0, 5)
    assert before is not None
    assert before.first == 4
    assert [found.first for found in Shape("NAME").each(LINE, 2)] == [4, 6]
    assert end.first(LINE, 0, 4) is None


def test_what_a_rule_found_knows_its_place() -> None:
    rule = Rule("n=NUM W", lambda found: (found.first, found.last, found.at("n")))
    assert apply_each(Rules(rule), words("a/W", "4/NUM", "men/W")) == [(1, 3, 1)]


def test_a_rule_is_not_tried_where_something_it_needs_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(re, "compile", lambda pattern: tried.append(pattern))
    rules: Rules[None] = Rules(*(Rule(f"word{at} W* NUM", lambda found: None) for at in range(300)))
    assert apply(rules, words("a/W", "4/NUM", "word/W")) == []
    grouped: Rules[None] = Rules(Rule("NUM ( word1 | word2 W )", lambda found: None))
    assert apply(grouped, words("4/NUM", "word/W")) == []
    assert not tried


def test_a_reader_may_decline() -> None:
    assert apply(Rules(Rule("NUM", lambda found: None)), words("4/NUM=4")) == []


@pytest.mark.parametrize(
    "text", ["ISO 9001 was met by 40 plants in 2019.", "The NUM 5 DAY POINT UNIT of 3 MONTH."]
)
def test_a_word_that_is_spelled_like_a_kind_is_a_word(text: str) -> None:
    assert all(text[claim.start : claim.end] == claim.surface for claim in claims.extract(text))


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (Shape("from about|nearly?"), "behind: , before: from about, between: "),
        (Shape("9 to", "to 9|14"), "behind: to 14, before: , between: "),
        (Shape("a", "to NUM men"), "behind: to 14 men, before: , between: to 14 men"),
        (Shape("W* about"), "behind: , before: rose from about, between: "),
        (Shape("to 14 men END"), "behind: to 14 men, before: , between: to 14 men"),
    ],
)
def test_a_shape_is_asked_by_offsets_of_the_text(rule: Shape, found: str) -> None:
    line = Line(words("rose/W", "from/W", "about/W", "9/NUM", "to", "14/NUM", "men"))
    number, behind = line[3], line[4].start

    def said(match: Found | None) -> str:
        return " ".join(word.small for word in line[match.first : match.last]) if match else ""

    assert found == (
        f"behind: {said(rule.behind(line, number.end))}, "
        f"before: {said(rule.before(line, number.start))}, "
        f"between: {said(rule.between(line, behind, line[-1].end))}"
    )


def test_nothing_stands_beside_an_offset_within_a_word() -> None:
    line = Line(words("rose/W", "from/W", "about/W"))
    assert Shape("W").before(line, 2) is None
    assert Shape("W").behind(line, 7) is None
