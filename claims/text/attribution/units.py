"""Cut a parsed sentence into units: its noun phrases, verb groups and the tokens between them.

In comes a parsed sentence (`claims.text.grammar.syntax`), out come its units in order, each with
its kind, a single character. What the tagger takes for something else is set right where the words
around leave no doubt: the verb of "[Lang estimates] that", the noun of "a Herald [tally]", the day
of "[Lang Sunday night] said".

    N T     noun phrase; noun phrase of time ("Monday", "last week")
    V G I   verb group: finite; participle ("saying", "led by"); infinitive ("to say")
    P W S C preposition; relative or question word; "that if because"; "and but or"
    R J     adverb; adjective
    , ; : - ( ) " . /   marks; every dash is "-", every quotation mark '"'
    o       anything else
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from claims.text.grammar.lexicon import marks
from claims.text.grammar.syntax import NounPhrase, Sentence, Token, VerbGroup
from claims.text.grammar.tagger import FINITE
from claims.text.speech.cues import find_noun_cue, find_verb_cue, words

_KINDS = {
    "IN": "P",
    "TO": "P",
    "SC": "S",
    "CC": "C",
    "WDT": "W",
    "WP": "W",
    "WP$": "W",
    "WRB": "W",
    "RB": "R",
    "RBR": "R",
    "RBS": "R",
    "JJ": "J",
    "JJR": "J",
    "JJS": "J",
    '"': '"',
    "``": '"',
    "''": '"',
    ",": ",",
    ".": ".",
    "(": "(",
    ")": ")",
    # "seen" or "saying" that no verb group holds
    "VBN": "G",
    "VBG": "G",
    "XG": "G",
}
_COLONS = {":": ":", ";": ";"}  # every other mark with this tag is a dash
# the marks and words that a clause ends at
_BOUNDARIES = ',;:-SCW"'
# what a verb of saying may be taken for, and what stands before it when it is
_MISTAKEN = ("NNS", "VBN", "NN")
_NOUNS = ("NN", "NNP", "NNS", "NNPS")
_NAMES = (*_NOUNS, "PRP")
_CLOSING = ("”", '"', "''", "’")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DAYS = ("yesterday", "today", "tonight", "tomorrow")
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
    has_verb = False  # since the clause began
    while index < len(sentence.tokens):
        group = starts.get(index)
        if group is None or group.last <= index:
            yield Unit(kind := _kind(sentence, index), index, index + 1, index)
            has_verb = has_verb and kind not in _BOUNDARIES
            index += 1
            continue
        if isinstance(group, VerbGroup):
            yield Unit(_verb_kind(group, sentence), group.first, group.last, group.head, group)
            has_verb = has_verb or group.finite
        else:
            opens_with_time = sentence.tokens[group.first].text.lower() in time_nouns()
            hidden = _hidden_verb(sentence, group) if opens_with_time or not has_verb else None
            yield from _noun_units(group, sentence, hidden)
        index = group.last


def _joined(units: list[Unit], tokens: Sequence[Token]) -> list[Unit]:
    """Join names with a stroke between them: "a Herald/Selby University poll"."""
    found: list[Unit] = []
    for unit in units:
        if unit.kind == "N" and len(found) > 1 and found[-1].kind == "/" and found[-2].kind == "N":
            before = found[-2]
            found[-2:] = [Unit("N", before.first, unit.last, unit.head)]
        elif unit.kind == "N" and _is_issued_by(found, tokens, unit):
            found[-2:] = [
                Unit("N", found[-2].first, unit.last, unit.head)
            ]  # "a University of | Selby poll"
        elif unit.kind == "N" and _is_dated(found, tokens, unit):
            found[-2:] = [
                Unit("N", found[-2].first, unit.last, unit.head)
            ]  # "a March 14, | 2019 NATO report"
        elif unit.kind == "N" and re.search(
            r"(?:^|[,;:SC\"-])JC$", "".join(u.kind for u in found[-3:])
        ):
            found[-2:] = [
                Unit("N", found[-2].first, unit.last, unit.head)
            ]  # "Current and | former officials"
        elif (
            unit.kind == "N"
            and len(found) > 1
            and found[-2].kind == "N"
            and _is_hyphen(tokens, found[-1].first)
        ):
            before = found[-2]
            found[-2:] = [
                Unit("N", before.first, unit.last, unit.head)
            ]  # "a Selby-|based strategist"
        elif (
            found
            and found[-1].kind == "N"
            and unit.kind == "R"
            and find_noun_cue(tokens[unit.head].text)
        ):
            found[-1] = Unit(
                "N", found[-1].first, unit.last, unit.head
            )  # "a Herald [tally]", taken for an adverb
        elif (
            found
            and _lacks_noun(found, tokens)
            and unit.kind in "VGR"
            and unit.last - unit.first == 1
        ):
            before = found.pop()
            if before.kind == "o" and found and found[-1].kind == "N":  # the possessive mark alone
                before = found.pop()
            found.append(Unit("N", before.first, unit.last, unit.head))
        else:
            found.append(unit)
    return found


def _is_issued_by(found: list[Unit], tokens: Sequence[Token], unit: Unit) -> bool:
    """Does a name with "of" end in what it issues: "a University of [Selby poll]"?"""
    if len(found) < 2 or found[-2].kind != "N" or tokens[found[-1].first].text != "of":
        return False
    issued = find_noun_cue(tokens[unit.head].text)
    is_named = tokens[found[-2].head].tag == "NNP" and tokens[unit.first].tag == "NNP"
    is_article = tokens[found[-2].first].text.lower() in ("a", "an")
    return is_named and is_article and issued is not None and issued.is_source


def _is_dated(found: list[Unit], tokens: Sequence[Token], unit: Unit) -> bool:
    """Does a noun phrase start with the year of the date before it: "a March 14, [2019 NATO report]"?"""
    if (
        len(found) < 2
        or found[-1].kind != ","
        or found[-2].kind != "N"
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


def _lacks_noun(units: list[Unit], tokens: Sequence[Token]) -> bool:
    """Is a noun still to come: "a [tally] by the press", "the foundation's [claims]"?"""
    last = units[-1]
    tags = {token.tag for token in tokens[last.first : last.last]}
    if last.kind == "N" and tags <= {"DT", "PRP$"}:
        return tokens[last.first].text.lower() in ("a", "an", "the", "its", "his", "their")
    return tokens[last.last - 1].tag == "POS"


def _noun_units(phrase: NounPhrase, sentence: Sentence, verb: int | None) -> Iterator[Unit]:
    """Yield the unit of a noun phrase, apart from a pronoun or a verb that the chunks leave in it."""
    first, last, head = phrase.first, phrase.last, phrase.head
    tokens = sentence.tokens
    if last - first > 1 and tokens[first].tag == "WDT":  # "claims [that 90 percent] were"
        yield Unit("W", first, first + 1, first)
        first += 1
    if verb is not None:  # "[Lang estimates] that he spent", "[one study found Lang] would pay"
        if first < verb:
            yield Unit(_noun_kind(tokens[first:verb]), first, verb, verb - 1)
        yield Unit("V", verb, verb + 1, verb)
        first = verb + 1
    if (
        last - first > 1
        and tokens[first].tag in ("VBN", "VBG")
        and _noun_kind(tokens[first + 1 : last]) == "T"
    ):
        yield Unit("G", first, first + 1, first)  # "a poll [released Monday]"
        first += 1
    if _is_day_before_subject(sentence, first, last):  # "On [Thursday | officials] said"
        yield Unit("T", first, first + 1, first)
        first += 1
    if (day := _day_after_name(tokens[first:last])) and first + day < last:
        yield Unit("N", first, first + day, first + day - 1)  # "Lind | Sunday night"
        first += day
    if first < last:
        is_relative = tokens[head].tag in ("WP", "WDT")
        yield Unit(
            "W" if is_relative else _noun_kind(tokens[first:last]), first, last, max(head, first)
        )


def _is_day_before_subject(sentence: Sentence, first: int, last: int) -> bool:
    """Does a day after "on" stand before the subject of a verb, with no comma: "On [Thursday] officials said"?"""
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
    if len(tokens) > 1 and tokens[-1].text in _DAYS and tokens[-2].tag in _NOUNS:
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


def _hidden_verb(sentence: Sentence, phrase: NounPhrase) -> int | None:
    """Find a verb of saying that was taken for a noun, in a clause that has no verb so far."""
    tokens = sentence.tokens
    words = [token.text for token in tokens[phrase.first : phrase.last]]
    if phrase.first > 1 and tokens[phrase.first - 2].text.lower() == "according":
        return None  # "according to [the agency report]" has no subject
    if len(words) > 1 and _is_hidden_past(sentence, phrase):
        return phrase.first
    if len(words) > 1 and _is_inverted(sentence, phrase):
        cue = find_verb_cue(words, 0)
        return phrase.first if cue is not None and "quote" in cue.takes else None
    for index in range(phrase.first + 1, phrase.last):
        if tokens[index].tag not in _MISTAKEN or tokens[index - 1].tag not in _NAMES:
            continue
        cue = find_verb_cue(words, index - phrase.first)
        if cue is not None and "clause" in cue.takes and _opens_content(sentence, phrase, index):
            return index
    return None


def _is_hidden_past(sentence: Sentence, phrase: NounPhrase) -> bool:
    """Was the past tense after a subject taken for an adjective: "the advisory [indicated] strong winds were near"?"""
    tokens = sentence.tokens
    opens = tokens[phrase.first]
    if opens.tag != "VBN" or not phrase.first or tokens[phrase.first - 1].tag not in _NAMES:
        return False
    cue = find_verb_cue([opens.text], 0)
    is_clause = phrase.last < len(tokens) and tokens[phrase.last].tag in FINITE
    return is_clause and cue is not None and "clause" in cue.takes


def _is_inverted(sentence: Sentence, phrase: NounPhrase) -> bool:
    """May a noun phrase start with the verb of what was said: '"...," [adds Mrs Lang]', "..., [reckons Lang]"?"""
    verb, subject = sentence.tokens[phrase.first], sentence.tokens[phrase.first + 1]
    before = sentence.tokens[phrase.first - 1].text if phrase.first else ""
    is_named = subject.tag == "NNP" and subject.text.lower() not in time_nouns()
    return verb.tag == "NNS" and (before in _CLOSING or (before == "," and is_named))


def _opens_content(sentence: Sentence, phrase: NounPhrase, verb: int) -> bool:
    """Does what follows a word look like what somebody said?"""
    tokens = sentence.tokens
    end = len(tokens)
    following, after = (tokens[min(verb + step, end - 1)] for step in (1, 2))
    if verb + 1 < phrase.last:  # "found Lang would pay"
        return following.tag in ("NNP", "DT", "PRP$", "CD", "$") and tokens[
            verb
        ].text.lower() not in (
            "report",
            "reports",
        )
    is_set_off = phrase.first > 0 and tokens[phrase.first - 1].text in _CLOSING
    if verb + 1 >= end or following.tag == ".":
        # '"...," [Lang answers].', "..., [official data show].", "..., papers filed [Friday show]."
        before = tokens[phrase.first - 1].tag if phrase.first else ""
        noun = find_noun_cue(tokens[verb - 1].text)
        is_subject = before == "," and (
            tokens[verb - 1].tag in ("NNP", "NNS")
            or tokens[verb - 1].text.lower() == "police"
            or (noun and noun.is_source)
        )
        is_after_time = before in ("VBN", "VBD") and _noun_kind(tokens[phrase.first : verb]) == "T"
        return bool(is_set_off or is_subject or is_after_time)
    if following.tag == ",":
        return is_set_off
    if following.text.lower() == "that":
        return not after.tag.startswith(("V", "X", "M"))
    if (
        following.text.lower() in words("about") and after.tag == "CD"
    ):  # "estimates by the bank [state] about 40 died"
        return True
    is_named = tokens[verb].tag == "NNS" and tokens[verb - 1].tag == "NNP"
    if (
        is_named and following.tag in ("DT", "CD") and phrase.last == verb + 1
    ):  # "the Orton Post [reports] a captain"
        return True
    return following.tag in ("PRP", "EX", ":", "WRB") or (
        following.tag == "IN" and tokens[verb].text.lower() == "shows"
    )


def _kind(sentence: Sentence, index: int) -> str:
    token = sentence.tokens[index]
    if token.text in _QUOTES:
        return '"'
    if token.text in ("/", "--"):
        return token.text[0]
    if token.tag == ":":
        return _COLONS.get(token.text, "-")
    before = sentence.tokens[index - 1]
    if (
        token.text == "that"
        and index
        and before.tag in _NOUNS
        and before.text.lower() not in time_nouns()
    ):
        return "W"  # "a report that it released", and also "the claim that 40 died"
    if index and token.tag == "RB" and token.text[0].isupper() and token.text.istitle():
        return "N"  # "said [Elly]"
    if token.text == "that" and token.tag == "IN":
        return "S"
    if (
        token.tag == "UH"
        and index
        and token.text.istitle()
        and sentence.tokens[index - 1].text not in _QUOTES
    ):
        return "N"  # "the [Yes] camp"
    if token.tag == "UH" and index and find_verb_cue([token.text], 0):
        return "V"  # "activists [say]"
    return _KINDS.get(token.tag, "o")


def _verb_kind(group: VerbGroup, sentence: Sentence) -> str:
    if group.finite:
        return "V"
    return "I" if sentence.tokens[group.first].tag == "TO" else "G"


def _noun_kind(tokens: Sequence[Token]) -> str:
    if tokens[0].tag == "WP$":  # "whose family"
        return "W"
    word = tokens[-1].text
    # "40 days" counts something, "Radio TODAY" is a name
    is_time = word.lower() in time_nouns() and not any(
        token.tag == "CD" or (token.tag == "NNP" and token.text.lower() not in time_nouns())
        for token in tokens
    )
    return "T" if is_time or _YEAR.fullmatch(word) else "N"
