"""The words by which the audit sees how numbers hang together, from `claims/data/audit.txt`, by their kind."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from claims.data import entries


@cache
def pattern(*kinds: str) -> re.Pattern[str]:
    """Return a pattern for the phrases of these kinds, whole and in any case, the longest first."""
    phrases = sorted((phrase for phrase, kind in _table() if kind in kinds), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


@cache
def factors() -> dict[str, Decimal]:
    """Return how many times each verb multiplies.

    >>> factors()["tripled"]
    Decimal('3')
    """
    return {phrase: Decimal(kind.removeprefix("times:")) for phrase, kind in _table() if kind.startswith("times:")}


def names(unit: str, *kinds: str) -> bool:
    """Tell whether a counted noun, or its last word, is one of these kinds.

    >>> names("Syrian civilian", "person"), names("family", "person"), names("family", "person", "group")
    (True, False, True)
    """
    return bool(unit) and bool(pattern(*kinds).fullmatch(unit.rpartition(" ")[2]))


@cache
def _table() -> tuple[tuple[str, str], ...]:
    pairs = (entry.split(" ; ") for entry in entries("audit.txt"))
    return tuple((phrase.strip(), kind.strip()) for phrase, kind in pairs)
