"""Killed at any line of the way to the disk, a writing verb leaves the ledger as before or as after, and sound."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from claims.ledger import journal, store
from claims.ledger.ledger import Ledger
from claims.ledger.validate import validate
from tests.attack.driving import run
from tests.samples import sample

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a copy of this process is killed")
WATCHED = {store.__file__, journal.__file__}
SHEET = "quote,value,url\nThe dam held 40 days.,40,https://a.example/1\nThe wall cost 9 euros.,9,https://a.example/2\n"
CHECKS = "claim_id,status,by,note\n{id},unverifiable,Dana,rang them\n{id},checking,Eve,\n"
VERBS: dict[str, tuple[str, ...]] = {
    "add": ("add", "new.txt"),
    "add an edition": ("add", "edited.txt", "--as", "DOCUMENT"),
    "check": ("check", "ID", "--status", "unverifiable", "--by", "Cem"),
    "note": ("note", "ID", "rang the ministry", "--by", "Ann Lee"),
    "withdraw": ("withdraw", "ID", "--by", "Ben", "--why", "no claim"),
    "edit": ("edit", "ID", "unit=village", "--by", "Ben"),
    "import checks": ("import", "checks", "checks.csv"),
    "import claims": ("import", "claims", "sheet.csv"),
    "validate --fix": ("validate", "--fix"),
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    ledger = sample(folder / "ledger")
    (folder / "new.txt").write_text("The mayor said 12 houses burned on Friday.\n")
    (folder / "edited.txt").write_text(ledger.documents[0].text.replace("600", "700"))
    (folder / "sheet.csv").write_text(SHEET)
    (folder / "checks.csv").write_text(CHECKS.format(id=ledger.claims[0].claim_id))
    return folder


def words(desk: Path, verb: tuple[str, ...]) -> list[str]:
    ledger = Ledger.open(desk)
    names = {"ID": ledger.claims[0].claim_id, "DOCUMENT": ledger.documents[0].document_id}
    return [names.get(word, word) for word in verb]


def in_a_copy(act: Callable[[], object], after: int) -> tuple[bool, int]:
    """Do something in a copy of this process that is killed at that line of the watched files: was it, and the code."""
    child = os.fork()
    if not child:
        lines = 0

        def watch(frame: FrameType, event: str, _argument: object) -> Callable[..., object] | None:
            nonlocal lines
            if frame.f_code.co_filename not in WATCHED:
                return None
            if event == "line":
                lines += 1
                if lines == after:
                    os.kill(os.getpid(), signal.SIGKILL)
            return watch

        code = 99
        try:
            sys.settrace(watch)
            act()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status), -1 if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def state(desk: Path) -> tuple[set[str], set[str], set[str]]:
    """The ids of all documents, claims and checks."""
    ledger = Ledger.open(desk)
    documents = {document.document_id for document in ledger.documents}
    claims = {claim.claim_id for claim in ledger.claims}
    return documents, claims, {check.check_id for check in ledger.checks}


@pytest.mark.slow
@pytest.mark.parametrize("name", VERBS)
def test_a_killed_verb_loses_nothing(desk: Path, name: str, full: bool) -> None:
    rng = random.Random(name)
    before = state(desk)
    killed = 0
    for _ in range(1_200 if full else 4):
        victim = desk.with_name("victim")
        shutil.rmtree(victim, ignore_errors=True)
        shutil.copytree(desk, victim)
        arguments = words(victim, VERBS[name])
        was_killed, code = in_a_copy(lambda: run(victim, *arguments), rng.randint(1, 260))  # noqa: B023
        killed += was_killed
        assert was_killed or code == 0
        for kept, now in zip(before, state(victim), strict=True):
            assert kept <= now
        assert validate(victim / "ledger") == []
        run(victim, *arguments)  # and the same can be asked for again
        assert validate(victim / "ledger") == []
    assert killed or not full
