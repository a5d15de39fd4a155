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
_MOST_UNITS = 4_000_000  # days from the first year to the last


class Stretch(NamedTuple):
    """Days from `start` up to but not including `end`; None is an end that is not known."""

    start: date | None
    end: date | None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first day and the one after the last, None where either is not known."""
        return (self.start, self.end) if self.start and self.end else None

    def is_over(self, when: date | None) -> bool:
        """Tell whether it is known to have ended when a day began."""
        return self.end is not None and when is not None and self.end <= when

    def is_to_come(self, when: date) -> bool:
        """Tell whether it is known to begin after a day."""
        return self.start is not None and self.start > when


UNKNOWN = Stretch(None, None)


def day(when: date | None) -> Stretch:
    """Return one day."""
    return Stretch(when, shift(when, 1, "day")) if when else UNKNOWN


def date_of(year: int, month: int, number: int) -> date | None:
    """Return a date, or None where the calendar has none (30 February).

    >>> date_of(2018, 2, 30) is None
    True
    """
    try:
        return date(year, month, number)
    except (ValueError, OverflowError):
        return None


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
    inside, outside = inner.days, outer.days
    if inside is None or outside is None:
        return False
    return outside[0] <= inside[0] and inside[1] <= outside[1]


def containing(when: date | None, unit: str) -> Stretch:
    """Return the calendar unit that holds a date.

    >>> containing(date(2018, 6, 14), "week")
    Stretch(start=datetime.date(2018, 6, 11), end=datetime.date(2018, 6, 18))
    """
    if when is None:
        return UNKNOWN
    if unit in _DAYS:
        return _days_with(when, unit)
    return _months_with(when, unit) if unit in _MONTHS else UNKNOWN


def _days_with(when: date, unit: str) -> Stretch:
    """Return a date as a day, or the week, the fortnight or the weekend of its Monday."""
    if unit == "day":
        return day(when)
    monday = shift(when, -when.weekday(), "day")
    if unit == "weekend":
        return counted(shift(monday, 5, "day"), 2, "day")
    return counted(monday, 1, unit)


def _months_with(when: date, unit: str) -> Stretch:
    """Return the months or years that hold a date: its quarter, its decade."""
    months = _MONTHS[unit]
    first = (when.month - 1) // months * months + 1
    return counted(date_of(_first_year(when.year, unit), first, 1), 1, unit)


def _first_year(number: int, unit: str) -> int:
    """Return the year in which the unit with a year begins: a decade in 1990, a century in 1901."""
    years = max(_MONTHS[unit] // 12, 1)
    if unit == "decade":
        return number // years * years
    return (number - 1) // years * years + 1


def shift(when: date | None, number: int, unit: str) -> date | None:
    """Move a date by whole units; the last day of a shorter month stands in for a missing one.

    >>> shift(date(2018, 3, 31), -1, "month")
    datetime.date(2018, 2, 28)
    """
    if when is None or abs(number) > _MOST_UNITS:
        return None
    if unit in _MONTHS:
        return _months_later(when, number * _MONTHS[unit])
    return _days_later(when, number * _DAYS[unit]) if unit in _DAYS else None


def _months_later(when: date, number: int) -> date | None:
    to_year, to_month = divmod(when.year * 12 + when.month - 1 + number, 12)
    return date_of(to_year, to_month + 1, min(when.day, _days_in(to_year, to_month + 1)))


def _days_later(when: date, number: int) -> date | None:
    try:
        return when + timedelta(days=number)
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
