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
from itertools import chain

from claims.model import Period
from claims.text.grammar.clauses import Clause
from claims.text.grammar.lexicon import listed
from claims.text.grammar.syntax import Sentence
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
    for first, last in chain(_phrases(clause, sentence, way), _bounds(clause, sentence)):
        start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
        inner = next((time for time in periods if start <= time.start and time.end <= end), None)
        is_dated = inner is not None and _is(sentence, first, "on")
        return Period(
            start=start,
            end=end,
            surface=text[start:end],
            period_start=inner.period_start if inner is not None and is_dated else "",
            period_end=inner.period_end if inner is not None and is_dated else "",
        )
    return None


def completed(period: Period, sentence: Sentence, text: str) -> Period:
    """Return a time that leads to what happened with that: "two days before [the vote]"."""
    last = sentence.token_at(period.end - 1)
    if last + 1 >= len(sentence.tokens) or not _is(sentence, last, "leading"):
        return period
    at = sentence.chunk_at(last + 1)
    if at is None or not sentence.chunks[at].is_noun_phrase:
        return period
    clause = sentence.clauses.of(at)
    is_clause = clause.subject == at and clause.has_own_subject
    stretch = _whole(clause, sentence) if is_clause else None
    end = sentence.tokens[(stretch[1] if stretch else _end(sentence, at)) - 1].end
    return replace(period, end=end, surface=text[period.start : end])


def _is(sentence: Sentence, token: int, kind: str) -> bool:
    return sentence.words[token].lower() in listed("time/occasions", kind)


def _end(sentence: Sentence, chunk: int) -> int:
    """Return the token after a phrase with what belongs to it.

    But no clause, number or further member.
    """
    chunks, arcs = sentence.chunks, sentence.arcs
    own, last = {chunk}, chunk
    for at in range(chunk + 1, len(chunks)):
        is_own = arcs[at].governor in own and arcs[at].relation == "obl"
        is_long = chunks[at].last - chunks[chunk].first > _LONGEST
        if not is_own or is_long or chunks[at].first != chunks[last].last:
            break
        if any(token.tag == "CD" for token in sentence.tokens[chunks[at].first : chunks[at].last]):
            break
        own.add(at)
        last = at
    return chunks[last].last


def _whole(clause: Clause, sentence: Sentence) -> tuple[int, int] | None:
    """Return the tokens of a short clause that no other clause interrupts."""
    chunks = [sentence.chunks[at] for at in clause.chunks]
    first, last = min(at.first for at in chunks), max(at.last for at in chunks)
    is_whole = sum(at.last - at.first for at in chunks) == last - first
    return (first, last) if is_whole and last - first <= _LONGEST else None


def _phrases(clause: Clause, sentence: Sentence, way: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the phrases of a clause that are an occasion, as tokens.

    For example "[during his presidency] he ended it".
    """
    told = {clause.head, *way}  # "a raid [before the war] freed 31"
    told |= set() if clause.subject is None else {clause.subject}
    circumstances = {at for over in told for at in sentence.dependents(over, "obl")}
    for at in sorted(circumstances):
        chunk = sentence.chunks[at]
        if sentence.clauses.of(at) is not clause or not chunk.prepositions:
            continue
        is_during = _is(sentence, chunk.first, "during") and _happens(sentence, at)
        if is_during or (_is(sentence, chunk.first, "on") and _is_dated_occasion(sentence, at)):
            yield chunk.first, _end(sentence, at)


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
    words = sentence.tokens[at.first : at.head]
    is_dated = any(
        (token.tag == "CD" and len(token.text) == 4 and token.text.isdigit())
        or (token.tag in _NAMES and is_time_word(token.text))
        for token in words
    )
    return is_dated and _is_occasion(sentence.tokens[at.head].text)


def _bounds(clause: Clause, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the clauses below that say from when, or until when: "[since Parliament last met]"."""
    for below in sentence.clauses.below(clause):
        head = sentence.words[sentence.chunks[below.head].head].lower()
        if below.opener in listed("time/occasions", "bounds") or (
            head in listed("time/occasions", "during") and below.object is not None
        ):
            stretch = _whole(below, sentence)
            if stretch is not None:
                yield stretch
