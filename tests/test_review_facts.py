import pytest

from claims.ledger.checks import UNCHECKED, Standing
from claims.ledger.conditions import Found
from claims.ledger.rows import claim_row
from claims.ledger.schema import DOCUMENTS
from claims.model import Check, Claim, EvidenceKind, Reason, Status
from claims.numbers.worth import worth
from claims.views.review.facts import check_lines, claim_facts


def facts(standing: Standing = UNCHECKED, **fields: object) -> str:
    claim = Claim(start=0, end=8, surface="27 towns", value=None, claim_id="k2a", **fields)
    found = Found(claim_row(claim), standing, dict.fromkeys(DOCUMENTS.columns, ""))
    return claim_facts(found, worth(claim), {Status.FALSE: "wrong"}).plain


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"source": None}, "the outlet itself"),
        ({"source": "", "cue": "it was reported"}, "somebody not named (it was reported)"),
        ({"source": "he", "cue": "said", "claimant": "General Samer"}, "General Samer (he, said)"),
        ({"source": "The ministry", "claimant": "the ministry"}, "the ministry"),
        ({"claimant": "Ann"}, "Ann"),
        ({"source": "Reuters", "cue": "citing"}, "Reuters (citing)"),
    ],
)
def test_says_who_said_it_and_in_which_words(fields: dict[str, object], said: str) -> None:
    assert f"said by {said}\n" in facts(**fields) + "\n"


def test_what_is_empty_is_not_shown() -> None:
    assert not {"period", "place", "unit", "corrected", "stance"} & set(facts().split())


def test_a_period_comes_with_its_dates_and_a_correction_with_its_fields() -> None:
    shown = facts(
        period="last year",
        period_start="2017-01-01",
        period_end="2018-01-01",
        edited=("unit", "place"),
    )
    assert "period last year (2017-01-01 to 2018-01-01)" in shown
    assert "corrected unit, place" in shown


def test_status_is_the_desks_word_with_its_sign() -> None:
    assert "✗ wrong" in facts(Standing(Status.FALSE))
    assert "✗ wrong (1 of 2)" in facts(Standing(Status.CHECKING, awaiting=Status.FALSE))


def test_a_verdict_that_was_overtaken_says_what_it_was_given_to_and_what_changed() -> None:
    standing = Standing(
        Status.OUTDATED,
        was=Status.VERIFIED,
        given=("exact 859 person",),
        changed=("number", "claimant"),
    )
    said = "was verified on 859 people: number and claimant changed since · h if it still holds"
    assert said in facts(standing).splitlines()


def test_a_claim_that_is_gone_says_so() -> None:
    assert "gone from the text" in facts(gone="2024-05-01T00:00:00Z")


def test_checks_show_everything_that_was_signed() -> None:
    check = Check(
        check_id="c1",
        claim_id="k2a",
        at="2024-05-31T09:30:00Z",
        by="Ann\x1b[2J",
        status=Status.FALSE,
        reason=Reason.WRONG_PERIOD,
        note="The year before.",
        evidence_url="https://records.example/1",
        evidence_kind=EvidenceKind.PRIMARY,
        evidence_quote="26 towns",
        archive_url="https://archive.example/1",
    )
    expected = (
        "2024-05-31 09:30 Ann\\x1b[2J ✗ wrong (wrong period) The year before."
        " · primary · https://records.example/1 · 26 towns · https://archive.example/1"
    )
    assert check_lines([check], {Status.FALSE: "wrong"}).plain == expected
    assert check_lines([], {}).plain == "no checks yet"
