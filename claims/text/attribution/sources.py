"""Tell what a noun phrase is as a source: a poll, a person or body, a share of those asked.

In comes the row of a sentence (`row`) with the place of a noun phrase in it. What can state things
itself is a source; "74 percent" is what a poll counts, and no source of its own.
"""

from __future__ import annotations

from claims.model import Span
from claims.text.actors.kinds import is_people, is_role, listed
from claims.text.attribution.row import Row
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import find_noun_cue, words

_NAMES = Shape("NOUN ( STROKE|NOUN* NOUN )?")  # the Herald / Selby Times | tracking poll
_NAME_TAGS = ("NNP", "NNPS")
_CITED_TAGS = (*_NAME_TAGS, "PRP")


def is_source_noun(row: Row, index: int) -> bool:
    """Tell a unit that states things itself: a poll, a report."""
    names = _NAMES.at(row.line, index)
    cues = (
        find_noun_cue(row.head(unit).text)
        for unit in range(index, names.last if names else index + 1)
    )
    return any(cue is not None and cue.is_source for cue in cues)


def can_state(row: Row, index: int) -> bool:
    """Tell whether a noun phrase can be cited as a source.

    A name, a person, a body or a document can, but no reason.
    """
    head = row.head(index)
    noun = head.text.lower()
    if head.tag in _CITED_TAGS or find_noun_cue(noun) is not None:
        return True
    return is_people([noun]) or is_speaker_noun(noun)


def is_speaker_noun(noun: str) -> bool:
    """Tell the noun of a person or of a body, in the singular or the plural."""
    return _is_speaker(noun) or _is_speaker(noun.removesuffix("s"))


def _is_speaker(noun: str) -> bool:
    return is_role(noun) or listed("organisations").get(noun, "part") != "part"


def is_share(row: Row, index: int) -> bool:
    """Tell a share of those asked ("74 percent said"): a poll counts them, they are not its source.

    "Two of the officers" are no share.
    """
    if row.closing(index) in words("share"):
        return True
    return row.head(index).tag == "CD" and row.words(index + 1) != ["of"]


def is_pronoun(row: Row, index: int) -> bool:
    """Tell a pronoun: "he", "they"."""
    return row.head(index).tag == "PRP"


def is_name(row: Row, index: int) -> bool:
    """Tell a noun phrase that ends in a name."""
    return row.head(index).tag in _NAME_TAGS


def owner_of(row: Row, index: int) -> Span | None:
    """Return the owner in "the agency's count" or "his claim"."""
    unit = row.units[index]
    for at in range(unit.head - 1, unit.first - 1, -1):
        token = row.tokens[at]
        if token.tag == "POS" and at > unit.first:
            return Span(row.tokens[unit.first].start, row.tokens[at - 1].end)
        if token.tag == "PRP$":
            return Span(token.start, token.end)
    return None
