"""Ledgers of growing size: list with a filter, show, check, add, validate, diff.

Beside the peers' diffs. python -m tests.benchmarks.ledger_size [ROWS...]        (default: 10000
100000 1000000)

The second version has 0.1 % of all cells edited, 0.1 % of the rows added and 0.05 % removed. Prints
CPU seconds, memory, and the ratio to the simplest thing that could tell what differs (two sets of
line hashes), measured in the same run. Peers that are not installed are left out: csv-diff and daff
from the index, git, pandas. Asserts nothing.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from claims.ledger.canonical import format_line, format_row, format_table
from claims.ledger.identity import entry_id
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS
from tests.conftest import ROOT

CLAIMS_PER_DOCUMENT = 50
CLAIMS_PER_CHECK = 100
OUR_LIMIT, PEERS_LIMIT = 600, 120  # seconds; 124 in the last column is a tool that took longer
EDITABLE = ("about", "claimant", "place", "period", "unit", "dimension", "cue")
SENTENCE = (
    'Officials said "{number} households" in district {district}, many of them without water, '
    "had applied for help "
    "since the storm, and that the count would go on until each street had been seen at least "
    "once by one of the teams."
)
LINE_HASH = """
import sys
old, new = (set(map(hash, open(path, "rb"))) for path in sys.argv[1:])
for path, hashes in ((sys.argv[1], old - new), (sys.argv[2], new - old)):
    print(sum(1 for line in open(path, "rb") if hash(line) in hashes))
"""
PANDAS = """
import sys
import pandas as pd
old, new = (pd.read_csv(path, dtype=str, keep_default_na=False) for path in sys.argv[1:])
both = old.merge(new, on="claim_id", how="outer", suffixes=("_old", "_new"), indicator=True)
print(both["_merge"].value_counts())
same = both[both["_merge"] == "both"]
columns = [column for column in old.columns if column != "claim_id"]
print(sum(int((same[c + "_old"] != same[c + "_new"]).sum()) for c in columns))
"""


def main(sizes: Sequence[int]) -> None:
    """Print one table of figures for each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            old, new = (Path(folder) / name for name in ("old", "new"))
            generate(old, size, None)
            generate(new, size, random.Random(1))
            print(f"\n{size:,} claims, {(old / 'claims.csv').stat().st_size / 2**20:,.0f} MB")
            print(f"{'':<36} {'CPU s':>8} {'MB':>7} {'ratio':>7}  ends with")
            report(Path(folder), old, new)


def report(folder: Path, old: Path, new: Path) -> None:
    """Measure everything on two versions."""
    files = [old / "claims.csv", new / "claims.csv"]
    claimbook = [sys.executable, "-m", "claims"]
    article = folder / "article.txt"
    article.write_text("Storm\n\nThe mayor said 41 homes in the valley were hit.\n", "utf-8")
    # the name comes from the middle of the ledger, where a search has to go far
    middle = next(
        claim_id for place, claim_id in enumerate(Ledger(old).claim_ids()) if place >= 100
    )
    commands: dict[str, list[object]] = {
        "two sets of line hashes": [sys.executable, "-c", LINE_HASH, *files],
        "claimbook diff": [*claimbook, "diff", "--json", old, new],
        "git diff --no-index": [
            "git",
            "-c",
            "core.bigFileThreshold=4g",
            "diff",
            "--no-index",
            "-U0",
            *files,
        ],
        "pandas merge": [sys.executable, "-c", PANDAS, *files],
        "csv-diff --json": ["csv-diff", "--json", "--key=claim_id", *files],
        "daff": ["daff.py", "--id", "claim_id", *files],
        "claimbook list --where": [
            *claimbook,
            "list",
            "--ledger",
            old,
            "--where",
            "claimant~officer 77",
            "--json",
        ],
        "claimbook list (a table of 500)": [*claimbook, "list", "--ledger", old],
        "claimbook show": [*claimbook, "show", "--ledger", old, middle],
        "claimbook check": [
            *claimbook,
            "check",
            "--ledger",
            old,
            middle,
            "--status",
            "unverifiable",
            "--by",
            "Cem",
        ],
        "claimbook add": [*claimbook, "add", "--ledger", old, article],
        "claimbook validate": [*claimbook, "validate", "--ledger", new],
    }
    base = 0.0
    for name, command in commands.items():
        if shutil.which(str(command[0])) is None:
            print(f"{name:<36} not installed")
            continue
        seconds, megabytes, code = used(
            command, OUR_LIMIT if command[: len(claimbook)] == claimbook else PEERS_LIMIT
        )
        base = base or seconds
        print(
            f"{name:<36} {seconds:>8.2f} {megabytes:>7,.0f} {seconds / base:>7.2f}  {code}",
            flush=True,
        )


def used(command: Sequence[object], limit: int) -> tuple[float, float, str]:
    """Run a command and return its CPU seconds, its memory at most in MB, and how it ended."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    with subprocess.Popen(
        ["timeout", str(limit), *map(str, command)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read().decode(errors="replace").strip().splitlines()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    ended = f"{process.returncode} {said[-1][:60] if said else ''}"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, ended


def generate(folder: Path, size: int, changes: random.Random | None) -> None:
    """Write a ledger without texts, as it is or with changes."""
    Ledger.create(folder)
    (folder / "claimbook.toml").write_text("[rules]\nkeep_texts = false\n", "utf-8")
    with (folder / "documents.csv").open("wb") as file:
        file.writelines(
            format_table(map(document, range(-(-size // CLAIMS_PER_DOCUMENT))), DOCUMENTS)
        )
    with (folder / "claims.csv").open("wb") as file:
        file.write(format_line(CLAIMS.columns))
        for number in range(size):
            file.writelines(format_row(row, CLAIMS) for row in versions(number, changes))
    (folder / "checks").mkdir()
    for checker in ("ann", "ben"):
        step = CLAIMS_PER_CHECK * (2 if checker == "ben" else 1)
        with (folder / "checks" / f"{checker}.csv").open("wb") as file:
            file.writelines(
                format_table((check(number, checker) for number in range(0, size, step)), CHECKS)
            )


def versions(number: int, changes: random.Random | None) -> Iterator[dict[str, str]]:
    """Yield a claim's row as it is, or with what happened to it."""
    row = claim(number)
    if changes is None or number % CLAIMS_PER_CHECK == 0:  # claims that were checked stay
        yield row
        return
    if changes.random() < 0.0005:
        return
    if changes.random() < 0.001 * len(CLAIMS.columns):
        row[changes.choice(EDITABLE)] = f"edited {number}"
    yield row
    if changes.random() < 0.001:
        yield row | {"claim_id": key("kz", number)}


def document(number: int) -> dict[str, str]:
    return {
        "document_id": f"storm-{number:07d}",
        "title": f"Storm in district {number}",
        "publisher": "Valley Herald",
        "published": f"20{number % 20 + 10}-05-01",
        "path": f"{number}.txt",
        "sha256": f"{number:064x}",
        "retrieved_at": "2031-05-01T10:00:00Z",
    }


def claim(number: int) -> dict[str, str]:
    start = 100 + number % CLAIMS_PER_DOCUMENT * 300
    surface = f"{number} households"
    return {
        "claim_id": key("k", number),
        "document_id": f"storm-{number // CLAIMS_PER_DOCUMENT:07d}",
        "start": str(start),
        "end": str(start + len(surface)),
        "surface": surface,
        "value": str(number),
        "modifier": "exact",
        "unit": "household",
        "dimension": "count",
        "about": f"many of them without water in district {number % 500}",
        "period": "since the storm",
        "place": f"district {number % 500}",
        "source": "Officials",
        "source_start": str(start - 15),
        "source_end": str(start - 6),
        "cue": "said",
        "claimant": f"Officials of the civil defence, officer {number % 1000}",
        "chain": "Officials",
        "stance": "asserted",
        "type": "statistical",
        "quote": SENTENCE.format(number=number, district=number % 500),
    }


def check(number: int, checker: str) -> dict[str, str]:
    row = {
        "claim_id": key("k", number),
        "at": "2031-06-01T10:00:00Z",
        "by": checker,
        "status": "verified",
    }
    return {"check_id": entry_id(row, CHECKS), **row}


def key(prefix: str, number: int) -> str:
    """Return an id that no order of numbers shows in."""
    digits = "abcdefghijklmnopqrstuvwxyz234567"
    scattered = (number * 0x9E3779B97F4A7C15) % 2**55
    return prefix + "".join(digits[scattered >> shift & 31] for shift in range(0, 55, 5))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
