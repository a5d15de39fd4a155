"""Find every time expression of a text and resolve it against the published date.

In come a text's `Syntax` and the published date as an ISO date or date-time (anything else counts
as no date: then only absolute expressions resolve); out go `Period` values in text order, with
half-open ISO dates, empty where the words leave an end open. Nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from claims.model import Period, Span
from claims.text.grammar.lexicon import listed
from claims.text.grammar.syntax import Sentence, Syntax, Token, VerbGroup
from claims.text.periods.grammar import Expression, expressions
from claims.text.periods.points import Direction
from claims.text.periods.words import read_words, trigger

_LONGEST_SENTENCE = 5000  # characters; what is longer is no sentence, but a table or noise
_PAST = frozenset({"VBD", "XD"})
_PARTICIPLES = frozenset({"VBN", "XN"})


def find_periods(
    syntax: Syntax, published: str = "", sentences: Iterable[int] | None = None
) -> list[Period]:
    """Find the time expressions of a text.

    Args:
        syntax: The text.
        published: ISO date or date-time of publication, "" where it is not known.
        sentences: Indices of the sentences to look at, in order; None looks at all.

    >>> [(p.surface, p.period_start,
    ...     p.period_end) for p in find_periods(Syntax("It fell in March 2018."))]
    [('in March 2018', '2018-03-01', '2018-04-01')]
    >>> [(p.surface, p.period_start, p.period_end)
    ...  for p in find_periods(Syntax("Over the past two weeks, 27 towns fell."), "2018-07-06")]
    [('Over the past two weeks', '2018-06-23', '2018-07-07')]
    """
    day = _date(published)
    return [
        _period(each, syntax.text)
        for sentence in _with_time(syntax, sentences)
        for each in expressions(
            read_words(syntax.text, *sentence), day, lambda offset: _looks(syntax, offset)
        )
    ]


def _period(found: Expression, text: str) -> Period:
    return Period(
        start=found.start,
        end=found.end,
        surface=text[found.start : found.end],
        period_start=_iso(found.stretch.start),
        period_end=_iso(found.stretch.end),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _date(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _with_time(syntax: Syntax, indices: Iterable[int] | None) -> list[Span]:
    """Return the sentences in which anything can be a time."""
    sentences = (
        syntax.sentences if indices is None else [syntax.sentences[index] for index in indices]
    )
    return [
        Span(start, min(end, start + _LONGEST_SENTENCE))
        for start, end in sentences
        if trigger().search(syntax.text, start, end)
    ]


def _looks(syntax: Syntax, offset: int) -> Direction:
    """Tell whether the sentence looks back or ahead at this place.

    What the verb before it, or else after it, says.
    """
    sentence = syntax.parse(syntax.sentence_index(offset))
    group = _deciding(sentence, offset)
    if group is None:
        return ""
    words = sentence.tokens[group.first : group.last + 1]  # the word behind too: "is [due]"
    is_past = not _PAST.isdisjoint(word.tag for word in sentence.tokens[group.first : group.last])
    if not is_past and _has_any(words, "ahead"):
        return "future"
    return "past" if is_past or _has_happened(words) else ""


def _has_any(words: Sequence[Token], kind: str) -> bool:
    """Tell whether one of these words is of a kind in `time/words.txt`."""
    return not listed("time/words", kind).isdisjoint(map(_small, words))


def _deciding(sentence: Sentence, offset: int) -> VerbGroup | None:
    """Return the last finite verb before an offset, or else the first behind it."""
    finite = [group for group in sentence.verb_groups if group.finite]
    behind = bisect_left(finite, offset, key=lambda group: sentence.tokens[group.first].start)
    return finite[max(behind - 1, 0)] if finite else None


def _has_happened(words: Sequence[Token]) -> bool:
    """Tell whether a verb, with the word behind it, is of what has happened: "[has been] open"."""
    return _has_any(words[:-1], "having") and words[-2].tag in _PARTICIPLES


def _small(token: Token) -> str:
    return token.text.lower().replace("’", "'")
