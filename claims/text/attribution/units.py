"""Cut a parsed sentence into units: its noun phrases, verb groups and the tokens between them.

In comes a parsed sentence (`claims.text.grammar.syntax`), out come its units in order, each with
its kind. Phrases that the chunks leave in pieces are joined ("a Herald / Selby University poll"),
days and pronouns that they hold are parted ("[Lang] [Sunday night] said").

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
from claims.text.speech.cues import find_noun_cue

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
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DAYS = ("yesterday", "today", "tonight", "tomorrow")
_OPENINGS = (
    ",",
    ";",
    ":",
    "THAT",
    "AND",
    "QUOTE",
    "-",
)  # kinds that a noun phrase may start behind
_QUOTES = ("''", "``", '"')


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


def find_units(sentence: Sentence) -> list[Unit]:
    """Return the units of a sentence."""
    return _joined(list(_units(sentence)), sentence.tokens)


def _units(sentence: Sentence) -> Iterator[Unit]:
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


def _joined(units: list[Unit], tokens: Sequence[Token]) -> list[Unit]:
    """Join the units that are one noun phrase.

    For example "a Herald / Selby University poll", "the | wounded".
    """
    found: list[Unit] = []
    for unit in units:
        if _continues(found, unit, tokens):
            first = found[-2].first
            found[-2:] = [Unit("NOUN", first, unit.last, unit.head)]
        elif unit.kind in ("PART", "ADV") and found and _lacks_noun(found, tokens, unit):
            before = found.pop()
            if (
                before.kind == "OTHER" and found and found[-1].kind == "NOUN"
            ):  # the possessive mark alone
                before = found.pop()
            found.append(Unit("NOUN", before.first, unit.last, unit.head))
        else:
            found.append(unit)
    return found


def _continues(found: Sequence[Unit], unit: Unit, tokens: Sequence[Token]) -> bool:
    """Does a noun phrase go on with the two units before it?"""
    if unit.kind != "NOUN" or len(found) < 2:
        return False
    noun, between = found[-2:]
    if noun.kind == "ADJ":  # "Current and | former officials"
        return between.kind == "AND" and (len(found) == 2 or found[-3].kind in _OPENINGS)
    is_stroke = between.kind == "STROKE" or _is_hyphen(
        tokens, between.first
    )  # "a Selby-|based firm"
    is_one = is_stroke or _is_issued_by(found, tokens, unit) or _is_dated(found, tokens, unit)
    return noun.kind == "NOUN" and is_one


def _is_issued_by(found: Sequence[Unit], tokens: Sequence[Token], unit: Unit) -> bool:
    """Does a name with "of" end in what it issues: "a University of [Selby poll]"?"""
    if len(found) < 2 or found[-2].kind != "NOUN" or tokens[found[-1].first].text != "of":
        return False
    issued = find_noun_cue(tokens[unit.head].text)
    is_named = tokens[found[-2].head].tag == "NNP" and tokens[unit.first].tag == "NNP"
    is_article = tokens[found[-2].first].text.lower() in ("a", "an")
    return is_named and is_article and issued is not None and issued.is_source


def _is_dated(found: Sequence[Unit], tokens: Sequence[Token], unit: Unit) -> bool:
    """Does a noun phrase start with the year of the date before it?

    For example "a March 14, [2019 NATO report]".
    """
    if (
        len(found) < 2
        or found[-1].kind != ","
        or found[-2].kind != "NOUN"
        or found[-2].last - found[-2].first < 2
    ):
        return False
    month, day = tokens[found[-2].last - 2 : found[-2].last]
    is_date = month.text.lower() in time_nouns() and day.tag == "CD"
    return (
        is_date
        and unit.last - unit.first > 1
        and _YEAR.fullmatch(tokens[unit.first].text) is not None
    )


def _is_hyphen(tokens: Sequence[Token], index: int) -> bool:
    """Is this a hyphen within a word?"""
    token = tokens[index]
    return (
        token.tag == "HYPH"
        and tokens[index - 1].end == token.start
        and tokens[index + 1].start == token.end
    )


def _lacks_noun(units: Sequence[Unit], tokens: Sequence[Token], unit: Unit) -> bool:
    """Is a participle the noun that is still to come?

    For example "the [wounded]", or part of it: "a [yearly] Herald poll".
    """
    last = units[-1]
    tags = {token.tag for token in tokens[last.first : last.last]}
    if unit.last - unit.first > 1:
        return False
    if last.kind == "NOUN" and tags <= {"DT", "PRP$"}:
        return tokens[last.first].text.lower() in ("a", "an", "the", "its", "his", "their")
    return tokens[last.last - 1].tag == "POS"


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
    """Does a day after "on" stand before the subject of a verb, with no comma?

    For example "On [Thursday] officials said".
    """
    tokens = sentence.tokens
    if not 0 < first < last - 1 or last >= len(tokens) or tokens[first - 1].text.lower() != "on":
        return False
    is_day = (
        tokens[first].text.lower().endswith("day") and tokens[first].text.lower() in time_nouns()
    )
    is_subject = tokens[last - 1].tag in ("NNS", "NNPS", "NNP") and tokens[last].tag in FINITE
    return is_day and is_subject and tokens[last - 1].text.lower() not in time_nouns()


def _day_after_name(tokens: Sequence[Token]) -> int:
    """Return where a day of the week starts after a name: "Mayor Lind [Sunday night]".

    0 where none does.
    """
    if len(tokens) > 1 and tokens[-1].text in _DAYS and tokens[-2].tag in NOUNS:
        return len(tokens) - 1  # "the report [yesterday]"
    for i, token in enumerate(tokens):
        if (
            i
            and token.tag == "NNP"
            and token.text.lower().endswith("day")
            and token.text.lower() in time_nouns()
        ):
            rest = (token.text.lower() in time_nouns() for token in tokens[i:])
            return i if tokens[i - 1].tag == "NNP" and all(rest) else 0
    return 0


def _kind(sentence: Sentence, index: int) -> str:
    """Return the kind of a token that no phrase or verb group holds."""
    token = sentence.tokens[index]
    if token.text in _QUOTES:
        return "QUOTE"
    if token.text == "/":
        return "STROKE"
    if token.text == "--":
        return "-"
    if token.tag == ":":
        return _COLONS.get(token.text, "-")
    if token.text == "that" and index and _is_plain_noun(sentence.tokens[index - 1]):
        return "WHICH"  # "a report that it released", and also "the claim that 40 died"
    return "THAT" if token.text == "that" and token.tag == "IN" else _KINDS.get(token.tag, "OTHER")


def _is_plain_noun(token: Token) -> bool:
    return token.tag in NOUNS and token.text.lower() not in time_nouns()


def _verb_kind(group: VerbGroup, sentence: Sentence) -> str:
    if group.finite:
        return "VERB"
    return "INF" if sentence.tokens[group.first].tag == "TO" else "PART"


def _noun_kind(tokens: Sequence[Token]) -> str:
    if tokens[0].tag == "WP$":  # "whose family"
        return "WHICH"
    word = tokens[-1].text
    # "40 days" counts something, "Radio TODAY" is a name
    is_time = word.lower() in time_nouns() and not any(
        token.tag == "CD" or (token.tag == "NNP" and token.text.lower() not in time_nouns())
        for token in tokens
    )
    return "TIME" if is_time or _YEAR.fullmatch(word) else "NOUN"
