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
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from claims.text.grammar.lexicon import marks
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
_DAYS = ("yesterday", "today", "tonight", "tomorrow")
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

    A pronoun or a day that the chunks leave in it is a unit of its own.
    """
    first, last, head = phrase.first, phrase.last, phrase.head
    tokens = sentence.tokens
    if last - first > 1 and tokens[first].tag == "WDT":  # "claims [that 90 percent] were"
        yield Unit("WHICH", first, first + 1, first)
        first += 1
    if (
        last - first > 1
        and tokens[first].tag in ("VBN", "VBG")
        and _noun_kind(tokens[first + 1 : last]) == "TIME"
    ):
        yield Unit("PART", first, first + 1, first)  # "a poll [released Monday]"
        first += 1
    if _is_day_before_subject(sentence, first, last):  # "On [Thursday | officials] said"
        yield Unit("TIME", first, first + 1, first)
        first += 1
    if (day := _day_after_name(tokens[first:last])) and first + day < last:
        yield Unit("NOUN", first, first + day, first + day - 1)  # "Lind | Sunday night"
        first += day
    if first < last:
        is_relative = tokens[head].tag in ("WP", "WDT")
        yield Unit(
            "WHICH" if is_relative else _noun_kind(tokens[first:last]),
            first,
            last,
            max(head, first),
        )


def _is_day_before_subject(sentence: Sentence, first: int, last: int) -> bool:
    """Tell a day after "on" that stands before the subject of a verb, with no comma.

    For example "On [Thursday] officials said".
    """
    tokens = sentence.tokens
    if not 0 < first < last - 1 or last >= len(tokens):
        return False
    is_on = tokens[first - 1].text.lower() == "on" and _is_day(tokens[first])
    return is_on and tokens[last].tag in FINITE and _is_subject(tokens[last - 1])


def _is_subject(noun: Token) -> bool:
    return noun.tag in ("NNS", "NNPS", "NNP") and not is_time(noun)


def _is_day(token: Token) -> bool:
    """Tell a day of the week."""
    return is_time(token) and token.text.lower().endswith("day")


def is_time(token: Token) -> bool:
    """Tell a noun that heads phrases of time: "week", "Monday"."""
    return token.text.lower() in time_nouns()


def _day_after_name(tokens: Sequence[Token]) -> int:
    """Return where a day of the week starts after a name: "Mayor Lind [Sunday night]".

    0 where none does.
    """
    if len(tokens) > 1 and tokens[-1].text in _DAYS and tokens[-2].tag in NOUNS:
        return len(tokens) - 1  # "the report [yesterday]"
    days = (i for i, token in enumerate(tokens) if i and token.tag == "NNP" and _is_day(token))
    day = next(days, 0)
    is_after_name = day > 0 and tokens[day - 1].tag == "NNP"
    return day if is_after_name and all(map(is_time, tokens[day:])) else 0


def _kind(sentence: Sentence, index: int) -> str:
    """Return the kind of a token that no phrase or verb group holds."""
    token = sentence.tokens[index]
    if token.text in _SPELLED:
        return _SPELLED[token.text]
    if token.tag == ":":
        return _COLONS.get(token.text, "-")
    if token.text == "that" and index and _is_plain_noun(sentence.tokens[index - 1]):
        return "WHICH"  # "a report that it released", and also "the claim that 40 died"
    return "THAT" if token.text == "that" and token.tag == "IN" else _KINDS.get(token.tag, "OTHER")


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
