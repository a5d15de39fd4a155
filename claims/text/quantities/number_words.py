"""The words numbers are written with, looked up at a place in a folded text.

In comes a folded text (see `fold`) and an offset; out comes the number word that stands there or
follows, with its kind and value from `numbers/numerals.txt`. It reads single words only:
`spelled.py` puts them together.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claims.data import read_entries

# What joins two words of one numeral: a space, a hyphen (spaced in some wire copy), a line break in
# wrapped text.
GAP = r"(?:[ \t\u00a0\u2009\u202f]{1,2}|[ ]?[-‐‑][ ]?|\r?\n)"

_WORD = re.compile(r"[a-z]+")
_AFTER_GAP = re.compile(rf"{GAP}([a-z]+)")


class Meaning(NamedTuple):
    """What a number word says: its kind, its value, and for a vague one the most it can mean."""

    kind: str
    value: Decimal
    upper: Decimal


class NumberWord(NamedTuple):
    """One number word: its meaning, and its place in the text."""

    kind: str
    value: Decimal
    upper: Decimal
    start: int
    end: int


@cache
def number_words() -> dict[str, Meaning]:
    """Return what every word in `numbers/numerals.txt` says."""
    with read_entries("numbers/numerals", 4) as entries:
        return {
            word: Meaning(kind, Decimal(value), Decimal(upper or value))
            for word, kind, value, upper in entries
        }


def fold(text: str) -> str:
    """Lower the letters of a text, keeping every offset.

    >>> len(fold("İstanbul"))
    8
    """
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def word_at(folded: str, at: int) -> NumberWord | None:
    """Return the number word that stands at this offset."""
    found = _WORD.match(folded, at)
    known = number_words().get(found.group()) if found else None
    return NumberWord(*known, at, found.end()) if found and known else None


def kind_after(
    folded: str, at: int, *kinds: str, link: re.Pattern[str] = _AFTER_GAP
) -> NumberWord | None:
    """Return the number word that follows at this offset where it is of one of these kinds.

    >>> kind_after("two million", 3, "scale").value
    Decimal('1E+6')
    """
    word = word_after(folded, at, link)
    return word if word is not None and word.kind in kinds else None


def word_after(folded: str, at: int, link: re.Pattern[str] = _AFTER_GAP) -> NumberWord | None:
    """Return the number word that follows at this offset.

    It stands behind a gap, or behind what `link` asks for.

    The first group of `link` is the word.
    """
    found = link.match(folded, at)
    known = number_words().get(found[1]) if found else None
    return NumberWord(*known, found.start(1), found.end()) if found and known else None
