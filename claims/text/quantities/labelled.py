"""Numbers that a word makes a name or a place in an order: "Article 5", "S&P 500", "the last 16".

In comes a bare number with the label that its sentence gives it; out comes whether the word before
it is one that takes a number. The words are data (`numbers/labels.txt`). The same words count where
a plural follows that is no list of names: "over the weeks 28 people".
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from claims.text.grammar.rules import Found, Line, Rule, Rules, apply_each
from claims.text.quantities.classes import entries
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.words import Signs, is_hyphened

_FILE = "numbers/labels"
_EACH = "each=each|every|last|this|that|per|a|an|next|one|past|same?"
_RANK = entries(_FILE, "rank")
LABEL_SIGNS = Signs(
    ranked=(f"{_RANK} -? n=NUM",),  # the last 16
    # three of the last 10: what others are counted out of is a count
    out_of=(f"!ONE NUM|CD of the|its|their|his|her|our? {_RANK} -? n=NUM",),
    ranged=("n=NUM -? to|or -? NUM|CD",),  # the last five or six
    listed=("n=NUM ,? and|or|to|through|until|&", "n=NUM ,|-|–|—|/"),  # Articles 5 and 6
)


class Label(NamedTuple):
    """A word that takes a number, before one, with its class and its place.

    It may be a plural ("Articles 5 and 6") or one of each ("every day 5 people").
    """

    number: int
    kind: str
    start: int
    is_many: bool
    is_each: bool


def _label(kind: str, found: Found) -> Label | None:
    words, is_each = found.line.words, "each" in found
    at = found.first + is_each
    if is_hyphened(found.line, at):
        return None
    is_many = words[at].kinds.get(kind, words[at].small) != words[at].small
    return Label(found.value("n", "NUM"), kind, words[at].start, is_many, is_each)


_LABELS = Rules(
    *(
        Rule(f'{_EACH} {entries(_FILE, kind)} -? "|“? n=NUM', partial(_label, kind.upper()))
        for kind in ("index", "proper", "label", "word")
    )
)


def labels(line: Line) -> dict[int, Label]:
    """Return the labels before the numbers of a sentence, by the index of the number."""
    return {label.number: label for label in reversed(apply_each(_LABELS, line))}


def is_labelled(
    passage: Passage, reading: Reading, following: Reading | None, label: Label, counts: bool
) -> bool:
    """Tell "Article 5" and "the Group of 20" from "a group of 20 firms".

    `counts` says that the number has a plural noun behind it.
    """
    if label.kind == "PROPER":
        return _is_capital(passage, label)
    if counts:
        return not label.is_each and (label.kind != "WORD" or _is_capital(passage, label))
    return not (label.is_many and _is_score(reading, following))


def _is_score(reading: Reading, following: Reading | None) -> bool:
    """Tell "outspent the other groups 5-1"."""
    if following is None:
        return False
    return following.value < reading.value and following.start - reading.end == 1


def _is_capital(passage: Passage, label: Label) -> bool:
    """Tell "the Race 3 winners" from "they race 3 horses" and "Race 3 horses ..."."""
    return label.start > passage.start and passage.text[label.start].isupper()
