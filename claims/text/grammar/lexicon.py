"""Word lists by kind, from the data files whose lines are "WORDS KIND".

In comes the name of a file in `claims/data` and a kind; out come its entries, or one pattern that matches any.
"""

from __future__ import annotations

import re
from functools import cache

from claims.data import entries


@cache
def _kinds(file: str) -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for line in entries(file):
        words, _, kind = line.rpartition(" ")
        kinds.setdefault(kind, []).append(words.strip())
    return {kind: tuple(listed) for kind, listed in kinds.items()}


def kinds(file: str) -> frozenset[str]:
    """Return the kinds of entries in a file."""
    return frozenset(_kinds(file))


@cache
def listed(file: str, kind: str) -> frozenset[str]:
    """Return the entries of one kind."""
    return frozenset(_kinds(file)[kind])


def any_of(file: str, *kinds: str) -> str:
    """Return a pattern for any entry of these kinds, the longest first; a space in it matches any white space."""
    found = sorted({words for kind in kinds for words in _kinds(file)[kind]}, key=lambda words: (-len(words), words))
    return "(?:" + "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in found) + ")"
