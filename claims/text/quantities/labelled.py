"""Numbers that a word before them makes a name or a place in an order: "Article 5", "S&P 500", "the last 16".

In comes a bare number in its sentence; out comes whether the word before it is one that takes a
number. The words are data (`numbers/labels.txt`). The same words count where a plural follows that
is no list of names: "over the weeks 28 people".
"""

from __future__ import annotations

import re

from claims.text.grammar.lexicon import any_of
from claims.text.quantities.number_words import number_begins
from claims.text.quantities.reading import Passage, Reading

_FILE = "numbers/labels"
_LABEL_BEFORE = re.compile(
    rf"""
    (?:\b(?P<each>each|every|last|this|that|per|a|an|next|one|past|same)\s+)?
    (?<![\w-])(?:
        (?P<index>{any_of(_FILE, "index")})
      | (?P<proper>{any_of(_FILE, "proper")})
      | (?:{any_of(_FILE, "label")}|(?P<word>{any_of(_FILE, "word")}))(?P<many>(?:(?<=s)e)?s)?
    )
    [ \u00a0-]?["“]?$
    """,
    re.VERBOSE,
)
_RANK_BEFORE = re.compile(rf"\b{any_of(_FILE, 'rank')}[ -]$")
# "three of the last 10": what others are counted out of is a count
_COUNTED_OUT_OF = re.compile(
    rf"(?!one ){number_begins()} of (?:the |its |their |his |her |our )?[a-z]+[ -]$"
)
_RANGE_AFTER = re.compile(rf"[ -](?:to|or)[ -]{number_begins()}")
_LIST_AFTER = re.compile(r",? (?:and|or|to|through|until|&) |, ?|[-–—/]")  # Articles 5 and 6


def is_labelled(
    passage: Passage, reading: Reading, following: Reading | None, counts: bool
) -> bool:
    """Tell "Article 5" and "weeks 3 and 4".

    `counts` says that the number has a plural noun behind it.
    """
    label = _LABEL_BEFORE.search(passage.before(reading.start))
    return label is not None and not _is_counted_after(passage, reading, label, counts, following)


def is_ranked(passage: Passage, reading: Reading) -> bool:
    """Tell "the last 16" and "the top 10" from "three of the last 10" and "the last five or six"."""
    before = passage.before(reading.start)
    if _RANK_BEFORE.search(before) is None or _COUNTED_OUT_OF.search(before):
        return False
    return _RANGE_AFTER.match(passage.folded, reading.end) is None


def _is_counted_after(
    passage: Passage,
    reading: Reading,
    label: re.Match[str],
    counts: bool,
    following: Reading | None,
) -> bool:
    """Tell "over the weeks 28 people" from "weeks 3 and 4", "a group of 20 firms" from "the Group of 20"."""
    if label["proper"]:
        return not _is_capital(passage, reading, label.start("proper") - label.end())
    if not counts:  # "outspent the other groups 5-1"
        is_score = (
            following is not None
            and following.value < reading.value
            and following.start - reading.end == 1
        )
        return label["many"] is not None and is_score
    if label["many"] and not _LIST_AFTER.match(passage.folded, reading.end):
        return True
    return bool(
        label["each"]
        or (label["word"] and not _is_capital(passage, reading, label.start("word") - label.end()))
    )


def _is_capital(passage: Passage, reading: Reading, behind: int) -> bool:
    """Tell "the Race 3 winners" from "they race 3 horses", and from a word that opens the sentence."""
    at = reading.start + behind
    return at > passage.start and passage.text[at].isupper()
