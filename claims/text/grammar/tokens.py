"""Cut a sentence into words and marks, as spans into the text.

In comes a text and a span of it; out go the spans of its tokens in order. Tokens never overlap and
leave out white space only. Close to Universal Dependencies for English, so that a model trained on
those treebanks meets the words it knows: "don't" is "do" "n't", "city's" is "city" "'s",
"hard-hit" is "hard" "-" "hit", "$5" is "$" "5", "U.S." stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from claims.data import read_entries
from claims.model import Span
from claims.text.grammar.stops import abbreviations

_NUMBER = r"\d+(?:[.,:]\d+)*"
_CONTRACTION = r"(?:[nN]['’][tT]|['’](?:[sS]|[mM]|[dD]|[lL][lL]|[rR][eE]|[vV][eE]))(?!\w)"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _halves(word: str) -> str:
    first, second = word.split("|")
    return rf"{first}(?={second}(?!\w))"


@cache
def _token() -> re.Pattern[str]:
    listed: dict[str, list[str]] = {"whole": [], "prefix": [], "split": []}
    with read_entries("grammar/tokens", 2) as entries:
        for word, kind in entries:
            listed[kind].append(word)
    prefixes = listed["prefix"] + [prefix.capitalize() for prefix in listed["prefix"]]
    split = "|".join(
        _halves(form) for word in listed["split"] for form in (word, word.capitalize())
    )
    return re.compile(
        rf"""
        (?<!\w)(?:{split})                                      # "can" + "not"
        | [^\W\d_]++(?=[\s,])                                   # most words: no long list
        | (?:https?://|www\.)[^\s<>"”’)\]]+[^\s<>"”’)\].,;:!?]   # web addresses
        | [\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}})+      # mail addresses
        | [@\#]\w+                                              # "@mayor", "#budget"
        | (?<!\w)(?:{_any_of(listed["whole"])})(?!\w)           # "'em", "km/h"
        | (?<!\w)(?:{_any_of(abbreviations())})(?!\w)           # "Gen.", "a.m."
        | (?<!\w)[Nn]os?\.(?=\s?\d)                            # "No. 2", but "He said no."
        | (?<!\w)(?:[A-Za-z]\.){{2,}}(?!\w)                    # "U.S.", "p.m."
        | (?<!\w)[A-Z]\.(?=\s+[A-Z])                           # initials
        | (?<!\w)(?:{_any_of(prefixes)})-[^\W\d_]+             # "re-elected"
        | {_CONTRACTION}                                        # "n't", "'s", "'ll"
        | {_NUMBER}(?:st|nd|rd|th|s)(?!\w)                      # "5th", "1990s"
        | \d{{1,4}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\w/])           # "9/11", "1/2", "03/15/2001"
        | {_NUMBER}                                             # "1,500", "2.5", "5:30"
        # words, "O'Neill", "AT&T", "site.org"
        | [^\W\d_](?:(?!{_CONTRACTION})(?:\w|['’.](?=[^\W\d_]{{2}})|&(?=\w)))*
        | ['’]\d0s                                              # "'90s"
        | \.(?:\s?\.){{1,5}} | -{{2,}} | [!?]+ | ``| ''          # marks of several characters
        | \S                                                    # every other mark by itself
        """,
        re.VERBOSE,
    )


def tokenize(text: str, span: Span) -> list[Span]:
    """Find the tokens of a stretch of text.

    >>> text = "Gen. Samer didn't pay $1.5m."
    >>> [text[start:end] for start, end in tokenize(text, Span(0, len(text)))]
    ['Gen.', 'Samer', 'did', "n't", 'pay', '$', '1.5', 'm', '.']
    """
    return [Span(*match.span()) for match in _token().finditer(text, span.start, span.end)]


def words(text: str, tokens: Sequence[Span]) -> list[str]:
    """Return the tokens as the tagger reads them.

    For example "-" joins two words, "–" is any dash that does not.

    >>> text = "a well-known man - rich"
    >>> words(text, tokenize(text, Span(0, len(text))))
    ['a', 'well', '-', 'known', 'man', '–', 'rich']
    """
    found = [text[start:end] for start, end in tokens]
    for i, (start, end) in enumerate(tokens):
        if found[i] in ("-", "–") and 0 < i < len(tokens) - 1:
            joins = tokens[i - 1].end == start and end == tokens[i + 1].start
            found[i] = dash(found[i], joins, found[i - 1], found[i + 1])
    return found


def dash(mark: str, joins: bool, before: str, after: str) -> str:
    """Tell a hyphen from a dash.

    "well-known" and "2010–2015" have the one, "a man - rich" and "left–and lost" the other.
    """
    if not joins or (mark == "–" and not (before[-1].isdigit() and after[0].isdigit())):
        return "–"
    return "-"
