"""Describe the words of a sentence one by one: which tags each may have, and what it looks like.

In comes a token, out goes a `Word`: what the tagger (`claims.text.grammar.tagger`) knows of it
before it looks at its neighbours. A word that the model's lexicon knows may have only tags it was
seen with, any other those of unknown words of its shape and ending. A mark has one tag, which needs
no model.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKS = {
    **dict.fromkeys(",،", ","),
    **dict.fromkeys(".!?…", "."),
    **dict.fromkeys(":;–—‒―", ":"),
    "-": "HYPH",
    **dict.fromkeys("([{", "("),
    **dict.fromkeys(")]}", ")"),
    **dict.fromkeys('"“”„«»`‘', '"'),
    **dict.fromkeys("$£€¥₹", "$"),
    "%": "NN",
    "&": "CC",
}

# The tags of words of which nothing is known
_ANY_NAME = ("NNP",)
_ANY_WORD = ("JJ", "NN")


class Word(NamedTuple):
    """What can be said of a word by itself."""

    form: str  # in small letters, every digit a 0
    tags: tuple[str, ...]  # the tags it may have
    kind: str  # these tags in one string, or shape and ending of a word that the lexicon lacks
    shape: str
    seen: tuple[tuple[str, ...], ...]  # its features as seen from five places: see `_seen`


class Lexicon(NamedTuple):
    """The tags that words may have: of each known word, and by shape and ending of all others."""

    words: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]

    def tags(self) -> list[str]:
        """Return every tag that a word may have."""
        return sorted(
            {tag for part in self for tags in part.values() for tag in tags}.union(
                _ANY_NAME, _ANY_WORD
            )
        )


def mark_tag(token: str) -> str | None:
    """Return the tag of a token without letters and digits.

    None for words (and for "'", which may be one).
    """
    if any(map(str.isalnum, token)) or token in ("'", "’"):
        return None
    return _MARKS.get(token[0], "SYM")


def shape(token: str) -> str:
    """Say which kinds of characters a token consists of.

    A Aa AA aA 0 0a a0, "-" when it is mixed with marks.
    """
    first = "0" if token[0].isdigit() else "A" if token[0].isupper() else "a"
    rest = token[1:]
    if not token.isalnum():
        return first + "-"
    if any(map(str.isdigit, rest)):
        return "0" if token.isdigit() else first + "0"
    if not rest or rest.islower():
        return first + ("a" if rest and first != "a" else "")
    return first + "A"


def form(token: str) -> str:
    """Return the form under which the model knows a token.

    >>> form("Don’t"), form("1,200")
    ("don't", '0,000')
    """
    return re.sub(r"\d", "0", token.lower().replace("’", "'"))[:30]


def describe(token: str, lexicon: Lexicon) -> Word:
    """Describe one token by itself."""
    known = form(token)
    its_shape = shape(token)
    if mark := mark_tag(token):
        return Word(known, (mark,), mark, its_shape, _seen(known, mark, ()))
    tags = lexicon.words.get(known)
    if tags:
        kind = "/".join(tags)
    else:
        tags = _tags_by_ending(its_shape, known, lexicon)
        kind = f"?{its_shape}{known[-2:]}"
    itself = (
        f"w {known}",
        f"shape {its_shape}",
        f"-1 {known[-1:]}",
        f"-2 {known[-2:]}",
        f"-3 {known[-3:]}",
        f"-4 {known[-4:]}",
        f"+2 {known[:2]}",
        f"+3 {known[:3]}",
    )
    return Word(known, tags, kind, its_shape, _seen(known, kind, itself))


def _seen(known: str, kind: str, itself: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return what a word tells as the second before the one to be tagged.

    The first, itself, and the two after it.
    """
    return (
        (f"w-2 {known}",),
        (f"w-1 {known}", f"k-1 {kind}"),
        itself,
        (f"w+1 {known}", f"k+1 {kind}"),
        (f"w+2 {known}", f"k+2 {kind}"),
    )


# What stands before and after the words of a sentence
EDGE = Word("|", (), "|", "|", _seen("|", "|", ()))


def _tags_by_ending(its_shape: str, known: str, lexicon: Lexicon) -> tuple[str, ...]:
    for length in (3, 2, 1, 0):
        if tags := lexicon.endings.get(f"{its_shape} {known[len(known) - length :]}"):
            return tags
    return _ANY_NAME if its_shape.startswith("A") else _ANY_WORD
