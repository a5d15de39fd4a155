"""Rates.

For example "$52 a barrel", "3,000 tests per day", "12 cases per 100,000 people", "12-cent-a-share",
"$40/MWh".

In comes a reading that has its unit or counted noun; "per" and what it is divided by become part of
the unit ("dollar per barrel"), and the reading grows over them. "a" divides only by what prices and
tempos are told by ("a day", "a share": kind divisor of `numbers/neighbours.txt`); "per" divides by
anything, a slash by units alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claims.model import Span
from claims.text.grammar.plurals import singular
from claims.text.grammar.rules import Found
from claims.text.grammar.shapes import Shape
from claims.text.quantities.classes import entries
from claims.text.quantities.number_words import number_words
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.units import UnitSpan, dimension_of, symbol_after, word_after

_OF = "( of W W? )?"  # 48,000 barrels (of crude oil) a day
_NUMBER = "number=CD|hundred|thousand|million|billion?"  # per (100,000) people
_DIVISOR = entries("numbers/neighbours", "divisor")
_TIME_ADVERB = "!-|ago|earlier|later|before|after|old"  # $5 a year ago
_RATE = Shape(
    f"{_OF} -? per -? {_NUMBER} of=W ( - W )*",  # 12 cases per 100,000 people, per man-hour
    f"{_OF} / slash=W",  # $40/MWh
    f"{_OF} -? article=a|an|each|every -? {_DIVISOR} {_TIME_ADVERB}",  # $52 a barrel
    f"{_OF} a|an measure=W",  # 45 rupees a kg: a price for any measure
    f"{_OF} annum=p.a.|p.a|pa.|pa",  # 5% p.a.
    f"{_OF} often=annually|yearly|daily|weekly|monthly|hourly",  # three times daily
)
_FROM_NOW = Shape("from now|then|today")  # $5 a year from now
_DIVISORS = {"capita": "person", "head": "person", "annum": "year"}
_OFTEN = {"daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour"}
_NOT_DIVIDED_BY = frozenset(
    ("cent", "se", "other", "one", "of", "the", "or", "and", "single", "last", "first")
)
_SCALES = frozenset(("hundred", "thousand", "million", "billion"))

_Divisor = tuple[str, int]  # its canonical name, "" where the words divide by nothing; its end


def read_rate(passage: Passage, reading: Reading) -> None:
    """Add what the quantity is divided by to its unit."""
    found = None if reading.dimension == "age" else _RATE.behind(passage.words, reading.end)
    if found is None:
        return
    read = next(read for name, read in _READERS.items() if name in found)
    divisor, end = read(passage, reading, found)
    if divisor:
        name = f"{reading.unit} per {divisor}".strip()
        reading.measured_in(name, dimension_of(name, otherwise="rate"), end)


def _unit_at(passage: Passage, start: int) -> UnitSpan | None:
    return word_after(passage.folded, start) or symbol_after(passage.text, start, glued=False)


def _per(passage: Passage, reading: Reading, found: Found) -> _Divisor:
    """Read "12 cases per 100,000 people"; "per" divides by anything but another number."""
    start, number = found.named("of").start, found.word("number")
    word = passage.folded[start : found.end]
    if word in _NOT_DIVIDED_BY or found.word("of") in number_words():
        return "", start
    if not number:
        return _named(passage, start, found.end)
    if not _is_plain_number(number):
        return "", start
    at = found.named("number")
    reading.divisor = Span(at.start, at.end)
    return f"{number} {word}", found.end


def _is_plain_number(number: str) -> bool:
    """Tell "100,000" and "million" from "2.5"."""
    return number in _SCALES or number.replace(",", "").isdigit()


def _named(passage: Passage, start: int, end: int) -> _Divisor:
    """Return the unit that stands at an offset, or the thing in the singular."""
    unit = _unit_at(passage, start)
    if unit is not None:
        return unit.unit.name, unit.end
    word = passage.folded[start:end]
    return _DIVISORS.get(word) or singular(word), end


def _each(passage: Passage, reading: Reading, found: Found) -> _Divisor:
    """Read "$52 a barrel" and "12-cent-a-share", but not "$5 a year from now"."""
    words, at = found.line.words, found.at("article") + 1
    start = words[at + (words[at].small == "-")].start
    if _FROM_NOW.behind(found.line, found.end):
        return "", start
    reading.divisor = Span(reading.end, found.end)  # "64 cents a dozen" holds one number
    return _named(passage, start, found.end)


def _price(passage: Passage, reading: Reading, found: Found) -> _Divisor:
    """Read the measure behind an amount of money and an article.

    For example "Rs 600 a quintal", but not "$5 a ticket".
    """
    measure = found.named("measure")
    unit = _unit_at(passage, measure.start) if reading.dimension == "money" else None
    if unit is None or unit.end != measure.end or unit.unit.dimension == "time":
        return "", measure.start
    return unit.unit.name, unit.end


def _slash(passage: Passage, reading: Reading, found: Found) -> _Divisor:
    """Read what stands behind a slash: "$40/MWh", "1.3 A/cm2", "$52/barrel"."""
    start = found.named("slash").start
    unit = symbol_after(passage.text, start, glued=True) or word_after(passage.folded, start)
    return (unit.unit.name, unit.end) if unit else ("", start)


def _annum(passage: Passage, reading: Reading, found: Found) -> _Divisor:
    """Read "5% p.a."."""
    return "year", found.end


def _often(passage: Passage, reading: Reading, found: Found) -> _Divisor:
    """Read "three times daily"; "$5 million annually" may well be "every year"."""
    often = _OFTEN.get(found.word("often"), "year")
    return often if reading.unit == "time" else "", found.end


_READERS: Mapping[str, Callable[[Passage, Reading, Found], _Divisor]] = {
    "of": _per,
    "slash": _slash,
    "article": _each,
    "measure": _price,
    "annum": _annum,
    "often": _often,
}
