"""The rule for margins: a lead or a majority that is not the difference of the two sides.

One sentence in, flags out.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Flag
from claims.numbers.bounds import Bounds, plain, size
from claims.numbers.inside.lone import has_lead, lone_margin, lone_points
from claims.numbers.items import Number, matches, numbers_of
from claims.numbers.rules import flag
from claims.numbers.sentences import Sentence
from claims.text.grammar.rules import Word

_SCORE = "one=COUNT|SHARE W? to|HYPHEN|DASH|against|versus his|her|their|the? two=COUNT|SHARE"
# "52-48" and "52 to 48" are one claim with two ends
_BARE_SCORE = "one=COUNT|SHARE two=COUNT|SHARE"
_MARGINS = tuple(
    pattern
    for score in (_SCORE, _BARE_SCORE)
    for pattern in (
        f"by said=COUNT|POINTS W? ,|:|OPEN|DASH {score}",
        f"{score} W* ,|DASH|OPEN a|an|the W? LEAD of said=COUNT|POINTS",
        f"{score} W* ,|DASH|OPEN a|an said=POINTS HYPHEN? W? LEAD",
        f"{score} W* ,|DASH|OPEN W* by ( a LEAD of )? said=COUNT|POINTS",
    )
)
_TOLERATED = Decimal(1)  # two rounded shares can differ from their rounded difference by one


def check_margin(sentence: Sentence) -> Iterator[Flag]:
    """Compare a margin with the difference of its two numbers.

    It stands as "by N points, A to B" or as "A to B, an N-point lead".
    """
    told = [
        numbers_of(found, "one", "two", "said") for _, _, found in matches(_MARGINS, sentence.items)
    ]
    for one, two, said in told or _lone(sentence):
        if said.claim.unit in (
            "percentage point",
            "point",
            "vote",
            "seat",
            "goal",
            "run",
            "try",
            "",
        ):
            yield from _margin(one, two, said, sentence.items)


def _lone(sentence: Sentence) -> Iterator[tuple[Number, Number, Number]]:
    """Yield the sides and the lead of a sentence that has no other numbers."""
    if found := lone_margin(sentence) or (has_lead(sentence) and lone_points(sentence)):
        yield found


def _margin(one: Number, two: Number, said: Number, items: list[Word]) -> Iterator[Flag]:
    difference = abs(one.value - two.value)
    counted = one.unit != "percent" and all(number.value % 1 == 0 for number in (one, two, said))
    near = Bounds(difference, difference).widened(Decimal(0) if counted else _TOLERATED)
    if not size(said.bounds()).has_common(near):
        high, low = max(one.value, two.value), min(one.value, two.value)
        message = f'"{said.words}" does not fit {plain(one.value)} to {plain(two.value)}'
        shown = f"{plain(high)} − {plain(low)} = {plain(difference)}, the text says {said.words}"
        yield flag("margin", "error", message, shown, (one, two, said))
