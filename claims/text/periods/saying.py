"""Tell the time at which somebody spoke from the time that the number is about.

"The ministry said on Tuesday that exports fell 3%": Tuesday is when it was said. In comes a period
with its sentence, out goes whether it stands right behind a verb of saying, between the speaker and
that verb, or behind a source ("according to the report on Tuesday").
"""

from __future__ import annotations

from claims.model import Period
from claims.text.grammar.syntax import Sentence
from claims.text.speech.cues import CueClass, find_verb_cue

_SPOKEN = frozenset(
    (CueClass.SAYING, CueClass.CLAIMING, CueClass.DENYING, CueClass.ASKING, CueClass.ESTIMATING)
)


def is_time_of_saying(period: Period, sentence: Sentence) -> bool:
    """Tell whether a period says when something was said.

    >>> from claims.text.grammar.syntax import Syntax
    >>> from claims.text.periods import find_periods
    >>> syntax = Syntax("The bank told reporters on Tuesday that profit fell 3% in March.")
    >>> [is_time_of_saying(period, syntax.parse(0)) for period in find_periods(syntax)]
    [True, False]
    """
    if period.surface.lower().startswith("as of"):
        return False  # "reports as of Tuesday said 40 had died"
    first, last = sentence.token_from(period.start), sentence.token_from(period.end)
    return (
        _is_said_next(sentence, last)
        or _is_saying(sentence, first - 1)
        or _is_behind_source(sentence, first)
    )


def _is_said_next(sentence: Sentence, token: int) -> bool:
    """Tell whether a verb of saying stands here: "the bank on Tuesday [said]"."""
    return _is_saying(sentence, token) and sentence.tokens[token].tag.startswith("VB")


def _is_behind_source(sentence: Sentence, token: int) -> bool:
    """Tell whether a source or a hearer ends here.

    For example "according to the report [on Tuesday]", "told reporters [on Tuesday]".
    """
    at = sentence.noun_phrase_at(token - 1) if token else None
    if at is None or sentence.noun_phrases[at].last != token:
        return False
    before = sentence.noun_phrases[at]
    is_source = bool(sentence.dependents(before.chunk, "case"))
    return is_source or _is_saying(sentence, before.first - 1, takes="hearer")


def _is_saying(sentence: Sentence, index: int, takes: str = "clause") -> bool:
    if not 0 <= index < len(sentence.tokens):
        return False
    cue = find_verb_cue(sentence.words, index)
    return cue is not None and cue.kind in _SPOKEN and takes in cue.takes
