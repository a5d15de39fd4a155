"""Say for each number who stated it.

The mention, the cue, the whole chain, and how the source holds it.

In come a text's syntax and the spans of its numbers, out goes one `Attribution` for each, or None
where the outlet speaks in its own voice. Where several cues cover a number, the outermost is the
source and the others follow in its chain ("Reuters, citing the ministry"). It guesses no names: a
source that the text leaves unnamed is `source=None` with the cue that says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import Attribution, Basis, Span
from claims.text.actors.table import Actors
from claims.text.attribution.continuations import continued
from claims.text.attribution.frames import Frame, Place
from claims.text.attribution.speakers import Speakers
from claims.text.attribution.stances import stance
from claims.text.grammar.syntax import Syntax

# Within somebody's words these are the speaker, not a further source
_SPEAKER = frozenset({"i", "we", "my", "our"})
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
        return (
            _attribute(self._speakers, self._actors, number)
            if self._speakers.syntax.sentences
            else None
        )


def _attribute(speakers: Speakers, actors: Actors, span: Span) -> Attribution | None:
    frames = _covering(speakers, span)
    if not frames:
        return None
    outer = frames[0]
    # "The board rejected this, saying the error affected 380": of one source's cues the inmost
    # holds the number
    for frame in frames[1:]:
        if frame.source != outer.source:
            break
        outer = frame
    content = next(
        (region for region in outer.regions if region.start <= span.start < region.end), span
    )
    claimant = actors.resolve(outer.source, outer.antecedent) if outer.source else ""
    # "Wirth testified that she had counted": she is no further source
    sources = [
        f.source
        for f in frames
        if f.source and (f.source == outer.source or actors.resolve(f.source) != claimant)
    ]
    return Attribution(
        source=outer.source,
        cue=outer.cue,
        content=content,
        claimant=claimant,
        chain=tuple(dict.fromkeys(sources)),
        stance=stance(outer, speakers.row(speakers.syntax.sentence_index(span.start)), span),
        basis=_basis(outer, speakers, actors, span),
    )


def _basis(frame: Frame, speakers: Speakers, actors: Actors, span: Span) -> Basis:
    """Tell how a number is tied to its source.

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
    quotation = speakers.quotation_at(span.start)
    text = speakers.text
    frames = [frame for frame in speakers.frames(sentence) if frame.covers(span)][:_MOST]
    if quotation is None:
        found = _outermost_first([f for f in frames if speakers.quotation_at(f.cue.start) is None])
    else:
        outside = [f for f in frames if speakers.quotation_at(f.cue.start) is not quotation]
        inside = [f for f in frames if speakers.quotation_at(f.cue.start) is quotation]
        spoken = speakers.speaker(quotation)
        if spoken is not None:
            outside = [
                f
                for f in outside
                if f is not spoken and f.covers(spoken.cue) and not spoken.covers(f.cue)
            ]
        found = _outermost_first(outside) + ([spoken] if spoken else []) + _outermost_first(inside)
    is_unnamed = quotation is None and not any(frame.source for frame in found)
    if is_unnamed and (account := continued(speakers, sentence, is_said=bool(found))):
        found = [account]
    if label := speakers.announced(speakers.paragraph_at(span.start)):
        found = [label, *(f for f in found if f.source != label.source)]
    if found and found[0].place is Place.BOUND:
        found = [f for f in found if f.place is not Place.BESIDE]
    return found[:1] + [
        f for f in found[1:] if f.source and text[slice(*f.source)].lower() not in _SPEAKER
    ]


def _outermost_first(frames: list[Frame]) -> list[Frame]:
    """Order frames so that each comes before those whose cue it covers."""

    def depth(frame: Frame) -> tuple[bool, int, Place]:
        is_bound = frame.place is Place.BOUND
        over = sum(
            other is not frame
            and other.covers(frame.cue)
            and not (is_bound and other.place is Place.BESIDE)
            for other in frames
        )
        return (frame.place is Place.CITED, over, frame.place)

    return sorted(frames, key=depth)
