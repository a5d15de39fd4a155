"""A release as it is put together.

It is built from the sources, checked for the index, installed and started.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import claims
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the source distribution and of the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def _wheel(built: Path) -> Path:
    (wheel,) = built.glob("*.whl")
    return wheel


def test_wheel_holds_only_the_package(built: Path):
    names = zipfile.ZipFile(_wheel(built)).namelist()
    assert [
        name for name in names if not name.startswith("claims/") and ".dist-info/" not in name
    ] == []
    ours = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "claims").rglob("*") if path.is_file()
    }
    assert {name for name in ours if "__pycache__" not in name} <= set(names)


def test_sources_hold_the_tests_and_what_they_read(built: Path):
    (sources,) = built.glob("*.tar.gz")
    with tarfile.open(sources) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"tests/cases/quantities.csv", "ledger/claims.csv", "CHANGELOG.md", ".ci/run"} <= names


def test_index_would_take_both(built: Path):
    command = [sys.executable, "-m", "twine", "check", "--strict", *built.iterdir()]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("PASSED") == 2


def test_installed_wheel_starts_and_reads(built: Path, tmp_path: Path):
    """Alone in a folder, beside the libraries that are there already."""
    place = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", place, _wheel(built)], check=True)
    command = [sys.executable, "-m", "claims"]

    def started(*arguments: str, typed: str = "") -> str:
        return subprocess.run(
            [*command, *arguments],
            input=typed,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(place)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert started("--version").strip().endswith(claims.__version__)
    text = "At least 40 people were killed, Mayor Anna Berg said."
    claim = json.loads(started("extract", "--json", "-", typed=text))
    assert (claim["value"], claim["claimant"]) == (40, "Anna Berg")


def test_changes_of_this_version_are_dated():
    entries = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    latest = next(entry for entry in entries if entry != "Unreleased")
    assert re.fullmatch(re.escape(claims.__version__) + r" \(\d{4}-\d\d-\d\d\)", latest)
