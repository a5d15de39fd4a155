"""What a bare number leaves out because it is said nearby: "27 towns and another five", "four- and six-cylinder".

In come the readings of a sentence in order; a bare number takes the unit of a neighbour where the words between
say that it goes on with the same thing: behind it for lists with hanging hyphens, before it for all else. It
never takes time, age or score along, and a share only where the number can be one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.text.quantities.digits import is_whole
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading

_GOES_ON_BEFORE = re.compile(
    r"""
    \b(?: another | and | or | but | than | from | to | with | just | only | including | included | plus | versus
      | against | by | of[ ](?:which|whom|them|the) | as[ ]many[ ]as | up[ ]to | at[ ]least | nearly | about | around
      | almost
      | and[ ](?: \w+ed | won | lost | drew | took | got | gave | sold | bought | shot | hurt | held | left | hit )
      | \w+ing | injured | wounded | hurt | killed )[ ]$   # 12 people died and 30 were hurt
    """,
    re.VERBOSE,
)
_INCLUDED_BEFORE = re.compile(r"\b(?:including|among them|of them|of whom)[ ](?:at least |about )?$")
_ITEM_BEFORE = re.compile(r"(?:,|\band)[ ](?:about |around |nearly |almost |some |an estimated |just |only )?$")
_PREPOSITION = re.compile(r"[ ](?:in|on|at|from|for|to|by|of)\b")
_HARMED = re.compile(  # whoever is harmed is not who harms: "two bombs killed nine" are not nine bombs
    r"\b(?:hurt|(?:kill|wound|injur|captur|arrest|detain|displac|kidnapp)(?:ed|ing))(?P<hedged>(?:[ ][a-z]+){0,3})[ ]$"
)
_GOES_ON_AFTER = re.compile(
    r"[ ](?:more|others?|of (?:them|which|whom|those|these)|fewer|less|were|are|have|had|who)\b"  # 12 of them
)
_LEVEL_BEFORE = re.compile(r"\b(?:to|at)[ ]$")
_FROM_BEFORE = re.compile(r"\bfrom (?:about |around |just |nearly |almost |some )?$")
_TO_BEFORE = re.compile(r"\bto (?:about |around |just |only |nearly |almost |barely |some )?$")
_GOVERNOR = re.compile(
    r"\b(?P<verb>has|have|had|won|wins|win|gets?|got|took|takes?|holds?|held|needs?|needed|lost|loses?|scored|scores"
    r"|killed|wounded|injured|received|earned|drew|polled|led|leads|leads with|with)"
    r"[ ](?:at least |at most |about |around |nearly |almost |only |just |more than |up to |another |some )?$"
)
_HANGING = re.compile(r"-(?=[,\s])")
_AND = re.compile(r",? and |, |,? or (?:even )?| x | × | by |-by-")
_MOVE = re.compile(r",? (?:up|down) ")
_FARTHEST = 120
_CARRIED = ("count", "share", "points")
_COMPARED = re.compile(r"\b(?:from|to|than|with|against|versus)[ ]$")
_OF_THOSE = re.compile(
    r" (?:out )?of (?:the |its |their |his |her |our |my )?(?:last |first |next |past |previous |final |only )?"
)


def fill_elided(passage: Passage, readings: list[Reading]) -> None:
    """Give bare numbers the unit that they leave out, and take "another" into their surface."""
    _fill_converted(passage, readings)
    for at in reversed(range(len(readings) - 1)):
        _take_from_behind(passage, readings[at], readings[at + 1])
    for at, reading in enumerate(readings):
        if reading.unit in ("", "other") and reading.dimension in ("", "count"):
            _take_from_before(passage, readings[:at], reading)
        another = re.search(r"\banother[ ]$", passage.before(reading.start, 10))
        if another:
            reading.start -= len(another.group())


def _take_from_behind(passage: Passage, reading: Reading, right: Reading) -> None:
    if reading.unit or reading.dimension or not right.unit:
        return
    if right.dimension in ("count", "multiple") and _OF_THOSE.fullmatch(passage.folded, reading.end, right.start):
        reading.unit, reading.dimension = right.unit, right.dimension  # 10 of their last 12 games
    is_hanging = _HANGING.match(passage.folded, reading.number.end) is not None  # four-, five- and six-cylinder
    is_listed = reading.noun is None and right.upper is None  # by 5 and 10 points
    link = _AND.fullmatch(passage.folded, reading.end, right.start) if is_listed else None
    if link and (link.group() != ", or " or right.dimension == "count"):  # "up 5, or 3 percent"
        reading.unit, reading.dimension = right.unit, right.dimension
    is_level = right.dimension == "points" and _MOVE.fullmatch(passage.folded, reading.end, right.start)
    if is_hanging or is_level:  # 16,369 up 58 points
        reading.unit, reading.dimension = right.unit, right.dimension


def _take_from_before(passage: Passage, earlier: Sequence[Reading], reading: Reading) -> None:
    if reading.form in (Form.FRACTION, Form.ARTICLE, Form.VAGUE, Form.MULTIPLE):
        return
    before, after = passage.before(reading.start, 30), passage.after(reading.end, 12)
    nearest = earlier[-1] if earlier else None
    is_listed = nearest is not None and nearest.dimension == "age" and _is_listed_age(passage, nearest, reading)
    if nearest is not None and (is_listed or (reading.is_gapped and nearest.dimension in _CARRIED)):
        reading.unit, reading.dimension = nearest.unit, nearest.dimension
        return
    if nearest is not None and nearest.scale == reading.scale > 1 and nearest.dimension in ("rate", "money"):
        if _COMPARED.search(before):  # 2.1 million barrels a day, down from 2.3 million
            reading.unit, reading.dimension = nearest.unit, nearest.dimension
        return
    if _TO_BEFORE.search(before):  # cut from 90,000 euros last year to only 20,000
        level = next(
            (other for other in reversed(earlier) if _FROM_BEFORE.search(passage.before(other.start, 16))), None
        )
        if level is not None and level.unit:
            reading.unit, reading.dimension = level.unit, level.dimension
            return
    left = next((other for other in reversed(earlier) if is_carried(passage, other)), None)
    if left is None:
        return
    if reading.value >= 100 and left.dimension != "count":
        points = next((other for other in reversed(earlier) if other.dimension == "points"), None)
        if points is not None and _LEVEL_BEFORE.search(before):  # fell 162 points, or 2.1%, to 7,425.81
            reading.unit, reading.dimension = points.unit, points.dimension
        return
    harmed = _HARMED.search(before)
    if harmed and not harmed["hedged"] and not _HARMED.search(passage.before(left.start, 40)):
        return
    if reading.start - left.end > _FARTHEST or (left.dimension == "count" and not is_whole(reading.value)):
        return
    is_of = passage.folded[left.end : reading.start] == ", " and passage.before(left.start, 3) == "of "
    is_parallel = governor(passage, reading) == governor(passage, left) != "" or _is_item(passage, left, reading)
    if is_of or is_parallel or _GOES_ON_BEFORE.search(before) or _GOES_ON_AFTER.match(after):
        reading.unit, reading.dimension = left.unit, left.dimension


def is_carried(passage: Passage, reading: Reading) -> bool:
    """Tell what later numbers go on with: in "three people, including two boys, and 17 others" not the boys."""
    if reading.dimension not in _CARRIED or not reading.unit:
        return False
    return _INCLUDED_BEFORE.search(passage.before(reading.start, 24)) is None


def _is_item(passage: Passage, left: Reading, reading: Reading) -> bool:
    """Tell the items of a list by what follows each: "12 shops in 2018, 15 in 2019 and about 20 in 2020"."""
    if _ITEM_BEFORE.search(passage.before(reading.start, 30)) is None:
        return False
    first, second = (_PREPOSITION.match(passage.folded, end) for end in (left.end, reading.end))
    return first is not None and second is not None and first.group() == second.group()


def _is_listed_age(passage: Passage, nearest: Reading, reading: Reading) -> bool:
    """Tell "Tiffany is 22, and Barron 9", "the sisters, 41 and 38,", "Berg (34 years old) and Ruiz (45)"."""
    if reading.is_gapped:
        return True
    opening, closing = passage.text[reading.start - 1 : reading.start], passage.text[reading.end : reading.end + 1]
    if passage.folded[nearest.end : reading.start] in (" and ", ", "):
        return closing in (",", ".", ";", "")
    return opening == "(" and closing == ")" and passage.text[nearest.end : nearest.end + 1] == ")"


def governor(passage: Passage, reading: Reading) -> str:
    """Return the verb right before a number and its hedge: "Ruiz has at least 10 seats and Berg has 8"."""
    found = _GOVERNOR.search(passage.before(reading.start))
    return found["verb"] if found else ""


def _fill_converted(passage: Passage, readings: list[Reading]) -> None:
    """Fill the currency of "2.4m yen ($22,480) for this model and 2.3m ($21,972) for that"."""
    first = ""
    for left, right in pairwise(readings):
        is_converted = passage.folded[left.end : right.start] in (" (", ", or ") and right.dimension == "money"
        if is_converted and left.dimension == "money" and not first:
            first = left.unit
        elif is_converted and not left.unit and first:
            left.unit, left.dimension = first, "money"
