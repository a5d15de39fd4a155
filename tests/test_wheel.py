"""A built wheel holds the package and its data files, and nothing else of the repository."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.conftest import ROOT


def test_wheel_holds_only_the_package(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert [
        name for name in names if not name.startswith("claims/") and ".dist-info/" not in name
    ] == []
    ours = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "claims").rglob("*") if path.is_file()
    }
    assert {name for name in ours if "__pycache__" not in name} <= set(names)
