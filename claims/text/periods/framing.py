"""Which period a quantity belongs to, and which quantity is only part of a period.

In come the quantities and periods of a text in text order; out goes one answer for each quantity. A
quantity and its period stand in one clause, or in clauses that share their times. "Two weeks" of
"over the past two weeks, the army retook 27 towns" only frames the towns; in "I have not been here
for the past seven years" nothing else is counted, so the seven years are what is claimed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby

from claims.model import Period, Quantity
from claims.text.grammar.chunks import MARKS
from claims.text.grammar.clauses import Clause, Seat, Tie
from claims.text.grammar.lexicon import listed
from claims.text.grammar.syntax import Sentence, Syntax
from claims.text.grammar.tagger import VERBS
from claims.text.periods.saying import is_time_of_saying
from claims.text.quantities.nearness import steps_between

_COMPARED = re.compile(
    r"(?:\bthan|\bcompared (?:with|to)|\bfrom|\bversus|\bvs\.?|\bagainst|\bup on|\bon) (?:in )?$"
)
_OPEN, _BASE = (
    6,
    12,
)  # steps added for a period without dates, and for one that is only compared with
_LONGEST_EVENT = 8  # words of a time told by something that happened
_PARTING = VERBS | MARKS | {"CC", "SC", "WDT", "WP"}
_FARTHEST = 9  # clauses: nearer than none
_BESIDE = 3  # periods looked at on either side


def period_of(
    quantities: Sequence[Quantity], periods: Sequence[Period], syntax: Syntax
) -> list[Period | None]:
    """Return for each quantity the period that it belongs to.

    >>> from claims.text.periods import find_periods
    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("In 2017 it sold 300 cars, and in 2018 only 200 lorries.")
    >>> [period.surface for period in period_of(find_quantities(syntax), find_periods(syntax), syntax)]
    ['In 2017', 'in 2018']
    """
    return [
        _nearest(quantity, _in_sentence(quantity, periods, syntax), syntax)
        for quantity in quantities
    ]


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
    for _, group in groupby(
        quantities, key=lambda quantity: syntax.sentence_index(quantity.number.start)
    ):
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
    """Return the period of a quantity's own clause that is fewest steps away, or one that its clause shares."""
    own = next(
        (period for period in periods if period.start <= quantity.number.start < period.end), None
    )
    if own is not None:
        return own
    sentence = syntax.parse(syntax.sentence_index(quantity.number.start))
    seat = sentence.seat(sentence.token_at(quantity.number.start))
    if seat is None or _describes_noun(quantity, seat, sentence):
        return None
    ranked = sorted(
        (distance, _steps(quantity, period, syntax.text), at)
        for at, period in enumerate(periods)
        if (distance := _distance(quantity, seat, period, sentence)) is not None
    )
    for _, _, at in ranked:
        if not is_time_of_saying(periods[at], syntax):
            return periods[at]
    return _event(seat.clause, sentence, syntax.text)


def _event(clause: Clause, sentence: Sentence, text: str) -> Period | None:
    """Return the time that a clause tells by something that happened: "[during his presidency] he ended 12 wars"."""
    for at in clause.chunks:
        chunk, arc = sentence.chunks[at], sentence.arcs[at]
        is_circumstance = (
            arc.governor == clause.head and arc.relation == "obl" and chunk.prepositions > 0
        )
        if is_circumstance and sentence.words[chunk.first].lower() in listed(
            "grammar/about", "during"
        ):
            first, last = sentence.extent(at)
            tokens = sentence.tokens[first : min(last, first + _LONGEST_EVENT)]
            start, end = tokens[0].start, tokens[-1].end
            return Period(start=start, end=end, surface=text[start:end])
    return None


def _describes_noun(quantity: Quantity, seat: Seat, sentence: Sentence) -> bool:
    """Tell whether an age or a length of time only describes a noun: "Ann Lee, 39,", "a two-day visit"."""
    if quantity.dimension not in ("age", "time"):
        return False
    chunk = sentence.chunks[seat.way[0]]
    if sentence.tokens[chunk.head].start >= quantity.end:
        return True
    is_on_noun = (
        len(seat.way) > 1 and sentence.words[sentence.chunks[seat.way[1]].head].lower() != "age"
    )
    return quantity.dimension == "age" and is_on_noun


def _distance(quantity: Quantity, seat: Seat, period: Period, sentence: Sentence) -> int | None:
    """Tell how many clauses above the number's own a period stands.

    None where it belongs to another clause. A clause shares the times of the one it is joined to or
    is a participle of ("On Monday it hit the coast, killing 40"), but what was said on Monday need
    not have been so on Monday.
    """
    first = sentence.token_at(period.start)
    held = sentence.seat(first)
    if held is None or _is_owner(sentence, sentence.token_at(period.end - 1)):
        return None
    clauses, clause = sentence.clauses, seat.clause
    is_length = sentence.words[first].lower() == "for"
    steps = clauses.steps_up(clause, held.clause)
    if (
        steps is None
        and _is_as_of(sentence, first, clause)
        and clauses.above(clause) is held.clause
    ):
        steps = 1
    if steps is not None:
        return None if steps and is_length else steps
    is_describing = held.clause.antecedent in seat.way  # "40 men [hurt on Monday]"
    if (
        is_describing
        or _completes(held.clause, seat, sentence)
        or _is_beside(quantity, period, sentence)
    ):
        return 1
    is_in_front = first <= 1 and seat.clause.tie is not Tie.CONTENT and not is_length
    return _FARTHEST if is_in_front else None


def _is_beside(quantity: Quantity, period: Period, sentence: Sentence) -> bool:
    """Tell whether nothing but the words of one phrase stands between a number and a time."""
    start, end = sorted((quantity.end, quantity.start, period.start, period.end))[1:3]
    between = sentence.tokens[sentence.token_at(start) + 1 : sentence.token_at(end)]
    return not any(token.tag in _PARTING for token in between)


def _completes(clause: Clause, seat: Seat, sentence: Sentence) -> bool:
    return clause.tie is Tie.INFINITIVE and sentence.clauses.above(clause) is seat.clause


def _is_as_of(sentence: Sentence, first: int, clause: Clause) -> bool:
    """Tell whether a time holds for what is reported: "[as of Monday], police said 40 were missing"."""
    words = [word.lower() for word in sentence.words[first : first + 2]]
    return clause.tie is Tie.CONTENT and (words == ["as", "of"] or words[:1] in (["by"], ["since"]))


def _is_owner(sentence: Sentence, last: int) -> bool:
    """Tell whether a time only says which thing is meant: "[Wednesday]'s tremor"."""
    return any(token.tag == "POS" for token in sentence.tokens[last : last + 2])


def _steps(quantity: Quantity, period: Period, text: str) -> int:
    steps = steps_between(quantity, period.start, period.end, text)
    is_open = not (period.period_start or period.period_end)
    is_base = _COMPARED.search(text[max(0, period.start - 20) : period.start].lower())
    return steps + (_OPEN if is_open else 0) + (_BASE if is_base else 0)
