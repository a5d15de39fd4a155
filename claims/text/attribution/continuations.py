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

from collections.abc import Iterator, Sequence

from claims.model import Span
from claims.text.attribution.frames import Frame
from claims.text.attribution.row import Row
from claims.text.attribution.sources import is_share, is_source_noun
from claims.text.attribution.speakers import Speakers
from claims.text.grammar.plurals import singular
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import CueClass, words

_BEFORE_SUBJECT = Shape("( AND|ADV|, | PREP NOUN|TIME , )*")  # "But", "In May,"
_PARTS = Shape("PREP &NOUN these|them|those")  # of these
_COMPARED = Shape("that|this VERB")
_OF_NOUN = Shape("&PREP of NOUN")
_HAS_SO_MANY = Shape("START &NNP NOUN VERB &NNS NOUN")
_NUMBERS = frozenset(("CD", "JJS", "RBS"))
_LONGEST = 6  # sentences that an account goes on for


def continued(speakers: Speakers, sentence: int, *, is_said: bool = False) -> Frame | None:
    """Return the frame of the account that a sentence goes on with, over the whole sentence.

    Where its own words say that somebody unnamed said it (`is_said`), only a poll is that somebody.
    """
    if any(frame.source for frame in speakers.frames(sentence)):
        return None
    if not _may_go_on(speakers, sentence, is_said=is_said):
        return None  # and those before it need not be parsed
    before = _account_before(speakers, sentence, paragraphs=int(is_said))
    if before is None:
        return None
    row = speakers.row(before)
    account = max(_named(speakers, before), key=lambda frame: frame.end)
    if is_said:
        goes_on = _is_poll(row, account)
    else:
        goes_on = _is_continued(row, account, speakers.row(before + 1))
    return _over(speakers.syntax.sentences[sentence], row, account) if goes_on else None


def _over(sentence: Span, row: Row, account: Frame) -> Frame | None:
    """Return an account that says what is, over a further sentence."""
    return account._replace(regions=(sentence,)) if _is_factual(row, account) else None


def _may_go_on(speakers: Speakers, sentence: int, *, is_said: bool) -> bool:
    """Tell by the words of a sentence whether it can go on with an account."""
    if is_said:
        return _is_reckoned(speakers.frames(sentence))
    row = speakers.row(sentence)
    return _is_of_part(row) or _is_of_sample(row) or _is_of_name(row)


def _account_before(speakers: Speakers, sentence: int, paragraphs: int) -> int | None:
    """Return the nearest sentence before one that names a source.

    All that stand between have to go on with its account.
    """
    for before in _sentences_before(speakers, sentence, paragraphs):
        if _named(speakers, before):
            return before
        after = speakers.row(before + 1)
        if not (_is_of_part(after) or _is_of_sample(after)):
            return None
    return None


def _named(speakers: Speakers, sentence: int) -> list[Frame]:
    """Return the frames of a sentence that name a source and speak for something."""
    return [frame for frame in speakers.frames(sentence) if frame.source and frame.regions]


def _sentences_before(speakers: Speakers, sentence: int, paragraphs: int) -> Iterator[int]:
    """Yield the sentences before one in its paragraph, and in so many paragraphs before that.

    The nearest comes first.
    """
    sentences = speakers.syntax.sentences
    paragraph = speakers.paragraph_at(sentences[sentence].start)
    for before in range(sentence - 1, max(sentence - _LONGEST, 0) - 1, -1):
        if speakers.paragraph_at(sentences[before].start) < paragraph - paragraphs:
            return
        yield before


def _is_factual(row: Row, frame: Frame) -> bool:
    """Tell whether a source says here what is.

    Not what it denies, plans or expects ("expects 40 ships. Nine have come").
    """
    if frame.negated or frame.kind in (CueClass.DENYING, CueClass.INTENDING):
        return False
    verb = row.verb_cue(row.unit_from(frame.cue.start))
    return verb is None or "infinitive" not in verb.takes


def _is_reckoned(frames: Sequence[Frame]) -> bool:
    """Tell a sentence that gives what nobody in it has estimated.

    For example "The left is projected to win 40 seats".
    """
    return any(frame.kind is CueClass.ESTIMATING for frame in frames)


def _is_continued(row: Row, frame: Frame, after: Row) -> bool:
    """Tell whether the sentence `after` goes on with what a frame of the sentence `row` says."""
    if _is_poll(row, frame) and _is_of_sample(after):
        return True
    counted = _counted(row, frame)
    return bool(counted) and (_is_of_part(after) or _is_of_same(after, counted))


def _subject(row: Row) -> int | None:
    """Return the unit of the noun phrase that a sentence starts with, after "But" or "In May,"."""
    opening = _BEFORE_SUBJECT.at(row.line, 0)
    at = opening.last if opening else 0
    return at if row.kind(at) == "NOUN" else None


def _is_of_part(row: Row) -> bool:
    """Tell whether a sentence counts parts of what was counted before.

    For example "Of these, 40", "Seven more", "That is up from".
    """
    if _PARTS.at(row.line, 0) or any(_is_rest(row, at) for at in row.nouns):
        return True
    subject = _subject(row)
    return subject is not None and _is_subject_of_part(row, subject)


def _is_subject_of_part(row: Row, subject: int) -> bool:
    """Tell a subject that stands for what was counted before: "That", "Seven"."""
    if row.words(subject) in (["that"], ["this"]):
        return _is_compared(row, subject)
    return _is_bare_number(row, subject) and not _OF_NOUN.at(row.line, subject + 1)


def _is_compared(row: Row, subject: int) -> bool:
    """Tell a number that is compared with another: "[That] is up from 88"."""
    is_compared = row.closing(subject + 1) in words("comparing")
    return is_compared and _COMPARED.at(row.line, subject) is not None


def _is_bare_number(row: Row, index: int) -> bool:
    """Tell a number without its noun: "Seven", "just 1,107", "40 others"."""
    tags = row.tags(index)
    return "CD" in tags and (tags[-1] == "CD" or row.closing(index) in words("more"))


def _is_rest(row: Row, index: int) -> bool:
    """Tell what is left of what was counted: "the remaining 3", "the other 12"."""
    is_number = row.tokens[row.units[index].last - 1].tag == "CD"
    if not is_number or row.opening(index) != "the":
        return False
    return not words("rest").isdisjoint(row.words(index))


def _counted(row: Row, frame: Frame) -> set[str]:
    """Return the nouns of what a frame counts, in the singular."""
    covered = (at for at in row.nouns if frame.covers(row.span(at, at + 1)))
    return {singular(row.head(at).text.lower()) for at in covered if _is_number(row, at)}


def _is_number(row: Row, index: int) -> bool:
    """Tell a noun phrase with a number, or with "most"."""
    return not _NUMBERS.isdisjoint(row.tags(index))


def _is_of_same(row: Row, counted: set[str]) -> bool:
    """Tell whether a sentence says of a name how many of the same things it has.

    For example "Lee won 8 delegates".
    """
    return _is_of_name(row) and singular(row.head(2).text.lower()) in counted


def _is_of_name(row: Row) -> bool:
    """Tell whether a sentence says of a name how many it has: "Lee won 8 delegates"."""
    return _HAS_SO_MANY.at(row.line, 0) is not None and row.tokens[row.units[2].first].tag == "CD"


def _is_of_sample(row: Row) -> bool:
    """Tell whether a sentence goes on counting those asked.

    For example "Six percent did not", "Some 40 of them", "Those who drank it".
    """
    subject = _subject(row)
    if subject is None:
        return False
    if is_share(row, subject) or row.opening(subject) in words("sample"):
        return True
    is_part = _OF_NOUN.at(row.line, subject + 1) is not None
    return is_part and not words("sample").isdisjoint(row.words(subject + 2))


def _is_poll(row: Row, frame: Frame) -> bool:
    """Tell whether a frame's source is something that counts."""
    if frame.source is None:
        return False
    return is_source_noun(row, row.unit_at(row.sentence.token_at(frame.source.start)))
