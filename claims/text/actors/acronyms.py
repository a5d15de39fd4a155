"""Find the short forms that a text gives for names in brackets: "the Norden Flood Office (NFO)".

In comes a text, out go pairs of spans: the long form and its short form. Also the other way round:
"NFO (the Norden Flood Office)". The letters of the short form must be those of the long form, in
order, and each word of the long form must give its initial (after Schwartz and Hearst, A simple
algorithm for identifying abbreviation definitions in biomedical text, PSB 2003), so that "Ann Lee
(R-Va.)" and "the port (Selby)" define nothing. It takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.model import Span

_BRACKET = re.compile(r"[\s]\((?P<the>the\s)?(?P<inside>[^\W\d_][^()\n]{1,90})\)")
_SHORT = re.compile(r"[A-Z][\w&.’'-]{1,11}")
_WORD = re.compile(r"[\w&’'-]+")
_LONGEST_FORM = 120  # characters before a bracket that may be a long form
_EXTRA_WORDS = 5  # more than letters, as in the paper
_SMALL = frozenset(("of", "and", "for", "the", "in", "on", "to", "de", "la", "&"))


class Definition(NamedTuple):
    """A long form and the short form that the text gives for it."""

    long: Span
    short: Span


def definitions(text: str) -> Iterator[Definition]:
    """Yield the definitions of short forms in a text.

    >>> text = "The Norden Flood and Dyke Office (NFDO) met the VHB (Vale Health Board)."
    >>> [(text[slice(*found.long)], text[slice(*found.short)]) for found in definitions(text)]
    [('Norden Flood and Dyke Office', 'NFDO'), ('Vale Health Board', 'VHB')]
    """
    for bracket in _BRACKET.finditer(text):
        inside = Span(*bracket.span("inside"))
        before = Span(
            max(text.rfind("\n", 0, bracket.start()) + 1, bracket.start() - _LONGEST_FORM),
            bracket.start(),
        )
        if _SHORT.fullmatch(text, *inside):
            long = _long_form(text, before, text[slice(*inside)])
            if long is not None:
                yield Definition(long, inside)
        elif text[inside.start].isupper():
            short = next(iter(re.finditer(r"[A-Z][\w&.-]{1,11}$", text[slice(*before)])), None)
            if short is not None and _long_form(text, inside, short[0]) == inside:
                yield Definition(
                    inside, Span(before.start + short.start(), before.start + short.end())
                )


def _long_form(text: str, within: Span, short: str) -> Span | None:
    """Return the words at the end of a stretch that a short form is made of, without "the"."""
    words = [Span(*found.span()) for found in _WORD.finditer(text, *within)]
    words = words[-(len(short) + _EXTRA_WORDS) :]
    letters = "".join(letter for letter in short.lower() if letter.isalnum())
    for first in range(len(words) - 2, -1, -1):
        start = words[first].start
        is_name = text[start].isupper() and text[start].lower() == letters[0]
        if (
            is_name
            and ";" not in text[start : within.end]
            and _is_made_of(text, words[first:], letters)
        ):
            return Span(start, within.end)
    return None


def _is_made_of(text: str, words: Sequence[Span], letters: str) -> bool:
    """Tell letters that are those of the words in order, with each initial but of small words."""
    ends = {0}  # how many letters the words so far may have used
    for start, end in words:
        word = text[start:end].lower()
        used = {reach for at in ends for reach in _taken(word, letters, at)}
        ends = used | (ends if word in _SMALL else set())
    return len(letters) in ends


def _taken(word: str, letters: str, at: int) -> Iterator[int]:
    """Yield how far a word may go on with the letters from `at`.

    By its initial, or by more of its letters.
    """
    if letters[at : at + 1] != word[0]:
        return
    at += 1
    yield at
    for letter in word[1:]:
        if letters[at : at + 1] == letter:
            at += 1
            yield at
