"""Keep the frames of a text's sentences, each worked out when somebody asks for it.

In come a text's syntax and its quotations, out go the rows of its sentences and their frames: those
of its verbs, nouns and phrases, without the clauses of each other, and within a quotation without
what stands outside it. Who speaks a quotation is for `speakers` to find.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from claims.text.attribution.crediting import crediting_frames
from claims.text.attribution.frames import Frame
from claims.text.attribution.gapping import with_gapped
from claims.text.attribution.reporting import reporting_frames
from claims.text.attribution.rivals import without_rivals
from claims.text.attribution.row import Row
from claims.text.grammar.syntax import Syntax
from claims.text.speech.quotations import Quotation


class SentenceFrames:
    """The frames of a text, worked out sentence by sentence and remembered."""

    def __init__(self, syntax: Syntax, quotations: Sequence[Quotation]) -> None:
        self.syntax = syntax
        self.text = syntax.text
        self.quotations = quotations
        self._starts = [quotation.start for quotation in self.quotations]
        self._paragraph_starts = [paragraph.start for paragraph in syntax.paragraphs]
        self._frames: dict[int, list[Frame]] = {}
        self._rows: dict[int, Row] = {}

    def row(self, sentence: int) -> Row:
        """Return the row of a sentence."""
        if sentence not in self._rows:
            self._rows[sentence] = Row(self.text, self.syntax.parse(sentence))
        return self._rows[sentence]

    def frames(self, sentence: int) -> list[Frame]:
        """Return the frames of a sentence.

        A cue within a quotation speaks for nothing outside it.
        """
        if sentence not in self._frames:
            row = self.row(sentence)
            clipped = [self._within_quotation(frame) for frame in _read(row)]
            self._frames[sentence] = without_rivals(row, clipped)
        return self._frames[sentence]

    def _within_quotation(self, frame: Frame) -> Frame:
        quotation = self.quotation_at(frame.cue.start)
        if quotation is None:
            return frame
        return frame._replace(regions=frame.within(quotation.inner))

    def quotation_at(self, offset: int) -> Quotation | None:
        """Return the quotation that an offset stands in."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self.quotations[index].start <= offset < self.quotations[index].end:
            return self.quotations[index]
        return None

    def paragraph_at(self, offset: int) -> int:
        """Return the index of the paragraph that an offset stands in."""
        return max(bisect_right(self._paragraph_starts, offset) - 1, 0)


def _read(row: Row) -> list[Frame]:
    """Return the frames that a sentence has by itself, in the order of their cues."""
    alone = reporting_frames(row)
    reporting = [shared for frame in alone for shared in with_gapped(row, frame)]
    is_told = any(frame.source for frame in reporting)
    found = (*reporting, *crediting_frames(row, is_told=is_told))
    return sorted(found, key=lambda frame: frame.cue)
