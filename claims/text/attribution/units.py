"""Cut a parsed sentence into units: its noun phrases, verb groups and the tokens between them.

In comes a parsed sentence (`claims.text.grammar.syntax`), out come its units in order, each with
its kind. Days and pronouns that a noun phrase holds are parted from it ("[Lang] [Sunday night]
said"); what the chunks leave in pieces is joined by `joining`.

    NOUN TIME      noun phrase; noun phrase of time ("Monday", "last week")
    VERB PART INF  verb group: finite; participle ("saying", "led by"); infinitive ("to say")
    PREP WHICH     preposition; relative or question word
    THAT AND       "that if because"; "and but or"
    ADV ADJ        adverb; adjective
    , ; : - .      marks; every dash is "-"
    QUOTE STROKE   any quotation mark; "/"
    OPEN CLOSE     brackets
    OTHER          anything else
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from claims.text.grammar.lexicon import listed, marks
from claims.text.grammar.syntax import NounPhrase, Sentence, Token, VerbGroup
from claims.text.grammar.tagger import FINITE, NOUNS

_KINDS = {
    "IN": "PREP",
    "TO": "PREP",
    "SC": "THAT",
    "CC": "AND",
    "WDT": "WHICH",
    "WP": "WHICH",
    "WP$": "WHICH",
    "WRB": "WHICH",
    "RB": "ADV",
    "RBR": "ADV",
    "RBS": "ADV",
    "JJ": "ADJ",
    "JJR": "ADJ",
    "JJS": "ADJ",
    '"': "QUOTE",
    "``": "QUOTE",
    "''": "QUOTE",
    ",": ",",
    ".": ".",
    "(": "OPEN",
    ")": "CLOSE",
    # "seen" or "saying" that no verb group holds
    "VBN": "PART",
    "VBG": "PART",
    "XG": "PART",
}
_COLONS = {":": ":", ";": ";"}  # every other mark with this tag is a dash
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SPELLED = {"''": "QUOTE", "``": "QUOTE", '"': "QUOTE", "/": "STROKE", "--": "-"}


@cache
def time_nouns() -> frozenset[str]:
    """Return the nouns that head phrases of time."""
    return frozenset(marks("time/nouns"))


class Unit(NamedTuple):
    """One unit: its kind, its half-open token indices and the index of its head token."""

    kind: str
    first: int
    last: int
    head: int
    verb: VerbGroup | None = None


def cut_units(sentence: Sentence) -> Iterator[Unit]:
    """Yield the units of a sentence from left to right."""
    starts: dict[int, NounPhrase | VerbGroup] = {
        group.first: group for group in sentence.verb_groups
    }
    starts.update({phrase.first: phrase for phrase in sentence.noun_phrases})
    index = 0
    while index < len(sentence.tokens):
        group = starts.get(index)
        if group is None or group.last <= index:
            yield Unit(_kind(sentence, index), index, index + 1, index)
            index += 1
            continue
        if isinstance(group, VerbGroup):
            yield Unit(_verb_kind(group, sentence), group.first, group.last, group.head, group)
        else:
            yield from _noun_units(group, sentence)
        index = group.last


def _noun_units(phrase: NounPhrase, sentence: Sentence) -> Iterator[Unit]:
    """Yield the unit of a noun phrase.

    A pronoun, a participle or a day that the chunks leave in it is a unit of its own.
    """
    first, last = phrase.first, phrase.last
    if last - first > 1:
        for kind, cut in _CUTS:
            if count := cut(sentence.tokens, first, last):
                yield Unit(kind, first, first + count, first + count - 1)
                first += count
    is_relative = sentence.tokens[phrase.head].tag in ("WP", "WDT")
    kind = "WHICH" if is_relative else _noun_kind(sentence.tokens[first:last])
    yield Unit(kind, first, last, max(phrase.head, first))


# Each returns how many words of the noun phrase [first, last) are a unit of their own


def _relative_pronoun(tokens: Sequence[Token], first: int, last: int) -> int:
    """Cut off a pronoun: "claims [that | 90 percent] were"."""
    return int(last - first > 1 and tokens[first].tag == "WDT")


def _participle(tokens: Sequence[Token], first: int, last: int) -> int:
    """Cut off a participle before a time: "a poll [released | Monday]"."""
    if last - first < 2 or tokens[first].tag not in ("VBN", "VBG"):
        return 0
    return int(_noun_kind(tokens[first + 1 : last]) == "TIME")


def _day_before_subject(tokens: Sequence[Token], first: int, last: int) -> int:
    """Cut off a day after "on" that stands before the subject of a verb, with no comma.

    For example "On [Thursday | officials] said".
    """
    if not 0 < first < last - 1 or last >= len(tokens):
        return 0
    is_on = tokens[first - 1].text.lower() == "on" and _is_day(tokens[first])
    return int(is_on and tokens[last].tag in FINITE and _is_subject(tokens[last - 1]))


def _name_before_day(tokens: Sequence[Token], first: int, last: int) -> int:
    """Cut off a name before a day: "[Mayor Lind | Sunday night]", "[the report | yesterday]"."""
    held = tokens[first:last]
    if len(held) > 1 and held[-1].text in listed("time/words", "seen") and held[-2].tag in NOUNS:
        return len(held) - 1
    name, days = _at_named_day(held)
    return len(name) if days and name[-1].tag == "NNP" and all(map(is_time, days)) else 0


def _at_named_day(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Part words at the first day of the week behind the first word; no days where none is."""
    days = (i for i, token in enumerate(tokens) if i and token.tag == "NNP" and _is_day(token))
    at = next(days, len(tokens))
    return tokens[:at], tokens[at:]


_CUTS: tuple[tuple[str, Callable[[Sequence[Token], int, int], int]], ...] = (
    ("WHICH", _relative_pronoun),
    ("PART", _participle),
    ("TIME", _day_before_subject),
    ("NOUN", _name_before_day),
)


def _is_subject(noun: Token) -> bool:
    return noun.tag in ("NNS", "NNPS", "NNP") and not is_time(noun)


def _is_day(token: Token) -> bool:
    """Tell a day of the week."""
    return is_time(token) and token.text.lower().endswith("day")


def is_time(token: Token) -> bool:
    """Tell a noun that heads phrases of time: "week", "Monday"."""
    return token.text.lower() in time_nouns()


def _kind(sentence: Sentence, index: int) -> str:
    """Return the kind of a token that no phrase or verb group holds."""
    token = sentence.tokens[index]
    if token.text in _SPELLED:
        return _SPELLED[token.text]
    if token.tag == ":":
        return _COLONS.get(token.text, "-")
    if token.text == "that":
        return _kind_of_that(sentence, index)
    return _KINDS.get(token.tag, "OTHER")


def _kind_of_that(sentence: Sentence, index: int) -> str:
    """Return the kind of "that": "a report that it released", and also "the claim that 40 died"."""
    if index and _is_plain_noun(sentence.tokens[index - 1]):
        return "WHICH"
    tag = sentence.tokens[index].tag
    return "THAT" if tag == "IN" else _KINDS.get(tag, "OTHER")


def _is_plain_noun(token: Token) -> bool:
    return token.tag in NOUNS and not is_time(token)


def _verb_kind(group: VerbGroup, sentence: Sentence) -> str:
    if group.finite:
        return "VERB"
    return "INF" if sentence.tokens[group.first].tag == "TO" else "PART"


def _noun_kind(tokens: Sequence[Token]) -> str:
    if tokens[0].tag == "WP$":  # "whose family"
        return "WHICH"
    # "40 days" counts something, "Radio TODAY" is a name
    is_timed = is_time(tokens[-1]) and not any(map(_is_of_something, tokens))
    return "TIME" if is_timed or YEAR.fullmatch(tokens[-1].text) else "NOUN"


def _is_of_something(token: Token) -> bool:
    """Tell a number or a name, with which a noun of time is none."""
    return token.tag == "CD" or (token.tag == "NNP" and not is_time(token))
