"""Say for each number who stated it, with which words, and how the source holds it.

In come a text's syntax and the spans of its numbers, out goes one `Attribution` for each, or None
where the outlet speaks in its own voice. Where several cues cover a number, the outermost is the
source and the others follow in its chain ("Reuters, citing the ministry"). It guesses no names: a
source that the text leaves unnamed is `source=None` with the cue that says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import filterfalse, takewhile

from claims.model import Attribution, Basis, Span
from claims.text.actors.table import Actors
from claims.text.attribution.continuations import continued
from claims.text.attribution.frames import Frame, Place
from claims.text.attribution.speakers import Speakers
from claims.text.attribution.stances import stance
from claims.text.grammar.syntax import Syntax
from claims.text.speech.cues import words
from claims.text.speech.quotations import Quotation

# Frames that cover one number; a sentence with more is no prose, and must not cost more than its
# length
_MOST = 20


def attribute(syntax: Syntax, actors: Actors, spans: Sequence[Span]) -> list[Attribution | None]:
    """Attribute each number span to one of a text's actors.

    >>> text = "Reports say they carried out around 600 air strikes."
    >>> syntax = Syntax(text)
    >>> found, = attribute(syntax, Actors(syntax), [Span(36, 39)])
    >>> text[slice(*found.source)], text[slice(*found.cue)], found.claimant
    ('Reports', 'say', 'Reports')
    """
    attributions = Attributions(syntax, actors)
    return [attributions.of(Span(*span)) for span in spans]


class Attributions:
    """Who says each number of a text."""

    def __init__(self, syntax: Syntax, actors: Actors) -> None:
        self._speakers = Speakers(syntax, actors.quotations)
        self._actors = actors

    def of(self, number: Span) -> Attribution | None:
        """Return who states a number, None where the outlet does."""
        is_text = bool(self._speakers.syntax.sentences)
        return _attribute(self._speakers, self._actors, number) if is_text else None


def _attribute(speakers: Speakers, actors: Actors, span: Span) -> Attribution | None:
    frames = _covering(speakers, span)
    if not frames:
        return None
    outer = _innermost_of_source(frames)
    claimant = actors.resolve(outer.source, outer.antecedent) if outer.source else ""
    return Attribution(
        source=outer.source,
        cue=outer.cue,
        content=next((r for r in outer.regions if r.start <= span.start < r.end), span),
        claimant=claimant,
        chain=tuple(dict.fromkeys(_sources(frames, outer.source, claimant, actors))),
        stance=stance(outer, speakers.row(speakers.syntax.sentence_index(span.start)), span),
        basis=_basis(outer, speakers, actors, span),
    )


def _sources(
    frames: Sequence[Frame], outer: Span | None, claimant: str, actors: Actors
) -> Iterator[Span]:
    """Yield the sources of frames, the outer one and further ones behind it.

    "Wirth testified that she had counted": she is no further source.
    """
    for source in filter(None, (frame.source for frame in frames)):
        if source == outer or actors.resolve(source) != claimant:
            yield source


def _innermost_of_source(frames: Sequence[Frame]) -> Frame:
    """Return the inmost of the outer source's cues that follow each other: it holds the number.

    For example "The board rejected this, [saying] the error affected 380".
    """
    return list(takewhile(lambda frame: frame.source == frames[0].source, frames))[-1]


def _basis(frame: Frame, speakers: Speakers, actors: Actors, span: Span) -> Basis:
    """Return how a number is tied to its source.

    A cue in another sentence carries it, a stand-in has to be resolved.
    """
    syntax = speakers.syntax
    if syntax.sentence_index(frame.cue.start) != syntax.sentence_index(span.start):
        return Basis.CARRIED
    is_resolved = frame.source is not None and actors.is_stand_in(frame.source, frame.antecedent)
    return Basis.RESOLVED if is_resolved else Basis.STATED


def _covering(speakers: Speakers, span: Span) -> list[Frame]:
    """Return the frames that cover a number, the outermost first."""
    sentence = speakers.syntax.sentence_index(span.start)
    frames = [frame for frame in speakers.frames(sentence) if frame.covers(span)][:_MOST]
    quotation = speakers.quotation_at(span.start)
    if quotation is None:
        found = _stated(speakers, sentence, frames)
    else:
        found = _quoted(speakers, quotation, frames)
    label = speakers.announced(speakers.paragraph_at(span.start))
    return _chain(_labelled(found, label), speakers.text)


def _labelled(found: Sequence[Frame], label: Frame | None) -> Sequence[Frame]:
    """Return frames with that of their paragraph's label above them."""
    if label is None:
        return found
    return [label, *(frame for frame in found if frame.source != label.source)]


def _chain(found: Sequence[Frame], text: str) -> list[Frame]:
    """Return the outermost frame and the further sources behind it."""
    if not found:
        return []
    outer, *others = found
    return [outer, *(frame for frame in others if _is_further(frame, outer, text))]


def _stated(speakers: Speakers, sentence: int, frames: Sequence[Frame]) -> list[Frame]:
    """Return the frames of a number outside quotation marks.

    Where nobody is named, the account of a sentence before may go on.
    """
    own = [frame for frame in frames if speakers.quotation_at(frame.cue.start) is None]
    if not any(frame.source for frame in own):
        account = continued(speakers, sentence, is_said=bool(own))
        own = own if account is None else [account]
    return _outermost_first(own)


def _quoted(speakers: Speakers, quotation: Quotation, frames: Sequence[Frame]) -> list[Frame]:
    """Return the frames of a number in a quotation: above its speaker, his own, and within it."""

    def is_inside(frame: Frame) -> bool:
        return speakers.quotation_at(frame.cue.start) is quotation

    inside = list(filter(is_inside, frames))
    outside = list(filterfalse(is_inside, frames))
    spoken = speakers.speaker(quotation)
    if spoken is None:
        return [*_outermost_first(outside), *_outermost_first(inside)]
    above = [frame for frame in outside if _is_above(frame, spoken)]
    return [*_outermost_first(above), spoken, *_outermost_first(inside)]


def _is_above(frame: Frame, spoken: Frame) -> bool:
    """Tell a frame that says of a quotation's speaker what he said."""
    return frame is not spoken and frame.covers(spoken.cue) and not spoken.covers(frame.cue)


def _is_further(frame: Frame, outer: Frame, text: str) -> bool:
    """Tell a further source from the speaker himself: "said [we] had 40".

    Beside a clause that is bound to the number, nobody is one who is only set off.
    """
    if outer.place is Place.BOUND and frame.place is Place.BESIDE:
        return False
    return frame.source is not None and text[slice(*frame.source)].lower() not in words("self")


def _outermost_first(frames: list[Frame]) -> list[Frame]:
    """Order frames so that each comes before those whose cue it covers."""

    def depth(frame: Frame) -> tuple[bool, int, Place]:
        over = sum(_is_over(other, frame) for other in frames)
        return (frame.place is Place.CITED, over, frame.place)

    return sorted(frames, key=depth)


def _is_over(other: Frame, frame: Frame) -> bool:
    """Tell whether one frame covers the cue of another; what is set off covers no bound clause."""
    is_aside = frame.place is Place.BOUND and other.place is Place.BESIDE
    return other is not frame and not is_aside and other.covers(frame.cue)
