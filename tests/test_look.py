"""What `list`, `show`, `check` and `note` print: tables that fit, text that does no harm, records with every field."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from claims.ledger.ledger import Ledger
from claims.model import Check, Claim, Status
from tests.conftest import Run
from tests.samples import ARTICLE, CLAIMS, TOWNS, sample

HOSTILE = "[bold red]x[/] \x1b[2J \u202e =1+1 <b> \x00 [/nothing]"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return sample(tmp_path / "ledger")


def test_the_table_gives_the_hedge_and_the_status_in_words(ledger: Ledger, run: Run) -> None:
    listed = run("list", COLUMNS="100")
    assert listed.stderr == "3 claims\n"
    lines = [" ".join(line.split()[1:]) for line in listed.stdout.splitlines()]
    assert lines == [
        "number unit about claimant status",
        "27 town (own voice) ✓ verified",
        "27 village (own voice) ? unverified",
        "~600 shell the mayor ✗ false",
    ]


@pytest.mark.parametrize("columns", [80, 100, 140])
def test_the_table_fits(ledger: Ledger, run: Run, columns: int) -> None:
    long = "the spokesman of the ministry of the interior of the government in the capital"
    article = replace(ARTICLE, title="A long title " * 20, path="long", text=ARTICLE.text + "\n")
    ledger.add(article, [replace(TOWNS, about=long, claimant=long)])
    shown = run("list", COLUMNS=str(columns)).stdout.splitlines()
    assert max(map(len, shown)) <= columns
    words = " ".join(" ".join(shown).split())
    assert "interior" in words
    assert "capital" in words


def test_a_filter_and_a_limit_say_what_is_left_out(ledger: Ledger, run: Run) -> None:
    assert run("list", "--limit", 1).stderr == "1 of 3 claims; --limit 0 shows all\n"
    assert run("list", "--limit", 0).stderr == "3 claims\n"
    assert run("list", "--unit", "town").stderr == "1 claim\n"
    assert run("list", "--min", 100, "--status", "false").stderr == "1 claim\n"
    assert run("list", "--unit", "hectare").stdout == ""


def test_json_has_every_field_of_a_claim_and_its_status(ledger: Ledger, run: Run) -> None:
    records = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]
    assert [record["status"] for record in records] == ["verified", "unverified", "false"]
    assert records[0]["value"] == 27
    assert {field.name for field in fields(Claim)} <= records[0].keys()
    shown = json.loads(run("show", records[2]["claim_id"][:6], "--json").stdout)
    assert [check["reason"] for check in shown["checks"]] == ["overstated"]
    assert shown["document"]["publisher"] == "Valley Herald"


def test_csv_is_the_ledgers_form_with_the_status(ledger: Ledger, run: Run) -> None:
    rows = run("list", "--csv").stdout.splitlines()
    stored = (ledger.folder / "claims.csv").read_text().splitlines()
    statuses = ["status", "verified", "unverified", "false"]
    assert rows == [f"{line},{status}" for line, status in zip(stored, statuses, strict=True)]


def test_show_gives_the_paragraph_the_attribution_the_checks_and_the_document(ledger: Ledger, run: Run) -> None:
    shells = ledger.claims[2]
    shown = run("show", shells.claim_id[:7]).stdout
    for part in (
        "~600 shell",
        "✗ false",
        "»About 600 shells« fell over two days, the mayor said.",
        'the mayor  by "said"',
        "540 to 660",
        "Ann Lee  ✗ false (overstated)",
        "Shells fall on the valley",
    ):
        assert part in shown
    assert "Rebels" not in shown  # another paragraph


def test_hostile_text_is_shown_and_obeyed_by_nothing(ledger: Ledger, run: Run) -> None:
    text = f"{HOSTILE} 27 towns {HOSTILE}"
    towns = Claim(start=len(HOSTILE) + 1, end=len(HOSTILE) + 9, surface="27 towns", value=None, quote=text)
    hostile = replace(towns, about=HOSTILE, claimant=HOSTILE, source=HOSTILE, source_start=0, source_end=len(HOSTILE))
    added = ledger.add(replace(ARTICLE, text=text, title=HOSTILE, path="x"), [hostile]).claims[0]
    ledger.sign([Check(check_id="", claim_id=added.claim_id, at="", by="Ann Lee", note=HOSTILE)])
    for command in (("list",), ("list", "--json"), ("list", "--csv"), ("show", added.claim_id), ("validate",)):
        printed = run(*command, COLUMNS="300")
        assert printed.returncode == 0
        assert not any(mark in printed.stdout + printed.stderr for mark in "\x1b\u202e\x00")
    assert "[bold red]x[/]" in run("show", added.claim_id, COLUMNS="300").stdout
    assert Ledger.open(ledger.folder).claim(added.claim_id).about == HOSTILE


def test_check_and_note_sign_several_claims_and_all_that_meet_a_condition(ledger: Ledger, run: Run) -> None:
    ids = [claim.claim_id for claim in ledger.claims]
    signed = run("check", ids[0][:6], ids[1], "--status", "outdated", "--by", "Cem")
    assert signed.returncode == 0
    assert signed.stderr == "Cem signed 2 claims\n"
    assert "≠ disputed" in signed.stdout  # Ann has verified the first
    assert "outdated" in signed.stdout
    assert run("note", "--where", "value>0", "seen", "--by", "Cem").stderr == "Cem signed 3 claims\n"
    now = Ledger.open(ledger.folder)
    assert [now.status(claim_id) for claim_id in ids] == [Status.DISPUTED, Status.OUTDATED, Status.FALSE]
    assert [check.note for check in now.checks if check.by == "Cem"] == ["", "", "seen", "seen", "seen"]


def test_a_second_checker_is_awaited_where_the_rule_is_on(ledger: Ledger, run: Run) -> None:
    (ledger.folder / "claimbook.toml").write_text('[rules]\ntwo_person = true\n[labels]\nverified = "Correct"\n')
    assert "✓ Correct (1 of 2)" in run("list").stdout
    assert "1 claim\n" in run("list", "--status", "checking", "--unit", "town").stderr
    run("check", "--where", "unit=town", "--status", "verified", "--by", "Ben")
    assert "✓ Correct\n" in "\n".join(line.rstrip() for line in run("list").stdout.splitlines())


def test_git_gives_the_name_that_signs(ledger: Ledger, run: Run) -> None:
    config = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "Dana"}
    assert run("note", ledger.claims[0].claim_id, "seen", **config).stderr == "Dana signed 1 claim\n"
    nameless = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    ended = run("note", ledger.claims[0].claim_id, "seen", **nameless)
    assert ended.returncode == 2
    assert "who signs? give --by, or set git's user.name" in ended.stderr


def test_init_starts_a_ledger_once(tmp_path: Path, run: Run) -> None:
    first = run("init", "desk", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert first.returncode == 0
    assert "started a ledger in desk/ledger/" in first.stderr
    assert run("validate", "--ledger", "desk").stderr == "no problems\n"
    Ledger.open(tmp_path / "desk").add(ARTICLE, CLAIMS)
    again = run("init", "desk", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert "there is a ledger in desk/ledger/" in again.stderr
    assert len(Ledger.open(tmp_path / "desk").claims) == 3
