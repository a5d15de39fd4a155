"""Time expressions of news from their points.

For example "since March", "from 2011 to 2015", "the year to June".

In comes a sentence as words, the published date, and a function that says whether the sentence
looks back or ahead at a place in it; out go expressions with their stretch of days, open where the
words leave it open. The conventions are those of `claims/help/periods.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from claims.text.grammar.rules import Found, Rule, Rules, Word, apply
from claims.text.periods import calendar
from claims.text.periods.absolute import ABSOLUTE
from claims.text.periods.calendar import UNKNOWN, Stretch
from claims.text.periods.points import Direction, Look, Point, nearest
from claims.text.periods.relative import RELATIVE


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression at [start, end) and its days."""

    start: int
    end: int
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class _Context:
    published: date | None
    look: Look


Reading = Callable[[_Context], Stretch]


def _point(found: Found, name: str) -> Point:
    point: Point = found.value(name, "POINT") or found.value(name, "BARE")
    return point


def _at(found: Found) -> Reading:
    return lambda context: _point(found, "a").resolve(context.look)


def _edge(found: Found) -> Reading:
    """Read the edge of something.

    For example "at the end of 2018" is its last day, "at the start of March" its first.
    """
    point, edge = _point(found, "a"), found.word("edge")

    def read(context: _Context) -> Stretch:
        whole = point.resolve(context.look)
        if edge in ("end", "close"):
            return calendar.part(whole, -1, "day")
        return calendar.part(whole, 1, "day") if edge in ("start", "beginning") else whole

    return read


def _since(found: Found) -> Reading:
    """Read "since 2015".

    From its beginning up to and with the published date, which is not before it.
    """

    def read(context: _Context) -> Stretch:
        start = _end_or_start(found, context, lambda: "past").start
        end = calendar.shift(context.published, 1, "day")
        return UNKNOWN if start and end and start >= end else Stretch(start, end)

    return read


def _starting(found: Found) -> Reading:
    return lambda context: Stretch(_end_or_start(found, context, context.look).start, None)


def _until(found: Found) -> Reading:
    """Read an end.

    For example "until March" ends where March begins, "through March" and "by March" where it ends.
    """

    def read(context: _Context) -> Stretch:
        ahead: Direction = "future" if found.word("whole") == "by" else ""
        whole = _end_or_start(found, context, lambda: context.look() or ahead)
        return Stretch(None, whole.end if "whole" in found else whole.start)

    return read


def _after(found: Found) -> Reading:
    return lambda context: Stretch(_end_or_start(found, context, context.look).end, None)


def _end_or_start(found: Found, context: _Context, look: Look) -> Stretch:
    whole = _point(found, "a").resolve(look)
    if "edge" not in found:
        return whole
    return calendar.part(whole, -1 if found.word("edge") in ("end", "close") else 1, "day")


def _range(found: Found) -> Reading:
    """Read from the beginning of one to the end of the other.

    A year written once is the year of both.
    """
    first, last = _point(found, "a"), _point(found, "b")

    def read(context: _Context) -> Stretch:
        end = last.resolve(context.look).end
        if first.in_year and end:
            start = nearest(first.in_year, calendar.shift(end, -1, "day"), "past").start
        else:
            start = first.resolve(context.look).start
        return _in_order(start, end)

    return read


def _in_order(start: date | None, end: date | None) -> Stretch:
    """Return the days between two dates, unknown unless both are known and in order."""
    return Stretch(start, end) if start and end and start < end else UNKNOWN


def _part_of(found: Found) -> Reading | None:
    """Read a part of a longer time.

    "the first nine months of 2018", "the last week of June", "the first six months of the year".
    """
    part = _point(found, "part")
    if part.rolling is None:
        return _unresolved(found) if part.unit else None
    number, unit = part.rolling
    is_named = "a" in found

    def read(context: _Context) -> Stretch:
        whole = _point(found, "a").resolve(context.look) if is_named else _year_so_far(context)
        stretch = calendar.counted(whole.start if number > 0 else whole.end, number, unit)
        is_known = is_named or stretch.is_over(context.published)
        return stretch if is_known and calendar.is_within(stretch, whole) else UNKNOWN

    return read


def _year_so_far(context: _Context) -> Stretch:
    return calendar.year(context.published.year) if context.published else UNKNOWN


def _to_date(found: Found) -> Reading:
    """Read "so far this year": from its beginning up to and with the published date."""
    point, unit = _point(found, "a"), found.value("unit", "UNIT")

    def read(context: _Context) -> Stretch:
        if point:
            whole = point.resolve(lambda: "past")
        else:
            whole = calendar.containing(context.published, unit)
        return _in_order(whole.start, calendar.shift(context.published, 1, "day"))

    return read


def _ended(found: Found) -> Reading:
    """Read "the three months to June 30", "the year ended March 2018".

    Counted back from where it ends.
    """
    unit = found.value("unit", "UNIT")
    number = found.value("n", "NUM") if "n" in found else 1

    def read(context: _Context) -> Stretch:
        end = _point(found, "a").resolve(context.look).end
        return calendar.counted(end, -number, unit) if number else UNKNOWN

    return read


def _unresolved(found: Found) -> Reading:
    return lambda context: UNKNOWN


_NUMBER = (
    "HEDGE* ( more|less|fewer|longer|at|up )? ( than|least|most|to )? the|a? NUM|VAGUE of? ( "
    "or|to|-|– NUM )?"
)
_FOR = "for|in|within|after|over|during|across|every|throughout"
_PLURAL = (
    "seconds|days|weeks|weekends|months|quarters|years|decades|centuries|hours|minutes|generations"
)

_POINTS = ABSOLUTE + RELATIVE
EXPRESSIONS: Rules[Reading] = Rules(
    Rule(
        "from a=POINT|BARE ( to|until|till|through|-|–|— ) the? ( end of )? b=POINT|BARE",
        _range,
    ),
    Rule("between a=POINT|BARE and|- b=POINT|BARE", _range),
    Rule("( in|during|for )? a=POINT|BARE -|–|to|through|until b=POINT|BARE", _range),
    Rule("since ( the edge=end|start|beginning|middle of )? a=POINT|BARE", _since),
    Rule("since then", _unresolved),
    Rule("( starting|beginning|effective ) ( in|on|from )? a=POINT|BARE", _starting),
    Rule("( by|before ) the? ( edge=start|beginning of ) a=POINT|BARE", _until),
    Rule("by|until|till|before|through the whole=end|close of a=POINT|BARE", _until),
    Rule("whole=by|through a=POINT|BARE", _until),
    Rule("( until|till|before|prior ) to? a=POINT|BARE", _until),
    Rule("( after|following ) ( the edge=end of )? a=POINT|BARE", _after),
    Rule("( as of|at ) a=POINT|BARE", _at),
    Rule(
        "( at|in|around|towards|toward|near )? the edge=end|start|beginning|middle|close of "
        "a=POINT|BARE",
        _edge,
    ),
    Rule("( in|during|over|for )? part=POINT|BARE of|in a=POINT|BARE", _part_of),
    Rule("( in|during|over|for )? part=POINT|BARE of|in the|this year", _part_of),
    Rule("so far in? a=POINT|BARE", _to_date),
    Rule("( in|during )? a=POINT so far", _to_date),
    Rule("so far", _unresolved),
    Rule("to date", _unresolved),
    Rule("( in|during|at|by )? this time !of|around|last", _unresolved),
    # the day before the vote, in the two weeks since it opened
    Rule("in|over|during|within the single? NUM* UNIT before|since|preceding", _unresolved),
    Rule("a=POINT ,? at? HOUR", _at),  # Tuesday at 5 p.m.
    Rule("at? HOUR ( HOURS )? ,? on? a=POINT", _at),
    Rule("at|by|around|until|since|before|after HOUR", _unresolved),
    Rule("( in|for )? ( the|this )? unit=year|month|quarter|week -? to -? date", _to_date),
    Rule(
        "( in|for|during|over )? the? n=NUM? -? unit=UNIT period? to|ended|ending|through ( the "
        "end of )? a=POINT|BARE",
        _ended,
    ),
    Rule("back? in|on|at|during|throughout|within|over|across|around|circa|for? a=POINT", _at),
    Rule("back? in|on|during|throughout|around|circa|for|within a=BARE", _at),
    Rule("a=POINT", _at),
    # lengths of time: how long, not when
    Rule(f"{_FOR} {_NUMBER} {_PLURAL} ( ,? and? NUM UNIT )* !old|of|a|an|per|each", _unresolved),
    Rule(f"{_FOR} the|a? NUM - UNIT period|span|stretch", _unresolved),
    Rule(f"{_FOR} a|an|half|one* !second|half UNIT !of|old", _unresolved),
    Rule(f"for|in|over|through|within the? VAGUE? {_PLURAL}", _unresolved),
    Rule("in|during|for|over the|that !second|half|day UNIT !of|before|after", _unresolved),
)


def expressions(
    words: Sequence[Word], published: date | None, look: Callable[[int], Direction]
) -> list[Expression]:
    """Find the time expressions of a sentence, in order."""
    reduced = _with_points(words, published)
    return [
        Expression(start, end, read(_Context(published, partial(look, start))))
        for first, last, read in apply(EXPRESSIONS, reduced)
        for start, end in [(reduced[first].start, reduced[last - 1].end)]
    ]


def _with_points(words: Sequence[Word], published: date | None) -> list[Word]:
    """Return the words of a sentence with each point in time as one word."""
    reduced: list[Word] = []
    at = 0
    for first, last, point in apply(_POINTS, words, published):
        small = f"<{words[first].small}>"
        reduced += words[at:first]
        reduced.append(Word(words[first].start, words[last - 1].end, small, {point.kind: point}))
        at = last
    return [*reduced, *words[at:]]
