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
from claims.text.actors.kinds import words_of

_BRACKET = re.compile(r"[\s]\((?P<the>the\s)?(?P<inside>[^\W\d_][^()\n]{1,90})\)")
_SHORT = re.compile(r"[A-Z][\w&.’'-]{1,11}")
_SHORT_END = re.compile(r"[A-Z][\w&.-]{1,11}$")
_WORD = re.compile(r"[\w&’'-]+")
_LONGEST_FORM = 120  # characters before a bracket that may be a long form
_EXTRA_WORDS = 5  # more than letters, as in the paper


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
    return filter(None, (_definition(text, bracket) for bracket in _BRACKET.finditer(text)))


def _definition(text: str, bracket: re.Match[str]) -> Definition | None:
    """Return the definition that a bracket is, of its own words or of those before it."""
    inside = Span(*bracket.span("inside"))
    line = text.rfind("\n", 0, bracket.start()) + 1
    before = Span(max(line, bracket.start() - _LONGEST_FORM), bracket.start())
    if _SHORT.fullmatch(text, *inside):
        long = _long_form(text, before, text[slice(*inside)])
        return Definition(long, inside) if long else None
    short = _short_form(text, before) if text[inside.start].isupper() else None
    if short is None or _long_form(text, inside, text[slice(*short)]) != inside:
        return None
    return Definition(inside, short)


def _short_form(text: str, before: Span) -> Span | None:
    """Return the short form that ends a stretch of text."""
    found = _SHORT_END.search(text[slice(*before)])
    return Span(before.start + found.start(), before.start + found.end()) if found else None


def _long_form(text: str, within: Span, short: str) -> Span | None:
    """Return the words at the end of a stretch that a short form is made of, without "the"."""
    words = [Span(*found.span()) for found in _WORD.finditer(text, *within)]
    words = words[-(len(short) + _EXTRA_WORDS) :]
    letters = "".join(filter(str.isalnum, short.lower()))
    for first in range(len(words) - 2, -1, -1):
        start = words[first].start
        if _is_initial(text[start], letters) and _is_made_of(text, words[first:], letters):
            return None if ";" in text[start : within.end] else Span(start, within.end)
    return None


def _is_initial(letter: str, letters: str) -> bool:
    """Tell a capital with which a short form begins."""
    return letter.isupper() and letter.lower() == letters[0]


def _is_made_of(text: str, words: Sequence[Span], letters: str) -> bool:
    """Tell letters that are those of the words in order, with each initial but of small words."""
    ends = {0}  # how many letters the words so far may have used
    for start, end in words:
        word = text[start:end].lower()
        used = {reach for at in ends for reach in _taken(word, letters, at)}
        ends = used | (ends if word in words_of("joining") else set())
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
