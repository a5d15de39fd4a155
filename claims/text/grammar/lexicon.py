"""Word lists by kind, from the files of `claims/data`, whose lines begin "WORDS ; KIND".

In comes the name of a file, such as "numbers/trends", and a kind; out come its entries, or one
pattern that matches any of them.
"""

from __future__ import annotations

import re
from functools import cache

from claims.data import rows
from claims.text.grammar.verbs import forms


@cache
def _kinds(file: str) -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for words, kind, *_ in rows(file):
        kinds.setdefault(kind, []).append(words)
    return {kind: tuple(listed) for kind, listed in kinds.items()}


def kinds(file: str) -> frozenset[str]:
    """Return the kinds of entries in a file."""
    return frozenset(_kinds(file))


@cache
def listed(file: str, kind: str) -> frozenset[str]:
    """Return the entries of one kind."""
    return frozenset(_kinds(file)[kind])


@cache
def pattern(file: str, kind: str) -> str:
    """Return a pattern that matches any entry of one kind, the longest first.

    >>> re.fullmatch(pattern("names/words", "particle"), "van")[0]
    'van'
    """
    return "|".join(
        map(re.escape, sorted(listed(file, kind), key=lambda words: (-len(words), words)))
    )


@cache
def marks(file: str) -> dict[str, str]:
    """Return what a file says of each of its words, empty where it only lists them."""
    return {words: "".join(said[:1]) for words, *said in rows(file)}


@cache
def verbs_taking(content: str) -> frozenset[str]:
    """Return the forms of the verbs of saying that this may follow: "clause", "quote", "object".

    >>> "estimates" in verbs_taking("clause"), "pledges" in verbs_taking("hearer")
    (True, False)
    """
    return frozenset(
        form
        for verb, _, takes, irregular in rows("speech/verbs")
        if content in takes.split("+") and " " not in verb
        for form in {verb, *(irregular.split() or forms(verb))}
    )


@cache
def nouns_with(role: str) -> frozenset[str]:
    """Return the nouns of saying with a role, in the singular and the plural.

    For example "source", "content", "issued".
    """
    return frozenset(
        form
        for noun, _, roles in rows("speech/nouns")
        if role in roles.split("+")
        for form in (noun, forms(noun)[1])
    )
