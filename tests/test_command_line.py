"""What the command line does around the verbs: near spellings, completion, encodings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims.cli import VERBS
from tests.conftest import ROOT, Run
from tests.made import make
from tests.samples import sample


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lst"], '"lst" is no command: did you mean "list"?'),
        (["gibberish"], '"gibberish" is no command: there are init, add,'),
        (["list", "--statsu", "x"], "Did you mean '--status'?"),
        (["list", "--status", "verifed"], '"verifed" is no status: did you mean "verified"?'),
        (
            ["check", "k2", "--status", "false", "--reason", "stail"],
            '"stail" is no reason: did you mean "stale"?',
        ),
        (["export", "pdf"], '"pdf" is no format: there are csv, xlsx, jsonl'),
        (["completion", "bsh"], '"bsh" is no shell: did you mean "bash"?'),
    ],
)
def test_a_misspelt_word_is_answered_with_the_nearest(
    run: Run, arguments: list[str], message: str
) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_says_what_it_does_with_an_example(run: Run, verb: str) -> None:
    done = run(verb, "--help")
    assert done.returncode == 0
    assert "\b" not in done.stdout
    assert r"\b" not in done.stdout
    if verb not in ("doctor", "git", "help", "init", "validate"):  # nothing to put after them
        assert f"\n  claimbook {verb}" in done.stdout


def complete(words: str, cwd: Path) -> list[str]:
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "_CLAIMBOOK_COMPLETE": "bash_complete",
        "COMP_WORDS": f"claimbook {words}",
        "COMP_CWORD": str(len(f"claimbook {words}".split(" ")) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-m", "claims"],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_the_shell_completes_verbs_values_topics_and_ids(tmp_path: Path) -> None:
    ledger = make(tmp_path / "ledger", documents=1, each=4, checked=0)
    ids = list(ledger.claim_ids())
    assert complete("exp", tmp_path) == ["export"]
    assert complete("list --status ver", tmp_path) == ["verified"]
    assert complete("export s", tmp_path) == ["sqlite"]
    assert "statuses" in complete("help s", tmp_path)
    assert complete(f"show {ids[0][:6]}", tmp_path) == [ids[0]]
    assert set(complete("note k", tmp_path)) == set(ids)
    assert complete("show k", Path("/")) == []


def test_the_shell_completes_fields_claimants_and_documents(tmp_path: Path) -> None:
    ledger = sample(tmp_path / "ledger")
    assert complete("list --where per", tmp_path) == ["period", "period_start", "period_end"]
    assert complete("list --where status=ver", tmp_path) == ["status=verified"]
    assert complete("list --sort val", tmp_path) == ["value"]
    assert complete("list --columns id,number,stat", tmp_path) == [
        "id,number,status",
        "id,number,statement",
    ]
    assert complete("stats --claimant THE", tmp_path) == ["the mayor"]
    assert complete("list --document shells", tmp_path) == [ledger.documents[0].document_id]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_prints_a_script_for_each_shell(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert "_CLAIMBOOK_COMPLETE" in done.stdout


def test_a_pipe_gets_utf_8_and_a_poor_terminal_no_crash(run: Run, tmp_path: Path) -> None:
    ledger = make(tmp_path / "ledger", documents=1, each=4, checked=0)
    poor = run("list", "--ledger", ledger.folder, PYTHONIOENCODING="ascii")
    assert (poor.returncode, "unverified" in poor.stdout) == (0, True)
    piped = run(
        "list", "--ledger", ledger.folder, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert (piped.returncode, "? unverified" in piped.stdout) == (0, True)
