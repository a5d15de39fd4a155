"""Processes that are killed, and processes that write at the same time.

Nothing is lost, doubled or half there. A run shows a part of it; `pytest --full
tests/test_faults.py` kills at every step and two hundred times at random.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claims.ledger.ledger import Ledger
from claims.ledger.validate import validate
from tests.conftest import ROOT
from tests.samples import sample
from tests.test_store import files, staged

ONE_CHANGE = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from claims.ledger.ledger import Ledger
from claims.model import Check, Status
from tests.samples import ARTICLE, CLAIMS, TEXT, TOWNS

folder, kind, step = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def watch(event, arguments):
    # every moment at which the files of the ledger can change: opening, renaming, removing, cutting
    global step
    changes = ("open", "os.rename", "os.remove", "os.mkdir", "os.truncate")
    if event in changes and str(folder) in str(arguments[0]):
        if step == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        step -= 1

ledger = Ledger.open(folder)
ledger.claims, ledger.documents
sys.addaudithook(watch)
if kind == "add":
    another = replace(ARTICLE, title="Another day", path="another.txt", text=ARTICLE.text + " ")
    ledger.add(another, CLAIMS)
elif kind == "check":
    claim_id, at = ledger.claims[0].claim_id, "2024-06-01T00:00:00Z"
    ledger.sign([Check(check_id="", claim_id=claim_id, at=at, by="Cem", note="x")])
else:
    edited = replace(ledger.documents[0], text=TEXT.replace("27 towns", "37 towns"))
    quote = "Rebels took 37 towns and 27 villages."
    towns = replace(ledger.claims[0], surface="37 towns", quote=quote)
    ledger.revise(edited, [towns])
"""


def change(folder: Path, kind: str, step: int) -> bool:
    """Make one change, killed at a step of it; return whether it came to its end before."""
    command = [sys.executable, "-c", ONE_CHANGE, folder, kind, str(step)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert ended.returncode in (0, -9), ended.stderr
    return ended.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("kind", ["add", "check", "revise"])
def test_killed_at_any_step_the_ledger_is_as_before_or_as_after(
    tmp_path: Path, full: bool, kind: str
) -> None:
    before = files(sample(tmp_path / "model").folder)
    assert change(tmp_path / "model", kind, -1)
    after = files(tmp_path / "model")
    seen = set()
    for step in range(0, 1000, 1 if full else 7):
        folder = tmp_path / str(step)
        done = change(sample(folder).folder, kind, step)
        Ledger.open(folder)
        state = files(folder)
        assert state in (before, after), f"killed at step {step}"
        assert staged(folder) == set(), f"killed at step {step}"
        assert validate(folder) == []
        seen.add(state == after)
        if done:
            break
    assert seen == {True, False}
    assert step > 10


MANY_CHANGES = """
import sys
from dataclasses import replace
from pathlib import Path
from claims.ledger.ledger import Ledger
from claims.model import Check
from tests.samples import ARTICLE, CLAIMS

folder, name, first, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
for number in range(first, last):
    ledger = Ledger.open(folder)
    text = f"{ARTICLE.text} {name} {number}"
    added = ledger.add(replace(ARTICLE, title=name, path=f"{name}-{number}.txt", text=text), CLAIMS)
    claim = ledger.claims_of(added.document.document_id)[0]
    ledger.sign([Check(check_id="", claim_id=claim.claim_id, at="", by=name, note=f"{number}")])
    print(number, flush=True)
"""


def changing(folder: Path, name: str, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", MANY_CHANGES, folder, name, str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_at_random_nothing_that_was_said_to_be_done_is_lost(
    tmp_path: Path, full: bool
) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    chance = random.Random(1)
    written = 0
    for _ in range(200 if full else 6):
        with changing(ledger.folder, "ann", written, written + 1000) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.1))
            process.kill()
            said = 1 + len(process.stdout.read().splitlines())
        now = Ledger.open(ledger.folder)
        assert staged(ledger.folder) == set()
        assert validate(ledger.folder) == []
        documents, notes = len(now.documents), len(now.checks)
        assert written + said <= notes <= documents <= notes + 1 <= written + said + 2
        assert len(now.claims) == 3 * documents
        written = notes


@pytest.mark.parametrize("writers", [2, 8])
def test_several_processes_write_at_once_and_nothing_is_lost_or_doubled(
    tmp_path: Path, full: bool, writers: int
) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    each = 40 if full else 4
    names = [f"writer{letter}" for letter in "abcdefgh"[:writers]]
    processes = [changing(ledger.folder, name, 0, each) for name in names]
    for process in processes:
        process.communicate(timeout=300)
        assert process.returncode == 0
    now = Ledger.open(ledger.folder)
    assert validate(ledger.folder) == []
    assert {document.path for document in now.documents} == {
        f"{name}-{n}.txt" for name in names for n in range(each)
    }
    assert len(now.claims) == 3 * each * writers
    assert sorted((check.by, check.note) for check in now.checks) == sorted(
        (name, f"{number}") for name in names for number in range(each)
    )
