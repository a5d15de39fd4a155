"""Find who speaks each quotation, and each paragraph that a label or a colon gives to a speaker.

In comes a text's syntax with its quotations, out goes the frame that speaks a quotation: from the words
beside it, from the quotation before it in the same paragraph, or from the paragraph before when the
quotation runs on. None where nobody is found. Only paragraphs that somebody asks about, and those they
run on from, are parsed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from claims.model import Span
from claims.text.clauses import Row
from claims.text.cues import CueClass
from claims.text.frames import Frame, find_frames
from claims.text.mentions import subject_before
from claims.text.quotations import Quotation, find_quotations
from claims.text.syntax import Syntax

# "SARAH LIND, HOST: Good evening", "NOVY: Growth", "Q: Why?"
_LABEL = re.compile(
    r"""
    (?P<name>
        [A-Z][A-Z.'’\-]+ (?:\s+ (?:[A-Z][A-Z.'’\-]*|\([^()\n]{1,40}\)) ){0,5}   # the name in capitals
        (?:,\s [^:\n]{1,60})?                                                   # and what the speaker is
    ) :(?=\s)
    """,
    re.VERBOSE,
)
# How many paragraphs back a quotation may run on from.
_RUNS_ON = 6


class Speakers:
    """The frames of a text, worked out sentence by sentence and remembered."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.text = syntax.text
        self.quotations: Sequence[Quotation] = find_quotations(syntax.text, syntax.paragraphs)
        self._starts = [quotation.start for quotation in self.quotations]
        self._paragraph_starts = [paragraph.start for paragraph in syntax.paragraphs]
        self._frames: dict[int, list[Frame]] = {}
        self._rows: dict[int, Row] = {}
        self._spoken: dict[int, Frame | None] = {}

    def row(self, sentence: int) -> Row:
        """Return the row of a sentence."""
        if sentence not in self._rows:
            self._rows[sentence] = Row(self.text, self.syntax.parse(sentence))
        return self._rows[sentence]

    def frames(self, sentence: int) -> list[Frame]:
        """Return the frames of a sentence; a cue within a quotation speaks for nothing outside it."""
        if sentence not in self._frames:
            self._frames[sentence] = [self._within_quotation(frame) for frame in find_frames(self.row(sentence))]
        return self._frames[sentence]

    def _within_quotation(self, frame: Frame) -> Frame:
        quotation = self.quotation_at(frame.cue.start)
        if quotation is None:
            return frame
        inner = quotation.inner
        clipped = (Span(max(a, inner.start), min(b, inner.end)) for a, b in frame.regions)
        return frame._replace(regions=tuple(region for region in clipped if region.start < region.end))

    def quotation_at(self, offset: int) -> Quotation | None:
        """Return the quotation that an offset stands in."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self.quotations[index].start <= offset < self.quotations[index].end:
            return self.quotations[index]
        return None

    def speaker(self, quotation: Quotation) -> Frame | None:
        """Return the frame that speaks a quotation."""
        index = bisect_right(self._starts, quotation.start) - 1
        if index not in self._spoken:
            self._spoken[index] = None  # a quotation never speaks for itself
            self._spoken[index] = self._find_speaker(index)
        return self._spoken[index]

    def _find_speaker(self, index: int) -> Frame | None:
        quotation = self.quotations[index]
        if beside := self._beside(quotation):
            return beside
        paragraph = self.paragraph_at(quotation.start)
        start = self.syntax.paragraphs[paragraph].start
        if index and self.quotations[index - 1].start >= start:
            between = self.text[self.quotations[index - 1].end : quotation.start]
            spoken = self.speaker(self.quotations[index - 1])
            if spoken is not None and (len(between) < 400):
                return spoken
        if introduced := self._introduced(quotation, start):
            return introduced
        if quotation.continues or quotation.start == start:
            return self._from_before(index, paragraph, quotation)
        return None

    def paragraph_at(self, offset: int) -> int:
        """Return the index of the paragraph that an offset stands in."""
        return max(bisect_right(self._paragraph_starts, offset) - 1, 0)

    def _beside(self, quotation: Quotation) -> Frame | None:
        """Return the frame of a cue in the sentence where the quotation ends or starts."""
        for offset in (quotation.end - 1, quotation.start):
            sentence = self.syntax.sentence_index(offset)
            near = [
                frame
                for frame in self.frames(sentence)
                if self.quotation_at(frame.cue.start) is None
                and any(a < quotation.end and quotation.start < b for a, b in frame.regions)
            ]
            if near:
                return min(near, key=lambda frame: _distance(frame.cue, quotation))
        return None

    def _introduced(self, quotation: Quotation, start: int) -> Frame | None:
        """Return the frame of the sentence before: "Another neighbour put it differently: ..."."""
        sentence = self.syntax.sentence_index(quotation.start)
        if self.syntax.sentences[sentence].start >= quotation.start - 1:
            sentence -= 1
        if sentence < 0 or self.syntax.sentences[sentence].start < start:
            return None
        return self.closing_frame(sentence)

    def closing_frame(self, sentence: int) -> Frame | None:
        """Return the last cue's frame in a sentence, or one made of its last verb's subject."""
        row = self.row(sentence)
        frames = [f for f in self.frames(sentence) if f.source and self.quotation_at(f.cue.start) is None]
        if frames:
            return frames[-1]
        for index in range(len(row.units) - 1, -1, -1):
            if row.shape[index] == "V" and (mention := subject_before(row, index)):
                source = row.span(mention.first, mention.last)
                return Frame(row.span(index, index + 1), source, (), CueClass.SAYING)
        return None

    def _from_before(self, index: int, paragraph: int, quotation: Quotation) -> Frame | None:
        """Return the last speaker of the paragraphs before, which a quotation at a paragraph's head runs on from."""
        for before in range(paragraph - 1, max(paragraph - 1 - _RUNS_ON, -1), -1):
            span = self.syntax.paragraphs[before]
            last = bisect_right(self._starts, span.end - 1) - 1
            sentence = self.syntax.sentence_index(span.end - 1)
            if self.text[span.end - 1] == ":":
                return self.closing_frame(sentence)
            if last >= 0 and self.quotations[last].start >= span.start:
                return self.speaker(self.quotations[last])
            if not quotation.continues:
                return self.closing_frame(sentence)
        return None

    def label(self, paragraph: int) -> Frame | None:
        """Return the frame of a paragraph that starts with a speaker's name in capitals and a colon."""
        span = self.syntax.paragraphs[paragraph]
        match = _LABEL.match(self.text, span.start, span.end)
        if match is None:
            return None
        colon = Span(match.end() - 1, match.end())
        return Frame(colon, Span(*match.span("name")), (Span(match.end(), span.end),), CueClass.SAYING)


def _distance(cue: Span, quotation: Quotation) -> int:
    return cue.start - quotation.end if cue.start >= quotation.end else quotation.start - cue.end
