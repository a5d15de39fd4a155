"""How fast, how large, how it grows: figures as ratios, from one run.

The tables are those that `claims/help/scale.md` quotes.

    python -m tests.benchmarks.scale            # prints the tables, in about ten minutes
    python -m tests.benchmarks.scale --update   # and writes them into the page
    python -m tests.benchmarks.scale --full     # awkward texts at full size, ten times as many
                                                # documents, ledgers of a million claims

All figures of a run are of one machine, in CPU seconds, because a busy machine changes all of them
alike: read the ratios. The texts are the articles of `tests/articles` and `tests/unseen`, which
have five times as many numbers a page as other news.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from claims import extract
from tests.benchmarks.accuracy import UNSEEN, read_marked
from tests.benchmarks.extraction import ARTICLES, megabytes
from tests.conftest import ROOT
from tests.made import make

PAGE = ROOT / "claims/help/scale.md"
BEGIN = "<!-- figures: python -m tests.benchmarks.scale --update -->"
END = "<!-- end of figures -->"
TEXTS = [
    *(path.read_text("utf-8") for path in sorted(ARTICLES.glob("*.txt"))),
    *(read_marked(path)[0] for path in sorted(UNSEEN.glob("*/*.txt"))),
]
# what any reader of numbers has to do at least
FLOOR = re.compile(
    r"\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million)\b",
    re.IGNORECASE,
)
LINE = " ".join(" ".join(TEXTS).split()) + " "
AWKWARD: dict[str, Callable[[int], str]] = {
    "one line of articles": lambda n: (LINE * (n // len(LINE) + 1))[:n],
    "numbers in one sentence": lambda n: " and ".join(f"{at % 97 + 3} towns" for at in range(n)),
    "ranges (1–1–1)": lambda n: "1–" * n,
    "quotes": lambda n: '"' * n + " They took 27 towns.",
    "words in quotes": lambda n: '"a" ' * n + "27 towns",
    "brackets": lambda n: "(" * n + "27 towns" + ")" * n,
}
# others: 10,000
SIZES = {"one line of articles": 500_000, "numbers in one sentence": 1_000, "ranges (1–1–1)": 1_000}
Row = tuple[str, ...]


class Spent(NamedTuple):
    """What a command took."""

    seconds: float  # CPU, of all its processes
    clock: float
    megabytes: float  # at most, of its largest process


def spent(work: Callable[[], object]) -> float:
    """Return the CPU seconds of some work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def run(*command: str) -> Spent:
    """Run claimbook as somebody would, and return what it took."""
    watched = (
        "import resource, subprocess, sys, time; clock = time.monotonic(); "
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(used.ru_utime + used.ru_stime, time.monotonic() - clock, used.ru_maxrss / 1024)"
    )
    whole = [sys.executable, "-c", watched, sys.executable, "-m", "claims", *command]
    told = subprocess.run(whole, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return Spent(*map(float, told.split()))


def speed() -> Iterator[Row]:
    """Yield megabytes a CPU second, and how others compare."""
    warnings.simplefilter("ignore")
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    for text in TEXTS[:5]:
        extract(text)
    claims = 0

    def read() -> None:
        nonlocal claims
        claims = sum(len(extract(text)) for text in TEXTS)

    took = spent(read)
    ours = megabytes(TEXTS) / took
    floor = 20 * megabytes(TEXTS) / spent(lambda: [FLOOR.findall(text) for text in TEXTS * 20])
    some = TEXTS[:8]
    theirs = megabytes(some) / spent(lambda: [parser.parse(text) for text in some])
    yield ("", "MB a CPU second", "against claimbook")
    yield (f"claimbook, everything: {claims / took:,.0f} claims a second", f"{ours:.3f}", "1")
    yield ("quantulum3, quantities only", f"{theirs:.3f}", f"{ours / theirs:.1f} times as slow")
    yield (
        "a regex for digits and number words",
        f"{floor:.0f}",
        f"{floor / ours:.0f} times faster",
    )


def growth(folder: Path, times: Sequence[int]) -> Iterator[Row]:
    """Yield what more documents and more processes change."""
    yield ("documents", "processes", "CPU ms a document", "seconds by the clock", "largest process")
    for most in times:
        path = folder / f"{most}.jsonl"
        lines = (json.dumps({"text": text}) + "\n" for _ in range(most) for text in TEXTS)
        path.write_text("".join(lines), "utf-8")
        count = most * len(TEXTS)
        for jobs in (1, 2):
            out = str(folder / f"{most}-{jobs}.jsonl")
            took = run("extract", str(path), "--jobs", str(jobs), "--out", out)
            yield _grown(count, str(jobs), took)
        if most == times[-1] and shutil.which("dask"):
            out = str(folder / "dask")
            took = run("extract", str(path), "--engine", "dask", "--jobs", "2", "--out", out)
            yield _grown(count, "Dask, 2 workers", took)


def _grown(documents: int, processes: str, took: Spent) -> Row:
    each = f"{1000 * took.seconds / documents:.0f}"
    return (
        f"{documents:,}",
        processes,
        each,
        f"{took.clock:.0f}",
        f"{took.megabytes:.0f} MB",
    )


def ledgers(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    """Yield what looking at ledgers takes, from files and from a dataset."""
    yield ("claims", "`list`", "`stats`", "dataset", "its `list`", "its `stats`", "bytes a claim")
    small = make(folder / "small", documents=100, each=10, checked=0).folder
    for size in sizes:
        ledger, dataset = folder / f"ledger{size}", folder / f"dataset{size}"
        grow(small, ledger, size // 1_000)
        made = run("export", "dataset", "-o", str(dataset), "--ledger", str(ledger))
        took = [
            run(command, "--ledger", str(place))
            for place in (ledger, dataset)
            for command in ("list", "stats")
        ]
        parquet = sum(path.stat().st_size for path in dataset.rglob("*.parquet"))
        told = [f"{each.seconds:.1f} s, {each.megabytes:.0f} MB" for each in (*took[:2], made)]
        asked = [f"{each.seconds:.1f} s, {each.megabytes:.0f} MB" for each in took[2:]]
        yield (f"{size:,}", *told, *asked, f"{parquet / size:.0f}")


def grow(small: Path, large: Path, times: int) -> None:
    """Write a ledger that has each document and claim of another so many times, under other ids."""
    large.mkdir()
    for name in ("claimbook.toml", "datapackage.json"):
        shutil.copy(small / name, large / name)
    for name in ("documents.csv", "claims.csv"):
        with (small / name).open("rb") as rows, (large / name).open("wb") as grown:
            grown.write(next(rows))
            of_small = list(rows)
            for time_ in range(times):
                tag = _tag(time_)
                grown.writelines(_renamed(row, tag, name == "claims.csv") for row in of_small)


def _tag(number: int) -> bytes:
    letters = b"abcdefghijklmnopqrstuvwxyz234567"
    return bytes(letters[number >> shift & 31] for shift in (10, 5, 0))


def _renamed(row: bytes, tag: bytes, is_claim: bool) -> bytes:
    if not is_claim:
        return tag + row
    claim_id, document_id, rest = row.split(b",", 2)
    return b",".join((claim_id[:1] + tag + claim_id[1:], tag + document_id, rest))


def awkward(times: int) -> Iterator[Row]:
    """Yield what a megabyte of awkward text takes, and a number in it, against news."""
    found = sum(len(extract(text)) for text in TEXTS)
    news = spent(lambda: [extract(text) for text in TEXTS])
    yield ("text", "length", "a byte, against news", "a number, against news")
    for name, text in AWKWARD.items():
        size = times * SIZES.get(name, 10_000)
        whole = text(size)
        numbers = 0

        def read(whole: str = whole) -> None:
            nonlocal numbers
            numbers = len(extract(whole))

        took = spent(read)
        byte = took / len(whole.encode()) / (news / sum(len(text.encode()) for text in TEXTS))
        number = f"{took / numbers / (news / found):.2f}" if numbers > 1 else ""
        yield (name, f"{len(whole.encode()) / 1e6:.2f} MB", f"{byte:.2f}", number)


def table(rows: Iterator[Row]) -> str:
    """Write rows as a table, the first as its head."""
    head, *others = rows
    lines = [head, tuple("---" for _ in head), *others]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    """Measure, print, and on demand write the page."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--update", action="store_true", help="write the tables into the page")
    options.add_argument("--full", action="store_true", help="measure at full size")
    given = options.parse_args()
    times, sizes = [1, 10], [10_000, 100_000]
    if given.full:
        times, sizes = [*times, 100], [*sizes, 1_000_000]
    tables = []
    with tempfile.TemporaryDirectory() as name:
        for rows in (
            speed(),
            growth(Path(name), times),
            ledgers(Path(name), sizes),
            awkward(10 if given.full else 1),
        ):
            tables.append(table(rows))
            print(tables[-1], end="\n\n", flush=True)
    if given.update:
        page = PAGE.read_text("utf-8")
        head, rest = page.split(BEGIN)
        whole = "\n\n".join(tables)
        PAGE.write_text(f"{head}{BEGIN}\n\n{whole}\n\n{END}{rest.split(END)[1]}", "utf-8")


if __name__ == "__main__":
    main()
