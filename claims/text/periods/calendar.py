"""Calendar arithmetic in half-open stretches of days: units, counting and shifting.

In come dates, numbers and the names of units; out go stretches of whole days, the first day in and
the last day out. Years run from 1 to 9999, as in `datetime`; beyond that, and for unknown units,
there is None. Weeks begin on Monday (ISO 8601). It knows nothing of language.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = {
    "month": 1,
    "quarter": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}
_DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}


class Stretch(NamedTuple):
    """Days from `start` up to but not including `end`; None is an end that is not known."""

    start: date | None
    end: date | None


UNKNOWN = Stretch(None, None)


def day(when: date | None) -> Stretch:
    """Return one day."""
    return Stretch(when, shift(when, 1, "day")) if when else UNKNOWN


def date_of(year: int, month: int, number: int) -> date | None:
    """Return a date, or None where the calendar has none (30 February).

    >>> date_of(2018, 2, 30) is None
    True
    """
    return (
        date(year, month, number)
        if 1 <= year <= 9999 and 1 <= number <= _days_in(year, month)
        else None
    )


def month(year: int, number: int) -> Stretch:
    """Return a calendar month."""
    return counted(date_of(year, number, 1), 1, "month")


def year(number: int) -> Stretch:
    """Return a calendar year."""
    return counted(date_of(number, 1, 1), 1, "year")


def counted(start: date | None, number: int, unit: str) -> Stretch:
    """Return `number` units from `start` on; a negative number counts back and ends there.

    >>> counted(date(2018, 6, 14), -2, "week")
    Stretch(start=datetime.date(2018, 5, 31), end=datetime.date(2018, 6, 14))
    """
    other = shift(start, number, unit)
    if start is None or other is None:
        return UNKNOWN
    return Stretch(start, other) if number > 0 else Stretch(other, start)


def part(whole: Stretch, number: int, unit: str) -> Stretch:
    """Return the numbered unit of a stretch, counted from its end when negative.

    >>> part(year(2018), 2, "quarter")
    Stretch(start=datetime.date(2018, 4, 1), end=datetime.date(2018, 7, 1))
    """
    if number > 0:
        found = counted(shift(whole.start, number - 1, unit), 1, unit)
    else:
        found = counted(shift(whole.end, number + 1, unit), -1, unit)
    return found if is_within(found, whole) else UNKNOWN


def is_within(inner: Stretch, outer: Stretch) -> bool:
    """Tell whether a stretch lies in another; never where an end of one is not known."""
    if not (inner.start and inner.end and outer.start and outer.end):
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def containing(when: date, unit: str) -> Stretch:
    """Return the calendar unit that holds a date.

    >>> containing(date(2018, 6, 14), "week")
    Stretch(start=datetime.date(2018, 6, 11), end=datetime.date(2018, 6, 18))
    """
    if unit in ("day", "week", "fortnight", "weekend"):
        monday = shift(when, -when.weekday(), "day")
        if unit == "weekend":
            return counted(shift(monday, 5, "day"), 2, "day")
        return day(when) if unit == "day" else counted(monday, 1, unit)
    months = _MONTHS.get(unit)
    if not months:
        return UNKNOWN
    if months < 12:
        return counted(date_of(when.year, (when.month - 1) // months * months + 1, 1), 1, unit)
    years = months // 12
    first = when.year // years * years if unit == "decade" else (when.year - 1) // years * years + 1
    return counted(date_of(first if years > 1 else when.year, 1, 1), 1, unit)


def shift(when: date | None, number: int, unit: str) -> date | None:
    """Move a date by whole units; the last day of a shorter month stands in for a missing one.

    >>> shift(date(2018, 3, 31), -1, "month")
    datetime.date(2018, 2, 28)
    """
    if when is None or abs(number) > 4_000_000:
        return None
    if unit in _MONTHS:
        months = when.year * 12 + when.month - 1 + number * _MONTHS[unit]
        to_year, to_month = divmod(months, 12)
        return date_of(to_year, to_month + 1, min(when.day, _days_in(to_year, to_month + 1)))
    try:
        return when + timedelta(days=number * _DAYS[unit]) if unit in _DAYS else None
    except OverflowError:
        return None


def days_touched(number: int, unit: str) -> int:
    """Return how many days a stretch of hours, minutes or seconds can touch.

    With the sign of the number.

    >>> days_touched(-24, "hour"), days_touched(90, "minute")
    (-2, 2)
    """
    days = -(-abs(number) * _SECONDS[unit] // 86400) + 1
    return days if number > 0 else -days


def _days_in(year: int, month: int) -> int:
    return monthrange(year, month)[1] if 1 <= year <= 9999 else 31
