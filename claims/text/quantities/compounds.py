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
from claims.text.quantities.digits import divide
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.units import CENTS, convert, word_after
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
        if not _goes_to(passage, left, reading):
            joined.append(reading)
    return joined


def _goes_to(passage: Passage, left: Reading | None, reading: Reading) -> bool:
    """Add a measure to the one before it where it is part of that; tell whether it is."""
    if _is_half_more(reading) and _add_half(passage, left, reading):
        return True
    parts = 0 if left is None else _parts(passage, left, reading)
    if left is None or not parts:
        return False
    left.value += divide(reading.value, parts)
    left.number, left.end = Span(left.number.start, reading.number.end), reading.end
    if reading.dimension == "age":  # 3 years, 2 months old
        left.measured_in(f"{left.unit} of age", "age", reading.end)
    return True


def _is_half_more(reading: Reading) -> bool:
    """Tell what may be "a half" of the unit before it."""
    return reading.form is Form.ARTICLE and reading.is_part and not reading.unit


def _add_half(passage: Passage, left: Reading | None, reading: Reading) -> bool:
    """Add the half of "a year and a half" or "three miles and a half" to its unit.

    True if it went to the left.
    """
    if _takes_unit_before(passage, reading):
        return False
    if left is None or not _takes_half(passage, left, reading):
        return False
    left.value += reading.value
    left.number, left.end = Span(left.number.start, reading.end), reading.end
    return True


def _takes_unit_before(passage: Passage, half: Reading) -> bool:
    """Make one and a half of the half behind "a year and"; tell whether a unit stands there."""
    found = _A_UNIT_AND.before(passage.words, half.start)
    if found is None:
        return False
    word = found.named("unit")
    unit = word_after(passage.folded, word.start)
    if unit is None or unit.end != word.end:
        return False
    half.start, half.value, half.form = found.start, 1 + half.value, Form.FRACTION
    half.measured_in(unit.unit.name, unit.unit.dimension, half.end)
    return True


def _takes_half(passage: Passage, left: Reading, half: Reading) -> bool:
    """Tell "three miles and a half" from "$5 million and a third of its staff"."""
    is_and = left.unit != "" and passage.between(left, half) == " and "
    is_of = passage.folded.startswith(" of ", half.end)
    return is_and and not is_of and left.is_whole and left.scale <= 1


def _parts(passage: Passage, left: Reading, right: Reading) -> Decimal | int:
    """Return how many of the right unit make one of the left.

    0 where they do not belong together.
    """
    if right.value < 0 or not _may_have_parts(left):
        return 0
    if _read_feet(passage, left, right) or _read_inches(passage, left, right):
        return _MOST_INCHES
    return _parts_linked(passage, left, right) if _is_linked(passage, left, right) else 0


def _parts_linked(passage: Passage, left: Reading, right: Reading) -> Decimal | int:
    """Return the parts of an amount with nothing but a link between the two measures."""
    cents = _cents(passage, left, right)
    return cents or _PARTS.get((left.unit, right.unit), 0) or _parts_of_time(left, right)


def _is_linked(passage: Passage, left: Reading, right: Reading) -> bool:
    return passage.between(left, right) in _LINKS


def _cents(passage: Passage, left: Reading, right: Reading) -> int:
    """Return the hundred of "thirteen dollars forty-five cents", 0 of what are no cents."""
    is_amount = left.dimension == "money" and left.unit not in CENTS and right.value < 100
    is_cents = is_amount and (right.unit in CENTS or _is_bare_cents(passage, left, right))
    return 100 if is_cents else 0


def _may_have_parts(reading: Reading) -> bool:
    return reading.upper is None and (reading.is_whole or reading.dimension == "time")


def _read_feet(passage: Passage, left: Reading, right: Reading) -> bool:
    """Read 6'2", whose marks are of feet and inches only together."""
    may_be_feet = _may_be_feet(passage, left, right)
    inches = _INCHES.behind(passage.words, right.number.end) if may_be_feet else None
    if inches is None:
        return False
    left.measured_in("foot", "length", right.end)
    right.end = inches.end
    return True


def _may_be_feet(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell small numbers with the mark of feet between them."""
    is_small = left.value < _MOST_FEET and right.value < _MOST_INCHES
    is_unmarked = not left.unit and right.unit in ("", "inch")
    if not is_small or not is_unmarked:
        return False
    return _FEET_MARK.between(passage.words, left.end, right.start) is not None


def _read_inches(passage: Passage, left: Reading, right: Reading) -> bool:
    """Read the inches of "12 ft 2 in" and "6-foot-2"."""
    if not _may_be_inches(left, right):
        return False
    may_be_named = _is_linked(passage, left, right)
    inches = _INCHES.behind(passage.words, right.end) if may_be_named else None
    if inches is not None:
        right.end = inches.end
    return inches is not None or passage.between(left, right) == "-"


def _may_be_inches(left: Reading, right: Reading) -> bool:
    return left.unit == "foot" and not right.unit and right.value < _MOST_INCHES


def _parts_of_time(left: Reading, right: Reading) -> Decimal | int:
    """Return how many of the right unit of time make one of the left.

    0 where the right is no part of it.
    """
    if not _are_times(left, right):
        return 0
    parts = convert(Decimal(1), left.unit, right.unit.removesuffix(" of age"))
    return parts if parts is not None and right.value < parts else 0


def _are_times(left: Reading, right: Reading) -> bool:
    is_time = left.dimension == "time" and right.dimension in ("time", "age")
    return is_time and right.upper is None


def _is_bare_cents(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell "fifteen dollars and 50." from "15 dollars and 50 people"."""
    if any((right.unit, right.money_sign, left.money_sign, left.scale > 1)):
        return False
    is_linked = passage.between(left, right) in (" ", " and ")
    return is_linked and _may_be_cents(right) and _END.behind(passage.words, right.end) is not None


def _may_be_cents(reading: Reading) -> bool:
    return reading.is_whole and reading.value >= _FEWEST_CENTS
