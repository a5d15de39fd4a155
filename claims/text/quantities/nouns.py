"""The noun that a number counts: "600 air strikes" are air strikes.

In comes the place right after a number, with the parsed sentence where there is one; out go the
words of the noun phrase and the kind it names, in the singular: the head with its own adjectives
and nouns, without articles, numbers and whoever owns it ("two of the south's towns" -> "town").
Without a parsed sentence a list of the words that end a noun phrase stands in for the tags, which
is right nearly as often. Refuses to guess: where no noun follows, there is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.model import Span
from claims.text.grammar.lexicon import listed
from claims.text.grammar.plurals import is_plural, singular
from claims.text.grammar.syntax import Sentence, Token
from claims.text.grammar.tokens import tokenize

_LONGEST = 12  # words looked at after a number; longer noun phrases are not written in news
_HYPHENS = frozenset("-‐‑")
_ENDINGS = re.compile(r"(?P<VBN>..ed)$|(?P<VBG>..ing)$|(?P<JJ>.(?:al|ic|ous|ive|ful|less))$")
_ONE = re.compile(r"(?<![\w.,])(?:one|1)$", re.IGNORECASE)
_SUPERLATIVES = frozenset(("most", "least"))


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """The words of a counted noun in the text, and the kind they name in the singular."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A token, or several joined by hyphens."""

    start: int
    end: int
    text: str
    tag: str

    @property
    def small(self) -> str:
        return self.text.lower()

    @property
    def is_noun(self) -> bool:
        return self.tag.startswith("NN") and not _is("naming", self.small)

    @property
    def is_modifier(self) -> bool:
        """Adjectives and participles, which need a noun behind them; taggers confuse "displaced" with a past tense."""
        return self.tag.startswith("JJ") or self.tag in ("VBN", "VBG", "VBD")


def _is(kind: str, word: str) -> bool:
    return word in listed("counted_nouns.txt", kind)


def counted_noun(text: str, start: int, end: int, sentence: Sentence | None = None) -> CountedNoun | None:
    """Read the noun phrase that begins at `start`, right after a number, and ends before `end`.

    Give the end of the sentence as `end`, and the parsed sentence for the best reading. A hyphen at
    `start` takes the word glued to it alone ("80-page report" -> "page").

    >>> text = "They carried out 600 air strikes on 27 of the south's towns."
    >>> counted_noun(text, 20, len(text))
    CountedNoun(start=21, end=32, kind='air strike')
    >>> counted_noun(text, 38, len(text)).kind
    'town'
    """
    tokens = _tagged(sentence, start, end) if sentence else _guessed(text, start, end)
    if tokens and tokens[0].text in _HYPHENS and tokens[0].start == start:
        glued = len(tokens) > 1 and tokens[1].start == tokens[0].end and tokens[1].text.isalpha()
        return CountedNoun(tokens[1].start, tokens[1].end, singular(tokens[1].text)) if glued else None
    words = _skip_to_phrase(list(_joined(tokens)))
    phrase = _phrase(words, one=_ONE.search(text, max(0, start - 8), start) is not None)
    if not phrase:
        return None
    kind = " ".join([*(word.text for word in phrase[:-1]), singular(phrase[-1].text)])
    return CountedNoun(phrase[0].start, phrase[-1].end, kind)


def _tagged(sentence: Sentence, start: int, end: int) -> list[Token]:
    following = [token for token in sentence.tokens if start <= token.start and token.end <= end]
    return following[: 2 * _LONGEST]


def _guessed(text: str, start: int, end: int) -> list[Token]:
    """Tokens with a rough tag: what is not known to end a noun phrase may be part of one."""
    spans = tokenize(text, Span(start, min(end, start + 16 * _LONGEST)))
    return [Token(a, b, text[a:b], _guess(text[a:b])) for a, b in spans[: 2 * _LONGEST]]


def _guess(word: str) -> str:
    small = word.lower()
    if small in ("'s", "’s", "'", "’"):
        return "POS"
    if small in ("and", "&"):
        return "CC"
    if _is("people", small):
        return "JJ"
    if _is("linking", small) or small.endswith("ly"):
        return "IN"
    if not word[0].isalpha():
        return "CD" if word[0].isdigit() else "PUNCT"
    if ending := _ENDINGS.search(small):
        return str(ending.lastgroup)
    if is_plural(word):
        return "NNS"
    return "NNP" if word[0].isupper() else "NN"


def _joined(tokens: list[Token]) -> Iterator[_Word]:
    """Put "first-team" back together; the last part says what the whole is."""
    at = 0
    while at < len(tokens):
        last = at
        while (
            last + 2 < len(tokens)
            and tokens[last + 1].text in _HYPHENS
            and tokens[last].end == tokens[last + 1].start
            and tokens[last + 1].end == tokens[last + 2].start
        ):
            last += 2
        words = tokens[at : last + 1]
        yield _Word(words[0].start, words[-1].end, "".join(word.text for word in words), words[-1].tag)
        at = last + 1


def _skip_to_phrase(words: list[_Word]) -> list[_Word]:
    """Leave out "more", "of the", "of Johnson's", "of the four": they say which ones, not what they are."""
    at = 0
    while at < len(words) and _is("skip", words[at].small):
        at += 1
    if at < len(words) and words[at].small == "of":
        at += 1
        if at < len(words) and _is("pronoun", words[at].small) and not _opens_phrase(words[at + 1 :]):
            return []
        while at < len(words) and (
            words[at].tag in ("DT", "PDT", "PRP$", "CD", "RB", "RBS", "RBR", "IN") or words[at].small in _SUPERLATIVES
        ):
            at += 1
        owner = next((i for i, word in enumerate(words[at : at + 5], at) if word.tag == "POS"), None)
        if owner is not None and all(word.is_noun or word.is_modifier for word in words[at:owner]):
            at = owner + 1
    return words[at : at + _LONGEST]


def _opens_phrase(words: list[_Word]) -> bool:
    return bool(words) and (words[0].is_noun or words[0].is_modifier)


def _phrase(words: list[_Word], one: bool) -> list[_Word]:
    """Return the modifiers and the head at the beginning of `words`, or nothing; `one` expects no plural."""
    run: list[_Word] = []
    for at, word in enumerate(words):
        if run and run[-1].is_noun and is_plural(run[-1].text) and not _is("modifying", run[-1].small):
            break  # a plural is the head: "12 students wearing masks"
        if run and run[-1].is_noun and word.tag == "VBD":
            break  # "one source said"
        is_missed_plural = word.tag == "VBZ" and run and run[-1].is_noun and not one and is_plural(word.text)
        heightens = word.tag == "RB" and _opens_phrase(words[at + 1 :]) and not (run and run[-1].is_noun)
        if is_missed_plural:  # "six ticket offices", where the tagger sees a verb
            run.append(replace(word, tag="NNS"))
        elif (
            heightens or word.is_noun or word.is_modifier or (run and _joins_modifiers(run[-1], word, words[at + 1 :]))
        ):
            run.append(word)
        else:
            break
    while run and not run[-1].is_noun:
        if len(run) == 1 and _is("people", run[0].small):
            return run  # "12 wounded"
        run.pop()
    nouns = [at for at, word in enumerate(run) if word.is_noun]
    plurals = [at for at in nouns if is_plural(run[at].text)]
    if plurals:
        return run[: plurals[-1] + 1]
    if not one and nouns and run[nouns[0]].tag == "NN":
        return run[: nouns[0] + 1]  # "12 page report": a number of pages
    return run


def _joins_modifiers(before: _Word, word: _Word, after: list[_Word]) -> bool:
    """Tell whether "and" or a comma joins two modifiers of one noun: "digital and physical sales"."""
    if word.text not in ("and", "&", "or", ",") or not (before.is_modifier or before.tag.startswith("NNP")):
        return False
    same = after[:1] and after[0].tag[:2] == before.tag[:2] and not is_plural(after[0].text)
    return bool(same) and len(after) > 1 and (after[1].is_noun or after[1].is_modifier)
