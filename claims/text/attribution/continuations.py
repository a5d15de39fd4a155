"""Find the account that a sentence goes on with, though it names no source itself.

In comes a sentence without a cue of its own, out goes the frame of the source in the sentences
before it, over the whole sentence. An account goes on, within its paragraph, where the sentence can
only be understood as part of it:

    it counts parts of what was counted: "Of these, 40 recovered." "Seven more are missing."
    it works on with the number: "That is up from 88."
    it counts the same things for others: "Lee won 8 delegates" after "Roe won 14, the party said"
    it goes on counting those asked: "Some 22 percent were undecided." "Forty of them did not."
    it projects what a poll before has found: "The left is projected to win 40 seats."

What else a sentence says after "the minister said" is the outlet's own voice, because the reader
cannot tell whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.text.attribution.clauses import Row
from claims.text.attribution.frames import Frame
from claims.text.attribution.mentions import is_share, is_source_noun
from claims.text.attribution.speakers import Speakers
from claims.text.grammar.plurals import singular
from claims.text.speech.cues import CueClass, find_verb_cue, words

_BEFORE_SUBJECT = re.compile(r"(?:[CR,]|P[NT],)*")  # "But", "In May,"
_LONGEST = 6  # sentences that an account goes on for


def continued(speakers: Speakers, sentence: int, *, is_said: bool = False) -> Frame | None:
    """Return the frame of the account that a sentence goes on with, over the whole sentence.

    Where its own words say that somebody unnamed said it (`is_said`), only a poll is that somebody.
    """
    if any(frame.source for frame in speakers.frames(sentence)):
        return None
    for before in _sentences_before(speakers, sentence, paragraphs=int(is_said)):
        row, after = speakers.row(before), speakers.row(before + 1)
        named = [frame for frame in speakers.frames(before) if frame.source and frame.regions]
        if not named:
            if not (_counts_part(after) or _counts_sample(after)):
                return None
            continue
        last = max(named, key=lambda frame: max(region.end for region in frame.regions))
        if is_said:
            goes_on = _is_poll(row, last) and _is_reckoned(speakers.frames(sentence))
        else:
            goes_on = _goes_on(row, last, after)
        is_account = goes_on and _states_what_is(row, last)
        return last._replace(regions=(speakers.syntax.sentences[sentence],)) if is_account else None
    return None


def _sentences_before(speakers: Speakers, sentence: int, paragraphs: int) -> Iterator[int]:
    """Yield the sentences before one in its paragraph, and so many before that.

    The nearest first.
    """
    sentences = speakers.syntax.sentences
    paragraph = speakers.paragraph_at(sentences[sentence].start)
    for before in range(sentence - 1, max(sentence - _LONGEST, 0) - 1, -1):
        if speakers.paragraph_at(sentences[before].start) < paragraph - paragraphs:
            return
        yield before


def _states_what_is(row: Row, frame: Frame) -> bool:
    """Does a source say here what is?

    Not what it denies, plans or expects ("expects 40 ships. Nine have come").
    """
    if frame.kind in (CueClass.DENYING, CueClass.INTENDING) or frame.negated:
        return False
    head = row.units[row.unit_from(frame.cue.start)].head
    verb = find_verb_cue([token.text for token in row.tokens], head)
    return verb is None or "infinitive" not in verb.takes


def _is_reckoned(frames: Sequence[Frame]) -> bool:
    """Does a sentence give what nobody in it has estimated?

    For example "The left is projected to win 40 seats".
    """
    return any(frame.kind is CueClass.ESTIMATING for frame in frames)


def _goes_on(row: Row, frame: Frame, after: Row) -> bool:
    """Does the sentence `after` go on with what a frame of the sentence `row` says?"""
    if _is_poll(row, frame) and _counts_sample(after):
        return True
    counted = _counted(row, frame)
    return bool(counted) and (_counts_part(after) or _counts_the_same(after, counted))


def _subject(row: Row) -> int | None:
    """Return the unit of the noun phrase that a sentence starts with, after "But" or "In May,"."""
    opening = _BEFORE_SUBJECT.match(row.shape)
    at = opening.end() if opening else 0
    return at if row.shape.startswith("N", at) else None


def _counts_part(row: Row) -> bool:
    """Does a sentence count parts of what was counted before?

    For example "Of these, 40", "Seven more", "That is up from".
    """
    if row.shape.startswith("PN") and row.words(1) in (["these"], ["them"], ["those"]):
        return True
    if any(unit.kind == "N" and _is_rest(row, index) for index, unit in enumerate(row.units)):
        return True
    subject = _subject(row)
    if subject is None:
        return False
    if row.words(subject) in (["that"], ["this"]):
        return row.shape.startswith("V", subject + 1) and row.words(subject + 1)[-1] in words(
            "comparing"
        )
    is_part = row.shape.startswith("PN", subject + 1) and row.words(subject + 1) == ["of"]
    return _is_bare_number(row, subject) and not is_part


def _is_bare_number(row: Row, index: int) -> bool:
    """Is this a number without its noun: "Seven", "just 1,107", "40 others"?"""
    unit = row.units[index]
    tags = [token.tag for token in row.tokens[unit.first : unit.last]]
    return "CD" in tags and (tags[-1] == "CD" or row.words(index)[-1] in words("more"))


def _is_rest(row: Row, index: int) -> bool:
    """Is this what is left of what was counted: "the remaining 3", "the other 12"?"""
    phrase = row.words(index)
    is_number = row.tokens[row.units[index].last - 1].tag == "CD"
    return is_number and phrase[0] == "the" and not words("rest").isdisjoint(phrase)


def _counted(row: Row, frame: Frame) -> set[str]:
    """Return the nouns of what a frame counts, in the singular."""
    found = set()
    for index, unit in enumerate(row.units):
        tags = {token.tag for token in row.tokens[unit.first : unit.last]}
        if (
            unit.kind == "N"
            and frame.covers(row.span(index, index + 1))
            and tags & {"CD", "JJS", "RBS"}
        ):
            found.add(singular(row.head(index).text.lower()))
    return found


def _counts_the_same(row: Row, counted: set[str]) -> bool:
    """Does a sentence say of a name how many of the same things it has: "Lee won 8 delegates"?"""
    subject = _subject(row)
    if subject != 0 or row.head(0).tag != "NNP" or not row.shape.startswith("VN", 1):
        return False
    is_number = row.tokens[row.units[2].first].tag == "CD"
    return is_number and row.head(2).tag == "NNS" and singular(row.head(2).text.lower()) in counted


def _counts_sample(row: Row) -> bool:
    """Does a sentence go on counting those asked?

    For example "Six percent did not", "Some 40 of them", "Those who drank it".
    """
    subject = _subject(row)
    if subject is None:
        return False
    is_part = row.shape.startswith("PN", subject + 1) and row.words(subject + 1) == ["of"]
    of_sample = is_part and not words("sample").isdisjoint(row.words(subject + 2))
    return is_share(row, subject) or of_sample or row.words(subject)[0] in words("sample")


def _is_poll(row: Row, frame: Frame) -> bool:
    """Is a frame's source something that counts?"""
    return frame.source is not None and is_source_noun(
        row, row.unit_at(row.sentence.token_at(frame.source.start))
    )
