"""What looks like a quantity and is none: years, dates, clock times, ordinals, names, idioms.

In comes a reading in its sentence, with what stands beside it; out comes why it is no quantity, or
None where it may be one. The decision is taken from the context, never from the value alone: "2016
votes" counts, "the 2016 vote" names. Readings joined to a look-alike ("Articles 5 and 6", "Sept.
20-24", "6 to 8 p.m.") share its fate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from claims.model import Span
from claims.text.grammar.lexicon import listed
from claims.text.grammar.rules import Found, Line, Rule, Rules, apply_each
from claims.text.quantities.ages import is_age_class
from claims.text.quantities.classes import spelled
from claims.text.quantities.dated import DATE_SIGNS, is_day, is_time_of_day, is_year
from claims.text.quantities.identifiers import (
    is_decade,
    is_mark,
    is_ordinal,
    is_part_of_name,
    is_slashed,
)
from claims.text.quantities.labelled import LABEL_SIGNS, Label, labels
from claims.text.quantities.numbered_names import is_numbered_name
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.uncounted import SPELLED_SIGNS, is_multiple, is_pronoun, is_share
from claims.text.quantities.words import is_hyphened
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

_SIGNS = SPELLED_SIGNS + DATE_SIGNS + LABEL_SIGNS
_LINKS = frozenset(("-", "–", "—", "/", ",", "&"))
_JOINING = frozenset(("and", "to", "or", "through", "until", "till"))
# How large a number can be that is one of a series of days, hours or names.
_LARGEST: dict[Reason, int] = {Lookalike.DATE: 31, Lookalike.CLOCK: 24}
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
    return None if is_hyphened(found.line, found.first) else Span(found.start, found.end)


def look_around(passage: Passage, readings: Sequence[Reading], line: Line) -> list[Beside]:
    """Return what stands beside each reading of a sentence."""
    signs = _SIGNS.beside(line)
    labelled, idioms = labels(line), apply_each(_idioms(), passage.words)
    return [
        Beside(
            signs[at],
            labelled.get(at),
            _is_in_any(idioms, reading.number),
        )
        for at, reading in enumerate(readings)
    ]


def _is_in_any(spans: Sequence[Span], number: Span) -> bool:
    return any(span.start <= number.start and number.end <= span.end for span in spans)


def by_letters(passage: Passage, reading: Reading, beside: Beside) -> Reason:
    """Judge a number by what is glued to it: "F-16", "5th", "1990s", "10:30", "401(k)"."""
    if is_time_of_day(passage, reading, beside.signs):
        return Lookalike.CLOCK
    if not passage.text[reading.number.start].isdigit() or is_age_class(passage, reading):
        return None
    return _first((judge(passage, reading), reason) for judge, reason in _GLUED)


def _first(judged: Iterable[tuple[bool, Lookalike]]) -> Reason:
    """Return the first that a number is of what it may be."""
    return next((reason for is_it, reason in judged if is_it), None)


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
    if beside.in_idiom and _is_of_idiom(reading):
        return Lookalike.NAME
    if beside.label is not None and _is_lettered(passage, reading):
        return Lookalike.NAME
    if reading.unit or reading.dimension == "count":
        return None
    return _first(_judged(passage, reading, following, beside))


def _is_of_idiom(reading: Reading) -> bool:
    """Tell numbers that idioms hold from amounts: a unit speaks for itself beside digits."""
    is_spelled = reading.form in (Form.WORDS, Form.FRACTION)
    return is_spelled or not (reading.unit or reading.form is Form.SCALED)


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
    pairs = list(pairwise(range(len(readings))))
    for left, right in pairs:
        if not reasons[right]:
            reasons[right] = _shared(passage, readings[left], readings[right], reasons[left])
    for left, right in reversed(pairs):
        if _gives_back(passage, readings[left], readings[right], reasons[right]):
            reasons[left] = reasons[right]


def _gives_back(passage: Passage, left: Reading, right: Reading, reason: Reason) -> bool:
    """Tell whether a bare number is a day or an hour as the one behind it: "20-24 September"."""
    return reason in _LARGEST and not left.unit and _are_joined(passage, left, right)


def _shared(passage: Passage, left: Reading, right: Reading, reason: Reason) -> Reason:
    """Return the fate of a look-alike for the number behind it where that can be of its kind.

    For example "May 5-10", but "in 2018 to 10 million".
    """
    is_alike = _ALIKE.get(reason)
    if is_alike is None or not _may_share(passage, left, right):
        return None
    is_glued = right.start - left.end == 1  # the 2017-18 season
    return reason if is_alike(passage, right, reason, is_glued) else None


def _may_share(passage: Passage, left: Reading, right: Reading) -> bool:
    return _is_plain(right) and _are_joined(passage, left, right)


def _is_year_too(passage: Passage, right: Reading, reason: Reason, is_glued: bool) -> bool:
    """Tell "in 2017 and 2018" and "2017-18" from "from 400 in 2008 to 60"."""
    is_year = 1000 <= right.value <= 2100 or (is_glued and right.value < 100)
    return is_year and passage.written(right).isdigit()


def _is_small_enough(passage: Passage, right: Reading, reason: Reason, is_glued: bool) -> bool:
    """Tell "Articles 5 and 6" from "Article 5 and 600,000 votes"."""
    is_free = right.noun is None or is_glued
    return is_free and right.value <= _LARGEST.get(reason, _LARGEST_NAME)


# Which numbers can be of the kind of a look-alike that they are joined to; a pronoun makes none.
_ALIKE: dict[Reason, Callable[[Passage, Reading, Reason, bool], bool]] = {
    Lookalike.YEAR: _is_year_too,
    **dict.fromkeys(
        (Lookalike.DATE, Lookalike.CLOCK, Lookalike.ORDINAL, Lookalike.NAME), _is_small_enough
    ),
}


def _is_plain(reading: Reading) -> bool:
    """Tell a whole number that is measured in nothing."""
    is_unmeasured = not reading.unit and reading.form in (Form.DIGITS, Form.WORDS)
    return is_unmeasured and reading.value >= 0 and reading.is_whole


def _are_joined(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "5 and 6", "May 5-10", "2 p.m., and the 3"."""
    between = passage.between(left, right).removesuffix("the ").removesuffix("no. ")
    words = between.strip(" ")
    is_spaced = between[:1] in (" ", ",") and between[-1:] == " "
    return words in _LINKS or (is_spaced and words.removeprefix(", ") in _JOINING)
