"""Say for each number who stated it: the mention, the cue, the whole chain, and how the source holds it.

In come a text's syntax and the spans of its numbers, out goes one `Attribution` for each, or None where the
outlet speaks in its own voice. Where several cues cover a number, the outermost is the source and the
others follow in its chain ("Reuters, citing the ministry"). It guesses no names: a source that the
text leaves unnamed is `source=None` with the cue that says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import Attribution, Span, Stance
from claims.text.attribution.continuations import continued
from claims.text.attribution.cues import CueClass
from claims.text.attribution.frames import Frame, Place
from claims.text.attribution.naming.claimants import Claimants
from claims.text.attribution.speakers import Speakers
from claims.text.grammar.syntax import Syntax

# Within somebody's words these are the speaker, not a further source
_SPEAKER = frozenset({"i", "we", "my", "our"})
# Frames that cover one number; a sentence with more is no prose, and must not cost more than its length
_MOST = 20


def attribute(syntax: Syntax, spans: Sequence[Span]) -> list[Attribution | None]:
    """Attribute each number span.

    >>> text = "Reports say they carried out around 600 air strikes."
    >>> found, = attribute(Syntax(text), [Span(36, 39)])
    >>> text[slice(*found.source)], text[slice(*found.cue)], found.claimant
    ('Reports', 'say', 'Reports')
    """
    attributions = Attributions(syntax)
    return [attributions.of(Span(*span)) for span in spans]


class Attributions:
    """Who says each number of a text, and the names of those who say it; both are worked out once."""

    def __init__(self, syntax: Syntax) -> None:
        self._speakers = Speakers(syntax)
        self._claimants = Claimants(syntax, self._speakers.quotations)

    def of(self, number: Span) -> Attribution | None:
        """Return who states a number, None where the outlet does."""
        return _attribute(self._speakers, self._claimants, number) if self._speakers.syntax.sentences else None

    def name(self, mention: Span) -> str:
        """Return the fullest name that the text has for a mention, also for "he" and "the firm"."""
        return self._claimants.resolve(mention)


def _attribute(speakers: Speakers, claimants: Claimants, span: Span) -> Attribution | None:
    frames = _covering(speakers, span)
    if not frames:
        return None
    outer = frames[0]
    # "The board rejected this, saying the error affected 380": of one source's cues the inmost holds the number
    for frame in frames[1:]:
        if frame.source != outer.source:
            break
        outer = frame
    content = next((region for region in outer.regions if region.start <= span.start < region.end), span)
    claimant = claimants.resolve(outer.source, outer.antecedent) if outer.source else ""
    # "Wirth testified that she had counted": she is no further source
    sources = [
        f.source for f in frames if f.source and (f.source == outer.source or claimants.resolve(f.source) != claimant)
    ]
    return Attribution(
        source=outer.source,
        cue=outer.cue,
        content=content,
        claimant=claimant,
        chain=tuple(dict.fromkeys(sources)),
        stance=_stance(outer, speakers, span),
    )


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
            outside = [f for f in outside if f is not spoken and f.covers(spoken.cue) and not spoken.covers(f.cue)]
        found = _outermost_first(outside) + ([spoken] if spoken else []) + _outermost_first(inside)
    if not found and quotation is None and (account := continued(speakers, sentence)):
        found = [account]
    if label := speakers.announced(speakers.paragraph_at(span.start)):
        found = [label, *(f for f in found if f.source != label.source)]
    if found and found[0].place is Place.BOUND:
        found = [f for f in found if f.place is not Place.BESIDE]
    return found[:1] + [f for f in found[1:] if f.source and text[slice(*f.source)].lower() not in _SPEAKER]


def _outermost_first(frames: list[Frame]) -> list[Frame]:
    """Order frames so that each comes before those whose cue it covers."""

    def depth(frame: Frame) -> tuple[bool, int, Place]:
        is_bound = frame.place is Place.BOUND
        over = sum(
            other is not frame and other.covers(frame.cue) and not (is_bound and other.place is Place.BESIDE)
            for other in frames
        )
        return (frame.place is Place.CITED, over, frame.place)

    return sorted(frames, key=depth)


def _stance(frame: Frame, speakers: Speakers, span: Span) -> Stance:
    if frame.kind == CueClass.DENYING or frame.negated:
        return Stance.DENIED
    end = speakers.syntax.sentences[speakers.syntax.sentence_index(span.start)].end
    if frame.kind == CueClass.ASKING or "?" in speakers.text[end - 2 : end]:
        return Stance.ASKED
    return Stance.ASSERTED
