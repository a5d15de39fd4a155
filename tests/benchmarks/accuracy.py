"""How often extraction is wrong, measured on articles of `tests/unseen/` that it was not built on.

`python -m tests.benchmarks.accuracy` prints for each set of articles how many numbers are found,
and of how many of these the value, hedge, unit and claimant are wrong; `--errors` prints each one,
and names of sets (`seventh --errors`) measure these alone.
A set was written and marked by hand before any output was seen, the third to fifth by two people
(of one mind on 96 of 100 claimants and 98 of 100 units); once its errors have been read it counts
as known, and a new set is written for the next measurement. All sets are marked alike. Each number
stands as {WORDS|MODIFIER VALUE UNIT|CLAIMANT}: VALUE is LOW..HIGH for a range, UNIT "-" for none,
CLAIMANT "-" for the outlet's own voice and "?" for somebody unnamed. NAME.csv beside NAME.txt says
in the same order what is claimed of each number: event, about, period, and a statement as a person
would write it.
`whole` is the share of the marked numbers whose value, hedge, unit and claimant are right; `tells`
of those whose row alone also tells what is claimed: event and about stand in their fields or in a
statement of at most 24 words without the claimant.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from claims import Claim, extract
from claims.model import Basis
from claims.text.grammar.lemmas import lemma
from claims.text.grammar.plurals import singular

UNSEEN = Path(__file__).parent.parent / "unseen"
SETS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
FIELDS = ("value", "hedge", "unit", "claimant")
TOLD = ("event", "about", "period")
OF_ALL = ("whole", "tells")  # shares of all marked numbers; the others are of those found
LONGEST = 24  # words of a statement
EMPTY = frozenset(re.split(" ", "the a an of in on at to for from by with and be have"))
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
    told: dict[str, str]  # event, about, period and statement


def read_marked(path: Path) -> tuple[str, list[Marked]]:
    """Return an article's text without its marks, and what they say."""
    marked = path.read_text("utf-8")
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    text, numbers, position = "", [], 0
    for mark, told in zip(MARK.finditer(marked), rows, strict=True):
        text += marked[position : mark.start()]
        words, modifier, value, unit, claimant = (part.strip() for part in mark.groups())
        low, _, high = value.partition("..")
        ends = Decimal(low), Decimal(high) if high else None
        span = len(text), len(text) + len(words)
        numbers.append(Marked(*span, modifier, *ends, unit.replace("-", ""), claimant, told))
        text += words
        position = mark.end()
    return text + marked[position:], numbers


def overlap(claim: Claim, mark: Marked) -> tuple[int, int]:
    """Rank claims for a mark: by shared characters, then the shorter claim first.

    "Three of its eight" holds "eight", and is not it.
    """
    return max(0, min(claim.end, mark.end) - max(claim.start, mark.start)), claim.start - claim.end


def is_said_by(claim: Claim, claimant: str) -> bool:
    """Tell whether the claimant has the name that was marked.

    "A poll by the Veld Institute" has it, for the institute.
    """
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


def stems(text: str) -> set[str]:
    """Return the words that say something, as lemmas: "were killed" and "kills" are one."""
    return {singular(lemma(word)) for word in re.findall(r"[^\W_]+", text.casefold())} - EMPTY


def is_told(field: str, claim: Claim, mark: Marked) -> bool:
    """See whether a field says what was marked.

    Where nothing was marked, only a period is wrong, and that not of itself ("for seven years").
    """
    wanted, given = stems(mark.told[field]), stems(getattr(claim, field))
    if wanted:
        return bool(wanted & given)
    return field != "period" or not given or stems(mark.told["words"]) <= given


def tells(claim: Claim, mark: Marked) -> bool:
    """See whether a reader of the row alone learns what is claimed.

    A statement that is long or names the claimant is not relied on: then the fields must say it.
    """
    said = stems(claim.statement)
    names_source = mark.claimant not in ("-", "?") and stems(mark.claimant) <= said
    is_relied_on = 0 < len(claim.statement.split()) <= LONGEST and not names_source
    return all(
        is_told(field, claim, mark) or (is_relied_on and stems(mark.told[field]) & said)
        for field in ("event", "about")
    )


def count_wrong(article: Path, show_errors: bool) -> Counter[str]:
    """Count what one article has and what is wrong: marked, found, extra, and the fields."""
    text, marks = read_marked(article)
    claims = extract(text)
    free = list(claims)
    counts = Counter(marked=len(marks))
    errors = []
    for mark in marks:
        claim = max(claims, key=lambda claim: overlap(claim, mark), default=None)
        if claim is None or not overlap(claim, mark)[0]:
            errors.append(f"not found: {text[mark.start : mark.end]!r}")
            continue
        free = [other for other in free if other is not claim]
        wrong = list(compare(claim, mark))
        untold = [field for field in TOLD if not is_told(field, claim, mark)]
        is_telling = tells(claim, mark)
        counts.update(wrong, found=1, whole=not wrong, tells=not wrong and is_telling)
        counts.update(untold)
        if claim.attribution:
            counts.update({claim.attribution: 1, f"{claim.attribution} wrong": "claimant" in wrong})
        errors += [describe(field, claim, mark) for field in (*wrong, *untold)]
        if not is_telling:
            errors.append(describe("statement", claim, mark))
    errors += [f"no quantity: {claim.surface!r}" for claim in free]
    if show_errors:
        print(*(f"{article.parent.name}/{article.stem}: {error}" for error in errors), sep="\n")
    counts["extra"] = len(free)
    return counts


def describe(field: str, claim: Claim, mark: Marked) -> str:
    """Return one error in a line: what was marked, what was read."""
    wanted = {
        "value": f"{mark.value} to {mark.upper}" if mark.upper is not None else f"{mark.value}",
        "hedge": mark.modifier,
        "unit": mark.unit,
        "claimant": mark.claimant,
        **mark.told,
    }
    given = {
        "value": f"{claim.value} to {claim.upper}" if claim.upper is not None else f"{claim.value}",
        "hedge": claim.modifier,
        "claimant": claim.claimant or ("-" if claim.source is None else "?"),
    }
    read = given[field] if field in given else getattr(claim, field)
    return f"{field} of {claim.surface!r}: marked {wanted[field]!r}, read {read!r}"


def main(show_errors: bool, folders: Sequence[str]) -> None:
    """Print the rates of each set."""
    print(
        "set     numbers    found   extra"
        + "".join(f"  {field:>8}" for field in (*FIELDS, "whole", *TOLD, "tells"))
    )
    total = Counter[str]()
    for folder in folders:
        articles = sorted((UNSEEN / folder).glob("*.txt"))
        counts = sum((count_wrong(article, show_errors) for article in articles), Counter[str]())
        total += counts
        rates = "".join(
            f"  {counts[field] / counts['marked' if field in OF_ALL else 'found']:8.1%}"
            for field in (*FIELDS, "whole", *TOLD, "tells")
        )
        print(f"{folder:<7} {counts['marked']:7}  {counts['found']:7}  {counts['extra']:6}{rates}")
    for basis in Basis:
        if total[basis]:
            print(f"claimant {basis}: wrong for {total[f'{basis} wrong']} of {total[basis]}")


if __name__ == "__main__":
    main("--errors" in sys.argv[1:], [name for name in SETS if name in sys.argv[1:]] or SETS)
