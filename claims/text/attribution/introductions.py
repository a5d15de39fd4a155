"""Find who speaks in the words right before or right after speech, where no cue covers it.

In comes the row of a sentence (`clauses`) with the place where speech starts or ends in the text,
out goes the frame of whoever is about to speak, or has just spoken: "Ann Lee: ...", "Another
neighbour put it differently: ...", "Roe issued a statement, ...", "... Lang said of the boats.",
"... - Ann Lee". The frames have no regions: what they speak for is for `speakers` to see.
"""

from __future__ import annotations

import re

from claims.model import Span
from claims.text.attribution.clauses import Row
from claims.text.attribution.frames import Frame
from claims.text.attribution.mentions import Mention, is_source_noun
from claims.text.attribution.subjects import REACH, subject_before
from claims.text.speech.cues import CueClass, find_noun_cue, find_verb_cue, words

_CLAUSE_OPENS = re.compile(r"[;,]C(?:R|P?T)*(?=N)")  # ", and on Monday"
_TAG_ENDS = re.compile(r"(?:R|T|P[NT](?:CN)?)*\.?")  # "Lang said [on Monday.]"
_BYLINE = re.compile(r"(?:^|[-.])(?:[JRN]?P)?(N(?:CN)?):$")  # "... on the wane - Ann Lee:"
_CAPITALISED = r"(?:[A-Z]\.|[A-Z][\w.’'-]*\w)"
_SIGNATURE = re.compile(
    rf"""
    \s{{0,3}} (?P<dash>[-–—]{{1,2}}) \s?                      # '"We lost." - Ann Lee', also on a line of its own
    (?P<name> {_CAPITALISED} (?:[ ]{_CAPITALISED}){{1,3}} (?:,[ ][^\n.]{{1,60}})? )
    \.? (?=\s*(?:\n|$))
    """,
    re.VERBOSE,
)


def signature_after(text: str, end: int) -> Frame | None:
    """Return the frame of the name that signs a quotation.

    '"We lost." - Ann Lee, harbour master'.
    """
    signed = _SIGNATURE.match(text, end)
    if signed is None:
        return None
    return Frame(Span(*signed.span("dash")), Span(*signed.span("name")), (), CueClass.SAYING)


def name_before(row: Row, start: int) -> Frame | None:
    """Return the frame of the name alone before a colon.

    For example "Ann Lee: ...", "More from Lee and Roe: ...".
    """
    last = row.unit_from(start) - 1
    named = _BYLINE.search(row.shape[: last + 1])
    if named is None or not (row.head(last - 1).text[0].isupper() or is_source_noun(row, last - 1)):
        return None
    return Frame(row.span(last, last + 1), row.span(named.start(1), last), (), CueClass.SAYING)


def clause_before(row: Row, start: int) -> Frame | None:
    """Return the frame of the main verb before speech, whatever it is.

    For example "Another neighbour put it differently: ...".
    """
    for index in range(row.unit_from(start) - 1):
        if row.shape[index] == "V" and (mention := subject_before(row, index)):
            is_speaker = (
                row.words(mention.first)[0] not in words("speechless")
                and mention.antecedent is None
            )
            return _frame(row, index, mention) if is_speaker else None
    return None


def clause_around(row: Row, start: int, after: int) -> Frame | None:
    """Return the frame of the clause that words in quotation marks stand in.

    It opens behind `after`.

    "The Treasury said no, and [a minister dismissed] it as 'a bung of 1 billion'": not the
    Treasury's.
    """
    end = row.unit_from(start)
    opening = _CLAUSE_OPENS.search(row.shape, row.unit_from(after), end)
    verb = row.shape.find("V", opening.end(), end) if opening else -1
    if verb < 0 or not any(row.words(at) == ["as"] for at in range(verb, end)):
        return None
    mention = subject_before(row, verb) if verb > 0 else None
    is_its = mention is not None and opening is not None and mention.first >= opening.end()
    return _frame(row, verb, mention) if mention and is_its else None


def announces(row: Row, start: int) -> bool:
    """Does a noun of saying stand before the comma of a quotation?

    'Roe issued a statement, "Last night ..."'.
    """
    noun = row.unit_from(start) - 2
    cue = find_noun_cue(row.head(noun).text) if noun > 0 and row.shape[noun] == "N" else None
    return cue is not None and cue.is_content


def speech_in(row: Row, takes: str = "quote") -> Frame | None:
    """Return the frame of a verb that tells only that somebody spoke.

    For example "Howard continued his remarks.".
    """
    for index in range(len(row.units) - 1, 0, -1):
        is_spoken = row.shape[index] == "V" and _takes(row, index, takes)
        if is_spoken and (mention := subject_before(row, index)) and mention.first == 0:
            return _frame(row, index, mention)
    return None


def actor_in(row: Row) -> Frame | None:
    """Return the frame of what a person does before speaking: "Weir shook his head."."""
    verb = row.shape.find("V")
    mention = subject_before(row, verb) if verb > 0 else None
    if mention is None or mention.first or mention.antecedent:
        return None
    is_person = (
        row.head(mention.first).text.lower() in ("he", "she")
        or row.head(mention.first).tag == "NNP"
    )
    return _frame(row, verb, mention) if is_person else None


def tag_after(row: Row, end: int, *, is_whole: bool) -> Frame | None:
    """Return the frame of the words right after a quotation.

    For example "[Lang said of the boats]", "[Lang said.]".

    After a whole sentence of speech (`is_whole`) only a verb of saying with nothing but time and
    place makes a tag; speech that ends in a comma or a question goes on with whatever the speaker
    does ('"Forty?" Lang shrugged.').
    """
    opening = row.unit_from(end)
    for index in range(opening, min(opening + 2 * REACH, len(row.units))):
        mention = subject_before(row, index) if row.shape[index] in "VG" else None
        if mention is None or mention.first != opening:
            continue
        is_spoken = _takes(row, index, "quote")
        is_tag = (is_spoken and not is_whole) or _TAG_ENDS.fullmatch(row.shape, index + 1)
        return _frame(row, index, mention) if is_tag and (is_spoken or not is_whole) else None
    return None


def _takes(row: Row, verb: int, content: str) -> bool:
    cue = find_verb_cue(row.sentence.words, row.units[verb].head)
    return cue is not None and content in cue.takes


def _frame(row: Row, verb: int, mention: Mention) -> Frame:
    return Frame(
        row.span(verb, verb + 1), row.span(mention.first, mention.last), (), CueClass.SAYING
    )
