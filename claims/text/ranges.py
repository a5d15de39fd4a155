"""Two numbers that are one quantity: "between 5 and 10", "$3 billion to $5 billion", "three or four years".

In come the readings of a sentence in order; out they go with the joined ones merged. A range is joined only
where a range word or a dash stands between numbers of like kind: "up 60% in 2018 to 3.9 million" is two, and so
is an amount of change with the level it led to ("rose $2 to $45"). Scores ("won 3-2", "a 51-49 vote") are pairs
of counts too, as written, with the dimension "score"; a range in digits runs upwards, a score need not.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from claims.model import Span
from claims.text.lexicon import any_of
from claims.text.numerals import Form
from claims.text.reading import Passage, Reading

_LINK = re.compile(
    r"""
    (?P<dash> [ ]?(?:-|–|—|‒|~|-to-)[ ]? | [ ]to-[ ]? | -[ ]to[ ] )             # 5-10, 18-to-24, 5- to 10-year
    | ,?[ ](?P<word>to|and|or|or[ ]even|or[ ]perhaps|or[ ]maybe|through|up[ ]to)[ ](?:about[ ]|around[ ])?
    """,
    re.VERBOSE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:about |around |roughly |approximately |a |an )?$")
_FROM = re.compile(
    r"\b(?:from|of|at|between|rang\w+|around|about|for|in|over|within)\s+(?:about |around |as low as )?$"
)
_LARGEST_SCORE = 1000


@cache
def _change_before() -> re.Pattern[str]:
    changes = any_of("trends.txt", "rise", "fall", "rise_adverb", "fall_adverb")
    return re.compile(rf"\b(?:{changes}|by)\s+(?:by\s+)?(?:about |around |just |only |another |nearly |almost )?$")


@cache
def _score_words() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('cues.txt', 'score')}\b")


def join_ranges(passage: Passage, readings: list[Reading]) -> list[Reading]:
    """Merge the two ends of every range and score."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and _is_pair(passage, joined[-1], reading):
            _merge(joined[-1], reading)
            if _is_score(passage, joined[-1]):
                joined[-1].dimension, joined[-1].noun = "score", None
        else:
            joined.append(reading)
    return joined


def _is_pair(passage: Passage, left: Reading, right: Reading) -> bool:
    link = _LINK.fullmatch(passage.folded, left.end, right.start)
    if Form.MULTIPLE in (left.form, right.form):
        return False
    if link is None or left.upper is not None or right.upper is not None or not _are_alike(left, right):
        return False
    if link["dash"]:
        return not (right.money_sign and not left.unit)
    before = passage.before(left.start, 30)
    if link["word"] == "and":
        return _BETWEEN.search(before) is not None
    if link["word"].startswith("or"):
        return left.value < right.value and (right.value <= _most_for_or(left) or left.scale != right.scale)
    return not (left.unit and _change_before().search(before))


def _most_for_or(left: Reading) -> Decimal:
    """Tell one estimate ("three or four", "50 or 60") from two cases ("25 or 40")."""
    return 2 * left.value + 1 if left.value < 20 else left.value * Decimal("1.5")


def _are_alike(left: Reading, right: Reading) -> bool:
    """Both ends have one unit, or the left end leaves it to the right, or a sign before the left serves both."""
    if left.unit and right.unit:
        return left.unit == right.unit or (left.money_sign and left.unit.endswith(right.unit))
    if left.unit:
        return left.money_sign and right.noun is None
    return not right.money_sign or right.form is not Form.WORDS


def _merge(left: Reading, right: Reading) -> None:
    if right.scale > 1 and left.scale == 1 and abs(left.value) < abs(right.value / right.scale):
        left.value *= right.scale  # "5 to 10 million", "$89 to $93 billion"
    left.upper, left.scale, left.noun = right.value, right.scale, right.noun
    left.number, left.end = Span(left.number.start, right.number.end), right.end
    if not left.unit:
        left.unit, left.dimension = right.unit, right.dimension


def _is_score(passage: Passage, pair: Reading) -> bool:
    """Tell "won 3-2" and "a 51-49 vote" from "5-10 people": whole numbers, no unit, and the words of contests."""
    if (
        pair.unit
        or pair.upper is None
        or pair.value % 1
        or pair.upper % 1
        or max(pair.value, pair.upper) > _LARGEST_SCORE
    ):
        return False
    if pair.value >= pair.upper:
        return True
    around = passage.before(pair.start, 40) + " . " + passage.after(pair.end, 30)
    return _score_words().search(around) is not None
