"""Ids of claims: what they hang on, and what they must not hang on."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from claims.ledger.identity import identify
from claims.model import Claim, Span
from claims.text.extract import extract

TEXT = (
    "The mayor said two dozen boats and 27 trucks were lost on 3 May. "
    "Two dozen boats were found. The mayor said 5 boats and 5 boats came back."
)


def ids(claims: list[Claim], text: str = TEXT, document_id: str = "daraa-x2k") -> list[str]:
    return [claim.claim_id for claim in identify(claims, document_id, text)]


def test_an_id_hangs_on_nothing_that_is_read_of_a_number() -> None:
    found = extract(TEXT)
    other = [
        replace(claim, unit="x", about="y", claimant="z", source=None, value=None, dimension="")
        for claim in found
    ]
    assert ids(other) == ids(found)


def test_an_id_stays_when_the_words_of_a_number_grow() -> None:
    found = extract(TEXT)
    grown = []
    for claim in found:
        start = max(
            TEXT.rfind(" ", 0, claim.start - 1) + 1,
            TEXT.rfind(claim.quote, 0, claim.end + len(claim.quote)),
        )
        grown.append(replace(claim, start=start, surface=TEXT[start : claim.end]))
    assert ids(grown) == ids(found)


def test_an_id_stays_when_another_number_of_the_sentence_is_found_or_missed() -> None:
    found = extract(TEXT)
    for missed in range(len(found)):
        fewer = [claim for place, claim in enumerate(found) if place != missed]
        assert set(ids(fewer)) < set(ids(found))


def test_equal_words_in_one_sentence_are_told_apart_by_their_place() -> None:
    *_, first, second = extract(TEXT)
    assert first.surface == second.surface == "5 boats"
    assert ids([second]) == ids([first, second])[1:]


def test_another_number_in_the_place_of_a_number_has_its_id() -> None:
    after = TEXT.replace("27", "1,300")
    assert ids(extract(after), after)[1] == ids(extract(TEXT))[1]


def test_other_documents_and_other_words_have_other_ids() -> None:
    found = extract(TEXT)
    assert not set(ids(found)) & set(ids(found, document_id="daraa-x2m"))
    after = TEXT.replace("trucks", "lorries")
    assert ids(extract(after), after)[1] != ids(found)[1]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_any_number_in_digits_has_the_id_of_its_place(one: int, other: int) -> None:
    texts = [f"They lost {number:,} trucks in 3 days." for number in (one, other)]
    claims = [
        Claim(
            start=10,
            end=text.index(" in"),
            surface=text[10 : text.index(" in")],
            value=None,
            number=Span(10, text.index(" trucks")),
            quote=text,
        )
        for text in texts
    ]
    assert ids(claims[:1], texts[0]) == ids(claims[1:], texts[1])
