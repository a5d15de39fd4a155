"""How near a time stands to a number, or that it belongs to another clause.

The clauses of their sentence tell.

In come a number's seat and a time; out goes a rank, the smaller the nearer, or None. A clause has
the times of the one that it is joined to or is a participle of ("On Monday it hit the coast,
killing 40"), but what was said on Monday need not have been so on Monday, and "it fell on Monday,
but 40 came back" does not say when they came.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from claims.model import Period, Quantity, Span
from claims.text.grammar.chunks import MARKS
from claims.text.grammar.clauses import OTHER_TIME, Clause, Role, Seat, Tie
from claims.text.grammar.syntax import Sentence
from claims.text.grammar.tagger import VERBS
from claims.text.periods.saying import is_time_of_saying
from claims.text.periods.words import is_time_word

_PARTING = VERBS | MARKS | {"CC", "SC", "WDT", "WP"}
_NEAREST, _FARTHEST = -1, 9  # ranks: nearer than the own clause; nearer than none
_LONGEST = 6  # nouns from a description up to the counted things


@dataclass(frozen=True)
class Place:
    """A number at its seat in a sentence, with the chunks that are numbers there, and no times."""

    quantity: Quantity
    seat: Seat
    sentence: Sentence
    numbers: frozenset[int]


def rank(place: Place, period: Period) -> int | None:
    """Return how near a time stands to a number.

    None where it belongs to another clause or number.
    """
    first = place.sentence.token_at(period.start)
    held = place.sentence.seat(first)
    if held is None or _is_of_another(place, period, held):
        return None
    if held.clause.antecedent in place.seat.way:
        return 1 if place.quantity.dimension == "count" else _NEAREST
    is_length = place.sentence.words[first].lower() == "for"
    steps = _steps(place, held, first)
    if steps is None:
        return _rank_apart(place, period, held, is_length)
    return None if steps and is_length else steps


def _rank_apart(place: Place, period: Period, held: Seat, is_length: bool) -> int | None:
    """Return how near a time stands whose clause the number's own does not share."""
    if _is_told_of(place, held):
        return 1
    if _is_of_another_time(place.seat.clause):
        return None
    if _is_beside(place.quantity, period, place.sentence):
        return 1
    return _FARTHEST if _is_for_all(place, period) and not is_length else None


def _is_of_another_time(clause: Clause) -> bool:
    """Tell whether a clause has a time of its own: "rates fell in 2018 [after two men died]"."""
    return clause.tie is Tie.ADVERBIAL and clause.opener in OTHER_TIME


def _is_for_all(place: Place, period: Period) -> bool:
    """Tell whether a time that opens the sentence holds for the number's clause, too."""
    is_in_front = place.sentence.token_at(period.start) <= 1
    return is_in_front and place.seat.clause.tie not in (Tie.CONTENT, Tie.BESIDE)


def _is_of_another(place: Place, period: Period, held: Seat) -> bool:
    """Tell whether a time belongs to a noun, to another number, or says when somebody spoke."""
    last = place.sentence.token_at(period.end - 1)
    if _is_owner(place.sentence, last) or _is_of_other_number(place, held, last):
        return True
    # "it [reported] 40 [on Monday]"
    is_own = held.clause is place.seat.clause and len(held.way) == 1
    return not is_own and is_time_of_saying(period, place.sentence)


def chain(clause: Clause, sentence: Sentence) -> Iterator[Clause]:
    """Yield a clause and those above it whose times it shares, from the nearest on."""
    clauses = sentence.clauses
    above: Clause | None = clause
    while above is not None and clauses.steps_up(clause, above) is not None:
        yield above
        above = clauses.above(above)


def _steps(place: Place, held: Seat, first: int) -> int | None:
    """Return how many clauses above the number's own a time stands.

    None where that is not shared.
    """
    steps = place.sentence.clauses.steps_up(place.seat.clause, held.clause)
    if steps is None:
        return 1 if _is_of_report(place, held, first) else None
    return None if steps and _is_left_behind(place, held, first) else steps


def _is_of_report(place: Place, held: Seat, first: int) -> bool:
    """Tell whether a time of the verb above holds for the clause that it reports."""
    clause = place.seat.clause
    is_as_of = _is_as_of(place.sentence, first, clause)
    return is_as_of and place.sentence.clauses.above(clause) is held.clause


def _is_left_behind(place: Place, held: Seat, first: int) -> bool:
    """Tell whether a time stands behind the verb of a clause that was left.

    Another clause with its own subject goes on from it.
    """
    chunks = place.sentence.chunks
    is_behind = chunks[held.clause.head].first < first < chunks[place.seat.clause.head].first
    return is_behind and any(
        clause.tie is Tie.COORDINATE and clause.has_own_subject
        for clause in chain(place.seat.clause, place.sentence)
        if clause is not held.clause
    )


def _is_told_of(place: Place, held: Seat) -> bool:
    """Tell whether a time is said of what the number belongs to.

    In a clause that hangs on it or holds it.

    "40 men [hurt on Monday]"; "it plans [to sell 40 in May]"; "[when it opened on Monday], 40
    came"; "on Monday, [when 40 came]".
    """
    return _describes(held.clause, place) or _is_completing(place, held) or _is_dated(place, held)


def _is_completing(place: Place, held: Seat) -> bool:
    """Tell whether a time stands in a "when" or a "to" below the number's clause."""
    clause = held.clause
    if clause.tie is not Tie.INFINITIVE and clause.opener != "when":
        return False
    return place.sentence.clauses.above(clause) is place.seat.clause


def _is_dated(place: Place, held: Seat) -> bool:
    """Tell whether a number stands in a "when" that says more of a time."""
    return any(
        clause.opener == "when" and clause.antecedent in held.way
        for clause in chain(place.seat.clause, place.sentence)
    )


def _describes(clause: Clause, place: Place) -> bool:
    """Tell whether a clause describes the counted things, or a noun that belongs to them."""
    described = islice(_nouns_up(clause.antecedent, place.sentence), _LONGEST)
    return any(chunk in place.seat.way for chunk in described)


def _nouns_up(chunk: int | None, sentence: Sentence) -> Iterator[int]:
    """Yield a noun phrase and those that it hangs on, up to what is none."""
    while chunk is not None and chunk >= 0 and sentence.chunks[chunk].is_noun_phrase:
        yield chunk
        chunk = sentence.arcs[chunk].governor


def _is_of_other_number(place: Place, held: Seat, last: int) -> bool:
    """Tell whether a time, up to a token, hangs on another number.

    A further member of this one's list is no other.
    """
    way, own = place.seat.way, place.sentence.chunks[held.way[0]]
    if place.sentence.words[own.first].lower() == "as":
        return False  # "40 men and 50 women as of May"
    over = next(
        (at for at in held.way if _is_number_above(place, at, Span(own.first, last + 1))), None
    )
    return over is not None and over not in way and held.way[-1] != way[-1]


def _is_number_above(place: Place, chunk: int, time: Span) -> bool:
    """Tell a number that a time hangs on, and no part of the time, whose tokens are given."""
    is_part = time.start <= place.sentence.chunks[chunk].first < time.end
    return chunk in place.numbers and not is_part


def _is_as_of(sentence: Sentence, first: int, clause: Clause) -> bool:
    """Tell whether a time holds for what is reported.

    For example "[as of Monday], police said 40 were missing".
    """
    words = [word.lower() for word in sentence.words[first : first + 2]]
    return clause.tie is Tie.CONTENT and (words == ["as", "of"] or words[:1] in (["by"], ["since"]))


def _is_owner(sentence: Sentence, last: int) -> bool:
    """Tell whether a time only says which thing is meant.

    For example "[Wednesday]'s tremor", "the [May 6] report said".
    """
    if any(token.tag == "POS" for token in sentence.tokens[last : last + 2]):
        return True
    seat = sentence.seat(last)
    return seat is not None and _is_in_subject(sentence, seat, last)


def _is_in_subject(sentence: Sentence, seat: Seat, last: int) -> bool:
    """Tell whether a time stands before the noun of a subject, which is no time."""
    if seat.role is not Role.SUBJECT or len(seat.way) > 1:
        return False
    head = sentence.chunks[seat.way[0]].head
    return last < head and not is_time_word(sentence.tokens[head].text)


def _is_beside(quantity: Quantity, period: Period, sentence: Sentence) -> bool:
    """Tell whether nothing but the words of one phrase stands between a number and a time."""
    start, end = sorted((quantity.end, quantity.start, period.start, period.end))[1:3]
    between = sentence.tokens[sentence.token_at(start) + 1 : sentence.token_at(end)]
    return not any(token.tag in _PARTING for token in between)
