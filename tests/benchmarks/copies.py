"""A second outlet's report of an article, with one thing in it altered.

These are the faults that only a comparison shows. `report` retells an article with other reporting
verbs, paragraphs left out and moved; `OPERATORS[name](chance, article, claim)` returns the words of
one claim's sentence as the copy has them, or None where the claim has nothing to alter. All is
seeded code: what is altered is drawn among all claims of the article that have it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from claims import Claim, Document
from claims.model import Modifier

VERBS = {
    "said": "stated",
    "added": "noted",
    "reported": "announced",
    "says": "states",
    "estimates": "reckons",
}
HEDGE = re.compile(
    r"^(?:at least|at most|more than|less than|fewer than|up to|as many "
    r"as|about|around|roughly|nearly|almost|over|"
    r"under|some|approximately|an estimated|close to|just over|just under)\s+",
    re.IGNORECASE,
)
UNITS = {
    "miles": "kilometres",
    "kilometres": "miles",
    "km": "miles",
    "tonnes": "pounds",
    "£": "€",
    "$": "€",
    "€": "$",
    "percent": "percentage points",
    "per cent": "percentage points",
    "metres": "feet",
    "hectares": "acres",
    "litres": "gallons",
}
FATES = {
    "killed": "injured",
    "died": "were injured",
    "dead": "injured",
    "deaths": "injuries",
    "injured": "killed",
    "wounded": "killed",
    "arrested": "released",
    "houses": "villages",
    "homes": "shops",
    "soldiers": "civilians",
    "workers": "pupils",
    "people": "cattle",
}
MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
LEFT_OUT = 0.2  # of the paragraphs
DIGITS = re.compile(r"\d[\d,]*")

Altered = str | None


def report(chance: random.Random, article: Document, kept: str, published: str) -> Document:
    """Retell an article; the paragraph that holds `kept` stays."""
    title, *paragraphs = article.text.strip().split("\n\n")
    left = [text for text in paragraphs if kept in text or chance.random() >= LEFT_OUT]
    for at in range(1, len(left)):
        if chance.random() < 0.3:
            left[at - 1], left[at] = left[at], left[at - 1]
    words = re.compile(rf"\b(?:{'|'.join(VERBS)})\b")
    told = [words.sub(lambda found: VERBS[found[0]], text) for text in left]
    text = "\n\n".join([title, *told]) + "\n"
    return replace(
        article,
        text=text,
        document_id=f"{article.document_id}-copy",
        publisher="Lake Courier",
        published=published,
    )


def alter(copy: Document, claim: Claim, sentence: str) -> Document | None:
    """Put the altered sentence in the place of the claim's.

    None where the copy no longer has that sentence.
    """
    words = re.compile(rf"\b(?:{'|'.join(VERBS)})\b")
    there = words.sub(lambda found: VERBS[found[0]], claim.quote)
    if copy.text.count(there) != 1:
        return None
    return replace(
        copy, text=copy.text.replace(there, words.sub(lambda found: VERBS[found[0]], sentence))
    )


def _with(claim: Claim, words: str) -> str:
    """Return the claim's sentence with other words for its number."""
    return claim.quote.replace(claim.surface, words, 1)


def scale(chance: random.Random, claim: Claim) -> Altered:
    """Write ten, a hundred or a thousand times the number, or billion for million."""
    for one, other in (("million", "billion"), ("billion", "million"), ("thousand", "million")):
        if one in claim.surface:
            return _with(claim, claim.surface.replace(one, other, 1))
    found = DIGITS.search(claim.surface)
    if (
        not found
        or claim.upper is not None
        or claim.dimension in ("share", "age", "time", "points")
    ):
        return None
    longer = int(found[0].replace(",", "")) * chance.choice((10, 100, 1000))
    return _with(claim, claim.surface.replace(found[0], f"{longer:,}", 1))


def digit(chance: random.Random, claim: Claim) -> Altered:
    """Change places of two digits."""
    found = DIGITS.search(claim.surface)
    digits = list(found[0]) if found else []
    places = [
        at
        for at in range(1, len(digits))
        if digits[at].isdigit() and digits[at - 1].isdigit() and digits[at] != digits[at - 1]
    ]
    places = [at for at in places if not (at == 1 and digits[at] == "0")]
    if not found or not places or claim.modifier != Modifier.EXACT or claim.upper is not None:
        return None
    at = chance.choice(places)
    digits[at - 1], digits[at] = digits[at], digits[at - 1]
    return _with(claim, claim.surface.replace(found[0], "".join(digits), 1))


def hedge(_chance: random.Random, claim: Claim) -> Altered:
    """Leave the hedge out."""
    bare = HEDGE.sub("", claim.surface)
    return _with(claim, bare) if bare != claim.surface and claim.checkable else None


def unit(_chance: random.Random, claim: Claim) -> Altered:
    """Write another measure of the same kind."""
    for one, other in UNITS.items():
        if one in claim.surface and claim.dimension not in ("count", ""):
            return _with(claim, claim.surface.replace(one, other, 1))
    return None


def noun(_chance: random.Random, claim: Claim) -> Altered:
    """Say something else of the same number of people or things."""
    if claim.dimension != "count" or (claim.value or 0) < 2:
        return None
    near = claim.quote[claim.quote.find(claim.surface) :][: len(claim.surface) + 25]
    for one, other in FATES.items():
        if re.search(rf"\b{one}\b", near):
            return claim.quote.replace(near, re.sub(rf"\b{one}\b", other, near, count=1), 1)
    return None


def period(chance: random.Random, claim: Claim) -> Altered:
    """Write another month or year."""
    if not claim.period_start or not claim.checkable:
        return None
    year = re.search(r"\b(?:19|20)\d\d\b", claim.period)
    if year:
        return claim.quote.replace(year[0], str(int(year[0]) - chance.randrange(1, 4)), 1)
    for at, month in enumerate(MONTHS):
        if month in claim.period:
            return claim.quote.replace(month, MONTHS[(at + chance.randrange(1, 5)) % 12], 1)
    return None


def attribution(_chance: random.Random, claim: Claim) -> Altered:
    """Leave out who said it, where it stands at the end of the sentence or before it."""
    is_speech = re.search(r"[“”\"]|\b(?:I|we|our|us)\b", claim.quote)
    if not (claim.source and claim.cue and claim.claimant) or (claim.value or 0) < 100 or is_speech:
        return None
    source, cue = re.escape(claim.source), re.escape(claim.cue)
    for pattern in (rf"[,”\"]*\s+(?:{source} {cue}|{cue} {source})\.$", rf"^{source} {cue} that "):
        bare = re.sub(pattern, "." if pattern.endswith("$") else "", claim.quote)
        if bare != claim.quote and claim.surface in bare:
            return bare[0].upper() + bare[1:]
    return None


def toll(chance: random.Random, claim: Claim) -> Altered:
    """Write a lower number of people killed, hurt or missing, for a report a week later."""
    fate = re.search(r"\b(?:kill|dead|died|death|injur|wound|missing|arrest)", claim.quote)
    found = DIGITS.search(claim.surface)
    value = int(found[0].replace(",", "")) if found else 0
    counted = claim.dimension in ("count", "") and claim.upper is None
    if (
        not fate
        or value < 5
        or not counted
        or claim.modifier in (Modifier.LESS_THAN, Modifier.AT_MOST)
    ):
        return None
    assert found is not None
    lower = max(1, int(value * chance.uniform(0.3, 0.7)))
    return _with(claim, HEDGE.sub("", claim.surface).replace(found[0], f"{lower:,}", 1))


OPERATORS: dict[str, Callable[[random.Random, Claim], Altered]] = {
    "scale": scale,
    "digit swap": digit,
    "hedge dropped": hedge,
    "unit": unit,
    "noun": noun,
    "period": period,
    "attribution": attribution,
    "toll": toll,
}
LATER = {"toll": "2019-03-19"}  # the others are published on the next day
