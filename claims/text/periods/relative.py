"""Points in time seen from the published date or from another point.

For example "Tuesday", "last year", "the past two weeks".

In come the words of a rule and the published date; out go points, open without a published date and
where the words count from something else ("a year earlier") or by no number ("a few days ago").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from claims.text.grammar.rules import Found, Rule, Rules
from claims.text.periods import calendar
from claims.text.periods.calendar import UNKNOWN, Stretch
from claims.text.periods.points import STEPS, Look, Point, fixed, left_open, number_of

_ONE = "hour|day|week|weekend|fortnight|month|quarter|year|decade|century"
_WITHIN_DAY = frozenset(("second", "minute", "hour"))
# What no calendar has a last or next one of, and what nobody counts back by
_NO_CALENDAR = _WITHIN_DAY | {"half", "millennium"}
_NOT_AGO = _WITHIN_DAY | {"half", "quarter", "weekend"}
_NOT_ROLLING = frozenset(("half", "quarter", "weekend"))


def _related_month(found: Found, published: date | None) -> Point:
    """Read "last March", which is over, "next March", which has not begun, and "this March".

    In the published year.
    """
    if not published:
        return Point(unit="month")
    month = found.value("month", "MONTH")
    months = [calendar.month(published.year + step, month) for step in (-1, 0, 1)]
    return fixed(_MONTH_BY_RELATION[found.word("rel")](months, published), "month")


def _last(stretches: Sequence[Stretch], published: date) -> Stretch:
    return next((each for each in reversed(stretches) if each.is_over(published)), UNKNOWN)


def _next(stretches: Sequence[Stretch], published: date) -> Stretch:
    return next((each for each in stretches if each.is_to_come(published)), UNKNOWN)


_MONTH_BY_RELATION: dict[str, Callable[[Sequence[Stretch], date], Stretch]] = {
    "last": _last,
    "this": lambda months, published: months[1],
    "next": _next,
}


def _weekday(found: Found, published: date | None) -> Point:
    """Read a weekday as the last one up to the published date.

    As the next one when the words look ahead.
    """
    if not published:
        return Point(unit="day")
    weekday: int = found.value("weekday", "WEEKDAY")
    rel = found.word("rel")
    back = (published.weekday() - weekday) % 7

    def days_from(look: Look) -> int:
        if rel == "this":
            return weekday - published.weekday()
        if rel == "last":
            return -(back or 7)
        is_next = rel == "next" or (back > 0 and look() == "future")
        return 7 - back if is_next else -back

    return Point(
        lambda look: calendar.day(calendar.shift(published, days_from(look), "day")), "day"
    )


def _deictic(found: Found, published: date | None) -> Point:
    step = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(found.word("day"), 0)
    return fixed(calendar.day(calendar.shift(published, step, "day")), "day")


def _related_unit(found: Found, published: date | None) -> Point:
    """Read "last year" as the calendar unit; "earlier this year" ends on the published date."""
    unit = found.value("unit", "UNIT")
    if not published or unit in _NO_CALENDAR:
        return Point(unit=unit)
    moved = calendar.shift(published, STEPS[found.word("rel")], unit)
    stretch = calendar.containing(moved, unit)
    if stretch == calendar.containing(published, unit):
        stretch = _parted(stretch, found.word("part"), published)
    return fixed(stretch, unit)


def _parted(current: Stretch, part: str, published: date) -> Stretch:
    """Return what "earlier" or "later" says of the unit in which the article was published."""
    if part == "earlier":
        return Stretch(current.start, calendar.shift(published, 1, "day"))
    return Stretch(published, current.end) if part == "later" else current


def _ago(found: Found, published: date | None) -> Point:
    """Read "three years ago" as the calendar year three before, "three days ago" as the day."""
    unit, number = found.value("unit", "UNIT"), number_of(found)
    if number is None or unit in _NOT_AGO:
        return Point(unit=unit)
    steps = number if "ahead" in found else -number
    return fixed(calendar.containing(calendar.shift(published, steps, unit), unit), unit)


def _rolling(found: Found, published: date | None) -> Point:
    """Read "the past two weeks", "the next two weeks".

    The first end with the published date, the second begin on it.
    """
    unit, number = found.value("unit", "UNIT"), _units_from_here(found)
    if not number:  # "the next zero months" have no dates
        return Point(unit=unit)
    if not published or unit in _NOT_ROLLING:
        return Point(unit=unit, rolling=(number, unit))
    start = calendar.shift(published, 1, "day") if number < 0 else published
    if unit in _WITHIN_DAY:  # 24 hours touch two days
        number, unit = calendar.days_touched(number, unit), "day"
    stretch = calendar.counted(start, number, unit)
    return Point(lambda look: stretch, unit, rolling=(number, unit))


def _units_from_here(found: Found) -> int | None:
    """Return how many units are meant, below zero where they are past; None for "two or three"."""
    number = number_of(found) if "n" in found else 1
    if number is None or "more" in found:
        return None
    return number if "next" in found else -number


def _counted_part(found: Found, published: date | None) -> Point:
    """Read "the first nine months" or "the last week" of something to come.

    "the second week" is left open.
    """
    unit, ordinal = (
        found.value("unit", "UNIT"),
        -1 if "last" in found else found.value("ordinal", "ORDINAL"),
    )
    number = number_of(found) if "n" in found else 1
    if number is None or ordinal not in (1, -1):
        return Point(unit=unit, bare=True)
    return Point(unit=unit, bare=True, rolling=(ordinal * number, unit))


def _vague(found: Found, published: date | None) -> Point:
    return Point(unit=found.value("unit", "UNIT"))


# Each rule with an example. Order decides between rules that match the same words.
RELATIVE: Rules[Point] = Rules(
    Rule("rel=last|this|next month=MONTH", _related_month),
    Rule("rel=last|this|next? the? PART? weekday=WEEKDAY hours=HOURS?", _weekday),
    Rule("day=today|yesterday|tomorrow|tonight HOURS?", _deictic),
    Rule("PART? day=this morning|afternoon|evening", _deictic),
    Rule("PART? day=last night|evening", _deictic),
    Rule("overnight", left_open),
    Rule("( ( over|at|during )? the weekend )", left_open),
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
    Rule("( more|less|longer than )? HEDGE* a? n=NUM|VAGUE of? UNIT ago|earlier|later", left_open),
    Rule("a|an|the UNIT earlier|later|before|after|previously", left_open),
    Rule(
        "( more|less than )? HEDGE* a? NUM|VAGUE UNIT "
        "before|after|previously|beforehand|afterwards !NUM",
        left_open,
    ),
    Rule("the? NUM|a|an|VAGUE|previous|prior|preceding|following - UNIT - ago|earlier", left_open),
    Rule(
        "the? year|month|week|quarter - ago|earlier ( period|quarter|month|week|level )?", left_open
    ),
    Rule("the previous|prior|same|following|preceding|corresponding|latest UNIT|period", left_open),
    Rule("year|month|week|quarter|day - on|over|to|by - year|month|week|quarter|day", left_open),
    Rule("year|month|week|quarter|day on|over|to year|month|week|quarter|day", left_open),
    Rule(
        "( at|by )? the|that time !of", left_open
    ),  # at the time, but not "at the time of the census"
    Rule("currently|presently|nowadays", left_open),
    Rule("( as of )? this writing", left_open),
    Rule("later in the day", left_open),
    Rule("CLOCK", lambda found, published: Point(unit="clock")),
    Rule("midnight|noon|midday|dawn|dusk", lambda found, published: Point(unit="clock", bare=True)),
)
