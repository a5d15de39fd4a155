"""`merge` and `log` as people type them: what they print, what they change, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims.cli.options import opened
from claims.ledger.git.drivers import uninstall
from claims.ledger.schema import CHECKS
from tests.simulated import ENVIRONMENT, Clone, Rows, check, claims, claims_text, two_branches

BASE = claims(12, 3)
ONE, TWO, THREE, *_ = BASE
LISTING = "claims.csv.conflicts.csv"


def edited(**cells: dict[str, str]) -> Rows:
    return {key: row | cells.get(key, {}) for key, row in BASE.items()}


HERE = edited(**{ONE: {"value": "27", "claimant": "Captain Amal"}})
THERE = {
    key: row
    for key, row in edited(**{ONE: {"value": "37", "claimant": "Major Rim"}}).items()
    if key != TWO
}
HERE[TWO] = BASE[TWO] | {"about": "villages"}


@pytest.fixture
def merging(tmp_path: Path) -> Clone:
    """Return a clone in a merge with three conflicts.

    They are two cells of ONE, and TWO, changed here and removed there.
    """
    clone = two_branches(Clone(tmp_path / "clone"), HERE, THERE, BASE)
    clone.git("merge", "-q", "there", allowed=(1,))
    return clone


def test_conflicts_are_listed_with_nothing_to_type_them_into(merging: Clone) -> None:
    ended = merging.claimbook("merge", "--resolve")
    assert ended.returncode == 1
    assert ended.stdout.splitlines()[:2] == [
        f'{ONE} value: "27" here, "37" there',
        f'{ONE} claimant: "Captain Amal" here, "Major Rim" there',
    ]
    listed = [
        json.loads(line)
        for line in merging.claimbook("merge", "--resolve", "--json").stdout.splitlines()
    ]
    assert [(entry["id"], entry["field"]) for entry in listed] == [
        (ONE, "value"),
        (ONE, "claimant"),
        (TWO, "(row)"),
    ]
    assert merging.claims_text() == claims_text(HERE)
    problems = merging.claimbook("validate")
    assert problems.returncode == 1
    assert (
        f'{LISTING}:2: value: {ONE}: "27" here, "37" there: run `claimbook merge --resolve`'
        in problems.stdout
    )


def test_decisions_as_words(merging: Clone) -> None:
    ended = merging.claimbook("merge", "--resolve", f"{ONE}.value=47", f"{TWO}=theirs")
    assert ended.returncode == 1
    assert ended.stdout == f'{ONE} claimant: "Captain Amal" here, "Major Rim" there\n'
    ended = merging.claimbook("merge", "--resolve", f"{ONE}=theirs")
    assert ended.returncode == 0
    decided = {ONE: HERE[ONE] | {"value": "47", "claimant": "Major Rim", "edited": "value"}}
    expected = {key: row for key, row in (HERE | decided).items() if key != TWO}
    assert merging.claims_text() == claims_text(expected)
    assert not (merging.ledger / LISTING).exists()


def test_one_side_for_all_but_what_words_say(merging: Clone) -> None:
    assert (
        merging.claimbook("merge", "--resolve", "--theirs", f"{ONE}.claimant=ours").returncode == 0
    )
    expected = {key: row for key, row in HERE.items() if key != TWO} | {
        ONE: HERE[ONE] | {"value": "37"}
    }
    assert merging.claims_text() == claims_text(expected)


def test_a_row_comes_back_where_it_belongs(merging: Clone) -> None:
    merging.git("merge", "--abort")
    (merging.ledger / LISTING).unlink()
    merging.git("checkout", "-q", "there")
    merging.git("merge", "-q", "main", allowed=(1,))
    assert TWO not in merging.claims_text()
    assert merging.claimbook("merge", "--resolve", "--theirs").returncode == 0
    assert merging.claims_text() == claims_text(HERE)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("nonsense", "write ID=ours, ID=theirs or ID.FIELD=TEXT"),
        ("kzzzz=ours", "names no undecided conflict"),
        ("k=ours", "names several rows"),
        (f"{ONE}=47", f"write {ONE}.value=47"),
        (f"{TWO}=47", "one side removed the row"),
        (f"{ONE}.value=many", '"many"'),
    ],
)
def test_words_that_decide_nothing_change_nothing(merging: Clone, word: str, said: str) -> None:
    listed = (merging.ledger / LISTING).read_text()
    ended = merging.claimbook("merge", "--resolve", word)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert merging.claims_text() == claims_text(HERE)
    assert (merging.ledger / LISTING).read_text() == listed


def test_decisions_at_a_terminal_one_by_one(merging: Clone) -> None:
    typing, terminal = os.openpty()
    os.write(typing, b"e\n47\nt\ns\n")
    command = [sys.executable, "-m", "claims", "merge", "--resolve"]
    ended = subprocess.run(
        command,
        cwd=merging.top,
        env=ENVIRONMENT,
        stdin=terminal,
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(typing)
    os.close(terminal)
    assert ended.returncode == 1, ended.stderr
    assert "o  ours    Captain Amal" in ended.stdout
    decided = {ONE: HERE[ONE] | {"value": "47", "claimant": "Major Rim", "edited": "value"}}
    assert merging.claims_text() == claims_text(HERE | decided)
    assert (merging.ledger / LISTING).read_text().count("\n") == 2


def test_what_was_corrected_since_the_merge_is_ours(merging: Clone) -> None:
    since = HERE | {ONE: HERE[ONE] | {"value": "28"}}
    merging.write_claims(since)
    assert merging.claimbook("merge", "--resolve", "--ours").returncode == 0
    assert merging.claims_text() == claims_text(since)


def test_markers_in_a_clone_without_drivers_are_merged_by_cell(merging: Clone) -> None:
    merging.git("merge", "--abort")
    (merging.ledger / LISTING).unlink()
    uninstall(merging.ledger)
    merging.git("checkout", "-q", "--", ".gitattributes")
    merging.git("merge", "-q", "there", allowed=(1,))
    assert "<<<<<<< " in merging.claims_text()
    ended = merging.claimbook("merge")
    assert ended.returncode == 1
    assert "merged by cell: decide the conflicts, then `git add` it" in ended.stdout
    assert merging.claims_text() == claims_text(HERE)
    ended = merging.claimbook("merge")
    assert "nothing to merge" in ended.stderr


def test_three_files(merging: Clone, tmp_path: Path) -> None:
    for name, rows in (("base", BASE), ("here", HERE), ("there", THERE)):
        (tmp_path / name).write_text(claims_text(rows))
    files = [str(tmp_path / name) for name in ("base", "here", "there")]
    ended = merging.claimbook("merge", *files)
    assert (ended.returncode, ended.stdout) == (1, claims_text(HERE))
    assert f'{ONE} value: "27" here, "37" there' in ended.stderr
    ended = merging.claimbook(
        "merge", files[0], files[0], files[2], "--output", str(tmp_path / "out")
    )
    assert (ended.returncode, ended.stdout) == (0, "")
    assert (tmp_path / "out").read_text() == claims_text(THERE)
    ended = merging.claimbook("merge", files[0], files[1], str(tmp_path / "absent"))
    assert ended.returncode == 2
    assert "no such file" in ended.stderr
    merging.top = tmp_path  # where there is no ledger
    assert merging.claimbook("merge", *files).stdout == claims_text(HERE)


def test_the_log_of_a_claim_and_of_a_ledger(merging: Clone) -> None:
    merging.claimbook("merge", "--resolve", "--theirs")
    merging.commit("merged")
    signed = [
        check(1, ONE, "ben", "false", note="The list names 28\x1b[2J"),
        check(2, THREE, "ben"),
    ]
    merging.write("checks/ben.csv", signed, CHECKS)
    lines = merging.claimbook("log", ONE).stdout.splitlines()
    assert lines[1] == '  logged: "2 towns", Officer 0'
    assert '  value "2" -> "37"' in lines
    assert '  claimant "Officer 0" -> "Captain Amal"' in lines
    assert lines[-2:] == [
        "not committed yet",
        "  ben signed false on 2026-02-03: The list names 28\\x1b[2J",
    ]
    assert (
        merging.claimbook("log", "--limit", "1").stdout
        == "not committed yet\n  ben signed 1 false, 1 verified\n"
    )
    logged = "".join(f"  4 claims logged in article-a{letter}\n" for letter in "abc")
    assert merging.claimbook("log").stdout.endswith(f" ann: base\n{logged}")
    events = [
        json.loads(line) for line in merging.claimbook("log", TWO, "--json").stdout.splitlines()
    ]
    assert {"logged", "removed"} <= {event["kind"] for event in events}
    assert merging.claimbook("log", "kzzzz").returncode == 2


def test_at_a_terminal_commands_say_what_stands_before_the_next_merge(
    merging: Clone, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    merging.claimbook("git", "uninstall")
    opened(merging.ledger)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    opened(merging.ledger)
    said = capsys.readouterr().err
    assert "claimbook git install" in said
    assert "claimbook merge --resolve" in said
    monkeypatch.setattr("sys.argv", ["claimbook", "list", "--json"])
    opened(merging.ledger)
    assert capsys.readouterr().err == ""
