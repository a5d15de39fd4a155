"""What all tests share: the two flags, and running the command as a user would."""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]

# What a person keeps outside of every ledger is not this machine's, and the same for all processes
# that a test starts.
os.environ["XDG_STATE_HOME"] = str(
    Path(tempfile.gettempdir()) / f"claimbook-tests-{getpass.getuser()}"
)

# The one who signs, and the language of the shell's tools, are not this machine's either.
os.environ |= {
    "GIT_CONFIG_GLOBAL": str(Path(__file__).parent / "gitconfig"),
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C.UTF-8",
}

# Laws hold at any speed: a busy machine is no reason for a red build.
settings.register_profile("claimbook", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("claimbook")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--full", action="store_true", help="run kill loops and simulations at their whole length"
    )
    parser.addoption(
        "--update", action="store_true", help="rewrite golden files instead of comparing with them"
    )


def program(folder: Path) -> Path:
    """Put a program `claimbook` that runs this checkout into a new folder.

    Return the folder.
    """
    folder.mkdir()
    (folder / "claimbook").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m claims "$@"\n')
    (folder / "claimbook").chmod(0o755)
    return folder


@pytest.fixture
def full(request: pytest.FixtureRequest) -> bool:
    """Whether long tests run at their whole length."""
    return bool(request.config.getoption("--full"))


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `claimbook ARGUMENTS` in a fresh process and return how it ended.

    It starts in an empty folder, unless `cwd` names another.
    """
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "100", "PYTHONPATH": str(ROOT)}

    def claimbook(
        *arguments: object, cwd: Path = tmp_path, stdin: str | None = None, **env: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "claims", *map(str, arguments)],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment | env,
            timeout=120,
            check=False,
        )

    return claimbook


@pytest.fixture
def run_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `claimbook ARGUMENTS` within this process.

    A test of many commands has the time for that; otherwise see `run`.
    """
    from tests.attack.driving import run as drive

    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")

    def claimbook(*arguments: object, cwd: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        ended = drive(cwd, *arguments)
        return subprocess.CompletedProcess(arguments, ended.code, ended.stdout, ended.stderr)

    return claimbook
