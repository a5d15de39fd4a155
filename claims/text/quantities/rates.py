"""Rates.

For example "$52 a barrel", "3,000 tests per day", "12 cases per 100,000 people", "12-cent-a-share",
"$40/MWh".

In comes a reading that has its unit or counted noun; "per" and what it is divided by become part of
the unit ("dollar per barrel"), and the reading grows over them. "a" divides only by what prices and
tempos are told by ("a day", "a share": kind divisor of `numbers/neighbours.txt`); "per" divides by
anything, a slash by units alone.
"""

from __future__ import annotations

import re

from claims.model import Span
from claims.text.grammar.lexicon import any_of
from claims.text.grammar.plurals import singular
from claims.text.quantities.number_words import number_words
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.units import symbol_after, unit_named, word_after

_PER = re.compile(
    rf"""
    (?:[ ]of[ ][a-z]+(?:[ ][a-z]+)?)?                                # 48,000 barrels (of crude oil) a day
    (?: (?: [ ]per[ ] | [ ]?-[ ]?per[ ]?-[ ]? )
        (?P<number> (?:\d[\d,]*|hundred|thousand|million|billion)[ ] )?  # per (100,000) people
        (?P<of> [^\W\d_]+(?:-[^\W\d_]+)* )
      | [ ]?/[ ]?(?P<slash> [^\W\d_]+[23²³]? )
      | [ -](?:a|an|each|every)[ -](?P<article> {any_of("numbers/neighbours", "divisor")} )
        (?![\w-] | [ ](?:ago|earlier|later|before|after|from[ ](?:now|then|today)|old)\b )
      | [ ]an?[ ](?P<measure> [^\W\d_]+ )                             # 45 rupees a kg: a price for any measure
      | [ ](?P<annum> p\.?a\.? | per[ ]annum | annually | yearly )(?!\w)
      | [ ](?P<daily> daily | weekly | monthly | hourly )(?!\w)
    )
    """,
    re.VERBOSE,
)
_DIVISORS = {"capita": "person", "head": "person", "annum": "year"}
_DAILY = {"daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour"}
_NOT_DIVIDED_BY = frozenset(
    ("cent", "se", "other", "one", "of", "the", "or", "and", "single", "last", "first")
)


def read_rate(passage: Passage, reading: Reading) -> None:
    """Add what the quantity is divided by to its unit."""
    found = _PER.match(passage.folded, reading.end, passage.end)
    if found is None or reading.dimension == "age":
        return
    divisor, end = _divisor(passage, reading, found)
    if divisor:
        name = f"{reading.unit} per {divisor}".strip()
        known = unit_named(name)
        reading.measured_in(name, known.dimension if known else "rate", end)


def _divisor(passage: Passage, reading: Reading, found: re.Match[str]) -> tuple[str, int]:
    """Return the canonical divisor and where it ends, or "" where the words divide by nothing."""
    if found["annum"] or found["daily"]:
        if reading.unit != "time" and not (found["annum"] or "").startswith("p"):
            # "$5 million annually" may well be "every year", but "sold 12 monthly" is not
            return ("", found.end())
        return _DAILY.get(found["daily"] or "", "year"), found.end()
    if found["slash"]:
        return _slash_divisor(passage, found.start("slash"))
    if found["measure"]:
        return _price_divisor(passage, reading, Span(*found.span("measure")))
    word = found["of"] or found["article"]
    start = found.start("of" if found["of"] else "article")
    if word in _NOT_DIVIDED_BY or (found["of"] and word in number_words()):
        return "", start
    if found["article"]:
        reading.divisor = Span(*found.span())  # "64 cents a dozen" holds one number
    if found["number"]:
        reading.divisor = Span(*found.span("number"))
        return f"{found['number'].strip()} {word}", found.end()
    unit = word_after(passage.folded, start) or symbol_after(passage.text, start, glued=False)
    if unit is not None:
        return unit.unit.name, unit.end
    return _DIVISORS.get(word) or singular(word), found.end()


def _price_divisor(passage: Passage, reading: Reading, measure: Span) -> tuple[str, int]:
    """Read the measure behind an amount of money and an article.

    For example "Rs 600 a quintal", but not "$5 a ticket".
    """
    unit = word_after(passage.folded, measure.start) or symbol_after(
        passage.text, measure.start, glued=False
    )
    if (
        reading.dimension != "money"
        or unit is None
        or unit.end != measure.end
        or unit.unit.dimension == "time"
    ):
        return "", measure.start
    return unit.unit.name, unit.end


def _slash_divisor(passage: Passage, start: int) -> tuple[str, int]:
    """Read what stands behind a slash: "$40/MWh", "1.3 A/cm2", "$52/barrel"."""
    unit = symbol_after(passage.text, start, glued=True) or word_after(passage.folded, start)
    return (unit.unit.name, unit.end) if unit else ("", start)
