"""Part the clauses that have a cue of their own from what another source says.

Both stand in one sentence, beside each other.

In come the row of a sentence (`clauses`) and its frames, out go the frames, each without the
clauses that stand beside its content and not in it: "the union said 40 had left[, while the port
counted 12]", "the ministry put it at 40[; the army says 60]", "he spoke of 40 dead (60, according
to the army[)]". A clause that depends on the content ("said the army had reported 40") stays in it.
"""

from __future__ import annotations

import re

from claims.model import Span
from claims.text.attribution.clauses import Row
from claims.text.attribution.frames import Frame, Place
from claims.text.speech.cues import words

# What opens a clause of its own: ";", ":", a dash, ", and", ", while"
_OPENING = re.compile(r"(?P<mark>[;:-]|,[CPSW])[RT,]*$")
_REACH = (
    8  # cues after a cue that may be its rivals, so that no sentence costs more than its length
)
_BRACKET_BEFORE = re.compile(r"\([^()]*$")


def without_rivals(row: Row, frames: list[Frame]) -> list[Frame]:
    """Return the frames of a sentence, in the order of their cues.

    Each without the clauses of the others beside it.
    """
    frames = [_within_bracket(row, frame) for frame in frames]
    clauses = [(frame, _own_clause(row, frame)) for frame in frames]
    return [
        _without(
            frame,
            [
                found
                for rival, clause in clauses[i + 1 : i + _REACH]
                if (found := _beside(frame, rival, clause))
            ],
        )
        for i, frame in enumerate(frames)
    ]


def _bracket(row: Row, cue: Span) -> Span | None:
    """Return the bracket that a cue stands in."""
    opening = _BRACKET_BEFORE.search(row.shape, 0, row.unit_from(cue.start))
    closing = row.shape.find(")", opening.start()) if opening else -1
    return row.span(opening.start(), closing + 1) if opening and closing > 0 else None


def _within_bracket(row: Row, frame: Frame) -> Frame:
    """Let a cue in brackets speak for nothing outside them.

    Unless it is all they hold ("40 died (police said)").
    """
    bracket = _bracket(row, frame.cue)
    if bracket is None:
        return frame
    inside = tuple(Span(max(a, bracket.start), min(b, bracket.end)) for a, b in frame.regions)
    inside = tuple(region for region in inside if region.end - region.start > 2)
    return frame._replace(regions=inside) if inside else frame


def _own_clause(row: Row, frame: Frame) -> Span | None:
    """Return the clause that a frame's source opens.

    With the mark before it, where it stands for itself.
    """
    if frame.source is None:
        return None
    if (bracket := _bracket(row, frame.cue)) and any(
        bracket.start <= region.start for region in frame.regions
    ):
        return bracket
    if (
        frame.source.start > frame.cue.start
        and frame.regions
        and row.shape.endswith(",", 0, _first(row, frame))
    ):
        # "..., [it was put at 60 by the army]"
        return Span(frame.regions[0].start, frame.regions[-1].end)
    opening = _OPENING.search(row.shape, 0, row.unit_from(min(frame.source.start, frame.cue.start)))
    if opening is None:
        return None
    mark = opening["mark"]
    if mark[-1] in "PSW" and row.words(opening.end("mark") - 1)[0] not in words("contrast"):
        return None
    return Span(
        row.start(opening.start()),
        max((region.end for region in frame.regions), default=frame.cue.end),
    )


def _first(row: Row, frame: Frame) -> int:
    return row.unit_from(frame.regions[0].start)


def _beside(frame: Frame, rival: Frame, clause: Span | None) -> Span | None:
    """Return the clause of a rival where it stands beside the content of a frame, and not in it."""
    if rival.source == frame.source or frame.source is None or rival.source is None:
        return None
    if rival.source.end <= frame.source.start and frame.place is Place.ABOVE:
        # "Lang called Roe's plan to hire 40 a joke and threatened ...": the subject stands before
        clause = Span(
            rival.cue.start, max((region.end for region in rival.regions), default=rival.cue.end)
        )
    if clause is None or not frame.cue.start < clause.start:
        return None
    # not where the clause is all that the cue has: "the army said: police counted 40"
    is_beside = any(
        region.start < clause.start and rival.cue.end <= region.end for region in frame.regions
    )
    return clause if is_beside else None


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
