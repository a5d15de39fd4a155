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
from claims.text.quantities.digits import divide
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.units import unit_named
from claims.text.quantities.written import Form

_PARTS = (Form.FRACTION, Form.ARTICLE)
_COUNTS = (Form.WORDS, Form.DIGITS)
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
    if left.form not in _COUNTS or not _is_plain(left) or not _is_plain(right):
        return False
    return _has_noun_between(passage, left, right) or _is_linked(passage, left, right)


def _is_plain(reading: Reading) -> bool:
    return not (reading.unit or reading.upper)


def _is_linked(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "one in five" and "nine out of ten" by the words between them."""
    if right.start - left.end > _LONGEST_LINK or not _are_whole(left, right):
        return False
    link = _IN.between(passage.words, left.end, right.start)
    return link is not None and _joins(passage, left, right, link)


def _are_whole(left: Reading, right: Reading) -> bool:
    return left.is_whole and right.is_whole and right.value != 0


def _joins(passage: Passage, left: Reading, right: Reading, link: Found) -> bool:
    """Tell whether whole numbers with such a link between them are a share."""
    if link.word("link") == "over":  # "one over three"
        return right.noun is None and passage.end - right.end <= 1
    if not 0 < left.value < right.value or _WICKETS_BEFORE.before(passage.words, left.start):
        return False
    return "every" in link or _is_ratio(passage, left, right, link.word("link"))


def _is_ratio(passage: Passage, left: Reading, right: Reading, link: str) -> bool:
    """Tell "nine out of ten" and "one in five" from "17 out of 18 of the districts"."""
    if link == "out":
        return not _is_set(passage, left, right)
    return right.value in _ROUND or left.value == 1 or left.form == right.form


def _is_set(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell things that were counted out from a share.

    "17 out of 18 of the districts" from "nine out of ten".
    """
    is_base = right.value <= 10 or right.value in _BASES
    is_definite = _OF_A_SET.behind(passage.words, right.end) is not None
    return is_definite or (not is_base and left.value > 1)


def _has_noun_between(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "one household in five" and "two people in ten" from "one man in a group of five"."""
    if left.noun is None or not _may_be_of(left, right):
        return False
    is_in = _NOUN_IN.between(passage.words, left.noun.end, right.start) is not None
    return is_in and _IS_NO_END.behind(passage.words, right.end) is None


def _may_be_of(left: Reading, right: Reading) -> bool:
    """Tell a spelled number from a larger one that counts nothing itself."""
    return left.form is Form.WORDS and left.value < right.value and right.noun is None


def name_dimension(passage: Passage, reading: Reading) -> None:
    """Mark fractions of something as shares.

    And "three times as many" and "threefold" as multiples.
    """
    if reading.form is Form.MULTIPLE:
        reading.unit, reading.dimension = "time", "multiple"
    elif reading.unit == "time":
        reading.dimension = "count" if _is_count_of_times(passage, reading) else "multiple"
    elif reading.form in _PARTS:
        _name_share(reading)


def _name_share(reading: Reading) -> None:
    """Make a share of a part, without the unit of what it is a part of."""
    if reading.is_part and reading.dimension in ("", "count"):
        reading.dimension = "share"
    if reading.dimension == "share" and not _is_measured(reading):
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
