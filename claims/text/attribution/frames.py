"""A frame: one cue with its source, and the stretches of a sentence that the cue speaks for.

`reporting` makes frames of verbs, `crediting` and `polls` of nouns and phrases, each from the row
of a sentence. Frames may lie within each other's regions ("Reuters said the ministry
had reported ..."); which of them credits a number is for `attribute` to choose.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from claims.model import Span
from claims.text.attribution.mentions import Mention
from claims.text.attribution.row import Row
from claims.text.grammar.rules import Found
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import CueClass, words

# What a writer adds to somebody's words
_ASIDE = Shape(
    ", PREP? pronoun=WHICH ~,*",  # ", who is 58", ", in which 40 died"
    "- NOUN ~-* VERB ~-* -?",  # "- he had written it 43 years ago -"
)


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
        """Tell whether the cue speaks for this span."""
        return any(region.start <= span.start and span.end <= region.end for region in self.regions)

    def within(self, span: Span) -> tuple[Span, ...]:
        """Return the parts of its regions that lie in a stretch of text."""
        clipped = (Span(max(a, span.start), min(b, span.end)) for a, b in self.regions)
        return tuple(region for region in clipped if region.start < region.end)

    @property
    def end(self) -> int:
        """Where what the cue speaks for ends."""
        return max((region.end for region in self.regions), default=self.cue.end)


def whole(row: Row) -> tuple[Span, ...]:
    """Return the whole sentence as a frame's regions."""
    return (Span(row.start(0), row.sentence.end),)


def stretches(row: Row, first: int, last: int) -> tuple[Span, ...]:
    """Return the text of the units [first, last).

    What the writer adds to somebody's words is left out.
    """
    if "QUOTE" in row.kinds(first, last):
        return (Span(row.start(first), row.start(last)),)
    parts = _without_asides(row, first, last)
    return tuple(Span(row.start(a), row.start(b)) for a, b in parts if a < b)


def _without_asides(row: Row, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the units [first, last) around what the writer adds."""
    for aside in _ASIDE.each(row.line, first, last):
        if _is_added(row, aside):
            yield first, aside.first
            first = aside.last
    yield first, last


def _is_added(row: Row, aside: Found) -> bool:
    """Tell an aside that is the writer's."""
    return "pronoun" not in aside or _is_remark(row, aside.at("pronoun"))


def _is_remark(row: Row, pronoun: int) -> bool:
    """Tell a relative clause that is the writer's.

    Not ", that 40 died", nor ", of which 90 are cheap", a part of what was said, nor ", which
    amounts to 650".
    """
    if row.closing(pronoun) not in words("relative") or row.words(pronoun - 1) == ["of"]:
        return False
    is_verb = row.kind(pronoun + 1) == "VERB"
    return not (is_verb and row.closing(pronoun + 1) in words("amounting"))


def around(row: Row, mention: Mention, first: int = 0, last: int | None = None) -> tuple[Span, ...]:
    """Return the text before a mention and after it.

    Of the units [first, last) of a sentence, or of all.
    """
    before = (Span(row.start(first), row.end(mention.first - 1)),) if mention.first > first else ()
    return (*before, *stretches(row, mention.last, len(row) if last is None else last))
