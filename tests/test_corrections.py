"""Corrections as the library has them.

They are planned, written, marked, signed, split, logged by hand, and taken back.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from claims.errors import LedgerError, UnknownClaim
from claims.ledger.corrections import correct, log_claim, plan, split
from claims.ledger.drafts import restorations, withdrawals
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CHECKS, CLAIMS, EDITS
from claims.ledger.undo import plan_undo, undo
from claims.ledger.validate import validate
from claims.model import Check, Claim, Document, Status
from claims.text.extract import extract
from claims.text.pointed import NotFound, pointed
from claims.views.since import since

TEXT = "It took 27 towns and 5 villages. In all, 1720 fled from fourteen to 31 camps.\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.create(tmp_path / "ledger")
    quote = TEXT[:32]
    claims = [
        Claim(start=8, end=16, surface="27 towns", value=Decimal(27), unit="town", quote=quote),
        Claim(
            start=21, end=31, surface="5 villages", value=Decimal(5), unit="village", quote=quote
        ),
    ]
    ledger.add(Document(text=TEXT, title="Towns"), claims)
    return ledger


def edit(ledger: Ledger, key: str, /, by: str = "Ann", why: str = "", **cells: str) -> None:
    correct(ledger, plan(ledger, {key: cells}), by, why)


def take_back(ledger: Ledger, by: str = "Ann") -> list[str]:
    last = plan_undo(ledger, by)
    undo(ledger, last, by)
    return last.words


def files(ledger: Ledger) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in ledger.folder.rglob("*.csv")}


def ids(ledger: Ledger) -> list[str]:
    return [row["claim_id"] for row in ledger.rows(CLAIMS)]


def is_sound(ledger: Ledger) -> bool:
    found = validate(ledger.folder)
    assert found == []
    return not found


def test_a_correction_changes_one_row_marks_its_fields_and_is_signed(ledger: Ledger) -> None:
    first, second = ledger.rows(CLAIMS)
    edit(ledger, first["claim_id"], unit="settlement")
    edit(ledger, first["claim_id"], why="as the map has it", value="1,027", unit="place")
    assert list(ledger.rows(CLAIMS)) == [
        {**first, "value": "1027", "unit": "place", "edited": "unit value"},
        second,
    ]
    signed = [
        (row["field"], row["before"], row["after"], row["why"], row["by"])
        for row in ledger.rows(EDITS)
    ]
    assert signed == [
        ("unit", "town", "settlement", "", "Ann"),
        ("value", "27", "1027", "as the map has it", "Ann"),
        ("unit", "settlement", "place", "as the map has it", "Ann"),
    ]
    assert is_sound(ledger)


def test_nothing_is_written_where_nothing_changes(ledger: Ledger) -> None:
    before = files(ledger)
    assert plan(ledger, {ids(ledger)[0]: {"unit": "town", "value": "27"}}) == []
    edit(ledger, ids(ledger)[0], unit="town")
    assert files(ledger) == before


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"value": "twelve"}, "value: .*is no number"),
        ({"modifier": "roughly"}, "modifier: .*none of these"),
        ({"period_start": "2024-02-30"}, "period_start: .*no day"),
        ({"period_start": "2024-05-01", "period_end": "2024-05-01"}, "period_end: .*not after"),
        ({"surface": "28 towns"}, 'surface: "28 towns" does not stand in the article'),
        ({"source": "the army"}, "source: .*does not stand"),
        ({"quote": "It took 27 towns and more."}, "quote: does not stand around"),
        ({"start": "3"}, "start: follows from the words"),
        ({"claim_id": "kabc"}, "claim_id: follows"),
        ({"untis": "town"}, 'did you mean "unit"'),
    ],
)
def test_refuses_what_cannot_be_and_changes_nothing(
    ledger: Ledger, cells: dict[str, str], said: str
) -> None:
    before = files(ledger)
    with pytest.raises(LedgerError, match=said):
        edit(ledger, ids(ledger)[0], **cells)
    with pytest.raises(UnknownClaim):
        edit(ledger, "knothere", unit="town")
    assert files(ledger) == before


def test_words_of_the_article_take_their_offsets_with_them(ledger: Ledger) -> None:
    key = ids(ledger)[0]
    edit(ledger, key, surface="27 towns and 5 villages", source="It")
    claim = ledger.claim(key)
    assert TEXT[claim.start : claim.end] == "27 towns and 5 villages"
    assert (claim.source_start, claim.source_end) == (0, 2)
    assert claim.edited == ("surface", "source")
    edit(ledger, key, source="")
    assert ledger.claim(key).source_start is None
    assert is_sound(ledger)


def test_a_row_that_somebody_changed_in_between_is_not_overwritten(ledger: Ledger) -> None:
    key = ids(ledger)[0]
    planned = plan(ledger, {key: {"unit": "place"}})
    edit(ledger, key, by="Ben", unit="settlement")
    with pytest.raises(LedgerError, match="in between"):
        correct(ledger, planned, "Ann")
    assert ledger.claim(key).unit == "settlement"


def test_a_number_that_was_missed_is_logged_by_its_words(ledger: Ledger) -> None:
    [document] = ledger.documents
    missed = pointed(document, "1720")
    logged = log_claim(
        ledger,
        replace(missed, document_id=document.document_id, unit="person"),
        "Ann",
        told=["unit"],
    )
    row = ledger.row(CLAIMS, logged.claim_id)
    assert (row["surface"], row["value"], row["unit"]) == ("1720", "1720", "person")
    assert row["edited"] == "surface quote unit"
    assert row["quote"] == "In all, 1720 fled from fourteen to 31 camps."
    [birth] = ledger.rows(EDITS)
    assert (birth["field"], birth["before"], birth["after"]) == ("claim_id", "", logged.claim_id)
    assert is_sound(ledger)
    with pytest.raises(LedgerError, match=r"is k\w+ already"):
        log_claim(ledger, replace(missed, document_id=document.document_id), "Ben")


def test_two_missed_numbers_of_one_kind_in_a_sentence_are_two_claims(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "two")
    added = ledger.add(Document(text="He saw 8 men, 9 men and 7 men.\n", title="Men"), [])
    for words in ("8 men", "9 men", "7 men"):
        claim = pointed(added.document, words)
        log_claim(ledger, replace(claim, document_id=added.document.document_id), "Ann")
    assert [claim.surface for claim in ledger.claims] == ["8 men", "9 men", "7 men"]
    assert len(set(ids(ledger))) == 3
    assert is_sound(ledger)


def test_what_a_person_logged_outlives_an_edition_in_which_its_sentence_stands(
    ledger: Ledger,
) -> None:
    [document] = ledger.documents
    claim = replace(pointed(document, "1720"), document_id=document.document_id)
    logged = log_claim(ledger, claim, "Ann")
    moved = replace(document, text="News. " + TEXT)
    ledger.revise(moved, [])
    kept = ledger.claim(logged.claim_id)
    assert not kept.gone
    assert moved.text[kept.start : kept.end] == "1720"
    ledger.revise(replace(document, text="Nothing is left.\n"), [])
    assert ledger.claim(logged.claim_id).gone
    ledger.revise(document, [])
    assert not ledger.claim(logged.claim_id).gone


def test_what_extraction_finds_beside_a_claim_by_hand_gets_another_id(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "beside")
    text = "They lost 4 men, and 4 men more.\n"
    document = Document(text=text, title="Men")
    added = ledger.add(document, [])
    by_hand = pointed(added.document, "and 4 men")
    log_claim(ledger, replace(by_hand, document_id=added.document.document_id), "Ann")
    ledger.add(replace(document, document_id=added.document.document_id), extract(document))
    assert [claim.start for claim in ledger.claims] == [text.index("4"), by_hand.start]
    assert len(set(ids(ledger))) == 2


@pytest.mark.parametrize(
    ("words", "surface", "said"),
    [
        ("28 towns", "", "does not stand in the text"),
        ("villages. In", "", "holds no number"),
        ("27 towns and 5 villages", "", "hold 2 numbers"),
        ("t", "", "stands .* times|does not stand"),
        (" ", "", "no words"),
        ("27 towns", "9", "does not stand"),
    ],
)
def test_words_that_mean_no_one_number_are_refused(
    ledger: Ledger, words: str, surface: str, said: str
) -> None:
    with pytest.raises(NotFound, match=said):
        pointed(ledger.documents[0], words, surface)


def test_the_words_of_one_of_several_numbers_can_be_given(ledger: Ledger) -> None:
    claim = pointed(ledger.documents[0], "took 27 towns and 5 villages", "5 villages")
    assert (claim.surface, claim.value, claim.unit) == ("5 villages", 5, "village")


def test_a_claim_is_split_and_the_whole_withdrawn(ledger: Ledger) -> None:
    [document] = ledger.documents
    whole = log_claim(ledger, _part(document, "fourteen to 31 camps"), "Ann")
    parts = split(
        ledger,
        whole.claim_id,
        [_part(document, "fourteen"), _part(document, "31 camps")],
        "Ben",
        "a change",
    )
    assert [part.value for part in parts] == [14, 31]
    assert ledger.status(whole.claim_id) is Status.WITHDRAWN
    [note] = [check.note for check in ledger.checks_of(whole.claim_id)]
    assert note == f"split into {parts[0].claim_id}, {parts[1].claim_id}: a change"
    assert is_sound(ledger)
    words = take_back(ledger, "Ben")
    assert len(words) == 3
    assert [ledger.status(part.claim_id) for part in parts] == [Status.WITHDRAWN] * 2
    assert ledger.status(whole.claim_id) is Status.UNVERIFIED


def _part(document: Document, words: str) -> Claim:
    return replace(pointed(document, words, words), document_id=document.document_id)


def test_undo_writes_the_old_row_and_keeps_what_was_signed(ledger: Ledger) -> None:
    before = (ledger.folder / "claims.csv").read_bytes()
    edit(ledger, ids(ledger)[0], unit="place", value="28")
    assert take_back(ledger) == [f"edit of value, unit of {ids(ledger)[0]}"]
    assert (ledger.folder / "claims.csv").read_bytes() == before
    assert [row["after"] for row in ledger.rows(EDITS)] == ["28", "place", "27", "town"]
    take_back(ledger)  # and the undoing itself is undone
    assert ledger.claim(ids(ledger)[0]).unit == "place"


def test_undo_keeps_the_mark_of_a_correction_that_came_before(ledger: Ledger) -> None:
    key = ids(ledger)[0]
    edit(ledger, key, by="Ben", unit="settlement")
    edit(ledger, key, unit="place")
    take_back(ledger)
    assert (ledger.claim(key).unit, ledger.claim(key).edited) == ("settlement", ("unit",))


def test_undo_refuses_what_somebody_changed_again(ledger: Ledger) -> None:
    key = ids(ledger)[0]
    edit(ledger, key, unit="place")
    edit(ledger, key, by="Ben", unit="settlement")
    with pytest.raises(LedgerError, match="changed again since"):
        take_back(ledger)


def test_undo_of_a_verdict_brings_back_ones_own_before_it_on_its_own_words(ledger: Ledger) -> None:
    key = ids(ledger)[0]
    sign(ledger, key, Status.VERIFIED)
    edit(ledger, key, by="Ben", value="28")
    sign(ledger, key, Status.UNVERIFIABLE)
    take_back(ledger)
    standing = ledger.standing(key)
    assert (standing.status, since(standing)) == (Status.OUTDATED, "was verified on 27 towns")
    take_back(ledger, "Ben")
    assert ledger.status(key) is Status.VERIFIED


def sign(ledger: Ledger, key: str, status: Status, by: str = "Ann", note: str = "") -> None:
    ledger.sign([Check(check_id="", claim_id=key, at="", by=by, status=status, note=note)])


def test_undo_of_a_first_verdict_leaves_the_claim_unverified(ledger: Ledger) -> None:
    key = ids(ledger)[0]
    sign(ledger, key, Status.VERIFIED)
    take_back(ledger)
    assert ledger.status(key) is Status.UNVERIFIED
    assert len(list(ledger.rows(CHECKS))) == 2


def test_nobody_undoes_what_others_signed(ledger: Ledger) -> None:
    sign(ledger, ids(ledger)[0], Status.VERIFIED)
    with pytest.raises(LedgerError, match="Ben has signed nothing"):
        take_back(ledger, "Ben")


def test_a_bulk_step_is_undone_as_one(ledger: Ledger) -> None:
    drafts = [
        Check(check_id="", claim_id=key, at="", by="Ann", status=Status.CHECKING)
        for key in ids(ledger)
    ]
    ledger.sign(drafts)
    assert len(take_back(ledger)) == 2
    assert {ledger.status(key) for key in ids(ledger)} == {Status.UNVERIFIED}


def test_withdrawing_holds_until_somebody_signs_after_it(ledger: Ledger) -> None:
    key = ids(ledger)[0]
    sign(ledger, key, Status.VERIFIED, by="Ben")
    sign(ledger, key, Status.VERIFIED)
    ledger.sign(withdrawals([key], "Ann", "a duplicate"))
    assert ledger.status(key) is Status.WITHDRAWN  # and not disputed
    ledger.sign(restorations(ledger, [key], "Ann"))
    assert ledger.status(key) is Status.VERIFIED
    with pytest.raises(LedgerError, match="not withdrawn"):
        restorations(ledger, [key], "Ann")


def test_entries_of_one_person_have_an_order_within_a_second(ledger: Ledger) -> None:
    for status in (Status.CHECKING, Status.VERIFIED, Status.CHECKING):
        sign(ledger, ids(ledger)[0], status)
    moments = [row["at"] for row in ledger.rows(CHECKS)]
    assert moments == sorted(set(moments))
