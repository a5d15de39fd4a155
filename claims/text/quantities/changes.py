"""Words of change in a sentence: what makes two numbers of "from A to B", and no range.

In come a passage and a stretch of it; out comes whether a verb, a noun or an adverb of change
(`numbers/trends.txt`) stands there. The words are looked for once in each sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from claims.model import Span
from claims.text.grammar.clauses import Clause, Seat, Tie
from claims.text.grammar.rules import Found, Rule, Rules, apply_each
from claims.text.grammar.shapes import Shape
from claims.text.grammar.syntax import Sentence
from claims.text.quantities.classes import entries
from claims.text.quantities.passages import Passage, Reading

_FILE = "numbers/trends"
_MOVES = tuple(
    f"{way}{kind}" for way in ("rise", "fall") for kind in ("", "_price", "_object", "_adverb")
)
_CHANGES = (*_MOVES, "rise_noun", "fall_noun", "change")
_LONGEST = 90  # characters from a word of change to its first number where no verb governs it
_SOFTLY = "about|around|just|only|another|nearly|almost?"


@cache
def _changes() -> Rules[int]:
    return Rules(Rule(entries(_FILE, *_CHANGES), _start))


@cache
def _moved() -> Shape:
    return Shape(f"{entries(_FILE, *_MOVES)} by? {_SOFTLY}", f"by by? {_SOFTLY}")


def _start(found: Found) -> int:
    return found.line.words[found.first].start


def _starts(passage: Passage) -> list[int]:
    """Return where the words of change start."""
    return apply_each(_changes(), passage.words)


def has_change(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a word of change stands in [start, end), with no clause mark behind it."""
    marks = [passage.folded.rfind(mark, start, end) for mark in ";:"]
    return any(max(start, *marks) <= at < end for at in passage.once(_starts))


def governs_from(passage: Passage, reading: Reading, start: int) -> bool:
    """Tell whether the "from" at `start` that leads to a number hangs on a word of change.

    In "fares rose, to raise fines from 50 to 90" it does, in "rents rose, and it set a scale of
    fines from 50 to 90" not.
    """
    sentence = passage.parsed()
    chunk = sentence.chunk_at(sentence.token_at(reading.number.start))
    seat = None if chunk is None else sentence.clauses.seat(chunk)
    if seat is None or not seat.clause.has_verb:
        return has_change(passage, start - _LONGEST, start)
    spans = list(_governing(passage, seat, start))
    return any(span.start <= at < span.end for span in spans for at in passage.once(_starts))


def _governing(passage: Passage, seat: Seat, start: int) -> Iterator[Span]:
    """Yield where words stand that a "from" may hang on."""
    sentence = passage.parsed()
    for noun in seat.way[1:]:  # the rise of fares, from 50 to 90, was
        yield _span(sentence, noun)
    for clause in _over(sentence, seat.clause):
        verb = _span(sentence, clause.head)
        yield Span(verb.start, start)  # with its object: raised fines; and what is said: are up
    verb = _span(sentence, seat.clause.head)
    if seat.clause.subject is not None and passage.has_near("BE", *verb):
        yield _span(sentence, seat.clause.subject)  # the rise was from 50 to 90


def _over(sentence: Sentence, clause: Clause | None) -> Iterator[Clause]:
    """Yield a clause, and those above it while each only says which thing the one above is about.

    A "from" behind it may hang on any of them: "raised the fee for using a room from 50 to 90".
    """
    while clause is not None:
        yield clause
        is_led = clause.tie is Tie.PARTICIPLE and clause.opener
        restricts = clause.tie in (Tie.RELATIVE, Tie.REDUCED) or is_led
        clause = sentence.clauses.above(clause) if restricts else None


def _span(sentence: Sentence, chunk: int) -> Span:
    """Return where the words of a chunk stand in the text."""
    first, last, *_ = sentence.chunks[chunk]
    return Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)


def is_moved_by(passage: Passage, reading: Reading) -> bool:
    """Tell the amount of a change: "rose by about 12", "gained 2%"."""
    return _moved().before(passage.words, reading.start) is not None
