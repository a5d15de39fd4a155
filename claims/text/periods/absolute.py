"""Points in time with a name of their own.

Days, months, years, decades, centuries, quarters, seasons, holidays.

In come the words of a rule and the published date, which gives a year to "3 March" and "March last
year"; out go points. What no calendar fixes stays open: fiscal years, seasons, feasts,
"03/01/2018".
"""

from __future__ import annotations

from datetime import date

from claims.text.grammar.rules import Found, Rule, Rules
from claims.text.periods import calendar
from claims.text.periods.calendar import UNKNOWN, Stretch
from claims.text.periods.points import Point, fixed, left_open, left_open_bare, nearest, year_of


def _date(found: Found, published: date | None) -> Point | None:
    month, first = found.value("month", "MONTH"), found.value("day", "DAY")
    last = found.value("last", "DAY") or first
    if last < first or not calendar.date_of(2000, month, last):
        return None

    def in_year(number: int) -> Stretch:
        start = calendar.date_of(number, month, first)
        return Stretch(start, calendar.day(calendar.date_of(number, month, last)).end)

    if "year" in found or "rel" in found:
        year = year_of(found, published)
        return fixed(in_year(year) if year else UNKNOWN, "day")
    return Point(lambda look: nearest(in_year, published, look()), "day", in_year=in_year)


def _iso(found: Found, published: date | None) -> Point | None:
    when = calendar.date_of(*map(int, found.word("iso").split("-")))
    return fixed(calendar.day(when), "day") if when else None


def _slashed(found: Found, published: date | None) -> Point | None:
    """Resolve only where one order makes sense.

    03/01/2018 is January in London and March in Boston.
    """
    first, second, year = map(int, found.word("date").split("/"))
    orders = calendar.date_of(year, first, second), calendar.date_of(year, second, first)
    dates = set(filter(None, orders))
    if not dates:
        return None
    return fixed(calendar.day(dates.pop()) if len(dates) == 1 else UNKNOWN, "day")


def _month(found: Found, published: date | None) -> Point:
    month = found.value("month", "MONTH")
    year = year_of(found, published)
    if year:
        return fixed(calendar.month(year, month), "month")

    def in_year(number: int) -> Stretch:
        return calendar.month(number, month)

    bare = "part" not in found
    return Point(
        lambda look: nearest(in_year, published, look()), "month", bare=bare, in_year=in_year
    )


def _year(found: Found, published: date | None) -> Point:
    return fixed(calendar.year(found.value("year", "YEAR")), "year", bare="sure" not in found)


def _named_year(found: Found, published: date | None) -> Point:
    """Leave open a fiscal, academic or playing year, which begins when its owner says."""
    year = found.value("year", "YEAR")
    if found.value("kind", "YEAR-KIND") == "calendar" and year:
        return fixed(calendar.year(year), "year")
    return Point(unit="year")


def _decade(found: Found, published: date | None) -> Point:
    """Read "the 1990s" and "the '90s".

    "the 1800s" are a decade to some and a century to others, and stay open.
    """
    digits = found.word("decade").strip("'s")
    if digits.endswith("00") or digits == "10":  # "the '10s" are this century's or the last one's
        return Point(unit="century")
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return fixed(calendar.containing(date(year, 1, 1), "decade"), "decade")


def _century(found: Found, published: date | None) -> Point:
    number = found.value("ordinal", "ORDINAL")
    if "era" in found or not 1 <= number <= 30:
        return Point(unit="century")
    return fixed(calendar.containing(date(number * 100, 1, 1), "century"), "century")


def _part_of_year(found: Found, published: date | None) -> Point:
    """Read a quarter or half as the calendar's where its year is written.

    Without it, or fiscal, it is left open.
    """
    if "quarter" in found:
        letters = found.word("quarter")
        number, unit = int(letters.strip("qh")), "quarter" if "q" in letters else "half"
    else:
        number, unit = found.value("ordinal", "ORDINAL"), found.value("unit", "UNIT")
    year = None if "kind" in found else year_of(found, published)
    return fixed(calendar.part(calendar.year(year), number, unit) if year else UNKNOWN, unit)


# Each rule with an example. Order decides between rules that match the same words.
ABSOLUTE: Rules[Point] = Rules(
    Rule("iso=ISO", _iso),  # 2018-01-03
    Rule("date=SLASHED", _slashed),  # 25/12/2018
    # Wednesday, March 7, 2018; Sept. 27 - 30
    Rule(
        "( WEEKDAY ,? )? month=MONTH day=DAY ( -|–|to|through last=DAY !%|percent|UNIT )? ( ,? "
        "year=YEAR )?",
        _date,
    ),
    Rule("( WEEKDAY ,? )? month=MONTH day=DAY rel=this|last|next year", _date),  # March 7 last year
    Rule(
        "( WEEKDAY ,? )? the? day=DAY ( -|–|to last=DAY )? of? month=MONTH ( ,? year=YEAR )?",
        _date,
    ),  # 7 March
    Rule("the? day=DAY of? month=MONTH rel=this|last|next year", _date),
    Rule("( the? part=PART -? )? month=MONTH ,? of? year=YEAR", _month),  # late March 2018
    Rule("( part=PART -? )? month=MONTH of? rel=this|last|next year", _month),  # March last year
    Rule("part=PART -? month=MONTH", _month),  # in mid-March
    Rule("month=MONTH", _month),
    Rule("the sure=year year=YEAR", _year),
    Rule("the? sure=PART -? year=YEAR", _year),  # mid-2016
    Rule("year=YEAR bc|b.c.|bce|ad", left_open),
    Rule("year=YEAR", _year),
    Rule("the? kind=YEAR-KIND year? year=YEAR|SPAN", _named_year),  # fiscal 2019
    Rule("the? year=YEAR|SPAN kind=YEAR-KIND year?", _named_year),  # the 2018-19 season
    Rule("FISCAL", left_open),
    Rule("SPAN", left_open_bare),
    Rule("the? PART? decade=DECADE", _decade),
    Rule("the PART? decade=SHORTDECADE", _decade),
    Rule("the? PART? ordinal=ORDINAL -? century ( era=bc|b.c.|bce )?", _century),
    # the first quarter of 2018, first-half 2018, the fourth quarter of last year, last year's first
    # half
    Rule(
        "the? ordinal=ORDINAL -? unit=quarter|half of|in|, the? kind=YEAR-KIND year? "
        "year=YEAR|SPAN?",
        _part_of_year,
    ),
    Rule("the? kind=YEAR-KIND ordinal=ORDINAL -? unit=quarter|half", _part_of_year),
    Rule("the? ordinal=ORDINAL -? unit=quarter|half ( of|in|, )? the? year=YEAR", _part_of_year),
    Rule(
        "the? ordinal=ORDINAL -? unit=quarter|half ( of|in|, )? rel=this|last|next year",
        _part_of_year,
    ),
    Rule("rel=this|last|next year 's ordinal=ORDINAL unit=quarter|half", _part_of_year),
    Rule("quarter=QUARTER of? ,? year=YEAR", _part_of_year),
    Rule("the ordinal=ORDINAL -? unit=quarter|half !of", _part_of_year),
    Rule("ordinal=ORDINAL - unit=quarter|half", _part_of_year),  # first-quarter profit
    Rule("QUARTER FISCAL?", left_open),
    Rule("PART? this|last|next SEASON ( of|in|, YEAR )?", left_open),
    Rule("the? PART? SEASON of? YEAR", left_open),
    Rule("the PART? SEASON", left_open_bare),
    Rule("the? HOLIDAY ( day|eve|weekend|season|week )? YEAR?", left_open),
    Rule("new year 's day|eve?", left_open),
)
