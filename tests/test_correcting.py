"""Verbs for corrections as a desk uses them.

edit, new, split, link, withdraw, restore, undo and assign, in bulk too.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claims.ledger.ledger import Ledger
from claims.ledger.links import links_of
from claims.model import Relation, Status

Run = Callable[..., "CompletedProcess[str]"]
ARTICLE = (
    "Storm floods the valley\n\nThe army retook 27 towns. The ministry said that 859 people fled "
    "and at least 12 died. "
    "Later 1999 were discharged. Losses came to between fourteen and 31.\n"
)


NAMES = {
    "COUNT": "2",
    "KEY_0": "user.name",
    "VALUE_0": "Ann Lee",
    "KEY_1": "user.email",
    "VALUE_1": "ann@desk.example",
}
GIT = {f"GIT_CONFIG_{name}": value for name, value in NAMES.items()}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    said(run("init"))
    said(run("add", "a.txt"))
    return partial(run, **GIT)


def said(done: CompletedProcess[str], code: int = 0) -> str:
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def key(words: str) -> str:
    return next(claim.claim_id for claim in Ledger.open().claims if words in claim.surface)


def listed(run: Run, *options: str) -> list[str]:
    return [
        json.loads(line)["surface"]
        for line in said(run("list", "--json", *options)).splitlines()[:]
    ]


def cells(words: str) -> dict[str, object]:
    claim = Ledger.open().claim(key(words))
    return {"claimant": claim.claimant, "unit": claim.unit, "edited": claim.edited}


def test_a_correction_survives_the_next_reading_and_says_who_and_why(desk: Run) -> None:
    said(
        desk(
            "edit",
            key("859"),
            "claimant=Ministry of Health",
            "--why",
            "its full name",
            "--by",
            "Ann",
        )
    )
    Path("a.txt").write_text(ARTICLE.replace("27 towns", "28 towns"), encoding="utf-8")
    said(desk("add", "a.txt"))
    assert cells("859") == {
        "claimant": "Ministry of Health",
        "unit": "person",
        "edited": ("claimant",),
    }
    shown = said(desk("show", key("859")))
    assert 'Ann corrected claimant "The ministry" -> "Ministry of Health"' in shown
    assert "its full name" in shown
    assert "no problems" in said(desk("validate"))


def test_many_claims_are_previewed_and_undone_as_one(desk: Run) -> None:
    before = Path("ledger/claims.csv").read_bytes()
    dry = said(desk("edit", "--where", "unit=person", "place=Valley", "--by", "Ann", "--dry-run"))
    assert "would change 2 claims; nothing was changed" in dry
    assert Path("ledger/claims.csv").read_bytes() == before
    said(desk("edit", "--where", "unit=person", "place=Valley", "--by", "Ann"))
    assert Path("ledger/claims.csv").read_bytes() != before
    assert said(desk("undo", "--by", "Ann")).count("edit of place") == 2
    assert Path("ledger/claims.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("unit=town",), "which claims?"),
        (("--where", "value=27"), "FIELD=VALUE"),
        (("--where", "value=27", "valeu=3"), 'did you mean "value"'),
        (("--where", "value=27", "value=many"), "is no number"),
        (("--where", "value=4", "value=3"), "no claim meets --where"),
        (("knowhere", "value=3"), "no claim"),
    ],
)
def test_a_slip_is_one_message_and_changes_nothing(
    desk: Run, words: tuple[str, ...], message: str
) -> None:
    before = Path("ledger/claims.csv").read_bytes()
    done = desk("edit", *words, "--by", "Ann")
    assert done.returncode == 2
    assert message in done.stderr
    assert Path("ledger/claims.csv").read_bytes() == before


def test_a_missed_number_is_logged_and_stays(desk: Run) -> None:
    assert "would log it" in said(
        desk("new", "storm", "--quote", "1999 were", "unit=person", "--by", "Ann", "--dry-run")
    )
    told = said(
        desk("new", "storm", "--quote", "1999 were discharged", "unit=person", "--by", "Ann")
    )
    assert "1,999" in told
    assert "Ann logged 1 claim" in told
    Path("a.txt").write_text("News. " + ARTICLE, encoding="utf-8")
    said(desk("add", "a.txt"))
    claim = Ledger.open().claim(key("1999"))
    assert (claim.gone, claim.unit, claim.value) == ("", "person", 1999)
    assert (
        "already" in desk("new", "storm", "--quote", "1999 were discharged", "--by", "Ann").stderr
    )
    assert "names no document" in desk("new", "nowhere", "--quote", "1999", "--by", "Ann").stderr
    assert "no problems" in said(desk("validate"))


def test_a_row_with_two_numbers_becomes_two(desk: Run) -> None:
    whole = key("31")
    said(desk("split", whole, "fourteen", "31", "--by", "Ann"))
    values = [
        claim.value
        for claim in Ledger.open().claims
        if "Losses" in claim.quote and claim.claim_id != whole
    ]
    assert values == [14, 31]
    assert Ledger.open().status(whole) is Status.WITHDRAWN
    assert "no problems" in said(desk("validate"))


def test_links_stand_until_they_are_taken_back(desk: Run) -> None:
    one, other = key("27"), key("859")
    said(
        desk("link", one, other, "--as", "contradicts", "--note", "of the same day", "--by", "Ann")
    )
    assert [link.relation for link in links_of(Ledger.open(), other)] == [Relation.CONTRADICTS]
    assert f"contradicted by {one}" in said(desk("show", other))
    assert "of the same day" in said(desk("show", one))
    assert json.loads(said(desk("show", one, "--json")))["links"][0]["other_id"] == other
    said(desk("link", other, one, "--as", "none", "--by", "Ben"))
    assert links_of(Ledger.open(), one) == []
    said(desk("undo", "--by", "Ben"))
    assert desk("link", one, one).returncode == 2
    assert desk("link", one).returncode == 2


def test_a_withdrawn_row_stays_and_comes_back(desk: Run) -> None:
    said(desk("withdraw", key("27"), "--why", "the headline again", "--by", "Ann"))
    assert Ledger.open().status(key("27")) is Status.WITHDRAWN
    assert "nothing to restore" in desk("restore", key("859"), "--by", "Ann").stderr
    said(desk("restore", key("27"), "--by", "Ann"))
    assert Ledger.open().status(key("27")) is Status.UNVERIFIED


def test_work_is_assigned_and_found(desk: Run) -> None:
    said(desk("assign", key("27"), key("859"), "Ann Lee", "--due", "2024-05-31", "--by", "Ben"))
    said(desk("assign", key("859"), "Cem", "--due", "2024-06-30", "--by", "Ben"))
    assert listed(desk, "--assignee", "ann") == ["27 towns"]
    assert listed(desk, "--mine") == ["27 towns"]
    assert listed(desk, "--due", "2024-06") == ["27 towns", "859 people"]
    assert listed(desk, "--due", "2024-05-31") == ["27 towns"]
    assert "assigned it to Cem until 2024-06-30" in said(desk("show", key("859")))
    said(desk("undo", "--by", "Ben"))
    assert listed(desk, "--assignee", "ann") == ["27 towns", "859 people"]
    said(desk("check", key("27"), "--status", "unverifiable", "--by", "Ann Lee"))
    assert listed(desk, "--mine") == ["859 people"]  # what is done is no work
    said(desk("assign", key("859"), "", "--by", "Ann Lee"))
    assert listed(desk, "--mine") == []
    assert (
        "no day of the calendar"
        in desk("assign", key("859"), "Cem", "--due", "soon", "--by", "Ben").stderr
    )
    assert "no problems" in said(desk("validate"))


def test_the_most_worth_checking_come_first(desk: Run) -> None:
    order = listed(desk, "--sort", "worth")
    assert order[0] in ("at least 12", "859 people")
    assert listed(desk, "--sort", "-worth")[-1] == order[0]
    assert sorted(order) == sorted(listed(desk))


def test_many_at_once_never_lower_a_finished_verdict(desk: Run) -> None:
    said(desk("check", key("27"), "--status", "unverifiable", "--by", "Ben"))
    before = Path("ledger/checks/ben.csv").read_bytes()
    for verb in (("check", "--status", "checking"), ("withdraw",)):
        refused = desk(*verb, "--where", "value>=1", "--by", "Ben")
        assert refused.returncode == 2
        assert (
            f"1 claim of 4 would lose a finished verdict ({key('27')[:8]} unverifiable)"
            in refused.stderr
        )
    assert Path("ledger/checks/ben.csv").read_bytes() == before
    left_out = said(
        desk("check", "--where", "status=unverified", "--status", "checking", "--by", "Ben")
    )
    assert "Ben signed 3 claims" in left_out
    said(desk("check", "--where", "value>=1", "--status", "checking", "--by", "Ben", "--force"))
    assert Ledger.open().status(key("27")) is Status.CHECKING
    said(desk("undo", "--by", "Ben"))
    assert Ledger.open().status(key("27")) is Status.UNVERIFIABLE


def test_a_dry_run_of_a_check_signs_nothing(desk: Run) -> None:
    told = said(
        desk("check", "--where", "value>=1", "--status", "checking", "--by", "Ann", "--dry-run")
    )
    assert "would sign checking on 4 claims; nothing was changed" in told
    assert Ledger.open().checks == []


def test_nobody_signs_for_nobody(desk: Run) -> None:
    done = desk("edit", key("27"), "unit=place", "--by", " ")
    assert done.returncode == 2
    assert "who signs? give --by" in done.stderr


def test_the_log_tells_corrections(desk: Run) -> None:
    said(desk("edit", key("27"), "unit=place", "--why", "as on the map", "--by", "Ann"))
    for words in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=Ann", "-c", "user.email=a@b.c", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", *words], check=True, capture_output=True, env=os.environ | GIT)
    told = said(desk("log", key("27")))
    assert 'Ann corrected unit "town" -> "place"' in told
    assert "as on the map" in told
    assert "Ann signed 1 edit" in said(desk("log"))
