"""Every quantity of a text, in text order: numerals with hedges, units or nouns, ranges, trends.

In comes a `Syntax`; out comes one `Quantity` for each number that measures or counts something,
also those that only frame others ("over the past two weeks"). Years, dates, names and other
look-alikes are left out. The steps are one module each; this one says in which order they run, and
why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby, zip_longest
from typing import NamedTuple

from claims.decimals import is_statable
from claims.model import Quantity, Span
from claims.text.grammar.plurals import singular
from claims.text.grammar.shapes import Shape
from claims.text.grammar.syntax import Syntax
from claims.text.quantities.ages import read_ages
from claims.text.quantities.bounds import join_bounds
from claims.text.quantities.compounds import join_compounds
from claims.text.quantities.elision.counters import count_by_noun, count_by_total
from claims.text.quantities.elision.gapped import fill_gapped
from claims.text.quantities.elision.lists import take_from_behind
from claims.text.quantities.elision.parallels import go_on
from claims.text.quantities.elision.people import count_people
from claims.text.quantities.hedges import hedge_all, read_inner_hedges
from claims.text.quantities.lookalikes import (
    Beside,
    Reason,
    by_context,
    by_letters,
    look_around,
    share_reasons,
)
from claims.text.quantities.measures import measure
from claims.text.quantities.nouns import CountedNoun, counted_noun
from claims.text.quantities.number_words import fold
from claims.text.quantities.numerals import find_numerals
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.ranges import join_ranges
from claims.text.quantities.rates import read_rate
from claims.text.quantities.ratios import join_shares, name_dimension
from claims.text.quantities.trends import find_trends
from claims.text.quantities.units import dimension_of
from claims.text.quantities.words import words_around
from claims.text.quantities.written import Form, Numeral

_NO_NOUN = Shape("for|to|in|per|by|of|and|or")
_TIME_WORD = Shape("last|next|this|past|early|late|earlier|later|strong")  # 40 last year
_TIME_BEHIND = Shape(  # nine dead last year
    "last|next|this year|month|week|quarter|season|summer|winter|spring|fall"
)
_ENDS = ",.;:!?)]"  # "in 2012," needs no tags
_OTHERS = Shape("more? others")
_HALF_THE = Shape("the|its|his|her|their|our|my|your|these|those")  # half the crew
_NEVER_DIVIDED = ("score", "share", "speed", "rate")


class _Read(NamedTuple):
    """A sentence of the text, by its index, with its readings."""

    order: int
    passage: Passage
    readings: list[Reading]


def find_quantities(syntax: Syntax) -> list[Quantity]:
    """Find every quantity of a text.

    >>> found = find_quantities(Syntax("They carried out around 600 air strikes."))
    >>> [(q.surface, str(q.value), q.unit) for q in found]
    [('around 600 air strikes', '600', 'air strike')]
    """
    folded = fold(syntax.text)
    named: set[str] = set()
    found: list[Quantity] = []
    last: _Read | None = None
    for index, numerals in _by_sentence(syntax, folded):
        sentence = syntax.sentences[index]
        passage = Passage(syntax.text, folded, sentence.start, sentence.end, syntax, named)
        readings = _read(passage, numerals, *_told_before(last, index, passage))
        last = _Read(index, passage, readings)
        found.extend(reading.quantity(syntax.text) for reading in filter(_is_statable, readings))
    return found


def _by_sentence(syntax: Syntax, folded: str) -> Iterator[tuple[int, list[Numeral]]]:
    """Yield the sentences that hold numbers, by their index, with the numerals of each."""
    stated = filter(_is_stated, find_numerals(folded))
    for index, numerals in groupby(stated, key=lambda each: syntax.sentence_index(each.start)):
        yield index, list(numerals)


def _is_stated(numeral: Numeral) -> bool:
    return is_statable(numeral.value)


def _told_before(last: _Read | None, index: int, passage: Passage) -> tuple[Passage, list[Reading]]:
    """Return the sentence before with its readings, of which there are none without numbers."""
    if last is None or last.order != index - 1:
        return passage, []
    return last.passage, last.readings


def _is_statable(reading: Reading) -> bool:
    """Tell a number that news could state from what "a billion billion billion ..." makes."""
    return all(is_statable(end) for end in (reading.value, reading.upper) if end is not None)


def _read(
    passage: Passage, numerals: list[Numeral], before: Passage, earlier: list[Reading]
) -> list[Reading]:
    readings = _measured(passage, numerals)
    readings = _without_lookalikes(passage, readings)
    if not readings:
        return []
    # Ends of ranges and shares lend each other their units, so they are joined before the counted
    # noun is taken.
    readings = join_ranges(passage, join_shares(passage, readings))
    _take_nouns(passage, readings)
    readings = _without_divisors(readings)
    count_by_noun(passage, readings)
    count_people(passage, readings)
    count_by_total(passage, readings, earlier)
    take_from_behind(passage, readings)
    go_on(passage, readings, before, earlier)
    # A hedge and a trend may hang on the dimension, so they come last.
    hedge_all(passage, readings)
    find_trends(passage, readings)
    return join_bounds(passage, readings)


def _measured(passage: Passage, numerals: Sequence[Numeral]) -> list[Reading]:
    """Return the numerals with their units of measurement, and those of one amount as one."""
    readings: list[Reading] = []
    for numeral in numerals:
        readings.append(measure(passage, numeral, readings[-1].end if readings else 0))
    read_inner_hedges(passage, readings)
    for reading in readings:
        if reading.unit:
            read_rate(passage, reading)
    return join_compounds(passage, readings)


def _without_lookalikes(passage: Passage, readings: list[Reading]) -> list[Reading]:
    line = words_around(passage, readings)
    beside = look_around(passage, readings, line)
    reasons = list(map(partial(by_letters, passage), readings, beside))
    kept = _kept(readings, reasons)
    _read_nouns(passage, kept)
    read_ages(passage, kept, line)
    _judge(passage, kept, beside, reasons)
    share_reasons(passage, readings, reasons)
    return list(filter(None, _kept(readings, reasons)))


def _kept(readings: Sequence[Reading], reasons: Sequence[Reason]) -> list[Reading | None]:
    """Return the readings that may be quantities, each at its place, None for the others."""
    return [None if reason else reading for reading, reason in zip(readings, reasons, strict=True)]


def _read_nouns(passage: Passage, kept: Sequence[Reading | None]) -> None:
    for reading in filter(None, kept):
        if not reading.unit:
            reading.noun = _noun(passage, reading)


def _judge(
    passage: Passage,
    kept: Sequence[Reading | None],
    beside: Sequence[Beside],
    reasons: list[Reason],
) -> None:
    """Judge by their context the readings that their letters leave, from left to right."""
    previous: Reading | None = None
    for at, (reading, following) in enumerate(zip_longest(kept, kept[1:])):
        if reading is not None:
            _fill_left_out(passage, previous, reading)
            reasons[at] = by_context(passage, reading, following, beside[at])
        previous = reading if reasons[at] is None else None


def _fill_left_out(passage: Passage, previous: Reading | None, reading: Reading) -> None:
    if previous is not None and reading.is_alone:
        fill_gapped(passage, previous, reading)


def _take_nouns(passage: Passage, readings: Sequence[Reading]) -> None:
    """Make units of the counted nouns, and name the dimensions of shares and multiples."""
    for reading, following in zip_longest(readings, readings[1:]):
        if following is not None:
            _leave_noun(passage, reading, following)
        _take_noun(passage, reading)
        if not reading.divisor and reading.dimension not in _NEVER_DIVIDED:
            read_rate(passage, reading)
        name_dimension(passage, reading)


def _leave_noun(passage: Passage, reading: Reading, following: Reading) -> None:
    """Settle which noun a number counts that another number stands before."""
    noun = reading.noun
    if noun is not None and following.start <= noun.start < following.number.start:
        reading.noun = None  # 400 magnitude 2 earthquakes
    if reading.is_alone:
        reading.noun = _noun_behind(passage, reading, following)


def _take_noun(passage: Passage, reading: Reading) -> None:
    noun = reading.bare_noun
    if noun is None or reading.dimension == "score":
        return
    dimension = reading.dimension or dimension_of(noun.kind)  # 20-odd years
    reading.measured_in(noun.kind, dimension, noun.end)
    _take_back_sign(passage, reading)


def _noun(passage: Passage, reading: Reading) -> CountedNoun | None:
    """Read the noun behind a number, without a time that belongs to the whole sentence."""
    if reading.form is Form.MULTIPLE:
        return None
    half_the = _HALF_THE.behind(passage.words, reading.end) if reading.is_part else None
    start = reading.end if half_the is None else half_the.end
    if _takes_others(passage, reading, start):
        return None
    if passage.text[start : passage.end].lstrip()[:1] in _ENDS:
        return None
    noun = counted_noun(passage.parsed(), start, is_part=half_the is not None)
    return None if noun is None else _without_time(passage, noun)


def _takes_others(passage: Passage, reading: Reading, start: int) -> bool:
    """Take in the "others" of "eight others", which are of the kind that was told before."""
    others = _OTHERS.behind(passage.words, start)
    if others is not None:
        reading.end, reading.points_back = others.end, True
    return others is not None


def _without_time(passage: Passage, noun: CountedNoun) -> CountedNoun | None:
    """Return a noun without the time behind it, None where it is nothing else."""
    words = passage.words
    if _NO_NOUN.behind(words, noun.start) or _is_time(passage, noun):
        return None
    time = _TIME_BEHIND.before(words, noun.end)
    end = words[time.first - 1].end if time is not None else noun.start
    if end <= noun.start:
        return noun
    return CountedNoun(noun.start, end, singular(passage.text[noun.start : end]))


def _is_time(passage: Passage, noun: CountedNoun) -> bool:
    """Tell "40 last year" from "40 past winners"."""
    is_opening = _TIME_WORD.behind(passage.words, noun.start) is not None
    return is_opening and not passage.is_plural(noun)


def _take_back_sign(passage: Passage, reading: Reading) -> None:
    """Take back a minus, which is a dash or part of a name: nothing is counted below zero."""
    if reading.value < 0 and passage.text[reading.start] in "-−–":
        reading.value, reading.start = -reading.value, reading.number.start


def _noun_behind(passage: Passage, reading: Reading, following: Reading) -> CountedNoun | None:
    """Read the noun behind a measure that describes it: "three $50,000 prizes"."""
    if not following.unit or following.dimension == "count" or following.start - reading.end != 1:
        return None
    noun = counted_noun(passage.parsed(), following.end)
    return noun if passage.is_plural(noun) else None


def _without_divisors(readings: list[Reading]) -> list[Reading]:
    """Leave out the 100,000 of "12 cases per 100,000 people": it is part of the unit."""
    divisors = [reading.divisor for reading in readings if reading.divisor and reading.unit]
    return [reading for reading in readings if not _is_within(reading, divisors)]


def _is_within(reading: Reading, spans: Sequence[Span]) -> bool:
    return any(span.start <= reading.number.start < span.end for span in spans)
