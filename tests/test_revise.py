"""Edited articles: which old claim a new one is, what is told about it, and that nothing is lost.

The claims are found by a pattern here, so that these tests say nothing about extraction.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.ledger.identity import identify
from claims.ledger.ledger import Ledger
from claims.ledger.revise import Revision, revise
from claims.model import Claim, Document, Modifier

_CLAIM = re.compile(r"(?P<hedge>about |more than )?(?P<number>\d+) (?P<unit>[a-z]+?)s?\b")
_HEDGES = {"about ": Modifier.APPROXIMATE, "more than ": Modifier.MORE_THAN, None: Modifier.EXACT}
LATER = "2018-07-02T10:00:00Z"


def edition(text: str) -> Document:
    return Document(text=text, document_id="daraa-x2k", retrieved_at=LATER)


def claims_of(text: str) -> list[Claim]:
    found = []
    for sentence in re.finditer(r"[^.\n]+\.", text):
        said = re.search(r"([A-Z]\w+) said", sentence[0])
        for match in _CLAIM.finditer(sentence[0]):
            found.append(
                Claim(
                    start=sentence.start() + match.start(),
                    end=sentence.start() + match.end(),
                    surface=match[0],
                    value=Decimal(match["number"]),
                    modifier=_HEDGES[match["hedge"]],
                    unit=match["unit"],
                    source=said[1] if said else None,
                    claimant=said[1] if said else "",
                    quote=sentence[0],
                )
            )
    return identify(found, "daraa-x2k")


def revised(old: list[Claim], after: str) -> Revision:
    """Revise claims whose document read otherwise before."""
    return revise(
        Document(text="before", document_id="daraa-x2k"), old, edition(after), claims_of(after)
    )


def edit(before: str, after: str) -> Revision:
    return revised(claims_of(before), after)


def told(revision: Revision) -> list[tuple[str, str, str]]:
    return [(change.kind, change.before, change.after) for change in revision.changes]


ARTICLE = (
    "Samer said the army retook 27 towns. It fired 600 rockets, observers counted.\n\n"
    "The talks lasted 3 weeks. Ahmad said 40 families had come back.\n\n"
    "The road was cut for 9 days. It is 80 kilometres long.\n"
)


def test_the_same_text_changes_nothing():
    revision = edit(ARTICLE, ARTICLE)
    assert revision.changes == []
    assert revision.claims == claims_of(ARTICLE)


def test_moved_words_are_no_news_but_their_offsets_follow():
    longer = "A new first paragraph without numbers.\n\n" + ARTICLE
    revision = edit(ARTICLE, longer)
    assert revision.changes == []
    assert all(longer[claim.start : claim.end] == claim.surface for claim in revision.claims)
    assert [claim.claim_id for claim in revision.claims] == [
        claim.claim_id for claim in claims_of(ARTICLE)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("27 towns", "37 towns", [("number", "27 towns", "37 towns")]),
        ("27 towns", "about 27 towns", [("hedge", "27 towns", "about 27 towns")]),
        (
            "27 towns",
            "more than 30 towns",
            [(kind, "27 towns", "more than 30 towns") for kind in ("number", "hedge")],
        ),
        ("Samer said", "Khaled said", [("claimant", "Samer", "Khaled")]),
        ("Samer said the army", "The army", [("claimant", "Samer", "the outlet itself")]),
        (
            "the army retook 27 towns",
            "government forces have now retaken 27 towns",
            [],
        ),  # only reworded
        (
            "the army retook 27 towns",
            "the army has by now retaken 37 towns",
            [("number", "27 towns", "37 towns")],
        ),
        (" It fired 600 rockets, observers counted.", "", [("gone", "600 rockets", "")]),
        ("The talks lasted", "It lost 12 tanks. The talks lasted", [("new", "", "")]),
        ("80 kilometres", "80 miles", [("other", "kilometre", "mile")]),
    ],
)
def test_what_an_edit_tells(old, new, expected):
    after = ARTICLE.replace(old, new)
    assert after != ARTICLE
    assert told(edit(ARTICLE, after)) == expected


def test_a_changed_number_keeps_its_id():
    before, after = claims_of(ARTICLE), edit(ARTICLE, ARTICLE.replace("27", "37")).claims
    assert [claim.claim_id for claim in after] == [claim.claim_id for claim in before]
    assert after[0].value == 37


def test_a_reworded_sentence_keeps_its_id():
    revision = edit(
        ARTICLE, ARTICLE.replace("Samer said the army retook", "The army has retaken, Samer said,")
    )
    assert revision.changes == []
    assert revision.claims[0].claim_id == claims_of(ARTICLE)[0].claim_id


def test_two_numbers_of_one_sentence_are_not_mixed_up():
    before = "They took 27 towns on Monday and 5 towns on Tuesday.\n"
    assert told(edit(before, before.replace("27", "28").replace("5", "6"))) == [
        ("number", "27 towns", "28 towns"),
        ("number", "5 towns", "6 towns"),
    ]


def test_paragraphs_in_another_order_are_no_news():
    first, second, third = ARTICLE.strip("\n").split("\n\n")
    assert edit(ARTICLE, f"{third}\n\n{first}\n\n{second}\n").changes == []


def test_gone_words_stay_in_the_ledger_and_can_come_back():
    without = ARTICLE.replace(" It fired 600 rockets, observers counted.", "")
    first = revised(claims_of(ARTICLE), without)
    [rockets] = [claim for claim in first.claims if claim.gone]
    assert (rockets.surface, rockets.gone) == ("600 rockets", LATER)
    again = revised(first.claims, without)
    assert again.changes == []
    assert again.claims == first.claims
    back = revised(first.claims, ARTICLE)
    assert told(back) == [("back", "", "600 rockets")]
    assert back.claims == claims_of(ARTICLE)


def test_a_corrected_field_is_never_overwritten():
    old = claims_of(ARTICLE)
    old[0] = replace(
        old[0], about="towns in Daraa", claimant="General Samer", edited=("about", "claimant")
    )
    after = ARTICLE.replace("27", "37")
    [change] = revised(old, after).changes
    assert (change.kind, change.claim.value, change.kept) == ("number", 37, False)
    assert (change.claim.about, change.claim.claimant) == ("towns in Daraa", "General Samer")


def test_a_corrected_number_stands_but_its_edit_is_told():
    old = claims_of(ARTICLE)
    old[0] = replace(old[0], value=Decimal(28), edited=("value",))
    assert revised(old, ARTICLE).changes == []
    after = ARTICLE.replace("27", "37")
    [change] = revised(old, after).changes
    assert (change.kind, change.before, change.after, change.kept) == (
        "number",
        "27 towns",
        "37 towns",
        True,
    )
    assert change.claim.value == 28


def test_a_corrected_source_moves_with_its_words():
    old = claims_of(ARTICLE)
    at = ARTICLE.index("observers")
    old[1] = replace(
        old[1],
        source="observers",
        source_start=at,
        source_end=at + 9,
        cue="counted",
        edited=("source",),
    )
    after = "News.\n\n" + ARTICLE
    claim = revised(old, after).claims[1]
    assert after[claim.source_start : claim.source_end] == claim.source == "observers"


def test_an_edition_without_a_date_of_its_own_still_dates_what_is_gone(tmp_path):
    ledger = Ledger.create(tmp_path / "ledger")
    ledger.add(
        replace(edition(ARTICLE), url="https://example.org/1", retrieved_at="2018-06-30T08:00:00Z"),
        claims_of(ARTICLE),
    )
    ledger.revise(Document(text="Nothing is said.", url="https://example.org/1"), [])
    assert all(claim.gone > "2018-06-30T08:00:00Z" for claim in ledger.claims)


def test_a_new_edition_keeps_what_it_does_not_say_of_itself():
    was = Document(
        text=ARTICLE,
        title="Army retakes 27 towns",
        url="https://example.org/1",
        document_id="daraa-x2k",
    )
    edited = Document(
        text=ARTICLE, title="Army says it retook 27 towns", path="saved.html", retrieved_at=LATER
    )
    revision = revise(was, claims_of(ARTICLE), edited, claims_of(ARTICLE))
    assert revision.fields == [("title", "Army retakes 27 towns", "Army says it retook 27 towns")]
    assert revision.document == replace(
        edited, url="https://example.org/1", document_id="daraa-x2k"
    )


def test_a_million_words_of_change_take_no_time():
    before = "".join(f"In place {chr(97 + n % 26)} they counted {n} towns.\n" for n in range(2000))
    after = "".join(f"Out there {chr(97 + n % 7)} we saw {n} rockets.\n" for n in range(2000))
    revision = edit(before, after)
    assert len(revision.claims) == 4000


_SENTENCES = st.lists(
    st.builds(
        "{} {}{} {}.".format,
        st.sampled_from(["Samer said they took", "They took", "It was", "In the south they lost"]),
        st.sampled_from(["", "about ", "more than "]),
        st.integers(0, 9),
        st.sampled_from(["towns", "tanks"]),
    ),
    max_size=8,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_SENTENCES, _SENTENCES, _SENTENCES)
def test_no_claim_is_lost_or_doubled_over_any_edits(first, second, third):
    one = revised(claims_of(first), second)
    two = revised(one.claims, third)
    for before, after, text in (
        (claims_of(first), one.claims, second),
        (one.claims, two.claims, third),
    ):
        ids = [claim.claim_id for claim in after]
        assert len(ids) == len(set(ids))
        assert {claim.claim_id for claim in before} <= set(ids)
        living = [claim for claim in after if not claim.gone]
        assert [(claim.start, claim.surface) for claim in living] == [
            (c.start, c.surface) for c in claims_of(text)
        ]
        assert all(text[claim.start : claim.end] == claim.surface for claim in living)
