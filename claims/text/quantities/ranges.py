"""Two numbers that are one quantity.

For example "between 5 and 10", "$3 billion to $5 billion", "three or four years".

In come the readings of a sentence in order; out they go with the joined ones merged. A range is
joined only where a range word or a dash stands between numbers of like kind: "up 60% in 2018 to 3.9
million" is two, and so is an amount of change with the level it led to ("rose $2 to $45"). Scores
("won 3-2", "a 51-49 vote") are pairs of counts too, as written, with the dimension "score".
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from claims.model import Modifier, Span
from claims.text.grammar.lexicon import any_of, listed
from claims.text.quantities.digits import divide, is_whole
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.units import convert, word_after

_LINK = re.compile(
    r"""
    (?P<dash> [ ]?(?:-|–|‒|~|-to-|-for-|-of-)[ ]? | — | [ ]to-[ ]? | -[ ]to[ ] )  # 5-10, 18-to-24, 5- to 10-year
    | ,?[ ](?P<word>to|and|or|or[ ]even|or[ ]perhaps|or[ ]maybe|through|up[ ]to)[ ](?:about[ ]|around[ ])?
    """,
    re.VERBOSE,
)
_BETWEEN = re.compile(
    r"\bbetween\s+(?:the ages of |ages |about |around |roughly |approximately |a |an )?$"
)
_FROM = re.compile(r"\bfrom\s+(?:about |around |just |nearly |almost |as low as )?$")
_OR_TWO = re.compile(
    r"(?<!\w)(?:an?|another|one|last|next|past)[ ](?:past |next |last |final )?(?P<noun>[a-z]+)[ "
    r"]or[ ]$"
)
_AND_BUT = re.compile(r",? (?:and|but|yet) ")
_FLOORS, _CEILINGS = (Modifier.MORE_THAN, Modifier.AT_LEAST), (Modifier.LESS_THAN, Modifier.AT_MOST)
_LARGEST_SCORE = 1000
_LONGEST_CHANGE = 90  # characters from the verb of a change to its first number


@cache
def _change_before() -> re.Pattern[str]:
    kinds = (
        f"{way}{suffix}"
        for way in ("rise", "fall")
        for suffix in ("", "_price", "_object", "_adverb")
    )
    changes = any_of("numbers/trends", *kinds)
    return re.compile(
        rf"\b(?:{changes}|by)\s+(?:by\s+)?(?:about |around |just |only |another |nearly |almost )?$"
    )


@cache
def _changes() -> re.Pattern[str]:
    """What turns "from A to B" into a change, earlier in its clause: a verb or a noun of change."""
    kinds = (
        f"{way}{suffix}"
        for way in ("rise", "fall")
        for suffix in ("", "_price", "_object", "_adverb", "_noun")
    )
    return re.compile(rf"\b(?:{any_of('numbers/trends', *kinds, 'change')})\b(?!.*[;:])")


@cache
def _score_words() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('numbers/neighbours', 'score')}\b")


def join_ranges(passage: Passage, readings: list[Reading]) -> list[Reading]:
    """Merge the two ends of every range and score."""
    joined: list[Reading] = []
    for reading in readings:
        _read_or_two(passage, reading)
        link = _link(passage, joined[-1], reading) if joined else None
        if link is not None and _is_change(passage, joined[-1], reading, link):
            _share_scale(joined[-1], reading)
            link = None
        if link is None:
            joined.append(reading)
            continue
        _merge(joined[-1], reading)
        is_estimate = (link["word"] or "").startswith("or")
        if not is_estimate and _is_score(passage, joined[-1]):
            joined[-1].dimension, joined[-1].noun = "score", None
    return joined


def _link(passage: Passage, left: Reading, right: Reading) -> re.Match[str] | None:
    """Return the words or the dash that join two readings, None where they are two quantities."""
    counted = left.noun.end if left.noun is not None and not left.unit else left.end
    link = _LINK.fullmatch(passage.folded, counted, right.start)
    if link is not None and _is_told_score(passage, left, right, link):
        left.unit, left.dimension, left.noun, right.noun = "", "", None, None
        return link
    link = _LINK.fullmatch(passage.folded, left.end, right.start)
    if (
        link is None
        or left.upper is not None
        or right.upper is not None
        or not _are_alike(left, right)
    ):
        return None
    return link if _joins(passage, left, right, link) else None


def _is_told_score(passage: Passage, left: Reading, right: Reading, link: re.Match[str]) -> bool:
    """Tell "won by 45 points to 24" and "beat them 3 goals to 1" from "rose 45 points to 3,024"."""
    what = left.unit or (left.noun.kind if left.noun else "")
    if (
        link["word"] != "to"
        or what not in listed("numbers/neighbours", "scored")
        or right.unit
        or right.money_sign
    ):
        return False
    return (
        is_whole(right.value)
        and right.value < _LARGEST_SCORE
        and not _changes().search(passage.before(left.start))
    )


def _joins(passage: Passage, left: Reading, right: Reading, link: re.Match[str]) -> bool:
    is_compared = left.unit and right.unit and left.dimension in ("share", "points", "count")
    if (
        is_compared
        and left.value > right.value
        and not _FROM.search(passage.before(left.start, 40))
    ):
        return False  # "64 percent to 56 percent"
    lower = _in_unit_of(right, left) if left.unit != right.unit else None
    if lower is not None and (lower >= right.value or link["dash"]):
        return False  # 10 miles - 16 km
    if link["dash"]:
        if (
            left.unit
            and right.unit
            and link.group().strip() != link.group()
            and passage.text[left.end - 1].isalpha()
        ):
            return False  # by two points – 12 points to 10
        return not (right.money_sign and not left.unit)
    if link["word"] == "to" and link.group().startswith(","):  # fell a third, to 12 tonnes
        return False
    before = passage.before(left.start, 40)
    if link["word"] == "and":
        return _BETWEEN.search(before) is not None
    if link["word"].startswith("or"):
        return left.value < right.value and (
            right.value <= _most_after_or(left) or left.scale != right.scale
        )
    if (
        left.unit
        and left.unit == right.unit
        and left.dimension == "share"
        and not _FROM.search(before)
    ):
        # "Smith led 46 percent to 32 percent" tells two shares, "30 percent to 60 percent" one.
        return left.value < right.value and _score_words().search(before) is None
    # "rose $2 to $45" and "rose by 12 to 39" tell a change and a level, "rose by 1 to 1.5 degrees"
    # a range.
    is_level = bool(left.unit) or not (right.unit or right.noun)
    return not (is_level and _change_before().search(before))


def _most_after_or(left: Reading) -> Decimal:
    """Tell one estimate ("three or four", "50 or 60") from two cases ("25 or 40")."""
    return 2 * left.value + 1 if left.value < 20 else left.value * Decimal("1.5")


def _are_alike(left: Reading, right: Reading) -> bool:
    """Tell whether both ends have one unit.

    The left may leave it to the right, or a sign before the left serve both.
    """
    if Form.MULTIPLE in (left.form, right.form) or (left.dimension == "share" and not left.unit):
        return False
    is_part = left.form in (Form.FRACTION, Form.ARTICLE) and left.value < 1
    if is_part and (right.money_sign or right.scale > 1):  # "shrank by two-thirds to $3 billion"
        return False
    if left.unit and right.unit:
        return (
            left.unit == right.unit
            or _in_unit_of(right, left) is not None
            or (left.money_sign and left.unit.endswith(right.unit))
            or _is_rate_of(right, left)
        )
    if left.unit:
        return (left.money_sign and right.noun is None) or (
            left.dimension == "age" and left.end == left.number.end
        )
    return not right.money_sign or right.form is not Form.WORDS


def _in_unit_of(right: Reading, left: Reading) -> Decimal | None:
    """Return the first end in the unit of the second.

    For example "between three months and 12 years of age".
    """
    if left.dimension not in ("time", "length", "mass") or right.dimension not in (
        left.dimension,
        "age",
    ):
        return None
    return convert(left.value, left.unit, right.unit.removesuffix(" of age"))


def _is_rate_of(right: Reading, left: Reading) -> bool:
    """Tell "$10 to $12 an hour", whose first end leaves the divisor to the second."""
    return right.unit.startswith(f"{left.unit} per ")


def _is_change(passage: Passage, left: Reading, right: Reading, link: re.Match[str]) -> bool:
    """Tell "rose from 14 to 31", which are two numbers, from "cost from $14 to $31"."""
    before = passage.before(left.start, _LONGEST_CHANGE)
    start = _FROM.search(before)
    if start is None or link["word"] not in ("to", "up to") or left.dimension == "age":
        return False
    lower = _in_unit_of(right, left) if left.unit != right.unit else left.value
    return (left.value if lower is None else lower) > right.value or _changes().search(
        before, 0, start.start()
    ) is not None


def _share_scale(left: Reading, right: Reading) -> None:
    """Give the scale of the second number to the first: "5 to 10 million", "$89 to $93 billion"."""
    if right.scale > 1 and left.scale == 1 and abs(left.value) < abs(right.value / right.scale):
        left.value *= right.scale


def _merge(left: Reading, right: Reading) -> None:
    _share_scale(left, right)
    if (
        left.unit
        and left.unit != right.unit
        and (converted := _in_unit_of(right, left)) is not None
    ):
        left.value, left.unit, left.dimension = divide(converted, 1), right.unit, right.dimension
    left.upper, left.scale, left.noun = right.value, right.scale, right.noun
    left.number, left.end = Span(left.number.start, right.number.end), right.end
    if not left.unit or _is_rate_of(right, left):
        left.unit, left.dimension = right.unit, right.dimension


def _is_score(passage: Passage, pair: Reading) -> bool:
    """Tell "won 3-2" and "a 51-49 vote" from "5-10 people".

    Whole numbers, no unit, and the words of contests.
    """
    ends = (pair.value, pair.value if pair.upper is None else pair.upper)
    if pair.unit or any(not is_whole(end) or not 0 <= end < _LARGEST_SCORE for end in ends):
        return False
    if _FROM.search(passage.before(pair.start, 30)):  # "fell from 12 to 3"
        return False
    is_record = (
        passage.text[pair.start - 1 : pair.start] == "("
        and passage.text[pair.end : pair.end + 1] == ")"
    )
    # "went 3-for-4"
    is_tally = re.search(r"-(?:for|of)-", passage.folded[slice(*pair.number)]) is not None
    if is_record or is_tally or ends[0] >= ends[1]:
        return True
    around = f"{passage.before(pair.start, 40)} . {passage.after(pair.end, 30)}"
    return _score_words().search(around) is not None


def join_bounds(passage: Passage, readings: list[Reading]) -> list[Reading]:
    """Merge two opposite hedges into one range: "more than five but fewer than ten people"."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and _are_bounds(passage, joined[-1], reading):
            left = joined[-1]
            low, high = sorted((left.value, reading.value))
            left.value, left.upper, left.modifier = low, high, Modifier.BETWEEN
            left.number = Span(left.number.start, reading.number.end)
            left.measured_in(
                reading.unit or left.unit, reading.dimension or left.dimension, reading.end
            )
        else:
            joined.append(reading)
    return joined


def _are_bounds(passage: Passage, left: Reading, right: Reading) -> bool:
    if (
        left.upper is not None
        or right.upper is not None
        or (left.unit and right.unit and left.unit != right.unit)
    ):
        return False
    between = passage.folded[left.end : right.start]
    if not _AND_BUT.fullmatch(between) and (
        between != ", " or left.unit
    ):  # at least 5, at most 10 people
        return False
    ends = (left, right) if left.modifier in _FLOORS else (right, left)
    return (
        ends[0].modifier in _FLOORS
        and ends[1].modifier in _CEILINGS
        and ends[0].value < ends[1].value
    )


def _read_or_two(passage: Passage, reading: Reading) -> None:
    """Read "a week or two", "another mile or two" as one to two."""
    if reading.value != 2 or reading.noun is not None or reading.unit:
        return
    found = _OR_TWO.search(passage.folded, max(passage.start, reading.start - 30), reading.start)
    if found is None:
        return
    reading.value, reading.upper, reading.start = Decimal(1), reading.value, found.start()
    reading.unit, reading.dimension = found["noun"], "count"
    unit = word_after(passage.folded, found.start("noun"))
    if unit is not None:
        reading.unit, reading.dimension = unit.unit.name, unit.unit.dimension
