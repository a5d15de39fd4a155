"""What a point in time is, and how the year of one without a year is chosen.

A point knows its stretch of days when the words allow one. A weekday, or a date without a year,
also depends on whether the sentence looks back or ahead, so it is resolved only when its place in
the sentence is known. Points are read by the rules of `absolute.py` and `relative.py`; the
conventions are those of `claims/help/periods.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from claims.text.grammar.rules import Found
from claims.text.periods.calendar import UNKNOWN, Stretch

Direction = Literal["past", "future", ""]
# asked only where it matters, because it takes the sentence's verbs to tell
Look = Callable[[], Direction]
_Days = tuple[date, date]  # the first day, and the one after the last
STEPS = {"last": -1, "this": 0, "current": 0, "present": 0, "next": 1}


@dataclass(frozen=True)
class Point:
    """A point or calendar unit.

    `resolve` gives its days, and asks where the sentence looks if it must.

    `bare` points ("2018", "March") need a word before them. `in_year` is set where no year is
    written. `rolling` holds (number, unit) of a stretch counted from elsewhere: "the first nine
    months".
    """

    resolve: Callable[[Look], Stretch] = lambda look: UNKNOWN
    unit: str = ""
    bare: bool = False
    in_year: Callable[[int], Stretch] | None = None
    rolling: tuple[int, str] | None = None

    @property
    def kind(self) -> str:
        """What the rules of expressions call it: an hour, a bare point, or a point."""
        if self.unit == "clock":
            return "HOUR"
        return "BARE" if self.bare else "POINT"


def fixed(stretch: Stretch, unit: str, bare: bool = False) -> Point:
    """Return a point that is the same wherever it stands."""
    return Point(lambda look: stretch, unit, bare)


def year_of(found: Found, published: date | None) -> int | None:
    """Return the year that is written, or that "last year" means."""
    if "year" in found:
        year: int | None = found.value("year", "YEAR")
        return year
    if "rel" in found and published:
        return published.year + STEPS[found.word("rel")]
    return None


def nearest(
    in_year: Callable[[int], Stretch], published: date | None, direction: Direction
) -> Stretch:
    """Choose the year of "3 March": the last one so far, the next one from here, or the nearest.

    A stretch that holds the published date counts as both past and future.
    """
    if not published:
        return UNKNOWN
    options = [in_year(published.year + step).days for step in (-1, 0, 1)]
    chosen = _CHOSEN[direction]([days for days in options if days], published)
    return Stretch(*chosen[0]) if chosen else UNKNOWN


def _last_so_far(known: Sequence[_Days], published: date) -> Sequence[_Days]:
    return [(start, end) for start, end in known if start <= published][-1:]


def _next_from_here(known: Sequence[_Days], published: date) -> Sequence[_Days]:
    return [(start, end) for start, end in known if end > published][:1]


def _nearest(known: Sequence[_Days], published: date) -> Sequence[_Days]:
    return sorted(known, key=lambda days: (_distance(days[0], days[1], published), days[0]))[:1]


_CHOSEN: dict[Direction, Callable[[Sequence[_Days], date], Sequence[_Days]]] = {
    "past": _last_so_far,
    "future": _next_from_here,
    "": _nearest,
}


def _distance(start: date, end: date, published: date) -> int:
    if start <= published < end:
        return 0
    return (start - published).days if start > published else (published - end).days + 1


def number_of(found: Found) -> int | None:
    """Return the number that a rule named n, None where it is vague or broken ("few", "1.5")."""
    if found.word("n") in ("a", "an"):
        return 1
    number: int | None = found.value("n", "NUM")
    return number


def left_open(found: Found, published: date | None) -> Point:
    """Return a point that no calendar fixes."""
    return Point()


def left_open_bare(found: Found, published: date | None) -> Point:
    """Return such a point that needs a word before it: "in the spring"."""
    return Point(bare=True)
