"""Which period a quantity belongs to, and which quantity is only part of a period.

In come the quantities and periods of a text in text order; out goes one answer for each quantity.
A quantity and its period stand in one sentence. "Two weeks" of "over the past two weeks, the army
retook 27 towns" only frames the towns; in "I have not been here for the past seven years" nothing
else is counted, so the seven years are what is claimed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby

from claims.model import Period, Quantity
from claims.text.grammar.syntax import Syntax
from claims.text.periods.saying import is_time_of_saying
from claims.text.quantities.nearness import steps_between

_COMPARED = re.compile(r"(?:\bthan|\bcompared (?:with|to)|\bfrom|\bversus|\bvs\.?|\bagainst|\bup on|\bon) (?:in )?$")
# Steps added for a period without dates, and for one that is only compared with; and where a period is too far
_OPEN, _BASE, _TOO_FAR = 6, 12, 30
_BESIDE = 3  # periods looked at on either side


def period_of(quantities: Sequence[Quantity], periods: Sequence[Period], syntax: Syntax) -> list[Period | None]:
    """Return for each quantity the period that it belongs to.

    >>> from claims.text.periods import find_periods
    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("In 2017 it sold 300 cars, and in 2018 only 200 lorries.")
    >>> [period.surface for period in period_of(find_quantities(syntax), find_periods(syntax), syntax)]
    ['In 2017', 'in 2018']
    """
    return [_nearest(quantity, _in_sentence(quantity, periods, syntax), syntax) for quantity in quantities]


def frames(quantities: Sequence[Quantity], periods: Sequence[Period], syntax: Syntax) -> list[bool]:
    """Tell for each quantity whether it only frames another one of its sentence, being part of a period.

    >>> from claims.text.periods import find_periods
    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("Over the past two weeks, the army has retaken 27 towns. I was away for seven years.")
    >>> frames(find_quantities(syntax), find_periods(syntax), syntax)
    [True, False, False]
    """
    starts = [period.start for period in periods]
    answers: list[bool] = []
    for _, group in groupby(quantities, key=lambda quantity: syntax.sentence_index(quantity.number.start)):
        inside = [_is_inside(quantity, periods, starts) for quantity in group]
        answers += [each and not all(inside) for each in inside]
    return answers


def _is_inside(quantity: Quantity, periods: Sequence[Period], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, quantity.number.start) - 1
    return at >= 0 and quantity.number.end <= periods[at].end


def _in_sentence(quantity: Quantity, periods: Sequence[Period], syntax: Syntax) -> list[Period]:
    """Return the periods of a quantity's sentence that can be its own: those beside it, and the first."""
    sentence = syntax.sentences[syntax.sentence_index(quantity.number.start)]
    first, here, last = (
        bisect_left(periods, offset, key=lambda period: period.start)
        for offset in (sentence.start, quantity.number.end, sentence.end)
    )
    near = range(max(first, here - _BESIDE), min(last, here + _BESIDE))
    return [periods[at] for at in sorted({*near, *range(first, min(first + 1, last))})]


def _nearest(quantity: Quantity, periods: Sequence[Period], syntax: Syntax) -> Period | None:
    """Return the period that is fewest steps away, leaving out the times at which somebody spoke."""
    if quantity.unit.endswith("of age"):
        return None  # an age holds for its person
    own = next((period for period in periods if period.start <= quantity.number.start < period.end), None)
    if own is not None:
        return own
    ranked = sorted((_steps(quantity, period, syntax.text), at) for at, period in enumerate(periods))
    for steps, at in ranked:
        if steps < _TOO_FAR and not is_time_of_saying(periods[at], syntax):
            return periods[at]
    return None


def _steps(quantity: Quantity, period: Period, text: str) -> int:
    steps = steps_between(quantity, period.start, period.end, text)
    is_open = not (period.period_start or period.period_end)
    is_base = _COMPARED.search(text[max(0, period.start - 20) : period.start].lower())
    return steps + (_OPEN if is_open else 0) + (_BASE if is_base else 0)
