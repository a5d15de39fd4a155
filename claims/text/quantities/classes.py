"""The words of a sentence with what the lexicons of numbers list them as.

In comes a tagged sentence; out go words for `claims.text.grammar.rules`. A word has its tag for a
kind ("NN", "VBD"), and every class that `claims/data/numbers` gives it, in capitals ("HARM"), with
the entry that it is a form of. All but marks are a W, those with a capital a CAP, and a SOFT one
changes nothing between a number and what says of it. Entries of several words are no kind: rules
name them with `entries`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from claims.data import rows
from claims.model import Span
from claims.text.grammar.lexicon import listed
from claims.text.grammar.rules import Word
from claims.text.grammar.syntax import Sentence
from claims.text.grammar.tokens import tokenize
from claims.text.grammar.verbs import forms

_FILES = ("fillers", "people", "exchanges", "trends", "labels", "neighbours")
_VERBS = frozenset(("harm", "suffer", "leave", "hold"))
_LABELS = frozenset(("label", "word"))
# Words seen once need no place in memory for ever
_MOST_WORDS = 20_000
_ADVERBS = frozenset(("RB", "RBR", "RBS"))


@cache
def classes() -> Mapping[str, Mapping[str, str]]:
    """Return the classes of each word, with the entry that it is of.

    Verbs are there in all their forms, and some nouns with their plurals.
    """
    found: dict[str, dict[str, str]] = {}
    for file in _FILES:
        for word, kind, *rest in rows(f"numbers/{file}"):
            for form in _forms(word, kind, "".join(rest[:1])):
                found.setdefault(form, {})[kind.upper()] = word
    return found


def _forms(word: str, kind: str, irregular: str) -> set[str]:
    if kind in _VERBS:
        return {word, *(irregular.split() or forms(word))}
    if kind in _LABELS or kind.endswith("_noun"):
        return {word, f"{word}s", f"{word}es"} if word.endswith("s") else {word, f"{word}s"}
    return {word}


def spelled(phrase: str) -> str:
    """Return a phrase as the pieces of a rule.

    >>> spelled("20-odd, or so")
    '20 - odd , or so'
    """
    return " ".join(phrase[slice(*token)] for token in tokenize(phrase, Span(0, len(phrase))))


@cache
def entries(file: str, *kinds: str) -> str:
    """Return the pieces of a rule that stand for any entry of these kinds, of several words too.

    >>> entries("numbers/trends", "fall_adverb")
    '( FALL_ADVERB )'
    >>> entries("numbers/neighbours", "run")
    '( RUN | fun run )'
    """
    several = sorted(
        {
            pieces
            for kind in kinds
            for phrase in listed(file, kind)
            if " " in (pieces := spelled(phrase))
        }
    )
    return f"( {' | '.join(['|'.join(map(str.upper, kinds)), *several])} )"


def plain_words(sentence: Sentence) -> list[Word]:
    """Return the words and marks of a sentence with their kinds."""
    words = [
        _word(token.text, read, token.tag).at(token.start, token.end)
        for token, read in zip(sentence.tokens, sentence.words, strict=True)
    ]
    return words[:-1] + _parted(words[-1]) if words else words


@lru_cache(_MOST_WORDS)
def _word(text: str, read: str, tag: str) -> Word:
    """Return a word with its kinds, wherever it stands."""
    known = classes()
    small = read.lower().replace("’", "'")  # a dash is no hyphen
    listed_as = known.get(small) or known.get(small.removesuffix(".")) or {}
    looks = dict.fromkeys(_looks(text, small, tag), small)
    return Word(0, len(small), small, {tag: small, **listed_as, **looks})


def _looks(text: str, small: str, tag: str) -> Iterator[str]:
    """Yield the kinds that a word has by its look and its tag."""
    if small[0].isalnum():
        yield "W"
    if text[0].isupper():
        yield "CAP"
    if tag in _ADVERBS:
        yield "SOFT"


def _parted(last: Word) -> list[Word]:
    """Part the point that ends a sentence from an abbreviation: "at 50 max."."""
    word, point = last.small[:-1], last.small[-1]
    if point != "." or (word not in classes() and not word.isalpha()):
        return [last]
    end = last.end - 1
    return [Word(last.start, end, word, last.kinds), Word(end, last.end, point, {point: point})]
