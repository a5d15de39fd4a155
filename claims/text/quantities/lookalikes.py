"""What looks like a quantity and is none: years, dates, clock times, ordinals, names, idioms.

In comes a reading in its sentence, with what stands beside it; out comes why it is no quantity, or
None where it may be one. The decision is taken from the context, never from the value alone: "2016
votes" counts, "the 2016 vote" names. Readings joined to a look-alike ("Articles 5 and 6", "Sept.
20-24", "6 to 8 p.m.") share its fate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from claims.model import Span
from claims.text.grammar.lexicon import listed
from claims.text.grammar.rules import Found, Line, Rule, Rules, apply_each
from claims.text.quantities.ages import is_age_class
from claims.text.quantities.classes import spelled
from claims.text.quantities.dated import DATE_SIGNS, is_day, is_time_of_day, is_year
from claims.text.quantities.digits import is_whole
from claims.text.quantities.identifiers import (
    is_decade,
    is_mark,
    is_ordinal,
    is_part_of_name,
    is_slashed,
)
from claims.text.quantities.labelled import LABEL_SIGNS, Label, labels
from claims.text.quantities.numbered_names import is_numbered_name
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.uncounted import SPELLED_SIGNS, is_multiple, is_pronoun, is_share
from claims.text.quantities.written import Form


class Lookalike(Enum):
    """What a number is that is no quantity."""

    YEAR = auto()
    DATE = auto()
    CLOCK = auto()
    ORDINAL = auto()
    NAME = auto()
    PRONOUN = auto()


Reason = Lookalike | None

_LINKS = frozenset(("-", "–", "—", "/", ",", "&"))
_JOINING = frozenset(("and", "to", "or", "through", "until", "till"))
# How large a number can be that is one of a series of days, hours or names.
_LARGEST = {Lookalike.DATE: 31, Lookalike.CLOCK: 24}
_LARGEST_NAME = 100_000
_PARTS = frozenset("abcdefgh")  # of a figure or an article: "m" and "k" are rather measures


class Beside(NamedTuple):
    """What stands beside a number: signs, a word that takes a number, an idiom around it."""

    signs: set[str]
    label: Label | None
    in_idiom: bool


@cache
def _idioms() -> Rules[Span]:
    return Rules(
        *(Rule(f"{spelled(idiom)} !-", _span) for idiom in listed("numbers/labels", "idiom"))
    )


def _span(found: Found) -> Span | None:
    words, first = found.line.words, found.first
    is_glued = (
        first and words[first - 1].end == words[first].start and words[first - 1].small == "-"
    )
    return None if is_glued else Span(words[first].start, words[found.last - 1].end)


def look_around(passage: Passage, readings: Sequence[Reading], line: Line) -> list[Beside]:
    """Return what stands beside each reading of a sentence."""
    tables = [signs.beside(line) for signs in (SPELLED_SIGNS, DATE_SIGNS, LABEL_SIGNS)]
    labelled, idioms = labels(line), apply_each(_idioms(), passage.words)
    return [
        Beside(
            set().union(*(table[at] for table in tables)),
            labelled.get(at),
            any(
                idiom.start <= reading.number.start and reading.number.end <= idiom.end
                for idiom in idioms
            ),
        )
        for at, reading in enumerate(readings)
    ]


def by_letters(passage: Passage, reading: Reading, beside: Beside) -> Reason:
    """Judge a number by what is glued to it: "F-16", "5th", "1990s", "10:30", "401(k)"."""
    if is_time_of_day(passage, reading, beside.signs):
        return Lookalike.CLOCK
    if not passage.text[reading.number.start].isdigit() or is_age_class(passage, reading):
        return None
    return next((reason for judge, reason in _GLUED if judge(passage, reading)), None)


_GLUED = (
    (is_slashed, Lookalike.DATE),
    (is_ordinal, Lookalike.ORDINAL),
    (is_decade, Lookalike.YEAR),
    (is_mark, Lookalike.NAME),
    (is_part_of_name, Lookalike.NAME),
)


def by_context(
    passage: Passage, reading: Reading, following: Reading | None, beside: Beside
) -> Reason:
    """Judge by the words around a number, once units and nouns are read.

    `following` is the next number of the sentence.
    """
    is_spelled = reading.form in (Form.WORDS, Form.FRACTION)
    if beside.in_idiom and (is_spelled or not (reading.unit or reading.form is Form.SCALED)):
        return Lookalike.NAME
    if beside.label is not None and _is_lettered(passage, reading):
        return Lookalike.NAME
    if reading.unit or reading.dimension == "count":
        return None
    judged = _judged(passage, reading, following, beside)
    return next((reason for is_it, reason in judged if is_it), None)


def _is_lettered(passage: Passage, reading: Reading) -> bool:
    """Tell "Figure 4c" from "4 cents": a letter right behind digits, and none behind that."""
    end = reading.number.end
    behind = passage.text[end : end + 2]
    return reading.form is Form.DIGITS and behind[:1] in _PARTS and not behind[1:].isalnum()


def _judged(
    passage: Passage, reading: Reading, following: Reading | None, beside: Beside
) -> Iterator[tuple[bool, Lookalike]]:
    """Yield what a bare number may be, the surest first, and whether it is that."""
    form, signs = reading.form, beside.signs
    if form is Form.DIGITS:
        yield is_day(passage, reading, signs), Lookalike.DATE
        yield is_year(passage, reading, following, signs), Lookalike.YEAR
    if form in (Form.DIGITS, Form.WORDS):
        is_name = is_numbered_name(passage, reading, following, beside.label, signs)
        yield is_name, Lookalike.NAME
    if form is Form.WORDS:
        yield is_pronoun(passage, reading, signs), Lookalike.PRONOUN
    if form is Form.MULTIPLE:
        yield not is_multiple(passage, reading, signs), Lookalike.NAME
    if form in (Form.ARTICLE, Form.FRACTION):
        yield not is_share(passage, reading, signs), Lookalike.ORDINAL


def share_reasons(passage: Passage, readings: Sequence[Reading], reasons: list[Reason]) -> None:
    """Spread the fate of a look-alike to the bare numbers joined to it, first rightwards."""
    for here in range(1, len(readings)):
        reason = reasons[here - 1]
        if (
            reason
            and not reasons[here]
            and _may_share(passage, readings[here - 1], readings[here], reason)
        ):
            reasons[here] = reason
    for here in range(len(readings) - 2, -1, -1):
        reason = reasons[here + 1]
        if (
            reason in _LARGEST
            and not readings[here].unit
            and _are_joined(passage, readings[here], readings[here + 1])
        ):
            reasons[here] = reason


def _may_share(passage: Passage, left: Reading, right: Reading, reason: Lookalike) -> bool:
    """Tell whether a number joined to a look-alike can be one of its kind.

    For example "May 5-10", but "in 2018 to 10 million".
    """
    if reason is Lookalike.PRONOUN or not _is_bare(right) or not _are_joined(passage, left, right):
        return False
    is_glued = right.start - left.end == 1  # the 2017-18 season
    if reason is Lookalike.YEAR:  # "in 2017 and 2018", "2017-18", but "from 400 in 2008 to 60"
        is_year = 1000 <= right.value <= 2100 or (is_glued and right.value < 100)
        return is_year and passage.text[slice(*right.number)].isdigit()
    if right.noun is not None and not is_glued:
        return False
    return right.value <= _LARGEST.get(reason, _LARGEST_NAME)


def _is_bare(reading: Reading) -> bool:
    """Tell a whole number that is measured in nothing."""
    is_plain = not reading.unit and reading.form in (Form.DIGITS, Form.WORDS)
    return is_plain and reading.value >= 0 and is_whole(reading.value)


def _are_joined(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "5 and 6", "May 5-10", "2 p.m., and the 3"."""
    between = passage.between(left, right).removesuffix("the ").removesuffix("no. ")
    words = between.strip(" ")
    is_spaced = between[:1] in (" ", ",") and between[-1:] == " "
    return words in _LINKS or (is_spaced and words.removeprefix(", ") in _JOINING)
