"""A whole review, played without a screen on a real ledger."""

from dataclasses import replace
from pathlib import Path

import pytest

from claims.intake import log_documents
from claims.ledger.assignments import assign
from claims.ledger.corrections import correct, plan
from claims.ledger.ledger import Ledger
from claims.ledger.links import links_of
from claims.ledger.schema import CHECKS, CLAIMS
from claims.ledger.validate import validate
from claims.model import Check, Claim, Document, Status
from claims.views.review.asking import form_lines
from claims.views.review.desk import LedgerDesk
from claims.views.review.entry import Entry
from claims.views.review.facts import claim_facts
from claims.views.review.forms import EDITABLE, Blank, Form, field_letters
from claims.views.review.keys import GROUPS, STATUS_KEYS
from claims.views.review.session import Session
from tests.made import make

SEEN = {"evidence_url": "https://records.example/1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "ledger", documents=3, each=6, checked=0).folder


def start(folder: Path, by: str = "Ann Reuter", **settings: bool) -> Session:
    return Session(LedgerDesk(Ledger.open(folder), by), **settings)


def statuses(folder: Path) -> dict[str, Status]:
    ledger = Ledger.open(folder)
    return {
        claim_id: ledger.status(claim_id)
        for claim_id in ledger.claim_ids()
        if ledger.status(claim_id) != "unverified"
    }


def test_opens_with_the_claims_most_worth_checking_first(folder: Path) -> None:
    session = start(folder)
    scores = [session.desk.worth(claim_id).score for claim_id in session.lineup.queue]  # type: ignore[attr-defined]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 2
    session.do("arrange")
    assert list(session.lineup.queue) == list(Ledger.open(folder).claim_ids())


def test_it_begins_with_the_first_of_the_queue_once_that_has_its_order(folder: Path) -> None:
    ledger = Ledger.open(folder)
    in_order = start(folder).lineup.queue
    assert in_order[0] != next(ledger.claim_ids())
    session = Session(LedgerDesk(ledger, "Ann Reuter", is_patient=False))
    session.lineup.read_on(lambda: False)
    assert session.claim_id == in_order[0]
    session = Session(LedgerDesk(ledger, "Ann Reuter", is_patient=False))
    type_in(session, "j", "v")
    asked_about = session.claim_id
    session.lineup.read_on(lambda: False)
    assert session.claim_id == asked_about  # whoever has begun stays where they are


def test_open_claims_come_before_decided_ones(folder: Path) -> None:
    first = start(folder).lineup.queue[0]
    start(folder).desk.sign({first: {"status": "verified", **SEEN}})
    session = start(folder)
    assert session.lineup.queue[-1] == first
    assert session.progress == "1 of 18 decided"


def test_a_decision_is_in_the_file_at_once_and_moves_on(folder: Path) -> None:
    session = start(folder)
    decided = session.claim_id
    session.do("verified")
    session.submit(
        {
            "note": "The minutes say so.",
            "evidence_url": "https://records.example/1",
            "evidence_kind": "p",
        }
    )
    assert session.form is None
    [row] = Ledger.open(folder).rows(CHECKS)
    assert (row["claim_id"], row["status"], row["evidence_kind"], row["by"]) == (
        decided,
        "verified",
        "primary",
        "Ann Reuter",
    )
    assert session.lineup.position == 1
    assert session.progress == "1 of 18 decided"
    assert validate(folder) == []


@pytest.mark.parametrize(
    ("action", "typed", "fault"),
    [
        ("false", {}, "is needed"),
        ("false", {"reason": "wrong_p"}, "may be wrong_period, wrong_population"),
        ("partly", {"reason": "silly"}, "is none of"),
        ("verified", {"evidence_kind": "tertiary"}, "is none of primary, secondary"),
        ("note", {"note": "  "}, "is needed"),
        ("edit v", {"value": "twelve"}, "is no number"),
        ("edit m", {"modifier": ""}, "is needed"),
    ],
)
def test_a_form_stays_open_until_it_can_be_read(
    folder: Path, action: str, typed: dict[str, str], fault: str
) -> None:
    session = start(folder)
    session.do(action.split()[0])
    for letter in action.split()[1:]:
        session.press(letter, letter)
    session.submit(typed)
    assert session.form is not None
    assert fault in next(iter(session.faults.values()))
    assert list(Ledger.open(folder).rows(CHECKS)) == []
    session.cancel()
    assert session.form is None


def test_what_the_ledger_refuses_keeps_the_form_and_says_why(folder: Path) -> None:
    session = start(folder)
    session.do("verified")
    session.submit({"evidence_url": "javascript:alert(1)"})
    assert session.form is not None
    assert "is no web address" in session.message


def test_undo_signs_what_stood_before_and_removes_nothing(folder: Path) -> None:
    session = start(folder)
    claim_id = session.claim_id
    assert claim_id
    session.do("false")
    session.submit({"reason": "stale", **SEEN})
    session.go_to(claim_id)
    session.do("verified")
    session.submit({"evidence_url": "https://records.example/2"})
    session.do("undo")
    assert (session.claim_id, statuses(folder)) == (claim_id, {claim_id: Status.FALSE})
    session.do("undo")
    assert (session.claim_id, statuses(folder)) == (claim_id, {})
    session.do("undo")
    assert session.message == "nothing to undo in this session"
    rows = list(Ledger.open(folder).rows(CHECKS))
    assert [row["status"] for row in rows] == ["false", "verified", "false", "unverified"]
    assert [row["reason"] for row in rows] == ["stale", "", "stale", ""]
    assert [row["evidence_url"][-1:] for row in rows] == ["1", "2", "1", ""]
    assert rows[1]["check_id"] in rows[2]["note"]
    assert validate(folder) == []


def test_a_verdict_without_the_evidence_it_needs_keeps_its_form_and_says_what_to_type(
    folder: Path,
) -> None:
    session = start(folder)
    type_in(session, "v", "tab", "looked it up", "enter")
    assert session.entry is not None
    assert session.entry.blank.name == "evidence_url"
    drawn = form_lines(session.entry, session.faults, 80).plain
    assert "► Evidence *" in drawn
    assert "Evidence: verified needs evidence: an address" in drawn
    type_in(session, "call:Ida Brandt 2024-05-31", "enter")
    assert session.entry is None
    assert list(statuses(folder).values()) == [Status.VERIFIED]
    type_in(session, "x", "enter")  # unverifiable needs none
    [first, second] = Ledger.open(folder).rows(CHECKS)
    assert (first["evidence_url"], first["note"]) == ("call:Ida Brandt 2024-05-31", "looked it up")
    assert second["status"] == "unverifiable"


def test_a_desk_decides_what_review_asks_for_evidence(folder: Path) -> None:
    rule = '[rules]\nneed_evidence = ["checking"]\n'
    (folder / "claimbook.toml").write_text(rule, "utf-8")
    session = start(folder)
    type_in(session, "v", "enter")
    assert list(statuses(folder).values()) == [Status.VERIFIED]
    type_in(session, "c", "enter")
    assert "checking needs evidence" in session.faults["evidence_url"]


def test_a_file_and_several_sources_are_evidence_in_review_too(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "minutes.pdf").write_bytes(b"%PDF the minutes")
    session = start(folder)
    type_in(session, "v", f"{tmp_path / 'minutes.pdf'} | call: Ida Brandt, 2024-05-31", "enter")
    [row] = Ledger.open(folder).rows(CHECKS)
    file, call = row["evidence_url"].split(" | ")
    assert (folder / file).read_bytes() == b"%PDF the minutes"
    assert call == "call:Ida Brandt 2024-05-31"
    assert validate(folder) == []


def test_undo_takes_a_note_back_with_a_note(folder: Path) -> None:
    session = start(folder)
    session.do("note")
    session.submit({"note": "Phoned, no answer."})
    session.do("undo")
    first, second = Ledger.open(folder).rows(CHECKS)
    assert second["note"] == f"takes back the note {first['check_id']}"


def type_in(session: Session, *keys: str) -> None:
    """Press keys; longer words than a key's name are typed letter by letter."""
    for key in keys:
        for each in [key] if key in ("enter", "escape", "tab", "ctrl+u") or len(key) == 1 else key:
            session.press(each, each if len(each) == 1 else None)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A ledger with a number that is taken for a year, and a claim of two numbers."""
    ledger = Ledger.create(tmp_path / "desk" / "ledger")
    text = "The camp grew from sixteen to 25 tents. In all 1720 were sent home.\n"
    whole = Claim(start=14, end=38, surface="from sixteen to 25 tents", value=None, quote=text[:39])
    ledger.add(Document(text=text, title="Camp"), [whole])
    return ledger.folder


def test_a_number_that_was_missed_is_logged_and_taken_back(article: Path) -> None:
    session = start(article)
    type_in(session, "N", "1720 were sent home", "enter")
    logged = Ledger.open(article).claim(str(session.claim_id))
    assert (logged.surface, logged.value) == ("1720", 1720)
    assert "u undoes it" in session.message
    assert len(session.lineup.queue) == 2
    type_in(session, "u")
    assert statuses(article) == {logged.claim_id: Status.WITHDRAWN}
    assert validate(article) == []


def test_a_claim_is_split_in_two_and_put_together_again(article: Path) -> None:
    session = start(article)
    whole = str(session.claim_id)
    type_in(session, "S", "ctrl+u", "sixteen | 25 tents", "enter")
    assert statuses(article) == {whole: Status.WITHDRAWN}
    assert {claim.surface for claim in Ledger.open(article).claims} >= {"sixteen", "25 tents"}
    assert session.claim_id != whole
    type_in(session, "u")
    now = statuses(article)
    assert (now.pop(whole, None), set(now.values())) == (None, {Status.WITHDRAWN})
    type_in(session, "S", "ctrl+u", "no such words | 25", "enter")
    assert (session.form is not None, "no such words" in session.message) == (True, True)


def test_claims_are_linked_and_parted(folder: Path) -> None:
    session = start(folder)
    one, other = map(str, session.lineup.queue[:2])
    type_in(session, "L", other[:8], "tab", "contra", "enter")
    [link] = links_of(Ledger.open(folder), one)
    assert (link.other_id, link.relation, link.by) == (other, "contradicts", "Ann Reuter")
    type_in(session, "c", "u", "u")  # in the order in which they were decided
    assert links_of(Ledger.open(folder), one) == []
    type_in(session, "L", "kzzzz", "enter")
    assert session.form is not None
    assert "kzzzz" in session.message


def test_fields_are_corrected_by_their_letter_marked_and_undone_to_the_same_bytes(
    folder: Path,
) -> None:
    before = (folder / "claims.csv").read_bytes()
    session = start(folder)
    claim_id = session.claim_id
    type_in(session, "e", "u", "ctrl+u", "boat", "enter", "e", "v", "ctrl+u", "12.50", "enter")
    row = Ledger.open(folder).row(CLAIMS, str(claim_id))
    assert (row["unit"], row["value"], set(row["edited"].split())) == (
        "boat",
        "12.50",
        {"unit", "value"},
    )
    assert validate(folder) == []
    type_in(session, "u", "u")
    assert (folder / "claims.csv").read_bytes() == before


def test_a_claimant_gets_another_name_in_the_whole_article_and_back_at_once(folder: Path) -> None:
    before = (folder / "claims.csv").read_bytes()
    session = start(folder)
    focused = session.desk.row(str(session.claim_id))
    name, key = focused["claimant"], focused["document_id"]
    assert name
    type_in(session, "R", "ctrl+u", "Flood Office", "enter")
    rows = list(Ledger.open(folder).rows(CLAIMS))
    renamed = [row for row in rows if row["claimant"] == "Flood Office"]
    assert {row["document_id"] for row in renamed} == {key}
    assert all(row["edited"] == "claimant" for row in renamed)
    assert not any(row["claimant"] == name for row in rows if row["document_id"] == key)
    assert "credited to Flood Office" in session.message
    type_in(session, "u")
    assert (folder / "claims.csv").read_bytes() == before


def test_two_actors_become_one_and_stay_one_when_the_article_is_read_again(tmp_path: Path) -> None:
    text = "The Vale Board said 40 boats left. Officials said 12 came. Officials said 9 sank."
    ledger = Ledger.create(tmp_path / "ledger")
    document = Document(text=text, url="https://vale.example/boats")
    list(log_documents(ledger, [document]))
    session = start(ledger.folder)
    rows = [session.desk.row(claim_id) for claim_id in session.lineup.queue]
    session.go_to(next(row["claim_id"] for row in rows if row["claimant"] == "Officials"))
    type_in(session, "R", "ctrl+u", "Vale Board", "enter")
    assert session.message.startswith("2 numbers credited to Vale Board")
    longer = replace(document, text=f"{text} Officials said 5 burned.")
    list(log_documents(Ledger.open(ledger.folder), [longer]))
    claimants = [row["claimant"] for row in Ledger.open(ledger.folder).rows(CLAIMS)]
    assert claimants == ["Vale Board"] * 4


def test_nobody_is_renamed_where_nobody_is_credited(folder: Path) -> None:
    session = start(folder)
    rows = [session.desk.row(claim_id) for claim_id in session.lineup.queue]
    session.go_to(next(row["claim_id"] for row in rows if not row["claimant"]))
    type_in(session, "R")
    assert session.entry is None
    assert session.message.startswith("nobody is credited")


def test_an_edit_that_changes_nothing_writes_nothing(folder: Path) -> None:
    session = start(folder)
    type_in(session, "e", "u", "enter")
    assert (session.form, session.message) == (None, "nothing changed")


def test_a_letter_of_no_field_asks_again(folder: Path) -> None:
    session = start(folder)
    type_in(session, "e", "9")
    assert "9 is no field" in session.message
    type_in(session, "escape", "j")
    assert session.lineup.position == 1


def test_every_field_has_a_letter_of_its_own() -> None:
    letters = field_letters()
    assert sorted(letters.values()) == sorted(field.name for field in EDITABLE)
    assert all(
        letter in name
        for letter, name in letters.items()
        if name in ("value", "unit", "about", "claimant")
    )


def test_the_rest_of_an_article_is_accepted_and_taken_back_at_once(folder: Path) -> None:
    session = start(folder, by_worth=False)
    article = session.lineup.queue[:6]
    type_in(
        session,
        "s",
        "j",
        "f",
        "https://b.example",
        "tab",
        "stale",
        "enter",
        "A",
        "https://a.example",
        "enter",
    )
    now = statuses(folder)
    assert article[0] not in now  # skipped
    assert sorted(now.values()) == ["false", "verified", "verified", "verified", "verified"]
    assert set(now) == set(article[1:])
    assert session.progress == "5 of 18 decided"
    type_in(session, "u")
    assert (sorted(statuses(folder).values()), session.progress) == (["false"], "1 of 18 decided")
    type_in(session, "g", "A", "escape")
    assert sorted(statuses(folder).values()) == ["false"]


def test_a_verdict_that_still_holds_is_confirmed_by_one_key(folder: Path) -> None:
    session = start(folder)
    changed = str(session.lineup.queue[3])
    session.desk.sign({changed: {"status": "verified", "evidence_url": "https://a.example"}})
    ledger = Ledger.open(folder)
    correct(ledger, plan(ledger, {changed: {"value": "999"}}), "Ben Osei")
    outdated = Ledger.open(folder).standing(changed)
    session = start(folder)
    assert session.claim_id == changed  # what changed under its verdict comes first
    assert changed not in session.desk.rest(changed)
    type_in(session, "h")
    assert statuses(folder) == {changed: Status.VERIFIED}
    assert session.message.startswith("signed: verified still holds")
    *_, last = Ledger.open(folder).rows(CHECKS)
    assert last["evidence_url"] == "https://a.example"
    type_in(session, "u")
    assert Ledger.open(folder).standing(changed) == outdated
    type_in(session, "h", "g", "j", "h")
    assert "nothing to confirm" in session.message
    assert statuses(folder) == {changed: Status.VERIFIED}


def test_the_queue_is_limited_by_key_and_let_go_by_the_same(folder: Path) -> None:
    session = start(folder)
    row = session.desk.row(str(session.claim_id))
    for key, column in (("i", "document_id"), ("y", "claimant")):
        type_in(session, key)
        assert {session.desk.row(each)[column] for each in session.lineup.queue} == {row[column]}
        assert 0 < len(session.lineup.queue) < 18
        type_in(session, key)
        assert len(session.lineup.queue) == 18
    type_in(session, "i", "c", "b", "w", "tab", "twice", "enter")
    # what is decided keeps its place
    assert sum(not session.desk.is_open(each) for each in session.lineup.queue) == 1
    assert list(session.lineup.limits.words()) == [f"article {row['document_id']}", "open"]
    type_in(session, "0")
    assert len(session.lineup.queue) == 18


def test_what_is_assigned_to_one_is_shown_and_filtered(folder: Path) -> None:
    ledger = Ledger.open(folder)
    mine, given_back, theirs = list(ledger.claim_ids())[:3]
    assign(ledger, [mine, given_back], "ann reuter", "Ben Osei", due="2026-12-24")
    assign(ledger, [given_back], "", "Ben Osei")
    assign(ledger, [theirs], "Ben Osei", "Ben Osei")
    session = start(folder)
    type_in(session, "m")
    assert list(session.lineup.queue) == [mine]
    desk = session.desk
    assert isinstance(desk, LedgerDesk)
    assert [desk.line(each).is_mine for each in (mine, given_back, theirs)] == [True, False, False]
    facts = claim_facts(desk.found(mine), desk.worth(mine), {}, desk.assignment(mine)).plain
    assert "assigned to ann reuter   until 2026-12-24" in facts
    type_in(session, "m")
    assert len(session.lineup.queue) == 18


def test_a_ditto_mark_is_what_was_typed_the_last_time(folder: Path) -> None:
    session = start(folder)
    type_in(session, "v", "https://a.example", "enter", "v", '"', "enter")
    assert [row["evidence_url"] for row in Ledger.open(folder).rows(CHECKS)] == [
        "https://a.example"
    ] * 2


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("a", "b", "left", "c", "end", "d"), "acbd"),
        (("a", "b", "home", "delete", "right", "backspace"), ""),
        (("a", " ", "b", "ctrl+w", "c"), "a c"),
        (("a", "b", "c", "left", "ctrl+u"), "c"),
        (("tab", "x", "up", "y", "shift+tab", "down"), "y"),
        (("f5", "ctrl+t", "é", "世"), "é世"),
    ],
)
def test_a_line_is_typed_as_everywhere(keys: tuple[str, ...], text: str) -> None:
    entry = Entry(Form("note", "Note", (Blank("one", "One"), Blank("two", "Two"))))
    for key in keys:
        entry.press(key, key if len(key) == 1 else None)
    assert entry.texts[0] == text


def test_skipped_claims_come_back_when_no_others_are_left(folder: Path) -> None:
    session = start(folder)
    session.do("filter")
    session.submit({"wanted": "unit=percent"})
    places = len(session.lineup.queue)
    assert places > 2
    skipped = session.claim_id
    session.do("skip")
    for _ in range(places - 1):
        assert session.claim_id != skipped
        session.do("unverifiable")
        session.submit({})
    assert session.claim_id == skipped
    session.do("unverifiable")
    session.submit({})
    assert "nothing else is open" in session.message
    assert session.progress == f"{places} of {places} decided"


def test_jumps_from_open_claim_to_open_claim_round_the_ends(folder: Path) -> None:
    session = start(folder)
    for place in (1, 2, 17):
        session.desk.sign({session.lineup.queue[place]: {"status": "withdrawn"}})
    session.do("next_open")
    assert session.lineup.position == 3
    session.do("previous_open")
    assert session.lineup.position == 0
    session.do("previous_open")
    assert session.lineup.position == 16
    session.do("next_open")
    assert session.lineup.position == 0


def test_moving_stops_at_the_ends(folder: Path) -> None:
    session = start(folder)
    for action, place in (("previous", 0), ("last", 17), ("next", 17), ("first", 0), ("next", 1)):
        session.do(action)
        assert session.lineup.position == place


def test_finds_words_and_then_the_next_place(folder: Path) -> None:
    session = start(folder, by_worth=False)
    session.do("search")
    session.submit({"words": "REACHED percent"})
    first = session.lineup.position
    assert "Turnout reached" in session.desk.row(session.lineup.queue[first])["quote"]
    session.do("search")
    session.submit({"words": ""})
    assert session.lineup.position != first
    session.do("search")
    session.submit({"words": "zeppelin"})
    assert session.message == 'no claim of the queue has "zeppelin"'


def test_a_filter_that_cannot_be_read_changes_nothing(folder: Path) -> None:
    session = start(folder)
    session.do("filter")
    session.submit({"wanted": "claiment~brandt"})
    assert 'did you mean "claimant"?' in session.message
    assert (session.form is not None, len(session.lineup.queue), session.lineup.limits.wanted) == (
        True,
        18,
        "",
    )


def test_an_empty_queue_says_what_to_do(folder: Path) -> None:
    session = start(folder)
    session.do("filter")
    session.submit({"wanted": "unit=zeppelin; value>=5"})
    for action in ("next", "verified", "skip", "edit", "search"):
        session.do(action)
        assert (
            session.message == "the queue is empty: press l to change its filters, 0 to lift them"
        )
    assert (session.claim_id, session.progress) == (None, "0 of 0 decided")


def test_reload_brings_what_others_signed(folder: Path) -> None:
    session = start(folder)
    claim_id = str(session.claim_id)
    draft = Check(check_id="", claim_id=claim_id, at="", by="Ben Osei", status=Status.OUTDATED)
    Ledger.open(folder).sign([draft])
    session.do("reload")
    assert session.desk.checks(claim_id)[0].by == "Ben Osei"
    assert session.progress == "1 of 18 decided"


def test_with_two_people_a_claim_is_done_for_the_first_and_open_for_the_second(
    folder: Path,
) -> None:
    (folder / "claimbook.toml").write_text("[rules]\ntwo_person = true\n", "utf-8")
    session = start(folder)
    claim_id = str(session.claim_id)
    session.do("verified")
    session.submit(SEEN)
    assert session.progress == "1 of 18 decided"
    other = start(folder, by="Ben Osei")
    assert other.progress == "0 of 18 decided"
    other.go_to(claim_id)
    other.do("verified")
    other.submit(SEEN)
    assert statuses(folder) == {claim_id: Status.VERIFIED}


def test_every_key_has_an_action_of_its_own() -> None:
    keys = [key for group in GROUPS.values() for key in group]
    names = [name for key in keys for name in key.names.split(",")]
    assert len(set(names)) == len(names)
    assert set(STATUS_KEYS.values()) == set(Status)


def test_a_claim_whose_number_changed_since_is_open_again_and_undo_does_not_vouch_for_it(
    folder: Path,
) -> None:
    session = start(folder)
    claim_id = str(session.claim_id)
    session.do("verified")
    session.submit(SEEN)
    ledger = Ledger.open(folder)
    correct(ledger, plan(ledger, {claim_id: {"value": "999"}}), "Ben")
    outdated = Ledger.open(folder).standing(claim_id)
    session.do("reload")
    assert session.progress == "0 of 18 decided"
    session.go_to(claim_id)
    session.do("false")
    session.submit({"reason": "stale", **SEEN})
    assert session.progress == "1 of 18 decided"
    session.do("undo")
    assert Ledger.open(folder).standing(claim_id) == outdated
    assert outdated.was is Status.VERIFIED


def test_a_day_of_work_on_two_thousand_claims(tmp_path: Path) -> None:
    folder = make(tmp_path / "ledger", documents=40, each=50, checked=0).folder
    session = start(folder)
    scores = []
    for number in range(40):
        scores.append(session.desk.worth(str(session.claim_id)).score)  # type: ignore[attr-defined]
        session.do(("verified", "false", "skip", "outdated")[number % 4])
        if session.form:
            session.submit({"reason": "stale", "note": f"number {number}", **SEEN})
    assert scores == sorted(scores, reverse=True)
    assert session.progress == "30 of 2000 decided"
    assert start(folder).lineup.decided == 30
    for _ in range(30):
        session.do("undo")
    assert start(folder).lineup.decided == 0
    assert validate(folder) == []
