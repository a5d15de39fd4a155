"""Find the poll or study whose account a sentence goes on with, though it names no source itself.

In comes a sentence without a cue of its own, out goes the frame of the poll in the sentences before it: "A Norden
poll put Roe at 40 percent. Some 22 percent were undecided." Only shares and members of the sample are taken for such an
account, within the paragraph, and only from something that counts: what else a sentence says after
"the minister said" is the outlet's own voice, because the reader cannot tell whose it is.
"""

from __future__ import annotations

import re

from claims.text.attribution.clauses import Row
from claims.text.attribution.cues import words
from claims.text.attribution.frames import Frame
from claims.text.attribution.mentions import is_share, is_source_noun
from claims.text.attribution.speakers import Speakers

_BEFORE_SUBJECT = re.compile(r"(?:[CR,]|P[NT],)*")  # "But", "In May,"


def continued(speakers: Speakers, sentence: int) -> Frame | None:
    """Return the frame of the poll that a sentence goes on with, over the whole sentence."""
    sentences = speakers.syntax.sentences
    paragraph = speakers.paragraph_at(sentences[sentence].start)
    if any(frame.source for frame in speakers.frames(sentence)):
        return None
    for before in range(sentence - 1, -1, -1):
        is_near = speakers.paragraph_at(sentences[before].start) == paragraph
        if not is_near or not _counts_sample(speakers.row(before + 1)):
            return None
        named = [frame for frame in speakers.frames(before) if frame.source]
        if named:
            last = max(named, key=lambda frame: max(region.end for region in frame.regions))
            return last._replace(regions=(sentences[sentence],)) if _is_poll(speakers.row(before), last) else None
    return None


def _counts_sample(row: Row) -> bool:
    """Does a sentence go on counting those asked: "Six percent did not", "Some 40 of them", "Those who drank it"?"""
    opening = _BEFORE_SUBJECT.match(row.shape)
    subject = opening.end() if opening else 0
    if not row.shape.startswith("N", subject):
        return False
    is_part = row.shape.startswith("PN", subject + 1) and row.words(subject + 1) == ["of"]
    of_sample = is_part and not words("sample").isdisjoint(row.words(subject + 2))
    return is_share(row, subject) or of_sample or row.words(subject)[0] in words("sample")


def _is_poll(row: Row, frame: Frame) -> bool:
    """Is a frame's source something that counts?"""
    return frame.source is not None and is_source_noun(row, row.unit_at(row.sentence.token_at(frame.source.start)))
