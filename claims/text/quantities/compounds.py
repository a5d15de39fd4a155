"""Two measures that are one amount.

For example "5 ft 11 in", "6-foot-2", "thirteen dollars forty-five cents", "7lb 4oz".

In come the readings of a sentence, out they go with the smaller measure added to the larger one
before it, in the larger one's unit: lengths of time too ("15 years, 8 months", "two hours and 10
minutes").
"""

from __future__ import annotations

from decimal import Decimal

from claims.model import Span
from claims.text.grammar.shapes import Shape
from claims.text.quantities.digits import divide, is_whole
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.units import CENTS, UnitSpan, convert, word_after
from claims.text.quantities.written import Form

_PARTS = {("foot", "inch"): 12, ("pound", "ounce"): 16, ("stone", "pound"): 14}
_LINKS = ("", " ", "-", ",", ", ", " and ", ", and ")
_INCHES = Shape(
    "-? in . &W|,",  # 12 ft 2 in. long
    "-? inch|inches|in",
    "\"|”|″|''",  # 6'2"
    "' '",
)
_FEET_MARK = Shape("'|′|’")
_A_UNIT_AND = Shape("a|an|one unit=W and", "the? past|last|previous|next unit=W and")
_END = Shape(".|!|? END", "END")
_MOST_INCHES, _MOST_FEET = 12, 10  # a person of 6'2"
_FEWEST_CENTS = 10


def join_compounds(passage: Passage, readings: list[Reading]) -> list[Reading]:
    """Merge the larger and the smaller measure of one amount."""
    joined: list[Reading] = []
    for reading in readings:
        left = joined[-1] if joined else None
        if _is_half_more(reading) and _add_half(passage, left, reading):
            continue
        parts = _parts(passage, left, reading) if left is not None else 0
        if left is None or not parts:
            joined.append(reading)
            continue
        left.value += divide(reading.value, parts)
        left.number = Span(left.number.start, reading.number.end)
        left.end = reading.end
        if reading.dimension == "age":  # 3 years, 2 months old
            left.measured_in(f"{left.unit} of age", "age", reading.end)
    return joined


def _is_half_more(reading: Reading) -> bool:
    """Tell what may be "a half" of the unit before it."""
    return reading.form is Form.ARTICLE and 0 < reading.value < 1 and not reading.unit


def _add_half(passage: Passage, left: Reading | None, reading: Reading) -> bool:
    """Add the half of "a year and a half" or "three miles and a half" to its unit.

    True if it went to the left.
    """
    found = _A_UNIT_AND.before(passage.words, reading.start)
    if found is not None:
        word = found.line.words[found.at("unit")]
        unit = word_after(passage.folded, word.start)
        if unit is not None and unit.end == word.end:
            _take_unit(reading, unit, found.line.words[found.first].start)
            return False
    if left is None or not _takes_half(passage, left, reading):
        return False
    left.value += reading.value
    left.number, left.end = Span(left.number.start, reading.end), reading.end
    return True


def _take_unit(half: Reading, unit: UnitSpan, start: int) -> None:
    """Make one and a half of the half, from where its unit is named."""
    half.start, half.value, half.form = start, 1 + half.value, Form.FRACTION
    half.measured_in(unit.unit.name, unit.unit.dimension, half.end)


def _takes_half(passage: Passage, left: Reading, half: Reading) -> bool:
    """Tell "three miles and a half" from "$5 million and a third of its staff"."""
    is_and = left.unit != "" and passage.between(left, half) == " and "
    is_of = passage.folded.startswith(" of ", half.end)
    return is_and and not is_of and is_whole(left.value) and left.scale <= 1


def _parts(passage: Passage, left: Reading, right: Reading) -> Decimal | int:
    """Return how many of the right unit make one of the left.

    0 where they do not belong together.
    """
    if not _may_have_parts(left) or right.value < 0:
        return 0
    if _read_feet(passage, left, right) or _read_inches(passage, left, right):
        return 12
    if passage.between(left, right) not in _LINKS:
        return 0
    if left.dimension == "money" and left.unit not in CENTS and right.value < 100:
        return 100 if right.unit in CENTS or _is_bare_cents(passage, left, right) else 0
    return _PARTS.get((left.unit, right.unit), 0) or _parts_of_time(left, right)


def _may_have_parts(reading: Reading) -> bool:
    is_whole_or_time = is_whole(reading.value) or reading.dimension == "time"
    return is_whole_or_time and reading.upper is None


def _read_feet(passage: Passage, left: Reading, right: Reading) -> bool:
    """Read 6'2", whose marks are of feet and inches only together."""
    is_small = left.value < _MOST_FEET and right.value < _MOST_INCHES
    if left.unit or right.unit not in ("", "inch") or not is_small:
        return False
    if not _FEET_MARK.between(passage.words, left.end, right.start):
        return False
    inches = _INCHES.behind(passage.words, right.number.end)
    if inches is None:
        return False
    left.measured_in("foot", "length", right.end)
    right.end = inches.line.words[inches.last - 1].end
    return True


def _read_inches(passage: Passage, left: Reading, right: Reading) -> bool:
    """Read the inches of "12 ft 2 in" and "6-foot-2"."""
    if left.unit != "foot" or right.unit or right.value >= _MOST_INCHES:
        return False
    between = passage.between(left, right)
    inches = _INCHES.behind(passage.words, right.end) if between in _LINKS else None
    if inches is not None:
        right.end = inches.line.words[inches.last - 1].end
    return inches is not None or between == "-"


def _parts_of_time(left: Reading, right: Reading) -> Decimal | int:
    """Return how many of the right unit of time make one of the left.

    0 where the right is no part of it.
    """
    is_time = left.dimension == "time" and right.dimension in ("time", "age")
    if not is_time or right.upper is not None:
        return 0
    parts = convert(Decimal(1), left.unit, right.unit.removesuffix(" of age"))
    return parts if parts is not None and right.value < parts else 0


def _is_bare_cents(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "fifteen dollars and 50." from "15 dollars and 50 people"."""
    if right.unit or right.money_sign or left.money_sign or left.scale > 1:
        return False
    is_amount = is_whole(right.value) and right.value >= _FEWEST_CENTS
    is_linked = passage.between(left, right) in (" ", " and ")
    return is_amount and is_linked and _END.behind(passage.words, right.end) is not None
