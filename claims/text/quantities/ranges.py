"""Two numbers that are one quantity.

For example "between 5 and 10", "$3 billion to $5 billion", "three or four years".

In come the readings of a sentence in order; out they go with the joined ones merged. A range is
joined only where a range word or a dash stands between numbers of like kind: "up 60% in 2018 to 3.9
million" is two, and so is an amount of change with the level it led to ("rose $2 to $45"). Scores
("won 3-2", "a 51-49 vote") are pairs of counts too, as written, with the dimension "score".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from claims.model import Span
from claims.text.grammar.rules import Word
from claims.text.grammar.shapes import Shape
from claims.text.quantities.changes import governs_from, is_moved_by
from claims.text.quantities.digits import divide
from claims.text.quantities.levels import is_from, led_by_from
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.scores import is_score, is_told_of_contest, is_told_score
from claims.text.quantities.units import Unit, convert, word_after
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
        if not joined or not _join(passage, joined[-1], reading):
            joined.append(reading)
    return joined


def _join(passage: Passage, left: Reading, right: Reading) -> bool:
    """Merge a number into the one before it where they are one; tell whether they are."""
    link = _link(passage, left, right)
    if link is None or _is_change(passage, left, right, link):
        return False
    _merge(left, right)
    if link.word != "or" and is_score(passage, left):
        left.dimension, left.noun = "score", None
    return True


def _link(passage: Passage, left: Reading, right: Reading) -> _Link | None:
    """Return what joins two readings, None where they are two quantities."""
    told = _link_of_score(passage, left, right)
    if told is not None:
        left.unit, left.dimension, left.noun, right.noun = "", "", None, None
        return told
    link = _between(passage, left.end, right.start)
    if link is None or not _are_alike(left, right) or not _joins(passage, left, right, link):
        return None
    return link


def _link_of_score(passage: Passage, left: Reading, right: Reading) -> _Link | None:
    """Return the "to" of "won by 45 points to 24"."""
    noun = left.bare_noun
    link = _between(passage, left.end if noun is None else noun.end, right.start)
    is_told = link is not None and link.word == "to" and is_told_score(passage, left, right)
    return link if is_told else None


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
    return _JOINED_BY[link.word](passage, left, right, link)


def _are_two_levels(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "64 percent to 56 percent", which compares."""
    is_falling = _are_measured(left, right) and left.value > right.value
    return is_falling and left.dimension in _COMPARABLE and not is_from(passage, left)


def _are_measured(left: Reading, right: Reading) -> bool:
    return left.unit != "" and right.unit != ""


def _are_one_amount(left: Reading, right: Reading, link: _Link) -> bool:
    """Tell "10 miles - 16 km", which says one length twice."""
    lower = _in_unit_of(right, left)
    return lower is not None and (lower >= right.value or link.word == "-")


def _joins_dashed(passage: Passage, left: Reading, right: Reading, link: _Link) -> bool:
    """Tell "5-10" and "5 - 10 km" from "by two points – 12 points to 10"."""
    if link.is_apart and _are_measured(left, right) and passage.text[left.end - 1].isalpha():
        return False
    return left.unit != "" or not right.money_sign


def _joins_between(passage: Passage, left: Reading, right: Reading, link: _Link) -> bool:
    """Tell "between 5 and 10" from "5 and 10"."""
    return _BETWEEN.before(passage.words, left.start) is not None


def _joins_either(passage: Passage, left: Reading, right: Reading, link: _Link) -> bool:
    """Tell "three or four" from "25 or 40"."""
    is_near = right.value <= _most_after_or(left) or left.scale != right.scale
    return left.value < right.value and is_near


def _joins_to(passage: Passage, left: Reading, right: Reading, link: _Link) -> bool:
    """Tell the range of "5 to 10" from a change with its level and from two shares."""
    if link.words.startswith(", to"):  # fell a third, to 12 tonnes
        return False
    if _are_shares(left, right) and not is_from(passage, left):
        # "Smith led 46 percent to 32 percent" tells two shares, "30 percent to 60 percent" one.
        return left.value < right.value and not is_told_of_contest(passage, left)
    return not _is_change_to_level(passage, left, right)


def _are_shares(left: Reading, right: Reading) -> bool:
    return left.unit == right.unit != "" and left.dimension == "share"


def _is_change_to_level(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "rose $2 to $45" and "rose by 12 to 39" from the range "rose by 1 to 1.5 degrees"."""
    leaves_unit = left.unit == "" and not right.is_alone
    return not leaves_unit and is_moved_by(passage, left)


def _most_after_or(left: Reading) -> Decimal:
    """Tell one estimate ("three or four", "50 or 60") from two cases ("25 or 40")."""
    return 2 * left.value + 1 if left.value < 20 else left.value * Decimal("1.5")


def _are_alike(left: Reading, right: Reading) -> bool:
    """Tell whether two numbers can be the ends of one range."""
    may_be_ends = _may_be_end(left) and _may_be_end(right)
    return may_be_ends and _may_begin(left, right) and _have_one_unit(left, right)


def _may_be_end(reading: Reading) -> bool:
    return reading.upper is None and reading.form is not Form.MULTIPLE


def _have_one_unit(left: Reading, right: Reading) -> bool:
    """Tell whether both ends have one unit, which the one may leave to the other."""
    if not left.unit:
        return not right.money_sign or right.form is not Form.WORDS
    return _are_of_one_unit(left, right) if right.unit else _serves_both(left, right)


def _serves_both(left: Reading, right: Reading) -> bool:
    """Tell the unit of a first end that is the second's too: "$5 to 10", "the under-5 to 10"."""
    is_glued_age = left.dimension == "age" and left.end == left.number.end
    return is_glued_age or (left.money_sign and right.noun is None)


def _may_begin(left: Reading, right: Reading) -> bool:
    """Tell a number that a range may begin with from a share, or a part that something fell by."""
    is_share = left.dimension == "share" and not left.unit
    return not is_share and not (_is_below_one(left) and _is_large(right))


def _is_below_one(reading: Reading) -> bool:
    return reading.form in (Form.FRACTION, Form.ARTICLE) and reading.value < 1


def _is_large(reading: Reading) -> bool:
    """Tell what no part leads up to: "shrank by two-thirds to $3 billion"."""
    return reading.money_sign or reading.scale > 1


def _are_of_one_unit(left: Reading, right: Reading) -> bool:
    """Tell "3 to 5 km", "three months to 12 years of age", "A$5 to 10 dollars"."""
    if left.unit == right.unit or _is_rate_of(right, left):
        return True
    is_same_money = left.money_sign and left.unit.endswith(right.unit)
    return is_same_money or _in_unit_of(right, left) is not None


def _in_unit_of(right: Reading, left: Reading) -> Decimal | None:
    """Return the first end in the unit of the second, None where that is the same or none.

    For example "between three months and 12 years of age".
    """
    is_other = left.unit != right.unit and left.dimension in _MEASURED
    if not is_other or right.dimension not in (left.dimension, "age"):
        return None
    return convert(left.value, left.unit, right.unit.removesuffix(" of age"))


def _is_rate_of(right: Reading, left: Reading) -> bool:
    """Tell "$10 to $12 an hour", whose first end leaves the divisor to the second."""
    return right.unit.startswith(f"{left.unit} per ")


def _is_change(passage: Passage, left: Reading, right: Reading, link: _Link) -> bool:
    """Tell "rose from 14 to 31", two numbers of one scale, from "cost from $14 to $31"."""
    may_change = link.word == "to" and left.dimension != "age"
    found = led_by_from(passage, left) if may_change else None
    if found is None or not _moves(passage, left, right, found.start):
        return False
    _share_scale(left, right)
    return True


def _moves(passage: Passage, left: Reading, right: Reading, start: int) -> bool:
    """Tell a change by its direction, or by the word that the "from" at `start` hangs on."""
    lower = _in_unit_of(right, left)
    is_falling = (left.value if lower is None else lower) > right.value
    return is_falling or governs_from(passage, left, start)


def _share_scale(left: Reading, right: Reading) -> None:
    """Give the scale of the second number to the first: "5 to 10 million", "$89 to $93 billion"."""
    if right.scale > 1 and left.scale == 1 and abs(left.value) < abs(right.value / right.scale):
        left.value *= right.scale


def _merge(left: Reading, right: Reading) -> None:
    """Make one reading of two: the left takes in what the right says."""
    _share_scale(left, right)
    converted = _in_unit_of(right, left)
    if converted is not None:
        left.value, left.unit, left.dimension = divide(converted, 1), right.unit, right.dimension
    left.upper, left.scale, left.noun = right.value, right.scale, right.noun
    left.number, left.end = Span(left.number.start, right.number.end), right.end
    if not left.unit or _is_rate_of(right, left):
        left.goes_with(right)


def _read_or_two(passage: Passage, reading: Reading) -> None:
    """Read "a week or two", "another mile or two" as one to two."""
    is_two = reading.value == 2 and reading.is_alone
    found = _OR_TWO.before(passage.words, reading.start) if is_two else None
    if found is None:
        return
    reading.value, reading.upper, reading.start = Decimal(1), reading.value, found.start
    unit = _unit_of(passage, found.named("noun"))
    reading.unit, reading.dimension = unit.name, unit.dimension


def _unit_of(passage: Passage, noun: Word) -> Unit:
    """Return the unit that a word is, or the thing that it counts."""
    unit = word_after(passage.folded, noun.start)
    return unit.unit if unit else Unit(noun.small, "count")


_JOINED_BY: Mapping[str, Callable[[Passage, Reading, Reading, _Link], bool]] = {
    "-": _joins_dashed,
    "and": _joins_between,
    "or": _joins_either,
    "to": _joins_to,
    "through": _joins_to,
}
