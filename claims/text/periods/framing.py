"""Which period a quantity belongs to, and which quantity is only part of a period.

In come the quantities and periods of a text in text order; out goes one answer for each quantity. A
quantity and its period stand in one clause, or in clauses that share their times
(`claims.text.periods.sharing`); where no calendar tells the time, what happened may
(`claims.text.periods.occasions`). "Two weeks" of "over the past two weeks, the army retook 27
towns" only frames the towns; in "I have not been here for the past seven years" nothing else is
counted, so the seven years are what is claimed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from claims.model import Period, Quantity
from claims.text.grammar.clauses import Seat
from claims.text.grammar.lexicon import listed
from claims.text.grammar.syntax import Sentence, Syntax, Token
from claims.text.periods.occasions import completed, occasion
from claims.text.periods.sharing import Place, chain, rank
from claims.text.periods.words import is_time_word
from claims.text.quantities.nearness import steps_between

_LONGEST_BASE = 2  # words: "compared with"
# steps added for a period without dates, and for one that is only compared with
_OPEN, _BASE = (6, 12)
_BESIDE = 3  # periods looked at on either side


def period_of(
    quantities: Sequence[Quantity], periods: Sequence[Period], syntax: Syntax
) -> list[Period | None]:
    """Return for each quantity the period that it belongs to.

    >>> from claims.text.periods import find_periods
    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("In 2017 it sold 300 cars, and in 2018 only 200 lorries.")
    >>> [period.surface for period in period_of(find_quantities(syntax), find_periods(syntax),
    ...     syntax)]
    ['In 2017', 'in 2018']
    """
    starts = [period.start for period in periods]
    answers: list[Period | None] = []
    for index, together in _by_sentence(quantities, syntax):
        sentence = syntax.parse(index)
        numbers = frozenset(_numbers(together, periods, starts, sentence))
        for quantity in together:
            near = _in_sentence(quantity, periods, syntax)
            answers.append(_own(quantity, near, syntax, sentence, numbers))
    return answers


def _by_sentence(
    quantities: Sequence[Quantity], syntax: Syntax
) -> Iterator[tuple[int, list[Quantity]]]:
    """Yield the index of each sentence with the quantities in it."""

    def index_of(quantity: Quantity) -> int:
        return syntax.sentence_index(quantity.number.start)

    for index, together in groupby(quantities, key=index_of):
        yield index, list(together)


def _numbers(
    quantities: Sequence[Quantity],
    periods: Sequence[Period],
    starts: Sequence[int],
    sentence: Sentence,
) -> Iterator[int]:
    """Yield the chunks whose noun is a number or counted.

    For example "[88 deaths]", but no "[25-year-old building]" and no time.
    """
    for quantity in quantities:
        at = sentence.chunk_at(sentence.token_at(quantity.number.start))
        if at is None or _is_inside(quantity, periods, starts):
            continue
        if sentence.tokens[sentence.chunks[at].head].start < quantity.end:
            yield at


def frames(quantities: Sequence[Quantity], periods: Sequence[Period], syntax: Syntax) -> list[bool]:
    """Tell for each quantity whether it only frames another one.

    It does as part of a period of the other's sentence.

    >>> from claims.text.periods import find_periods
    >>> from claims.text.quantities.find import find_quantities
    >>> text = "Over the past two weeks, it has retaken 27 towns. I was away for seven years."
    >>> syntax = Syntax(text)
    >>> frames(find_quantities(syntax), find_periods(syntax), syntax)
    [True, False, False]
    """
    starts = [period.start for period in periods]
    answers: list[bool] = []
    for _, together in _by_sentence(quantities, syntax):
        inside = [_is_inside(quantity, periods, starts) for quantity in together]
        answers += [False] * len(inside) if all(inside) else inside
    return answers


def _is_inside(quantity: Quantity, periods: Sequence[Period], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, quantity.number.start) - 1
    return at >= 0 and quantity.number.end <= periods[at].end


def _in_sentence(quantity: Quantity, periods: Sequence[Period], syntax: Syntax) -> list[Period]:
    """Return the periods of a quantity's sentence that can be its own.

    Those beside it, and the first.
    """
    sentence = syntax.sentences[syntax.sentence_index(quantity.number.start)]
    first, here, last = (
        bisect_left(periods, offset, key=lambda period: period.start)
        for offset in (sentence.start, quantity.number.end, sentence.end)
    )
    near = range(max(first, here - _BESIDE), min(last, here + _BESIDE))
    return [periods[at] for at in sorted({*near, *range(first, min(first + 1, last))})]


def _own(
    quantity: Quantity,
    periods: Sequence[Period],
    syntax: Syntax,
    sentence: Sentence,
    numbers: frozenset[int],
) -> Period | None:
    """Return the period that holds a quantity, or the nearest that its clause has or shares."""
    start = quantity.number.start
    within = next((time for time in periods if time.start <= start < time.end), None)
    if within is not None:
        return within
    seat = sentence.seat(sentence.token_at(start))
    if seat is None or _describes_noun(quantity, seat, sentence):
        return None
    place = Place(quantity, seat, sentence, numbers)
    near = _nearest(place, periods, syntax.text)
    if near is None:
        return _occasion_of(place, periods, syntax.text)
    return completed(near, sentence, syntax.text)


def _nearest(place: Place, periods: Sequence[Period], text: str) -> Period | None:
    """Return the nearest period that a number's clause has or shares."""
    ranked = [
        (clauses, _steps(place, period, text), at)
        for at, period in enumerate(periods)
        if (clauses := rank(place, period)) is not None
    ]
    return periods[min(ranked)[2]] if ranked else None


def _occasion_of(place: Place, periods: Sequence[Period], text: str) -> Period | None:
    """Return when something happened that tells the time of a number: "after [the storm]"."""
    own, sentence = place.seat, place.sentence
    told = (
        occasion(clause, sentence, text, periods, own.way if clause is own.clause else ())
        for clause in chain(own.clause, sentence)
    )
    return next(filter(None, told), None)


def _describes_noun(quantity: Quantity, seat: Seat, sentence: Sentence) -> bool:
    """Tell whether an age or a length of time only describes a noun.

    For example "Ann Lee, 39,", "a two-day visit".
    """
    if quantity.dimension not in ("age", "time"):
        return False
    nouns = [sentence.tokens[sentence.chunks[at].head] for at in seat.way[:2]]
    if nouns[0].start >= quantity.end:
        return True
    return quantity.dimension == "age" and any(map(_is_aged, nouns[1:]))


def _is_aged(noun: Token) -> bool:
    """Tell a noun of somebody or something; "died Saturday, aged 78" is no age of Saturday."""
    return noun.text.lower() != "age" and not is_time_word(noun.text)


def _steps(place: Place, period: Period, text: str) -> int:
    steps = steps_between(place.quantity, period.start, period.end, text)
    is_open = not (period.period_start or period.period_end)
    is_base = _is_base(period, place.sentence)
    return steps + _OPEN * is_open + _BASE * is_base


def _is_base(period: Period, sentence: Sentence) -> bool:
    """Tell a period that is only compared with: "than [in 2010]", "compared with [2010]"."""
    last = sentence.token_from(period.start)
    words = [word.lower() for word in sentence.words[max(last - _LONGEST_BASE - 1, 0) : last]]
    before = words[:-1] if words[-1:] == ["in"] else words
    bases = listed("time/words", "base")
    return any(" ".join(before[-count:]) in bases for count in range(1, _LONGEST_BASE + 1))
