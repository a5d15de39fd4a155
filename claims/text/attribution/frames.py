"""A frame: one cue with its source, and the stretches of a sentence that the cue speaks for.

`reporting` makes frames of verbs, `crediting` of nouns and phrases, in comes the
row of a sentence each time. Frames may lie within each other's regions ("Reuters said the ministry
had reported ..."); which of them credits a number is for `attribute` to choose.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from claims.model import Span
from claims.text.attribution.clauses import Row
from claims.text.attribution.mentions import Mention
from claims.text.speech.cues import CueClass, words

# What a writer adds to somebody's words: ", who is 58", ", in which 40 died", "- he had written it
# 43 years ago -"
_ASIDE = re.compile(r",P?(?P<pronoun>W)[^,]*|-N[^-]*V[^-]*-?")


class Place(IntEnum):
    """How a cue stands to what it credits; of two that cover each other, the lower is the outer."""

    BOUND = 0  # in a relative clause to the number: "the 95 percent that the agency recommends"
    BESIDE = 1  # set off: "40 died, police said", "according to police"
    ABOVE = 2  # governing: "police said that 40 died"
    CITED = 3  # second hand: "State television, citing police, said"


class Frame(NamedTuple):
    """One cue with its source (None: nobody named), and the stretches of text it speaks for.

    The source's mention is never part of `regions`. `antecedent` is what the source stands for
    where it is a relative pronoun.
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


def stretches(row: Row, first: int, last: int) -> tuple[Span, ...]:
    """Return the text of the units [first, last).

    What the writer adds to somebody's words is left out.
    """
    if '"' in row.shape[first:last]:
        return (Span(row.start(first), row.start(last)),)
    regions = []
    for aside in _ASIDE.finditer(row.shape, first, last):
        pronoun = aside.start("pronoun")
        if pronoun > 0 and not _is_added(row, pronoun):
            continue
        if aside.start() > first:
            regions.append(Span(row.start(first), row.start(aside.start())))
        first = aside.end()
    if first < last:
        regions.append(Span(row.start(first), row.start(last)))
    return tuple(regions)


def _is_added(row: Row, pronoun: int) -> bool:
    """Is a relative clause the writer's?

    Not ", that 40 died", nor ", of which 90 are cheap", a part of what was said, nor ", which
    amounts to 650".
    """
    is_summed = row.shape.startswith("V", pronoun + 1) and row.words(pronoun + 1)[-1] in words(
        "amounting"
    )
    return (
        row.words(pronoun)[-1] in words("relative")
        and row.words(pronoun - 1) != ["of"]
        and not is_summed
    )


def around(row: Row, mention: Mention, first: int = 0, last: int | None = None) -> tuple[Span, ...]:
    """Return the text before a mention and after it.

    Of the units [first, last) of a sentence, or of all.
    """
    before = (Span(row.start(first), row.end(mention.first - 1)),) if mention.first > first else ()
    return (*before, *stretches(row, mention.last, len(row.units) if last is None else last))
