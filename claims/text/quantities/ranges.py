"""Two numbers that are one quantity.

For example "between 5 and 10", "$3 billion to $5 billion", "three or four years".

In come the readings of a sentence in order; out they go with the joined ones merged. A range is
joined only where a range word or a dash stands between numbers of like kind: "up 60% in 2018 to 3.9
million" is two, and so is an amount of change with the level it led to ("rose $2 to $45"). Scores
("won 3-2", "a 51-49 vote") are pairs of counts too, as written, with the dimension "score".
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from claims.model import Span
from claims.text.grammar.shapes import Shape
from claims.text.quantities.changes import governs_from, is_moved_by
from claims.text.quantities.digits import divide
from claims.text.quantities.levels import is_from, led_by_from
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.scores import is_score, is_told_of_contest, is_told_score
from claims.text.quantities.units import convert, word_after
from claims.text.quantities.written import Form

_ABOUT = "about|around?"
_DASHES = Shape(
    "-|–|‒|~|—",  # 5-10
    "- to|for|of -",  # 18-to-24, 3-for-4
    "-|– to",  # a 5- to 10-year term
    "to -|–",  # 5 to- 10
)
_WORDS = Shape(
    f",? word=to|and|or|through {_ABOUT}",  # 5 to 10, 5 and 10, 5 or about 10
    f",? word=or even|perhaps|maybe {_ABOUT}",  # 5 or even 10
    f",? up word=to {_ABOUT}",  # 5 up to 10
)
_BETWEEN = Shape("between ( the ages of | ages | about|around|roughly|approximately|a|an )?")
_OR_TWO = Shape("a|an|another|one|last|next|past past|next|last|final? noun=W or")
_LONGEST_LINK = 20  # characters
_COMPARABLE = ("share", "points", "count")
_MEASURED = ("time", "length", "mass")


class _Link(NamedTuple):
    """What joins two numbers: a dash "-" or the word that it is, and what stands around that."""

    word: str  # "-", "to", "and", "or", "through"
    words: str  # as written, with the space around it

    @property
    def is_apart(self) -> bool:
        """Tell whether space or a comma parts it from the first number."""
        return self.words[0] in " ," or self.words[-1] == " "


def join_ranges(passage: Passage, readings: list[Reading]) -> list[Reading]:
    """Merge the two ends of every range and score."""
    joined: list[Reading] = []
    for reading in readings:
        _read_or_two(passage, reading)
        link = _link(passage, joined[-1], reading) if joined else None
        if link is None or _is_change(passage, joined[-1], reading, link):
            joined.append(reading)
            continue
        _merge(joined[-1], reading)
        if link.word != "or" and is_score(passage, joined[-1]):
            joined[-1].dimension, joined[-1].noun = "score", None
    return joined


def _link(passage: Passage, left: Reading, right: Reading) -> _Link | None:
    """Return what joins two readings, None where they are two quantities."""
    link = _between(passage, _end_of_counted(left), right.start)
    if link is not None and link.word == "to" and is_told_score(passage, left, right):
        left.unit, left.dimension, left.noun, right.noun = "", "", None, None
        return link
    link = _between(passage, left.end, right.start)
    if link is None or not _are_alike(left, right) or not _joins(passage, left, right, link):
        return None
    return link


def _end_of_counted(reading: Reading) -> int:
    is_counted = reading.noun is not None and not reading.unit
    return reading.noun.end if reading.noun is not None and is_counted else reading.end


def _between(passage: Passage, start: int, end: int) -> _Link | None:
    if not 0 < end - start <= _LONGEST_LINK:
        return None
    words = passage.folded[start:end]
    found = _WORDS.between(passage.words, start, end)
    if found is not None:
        return _Link(found.word("word"), words)
    return _Link("-", words) if _DASHES.between(passage.words, start, end) else None


def _joins(passage: Passage, left: Reading, right: Reading, link: _Link) -> bool:
    """Tell whether a link between numbers of like kind makes one quantity of them."""
    if _are_two_levels(passage, left, right) or _are_one_amount(left, right, link):
        return False
    if link.word == "-":
        return _joins_dashed(passage, left, right, link)
    if link.word == "and":
        return _BETWEEN.before(passage.words, left.start) is not None
    if link.word == "or":
        is_near = right.value <= _most_after_or(left) or left.scale != right.scale
        return left.value < right.value and is_near
    return _joins_to(passage, left, right, link)


def _are_two_levels(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "64 percent to 56 percent", which compares."""
    if not (left.unit and right.unit) or left.dimension not in _COMPARABLE:
        return False
    return left.value > right.value and not is_from(passage, left)


def _are_one_amount(left: Reading, right: Reading, link: _Link) -> bool:
    """Tell "10 miles - 16 km", which says one length twice."""
    lower = _in_unit_of(right, left) if left.unit != right.unit else None
    return lower is not None and (lower >= right.value or link.word == "-")


def _joins_dashed(passage: Passage, left: Reading, right: Reading, link: _Link) -> bool:
    """Tell "5-10" and "5 - 10 km" from "by two points – 12 points to 10"."""
    if left.unit and right.unit and link.is_apart and passage.text[left.end - 1].isalpha():
        return False
    return bool(left.unit) or not right.money_sign


def _joins_to(passage: Passage, left: Reading, right: Reading, link: _Link) -> bool:
    """Tell the range of "5 to 10" from a change with its level and from two shares."""
    if link.words.startswith(", to"):  # fell a third, to 12 tonnes
        return False
    is_share = left.unit == right.unit and left.dimension == "share" and left.unit != ""
    if is_share and not is_from(passage, left):
        # "Smith led 46 percent to 32 percent" tells two shares, "30 percent to 60 percent" one.
        return left.value < right.value and not is_told_of_contest(passage, left)
    # "rose $2 to $45" and "rose by 12 to 39" tell a change and a level, "rose by 1 to 1.5 degrees"
    # a range.
    is_level = bool(left.unit) or not (right.unit or right.noun)
    return not (is_level and is_moved_by(passage, left))


def _most_after_or(left: Reading) -> Decimal:
    """Tell one estimate ("three or four", "50 or 60") from two cases ("25 or 40")."""
    return 2 * left.value + 1 if left.value < 20 else left.value * Decimal("1.5")


def _are_alike(left: Reading, right: Reading) -> bool:
    """Tell whether both ends have one unit.

    The left may leave it to the right, or a sign before the left serve both.
    """
    is_single = left.upper is None and right.upper is None
    if not is_single or Form.MULTIPLE in (left.form, right.form) or not _may_begin(left, right):
        return False
    if not left.unit:
        return not right.money_sign or right.form is not Form.WORDS
    if right.unit:
        return _are_of_one_unit(left, right)
    is_glued_age = left.dimension == "age" and left.end == left.number.end
    return is_glued_age or (left.money_sign and right.noun is None)


def _may_begin(left: Reading, right: Reading) -> bool:
    """Tell a number that a range may begin with from a share, or a part that something fell by."""
    if left.dimension == "share" and not left.unit:
        return False
    is_part = left.form in (Form.FRACTION, Form.ARTICLE) and left.value < 1
    is_large = right.money_sign or right.scale > 1  # "shrank by two-thirds to $3 billion"
    return not (is_part and is_large)


def _are_of_one_unit(left: Reading, right: Reading) -> bool:
    """Tell "3 to 5 km", "three months to 12 years of age", "A$5 to 10 dollars"."""
    if left.unit == right.unit or _is_rate_of(right, left):
        return True
    is_same_money = left.money_sign and left.unit.endswith(right.unit)
    return is_same_money or _in_unit_of(right, left) is not None


def _in_unit_of(right: Reading, left: Reading) -> Decimal | None:
    """Return the first end in the unit of the second.

    For example "between three months and 12 years of age".
    """
    if left.dimension not in _MEASURED or right.dimension not in (left.dimension, "age"):
        return None
    return convert(left.value, left.unit, right.unit.removesuffix(" of age"))


def _is_rate_of(right: Reading, left: Reading) -> bool:
    """Tell "$10 to $12 an hour", whose first end leaves the divisor to the second."""
    return right.unit.startswith(f"{left.unit} per ")


def _is_change(passage: Passage, left: Reading, right: Reading, link: _Link) -> bool:
    """Tell "rose from 14 to 31", two numbers of one scale, from "cost from $14 to $31"."""
    if link.word != "to" or left.dimension == "age":
        return False
    start = led_by_from(passage, left)
    if start is None:
        return False
    lower = _in_unit_of(right, left) if left.unit != right.unit else None
    is_falling = (left.value if lower is None else lower) > right.value
    at = passage.words[start.first].start
    if is_falling or governs_from(passage, left, at):
        _share_scale(left, right)
        return True
    return False


def _share_scale(left: Reading, right: Reading) -> None:
    """Give the scale of the second number to the first: "5 to 10 million", "$89 to $93 billion"."""
    if right.scale > 1 and left.scale == 1 and abs(left.value) < abs(right.value / right.scale):
        left.value *= right.scale


def _merge(left: Reading, right: Reading) -> None:
    """Make one reading of two: the left takes in what the right says."""
    _share_scale(left, right)
    converted = _in_unit_of(right, left) if left.unit != right.unit else None
    if left.unit and converted is not None:
        left.value, left.unit, left.dimension = divide(converted, 1), right.unit, right.dimension
    left.upper, left.scale, left.noun = right.value, right.scale, right.noun
    left.number, left.end = Span(left.number.start, right.number.end), right.end
    if not left.unit or _is_rate_of(right, left):
        left.unit, left.dimension = right.unit, right.dimension


def _read_or_two(passage: Passage, reading: Reading) -> None:
    """Read "a week or two", "another mile or two" as one to two."""
    if reading.value != 2 or reading.noun is not None or reading.unit:
        return
    found = _OR_TWO.before(passage.words, reading.start)
    if found is None:
        return
    noun = found.line.words[found.at("noun")]
    reading.value, reading.upper = Decimal(1), reading.value
    reading.start = found.line.words[found.first].start
    unit = word_after(passage.folded, noun.start)
    reading.unit, reading.dimension = (
        (unit.unit.name, unit.unit.dimension) if unit else (noun.small, "count")
    )
