"""Tell how a source stands to a number: whether it asserts it, denies it or asks for it.

In comes the frame that credits a number, with the row of the sentence that the number stands in
(`row`); out goes the stance. Who denies something denies what the sentence says, and not what
it takes for granted: "denied that 40 had died" denies the number, "denied that the two fires were
linked" does not.
"""

from __future__ import annotations

from claims.model import Span, Stance
from claims.text.attribution.frames import Frame
from claims.text.attribution.row import Row
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import CueClass, words

_NOUN_OF = Shape("NOUN &PREP of")  # "[the cost of] 40 million"


def stance(frame: Frame, row: Row, number: Span) -> Stance:
    """Return how the source of a frame stands to a number in a sentence."""
    if frame.kind == CueClass.DENYING or frame.negated:
        return Stance.ASSERTED if _is_granted(frame, row, number) else Stance.DENIED
    end = row.sentence.end
    if frame.kind == CueClass.ASKING or "?" in row.text[end - 2 : end]:
        return Stance.ASKED
    return Stance.ASSERTED


def _is_granted(frame: Frame, row: Row, number: Span) -> bool:
    """Tell a number in what a denial takes for granted.

    For example "denied that [the two fires] were linked".
    """
    at = row.unit_at(row.sentence.token_at(number.start))
    if row.relation(at) == "appos":  # "denied that Lee, 58, had paid"
        return True
    first = at
    while first > 1 and _NOUN_OF.fills(row.line, first - 2, first):
        first -= 2
    return row.opening(first) in words("definite") and not _is_object(frame, row, first)


def _is_object(frame: Frame, row: Row, index: int) -> bool:
    """Tell a noun phrase that is itself all that is denied: "denied [the 40 deaths]"."""
    return row.unit_from(frame.cue.end) == index and row.find("VERB", index) == len(row)
