"""The noun phrases of a sentence, seen from its quantities.

In come a parsed sentence and its quantities; out go noun phrases as the text has them, without
articles, owners' pronouns and numbers, and with what belongs to them ("exports of rice to China").
Nothing is decided here about which of them a quantity is about; that is
`claims/text/clauses/about.py`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from claims.model import Quantity
from claims.text.grammar import lexicon
from claims.text.grammar.once import Once
from claims.text.grammar.syntax import NounPhrase, Sentence
from claims.text.grammar.tagger import VERBS
from claims.text.periods.words import is_time_word

_NOUNS = ("NN", "NNS", "NNP", "NNPS", "FW")
_PRONOUNS = ("PRP", "WP", "WDT", "EX", "WP$")
_NAMES = ("NNP", "NNPS", "NN")
_HEADS = (*_NOUNS, "JJ", "JJS", "VBG", "VBN", "UH")
_DETERMINERS = frozenset({"DT", "PDT", "PRP$", "WP$", "WDT"})
_AMOUNTS = frozenset({"CD", "$", "RB", "RBR", "RBS", "JJR", "IN", "SYM", "HYPH", "(", ","})
_LEADING = _DETERMINERS | _AMOUNTS | {"POS"}  # may open a noun phrase and names nothing
_HYPHENS = frozenset("-‐‑")
_COMPLEMENTS = 3  # prepositional phrases kept behind a noun


def listed(kind: str) -> frozenset[str]:
    """Return the words that `claims/data/grammar/about.txt` lists as this kind."""
    return lexicon.listed("grammar/about", kind)


def is_count(quantity: Quantity) -> bool:
    """Tell whether a quantity counts a noun ("60 monks") and does not measure."""
    return quantity.dimension == "count" and quantity.unit != ""


def is_part(quantity: Quantity) -> bool:
    """Tell whether a quantity is a share of a kind that it names itself: "half the barns"."""
    return (
        quantity.dimension == "share" and quantity.unit == "" and quantity.end > quantity.number.end
    )


class Phrases(Once):
    """A sentence with its quantities; everything is told by token index."""

    def __init__(self, text: str, sentence: Sentence, quantities: Sequence[Quantity]) -> None:
        self.text = text
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.verbs = [
            verb
            for verb in sentence.verb_groups
            if self.small(verb.head) not in listed("preposition")
        ]
        self.amounts = [self._tokens_of(quantity) for quantity in quantities]
        self._amount_begins = dict(reversed(self.amounts))
        self._amount_ends = {last: first for first, last in self.amounts}
        # what names nothing: a whole measure ("5 percent"), but of a count the number alone ("60"
        # of "60 monks")
        self._numeric = {
            index
            for quantity, (first, last) in zip(quantities, self.amounts, strict=True)
            for index in range(first, self._end_of_measure(quantity, first, last))
        }
        ages = [
            end - 1
            for (_, end), age in zip(self.amounts, quantities, strict=True)
            if age.dimension == "age"
        ]
        self._people = {
            index for index in ages if self.small(index) in ("old", "olds")
        }  # "the 24-year-old"
        self._in_amount = {index for first, last in self.amounts for index in range(first, last)}
        self._parsed = self._merged([self._without_verb(noun) for noun in sentence.noun_phrases])
        self.nouns = [noun for noun in self._parsed if noun.first < noun.last]
        self._noun_firsts = [noun.first for noun in self.nouns]
        self._noun_ends = {noun.last: noun for noun in self.nouns}

    def is_missed_verb(self, index: int) -> bool:
        """Tell whether a word is tagged as a noun, but reads as a verb before an amount: "the lender slid 4%"."""
        after_pronoun = self.tag(index - 1) in (
            "WDT",
            "WP",
            "MD",
            "TO",
        )  # "which range from $3 to $5"
        known = after_pronoun or self.small(index) in listed("moved")
        return known and self.tag(index).startswith(("NN", "JJ"))

    def _without_verb(self, noun: NounPhrase) -> NounPhrase:
        """Take off a noun phrase the verb of "the lender slid 4%" and the amount of "a group worth $5"."""
        last = noun.last
        for index in range(noun.first + 1, noun.head):
            is_verb = index + 1 in self._amount_begins and self.is_missed_verb(index)
            if is_verb or (self.small(index) == "worth" and index + 1 in self._in_amount):
                return NounPhrase(noun.first, index, index - 1)
            if (
                self.tag(index) == "$"
                and index in self._in_amount
                and self.tag(index - 1) in _NOUNS
            ):
                last = index  # "the firm cost the club $5"
                break
        led = (
            last in self._amount_begins
            or self.tag(last) in ("CD", "$")
            or self.small(last) in ("by", "to", "from")
        )
        if led and self.is_missed_verb(last - 1):
            return NounPhrase(noun.first, last - 1, max(noun.first, last - 2))
        return noun if last == noun.last else NounPhrase(noun.first, last, last - 1)

    def _merged(self, nouns: Sequence[NounPhrase]) -> list[NounPhrase]:
        """Join names that a number parts, ("the Topix 100", "the Nifty 50 index").

        What was joined becomes empty.
        """
        merged = [self._with_name(noun) for noun in nouns]
        for at, (noun, after) in enumerate(pairwise(nouns)):
            if (
                after.first == noun.last
                and self._is_label(after.first)
                and self.tag(noun.head) in _NAMES
            ):
                merged[at] = NounPhrase(noun.first, after.last, after.head)
                merged[at + 1] = NounPhrase(after.last, after.last, after.head)
        return merged

    def _with_name(self, noun: NounPhrase) -> NounPhrase:
        """Take in the name before a number that begins a noun phrase, where the tagger saw none."""
        name = self.tokens[noun.first - 1].text if noun.first > 0 else ""
        if not self._is_label(noun.first):
            return noun
        if name in _HYPHENS and noun.first > 1 and self.tokens[noun.first - 2].text[0].isupper():
            return replace(noun, first=noun.first - 2)  # "the TX-125"
        is_name = name[:1].isupper() and self.tag(noun.first - 1) not in ("IN", "DT", "CC", *VERBS)
        return replace(noun, first=noun.first - 1) if is_name else noun

    def _is_label(self, index: int) -> bool:
        return self.tag(index) == "CD" and index not in self._in_amount

    def _tokens_of(self, quantity: Quantity) -> tuple[int, int]:
        first = self.token_at(quantity.start)
        last = self.sentence.token_from(quantity.end)
        return first, max(first, last)

    def _end_of_measure(self, quantity: Quantity, first: int, last: int) -> int:
        number = self.token_at(quantity.number.end - 1) + 1
        if is_count(quantity) or is_part(quantity):
            return number
        return next((index for index in range(number, last) if self.small(index) == "of"), last)

    def token_at(self, offset: int) -> int:
        """Return the index of the token that ends after an offset of the text."""
        return self.sentence.token_after(offset)

    def small(self, index: int) -> str:
        """Return the token at an index in small letters, empty outside the sentence."""
        return self.tokens[index].text.lower() if 0 <= index < len(self.tokens) else ""

    def tag(self, index: int) -> str:
        """Return the tag at an index, empty outside the sentence."""
        return self.tokens[index].tag if 0 <= index < len(self.tokens) else ""

    def amount_before(self, index: int) -> int | None:
        """Return where the quantity begins that ends right before a token."""
        return self._amount_ends.get(index)

    def amount_from(self, index: int) -> int | None:
        """Return where the quantity ends that begins at a token; of several, the first."""
        return self._amount_begins.get(index)

    def noun_before(self, index: int) -> NounPhrase | None:
        """Return the noun phrase that ends right before a token."""
        return self._noun_ends.get(index)

    def noun_at(self, index: int) -> NounPhrase | None:
        """Return the noun phrase that holds a token."""
        at = bisect_right(self._noun_firsts, index) - 1
        return self.nouns[at] if at >= 0 and index < self.nouns[at].last else None

    def is_on_noun(self, index: int) -> bool:
        """Tell whether the tree hangs the phrase that holds a token on a noun, and not on a verb."""
        chunk = self.sentence.chunk_at(index)
        governor = -1 if chunk is None else self.sentence.arcs[chunk].governor
        return governor >= 0 and self.sentence.chunks[governor].is_noun_phrase

    def noun_from(self, index: int) -> NounPhrase | None:
        """Return the noun phrase that begins at a token."""
        noun = self.noun_at(index)
        return noun if noun is not None and noun.first == index else None

    def thing_from(self, index: int) -> NounPhrase | None:
        """Return the noun phrase that begins at a token, unless it is a pronoun or a time."""
        noun = self.noun_from(index)
        return noun if noun is not None and self.is_thing(noun) else None

    def is_thing(self, noun: NounPhrase) -> bool:
        """Tell whether a noun phrase is neither a pronoun nor a time."""
        return not self.is_pronoun(noun) and not self.is_time(noun)

    def is_bare(self, noun: NounPhrase) -> bool:
        """Tell whether a noun phrase is one singular noun without an article, as in "at stake", "on board"."""
        return noun.last - noun.first == 1 and self.tag(noun.head) == "NN"

    def is_pronoun(self, noun: NounPhrase) -> bool:
        """Tell whether a noun phrase names nothing: "it", "which", "there"."""
        return self.tag(noun.head) in _PRONOUNS or self.small(noun.head) in (
            "that",
            "this",
            "these",
            "those",
            "one",
        )

    def over_time(self, index: int) -> int:
        """Return where a phrase of time begins that ends right before a token, or the token: "in 2018", "last year"."""
        noun = self.noun_before(index)
        if noun is None or not self.is_time(noun):
            return index
        placed = self.small(noun.first - 1) in listed("when")
        if noun.head in self._in_amount and not placed:
            return index  # an amount of time, and no time: "5% and 3 years"
        return noun.first - placed

    def is_time(self, noun: NounPhrase) -> bool:
        """Tell whether a noun phrase says when: "last year", "Tuesday", "2016", "the session"."""
        year = (
            self.tag(noun.head) == "CD"
            and noun.last - noun.first == 1
            and len(self.small(noun.head)) == 4
        )
        date = self.tag(noun.head) == "CD" and is_time_word(
            self.tokens[noun.first].text
        )  # "July 14"
        return (
            year
            or date
            or is_time_word(self.tokens[noun.head].text)
            or self.small(noun.head) in listed("sitting")
        )

    def words(self, noun: NounPhrase, first: int | None = None) -> str:
        """Return a noun phrase from its first adjective or noun to its head.

        Empty where it names nothing.
        """
        if noun.head in self._people:
            opening = noun.first + (self.tag(noun.first) in _DETERMINERS)
            return self.text[self.tokens[opening].start : self.tokens[noun.head].end]
        start = noun.first if first is None else first
        while start <= noun.head and (self.tag(start) in _LEADING or start in self._numeric):
            start += 1
        label = self._is_label(noun.head) and start < noun.head
        if (
            start > noun.head
            or not (label or self.tag(noun.head) in _HEADS)
            or noun.head in self._numeric
        ):
            return ""
        return self.text[self.tokens[start].start : self.tokens[noun.head].end]

    def phrase(self, noun: NounPhrase, first: int | None = None) -> str:
        """Return a noun phrase with the prepositional phrases that belong to it, up to a verb or an amount."""
        words = self.words(noun, first)
        if not words:
            return ""
        start = self.tokens[noun.head].end - len(words)
        end = noun.head + 1
        for _ in range(_COMPLEMENTS):
            inner = self.thing_from(end + 1) if self.small(end) in listed("belongs") else None
            if inner is None or self._holds_amount(inner):
                break
            second = self.noun_from(inner.last + 1)
            paired = (
                self.small(end) == "between"
                and self.small(inner.last) == "and"
                and second is not None
            )
            end = second.last if paired and second is not None else inner.last
        return self.text[start : self.tokens[end - 1].end]

    def whole(self, noun: NounPhrase, by: Container[str] = ("of",)) -> NounPhrase:
        """Return the noun phrase that this one belongs to: "rice" of "exports of rice" gives "exports"."""
        while self.small(noun.first - 1) in by:
            outer = self.noun_before(noun.first - 1)
            is_complex = outer is not None and self.small(outer.head) in listed("complex")
            if (
                outer is None
                or self._holds_amount(outer)
                or (is_complex and self.small(outer.first - 1) in ("in", "on"))
            ):
                break
            noun = outer
        return noun

    def _holds_amount(self, noun: NounPhrase) -> bool:
        return any(index in self._in_amount for index in range(noun.first, noun.last))
