"""Join the units that are one noun phrase, which the chunks leave in pieces.

In come the units of a sentence as they are cut (`units`), out come those that the grammar of
attribution is written over: "a Herald / Selby University poll", "a University of Selby poll", "a
March 14, 2019 NATO report" and "the wounded" are one each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.text.attribution.units import YEAR, Unit, cut_units, is_time
from claims.text.grammar.syntax import Sentence, Token
from claims.text.speech.cues import find_noun_cue

# Kinds that a noun phrase may start behind
_OPENINGS = (",", ";", ":", "THAT", "AND", "QUOTE", "-")
_BARE = frozenset(("DT", "PRP$"))
_ARTICLES = ("a", "an", "the", "its", "his", "their")


def find_units(sentence: Sentence) -> list[Unit]:
    """Return the units of a sentence."""
    return _joined(cut_units(sentence), sentence.tokens)


def _joined(units: Iterable[Unit], tokens: Sequence[Token]) -> list[Unit]:
    found: list[Unit] = []
    for unit in units:
        if _is_continued(found, unit, tokens):
            first = found[-2].first
            found[-2:] = [Unit("NOUN", first, unit.last, unit.head)]
        elif found and unit.kind in ("PART", "ADV") and _is_without_noun(found, tokens, unit):
            before = _taken_back(found)
            found.append(Unit("NOUN", before.first, unit.last, unit.head))
        else:
            found.append(unit)
    return found


def _taken_back(found: list[Unit]) -> Unit:
    """Take back the last unit, and the noun before it where it is a possessive mark alone."""
    last = found.pop()
    is_mark = last.kind == "OTHER" and found and found[-1].kind == "NOUN"
    return found.pop() if is_mark else last


def _is_continued(found: Sequence[Unit], unit: Unit, tokens: Sequence[Token]) -> bool:
    """Tell a noun phrase that goes on with the two units before it."""
    if unit.kind != "NOUN" or len(found) < 2:
        return False
    noun, between = found[-2:]
    if noun.kind == "ADJ":  # "Current and | former officials"
        return between.kind == "AND" and _is_after_opening(found)
    return noun.kind == "NOUN" and _goes_on(noun, between, tokens, unit)


def _is_after_opening(found: Sequence[Unit]) -> bool:
    """Tell two units that nothing stands before but what a noun phrase may start behind."""
    return len(found) == 2 or found[-3].kind in _OPENINGS


def _goes_on(noun: Unit, between: Unit, tokens: Sequence[Token], unit: Unit) -> bool:
    """Tell a noun phrase that is one with the noun before it, by what stands between them."""
    if between.kind == "STROKE" or _is_hyphen(tokens, between.first):  # "a Selby-|based firm"
        return True
    return _is_issued_by(noun, between, tokens, unit) or _is_dated(noun, between, tokens, unit)


def _is_issued_by(noun: Unit, between: Unit, tokens: Sequence[Token], unit: Unit) -> bool:
    """Tell a name with "of" that ends in what it issues: "a University of [Selby poll]"."""
    if tokens[between.first].text != "of" or tokens[noun.first].text.lower() not in ("a", "an"):
        return False
    is_named = tokens[noun.head].tag == tokens[unit.first].tag == "NNP"
    issued = find_noun_cue(tokens[unit.head].text) if is_named else None
    return issued is not None and issued.is_source


def _is_dated(noun: Unit, between: Unit, tokens: Sequence[Token], unit: Unit) -> bool:
    """Tell a noun phrase that starts with the year of the date before it.

    For example "a March 14, [2019 NATO report]".
    """
    is_long = noun.last - noun.first > 1 and unit.last - unit.first > 1
    if between.kind != "," or not is_long or not YEAR.fullmatch(tokens[unit.first].text):
        return False
    month, day = tokens[noun.last - 2 : noun.last]
    return is_time(month) and day.tag == "CD"


def _is_hyphen(tokens: Sequence[Token], index: int) -> bool:
    """Tell a hyphen within a word."""
    token = tokens[index]
    if token.tag != "HYPH":
        return False
    return tokens[index - 1].end == token.start and tokens[index + 1].start == token.end


def _is_without_noun(units: Sequence[Unit], tokens: Sequence[Token], unit: Unit) -> bool:
    """Tell a participle that is the noun still to come, or part of it.

    For example "the [wounded]", "a [yearly] Herald poll".
    """
    last = units[-1]
    if unit.last - unit.first > 1:
        return False
    if last.kind == "NOUN" and {token.tag for token in tokens[last.first : last.last]} <= _BARE:
        return tokens[last.first].text.lower() in _ARTICLES
    return tokens[last.last - 1].tag == "POS"
