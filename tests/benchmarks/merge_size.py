"""Merge ledgers of growing size by cell, beside `git merge-file`: CPU seconds, memory, conflicts.

    python -m tests.benchmarks.merge_size [ROWS...]        (default: 10000 100000 1000000)

Both sides edit 0.1 % of all cells, add 0.1 % and remove 0.05 % of the rows, at random and
independently. Prints figures and asserts nothing: how fast a machine is, is no property of the
program.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from claims.ledger.canonical import format_line
from claims.ledger.schema import CLAIMS
from tests.conftest import ROOT
from tests.simulated import claim

EDITABLE = [
    CLAIMS.columns.index(name)
    for name in ("value", "about", "claimant", "place", "quote", "period", "unit")
]
FILLING = (
    "in the south of the province, as the statement has it, "  # brings a row to about 600 bytes
)


def main(sizes: Sequence[int]) -> None:
    """Print one table of figures for each size."""
    print(f"{'rows':>9}  {'tool':<28} {'CPU s':>7} {'MB':>7}  conflicts")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            base, ours, theirs = (Path(folder) / name for name in ("base", "ours", "theirs"))
            write(base, size, changes=None)
            write(ours, size, changes=random.Random(1))
            write(theirs, size, changes=random.Random(2))
            merged = Path(folder) / "merged"
            claimbook = [
                sys.executable,
                "-m",
                "claims",
                "merge",
                base,
                ours,
                theirs,
                "--output",
                merged,
            ]
            for tool, command in (
                ("claimbook merge", claimbook),
                ("git merge-file", ["git", "merge-file", "-p", ours, base, theirs]),
            ):
                seconds, megabytes, conflicts = measured(command)
                print(
                    f"{size:>9,}  {tool:<28} {seconds:>7.1f} {megabytes:>7,.0f}  {conflicts}",
                    flush=True,
                )


def write(path: Path, size: int, changes: random.Random | None) -> None:
    """Write a ledger, as it is or with a side's changes."""
    with path.open("wb") as file:
        file.write(format_line(CLAIMS.columns))
        file.writelines(format_line(cells) for cells in rows(size, changes))


def rows(size: int, changes: random.Random | None) -> Iterator[list[str]]:
    for number in range(size):
        row = claim(number, number // 50, 100 + number % 50 * 90)
        row["about"] = row["quote"] = FILLING * 3 + row["quote"]
        row["claim_id"], row["document_id"] = f"k{number:07d}", f"article-{number // 50:06d}"
        cells = list(row.values())
        if changes is None:
            yield cells
            continue
        if changes.random() < 0.0005:
            continue
        if changes.random() < 0.001 * len(CLAIMS.columns):
            cells[changes.choice(EDITABLE)] = f"edited {changes.random()}"
        yield cells
        if changes.random() < 0.001:
            yield [
                f"n{number}{changes.randrange(10**6)}",
                cells[1],
                str(int(cells[2]) + 1),
                *cells[3:],
            ]


def measured(command: Sequence[object]) -> tuple[float, float, int]:
    """Run a command and return its CPU seconds, its memory at most in MB, and its conflicts."""
    process = subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    markers = sum(line.startswith(b"<<<<<<< ") for line in process.stdout)
    conflicts = markers + sum(
        b" here, " in line and b"read it again" not in line for line in process.stderr
    )
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, conflicts


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
