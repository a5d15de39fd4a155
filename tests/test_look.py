"""What `list`, `show`, `check` and `note` print.

Tables that fit, text that does no harm, records with every field.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest

from claims.ledger.ledger import Ledger
from claims.model import Check, Claim, Status
from tests.conftest import Run
from tests.samples import ARTICLE, CLAIMS, TOWNS, restated, sample

HOSTILE = "[bold red]x[/] \x1b[2J \u202e =1+1 <b> \x00 [/nothing]"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return sample(tmp_path / "ledger")


def test_each_article_has_a_heading_and_each_row_leads_with_the_words(
    ledger: Ledger, run: Run
) -> None:
    listed = run("list", COLUMNS="120")
    assert listed.stderr == "3 claims\n"
    lines = [" ".join(line.split()) for line in listed.stdout.splitlines()]
    assert lines[0] == "Shells fall on the valley · Valley Herald · 2024-04-30"
    assert [line.partition(" ")[2] for line in lines[1:]] == [
        "27 “Rebels took »27 towns« and 27 villages.” (own voice) ✓ verified",
        "27 “Rebels took 27 towns and »27 villages«.” (own voice) ? unverified",
        "~600 “»About 600 shells« fell over two days, the mayor said.” the mayor ✗ false",
    ]


def test_a_statement_stands_in_place_of_the_quote(ledger: Ledger, run: Run) -> None:
    shells = ledger.claims[2].claim_id
    restated(ledger, shells, {"statement": "about 600 shells fell [on the valley] over two days"})
    shown = " ".join(run("list").stdout.split())
    assert "»about 600 shells« fell [on the valley] over two days the mayor" in shown
    page = run("show", shells).stdout
    assert page.startswith("»about 600 shells« fell [on the valley] over two days   ✗ false")


@pytest.mark.parametrize("columns", [80, 100, 140])
def test_the_listing_fits(ledger: Ledger, run: Run, columns: int) -> None:
    long = "the spokesman of the ministry of the interior of the government in the capital"
    article = replace(ARTICLE, title="A long title " * 20, path="long", text=ARTICLE.text + "\n")
    ledger.add(article, [replace(TOWNS, about=long, claimant=long)])
    for shown in (
        run("list", COLUMNS=str(columns)),
        run("list", "--columns", "about,claimant", COLUMNS=str(columns)),
    ):
        lines = shown.stdout.splitlines()
        assert max(map(len, lines)) <= columns
        words = " ".join(" ".join(lines).split())
        assert "interior" in words
        assert "capital" in words


def test_on_a_narrow_terminal_the_words_have_room(ledger: Ledger, run: Run) -> None:
    lines = [line.strip() for line in run("list", COLUMNS="80").stdout.splitlines()]
    assert "the mayor · ✗ false" in lines


def test_columns_are_chosen_by_name_or_label(ledger: Ledger, run: Run) -> None:
    lines = [
        line.split()
        for line in run("list", "--columns", "id,number,unit,status").stdout.splitlines()
    ]
    assert lines[0] == ["id", "number", "unit", "status"]
    assert [line[1:3] for line in lines[3:]] == [
        ["27", "town"],
        ["27", "village"],
        ["~600", "shell"],
    ]
    wrong = run("list", "--columns", "id,claimnt")
    assert (wrong.returncode, 'did you mean "claimant"?' in wrong.stderr) == (2, True)
    chosen = run("list", "--csv", "--columns", "claim_id,number").stdout.splitlines()
    assert chosen[0] == "claim_id,number"
    assert [line.partition(",")[2] for line in chosen[1:]] == ["27", "27", "~600"]


def test_sorted_claims_stand_in_one_table(ledger: Ledger, run: Run) -> None:
    ledger.add(
        replace(ARTICLE, title="Another", path="another", text=ARTICLE.text + "\n"),
        [replace(TOWNS, value=Decimal(300))],
    )
    listed = run("list", "--sort", "-value", COLUMNS="140").stdout.splitlines()
    assert listed[0].split() == ["id", "number", "statement", "claimant", "status", "title"]
    assert [line.split()[1] for line in listed[1:]] == ["~600", "300", "27", "27"]


def test_withdrawn_and_gone_claims_are_left_out_unless_asked_for(ledger: Ledger, run: Run) -> None:
    towns, villages, _ = ledger.claims
    ledger.sign(
        [Check(check_id="", claim_id=towns.claim_id, at="", by="Ann Lee", status=Status.WITHDRAWN)]
    )
    restated(ledger, villages.claim_id, {"gone": "2024-06-01T00:00:00Z"})
    listed = run("list")
    assert "towns" not in listed.stdout.replace("27 towns and", "")
    assert listed.stderr == "1 claim\n2 claims withdrawn or gone left out: --all shows all\n"
    assert run("list", "--all").stderr == "3 claims\n"
    assert run("list", "--status", "withdrawn").stderr == "1 claim\n"
    assert run("list", "--where", "gone!=").stderr == "1 claim\n"
    assert len(run("list", "--json").stdout.splitlines()) == 3


def test_a_claimant_of_an_account_that_goes_on_is_marked(ledger: Ledger, run: Run) -> None:
    shells = ledger.claims[2].claim_id
    restated(ledger, shells, {"attribution": "carried"})
    assert "the mayor (carried)" in run("list", COLUMNS="140").stdout
    restated(ledger, shells, {"claimant": "Mayor Ida Brandt"})
    assert "Brandt (carried)" not in " ".join(run("list", COLUMNS="140").stdout.split())


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
    assert {field.name for field in fields(Claim)} - {"number"} <= records[0].keys()
    shown = json.loads(run("show", records[2]["claim_id"][:6], "--json").stdout)
    assert [check["reason"] for check in shown["checks"]] == ["overstated"]
    assert shown["document"]["publisher"] == "Valley Herald"


def test_csv_is_the_ledgers_form_with_the_status(ledger: Ledger, run: Run) -> None:
    rows = run("list", "--csv").stdout.splitlines()
    stored = (ledger.folder / "claims.csv").read_text().splitlines()
    statuses = ["status", "verified", "unverified", "false"]
    assert rows == [f"{line},{status}" for line, status in zip(stored, statuses, strict=True)]


def test_show_gives_the_paragraph_the_attribution_the_checks_and_the_document(
    ledger: Ledger, run: Run
) -> None:
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
    towns = Claim(
        start=len(HOSTILE) + 1, end=len(HOSTILE) + 9, surface="27 towns", value=None, quote=text
    )
    hostile = replace(
        towns,
        about=HOSTILE,
        claimant=HOSTILE,
        source=HOSTILE,
        source_start=0,
        source_end=len(HOSTILE),
    )
    added = ledger.add(replace(ARTICLE, text=text, title=HOSTILE, path="x"), [hostile]).claims[0]
    ledger.sign([Check(check_id="", claim_id=added.claim_id, at="", by="Ann Lee", note=HOSTILE)])
    for command in (
        ("list",),
        ("list", "--json"),
        ("list", "--csv"),
        ("show", added.claim_id),
        ("validate",),
    ):
        printed = run(*command, COLUMNS="300")
        assert printed.returncode == 0
        assert not any(mark in printed.stdout + printed.stderr for mark in "\x1b\u202e\x00")
    assert "[bold red]x[/]" in run("show", added.claim_id, COLUMNS="300").stdout
    assert Ledger.open(ledger.folder).claim(added.claim_id).about == HOSTILE


def test_check_and_note_sign_several_claims_and_all_that_meet_a_condition(
    ledger: Ledger, run: Run
) -> None:
    ids = [claim.claim_id for claim in ledger.claims]
    signed = run("check", ids[0][:6], ids[1], "--status", "outdated", "--by", "Cem")
    assert signed.returncode == 0
    assert signed.stderr == "Cem signed 2 claims\n"
    assert "≠ disputed" in signed.stdout  # Ann has verified the first
    assert "outdated" in signed.stdout
    assert (
        run("note", "--where", "value>0", "seen", "--by", "Cem").stderr == "Cem signed 3 claims\n"
    )
    now = Ledger.open(ledger.folder)
    assert [now.status(claim_id) for claim_id in ids] == [
        Status.DISPUTED,
        Status.OUTDATED,
        Status.FALSE,
    ]
    assert [check.note for check in now.checks if check.by == "Cem"] == [
        "",
        "",
        "seen",
        "seen",
        "seen",
    ]


def test_a_second_checker_is_awaited_where_the_rule_is_on(ledger: Ledger, run: Run) -> None:
    (ledger.folder / "claimbook.toml").write_text(
        '[rules]\ntwo_person = true\n[labels]\nverified = "Correct"\n'
    )
    assert "✓ Correct (1 of 2)" in run("list").stdout
    assert "1 claim\n" in run("list", "--status", "checking", "--unit", "town").stderr
    run("check", "--where", "unit=town", "--status", "verified", "--by", "Ben", "--quote", "27")
    assert "✓ Correct\n" in "\n".join(line.rstrip() for line in run("list").stdout.splitlines())


def test_git_gives_the_name_that_signs(ledger: Ledger, run: Run) -> None:
    config = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "user.name",
        "GIT_CONFIG_VALUE_0": "Dana",
    }
    assert (
        run("note", ledger.claims[0].claim_id, "seen", **config).stderr == "Dana signed 1 claim\n"
    )
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
