"""A verdict belongs to the words it was given to.

What outdates it, what does not, and who obeys.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ledger.checks import Vote, standing_of
from claims.ledger.ledger import Ledger
from claims.ledger.verdicts import (
    changes_since,
    given_to,
    is_same_sentence,
    number_checked,
    words_checked,
)
from claims.model import Claim, Modifier, Stance, Status, Trend
from claims.views.since import since

Run = Callable[..., "CompletedProcess[str]"]

TOWNS = Claim(
    start=15,
    end=23,
    surface="27 towns",
    value=Decimal(27),
    unit="town",
    event="retake",
    claimant="the army",
    source="The army",
    statement="The army retook 27 towns",
    quote="The army retook 27 towns.",
    claim_id="k2a",
)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"value": Decimal(37)}, ("number",)),
        ({"upper": Decimal(30)}, ("number",)),
        ({"modifier": Modifier.APPROXIMATE}, ("hedge",)),
        ({"unit": "village"}, ("unit",)),
        ({"trend": Trend.RISE}, ("number",)),
        ({"event": "lose"}, ("event",)),
        ({"event": ""}, ("event",)),
        ({"claimant": "the ministry"}, ("claimant",)),
        ({"claimant": "", "source": None}, ("claimant",)),
        ({"stance": Stance.DENIED}, ("claimant",)),
        ({"statement": "The army lost 27 towns"}, ("statement",)),
        ({"gone": "2024-05-01T00:00:00Z"}, ("gone",)),
        ({"value": Decimal("27.0")}, ()),
        ({"statement": "the army retook [27 towns]."}, ()),
        ({"surface": "twenty-seven towns", "start": 4, "about": "Daraa", "quote": "It moved."}, ()),
    ],
)
def test_what_changes_a_claim_under_its_verdict(
    changed: dict[str, object], named: tuple[str, ...]
) -> None:
    now = replace(TOWNS, **changed)
    assert changes_since(words_checked(TOWNS), now) == named
    expected = Status.OUTDATED if named else Status.VERIFIED
    found = standing_of([Vote("2024-05-01", "Ann", Status.VERIFIED, words_checked(TOWNS))], now)
    assert found.status is expected
    assert since(found) == ("was verified on 27 towns" if named else "")


def test_a_column_that_was_empty_when_the_check_was_signed_is_no_change() -> None:
    before = words_checked(replace(TOWNS, event="", statement=""))
    assert changes_since(before, TOWNS) == ()


def test_a_check_of_an_older_ledger_speaks_for_its_number_alone() -> None:
    assert (
        changes_since(
            "exact 27 town", replace(TOWNS, claimant="Ann", statement="x", trend=Trend.FALL)
        )
        == ()
    )
    assert changes_since("exact 27 town", replace(TOWNS, value=Decimal(28))) == ("number",)
    assert changes_since("", replace(TOWNS, value=Decimal(28))) == ()
    assert changes_since("", replace(TOWNS, gone="2024-05-01T00:00:00Z")) == ("gone",)


def test_a_sentence_that_stands_and_is_read_otherwise_is_told_from_an_edited_one() -> None:
    votes = [Vote("2024-05-01", "Ann", Status.VERIFIED, words_checked(TOWNS))]
    assert standing_of(votes, replace(TOWNS, claimant="the ministry")).is_read_anew
    assert not standing_of(
        votes, replace(TOWNS, claimant="the ministry", quote="It was edited.")
    ).is_read_anew


@pytest.mark.parametrize(
    ("votes", "status", "was"),
    [
        (
            [("Ann", "verified", 27), ("Ben", "false", 37)],
            "false",
            None,
        ),  # only Ben looked at what stands there now
        ([("Ann", "verified", 27), ("Ben", "checking", 37)], "outdated", "verified"),
        ([("Ann", "verified", 27), ("Ben", "false", 27)], "outdated", "disputed"),
        ([("Ann", "withdrawn", 27)], "withdrawn", None),  # the row is no claim, whatever its number
        ([("Ann", "outdated", 37)], "outdated", None),  # somebody said so
        ([("Ann", "unverifiable", 27)], "outdated", "unverifiable"),
        ([("Ann", "checking", 27)], "checking", None),
    ],
)
def test_who_counts_after_a_change(
    votes: list[tuple[str, str, int]], status: str, was: str | None
) -> None:
    now = replace(TOWNS, value=Decimal(37))
    given_votes = [
        Vote("2024-05-01", by, Status(said), words_checked(replace(TOWNS, value=Decimal(number))))
        for by, said, number in votes
    ]
    found = standing_of(given_votes, now)
    assert (found.status.value, found.was) == (status, was)


def test_a_verdict_that_awaited_a_second_checker_falls_too() -> None:
    vote = Vote("2024-05-01", "Ann", Status.VERIFIED, words_checked(TOWNS))
    assert standing_of([vote], TOWNS, two_person=True).awaiting is Status.VERIFIED
    found = standing_of([vote], replace(TOWNS, value=Decimal(37)), two_person=True)
    assert (found.status, found.was, found.awaiting) == (Status.OUTDATED, Status.VERIFIED, None)


@given(st.text(), st.text(), st.text(), st.text())
def test_any_words_are_read_back_and_are_their_own(
    unit: str, event: str, claimant: str, statement: str
) -> None:
    claim = replace(TOWNS, unit=unit, event=event, claimant=claimant, statement=statement)
    kept = words_checked(claim)
    assert given_to(kept).number == number_checked(claim)
    assert given_to(kept).fields.get("statement", "") == statement
    assert changes_since(kept, claim) == ()
    assert is_same_sentence(kept, claim)


ARTICLE = "The army retook 27 towns. The ministry said that 859 people fled.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A ledger of one article that was edited after a verdict.

    Ann verified its towns as 27, they are 37 since, and its 859 people are gone.
    """
    monkeypatch.chdir(tmp_path)
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert run("init").returncode == 0
    assert run("add", "a.txt", "--url", "https://example.org/a").returncode == 0
    evidence = ("--evidence", "https://example.org/map", "--kind", "primary")
    assert (
        run(
            "check", "--where", "value>=0", "--status", "verified", "--by", "Ann", *evidence
        ).returncode
        == 0
    )
    article.write_text("The army retook 37 towns.\n", encoding="utf-8")
    assert run("add", "a.txt", "--url", "https://example.org/a").returncode == 0
    return tmp_path


def _status(run: Run, text: str) -> str:
    record = json.loads(run("list", "--json", "--text", text).stdout)
    return str(record["status"])


REVIEWS = (
    "export",
    "claimreview",
    "--publisher",
    "Desk",
    "--review-url",
    "https://desk.example/{claim_id}",
)


def test_every_view_says_that_the_verdict_was_on_other_words(desk: Path, run: Run) -> None:
    assert "was verified on 27 towns" in run("show", _id("37")).stdout
    sheet = list(csv.DictReader(io.StringIO(run("export", "csv").stdout.lstrip("\ufeff"))))
    assert [row["status"] for row in sheet] == ["outdated", "outdated"]
    assert "outdated (was verified on 27 towns)" in run("export", "markdown").stdout
    assert [json.loads(line)["status"] for line in run("export", "jsonl").stdout.splitlines()] == [
        "outdated"
    ] * 2
    assert run("report", "-o", "r.html").returncode == 0
    assert "was verified" in (desk / "r.html").read_text("utf-8")
    record = json.loads(run("list", "--json", "--text", "37").stdout)
    assert (record["status"], record["was"]) == ("outdated", "was verified on 27 towns")
    assert _status(run, "859") == "outdated"
    stats = json.loads(run("stats", "--json").stdout)
    assert stats["open"] == 2
    assert stats["statuses"].get("verified", 0) == 0
    assert run("list", "--status", "verified").stdout == ""
    assert json.loads(run(*REVIEWS).stdout)["@graph"] == []
    assert run("validate").returncode == 0


def _id(text: str) -> str:
    return next(claim.claim_id for claim in Ledger.open().claims if text in claim.surface)


def test_the_table_says_what_it_was(desk: Path, run: Run) -> None:
    shown = run("list", "--all").stdout
    assert "outdated" in shown
    assert "was verified" in shown
    assert "gone from the text" in shown


def test_a_person_confirms_that_the_verdict_still_holds(desk: Path, run: Run) -> None:
    done = run("check", _id("37"), "--confirm", "--by", "Ben")
    assert done.returncode == 0, done.stderr
    assert _status(run, "37") == "verified"
    [*_, last] = Ledger.open().checks_of(_id("37"))
    assert (last.by, last.note, last.evidence_url) == (
        "Ben",
        "still holds after the change",
        "https://example.org/map",
    )
    [review] = json.loads(run(*REVIEWS).stdout)["@graph"]
    assert "37" in review["claimReviewed"]


def test_nothing_is_confirmed_where_nothing_changed(desk: Path, run: Run) -> None:
    assert run("check", _id("37"), "--confirm", "--by", "Ben").returncode == 0
    again = run("check", _id("37"), "--confirm", "--by", "Ben")
    assert again.returncode == 2
    assert "nothing to confirm" in again.stderr
    both = run("check", _id("37"), "--confirm", "--status", "false", "--by", "Ben")
    assert both.returncode == 2


def test_checking_again_settles_it(desk: Path, run: Run) -> None:
    words = (
        "--reason",
        "overstated",
        "--note",
        "27 on the map",
        "--evidence",
        "call:Cem 2024-05-31",
        "--by",
        "Ben",
    )
    done = run("check", _id("37"), "--status", "false", *words)
    assert done.returncode == 0
    assert _status(run, "37") == "false"
    [review] = json.loads(run(*REVIEWS).stdout)["@graph"]
    # and nothing of Ann's 27
    assert review["reviewRating"]["ratingExplanation"] == "overstated: 27 on the map"
    assert "citation" not in review


def test_the_number_comes_back_and_the_verdict_with_it(desk: Path, run: Run) -> None:
    (desk / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("add", "a.txt", "--url", "https://example.org/a").returncode == 0
    assert _status(run, "27") == "verified"
    assert _status(run, "859") == "verified"


def test_a_diff_shows_that_an_edit_moved_the_status(desk: Path, run: Run, tmp_path: Path) -> None:
    assert run("check", _id("37"), "--confirm", "--by", "Ben").returncode == 0
    shutil.copytree("ledger", tmp_path / "middle")
    (desk / "a.txt").write_text("The army retook 47 towns.\n", encoding="utf-8")
    assert run("add", "a.txt", "--url", "https://example.org/a").returncode == 0
    told = run("diff", str(tmp_path / "middle"), "ledger").stdout
    assert "verified -> " in told
    assert "37 towns)" in told


def test_a_sentence_with_another_second_number_is_another_sentence() -> None:
    other = replace(TOWNS, statement="", quote="The army retook 27 towns and killed 9 people.")
    kept = words_checked(other)
    edited = replace(other, quote="The army retook 27 towns and killed 90 people.")
    assert changes_since(kept, edited) == ()
    assert not is_same_sentence(kept, edited)
