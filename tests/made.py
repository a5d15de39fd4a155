"""Ledgers of any size, made up for tests of what people see.

The same seed gives the same ledger, and no extraction is involved.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from claims.ledger.ledger import Ledger
from claims.model import Check, Claim, Document, EvidenceKind, Modifier, Reason, Status, Trend


class Sentence(NamedTuple):
    """A pattern of a sentence: `{n}` is the number with its words, `{who}` the source."""

    pattern: str
    words: str
    unit: str
    dimension: str
    about: str
    trend: Trend = Trend.NONE


SENTENCES = (
    Sentence(
        "{who} said {n} had been lost since the mill closed.",
        "{} jobs",
        "job",
        "count",
        "jobs at the mill",
    ),
    Sentence(
        "According to {who}, {n} were rescued from flooded homes.",
        "{} people",
        "person",
        "count",
        "people",
    ),
    Sentence(
        "The bridge will cost {n}, {who} said.", "${} million", "US dollar", "money", "the bridge"
    ),
    Sentence("Turnout reached {n}.", "{} percent", "percent", "share", "turnout"),
    Sentence(
        "Rents rose {n} in a year, {who} reported.",
        "{} percent",
        "percent",
        "share",
        "rents",
        Trend.RISE,
    ),
    Sentence(
        "The fire burned {n} of forest before crews stopped it.",
        "{} hectares",
        "hectare",
        "area",
        "forest",
    ),
    Sentence(
        "{who} put the number of the dead at {n}.", "{} villagers", "villager", "count", "the dead"
    ),
    Sentence(
        "Nobody could say why {n} were missing from the store.",
        "{} rifles",
        "rifle",
        "count",
        "rifles",
    ),
)
SOURCES = (
    "Mayor Ida Brandt",
    "the river authority",
    "Fire Chief Tom Okafor",
    "a spokesman for the union",
    "the statistics office",
    "Dr. Lena Weiss",
)
HEDGES = (
    ("", Modifier.EXACT),
    ("", Modifier.EXACT),
    ("about ", Modifier.APPROXIMATE),
    ("more than ", Modifier.MORE_THAN),
    ("at least ", Modifier.AT_LEAST),
)
TITLES = (
    "Flood wall fails in Lindau",
    "Mill town counts its losses",
    "Council weighs a new bridge",
    "Fire on the ridge",
)
CHECKERS = ("Ann Reuter", "Ben Osei")


def make(
    folder: Path, documents: int = 4, each: int = 8, checked: float = 0.4, seed: int = 1
) -> Ledger:
    """Make a ledger of `documents` articles with `each` claims, a share of them checked."""
    chance = random.Random(seed)
    ledger = Ledger.create(folder)
    ledger.add_all([article(chance, number, each) for number in range(documents)])
    drafts = [
        draft
        for claim_id in ledger.claim_ids()
        if chance.random() < checked
        for draft in check(chance, claim_id)
    ]
    ledger.sign(drafts)
    return Ledger.open(folder)


def article(chance: random.Random, number: int, each: int) -> tuple[Document, list[Claim]]:
    """Make up one article, two sentences with a claim to a paragraph."""
    text, claims = "", []
    for ordinal in range(each):
        sentence, who = chance.choice(SENTENCES), chance.choice(SOURCES)
        hedge, modifier = chance.choice(HEDGES)
        value = chance.choice((3, 27, 48, 310, 1_200)) + chance.randrange(90)
        surface = hedge + sentence.words.format(f"{value:,}")
        quote = sentence.pattern.format(n=surface, who=who)
        quote = quote[0].upper() + quote[1:]
        start = len(text) + quote.index(surface)
        source = quote.casefold().find(who.casefold())
        said = "said" if "said" in quote else "reported" if "reported" in quote else "According to"
        claims.append(
            Claim(
                start=start,
                end=start + len(surface),
                surface=surface,
                value=Decimal(value) * (1_000_000 if "million" in surface else 1),
                modifier=modifier,
                trend=sentence.trend,
                unit=sentence.unit,
                dimension=sentence.dimension,
                about=sentence.about,
                source=quote[source : source + len(who)] if source >= 0 else None,
                source_start=len(text) + source if source >= 0 else None,
                source_end=len(text) + source + len(who) if source >= 0 else None,
                cue=said if source >= 0 and said in quote else "",
                claimant=who if source >= 0 else "",
                quote=quote,
            )
        )
        text += quote + ("\n\n" if ordinal % 2 else " The hall fell silent for a while. ")
    document = Document(
        text=text.strip() + "\n",
        title=f"{chance.choice(TITLES)}, day {number + 1}",
        publisher=chance.choice(("Lake Courier", "The Ridge Post")),
        published=f"2024-{1 + number % 9:02}-{1 + number % 27:02}",
        url=f"https://news.example/{number}",
        retrieved_at="2024-10-01T08:00:00Z",
    )
    return document, claims


def check(chance: random.Random, claim_id: str) -> Iterator[Check]:
    """Make up what one checker found, now and then two."""
    kinds = (
        Status.VERIFIED,
        Status.VERIFIED,
        Status.PARTLY,
        Status.FALSE,
        Status.UNVERIFIABLE,
        Status.CHECKING,
    )
    for by in CHECKERS[: 1 + (chance.random() < 0.15)]:
        status = chance.choice(kinds)
        yield Check(
            check_id="",
            claim_id=claim_id,
            at=f"2024-10-{1 + chance.randrange(28):02}T{chance.randrange(24):02}:30:00Z",
            by=by,
            status=status,
            reason=chance.choice((Reason.OVERSTATED, Reason.STALE))
            if status in (Status.PARTLY, Status.FALSE)
            else None,
            note=chance.choice(("", "The minutes give the same number.", "Phoned the office.")),
            evidence_url=chance.choice(("", "https://records.example/minutes")),
            evidence_kind=EvidenceKind.PRIMARY,
        )
