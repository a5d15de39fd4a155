"""Rules for dates: a weekday that is not the date's, a day that no month has.

One article in, flags out. The text is read where there is one, else the quotes of the claims. A
date without a year is the nearest one to the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from claims.model import Claim, Flag
from claims.numbers.desk import Article
from claims.numbers.items import matches, read_items
from claims.numbers.rules import flag
from claims.text.grammar.rules import Found
from claims.text.periods.calendar import date_of

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMES = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")
_LONGEST = 32  # characters: "Wednesday, September 30th, 2020"
_DATES = (
    "week=WEEKDAY ,? month=MONTH day=DAY ,? year=YEAR",
    "week=WEEKDAY ,? the? day=DAY of? month=MONTH ,? year=YEAR",
    "week=WEEKDAY ,? month=MONTH day=DAY",
    "week=WEEKDAY ,? the? day=DAY of? month=MONTH",
)
_HALF_A_YEAR = timedelta(days=183)


def check_weekday(article: Article) -> Iterator[Flag]:
    """Flag "Monday, March 4, 2016", which was a Friday."""
    for passage, start in article.passages:
        for name in _NAMES.finditer(passage):
            near = passage[name.start() : name.start() + _LONGEST]
            for first, last, found in list(matches(_DATES, read_items(near, [])))[:1]:
                if first.start == 0:
                    claims = article.claims_at(
                        start + name.start(), start + name.start() + last.end
                    )
                    yield from _weekday(found, near[: last.end], article.published, claims)


def _weekday(
    found: Found, words: str, published: date | None, claims: list[Claim]
) -> Iterator[Flag]:
    day = _day(found, published)
    said = found.word("week").capitalize()
    if day is not None and _WEEKDAYS[day.weekday()] != said:
        level = "error" if "year" in found else "warning"
        shown = f"{day.isoformat()} = {_WEEKDAYS[day.weekday()]}, the text says {said}"
        yield flag("weekday and date", level, f'"{words}" was no {said}', shown, claims)


def _day(found: Found, published: date | None) -> date | None:
    month, number = found.value("month", "MONTH"), found.value("day", "DAY")
    if "year" in found:
        return date_of(found.value("year", "YEAR"), month, number)
    if published is None:
        return None
    years = (date_of(published.year + off, month, number) for off in (-1, 0, 1))
    return next((day for day in years if day and abs(day - published) < _HALF_A_YEAR), None)
