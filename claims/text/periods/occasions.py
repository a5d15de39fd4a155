"""Times that are told by what happened.

For example "during his presidency", "before the vote", "in Sunday's election".

In comes a clause with the times that were found in its sentence; out goes the phrase or short
clause that says when, or nothing. It has the days of a time within it only where it is that time
("at Sunday's final"); "before Sunday's final" stays open. A place or a person is no occasion
("throughout Wales").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from claims.model import Period
from claims.text.grammar.clauses import Clause
from claims.text.grammar.lexicon import listed
from claims.text.grammar.syntax import Sentence, Token
from claims.text.periods.words import is_time_word

_LONGEST = 8  # words: what is longer tells a story, and not a time
_NAMES = frozenset({"NNP", "NNPS"})


def occasion(
    clause: Clause,
    sentence: Sentence,
    text: str,
    periods: Sequence[Period],
    way: Sequence[int] = (),
) -> Period | None:
    """Return the time that something which happened tells.

    A clause tells it, or a noun on a number's way to it.

    >>> from claims.text.grammar.syntax import Syntax
    >>> syntax = Syntax("Before the vote it lost 40 seats.")
    >>> sentence = syntax.parse(0)
    >>> occasion(sentence.clauses.all[0], sentence, syntax.text, []).surface
    'Before the vote'
    """
    told = next(chain(_phrases(clause, sentence, way), _bounds(clause, sentence)), None)
    if told is None:
        return None
    start, end = sentence.tokens[told[0]].start, sentence.tokens[told[1] - 1].end
    when = Period(start=start, end=end, surface=text[start:end])
    inner = next((time for time in periods if start <= time.start and time.end <= end), None)
    if inner is None or not _is(sentence, told[0], "on"):
        return when
    return replace(when, period_start=inner.period_start, period_end=inner.period_end)


def completed(period: Period, sentence: Sentence, text: str) -> Period:
    """Return a time that leads to what happened with that: "two days before [the vote]"."""
    behind = sentence.token_at(period.end - 1) + 1
    if behind >= len(sentence.tokens) or not _is(sentence, behind - 1, "leading"):
        return period
    at = sentence.chunk_at(behind)
    if at is None or not sentence.chunks[at].is_noun_phrase:
        return period
    end = sentence.tokens[_end_of_event(sentence, at) - 1].end
    return replace(period, end=end, surface=text[period.start : end])


def _end_of_event(sentence: Sentence, chunk: int) -> int:
    """Return the token after what happened: a short clause with this subject, or its phrase."""
    clause = sentence.clauses.of(chunk)
    is_clause = clause.subject == chunk and clause.has_own_subject
    stretch = _whole(clause, sentence) if is_clause else None
    return stretch[1] if stretch else _end(sentence, chunk)


def _is(sentence: Sentence, token: int, kind: str) -> bool:
    return sentence.words[token].lower() in listed("time/occasions", kind)


def _end(sentence: Sentence, chunk: int) -> int:
    """Return the token after a phrase with what belongs to it.

    But no clause, number or further member.
    """
    own = [chunk]
    for at in range(chunk + 1, len(sentence.chunks)):
        if not _goes_on(sentence, own, at):
            break
        own.append(at)
    return sentence.chunks[own[-1]].last


def _goes_on(sentence: Sentence, own: Sequence[int], chunk: int) -> bool:
    """Tell whether a chunk goes on with a phrase: right behind it, short, and no number."""
    first, last, *_ = sentence.chunks[chunk]
    governor, relation = sentence.arcs[chunk]
    is_own = governor in own and relation == "obl"
    is_next = first == sentence.chunks[own[-1]].last
    is_short = last - sentence.chunks[own[0]].first <= _LONGEST
    return is_own and is_next and is_short and not _has_number(sentence, first, last)


def _has_number(sentence: Sentence, first: int, last: int) -> bool:
    return any(token.tag == "CD" for token in sentence.tokens[first:last])


def _whole(clause: Clause, sentence: Sentence) -> tuple[int, int] | None:
    """Return the tokens of a short clause that no other clause interrupts."""
    chunks = [sentence.chunks[at] for at in clause.chunks]
    first, last = min(at.first for at in chunks), max(at.last for at in chunks)
    length = sum(at.last - at.first for at in chunks)
    return (first, last) if length == last - first <= _LONGEST else None


def _phrases(clause: Clause, sentence: Sentence, way: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the phrases of a clause that are an occasion, as tokens.

    For example "[during his presidency] he ended it".
    """
    told = {clause.head, *way}  # "a raid [before the war] freed 31"
    told |= set() if clause.subject is None else {clause.subject}
    circumstances = {at for over in told for at in sentence.dependents(over, "obl")}
    for at in sorted(circumstances):
        is_own = sentence.clauses.of(at) is clause
        if is_own and sentence.chunks[at].prepositions and _is_told_by(sentence, at):
            yield sentence.chunks[at].first, _end(sentence, at)


def _is_told_by(sentence: Sentence, chunk: int) -> bool:
    """Tell whether a phrase with a preposition tells a time by what happened."""
    first = sentence.chunks[chunk].first
    if _is(sentence, first, "during") and _happens(sentence, chunk):
        return True
    return _is(sentence, first, "on") and _is_dated_occasion(sentence, chunk)


def _happens(sentence: Sentence, chunk: int) -> bool:
    """Tell whether a noun can be something that happened, and no place, person or number."""
    head = sentence.tokens[sentence.chunks[chunk].head]
    if head.tag == "CD":  # "since the 6.3", which is a quake here
        return sentence.words[sentence.chunks[chunk].head - 1].lower() == "the"
    return head.tag.startswith("NN") and (head.tag not in _NAMES or _is_occasion(head.text))


def _is_occasion(word: str) -> bool:
    return word.lower() in listed("time/occasions", "occasion")


def _is_dated_occasion(sentence: Sentence, chunk: int) -> bool:
    """Tell whether a phrase names an occasion by its date.

    For example "in the 2016 election", "in Sunday's election".
    """
    at = sentence.chunks[chunk]
    is_dated = any(map(_is_date, sentence.tokens[at.first : at.head]))
    return is_dated and _is_occasion(sentence.tokens[at.head].text)


def _is_date(token: Token) -> bool:
    """Tell a year, or the name of a day or month."""
    if token.tag == "CD":
        return len(token.text) == 4 and token.text.isdigit()
    return token.tag in _NAMES and is_time_word(token.text)


def _bounds(clause: Clause, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the clauses below that say from when, or until when: "[since Parliament last met]"."""
    bounding = filter(partial(_is_bound, sentence), sentence.clauses.below(clause))
    return filter(None, (_whole(below, sentence) for below in bounding))


def _is_bound(sentence: Sentence, clause: Clause) -> bool:
    """Tell a clause that says when: "[before the council met]", "[following the vote]"."""
    if clause.opener in listed("time/occasions", "bounds"):
        return True
    head = sentence.chunks[clause.head].head
    return clause.object is not None and _is(sentence, head, "during")
