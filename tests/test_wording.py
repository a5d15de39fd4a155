"""A claim in one line, with its number set off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.views.wording import WORDS, wording

LONG = (
    "Officials who had travelled from the capital on Monday to see the damage for themselves "
    "said in the evening that "
    "at least 40 families had lost their homes, and that nobody knew when the road to the coast "
    "would be open again."
)


def row(surface: str, statement: str = "", quote: str = "") -> dict[str, str]:
    return {"surface": surface, "statement": statement, "quote": quote}


@pytest.mark.parametrize(
    ("surface", "statement", "marked"),
    [
        (
            "around 600 air strikes",
            "[they] carried out around 600 air strikes",
            "[they] carried out »around 600 air strikes«",
        ),
        ("another five", "another five [towns] by force", "»another five« [towns] by force"),
        ("27 towns", "27 [northern] towns were retaken", "»27« [northern] towns were retaken"),
        ("Two dozen boats", "two dozen boats were found", "»two dozen boats« were found"),
        ("5", "15 of the 5 boats", "15 of the »5« boats"),
        ("seven", "no such word", "no such word"),
        ("27 towns", "127 towns and 27 towns", "127 towns and »27 towns«"),
        ("two men", "two men died and two men fled", "two men died and two men fled"),  # who says?
        ("two men who fled", "two men died, two fled", "»two men« died, two fled"),
        ("more than two men", "more than two [of the] men", "»more than two« [of the] men"),
    ],
)
def test_the_number_is_set_off_in_the_statement(surface: str, statement: str, marked: str) -> None:
    assert wording(row(surface, statement, "")).marked() == marked


def test_a_row_without_a_statement_shows_its_quote_as_a_quote() -> None:
    assert (
        wording(row("27 towns", quote="They took 27 towns.")).marked() == "“They took »27 towns«.”"
    )


def test_a_long_quote_is_cut_to_the_words_around_its_number() -> None:
    assert wording(row("at least 40 families", quote=LONG)).marked() == (
        "“…see the damage for themselves said in the evening that »at least 40 families« "
        "had lost their homes, and that nobody knew when the…”"
    )


def test_a_number_at_the_end_of_a_quote_leaves_more_room_before_it() -> None:
    line = wording(row("to the coast", quote=LONG.partition(" would")[0]))
    assert len(str(line).split()) == WORDS
    assert line.after == "”"


@given(st.text(max_size=400), st.text(max_size=400), st.text(max_size=20))
def test_any_quote_makes_a_line_of_its_own_words(before: str, after: str, surface: str) -> None:
    quote = before + surface + after
    line = wording(row(surface, quote=quote))
    assert line.before[0] + line.after[-1] == "“”"
    inner = str(line)[1:-1].removeprefix("…").removesuffix("…")
    assert inner in quote
    assert len(inner.split()) <= max(WORDS + 2, len(surface.split()) + 3)
