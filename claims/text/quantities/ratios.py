"""Shares and multiples.

For example "one in five", "nine out of every ten", "two thirds of voters", "twice as many",
"threefold".

In come the readings of a sentence; out they go with "A in B" merged into the share A/B, with the
dimension "share" on fractions of something, and "multiple" on how many times as much. A share has
no unit: the noun that it is a share of is what it is about.
"""

from __future__ import annotations

from claims.model import Span
from claims.text.grammar.rules import Found
from claims.text.grammar.shapes import Shape
from claims.text.quantities.digits import divide, is_whole
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.units import unit_named
from claims.text.quantities.written import Form

_PARTS = (Form.FRACTION, Form.ARTICLE)
_LONGEST_LINK = 14  # characters, as of " out of every "
_IN = Shape(
    "link=in every=every?",  # one in five
    "link=out of every=every?",  # nine out of ten
    "link=of every=every",  # one of every ten
    "- link=in -",  # one-in-five
    "link=over",  # one over three
)
_NOUN_IN = Shape("in every?", "out of")  # one household in five
_IS_NO_END = Shape("of|to|-|/|'s")  # one man in five to seven
_OF_A_SET = Shape("of the|its|their|those")
_WICKETS_BEFORE = Shape("CD for")  # 329 for 8 in 50 overs
_TIMES_AS = Shape(
    "as|more|less|the|its|their|his|her|that|what|over",
    "higher|larger|bigger|greater|faster|longer|lower|better|worse|stronger",
    "earnings|book|sales|revenue|profit|profits|turnover|ebitda|salary|income|gdp",
    "normal|annual|forward|expected",
    "last W 's",  # three times last year's, but "three times last year"
)
_ROUND = (10, 100, 1000)
_BASES = (100, 1000, 10_000)


def join_shares(passage: Passage, readings: list[Reading]) -> list[Reading]:
    """Merge "one in five" into one share."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and _is_share(passage, joined[-1], reading):
            left = joined[-1]
            left.value, left.form = divide(left.value, reading.value), Form.FRACTION
            left.number = Span(left.number.start, reading.number.end)
            left.noun, left.end = reading.noun or left.noun, reading.end
            left.dimension = "share"
        else:
            joined.append(reading)
    return joined


def _is_share(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "one in five" and "one household in five" from two numbers that "in" parts."""
    is_plain = not (left.unit or right.unit or left.upper or right.upper)
    if not is_plain or left.form not in (Form.WORDS, Form.DIGITS):
        return False
    if _has_noun_between(passage, left, right):
        return True
    are_whole = is_whole(left.value) and is_whole(right.value) and right.value != 0
    if not are_whole or right.start - left.end > _LONGEST_LINK:
        return False
    link = _IN.between(passage.words, left.end, right.start)
    return link is not None and _joins(passage, left, right, link)


def _joins(passage: Passage, left: Reading, right: Reading, link: Found) -> bool:
    """Tell whether whole numbers with such a link between them are a share."""
    kind, has_every = link.word("link"), "every" in link
    if kind == "over":  # "one over three"
        return right.noun is None and passage.end - right.end <= 1
    if not 0 < left.value < right.value or _WICKETS_BEFORE.before(passage.words, left.start):
        return False
    if kind == "out" and not has_every and _is_set(passage, left, right):
        return False
    is_round = right.value in _ROUND or left.value == 1
    return is_round or has_every or kind == "out" or left.form == right.form


def _is_set(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell things that were counted out from a share.

    "17 out of 18 of the districts" from "nine out of ten".
    """
    is_base = right.value <= 10 or right.value in _BASES
    is_definite = _OF_A_SET.behind(passage.words, right.end) is not None
    return is_definite or (not is_base and left.value > 1)


def _has_noun_between(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "one household in five" and "two people in ten" from "one man in a group of five"."""
    is_less = left.form is Form.WORDS and left.value < right.value
    if left.noun is None or right.noun is not None or not is_less:
        return False
    is_in = _NOUN_IN.between(passage.words, left.noun.end, right.start) is not None
    return is_in and _IS_NO_END.behind(passage.words, right.end) is None


def name_dimension(passage: Passage, reading: Reading) -> None:
    """Mark fractions of something as shares.

    And "three times as many" and "threefold" as multiples.
    """
    is_part = reading.form in _PARTS
    if reading.form is Form.MULTIPLE:
        reading.unit, reading.dimension = "time", "multiple"
    elif reading.unit == "time":
        reading.dimension = "count" if _is_count_of_times(passage, reading) else "multiple"
    elif is_part and 0 < reading.value < 1 and reading.dimension in ("", "count"):
        reading.dimension = "share"
    if reading.dimension == "share" and is_part and not _is_measured(reading):
        reading.unit = ""  # two thirds of the island are no islands


def _is_count_of_times(passage: Passage, reading: Reading) -> bool:
    """Tell "won it three times" from "three times as many", "4x" and "tenfold"."""
    is_word = passage.folded.endswith(("time", "times"), reading.start, reading.end)
    return is_word and _TIMES_AS.behind(passage.words, reading.end) is None


def _is_measured(reading: Reading) -> bool:
    """Tell the part of a unit ("half a mile") and half of a thing ("a half turn")."""
    noun = reading.noun if reading.form is Form.ARTICLE else None
    is_halved = noun is not None and noun.start == reading.number.end + 1
    return is_halved or unit_named(reading.unit) is not None
