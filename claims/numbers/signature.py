"""What one claim says apart from its number: its kind, its event, its names and its words.

A claim in; nouns, a class of `audit.txt`, and words in the singular and in small letters out. No
claim is compared with another here: see `tie`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from math import fsum

from claims.data import rows
from claims.model import Claim
from claims.numbers.vocabulary import Weights
from claims.numbers.words import is_one_of, kinds_of
from claims.text.grammar.plurals import singular

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME = re.compile(r"\b[A-Z][^\W\d_]+")
_SHORTEST = 3  # letters of a word that says what a sentence is about


@dataclass(frozen=True)
class Signature:
    """What one claim says, apart from its number."""

    claim: Claim
    kind: str  # what is counted or measured: "person", "US dollar", "town", "percent"
    event: str  # what becomes of people: "die", "injure"
    words: Weights
    names: frozenset[str]
    place: int  # which of the numbers of its kind it is in its sentence, from 0
    rivals: int  # how many numbers of its kind the sentence has
    order: tuple[int, int]  # the same among all numbers of the sentence


def kind_of(claim: Claim) -> str:
    """Return what a claim counts or measures; people of all kinds are one kind.

    >>> from decimal import Decimal
    >>> kind_of(Claim(start=0, end=6, surface="3 boys", value=Decimal(3), unit="boy",
    ...     dimension="count"))
    'person'
    """
    if claim.dimension in ("count", "") and is_one_of(claim.unit, "person"):
        return "person"
    return claim.unit.lower()


def event_of(claim: Claim) -> str:
    """Return what becomes of those who are counted: a class of `audit.txt`, or nothing.

    Verbs of other kinds are no class: "take in 250,000 refugees" and "admit 250,000 Syrians" are
    one thing.
    """
    for word in (claim.event, claim.unit.rpartition(" ")[2]):
        for one in word.lower().split():
            if found := kinds_of(one).get("EVENT"):
                return str(found)
    return fate_of(claim) if kind_of(claim) == "person" else ""


def fate_of(claim: Claim) -> str:
    """Return what happened to people, nothing where that is not told.

    The word that stands nearest to the number in its sentence tells it.

    >>> from decimal import Decimal
    >>> quote = "The fire killed 41 people and injured 12."
    >>> fate_of(Claim(start=16, end=25, surface="41 people", value=Decimal(41), quote=quote))
    'die'
    """
    at = max(claim.quote.find(claim.surface), 0)
    found = [
        (min(abs(word.end() - at), abs(word.start() - at - len(claim.surface))), str(event))
        for word in _WORD.finditer(claim.quote)
        if (event := kinds_of(word[0].lower()).get("EVENT"))
    ]
    return min(found)[1] if found else ""


def names_in(text: str) -> frozenset[str]:
    """Return the capitalised words of a text, in small letters."""
    return frozenset(name.lower() for name in _NAME.findall(text))


def words_about(claim: Claim) -> set[str]:
    """Return the words of what a claim is about."""
    return set(content_words(claim.about))


def spoken(claim: Claim) -> str:
    """Return the words in which a claim is made: its sentence without who said it."""
    words = claim.quote
    for part in (claim.source or "", claim.cue):
        words = words.replace(part, " ", 1) if part else words
    return words


def said_words(claim: Claim) -> list[str]:
    """Return the words of a claim's sentence that say what it is about, without its number."""
    return content_words(spoken(claim).replace(claim.surface, " ", 1))


def content_words(text: str) -> list[str]:
    """Return the words that say what a text is about, in the singular and in small letters.

    >>> content_words("The army said that 12 of the villages were retaken.")
    ['army', 'village', 'retaken']
    """
    small = (
        singular(word.lower().removesuffix("'s").removesuffix("’s")) for word in _WORD.findall(text)
    )
    return [word for word in small if len(word) >= _SHORTEST and word not in _common()]


@cache
def _common() -> frozenset[str]:
    said = {verb.split()[0] for verb, *_ in rows("speech/verbs")}
    return frozenset(said | {word for word, *_ in rows("checking/common_words")})


def cosine(one: Weights, other: Weights) -> float:
    """Return how much of their weight two sets of words share, from 0 to 1.

    It is the same to the last digit in whatever order the words stand.
    """
    small, large = sorted((one, other), key=len)
    return fsum(weight * large.get(word, 0) for word, weight in small.items())


def family(claim: Claim) -> str:
    """Return the dimension of a claim; what says none is a count."""
    return "count" if claim.dimension in ("count", "") else claim.dimension


def masked(claim: Claim) -> str:
    """Return the sentence of a claim without its number."""
    return claim.quote.replace(claim.surface, "#", 1)
