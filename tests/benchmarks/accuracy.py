"""How often extraction is wrong, measured on articles of `tests/unseen/` that it was not built on.

`python -m tests.benchmarks.accuracy` prints the share of numbers found, and of the found ones whose value, hedge,
unit and claimant are right; `--errors` prints each one that is not. The articles were written and marked by hand
before any output was seen. Each number stands as {WORDS|MODIFIER VALUE UNIT|CLAIMANT}: VALUE is LOW..HIGH for a range,
UNIT "-" for none, CLAIMANT "-" for the outlet's own voice and "?" for somebody unnamed. Nothing is corrected in the
program because of them: whoever reads the errors writes new articles for the next measurement.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from claims import Claim, extract

UNSEEN = Path(__file__).parent.parent / "unseen"
MARK = re.compile(r"\{([^|{}]*)\|(\w+) (\S+) ([^|{}]*)\|([^|{}]*)\}")
ARTICLES = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """One number as a person marked it, at [start, end) of the article without marks."""

    start: int
    end: int
    modifier: str
    value: Decimal
    upper: Decimal | None
    unit: str
    claimant: str


def read_marked(path: Path) -> tuple[str, list[Marked]]:
    """Return an article's text without its marks, and what they say."""
    marked = path.read_text("utf-8")
    text, numbers, position = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[position : mark.start()]
        words, modifier, value, unit, claimant = (part.strip() for part in mark.groups())
        low, _, high = value.partition("..")
        ends = Decimal(low), Decimal(high) if high else None
        numbers.append(Marked(len(text), len(text) + len(words), modifier, *ends, unit.replace("-", ""), claimant))
        text += words
        position = mark.end()
    return text + marked[position:], numbers


def overlap(claim: Claim, mark: Marked) -> tuple[int, int]:
    """Rank claims for a mark: shared characters first, then the shorter claim ("three of its eight" holds "eight")."""
    return max(0, min(claim.end, mark.end) - max(claim.start, mark.start)), claim.start - claim.end


def is_said_by(claim: Claim, claimant: str) -> bool:
    """See whether the claimant has the name that was marked, as in "a poll by the Veld Institute" for the institute."""
    if claimant in ("-", "?"):
        return claim.source == {"-": None, "?": ""}[claimant]
    words = re.escape(ARTICLES.sub("", claimant))
    return re.search(rf"(?<!\w){words}(?!\w)", claim.claimant, re.IGNORECASE) is not None


def compare(claim: Claim, mark: Marked) -> Iterator[str]:
    """Yield what is wrong about a found number."""
    if (claim.value, claim.upper) != (mark.value, mark.upper):
        yield "value"
    if claim.modifier != mark.modifier:
        yield "hedge"
    if claim.unit.replace("-", "").casefold() != mark.unit.casefold():
        yield "unit"
    if not is_said_by(claim, mark.claimant):
        yield "claimant"


def main(show_errors: bool) -> None:
    """Print the rates."""
    marked = found = extra = 0
    wrong = dict.fromkeys(("value", "hedge", "unit", "claimant"), 0)
    for path in sorted(UNSEEN.glob("*.txt")):
        text, marks = read_marked(path)
        claims = extract(text)
        free = list(claims)
        for mark in marks:
            marked += 1
            claim = max(claims, key=lambda claim: overlap(claim, mark), default=None)
            if claim is None or not overlap(claim, mark)[0]:
                if show_errors:
                    print(f"{path.stem}: not found: {text[mark.start : mark.end]!r}")
                continue
            found += 1
            free = [other for other in free if other is not claim]
            for field in compare(claim, mark):
                wrong[field] += 1
                if show_errors:
                    print(f"{path.stem}: {field}: {claim.surface!r} is {mark}, read as {claim}")
        extra += len(free)
        if show_errors:
            print(*(f"{path.stem}: no quantity: {claim.surface!r}" for claim in free), sep="\n")
    print(f"{marked} numbers marked, {found} found ({found / marked:.1%}); {extra} of {found + extra} are no quantity")
    for field, count in wrong.items():
        print(f"{field:9} wrong in {count} of {found} ({count / found:.1%})")


if __name__ == "__main__":
    main("--errors" in sys.argv[1:])
