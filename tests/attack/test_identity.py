"""Who and what is meant is never mixed up.

No two documents become one, no two people have one vote, and no check is dropped or put back.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.errors import AmbiguousDocument, LedgerError
from claims.ledger import identity, signing
from claims.ledger.canonical import format_table
from claims.ledger.identity import ID_LENGTH, checker_slug, document_id, former_slug, person
from claims.ledger.ledger import Ledger
from claims.ledger.rows import entry_row
from claims.ledger.schema import CHECKS
from claims.ledger.validate import validate
from claims.model import Check, Document, Reason, Status
from claims.text.extract import extract
from tests.conftest import Run

FLOOD = (
    "Rescue workers searched 27 flooded villages along the river on Monday, "
    "the interior ministry said.\n"
)
BANK = (
    "Shares fell 3 percent after the central bank raised interest rates again, "
    "traders in Lindau said.\n"
)
# two untitled lines whose ids were one when an id held 30 bits
TWINS = (
    '{"id":"3256","text":"He had 31 sheep at home."}',
    '{"id":"14358","text":"She sold 42 goats in May."}',
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "ledger")


def add(ledger: Ledger, document: Document) -> Document:
    return ledger.add(document, extract(document)).document


def sound(ledger: Ledger) -> Ledger:
    """The ledger read anew, in which nothing is wrong."""
    assert validate(ledger.folder) == []
    return Ledger.open(ledger.folder)


# documents


@pytest.mark.parametrize("count", [1_000_000, 20_000_000], ids=["documents", "claims"])
def test_ids_are_long_enough_for_a_million_documents(count: int) -> None:
    assert (count**2 / 2) / 2 ** (5 * ID_LENGTH) < 1e-6


def test_lines_whose_short_ids_were_one_stay_two_documents(run: Run, tmp_path: Path) -> None:
    run("init")
    for at, line in enumerate(TWINS):
        (tmp_path / "corpus.jsonl").write_text(line + "\n")
        assert run("add", "corpus.jsonl").returncode == 0, at
    ledger = sound(Ledger.open(tmp_path))
    assert sorted(document.text for document in ledger.documents) == sorted(
        ["He had 31 sheep at home.", "She sold 42 goats in May."]
    )
    assert len(ledger.claims) == 2


def test_a_collision_with_another_text_is_refused_and_nothing_is_lost(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "document_id", lambda it: f"{Path(it.path).stem}-a")
    first = add(ledger, Document(text=FLOOD, path="article.txt"))
    with pytest.raises(
        LedgerError, match=r'the id "article-a" is that of another document already'
    ):
        add(ledger, Document(text=BANK, path="d13968/article.txt"))
    assert [document.document_id for document in sound(ledger).documents] == [first.document_id]
    both = [
        Document(text=text, path=f"{at}/other.txt")
        for at, text in enumerate(("One had 2 cats.", "Two had 3 dogs."))
    ]
    with pytest.raises(LedgerError, match="is that of another document already"):
        ledger.add_all([(document, extract(document)) for document in both])


def test_claims_that_get_no_free_id_are_refused(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "_digest", lambda *_: "a" * 52)
    with pytest.raises(LedgerError, match="gets no id that is not taken"):
        add(ledger, Document(text="He had 31 sheep and 42 goats.", path="article.txt"))
    assert sound(ledger).documents == []


def test_documents_of_earlier_versions_keep_their_short_ids(ledger: Ledger) -> None:
    old = add(ledger, Document(text=FLOOD, path="flood.txt", document_id="flood-k2m4xz"))
    for again in (
        Document(text=FLOOD, path="flood.txt"),
        Document(text=FLOOD),
        Document(text=FLOOD, path="moved.txt"),
    ):
        assert ledger.known(again) is not None
        assert add(ledger, again).document_id == old.document_id
    edited = ledger.known(Document(text=FLOOD.replace("27", "37"), path="flood.txt"))
    assert edited is not None
    assert edited.document_id == old.document_id


SAME: dict[str, tuple[Document, Document]] = {
    "the same text from standard input and from a file": (
        Document(text=FLOOD),
        Document(text=FLOOD, path="a.txt"),
    ),
    "a file that was moved": (
        Document(text=FLOOD, path="a.txt"),
        Document(text=FLOOD, path="b/a.txt"),
    ),
    "an edited page": (
        Document(text=FLOOD, url="https://a.example/1"),
        Document(text=FLOOD.replace("27", "37"), url="https://a.example/1"),
    ),
    "an edited file": (
        Document(text=FLOOD, path="a.txt"),
        Document(text=FLOOD.replace("27", "37"), path="a.txt"),
    ),
    "a file whose address is told later": (
        Document(text=FLOOD, path="a.txt"),
        Document(text=FLOOD, path="a.txt", url="https://a.example/1"),
    ),
    "quotes of a page": (
        Document(text=FLOOD + BANK, url="https://a.example/1"),
        Document(text=FLOOD, url="https://a.example/1"),
    ),
}
OTHER: dict[str, tuple[Document, Document]] = {
    "copies at two addresses": (
        Document(text=FLOOD, url="https://a.example/1"),
        Document(text=FLOOD, url="https://b.example/2"),
    ),
    "two texts": (Document(text=FLOOD), Document(text=BANK)),
    "two files": (Document(text=FLOOD, path="a.txt"), Document(text=FLOOD + BANK, path="b.txt")),
}
ASKED: dict[str, tuple[Document, Document]] = {
    "a path with another address": (
        Document(text=FLOOD, path="a.txt", url="https://a.example/1"),
        Document(text=BANK, path="a.txt", url="https://a.example/2"),
    ),
    "a path with another article": (
        Document(text=FLOOD, path="a.txt"),
        Document(text=BANK, path="a.txt"),
    ),
    "an address with another article": (
        Document(text=FLOOD, url="https://a.example/"),
        Document(text=BANK, url="https://a.example/"),
    ),
    "a text of two outlets": (
        Document(text=FLOOD, path="a.txt", publisher="The Daily"),
        Document(text=FLOOD, path="b.txt", publisher="The Weekly"),
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_these_are_one_document(ledger: Ledger, name: str) -> None:
    first, second = SAME[name]
    was = ledger.known(replace(second, document_id=add(ledger, first).document_id))
    assert ledger.known(second) == was


@pytest.mark.parametrize("name", OTHER)
def test_these_are_two_documents(ledger: Ledger, name: str) -> None:
    for document in OTHER[name]:
        add(ledger, document)
    assert {document.text for document in sound(ledger).documents} == {
        document.text for document in OTHER[name]
    }
    assert len(ledger.documents) == 2


@pytest.mark.parametrize("name", ASKED)
def test_these_stop_with_a_question(ledger: Ledger, name: str) -> None:
    first, second = ASKED[name]
    key = add(ledger, first).document_id
    with pytest.raises(
        AmbiguousDocument, match=f"say --as {key} if this is a new edition of it, --new if"
    ):
        ledger.known(second)
    with pytest.raises(AmbiguousDocument):
        add(ledger, second)
    assert [document.text for document in sound(ledger).documents] == [first.text]


def test_a_question_is_answered_and_the_other_sources_are_done(run: Run, tmp_path: Path) -> None:
    run("init")
    (tmp_path / "page.txt").write_text(FLOOD)
    (tmp_path / "other.txt").write_text(FLOOD.replace("villages", "towns") + FLOOD)
    key = run("add", "page.txt", "--url", "https://a.example/1").stderr.partition(":")[0]
    (tmp_path / "page.txt").write_text(BANK)
    asked = run("add", "page.txt", "other.txt")
    assert asked.returncode == 2
    assert (
        f"page.txt: {key} has the path page.txt too, and is another article: say --as {key}"
        in asked.stderr
    )
    assert "2 claims" in asked.stderr
    assert run("add", "page.txt", "--as", key, "--new").returncode == 2
    for _ in range(2):  # the second time it is known
        assert run("add", "page.txt", "--new", "--url", "https://a.example/2").returncode == 0
    ledger = sound(Ledger.open(tmp_path))
    assert len(ledger.documents) == 3
    assert not any(claim.gone for claim in ledger.claims)
    assert run("add", "page.txt").returncode == 0  # its very text tells which one it is


def test_lines_of_one_address_are_editions_or_a_question(run: Run, tmp_path: Path) -> None:
    run("init")
    lines = [FLOOD, FLOOD.replace("27", "37"), BANK]
    written = (f'{{"url": "https://a.example/1", "text": "{text.strip()}"}}\n' for text in lines)
    (tmp_path / "corpus.jsonl").write_text("".join(written))
    added = run("add", "corpus.jsonl")
    assert added.returncode == 2
    assert "number" in added.stdout
    assert "is another article: say --as" in added.stderr
    [document] = sound(Ledger.open(tmp_path)).documents
    assert document.text == lines[1].strip()


# people

NAMES = (
    "李 Lee",
    "王 Lee",
    "Lee",
    "lee",
    "Øystein",
    "Ystein",
    "Ann-Lee",
    "Ann Lee",
    "Ann_Lee",
    "con",
    "NUL",
    "com1",
)


def test_different_people_have_different_files_and_votes(ledger: Ledger) -> None:
    claim = ledger.claims_of(add(ledger, Document(text=FLOOD)).document_id)[0].claim_id
    signed = ["李 Lee", "王 Lee", "Øystein", "Ystein"]
    ledger.sign([vote(claim, name) for name in signed])
    ledger = sound(ledger)
    assert len(list((ledger.folder / "checks").iterdir())) == 4
    assert ledger.standing(claim).latest == dict.fromkeys(signed, Status.VERIFIED)


def test_file_names_are_free_on_every_disk() -> None:
    slugs = {checker_slug(name) for name in NAMES}
    # "Lee" and "lee" are one
    assert len(slugs) == len({person(name) for name in NAMES}) == len(NAMES) - 1
    assert all(slug == slug.lower() and slug.isascii() for slug in slugs)
    assert not slugs & {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{at}" for port in ("com", "lpt") for at in range(10)),
    }


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
@example("Ann Lee", "ann--lee")
@example("ann lee xb6vnpkr", "ann lee")
def test_a_file_name_is_one_persons(name: str, other: str) -> None:
    assert (checker_slug(name) == checker_slug(other)) == (person(name) == person(other))
    assert len(checker_slug(name)) <= 60


def test_a_file_of_two_people_of_an_earlier_version_stays_valid_and_is_parted_from_now_on(
    ledger: Ledger,
) -> None:
    claim = ledger.claims_of(add(ledger, Document(text=FLOOD)).document_id)[0].claim_id
    shared = ledger.folder / "checks" / f"{former_slug('李 Lee')}.csv"
    ledger.sign([vote(claim, "Lee")])  # whose name is plain
    (ledger.folder / "checks" / "lee.csv").rename(shared)
    ledger.sign([vote(claim, "李 Lee", Status.UNVERIFIABLE)])
    assert len(list(shared.parent.iterdir())) == 2
    assert sound(ledger).status(claim) is Status.DISPUTED


def test_whoever_has_a_file_of_an_earlier_version_goes_on_in_it(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = ledger.claims_of(add(ledger, Document(text=FLOOD)).document_id)[0].claim_id
    with monkeypatch.context() as before:
        before.setattr(signing, "checker_slug", former_slug)
        ledger.sign([vote(claim, "Ann O'Neill")])
    ledger.sign([vote(claim, "Ann O'Neill", Status.UNVERIFIABLE)])
    assert [file.name for file in (ledger.folder / "checks").iterdir()] == ["ann-o-neill.csv"]
    assert sound(ledger).status(claim) is Status.UNVERIFIABLE


def test_a_name_with_signs_that_nobody_sees_is_refused(ledger: Ledger) -> None:
    claim = ledger.claims_of(add(ledger, Document(text=FLOOD)).document_id)[0].claim_id
    for name in ("Ann\u200b Lee", "Ann\u202eeeL", "Ann\nLee"):
        with pytest.raises(LedgerError, match="signs that nobody sees"):
            ledger.sign([vote(claim, name)])


# checks


def vote(claim: str, by: str, status: Status = Status.VERIFIED) -> Check:
    return Check(check_id="", claim_id=claim, at="", by=by, status=status, reason=None)


def at_the_time(moments: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    times = itertools.chain(moments, itertools.repeat(moments[-1]))
    monkeypatch.setattr(signing, "now", lambda: next(times))


def test_verdicts_within_one_second_are_all_kept_in_order(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = ledger.claims_of(add(ledger, Document(text=FLOOD)).document_id)[0].claim_id
    at_the_time(["2026-01-02T03:04:05Z"], monkeypatch)
    given_in_turn = [Status.VERIFIED, Status.UNVERIFIABLE, Status.VERIFIED, Status.VERIFIED]
    for status in given_in_turn[:2]:
        ledger.sign([vote(claim, "Ann", status)])
    ledger.sign([vote(claim, "Ann", status) for status in given_in_turn[2:]])
    assert [check.status for check in sound(ledger).checks_of(claim)] == given_in_turn
    assert ledger.status(claim) is Status.VERIFIED


def test_a_clock_that_is_behind_does_not_decide(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = ledger.claims_of(add(ledger, Document(text=FLOOD)).document_id)[0].claim_id
    for moment, status in (
        ("2026-01-02T03:04:05Z", Status.VERIFIED),
        ("2026-01-02T02:04:05Z", Status.UNVERIFIABLE),
        ("2025-01-02T02:04:05Z", Status.CHECKING),
    ):
        at_the_time([moment], monkeypatch)
        ledger.sign([vote(claim, "Ann", status)])
        assert Ledger.open(ledger.folder).status(claim) is status


def test_a_check_dated_in_the_future_is_refused_and_one_that_is_there_can_be_overridden(
    ledger: Ledger,
) -> None:
    claim = ledger.claims_of(add(ledger, Document(text=FLOOD)).document_id)[0].claim_id
    with pytest.raises(LedgerError, match="is in the future"):
        ledger.sign([replace(vote(claim, "Ann"), at="2999-01-01T00:00:00Z")])
    written = entry_row(replace(vote(claim, "Ann"), at="2999-01-01T00:00:00Z"))
    written["check_id"] = identity.entry_id(written, CHECKS)
    (ledger.folder / "checks").mkdir()
    (ledger.folder / "checks" / "ann.csv").write_bytes(b"".join(format_table([written], CHECKS)))
    [problem] = validate(ledger.folder)
    assert problem.field == "at"
    assert "is in the future" in problem.message
    ledger.sign([replace(vote(claim, "Ann", Status.FALSE), reason=Reason.OVERSTATED)])
    assert Ledger.open(ledger.folder).status(claim) is Status.FALSE


def test_the_last_moment_of_all_has_none_after_it(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no time left"):
        signing._next_second("9999-12-31T23:59:59Z")


def test_checks_are_not_appended_under_other_columns(ledger: Ledger) -> None:
    claim = ledger.claims_of(add(ledger, Document(text=FLOOD)).document_id)[0].claim_id
    ledger.sign([vote(claim, "Ann")])
    file = ledger.folder / "checks" / "ann.csv"
    file.write_bytes(file.read_bytes().replace(b"check_id,claim_id", b"claim_id,check_id", 1))
    with pytest.raises(LedgerError, match="columns are not as claimbook writes them"):
        ledger.sign([vote(claim, "Ann")])


def test_ids_are_ids_of_what_a_document_is() -> None:
    here, there = (document_id(Document(text=FLOOD, path=path)) for path in ("a.txt", "b.txt"))
    assert here.removeprefix("a-") == there.removeprefix("b-")
