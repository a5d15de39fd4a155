"""How many planted faults the audit finds, and what it says of what is right: a benchmark over our own articles.

`python -m tests.benchmarks.mutations` takes the articles of tests/articles and tests/unseen and works on copies of
them. Two kinds of operators make faults, all by seeded code:

- inside an article: a sentence that restates an article's counted things with a sum, share, change or date that is
  right (phrasings.csv, made-up numbers) is put between two paragraphs; then one of its numbers is tampered with. The
  right sentence is run too: a flag on it is a false alarm.
- across articles: a second outlet's report of the same article, with other reporting verbs, paragraphs left out and
  their order changed, in which one number, unit, noun, period, hedge or source is altered. The unaltered report is run
  too.

A fault that no rule could see from the text is not planted: a tampered number has to contradict the others by more than
their rounding allows. Printed are for each operator the faults planted, the share found and the share of right ones
that were flagged. `--missed` prints every fault that was not found and every false alarm.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from claims import Claim, Document, audit, extract
from claims.model import Flag
from claims.text.grammar.plurals import is_plural
from tests.benchmarks.accuracy import UNSEEN, read_marked
from tests.benchmarks.arithmetic import RELATIONS, Slots, filled, fitted, tampered

HERE = Path(__file__).parent
ARTICLES = HERE.parent / "articles"
EACH = 3  # sentences of each phrasing
SEED = 20180614


def articles() -> list[Document]:
    """Return our own articles as documents."""
    texts = [(path.stem, path.read_text("utf-8")) for path in sorted(ARTICLES.glob("*.txt"))]
    texts += [(f"{path.parent.name}-{path.stem}", read_marked(path)[0]) for path in sorted(UNSEEN.glob("*/*.txt"))]
    return [
        Document(
            text=text.strip() + "\n",
            title=text.strip().partition("\n")[0],
            document_id=name,
            publisher="The Ridge Post",
            published="2019-03-12",
        )
        for name, text in texts
    ]


def nouns_of(claims: list[Claim]) -> list[str]:
    """Return what an article counts, in its own plurals."""
    counted = (re.fullmatch(r"[\w,.-]+ ([a-z]+)", claim.surface) for claim in claims if claim.dimension == "count")
    return sorted({found[1] for found in counted if found and is_plural(found[1])} - {"times"})


def inserted(document: Document, sentence: str, chance: random.Random) -> Document:
    """Put a sentence between two paragraphs."""
    paragraphs = document.text.strip().split("\n\n")
    paragraphs.insert(chance.randrange(1, len(paragraphs) + 1), sentence)
    return replace(document, text="\n\n".join(paragraphs) + "\n")


def flags_of(*documents: Document) -> list[Flag]:
    """Audit documents as one ledger."""
    claims = [replace(claim, document_id=document.document_id) for document in documents for claim in extract(document)]
    return audit(claims, documents)


def news(flags: list[Flag], known: list[Flag]) -> list[Flag]:
    """Return the flags that were not there before."""
    there = {(flag.rule, flag.arithmetic) for flag in known}
    return [flag for flag in flags if (flag.rule, flag.arithmetic) not in there]


@dataclass
class Tally:
    """What became of one operator's faults and of what was right."""

    planted: int = 0
    found: int = 0
    right: int = 0
    alarms: int = 0


def phrasings() -> list[dict[str, str]]:
    with (HERE / "phrasings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run_inside(show: bool = False, only: str = "", each: int = EACH, step: int = 1) -> Iterator[tuple[str, Tally]]:
    """Yield the tally of each operator inside an article; `step` leaves out phrasings for a shorter run."""
    hosts = [(document, nouns_of(extract(document)), flags_of(document)) for document in articles()]
    hosts = [host for host in hosts if host[1]]
    tallies: dict[str, Tally] = {}
    for at, phrasing in list(enumerate(phrasings()))[::step]:
        relation = phrasing["relation"]
        if only and relation != only:
            continue
        tally = tallies.setdefault(relation, Tally())
        for turn in range(each):
            chance = random.Random(SEED + 1000 * at + turn)
            document, nouns, known = chance.choice(hosts)
            made = fitted(relation, phrasing["sentence"], RELATIONS[relation](chance))
            noun: Slots = {"n": chance.choice(nouns)}
            place = chance.random()
            for is_fault, slots in ((False, made.slots), (True, tampered(chance, made))):
                if slots is None:
                    continue
                sentence = filled(phrasing["sentence"], slots | noun)
                told = news(flags_of(inserted(document, sentence, random.Random(place))), known)
                if is_fault:
                    tally.planted += 1
                    tally.found += bool(told)
                else:
                    tally.right += 1
                    tally.alarms += bool(told)
                if show and is_fault != bool(told):
                    print(f"{relation}: {'missed' if is_fault else 'false'}: {sentence}", *told, sep="\n    ")
    yield from tallies.items()


def main(arguments: list[str]) -> None:
    """Print the table."""
    show = "--missed" in arguments
    only = next((word for word in arguments if not word.startswith("-")), "")
    lines = list(run_inside(show, only))
    print("operator        planted  found  recall  right  alarms")
    for name, tally in lines:
        recall = tally.found / tally.planted if tally.planted else 0
        print(f"{name:<14}  {tally.planted:7}  {tally.found:5}  {recall:6.1%}  {tally.right:5}  {tally.alarms:6}")


if __name__ == "__main__":
    main(sys.argv[1:])
