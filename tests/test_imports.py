"""What the import contracts cannot see: which modules a running command really loads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection

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


# the first screen of a ledger that is not read yet; then all of it, with what there is to notice
REVIEW = """
import asyncio, sys
from pathlib import Path
import claims.cli.review
from claims.ledger.ledger import Ledger
from claims.views.review.desk import LedgerDesk
from claims.views.review.screen import ReviewApp
from claims.views.review.session import Session
desk = LedgerDesk(Ledger.open(Path("ledger")), "Ann Reuter", is_patient=False)
app = ReviewApp(Session(desk), desk)
app._review._read_later = lambda: None
async def paint():
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        print(app.screen.query_one("#facts").render())
        print(*sorted(sys.modules), file=sys.stderr)
        while desk.read_on():
            pass
        app._review._draw()
        await pilot.pause()
        print(*sorted(sys.modules), file=sys.stderr)
asyncio.run(paint())
"""


def run_probe(probe: str, *arguments: str) -> tuple[str, list[set[str]]]:
    """Return what a probe prints, and the modules of each line that it writes beside that."""
    command = [sys.executable, "-c", probe, *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout, [set(line.split()) for line in ended.stderr.splitlines()]


def packages(modules: Collection[str]) -> set[str]:
    """Return the packages of some modules."""
    return {name.split(".")[0] for name in modules}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["list"], ["list", "--json"], ["list", "--status", "unverified"]]
)
def test_everyday_commands_start_light(arguments: list[str]) -> None:
    _, [*_, loaded] = run_probe(PROBE, *arguments)
    assert "claims" in loaded
    assert HEAVY & loaded == set()


def test_review_paints_without_what_only_checking_and_reading_of_texts_need() -> None:
    shown, [first, read] = run_probe(REVIEW)
    assert "looked for when all claims are read" in shown
    assert (HEAVY - {"textual"}) & packages(first | read) == set()
    assert "claims.numbers.audit" in read - first
