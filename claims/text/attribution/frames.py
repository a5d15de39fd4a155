"""A frame: one cue with its source, and the stretches of a sentence that the cue speaks for.

`reporting` makes frames of verbs, `crediting` of nouns and phrases, in comes the
row of a sentence each time. Frames may lie within each other's regions ("Reuters said the ministry had
reported ..."); which of them credits a number is for `attribute` to choose.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from claims.model import Span
from claims.text.attribution.clauses import Row
from claims.text.attribution.cues import CueClass
from claims.text.attribution.mentions import Mention


class Place(IntEnum):
    """How a cue stands to what it credits; of two that cover each other, the lower is the outer."""

    BOUND = 0  # in a relative clause to the number: "the 95 percent that the agency recommends"
    BESIDE = 1  # set off: "40 died, police said", "according to police"
    ABOVE = 2  # governing: "police said that 40 died"
    CITED = 3  # second hand: "State television, citing police, said"


class Frame(NamedTuple):
    """One cue with its source (None: nobody named), and the stretches of text it speaks for.

    The source's mention is never part of `regions`. `antecedent` is what the source stands for where it is a
    relative pronoun.
    """

    cue: Span
    source: Span | None
    regions: tuple[Span, ...]
    kind: CueClass
    place: Place = Place.ABOVE
    negated: bool = False
    antecedent: Span | None = None

    def covers(self, span: Span) -> bool:
        """Does the cue speak for this span?"""
        return any(region.start <= span.start and span.end <= region.end for region in self.regions)


def whole(row: Row) -> tuple[Span, ...]:
    """Return the whole sentence as a frame's regions."""
    return (Span(row.start(0), row.sentence.end),)


def around(row: Row, mention: Mention, first: int = 0, last: int | None = None) -> tuple[Span, ...]:
    """Return the units [first, last) of a sentence, or all, without those of a mention."""
    end = row.sentence.end if last is None else row.start(last)
    regions = []
    if mention.first > first:
        regions.append(Span(row.start(first), row.end(mention.first - 1)))
    if mention.last < len(row.units) and row.start(mention.last) < end:
        regions.append(Span(row.start(mention.last), end))
    return tuple(regions)
