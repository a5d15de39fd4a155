"""The words behind a number, as its counted noun is read from them.

In come the tokens that follow; out go words, those joined by hyphens put together, which know
whether they can be the noun or something said of it (`numbers/counted_nouns.txt`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from claims.text.grammar.lexicon import listed
from claims.text.grammar.plurals import is_plural
from claims.text.grammar.syntax import Token
from claims.text.quantities.number_words import number_words

HYPHENS = frozenset("-‐‑")
_ADVERBS = frozenset(("RB", "RBR", "RBS"))
_TEXT = attrgetter("text")
_QUOTES = frozenset(('"', "“", "”", "''", "``", "‘", "’", "'"))


def is_listed(kind: str, word: str) -> bool:
    """Tell whether a word in small letters is of a kind of `numbers/counted_nouns.txt`."""
    return word in listed("numbers/counted_nouns", kind)


@dataclass(frozen=True, slots=True)
class NounWord:
    """A token, or several joined by hyphens."""

    start: int
    end: int
    text: str
    tag: str

    @property
    def small(self) -> str:
        """The word in small letters."""
        return self.text.lower()

    @property
    def is_noun(self) -> bool:
        """Tell a noun, but for the time words that follow one ("12 people Tuesday")."""
        # "four congressmen"
        is_missed = self.tag == "CD" and self.is_plural and self.small not in number_words()
        return (self.tag.startswith("NN") or is_missed) and not is_listed("naming", self.small)

    @property
    def is_quote(self) -> bool:
        """Tell a quotation mark."""
        return self.text in _QUOTES

    @property
    def is_plural(self) -> bool:
        """Tell a plural by its form."""
        return is_plural(self.text)

    @property
    def is_modifier(self) -> bool:
        """Tell adjectives and participles, which need a noun behind them."""
        return (
            self.tag.startswith("JJ") or self.tag == "FW" or self.is_participle or self.is_compound
        )

    @property
    def is_participle(self) -> bool:
        """Tell participles. Taggers confuse "displaced" with a past tense."""
        is_past = self.tag == "VBD" and not is_listed("linking", self.small)
        return self.tag in ("VBN", "VBG") or is_past

    @property
    def is_compound(self) -> bool:
        """Tell words joined by hyphens that are no noun: "winner-take-all"."""
        return "-" in self.text and self.text[0].isalpha() and not self.tag.startswith("NN")

    @property
    def is_of_phrase(self) -> bool:
        """Tell what noun phrases are made of: nouns and what modifies them."""
        return self.is_noun or self.is_modifier

    @property
    def is_name(self) -> bool:
        """Tell a name by its tag."""
        return self.tag.startswith("NNP")

    @property
    def is_adverb(self) -> bool:
        """Tell an adverb by its tag."""
        return self.tag in _ADVERBS

    @property
    def is_people(self) -> bool:
        """Tell a word for people that needs no noun: "12 [wounded]"."""
        return is_listed("people", self.small)


def joined(tokens: Sequence[Token]) -> Iterator[NounWord]:
    """Put "first-team" back together; the last part says what the whole is."""
    at = 0
    while at < len(tokens):
        last = at
        while _is_hyphened(tokens, last):
            last += 2
        words = tokens[at : last + 1]
        text = "".join(map(_TEXT, words))
        yield NounWord(words[0].start, words[-1].end, text, words[-1].tag)
        at = last + 1


def _is_hyphened(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a hyphen ties a token to the one behind it."""
    if at + 2 >= len(tokens) or tokens[at + 1].text not in HYPHENS:
        return False
    here, hyphen, there = tokens[at : at + 3]
    return here.end == hyphen.start and hyphen.end == there.start
