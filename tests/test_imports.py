"""What the import contracts cannot see: which modules a running command really loads."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

HEAVY = {
    "pandas",
    "numpy",
    "pandera",
    "quantulum3",
    "textual",
    "pyarrow",
    "trafilatura",
    "jinja2",
    "openpyxl",
}
PROBE = """
import sys
sys.argv = ["claimbook", *sys.argv[1:]]
from claims.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments", [["--help"], ["list"], ["list", "--json"], ["list", "--status", "unverified"]]
)
def test_everyday_commands_start_light(arguments: list[str]) -> None:
    probe = [sys.executable, "-c", PROBE, *arguments]
    ended = subprocess.run(probe, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert HEAVY & set(ended.stderr.split()) == set()
