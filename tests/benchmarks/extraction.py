"""How fast text is read, and whether twice the text takes twice the time.

    python -m tests.benchmarks.extraction [FOLDER]    (a folder of articles as .txt; default:
    `tests/unseen/`)

Prints MB a CPU second of each step on articles it has not met, beside a regex that only finds
digits; then, for one document made of ever more articles and for awkward texts, the seconds a MB
against those of the shortest: near 1 where time grows with the text. Each figure is of a process of
its own that has read the articles of `tests/articles/` before, because lexicons and models are read
once. Asserts nothing: how fast a machine is, is no property of the program.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from claims import extract
from claims.text.grammar.syntax import Syntax
from claims.text.quantities.find import find_quantities
from tests.benchmarks.accuracy import UNSEEN, read_marked

ARTICLES = UNSEEN.parent / "articles"
TIMES = (1, 2, 4, 8)
AWKWARD = {
    "a sentence without end": "Ann Lee said 40 of the 50 boats and ",
    "quotations that never close": '"He said 5% of them ',
    "brackets that never close": "about 12 (of 30 ",
    "numbers only": "1,200 3.4 5 ",
    "hyphens": "12-year-old-and-",
    "names": "Ann Lee, Omar Samer and the World Bank said 12 died.\n\n",
}
AWKWARD_LENGTH = 4_000  # characters


def find_digits(text: str) -> None:
    """Do what any reader of numbers has to do at least."""
    re.findall(r"\d[\d.,]*", text)


def read_numbers(text: str) -> None:
    """Read the quantities."""
    find_quantities(Syntax(text))


def parse_all(text: str) -> None:
    """Tag and parse every sentence, also those that nobody asks about."""
    syntax = Syntax(text)
    for index in range(len(syntax.sentences)):
        assert syntax.parse(index).verb_groups is not None


STEPS: tuple[Callable[[str], object], ...] = (
    find_digits,
    Syntax,
    read_numbers,
    parse_all,
    extract,
)


def main(folder: Path | None) -> None:
    """Print a table of steps and one of growing documents."""
    texts = [read_marked(path)[0] for path in sorted((folder or UNSEEN).rglob("*.txt"))]
    print(f"{len(texts)} articles, {megabytes(texts):.2f} MB\n")
    print(f"{'step':<28} {'MB a CPU second':>16}")
    for step in STEPS:
        print(f"{step.__name__:<28} {megabytes(texts) / apart(step, texts):>16.3f}")
    pieces = {"articles": "\n\n".join([*texts, ""])}
    pieces |= {name: piece * (AWKWARD_LENGTH // len(piece)) for name, piece in AWKWARD.items()}
    print(f"\n{'CPU seconds a MB, longer':<28} {' '.join(f'{times:>5}x' for times in TIMES)}")
    for name, piece in pieces.items():
        rates = [apart(extract, [piece * times]) / times for times in TIMES]
        print(f"{name:<28} {' '.join(f'{rate / rates[0]:>6.2f}' for rate in rates)}")


def megabytes(texts: Sequence[str]) -> float:
    """Return the size of some texts."""
    return sum(len(text.encode()) for text in texts) / 1e6


def apart(step: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the CPU seconds that a step takes in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(seconds, step, texts).result()


def seconds(step: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the CPU seconds that a step takes once lexicons and models are read."""
    for path in sorted(ARTICLES.glob("*.txt")):
        step(path.read_text("utf-8"))
    started = time.process_time()
    for text in texts:
        step(text)
    return time.process_time() - started


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
