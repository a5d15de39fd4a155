"""Find who speaks each quotation, and each paragraph that a label or a colon gives to a speaker.

In comes a text's syntax with its quotations, out goes the frame that speaks a quotation: from the
words beside it, from the quotation before it in the same paragraph, or from the paragraph before
when the quotation runs on. None where nobody is found. Only paragraphs that somebody asks about,
and those they run on from, are parsed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from claims.model import Span
from claims.text.attribution.frames import Frame
from claims.text.attribution.introductions import (
    actor_in,
    clause_around,
    clause_before,
    is_announced,
    name_before,
    signature_after,
    speech_in,
    tag_after,
)
from claims.text.attribution.labels import Labels
from claims.text.attribution.row import Row
from claims.text.attribution.sentence_frames import SentenceFrames
from claims.text.grammar.syntax import Syntax
from claims.text.speech.cues import CueClass
from claims.text.speech.quotations import Quotation

_LIST_ENTRY = re.compile(r"[•▪‣◦·*–—l-]\s|\(?[0-9]{1,2}[.)]\s|\(?[a-z][.)]\s")
_LONGEST_LIST = 12
# How many paragraphs back a quotation may run on from.
_RUNS_ON = 6
_LONGEST_CHAIN = 50  # quotations that one speaker is looked for through
_LONGEST_BREAK = 400  # characters between two quotations of one speaker
_FEWEST_SPACES = 3  # of words that somebody speaks without a cue
_LONGEST_TAG = 80  # characters of "Lang said on Monday."


class Speakers(SentenceFrames):
    """The frames of a text's sentences, and those that speak its quotations and paragraphs."""

    def __init__(self, syntax: Syntax, quotations: Sequence[Quotation]) -> None:
        super().__init__(syntax, quotations)
        self._depth = 0
        self._spoken: dict[int, Frame | None] = {}

    def speaker(self, quotation: Quotation) -> Frame | None:
        """Return the frame that speaks a quotation."""
        index = bisect_right(self._starts, quotation.start) - 1
        if index not in self._spoken:
            if self._depth > _LONGEST_CHAIN:
                return None
            self._depth += 1
            self._spoken[index] = None  # a quotation never speaks for itself
            self._spoken[index] = self._find_speaker(index)
            self._depth -= 1
        return self._spoken[index]

    def _find_speaker(self, index: int) -> Frame | None:
        quotation = self.quotations[index]
        if beside := self._beside(quotation):
            return beside
        paragraph = self.paragraph_at(quotation.start)
        start = self.syntax.paragraphs[paragraph].start
        if found := self._in_paragraph(index, start):
            return found
        if quotation.continues or quotation.start == start:
            return self._from_before(paragraph, quotation)
        return None

    def _in_paragraph(self, index: int, start: int) -> Frame | None:
        """Return the frame of the quotation before, or of a sentence that stands between."""
        before = self._spoken_before(index, start)
        if before and not self._is_past(before, index):
            return before
        return self._introduced(self.quotations[index], start) or before

    def _spoken_before(self, index: int, start: int) -> Frame | None:
        """Return the frame of the quotation before in the same paragraph.

        The next one starts at `start`.
        """
        if not index or self.quotations[index - 1].start < start:
            return None
        between = self.quotations[index].start - self.quotations[index - 1].end
        return self.speaker(self.quotations[index - 1]) if between < _LONGEST_BREAK else None

    def _is_past(self, spoken: Frame, index: int) -> bool:
        """Tell whether a whole sentence stands between a quotation and the one before it.

        The words that say who spoke that one do not count.
        """
        sentence = self.syntax.sentence_index(self.quotations[index].start - 1)
        return self.syntax.sentences[sentence].start > max(
            spoken.cue.end, self.quotations[index - 1].end
        )

    def _beside(self, quotation: Quotation) -> Frame | None:
        """Return the frame of a cue in the sentence where the quotation ends or starts."""
        mark = self.text[max(0, quotation.start - 3) : quotation.start].rstrip()[-1:]
        opening = self.row(self.syntax.sentence_index(quotation.start - 1))
        named = name_before(opening, quotation.start) if mark == ":" else None
        found = named or signature_after(self.text, quotation.end) or self._nearest(quotation)
        if found is not None:
            return found
        if _is_introducing(opening, mark, quotation.start):
            return clause_before(opening, quotation.start)
        return self._tagged(quotation)

    def _nearest(self, quotation: Quotation) -> Frame | None:
        """Return the nearest frame that speaks for a quotation, from where it ends or starts."""
        for offset in (quotation.end - 1, quotation.start):
            frames = self.frames(self.syntax.sentence_index(offset))
            near = [frame for frame in frames if self._is_speaking(frame, quotation)]
            if near:
                return min(near, key=lambda frame: _distance(frame.cue, quotation))
        return None

    def _is_speaking(self, frame: Frame, quotation: Quotation) -> bool:
        """Tell a frame that speaks for some of a quotation, from outside of any."""
        overlaps = any(a < quotation.end and quotation.start < b for a, b in frame.regions)
        return overlaps and self.quotation_at(frame.cue.start) is None

    def _tagged(self, quotation: Quotation) -> Frame | None:
        """Return the frame of the words right after a quotation.

        '"They are gone," Lang said of the boats.'

        Where they are a sentence of their own ('"They are gone." Lang said.') they are short, and
        in the paragraph of the quotation.
        """
        sentences = self.syntax.sentences
        sentence = self.syntax.sentence_index(quotation.end - 1)
        if sentences[sentence].end > quotation.end:
            return tag_after(self.row(sentence), quotation.end, is_whole=False)
        sentence += 1
        if sentence >= len(sentences) or self._is_below(sentence, quotation):
            return None
        # '"They are gone!" Lang said to the crowd': without a full stop the speech is part of what
        # follows
        is_whole = self.text[quotation.inner.end - 1] not in ",?!"
        if is_whole and not self._is_short(sentences[sentence]):
            return None
        return tag_after(self.row(sentence), quotation.end, is_whole=is_whole)

    def _is_below(self, sentence: int, quotation: Quotation) -> bool:
        """Tell a sentence of another paragraph than a quotation before it."""
        paragraph = self.syntax.paragraphs[self.paragraph_at(quotation.start)]
        return self.syntax.sentences[sentence].end > paragraph.end

    def _is_short(self, sentence: Span) -> bool:
        """Tell a sentence that may be all that says who spoke."""
        is_long = sentence.end - sentence.start > _LONGEST_TAG
        return not is_long and self.quotation_at(sentence.start) is None

    def _introduced(self, quotation: Quotation, start: int) -> Frame | None:
        """Return the frame of the sentence before: "Another neighbour put it differently: ..."."""
        sentence = self.syntax.sentence_index(quotation.start)
        is_own = self.syntax.sentences[sentence].start < quotation.start - 1
        sentence -= not is_own
        if sentence < 0 or self.syntax.sentences[sentence].start < start:
            return None
        find = self._introduced_within if is_own else self._introduced_before
        return find(quotation, sentence)

    def _introduced_within(self, quotation: Quotation, sentence: int) -> Frame | None:
        """Return the frame of the clause before a quotation in its own sentence."""
        row = self.row(sentence)
        spoken = self.closing_frame(sentence) or row.once(speech_in, "clause")
        if spoken is None or not spoken.regions:
            return spoken
        return clause_around(row, quotation.start, spoken.regions[-1].end) or spoken

    def _introduced_before(self, quotation: Quotation, sentence: int) -> Frame | None:
        """Return the frame of a whole sentence before a quotation, which is more than a title."""
        row = self.row(sentence)
        spoken = self.closing_frame(sentence) or row.once(speech_in, "quote")
        is_speech = self.text.count(" ", *quotation.inner) >= _FEWEST_SPACES
        return spoken or (row.once(actor_in) if is_speech else None)

    def closing_frame(self, sentence: int) -> Frame | None:
        """Return the frame of the last cue in a sentence.

        Or of its main verb where the sentence ends in a colon.
        """
        end = self.syntax.sentences[sentence].end
        last = self._last_named(sentence)
        if last is not None or self.text[end - 1] != ":":
            return last
        return name_before(self.row(sentence), end) or clause_before(self.row(sentence), end)

    def _last_named(self, sentence: int) -> Frame | None:
        """Return the last frame of a sentence that names somebody, outside of quotations."""
        named = (frame for frame in reversed(self.frames(sentence)) if frame.source)
        return next((one for one in named if self.quotation_at(one.cue.start) is None), None)

    def _from_before(self, paragraph: int, quotation: Quotation) -> Frame | None:
        """Return the last speaker of the paragraphs before.

        A quotation at the head of a paragraph runs on from them.
        """
        for before in _back(paragraph, _RUNS_ON):
            end = self.syntax.paragraphs[before].end
            sentence = self.syntax.sentence_index(end - 1)
            if self.text[end - 1] == ":":
                return self.closing_frame(sentence)
            if quoted := self._last_quoted(before):
                return self.speaker(quoted)
            if not quotation.continues:
                return self.closing_frame(sentence) or speech_in(self.row(sentence))
        return None

    def _last_quoted(self, paragraph: int) -> Quotation | None:
        """Return the last quotation that starts in a paragraph."""
        span = self.syntax.paragraphs[paragraph]
        last = bisect_right(self._starts, span.end - 1) - 1
        is_within = last >= 0 and self.quotations[last].start >= span.start
        return self.quotations[last] if is_within else None

    def announced(self, paragraph: int) -> Frame | None:
        """Return the frame of a paragraph that is given to a speaker.

        A label gives it, or the colon before it.
        """
        return self.labels.frame(paragraph) or self._after_colon(paragraph)

    @cached_property
    def labels(self) -> Labels:
        """The speakers' labels of the text."""
        return Labels(self.text, self.syntax.paragraphs)

    def _after_colon(self, paragraph: int) -> Frame | None:
        """Return the frame of a paragraph, or of a list, after "The mayor argued that:"."""
        for before in _back(paragraph, _LONGEST_LIST):
            end = self.syntax.paragraphs[before].end
            if self.text[end - 1] == ":":
                return self._last_stated(self.syntax.sentence_index(end - 1))
            if not (self._is_entry(before) and self._is_entry(before + 1)):
                return None
        return None

    def _last_stated(self, sentence: int) -> Frame | None:
        """Return the frame of the last one whom a sentence names, and who does not only intend."""
        frames = (f for f in reversed(self.frames(sentence)) if f.kind is not CueClass.INTENDING)
        return next((frame for frame in frames if frame.source), None)

    def _is_entry(self, paragraph: int) -> bool:
        """Tell an entry of a list."""
        return _LIST_ENTRY.match(self.text, self.syntax.paragraphs[paragraph].start) is not None


def _is_introducing(row: Row, mark: str, start: int) -> bool:
    """Tell words that end in a colon, or in a comma behind a noun of saying, before a quotation."""
    return mark == ":" or (mark == "," and is_announced(row, start))


def _back(paragraph: int, most: int) -> range:
    """Return the paragraphs before one, the nearest first, at most so many."""
    return range(paragraph - 1, max(paragraph - 1 - most, -1), -1)


def _distance(cue: Span, quotation: Quotation) -> int:
    return cue.start - quotation.end if cue.start >= quotation.end else quotation.start - cue.end
