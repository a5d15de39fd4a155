"""Scales without a number: "a hundred", "several dozen", "tens of thousands", "scores of people".

In comes a folded text with the scale word that stands there; out goes its numeral, from the words
that lead to it. Plurals are ranges of one decade: "thousands" is 1,000 to 10,000.
"""

from __future__ import annotations

import re

from claims.text.quantities.digits import divide
from claims.text.quantities.number_words import NumberWord, kind_after
from claims.text.quantities.parts import counted_part
from claims.text.quantities.spelled import Cardinal, lower_groups, times_scales
from claims.text.quantities.written import Form, Numeral

_VAGUE_LINK = re.compile(r"\s+(?:of|upon|and|on)\s+([a-z]+)")
_MULTI_BEFORE = re.compile(r"multi[ -]$")
# "thousands of people"; for tens and scores not "he scores", "in his tens", "scores of 3-1"
_OF_THINGS = re.compile(r"\s+of\b(?!\s+\d)")
_OPENS_CLAUSE = re.compile(r"(?:^|[.,;:]\s|\band )$")  # not "and scores twice"
# scores injured, and scores more were missing
_TELLS_PEOPLE = re.compile(
    r"""
    \s+ (?:(?:more|others)\s+)?
    (?: were|are|have|had      # scores more were
      | [a-z]+ed               # scores injured
      | dead|hurt|missing
    )\b
    """,
    re.VERBOSE,
)
_AMBIGUOUS = (10, 20)  # tens and scores, which are also something else
ARTICLE_BEFORE = re.compile(r"(?<![\w'’-])an?[ -]$")
_FEW_BEFORE = re.compile(
    r"""
    (?<![\w'’-]) (?:an?[ ]+)?                       # a few, a couple
    (?: several | few | many | couple(?:[ ]+of)? )
    [ ]+$
    """,
    re.VERBOSE,
)
# "the dozen states that voted", "another dozen people", "some dozen shops"; but "roses by the
# dozen"
_DOZEN_BEFORE = re.compile(
    r"""
    (?<!by[ ])(?<![\w'’-])
    (?: the|these|those|that|this                              # the dozen states
      | another|other|some|first|last|next|final               # another dozen
      | about|around|roughly|nearly|almost|over|than           # nearly dozen
    )[ ]$
    """,
    re.VERBOSE,
)


def read_scale_alone(folded: str, word: NumberWord, floor: int) -> Numeral | None:
    """Read a scale without a number.

    For example "a hundred", "a million and a half", "several dozen", "a couple of thousand".
    """
    if _MULTI_BEFORE.search(folded, max(floor, word.start - 6), word.start):
        return None  # a multi-million-pound deal
    alone = times_scales(folded, Cardinal(word.value, word.end, word.value))
    window = max(floor, word.start - 16)
    article = ARTICLE_BEFORE.search(folded, window, word.start)
    few = None if article else _FEW_BEFORE.search(folded, window, word.start)
    if few is not None:
        return _few(alone, few)
    start = article.start() if article else word.start
    may_stand = word.kind != "group" or _is_group(folded, word, window, start)
    return _one(folded, alone, start) if may_stand else None


def _is_group(folded: str, word: NumberWord, window: int, start: int) -> bool:
    """Tell "a dozen" and "the dozen states that voted" from "a gross error" and "the score"."""
    if folded[word.start : word.end] != "dozen":
        return False
    has_article = start < word.start
    return has_article or _DOZEN_BEFORE.search(folded, window, word.start) is not None


def _few(alone: Cardinal, few: re.Match[str]) -> Numeral:
    """Read "several hundred" as up to ten times that, "a couple of thousand" as two."""
    scale = alone.scale
    if "couple" in few.group():
        return Numeral(few.start(), alone.end, 2 * scale, Form.SCALED, scale=scale)
    return Numeral(few.start(), alone.end, scale, Form.VAGUE, scale.scaleb(1), scale)


def _one(folded: str, alone: Cardinal, start: int) -> Numeral:
    """Read "a hundred" with what adds to it, and "a hundred thousandths"."""
    number = lower_groups(folded, alone) or alone
    part = counted_part(folded, number, spelled=True)
    if part is not None:
        return Numeral(start, part.end, divide(number.value, part.value), Form.FRACTION)
    return Numeral(start, number.end, number.value, Form.ARTICLE, scale=number.scale)


def read_vague(folded: str, word: NumberWord) -> Numeral | None:
    """Read a vague plural: "thousands", "tens of thousands", "scores of people"."""
    low, high, last = word.value, word.upper, word
    following = kind_after(folded, last.end, "vague", link=_VAGUE_LINK)
    while following is not None:
        if following.value != last.value:
            # "tens of thousands" multiplies, "thousands upon thousands" does not
            low, high = low * following.value, high * following.value
        last = following
        following = kind_after(folded, last.end, "vague", link=_VAGUE_LINK)
    if low in _AMBIGUOUS and not _counts_things(folded, word.start, last.end):
        return None
    return Numeral(word.start, last.end, low, Form.VAGUE, high, low)


def _counts_things(folded: str, start: int, end: int) -> bool:
    """Tell "scores of people" and "scores were hurt" from "he scores"."""
    if _OF_THINGS.match(folded, end):
        return True
    opens_clause = _OPENS_CLAUSE.search(folded, max(start - 4, 0), start) is not None
    return opens_clause and _TELLS_PEOPLE.match(folded, end) is not None
