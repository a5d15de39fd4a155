"""Find how far the mention of a source reaches that follows its cue.

In comes the row of a sentence (`row`) and the place behind a cue in it, out goes the range of units
that name the source: "Peter Lang, an analyst at Bank Vontal" after "said", "a poll of 1,204 voters
released Monday" after "according to". None where nobody is named there. The mention before a verb
is found by `subjects`. Whether a noun after a comma explains the one before it or is the subject of
what follows is asked of the tree.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.text.attribution.belonging import end_with_belongings
from claims.text.attribution.row import Row
from claims.text.attribution.sources import is_name, is_pronoun, is_share, is_source_noun
from claims.text.grammar.shapes import Shape
from claims.text.speech.cues import words

_QUOTED_WORD = "QUOTE ~QUOTE+12 QUOTE"  # a word or two in quotation marks
_WORDS = f"( ~,|;|:|QUOTE|VERB|WHICH|. | {_QUOTED_WORD} )*"
_CLAUSE = f"WHICH ( ~,|;|QUOTE|. | {_QUOTED_WORD} )*"
# After the noun phrase in "said Peter Lang, an analyst at Bank Vontal, who ..."
_APPOSITION = Shape(
    f", ( ADV|ADJ* NOUN | ADJ &PREP ) {_WORDS} ( {_CLAUSE} )?",  # ", an analyst who follows steel"
    f", {_CLAUSE}",  # ", who works for Bank Vontal"
    f", PREP NOUN|TIME &,|QUOTE|. {_WORDS}",  # ", of Quarry Lane"
    f", PART {_WORDS}",  # ", speaking on condition of anonymity"
)


class Mention(NamedTuple):
    """The units [first, last) that name a source.

    `antecedent` is what a relative pronoun stands for.
    """

    first: int
    last: int
    antecedent: tuple[int, int] | None = None


def mention_after(row: Row, index: int) -> Mention | None:
    """Find the mention that starts at a unit: "said [Peter Lang]", "according to [police]"."""
    index += row.kind(index) in ("ADV", "ADJ")
    if row.kind(index) != "NOUN":
        return None
    if is_pronoun(row, index):
        return Mention(index, index + 1)
    last = end_with_belongings(row, index)
    while apposition := _APPOSITION.at(row.line, last):
        if not _is_apposition(row, index, last + 1, apposition.last):
            break
        last = apposition.last
    return Mention(index, last)


def agent_after(
    row: Row, index: int, openings: frozenset[str] = frozenset({"that"})
) -> Mention | None:
    """Find the mention after "by", which ends where its content starts.

    For example "a report by the bank [that 40 died]", "valued by police [at 2 million euros]".

    `openings` are the words that its content may open with: "was told by Weir [of 40 dead]".
    """
    mention = mention_after(row, index)
    if mention is None:
        return None
    stops = words("level") | openings
    units = range(mention.first + 1, mention.last)
    end = next((at for at in units if row.opening(at) in stops), mention.last)
    return Mention(mention.first, end)


def _is_apposition(row: Row, noun: int, first: int, end: int) -> bool:
    """Tell whether the units [first, end) after a comma belong to the noun phrase before it."""
    word = row.opening(first)
    match row.kind(first):
        case "WHICH":
            return word in ("who", "whose", "which")
        case "PREP":
            return word in ("of", "from")
        case "PART":
            return word in words("manner") or _is_inserted(row, noun, first, end)
        case "ADJ":
            return _is_explanation(row, noun, first, first, end)
    return _is_explanation(row, noun, row.find("NOUN", first), first, end)


def _is_inserted(row: Row, noun: int, first: int, end: int) -> bool:
    """Tell a participle between commas behind a poll: "a poll, [conducted in May], found"."""
    is_closed = row.kind(end) == "," and row.head(first).tag == "VBN"
    return is_closed and is_source_noun(row, noun)


def _is_explanation(row: Row, noun: int, name: int, first: int, end: int) -> bool:
    """Tell whether a noun after a comma explains the one before it."""
    if _is_something_new(row, noun, name) and not _is_age(row, first, end):
        return False
    if is_source_noun(row, noun) and not _is_behind_name(row, first):
        return False
    return row.relation(name) == "appos" or row.kind(end) not in ("VERB", "ADV", "AND")


def _is_behind_name(row: Row, first: int) -> bool:
    """Tell an explanation of a name; "in a poll last week, the worst showing in a year" is none."""
    return row.kind(first - 2) == "NOUN" and is_name(row, first - 2)


def _is_something_new(row: Row, noun: int, name: int) -> bool:
    """Tell a noun after a comma that is a subject, an amount, or one where there were several."""
    if is_pronoun(row, name) or row.relation(name) in ("subj", "expl"):
        return True
    opening = row.tokens[row.units[name].first]
    return _is_amount(row, name) or (_is_several(row, noun) and opening.text in ("a", "an"))


def _is_amount(row: Row, index: int) -> bool:
    """Tell a number: "According to police, [40 cars] burned", but "one of the largest unions"."""
    opening = row.tokens[row.units[index].first]
    return is_share(row, index) or (opening.tag == "CD" and opening.text != "one")


def _is_several(row: Row, noun: int) -> bool:
    """Tell several, whom no single one explains.

    For example "two are missing, according to [police], a man and his wife".
    """
    return row.head(noun).tag == "NNS" or row.closing(noun) == "police"


def _is_age(row: Row, first: int, end: int) -> bool:
    """Tell a number between commas: "Peter Lang[, 58,]"."""
    is_alone = end == first + 1 and len(row.words(first)) == 1
    return is_alone and row.tokens[row.units[first].first].tag == "CD"
