"""Find what a verb of saying speaks for that stands beside its content, or in a relative clause.

In comes the row of a sentence (`row`) with the place of a verb and its source, out go the spans
before and behind a clause that is set off ("40 died, police said on Monday"), or the noun phrase
that a relative clause goes with ("the 95 percent that the agency recommends").
"""

from __future__ import annotations

from claims.model import Span
from claims.text.attribution.endings import QUOTED
from claims.text.attribution.frames import stretches
from claims.text.attribution.mentions import Mention
from claims.text.attribution.openings import skip_adverbials
from claims.text.attribution.row import Row
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import VerbCue

_SUBJECT_ONLY = Shape("NOUN ~VERB|QUOTE* ,")
# "He left, she said, [because ...]", but not "..., she said, who had seen it", "..., she said, and
# rain fell"
_RESUMES = Shape(",|;|- !( WHICH | AND ADV* NOUN|PREP ~,|;|VERB* VERB )", ", when")
_BOUND = Shape("NOUN &WHICH that|which")
_ENDS = ("", ",", "-", ".", ";", ":", "CLOSE", "QUOTE")


def is_set_off(row: Row, source: Mention, after: int, cue: VerbCue) -> bool:
    """Tell whether a clause is set off from what it credits.

    For example "40 died, police said on Monday.", "as police said".
    """
    before = row.kind(source.first - 1)
    if before == "QUOTE":
        return True
    if before not in (",", "-", "OPEN") and row.words(source.first - 1) != ["as"]:
        return False
    after += "hearer" in cue.takes and row.kind(after) == "NOUN"  # "police told [reporters]"
    return row.kind(after) == "," or row.kind(skip_adverbials(row, after)) in _ENDS


def beside(row: Row, first: int, last: int) -> tuple[Span, ...]:
    """Return the text before the units [first, last), and behind them where the clause resumes."""
    before = (Span(row.start(0), row.end(first - 1)),) if first > 0 else ()
    return (*before, *_behind(row, first, last))


def _behind(row: Row, first: int, last: int) -> tuple[Span, ...]:
    """Return the text behind a clause that is set off, where the sentence resumes."""
    is_comma = row.kind(last) == ","
    if is_comma and _SUBJECT_ONLY.fills(row.line, 0, first):
        # "The debts, she said, and fines of 300 euros were paid": within a clause it leaves nothing
        # out
        return (Span(row.start(last), row.sentence.end),)
    if row.kind(first - 1) == "QUOTE":
        return _quoted_again(row, last)
    at = last if is_comma else skip_adverbials(row, last)
    return stretches(row, at + 1, len(row)) if _RESUMES.at(row.line, at) else ()


def _quoted_again(row: Row, index: int) -> tuple[Span, ...]:
    """Return what is quoted again behind a tag, which alone is the speaker's.

    '"...," she said at the school, which opened 40 years ago' has nothing more of hers.
    """
    again = QUOTED.first(row.line, index)
    return (row.span(again.first, again.last),) if again else ()


def bound(row: Row, source: Mention) -> tuple[Span, ...]:
    """Return the noun phrase that a relative clause goes with.

    For example "[the 95 percent] that the agency recommends".
    """
    noun = source.first - 2
    is_bound = noun >= 0 and _BOUND.fills(row.line, noun, source.first)
    return (row.span(noun, noun + 1),) if is_bound else ()


def bound_without_pronoun(row: Row, source: Mention, after: int) -> tuple[Span, ...]:
    """Return the noun phrase that a clause without "that" goes with.

    For example "[the 38 countries] they said were involved".
    """
    noun = source.first - 1
    is_bound = row.kind(noun) == "NOUN" and row.kind(after) == "VERB"
    return (row.span(noun, noun + 1),) if is_bound else ()
