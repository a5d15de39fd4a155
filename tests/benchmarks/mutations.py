"""How many planted faults the audit finds, and what it says of what is right.

A benchmark over our own articles. `python -m tests.benchmarks.mutations` takes the articles of
tests/articles and tests/unseen and works on copies of them. Two kinds of operators make faults, all
by seeded code:

- inside an article: a sentence that restates an article's counted things with a sum, share, change
  or date that is right (phrasings.csv, made-up numbers) is put between two paragraphs; then one of
  its numbers is tampered with. The right sentence is run too: a flag on it is a false alarm.
- across articles: a second outlet's report of the same article, with other reporting verbs,
  paragraphs left out and their order changed, in which one number, unit, noun, period, hedge or
  source is altered. The unaltered report is run too.

A fault that no rule could see from the text is not planted: a tampered number has to contradict the
others by more than their rounding allows. Printed are for each operator the faults planted, the
share found and the share of right ones that were flagged. `--missed` prints every fault that was
not found and every false alarm, `--later` takes the wordings that were written after the rules.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from claims import Claim, Document, audit, extract
from claims.model import Flag
from claims.text.grammar.plurals import is_plural
from tests.benchmarks.accuracy import UNSEEN, read_marked
from tests.benchmarks.arithmetic import RELATIONS, Slots, filled, fitted, tampered
from tests.benchmarks.copies import LATER, OPERATORS, alter, digit, report

HERE = Path(__file__).parent
ARTICLES = HERE.parent / "articles"
EACH = 3  # sentences of each phrasing
SEED = 20180614


def articles() -> list[Document]:
    """Return our own articles as documents."""
    texts = [(path.stem, path.read_text("utf-8")) for path in sorted(ARTICLES.glob("*.txt"))]
    texts += [
        (f"{path.parent.name}-{path.stem}", read_marked(path)[0])
        for path in sorted(UNSEEN.glob("*/*.txt"))
    ]
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


def nouns_of(claims: Sequence[Claim]) -> list[str]:
    """Return what an article counts, in its own plurals."""
    counted = (
        re.fullmatch(r"[\w,.-]+ ([a-z]+)", claim.surface)
        for claim in claims
        if claim.dimension == "count"
    )
    return sorted({found[1] for found in counted if found and is_plural(found[1])} - {"times"})


def inserted(document: Document, sentence: str, chance: random.Random) -> Document:
    """Put a sentence between two paragraphs."""
    paragraphs = document.text.strip().split("\n\n")
    paragraphs.insert(chance.randrange(1, len(paragraphs) + 1), sentence)
    return replace(document, text="\n\n".join(paragraphs) + "\n")


@cache
def claims_of(document: Document) -> tuple[Claim, ...]:
    """Return the claims that a ledger would have of a document."""
    return tuple(
        replace(one, document_id=document.document_id) for one in extract(document) if one.checkable
    )


def flags_of(*documents: Document) -> list[Flag]:
    """Audit documents as one ledger."""
    return audit([claim for document in documents for claim in claims_of(document)], documents)


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


def phrasings(name: str = "phrasings") -> list[dict[str, str]]:
    """Return the wordings of a table.

    It is `phrasings`, or `phrasings_later`, which were written after the rules.
    """
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run_inside(
    show: bool = False, only: str = "", each: int = EACH, step: int = 1, table: str = "phrasings"
) -> Iterator[tuple[str, Tally]]:
    """Yield the tally of each operator inside an article.

    `step` leaves out phrasings for a shorter run.
    """
    hosts = [
        (document, nouns_of(claims_of(document)), flags_of(document)) for document in articles()
    ]
    hosts = [host for host in hosts if host[1]]
    tallies: dict[str, Tally] = {}
    for at, phrasing in list(enumerate(phrasings(table)))[::step]:
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
                count(tally, is_fault, told)
                if show and is_fault != bool(told):
                    print(
                        f"{relation}: {'missed' if is_fault else 'false'}: {sentence}",
                        *told,
                        sep="\n    ",
                    )
    yield from tallies.items()


def headlines(
    document: Document, claims: Sequence[Claim], chance: random.Random
) -> tuple[str, str] | None:
    """Make a headline of what the article counts, and the same with another number."""
    counted = [
        claim
        for claim in claims
        if claim.dimension == "count"
        and claim.modifier == "exact"
        and (claim.value or 0) >= 10
        and claim.upper is None
        if re.fullmatch(r"\d[\d,]* [a-z ]+", claim.surface) and claim.start > len(document.title)
    ]
    if not counted or any(claim.start < len(document.title) for claim in claims):
        return None
    claim = chance.choice(counted)
    wrong = int(claim.value or 0) * chance.choice((2, 3, 10)) + chance.randrange(1, 9)
    return (
        f"{claim.surface}: {document.title}",
        f"{wrong:,}{claim.surface[claim.surface.index(' ') :]}: {document.title}",
    )


def run_headlines(show: bool = False) -> Tally:
    """Return the tally of headlines with another number than their article."""
    tally = Tally()
    for at, document in enumerate(articles()):
        known = flags_of(document)
        made = headlines(document, claims_of(document), random.Random(SEED + at))
        for is_fault, title in enumerate(made or ()):
            text = document.text.replace(document.title, title, 1)
            told = news(flags_of(replace(document, title=title, text=text)), known)
            count(tally, bool(is_fault), told)
            if show and bool(is_fault) != bool(told):
                print(
                    f"headline: {'missed' if is_fault else 'false'}: {title}", *told, sep="\n    "
                )
    return tally


def run_twice(show: bool = False) -> Tally:
    """Return the tally of articles that say again what they said, with another number."""
    tally = Tally()
    for at, document in enumerate(articles()):
        known = flags_of(document)
        chance = random.Random(SEED + at)
        told_of = [claim for claim in claims_of(document) if digit(chance, claim)]
        if not told_of:
            continue
        claim = chance.choice(told_of)
        for is_fault, sentence in ((False, claim.quote), (True, digit(chance, claim) or "")):
            again = replace(document, text=f"{document.text.strip()}\n\n{sentence}\n")
            told = news(flags_of(again), known)
            count(tally, is_fault, told)
            if show and is_fault != bool(told):
                print(
                    f"said twice: {'missed' if is_fault else 'false'}: {sentence}",
                    *told,
                    sep="\n    ",
                )
    return tally


def run_across(show: bool = False, only: str = "", step: int = 1) -> Iterator[tuple[str, Tally]]:
    """Yield the tally of each operator on a second outlet's report.

    At most one fault an article and operator.
    """
    hosts = [(document, claims_of(document)) for document in articles()[::step]]
    for name, operator in OPERATORS.items():
        if only and name != only:
            continue
        tally = Tally()
        for at, (document, claims) in enumerate(hosts):
            chance = random.Random(f"{SEED} {name} {at}")
            altered = [
                (claim, sentence) for claim in claims if (sentence := operator(chance, claim))
            ]
            if not altered:
                continue
            claim, sentence = chance.choice(altered)
            copy = report(chance, document, claim.quote, LATER.get(name, "2019-03-13"))
            wrong = alter(copy, claim, sentence)
            if wrong is None:
                continue
            known = flags_of(document)
            for is_fault, second in ((False, copy), (True, wrong)):
                told = news(flags_of(document, second), known)
                count(tally, is_fault, told)
                if show and is_fault != bool(told):
                    print(
                        f"{name}: {'missed' if is_fault else 'false'}: {claim.quote}",
                        *told,
                        sep="\n    ",
                    )
        yield name, tally


def count(tally: Tally, is_fault: bool, told: list[Flag]) -> None:
    """Add one outcome."""
    if is_fault:
        tally.planted += 1
        tally.found += bool(told)
    else:
        tally.right += 1
        tally.alarms += bool(told)


def main(arguments: list[str]) -> None:
    """Print the table."""
    show = "--missed" in arguments
    only = next((word for word in arguments if not word.startswith("-")), "")
    table = "phrasings_later" if "--later" in arguments else "phrasings"
    lines = list(run_inside(show, only, table=table)) if not only or only in RELATIONS else []
    lines += list(run_across(show, only)) if not only or only in OPERATORS else []
    if not only or only in ("headline", "twice"):
        lines += [("headline", run_headlines(show)), ("said twice", run_twice(show))]
    print("operator        planted  found  recall  right  alarms")
    for name, tally in lines:
        recall = tally.found / tally.planted if tally.planted else 0
        print(
            f"{name:<14}  {tally.planted:7}  {tally.found:5}  {recall:6.1%}  {tally.right:5}  "
            f"{tally.alarms:6}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
