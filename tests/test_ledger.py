"""A ledger grows by documents, claims and checks.

It keeps what is there byte for byte, and computes statuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from claims.errors import LedgerError, UnknownClaim
from claims.ledger.checks import standing, votes
from claims.ledger.ledger import Ledger
from claims.model import Check, Reason, Status
from tests.samples import ARTICLE, CLAIMS, SHELLS, TEXT, TOWNS, claim
from tests.test_store import files


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "ledger")


def check(
    claim_id: str, by: str = "Ann Lee", status: Status | None = None, **fields: object
) -> Check:
    return replace(Check(check_id="", claim_id=claim_id, at="", by=by, status=status), **fields)


def test_claims_come_back_as_they_were_logged(ledger: Ledger) -> None:
    added = ledger.add(ARTICLE, CLAIMS)
    assert [claim.surface for claim in added.claims] == [
        "27 towns",
        "27 villages",
        "About 600 shells",
    ]
    again = Ledger.open(ledger.folder)
    assert again.claims == list(added.claims)
    assert again.documents == [added.document]
    assert replace(again.claims[2], claim_id="", document_id="") == SHELLS


def test_adding_the_same_document_again_changes_no_byte(ledger: Ledger) -> None:
    ledger.add(ARTICLE, CLAIMS)
    before = files(ledger.folder)
    again = ledger.add(replace(ARTICLE, title="Another headline"), CLAIMS)
    assert (again.claims, again.known, again.is_new) == ((), 3, False)
    assert files(ledger.folder) == before


def test_a_claim_found_later_takes_its_place_and_the_others_keep_their_bytes(
    ledger: Ledger,
) -> None:
    ledger.add(ARTICLE, [TOWNS, SHELLS])
    lines = (ledger.folder / "claims.csv").read_bytes().splitlines()
    added = ledger.add(ARTICLE, CLAIMS)
    assert [claim.surface for claim in added.claims] == ["27 villages"]
    after = (ledger.folder / "claims.csv").read_bytes().splitlines()
    assert [lines[0], lines[1], lines[2]] == [after[0], after[1], after[3]]


def test_the_same_words_read_differently_are_not_logged_twice(ledger: Ledger) -> None:
    ledger.add(ARTICLE, [TOWNS])
    assert (
        ledger.add(ARTICLE, [replace(TOWNS, unit="towns"), claim("27", value=Decimal(27))]).claims
        == ()
    )


def test_documents_and_claims_stand_in_the_order_of_their_ids(ledger: Ledger) -> None:
    for title in ("Middle", "Zebra", "Apple", "Nest"):
        ledger.add(
            replace(ARTICLE, title=title, path=title, text=f"{ARTICLE.text}\n{title}"), CLAIMS
        )
    documents = [document.document_id for document in ledger.documents]
    assert documents == sorted(documents)
    places = [(claim.document_id, claim.start) for claim in ledger.claims]
    assert places == sorted(places)
    assert len(places) == 12


def test_a_document_twice_in_one_call_is_logged_once(ledger: Ledger) -> None:
    assert len(ledger.add_all([(ARTICLE, CLAIMS), (ARTICLE, CLAIMS)])) == 1
    assert len(ledger.claims) == 3


def test_another_text_is_refused_and_revised(ledger: Ledger) -> None:
    first = ledger.add(ARTICLE, CLAIMS)
    edited = replace(ARTICLE, text=TEXT.replace("27 towns", "37 towns"))
    with pytest.raises(LedgerError, match="another text: revise it"):
        ledger.add(edited, [])
    known = ledger.known(edited)
    assert known is not None
    assert known.text == TEXT
    towns = replace(first.claims[0], surface="37 towns", value=Decimal(37))
    revision = ledger.revise(edited, [towns])
    assert ledger.claims == revision.claims
    # the sentence of the shells still stands, so not reading it again says nothing about the
    # article
    assert [claim.surface for claim in ledger.claims if not claim.gone] == [
        "37 towns",
        "About 600 shells",
    ]
    assert len(ledger.claims) == 3
    assert ledger.text(known.document_id) == edited.text


@pytest.mark.parametrize("document_id", ["../../evil", "a,b", 'a"b', "Ä", "a/b", "\n"])
def test_document_ids_that_could_leave_the_ledger_are_refused(
    ledger: Ledger, document_id: str
) -> None:
    with pytest.raises(LedgerError, match="no document id"):
        ledger.add(replace(ARTICLE, document_id=document_id), CLAIMS)


def test_texts_are_left_out_where_the_settings_say_so(ledger: Ledger) -> None:
    (ledger.folder / "claimbook.toml").write_text("[rules]\nkeep_texts = false\n")
    added = ledger.add(ARTICLE, CLAIMS)
    assert not (ledger.folder / "texts").exists()
    assert ledger.text(added.document.document_id) == ""


def test_a_rewritten_header_is_refused_before_lines_are_copied(ledger: Ledger) -> None:
    ledger.add(ARTICLE, CLAIMS)
    path = ledger.folder / "claims.csv"
    path.write_bytes(
        path.read_bytes().replace(b"claim_id,document_id,", b"document_id,claim_id,", 1)
    )
    with pytest.raises(LedgerError, match="columns are not as claimbook writes them"):
        ledger.add(replace(ARTICLE, path="other"), CLAIMS)


def test_a_prefix_stands_for_one_claim(ledger: Ledger) -> None:
    ids = [claim.claim_id for claim in ledger.add(ARTICLE, CLAIMS).claims]
    assert ledger.resolve([ids[2][:6], ids[0]]) == [ids[2], ids[0]]
    with pytest.raises(UnknownClaim, match='"k" names 3 claims'):
        ledger.resolve(["k"])
    for nothing in ("kzzzzzz", "claim_id", "", "K", "k1"):
        with pytest.raises(UnknownClaim, match="no claim"):
            ledger.resolve([nothing])


def test_checks_are_appended_to_the_file_of_their_checker(ledger: Ledger) -> None:
    towns, _, shells = (claim.claim_id for claim in ledger.add(ARTICLE, CLAIMS).claims)
    ledger.sign([check(towns, status=Status.CHECKING), check(shells, note="rang the\nmayor")])
    before = (ledger.folder / "checks" / "ann-lee.csv").read_bytes()
    ledger.sign([check(towns, status=Status.VERIFIED, evidence_url="https://example.org/1")])
    after = (ledger.folder / "checks" / "ann-lee.csv").read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == 4
    assert [entry.status for entry in ledger.checks_of(towns)] == [Status.CHECKING, Status.VERIFIED]
    assert ledger.status(towns) is Status.VERIFIED
    assert ledger.status(shells) is Status.UNVERIFIED


def test_the_same_check_is_written_once(ledger: Ledger) -> None:
    towns = ledger.add(ARTICLE, CLAIMS).claims[0].claim_id
    same = check(towns, status=Status.VERIFIED, at="2024-05-01T10:00:00Z")
    ledger.sign([same])
    ledger.sign([same])
    assert len(ledger.checks) == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "needs a status, a note or evidence"),
        ({"by": " ", "note": "x"}, "needs a name"),
        ({"status": Status.FALSE}, "status false needs a reason"),
        ({"reason": Reason.STALE, "note": "x"}, "a reason needs a status"),
        ({"evidence_url": "javascript:alert(1)"}, "no web address"),
    ],
)
def test_checks_that_say_nothing_are_refused(
    ledger: Ledger, fields: dict[str, object], message: str
) -> None:
    towns = ledger.add(ARTICLE, CLAIMS).claims[0].claim_id
    with pytest.raises(LedgerError, match=message):
        ledger.sign([replace(check(towns), **fields)])
    assert not (ledger.folder / "checks").exists()


def test_a_check_on_no_claim_is_refused_with_all_its_batch(ledger: Ledger) -> None:
    towns = ledger.add(ARTICLE, CLAIMS).claims[0].claim_id
    with pytest.raises(UnknownClaim, match="kaaaa"):
        ledger.sign([check(towns, note="x"), check("kaaaa", note="x")])
    assert ledger.checks == []


@pytest.mark.parametrize(
    ("votes", "two_person", "expected", "awaiting"),
    [
        ({}, False, "unverified", None),
        ({"ann": "checking"}, False, "checking", None),
        ({"ann": "unverified"}, False, "unverified", None),
        ({"ann": "verified", "ben": "checking"}, False, "verified", None),
        ({"ann": "verified", "ben": "verified"}, False, "verified", None),
        ({"ann": "verified", "ben": "false"}, False, "disputed", None),
        ({"ann": "verified", "ben": "outdated"}, True, "disputed", None),
        ({"ann": "verified"}, True, "checking", "verified"),
        ({"ann": "verified", "ben": "checking"}, True, "checking", "verified"),
        ({"ann": "partly", "ben": "partly"}, True, "partly", None),
        ({"ann": "withdrawn"}, True, "withdrawn", None),
    ],
)
def test_the_latest_statuses_of_all_checkers_give_the_status(
    votes: dict[str, str], two_person: bool, expected: str, awaiting: str | None
) -> None:
    found = standing({by: Status(status) for by, status in votes.items()}, two_person)
    assert (found.status, found.awaiting) == (expected, awaiting)


def test_only_the_latest_status_of_a_checker_counts() -> None:
    def entries() -> Iterator[dict[str, str]]:
        for at, by, status in [
            ("2024-05-03", "Ann Lee", "verified"),
            ("2024-05-01", "ann lee", "false"),  # merged in later, given earlier
            ("2024-05-03", "Ben", "false"),
            ("2024-05-03", "Ben", "verified"),  # the same second: the later line
            ("2024-05-04", "Ben", ""),  # a note takes nothing back
        ]:
            yield {"claim_id": "k1", "at": at, "by": by, "status": status, "checked": ""}

    latest = {vote.by.casefold(): vote.status for vote in votes(entries())["k1"]}
    assert latest == {"ann lee": Status.VERIFIED, "ben": Status.VERIFIED}


def test_the_nearest_ledger_above_is_found(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    for place in (deep, tmp_path, ledger.folder):
        monkeypatch.chdir(place)
        assert Ledger.open().folder.resolve() == ledger.folder.resolve()
    with pytest.raises(LedgerError, match="claimbook init"):
        Ledger.open(deep)
