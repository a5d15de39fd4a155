"""Find who speaks in the words right before or right after speech, where no cue covers it.

In comes the row of a sentence (`row`) with the place where speech starts or ends in the text,
out goes the frame of whoever is about to speak, or has just spoken: "Ann Lee: ...", "Another
neighbour put it differently: ...", "Roe issued a statement, ...", "... Lang said of the boats.",
"... - Ann Lee". The frames have no regions: what they speak for is for `speakers` to see.
"""

from __future__ import annotations

import re

from claims.model import Span
from claims.text.attribution.frames import Frame
from claims.text.attribution.mentions import Mention
from claims.text.attribution.row import Row
from claims.text.attribution.sources import is_source_noun
from claims.text.attribution.subjects import REACH, subject_before
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import CueClass, find_noun_cue, words

_CLAUSE_OPENS = Shape(";|, AND ( ADV | PREP? TIME )* &NOUN")  # ", and on Monday"
_TAG_ENDS = Shape("( ADV|TIME | PREP NOUN|TIME ( AND NOUN )? )* .?")  # "Lang said [on Monday.]"
# "... on the wane - Ann Lee:"
_BYLINE = Shape("( START | -|. ) ( ADJ|ADV|NOUN? PREP )? name=NOUN ( AND NOUN )? : END")
_CAPITALISED = r"(?:[A-Z]\.|[A-Z][\w.’'-]*\w)"
_SIGNATURE = re.compile(
    rf"""
    \s{{0,3}} (?P<dash>[-–—]{{1,2}}) \s?  # '"We lost." - Ann Lee', also on a line of its own
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
    named = _BYLINE.first(row.line, 0, last + 1)
    if named is None or not (row.head(last - 1).text[0].isupper() or is_source_noun(row, last - 1)):
        return None
    source = row.span(named.at("name"), last)
    return Frame(row.span(last, last + 1), source, (), CueClass.SAYING)


def clause_before(row: Row, start: int) -> Frame | None:
    """Return the frame of the main verb before speech, whatever it is.

    For example "Another neighbour put it differently: ...".
    """
    for index in range(row.unit_from(start) - 1):
        if row.kind(index) == "VERB" and (mention := subject_before(row, index)):
            return _frame(row, index, mention) if _may_speak(row, mention) else None
    return None


def _may_speak(row: Row, mention: Mention) -> bool:
    """Tell a subject before a colon that somebody may be, and no relative pronoun."""
    return mention.antecedent is None and row.opening(mention.first) not in words("speechless")


def clause_around(row: Row, start: int, after: int) -> Frame | None:
    """Return the frame of the clause behind `after` that words in quotation marks stand in.

    "The Treasury said no, and [a minister dismissed] it as 'a bung of 1 billion'": not the
    Treasury's.
    """
    end = row.unit_from(start)
    opening = _CLAUSE_OPENS.first(row.line, row.unit_from(after), end)
    if opening is None:
        return None
    verb = row.find("VERB", opening.last)
    mention = subject_before(row, verb) if _is_as_before(row, verb, end) else None
    return _frame(row, verb, mention) if mention and mention.first >= opening.last else None


def _is_as_before(row: Row, verb: int, end: int) -> bool:
    """Tell "as" between a verb and the words that it quotes: "dismissed it [as] 'a bung'"."""
    return any(row.words(at) == ["as"] for at in range(verb, end))


def is_announced(row: Row, start: int) -> bool:
    """Tell a noun of saying before the comma of a quotation.

    'Roe issued a statement, "Last night ..."'.
    """
    noun = row.unit_from(start) - 2
    cue = find_noun_cue(row.head(noun).text) if noun > 0 and row.kind(noun) == "NOUN" else None
    return cue is not None and cue.is_content


def speech_in(row: Row, takes: str = "quote") -> Frame | None:
    """Return the frame of a verb that tells only that somebody spoke.

    For example "Howard continued his remarks.".
    """
    for index in range(len(row) - 1, 0, -1):
        if row.kind(index) == "VERB" and _is_taken(row, index, takes):
            mention = subject_before(row, index)
            if mention is not None and mention.first == 0:
                return _frame(row, index, mention)
    return None


def actor_in(row: Row) -> Frame | None:
    """Return the frame of what a person does before speaking: "Weir shook his head."."""
    verb = row.find("VERB")
    mention = subject_before(row, verb) if 0 < verb < len(row) else None
    if mention is None or mention.first or mention.antecedent:
        return None
    return _frame(row, verb, mention) if _is_person(row) else None


def _is_person(row: Row) -> bool:
    """Tell a sentence that starts with a person."""
    head = row.head(0)
    return head.tag == "NNP" or head.text.lower() in ("he", "she")


def tag_after(row: Row, end: int, *, is_whole: bool) -> Frame | None:
    """Return the frame of the words right after a quotation.

    For example "[Lang said of the boats]", "[Lang said.]".

    After a whole sentence of speech (`is_whole`) only a verb of saying with nothing but time and
    place makes a tag; speech that ends in a comma or a question goes on with whatever the speaker
    does ('"Forty?" Lang shrugged.').
    """
    opening = row.unit_from(end)
    for index in range(opening, min(opening + 2 * REACH, len(row))):
        mention = subject_before(row, index) if row.kind(index) in ("VERB", "PART") else None
        if mention is not None and mention.first == opening:
            is_tag = _is_tag(row, index, is_whole=is_whole)
            return _frame(row, index, mention) if is_tag else None
    return None


def _is_tag(row: Row, verb: int, *, is_whole: bool) -> bool:
    """Tell whether a verb behind a quotation says who spoke it."""
    is_spoken = _is_taken(row, verb, "quote")
    is_short = _TAG_ENDS.fills(row.line, verb + 1, len(row)) is not None
    return is_spoken and is_short if is_whole else is_spoken or is_short


def _is_taken(row: Row, verb: int, content: str) -> bool:
    """Tell a verb of saying that takes such a content: "quote", "clause"."""
    cue = row.verb_cue(verb)
    return cue is not None and content in cue.takes


def _frame(row: Row, verb: int, mention: Mention) -> Frame:
    return Frame(
        row.span(verb, verb + 1), row.span(mention.first, mention.last), (), CueClass.SAYING
    )
