"""`claimbook review` in a real terminal, as far as a pseudo-terminal is one."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claims.ledger.ledger import Ledger
from claims.ledger.schema import CHECKS
from claims.ledger.validate import validate
from tests.conftest import ROOT, Run
from tests.made import make

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals of this kind")
PATIENCE = 60.0  # seconds that a loaded machine may take


class Terminal:
    """A command in a pseudo-terminal of 80 columns by 24 lines."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        variables = {
            name: value
            for name, value in os.environ.items()
            if name not in ("NO_COLOR", "COLORFGBG")
        }
        variables |= {
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "COLUMNS": "80",
            "LINES": "24",
        } | environment
        self._handle, other = pty.openpty()
        command = [sys.executable, "-m", "claims", *arguments]
        self._process = subprocess.Popen(
            command, env=variables, stdin=other, stdout=other, stderr=other, start_new_session=True
        )
        os.close(other)
        self.shown = ""

    def wait_for(self, words: str) -> None:
        """Read until some words have come."""
        end = time.monotonic() + PATIENCE
        while words not in self.shown:
            ready, _, _ = select.select([self._handle], [], [], max(end - time.monotonic(), 0))
            assert ready, f"{words!r} did not come: {self.shown[-2000:]!r}"
            self.shown += os.read(self._handle, 65_536).decode("utf-8", "replace")

    def press(self, keys: str) -> None:
        """Type keys."""
        os.write(self._handle, keys.encode())

    def vanish(self) -> int:
        """Take the terminal away, as a lost connection does, and return how the command ended."""
        os.close(self._handle)
        return self._process.wait(PATIENCE)

    def close(self) -> int:
        """Read to the end and return how the command ended."""
        try:
            while os.read(self._handle, 65_536):
                pass
        except OSError:
            pass  # how Linux says that the other end is closed
        os.close(self._handle)
        return self._process.wait(PATIENCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "ledger", documents=2, each=6, checked=0.5).folder


def colours(shown: str) -> set[str]:
    """Return the escape sequences that set a colour other than the terminal's own."""
    codes = {
        code
        for found in re.findall(r"\x1b\[([\d;]*)m", shown)
        for code in re.split(r"(?<![34]8);", found)
    }
    return {code for code in codes if re.match(r"(3[0-8]|4[0-8]|9\d|10\d)", code)}


def test_a_decision_typed_in_a_terminal_is_in_the_ledger(folder: Path) -> None:
    before = len(list(Ledger.open(folder).rows(CHECKS)))
    terminal = Terminal("review", "--by", "Eve", "--ledger", str(folder), "--status", "unverified")
    terminal.wait_for("decided")
    terminal.press("c")
    terminal.wait_for("signed: checking")
    terminal.press("q")
    assert terminal.close() == 0
    rows = list(Ledger.open(folder).rows(CHECKS))
    assert (len(rows), rows[-1]["by"], rows[-1]["status"]) == (before + 1, "Eve", "checking")


def test_a_review_whose_terminal_is_gone_ends(folder: Path) -> None:
    terminal = Terminal("review", "--by", "Eve", "--ledger", str(folder))
    terminal.wait_for("decided")
    assert terminal.vanish() == 0
    assert validate(folder) == []


def test_no_color_leaves_the_terminals_own_colours_alone(folder: Path) -> None:
    shown = {}
    for setting in ({}, {"NO_COLOR": "1"}):
        terminal = Terminal("review", "--by", "Eve", "--ledger", str(folder), **setting)
        terminal.wait_for("quit")
        terminal.press("tt")
        terminal.press("q")
        terminal.close()
        shown[bool(setting)] = colours(terminal.shown)
    assert shown[False]
    assert shown[True] == set()


def test_without_a_terminal_it_says_what_to_use_instead(folder: Path, run: Run) -> None:
    done = run("review", "--by", "Eve", "--ledger", folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "review needs a terminal" in done.stderr
