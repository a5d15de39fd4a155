"""Part the clauses that have a cue of their own from what another source says.

Both stand in one sentence, beside each other.

In come the row of a sentence (`row`) and its frames, out go the frames, each without the
clauses that stand beside its content and not in it: "the union said 40 had left[, while the port
counted 12]", "the ministry put it at 40[; the army says 60]", "he spoke of 40 dead (60, according
to the army[)]". A clause that depends on the content ("said the army had reported 40") stays in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import Span
from claims.text.attribution.frames import Frame, Place
from claims.text.attribution.row import Row
from claims.text.grammar.rules import Found
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import words

# What opens a clause of its own: ";", ":", a dash, ", and", ", while"
_OPENING = Shape(
    ";|:|- ADV|TIME|,* END",
    ", AND ADV|TIME|,* END",
    ", under=PREP|THAT|WHICH ADV|TIME|,* END",
)
# cues after a cue that may be its rivals, so that no sentence costs more than its length
_REACH = 8
_BRACKET_BEFORE = Shape("OPEN ~OPEN|CLOSE* END")


def without_rivals(row: Row, frames: list[Frame]) -> list[Frame]:
    """Return the frames of a sentence, in the order of their cues.

    Each comes without the clauses of the others beside it.
    """
    frames = [_within_bracket(row, frame) for frame in frames]
    clauses = [(frame, _own_clause(row, frame)) for frame in frames]
    return [
        _without(frame, _rival_clauses(frame, clauses[i + 1 : i + _REACH]))
        for i, frame in enumerate(frames)
    ]


def _rival_clauses(frame: Frame, rivals: Sequence[tuple[Frame, Span | None]]) -> list[Span]:
    """Return the clauses of the cues behind a cue that stand beside what it says."""
    found = (_beside(frame, rival, clause) for rival, clause in rivals)
    return [clause for clause in found if clause]


def _bracket(row: Row, cue: Span) -> Span | None:
    """Return the bracket that a cue stands in."""
    opening = _BRACKET_BEFORE.first(row.line, 0, row.unit_from(cue.start))
    if opening is None:
        return None
    closing = row.find("CLOSE", opening.first)
    return row.span(opening.first, closing + 1) if closing < len(row) else None


def _within_bracket(row: Row, frame: Frame) -> Frame:
    """Let a cue in brackets speak for nothing outside them.

    Unless it is all they hold ("40 died (police said)").
    """
    bracket = _bracket(row, frame.cue)
    inside = frame.within(bracket) if bracket else ()
    inside = tuple(region for region in inside if region.end - region.start > 2)
    return frame._replace(regions=inside) if inside else frame


def _own_clause(row: Row, frame: Frame) -> Span | None:
    """Return the clause that a frame's source opens.

    With the mark before it, where it stands for itself.
    """
    if frame.source is None:
        return None
    bracket = _bracket(row, frame.cue)
    if bracket and any(bracket.start <= region.start for region in frame.regions):
        return bracket
    if _is_agent_of_clause(row, frame):
        return Span(frame.regions[0].start, frame.regions[-1].end)
    return _set_against(row, frame, min(frame.source.start, frame.cue.start))


def _set_against(row: Row, frame: Frame, start: int) -> Span | None:
    """Return a frame's clause where what stands before its first word parts it from another."""
    opening = _OPENING.first(row.line, 0, row.unit_from(start))
    if opening is None or not _is_set_against(row, opening):
        return None
    return Span(row.start(opening.first), frame.end)


def _is_agent_of_clause(row: Row, frame: Frame) -> bool:
    """Tell a clause after a comma whose source follows: "..., [it was put at 60 by the army]"."""
    is_agent = frame.source is not None and frame.source.start > frame.cue.start
    if not is_agent or not frame.regions:
        return False
    return row.kind(row.unit_from(frame.regions[0].start) - 1) == ","


def _is_set_against(row: Row, opening: Found) -> bool:
    """Tell a clause that stands beside another ("[, while] the port says") and not under it."""
    return "under" not in opening or row.opening(opening.at("under")) in words("contrast")


def _beside(frame: Frame, rival: Frame, clause: Span | None) -> Span | None:
    """Return the clause of a rival where it stands beside the content of a frame, and not in it."""
    if None in (frame.source, rival.source) or rival.source == frame.source:
        return None
    if _is_joined(frame, rival):
        clause = Span(rival.cue.start, rival.end)
    return clause if clause and _is_outside(frame, rival, clause) else None


def _is_joined(frame: Frame, rival: Frame) -> bool:
    """Tell a rival whose subject stands before the frame's.

    For example "Lang called Roe's plan to hire 40 a joke and threatened ...".
    """
    if frame.place is not Place.ABOVE or frame.source is None or rival.source is None:
        return False
    return rival.source.end <= frame.source.start


def _is_outside(frame: Frame, rival: Frame, clause: Span) -> bool:
    """Tell a clause behind a frame's cue that goes on with what the frame says.

    Not where it is all that the cue has: "the army said: police counted 40".
    """
    return frame.cue.start < clause.start and any(
        region.start < clause.start and rival.cue.end <= region.end for region in frame.regions
    )


def _without(frame: Frame, clauses: list[Span]) -> Frame:
    regions = list(frame.regions)
    for clause in clauses:
        regions = [part for region in regions for part in _subtract(region, clause)]
    return frame._replace(regions=tuple(regions))


def _subtract(region: Span, taken: Span) -> list[Span]:
    parts = (
        Span(region.start, min(region.end, taken.start)),
        Span(max(region.start, taken.end), region.end),
    )
    return [part for part in parts if part.start < part.end]
