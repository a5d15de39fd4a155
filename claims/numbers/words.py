"""The words by which the audit sees how numbers hang together, by their kind.

They are read from `claims/data/checking/audit.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from claims.data import read_entries, rows
from claims.text.grammar.plurals import singular

_FILE = "checking/audit"


@cache
def pattern(*kinds: str) -> re.Pattern[str]:
    """Return a pattern for the phrases of these kinds, whole and in any case, the longest first."""
    phrases = sorted(
        (phrase for phrase, kind, _ in rows(_FILE) if kind in kinds), key=len, reverse=True
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def kinds_of(word: str) -> Mapping[str, Decimal | str]:
    """Return the kinds of one word in capitals, each with its value: `times-verb .

    2` gives TIMES-VERB and 2.

    >>> kinds_of("doubled")["TIMES-VERB"], kinds_of("drop")["FALL"]
    (Decimal('2'), 'drop')
    """
    return _kinds().get(word) or _kinds().get(singular(word), {})


def is_one_of(unit: str, *kinds: str) -> bool:
    """Tell whether a counted noun, or its last word, is one of these kinds.

    >>> is_one_of("Syrian civilian", "person"), is_one_of("family", "person")
    (True, False)
    >>> is_one_of("family", "person", "group")
    True
    """
    return bool(unit) and bool(pattern(*kinds).fullmatch(unit.rpartition(" ")[2]))


@cache
def _kinds() -> dict[str, dict[str, Decimal | str]]:
    found: dict[str, dict[str, Decimal | str]] = {}
    with read_entries(_FILE, 3) as entries:
        for phrase, kind, told in entries:
            found.setdefault(phrase, {})[kind.upper()] = _read(told) if told else phrase
    return found


def _read(told: str) -> Decimal | str:
    """Return a number as one, a word as it is."""
    return told if told.isalpha() else Decimal(told)
