"""Points in time as news names them: days, months, years, "last week", "three years ago".

In come the words of a sentence and the published date; out go points, each of which knows its
stretch of days when the words allow one. A point without a year, or a weekday, also depends on
whether the sentence looks back or ahead, so it is resolved only when its place in the sentence is
known. The conventions are those of `claims/help/periods.md`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from claims.text.periods import calendar
from claims.text.periods.calendar import UNKNOWN, Stretch
from claims.text.periods.rules import Found, Rule

Direction = Literal["past", "future", ""]
Look = Callable[[], Direction]  # asked only where it matters, because it takes the sentence's verbs to tell


_STEPS = {"last": -1, "this": 0, "current": 0, "present": 0, "next": 1}


@dataclass(frozen=True)
class Point:
    """A point or calendar unit; `resolve` gives its days, and asks where the sentence looks if it must.

    `bare` points ("2018", "March") need a word before them. `in_year` is set where no year is written.
    `rolling` holds (number, unit) of a stretch counted from elsewhere: "the first nine months".
    """

    resolve: Callable[[Look], Stretch] = lambda look: UNKNOWN
    unit: str = ""
    bare: bool = False
    in_year: Callable[[int], Stretch] | None = None
    rolling: tuple[int, str] | None = None


def _fixed(stretch: Stretch, unit: str, bare: bool = False) -> Point:
    return Point(lambda look: stretch, unit, bare)


def _date(found: Found, published: date | None) -> Point | None:
    month, first = found.value("month", "MONTH"), found.value("day", "DAY")
    last = found.value("last", "DAY") or first
    year = _year_of(found, published)

    def in_year(number: int) -> Stretch:
        return Stretch(calendar.day(calendar.date_of(number, month, first)).start, _day_after(number, month, last))

    if last < first or not calendar.date_of(2000, month, last):
        return None
    if "year" in found or "rel" in found:
        return _fixed(in_year(year) if year else UNKNOWN, "day")
    return Point(lambda look: nearest(in_year, published, look()), "day", in_year=in_year)


def _day_after(year: int, month: int, number: int) -> date | None:
    return calendar.day(calendar.date_of(year, month, number)).end


def _year_of(found: Found, published: date | None) -> int | None:
    """Return the year that is written, or that "last year" means."""
    if "year" in found:
        year: int | None = found.value("year", "YEAR")
        return year
    if "rel" in found and published:
        return published.year + _STEPS[found.word("rel")]
    return None


def nearest(in_year: Callable[[int], Stretch], published: date | None, direction: Direction) -> Stretch:
    """Choose the year of "3 March": the last one so far, the next one from here, or the nearest.

    A stretch that holds the published date counts as both past and future.
    """
    if not published:
        return UNKNOWN
    options = [in_year(published.year + step) for step in (-1, 0, 1)]
    known = [(option.start, option.end) for option in options if option.start and option.end]
    if direction == "past":
        known = [(start, end) for start, end in known if start <= published]
        return Stretch(*known[-1]) if known else UNKNOWN
    if direction == "future":
        known = [(start, end) for start, end in known if end > published]
        return Stretch(*known[0]) if known else UNKNOWN
    ranked = sorted(known, key=lambda ends: (_distance(ends[0], ends[1], published), ends[0]))
    return Stretch(*ranked[0]) if ranked else UNKNOWN


def _distance(start: date, end: date, published: date) -> int:
    if start <= published < end:
        return 0
    return (start - published).days if start > published else (published - end).days + 1


def _iso(found: Found, published: date | None) -> Point | None:
    year, month, number = map(int, found.word("iso").split("-"))
    when = calendar.date_of(year, month, number) if 1 <= month <= 12 else None
    return _fixed(calendar.day(when), "day") if when else None


def _slashed(found: Found, published: date | None) -> Point | None:
    """Resolve only where one order makes sense: 03/01/2018 is January in London and March in Boston."""
    first, second, year = map(int, found.word("date").split("/"))
    orders = {(month, number) for month, number in ((first, second), (second, first)) if 1 <= month <= 12}
    dates = {when for month, number in orders if (when := calendar.date_of(year, month, number))}
    if not dates:
        return None
    return _fixed(calendar.day(dates.pop()) if len(dates) == 1 else UNKNOWN, "day")


def _month(found: Found, published: date | None) -> Point:
    month = found.value("month", "MONTH")
    year = _year_of(found, published)
    if year:
        return _fixed(calendar.month(year, month), "month")

    def in_year(number: int) -> Stretch:
        return calendar.month(number, month)

    bare = "part" not in found
    return Point(lambda look: nearest(in_year, published, look()), "month", bare=bare, in_year=in_year)


def _related_month(found: Found, published: date | None) -> Point:
    """Read "last March", which is over, "next March", which has not begun, and "this March", in the published year."""
    month, rel = found.value("month", "MONTH"), found.word("rel")
    if not published:
        return Point(unit="month")
    months = [calendar.month(published.year + step, month) for step in (-1, 0, 1)]
    if rel == "this":
        return _fixed(months[1], "month")
    if rel == "next":
        return _fixed(next((each for each in months if each.start and each.start > published), UNKNOWN), "month")
    over = [each for each in months if each.end and each.end <= published]
    return _fixed(over[-1] if over else UNKNOWN, "month")


def _year(found: Found, published: date | None) -> Point:
    return _fixed(calendar.year(found.value("year", "YEAR")), "year", bare="sure" not in found)


def _named_year(found: Found, published: date | None) -> Point:
    """Leave open a fiscal, academic or playing year, which begins when its owner says."""
    year = found.value("year", "YEAR")
    if found.value("kind", "YEAR-KIND") == "calendar" and year:
        return _fixed(calendar.year(year), "year")
    return Point(unit="year")


def _decade(found: Found, published: date | None) -> Point:
    """Read "the 1990s" and "the '90s"; "the 1800s" are a decade to some and a century to others, and stay open."""
    digits = found.word("decade").strip("'s")
    if digits.endswith("00") or digits == "10":  # "the '10s" are this century's or the last one's
        return Point(unit="century")
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return _fixed(calendar.containing(date(year, 1, 1), "decade"), "decade")


def _century(found: Found, published: date | None) -> Point:
    number = found.value("ordinal", "ORDINAL")
    if "era" in found or not 1 <= number <= 30:
        return Point(unit="century")
    return _fixed(calendar.containing(date(number * 100, 1, 1), "century"), "century")


def _part_of_year(found: Found, published: date | None) -> Point:
    """Read a quarter or half as the calendar's where its year is written; without it, or fiscal, it is left open."""
    if "quarter" in found:
        letters = found.word("quarter")
        number, unit = int(letters.strip("qh")), "quarter" if "q" in letters else "half"
    else:
        number, unit = found.value("ordinal", "ORDINAL"), found.value("unit", "UNIT")
    year = None if "kind" in found else _year_of(found, published)
    return _fixed(calendar.part(calendar.year(year), number, unit) if year else UNKNOWN, unit)


def _open(found: Found, published: date | None) -> Point:
    return Point()


def _open_bare(found: Found, published: date | None) -> Point:
    return Point(bare=True)


def _weekday(found: Found, published: date | None) -> Point:
    """Read a weekday as the last one up to the published date, or the next one when the words look ahead."""
    weekday, rel = found.value("weekday", "WEEKDAY"), found.word("rel")
    if not published:
        return Point(unit="day")

    def resolve(look: Look) -> Stretch:
        back = (published.weekday() - weekday) % 7
        if rel == "this":
            return calendar.part(calendar.containing(published, "week"), weekday + 1, "day")
        if rel == "last":
            return calendar.day(calendar.shift(published, -(back or 7), "day"))
        if rel == "next":
            return calendar.day(calendar.shift(published, 7 - back, "day"))
        ahead = back and look() == "future"
        return calendar.day(calendar.shift(published, 7 - back if ahead else -back, "day"))

    return Point(resolve, "day")


def _deictic(found: Found, published: date | None) -> Point:
    step = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(found.word("day"), 0)
    return _fixed(calendar.day(calendar.shift(published, step, "day")), "day")


def _related_unit(found: Found, published: date | None) -> Point:
    """Read "last year" as the calendar unit; "earlier this year" ends on the published date."""
    unit, rel = found.value("unit", "UNIT"), found.word("rel")
    if unit in ("second", "minute", "hour", "half", "millennium"):
        return Point(unit=unit)
    if not published:
        return Point(unit=unit)
    here = calendar.containing(published, unit)
    step = _STEPS[rel]
    stretch = calendar.containing(moved, unit) if (moved := calendar.shift(published, step, unit)) else UNKNOWN
    tomorrow = calendar.shift(published, 1, "day")
    if found.word("part") == "earlier" and stretch == here:
        return _fixed(Stretch(here.start, tomorrow), unit)
    if found.word("part") == "later" and stretch == here:
        return _fixed(Stretch(published, here.end), unit)
    return _fixed(stretch, unit)


def _ago(found: Found, published: date | None) -> Point:
    """Read "three years ago" as the calendar year three before, "three days ago" as the day."""
    unit, number = found.value("unit", "UNIT"), _number(found)
    sign = 1 if "ahead" in found else -1
    if number is None or unit in ("second", "minute", "hour", "half", "quarter", "weekend") or not published:
        return Point(unit=unit)
    when = calendar.shift(published, sign * number, unit)
    return _fixed(calendar.containing(when, unit) if when else UNKNOWN, unit)


def _number(found: Found) -> int | None:
    if found.word("n") in ("a", "an"):
        return 1
    number: int | None = found.value("n", "NUM")
    return number


def _rolling(found: Found, published: date | None) -> Point:
    """Read "the past two weeks", which end with the published date, and "the next two weeks", which begin on it."""
    unit = found.value("unit", "UNIT")
    number = _number(found) if "n" in found else 1
    if number is None or "more" in found:
        return Point(unit=unit)
    if "next" not in found:
        number = -number
    if unit in ("weekend", "half", "quarter") or not published:
        return Point(unit=unit, rolling=(number, unit))
    start = calendar.shift(published, 1, "day") if number < 0 else published
    if unit in ("second", "minute", "hour"):  # 24 hours touch two days
        number, unit = calendar.days_touched(number, unit), "day"
    stretch = calendar.counted(start, number, unit)
    return Point(lambda look: stretch, unit, rolling=(number, unit))


def _counted_part(found: Found, published: date | None) -> Point:
    """Read "the first nine months" or "the last week" of something to come; "the second week" is left open."""
    unit, ordinal = found.value("unit", "UNIT"), -1 if "last" in found else found.value("ordinal", "ORDINAL")
    number = _number(found) if "n" in found else 1
    if number is None or ordinal not in (1, -1):
        return Point(unit=unit, bare=True)
    return Point(unit=unit, bare=True, rolling=(ordinal * number, unit))


def _vague(found: Found, published: date | None) -> Point:
    return Point(unit=found.value("unit", "UNIT"))


_ONE = "hour|day|week|weekend|fortnight|month|quarter|year|decade|century"

# Each rule with an example. Order decides between rules that match the same words.
POINTS: tuple[Rule[Point], ...] = (
    Rule("iso=ISO", _iso),  # 2018-01-03
    Rule("date=SLASHED", _slashed),  # 25/12/2018
    # Wednesday, March 7, 2018; Sept. 27 - 30
    Rule("( WEEKDAY ,? )? month=MONTH day=DAY ( -|–|to|through last=DAY !%|percent|UNIT )? ( ,? year=YEAR )?", _date),
    Rule("( WEEKDAY ,? )? month=MONTH day=DAY rel=this|last|next year", _date),  # March 7 last year
    Rule("( WEEKDAY ,? )? the? day=DAY ( -|–|to last=DAY )? of? month=MONTH ( ,? year=YEAR )?", _date),  # 7 March
    Rule("the? day=DAY of? month=MONTH rel=this|last|next year", _date),
    Rule("( the? part=PART -? )? month=MONTH ,? of? year=YEAR", _month),  # late March 2018
    Rule("( part=PART -? )? month=MONTH of? rel=this|last|next year", _month),  # March last year
    Rule("rel=last|this|next month=MONTH", _related_month),
    Rule("part=PART -? month=MONTH", _month),  # in mid-March
    Rule("month=MONTH", _month),
    Rule("the sure=year year=YEAR", _year),
    Rule("the? sure=PART -? year=YEAR", _year),  # mid-2016
    Rule("year=YEAR bc|b.c.|bce|ad", _open),
    Rule("year=YEAR", _year),
    Rule("the? kind=YEAR-KIND year? year=YEAR|SPAN", _named_year),  # fiscal 2019
    Rule("the? year=YEAR|SPAN kind=YEAR-KIND year?", _named_year),  # the 2018-19 season
    Rule("FISCAL", _open),
    Rule("SPAN", _open_bare),
    Rule("the? PART? decade=DECADE", _decade),
    Rule("the PART? decade=SHORTDECADE", _decade),
    Rule("the? PART? ordinal=ORDINAL -? century ( era=bc|b.c.|bce )?", _century),
    # the first quarter of 2018, first-half 2018, the fourth quarter of last year, last year's first half
    Rule("the? ordinal=ORDINAL -? unit=quarter|half of|in|, the? kind=YEAR-KIND year? year=YEAR|SPAN?", _part_of_year),
    Rule("the? kind=YEAR-KIND ordinal=ORDINAL -? unit=quarter|half", _part_of_year),
    Rule("the? ordinal=ORDINAL -? unit=quarter|half ( of|in|, )? the? year=YEAR", _part_of_year),
    Rule("the? ordinal=ORDINAL -? unit=quarter|half ( of|in|, )? rel=this|last|next year", _part_of_year),
    Rule("rel=this|last|next year 's ordinal=ORDINAL unit=quarter|half", _part_of_year),
    Rule("quarter=QUARTER of? ,? year=YEAR", _part_of_year),
    Rule("the ordinal=ORDINAL -? unit=quarter|half !of", _part_of_year),
    Rule("ordinal=ORDINAL - unit=quarter|half", _part_of_year),  # first-quarter profit
    Rule("QUARTER FISCAL?", _open),
    Rule("PART? this|last|next SEASON ( of|in|, YEAR )?", _open),
    Rule("the? PART? SEASON of? YEAR", _open),
    Rule("the PART? SEASON", _open_bare),
    Rule("the? HOLIDAY ( day|eve|weekend|season|week )? YEAR?", _open),
    Rule("new year 's day|eve?", _open),
    Rule("rel=last|this|next? the? PART? weekday=WEEKDAY hours=HOURS?", _weekday),
    Rule("day=today|yesterday|tomorrow|tonight HOURS?", _deictic),
    Rule("PART? day=this morning|afternoon|evening", _deictic),
    Rule("PART? day=last night|evening", _deictic),
    Rule("overnight", _open),
    Rule("( ( over|at|during )? the weekend )", _open),
    Rule("part=PART? rel=last|this|next unit=UNIT", _related_unit),
    Rule("the rel=current|present unit=UNIT", _related_unit),
    # the past two weeks; past and last are not told apart before a number
    Rule("the? past|last HEDGE? n=NUM ( or|to|- more=NUM )? unit=UNIT", _rolling),
    Rule(f"the past|last unit={_ONE} !of", _rolling),
    Rule("the? next=next|coming n=NUM ( or|to|- more=NUM )? unit=UNIT", _rolling),
    Rule(f"the next=next|coming unit={_ONE}", _rolling),
    Rule("the? past|last|next|coming|these|recent VAGUE of? unit=UNIT", _vague),
    Rule("the? these|coming|recent unit=UNIT", _vague),
    # the first nine months, the last week: of what comes next
    Rule("the ordinal=ORDINAL n=NUM unit=UNIT", _counted_part),
    Rule("the ordinal=ORDINAL unit=week|month|day|weekend", _counted_part),
    Rule("the last=last unit=UNIT", _counted_part),
    # two weeks ago; a year earlier looks back from a day that the sentence gives elsewhere
    Rule("n=NUM|a|an unit=UNIT ago", _ago),
    Rule("n=NUM|a|an unit=UNIT ahead=from now|today", _ago),
    Rule("( more|less|longer than )? HEDGE* a? n=NUM|VAGUE of? UNIT ago|earlier|later", _open),
    Rule("a|an|the UNIT earlier|later|before|after|previously", _open),
    Rule("( more|less than )? HEDGE* a? NUM|VAGUE UNIT before|after|previously|beforehand|afterwards !NUM", _open),
    Rule("the? NUM|a|an|VAGUE|previous|prior|preceding|following - UNIT - ago|earlier", _open),
    Rule("the? year|month|week|quarter - ago|earlier ( period|quarter|month|week|level )?", _open),
    Rule("the previous|prior|same|following|preceding|corresponding|latest UNIT|period", _open),
    Rule("year|month|week|quarter|day - on|over|to|by - year|month|week|quarter|day", _open),
    Rule("year|month|week|quarter|day on|over|to year|month|week|quarter|day", _open),
    Rule("CLOCK", lambda found, published: Point(unit="clock")),
    Rule("midnight|noon|midday|dawn|dusk", lambda found, published: Point(unit="clock", bare=True)),
)
