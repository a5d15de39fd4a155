"""The commands of the README and of the help pages are run as they stand, and print what is shown.

A block marked `console` is a session in a clone of the project: lines after "$ " are typed into one
shell, the rest is what comes out, at the width at which the page is read: 78 columns of a terminal
for a page of help, 100 for the README. Blocks go on where the one before ended. What changes from
run to run (times, commits) is compared by its shape. `pytest tests/test_docs.py --update` writes
what the commands print into the pages. Python blocks are run too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, program

README = ROOT / "README.md"
PAGES = sorted((ROOT / "claims" / "help").glob("*.md"))
PYTHON_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```console\n(?P<session>.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "end-of-command"
CHANGING = re.compile(
    r"""
    \d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?  # 2026-11-22T16:03:25Z
    | \b[0-9a-f]{7,40}\b                           # commit ids
    | \bc[a-z2-7]{12}\b                            # check ids hold the time
    """,
    re.VERBOSE,
)
SESSIONS = [page for page in (README, *PAGES) if BLOCK.search(page.read_text("utf-8"))]
PYTHON = [page for page in (README, *PAGES) if PYTHON_BLOCK.search(page.read_text("utf-8"))]


def _commands(session: str) -> list[str]:
    return re.findall(r"^\$ ((?:.*\\\n)*.*)", session, re.MULTILINE)


def _typed(sessions: list[str], tmp_path: Path, width: int) -> list[list[str]]:
    """Type all commands into one shell in a copy of the project.

    Return what each printed, session by session.
    """
    clone, programs = tmp_path / "claimbook", program(tmp_path / "bin")
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    for folder in ("seeds", "ledger"):  # as they are now, also before a commit
        subprocess.run(["cp", "-R", ROOT / folder, clone], check=True)
    environment = os.environ | {
        "PATH": f"{programs}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Amina Diallo",
        "GIT_AUTHOR_EMAIL": "amina@desk.example",
        "GIT_COMMITTER_NAME": "Amina Diallo",
        "GIT_COMMITTER_EMAIL": "amina@desk.example",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "user.name",
        "GIT_CONFIG_VALUE_0": "Amina Diallo",
        "COLUMNS": str(width),
        "NO_COLOR": "1",
    }
    script = "".join(
        f"{command}\necho\necho {MARK}\n" for session in sessions for command in _commands(session)
    )
    shell = subprocess.run(
        ["bash"],
        input=f"exec 2>&1\n{script}",
        cwd=clone,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    printed = iter(part.strip("\n") for part in shell.stdout.split(f"\n{MARK}\n"))
    return [[next(printed) for _ in _commands(session)] for session in sessions]


def _shown(session: str, printed: list[str]) -> str:
    lines = []
    for command, output in zip(_commands(session), printed, strict=True):
        lines += [f"$ {command}", *(line.rstrip() for line in output.splitlines())]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("page", SESSIONS, ids=lambda page: page.stem)
def test_a_page_shows_what_its_commands_print(page: Path, tmp_path: Path, update: bool) -> None:
    written = page.read_text("utf-8")
    sessions = BLOCK.findall(written)
    typed = _typed(sessions, tmp_path, 100 if page == README else 78)
    fresh = [_shown(session, printed) for session, printed in zip(sessions, typed, strict=True)]
    if update:
        blocks = iter(fresh)
        page.write_text(BLOCK.sub(lambda _: f"```console\n{next(blocks)}```", written), "utf-8")
        return
    assert [CHANGING.sub("…", session) for session in sessions] == [
        CHANGING.sub("…", session) for session in fresh
    ]


@pytest.mark.parametrize("page", PYTHON, ids=lambda page: page.stem)
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    """In a copy of the project; what it may not print is a traceback."""
    for folder in ("seeds", "ledger"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    code = "\n".join(PYTHON_BLOCK.findall(page.read_text("utf-8")))
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_test_command_is_what_the_build_runs() -> None:
    readme = README.read_text("utf-8")
    last = (ROOT / ".ci" / "run").read_text("utf-8").rstrip().rpartition("\n")[2]
    assert last.startswith(".venv/bin/pytest")
    assert f"&& {last}\n```" in readme
