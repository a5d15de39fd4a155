"""Rules for changes: percentages, points and multiples that do not fit the two numbers beside them.

One sentence in, flags out. A change is two numbers that the sentence ties together ("from 200 to
150", "150, compared with 200 a year ago"); what is said of it ("a 25 percent drop") stands before,
inside or after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.model import Flag
from claims.numbers.bounds import HUNDRED, Bounds, change, plain, size
from claims.numbers.inside.lone import has_lead, lone_change, lone_multiple, lone_points
from claims.numbers.items import Number, matches, number_of
from claims.numbers.rules import flag, severity
from claims.numbers.sentences import Sentence
from claims.text.grammar.rules import Found, Word

_SIZED = "COUNT|MONEY|SHARE|MEASURE|RATE|TIME"
_FROM_TO = f"from old={_SIZED} W* to new={_SIZED}"
_TO_FROM = f"to new={_SIZED} W* ,? from old={_SIZED}"
_SAID = "said=SHARE|POINTS"
_NAMED = "a|an said=SHARE|POINTS HYPHEN? point? W? noun=RISE|FALL"
_NAMED_FIRST = f"a|an W? noun=RISE|FALL of W? {_SAID}"
_VERB = "verb=ROSE|FELL"
_BESIDE = "compared|against|versus|from with?"

_CHANGES = (
    f"( {_VERB} W? W? )? {_FROM_TO} W* ,|DASH|OPEN {_NAMED}",
    f"( {_VERB} W? W? )? {_FROM_TO} W* ,|DASH|OPEN or? {_NAMED_FIRST}",
    f"( {_VERB} W? W? )? {_FROM_TO} W* {{, or;OPEN;DASH}} {_SAID}",
    f"{_VERB} by? {_SAID} W* ,? {_FROM_TO}",
    f"{_VERB} by? {_SAID} W* ,? {_TO_FROM}",
    f"from old={_SIZED} W* {_VERB} by? {_SAID} ,? to new={_SIZED}",
    f"new={_SIZED} W* ,? OPEN? {_VERB} by? {_SAID} from old={_SIZED}",
    f"new={_SIZED} W* ,? {_BESIDE} W? old={_SIZED} W* , W* {_NAMED}",
    f"new={_SIZED} W* ,? {_BESIDE} W? old={_SIZED} W* , W* {_NAMED_FIRST}",
    f"old={_SIZED} W* and new={_SIZED} W* , said=POINTS more|higher|up",
)
"""What says by how much, with the two numbers."""

_MULTIPLES = (
    "factor=TIMES-VERB W? from old=N W* ,? to new=N",
    "factor=TIMES-VERB W* to new=N W* ,? from old=N",
    "new=N W* , W* factor=FACTOR ( as many|much|high as )? the|its|their|last|this old=N",
    "new=N W* , W* times=TIMES ( as many|much|high as )? the|its|their|last|this old=N",
    "with|at new=N , W* factor=FACTOR the|its|their old=N",
    "factor=FACTOR as many|much|high|large|big W* , new=N against|versus|to old=N",
    "times=TIMES as many|much|high|large|big W* , new=N against|versus|to old=N",
    # "twice as many as the 400": extraction has "as many as" in the number
    "new=N W* , W* times=TIMES old=N",
    "times=TIMES W? from old=N W* to new=N",
)
_DIRECTIONS = (f"{_VERB} W? W? {_FROM_TO}", f"{_VERB} W? W? {_TO_FROM}")
_ROUNDED_PERCENT = Decimal("0.5")  # "25 percent" is written for 24.6, and for 25.4
_TOLERATED_FACTOR = Decimal("0.25")  # how loosely the verbs of multiplying are used, either way
_ROUNDED_FACTOR = Decimal("0.98")  # "more than doubled" is written for 1.98 times too
_TOLERATED_POINTS = Decimal(1)  # two rounded shares can differ from their rounded difference by one
_MORE_THAN = ("more than", "over", "at least", "nearly", "almost")


@dataclass(frozen=True, slots=True)
class Change:
    """Two numbers of one kind, and what the sentence says of the step from one to the other."""

    old: Number
    new: Number
    said: Number | None = None
    word: str = ""  # the noun or verb that calls it a rise or a fall
    rises: bool | None = None

    @property
    def in_percent(self) -> str:
        """The step in percent, written out."""
        percent = (self.new.value - self.old.value) / self.old.value * HUNDRED
        return (
            f"({plain(self.new.value)} − {plain(self.old.value)}) / {plain(self.old.value)} = "
            f"{plain(percent)}%"
        )


def _changes(sentence: Sentence) -> Iterator[Change]:
    for _, _, found in matches(_CHANGES, sentence.items):
        if one := _change(found):
            yield one


def _lone(sentence: Sentence) -> Iterator[Change]:
    """Yield the change of a sentence that has no other numbers."""
    if found := lone_change(sentence):
        yield Change(*found)
    elif (points := lone_points(sentence)) and not has_lead(sentence):
        yield Change(*points)


def _change(found: Found) -> Change | None:
    old, new, said = (number_of(found, name) for name in ("old", "new", "said"))
    if old is None or new is None or not _are_of_one_kind(old, new):
        return None
    told = "noun" if "noun" in found else "verb"
    rises = (
        found.value(told, "RISE" if told == "noun" else "ROSE") is not None
        if told in found
        else None
    )
    return Change(old, new, said, found.word(told), rises)


def _are_of_one_kind(old: Number, new: Number) -> bool:
    same_unit = old.unit == new.unit or not (old.unit and new.unit)
    return same_unit and old.value > 0 and old.claim.modifier == new.claim.modifier


def check_percent_change(sentence: Sentence) -> Iterator[Flag]:
    """Compare "a P percent rise" with the two numbers that it is said of.

    The rise may be given in points, and may be one of percentages.
    """
    told = [one for one in _changes(sentence) if one.said]
    for one in told or _lone(sentence):
        if one.said is None:
            continue
        if one.said.unit == "percent":
            yield from _percent(one, one.said)
        else:
            yield from _points(one, one.said)


def _percent(one: Change, said: Number) -> Iterator[Flag]:
    def comparison(rounded: bool) -> tuple[Bounds, Bounds] | None:
        found = change(one.old.bounds(rounded), one.new.bounds(rounded))
        return (
            None
            if found is None
            else (size(found).widened(_ROUNDED_PERCENT), size(said.bounds(rounded)))
        )

    if not (level := severity(comparison)):
        return
    three = (one.old, one.new, said)
    points = abs(one.new.value - one.old.value)
    near = Bounds(points, points).widened(_ROUNDED_PERCENT)
    if one.new.unit == "percent" and size(said.bounds()).has_common(near):
        message = f'"{said.words}" is the difference in percentage points, not in percent'
        shown = (
            f"{plain(one.new.value)} − {plain(one.old.value)} = {plain(points)} points; "
            f"{one.in_percent}"
        )
        yield flag("percent for points", "error", message, shown, three)
    else:
        message = f'"{said.words}" does not fit a change from {one.old.words} to {one.new.words}'
        yield flag(
            "percent change", level, message, f"{one.in_percent}, the text says {said.words}", three
        )


def _points(one: Change, said: Number) -> Iterator[Flag]:
    difference = abs(one.new.value - one.old.value)
    near = Bounds(difference, difference).widened(_TOLERATED_POINTS)
    if "percent" in (one.new.unit, one.old.unit) and not size(said.bounds()).has_common(near):
        message = f'"{said.words}" does not fit a change from {one.old.words} to {one.new.words}'
        shown = f"{plain(one.new.value)} − {plain(one.old.value)} = {plain(difference)} points"
        yield flag(
            "points",
            "error",
            message,
            f"{shown}, the text says {said.words}",
            (one.old, one.new, said),
        )


def check_direction(sentence: Sentence) -> Iterator[Flag]:
    """Flag a rise that falls: "rose from 100 to 150, a 50 percent decline"."""
    told: set[Number] = set()
    plainly = (
        one for _, _, found in matches(_DIRECTIONS, sentence.items) if (one := _change(found))
    )
    for one in (*_changes(sentence), *plainly):
        if one.rises is None or one.new in told or one.new.value == one.old.value:
            continue
        told.add(one.new)
        if one.rises != (one.new.value > one.old.value):
            message = f'"{one.word}", but the number {"falls" if one.rises else "rises"}'
            shown = f"{plain(one.old.value)} → {plain(one.new.value)}"
            yield flag("direction", "error", message, shown, (one.old, one.new))


def check_multiple(sentence: Sentence) -> Iterator[Flag]:
    """Compare "doubled from A to B" with B / A.

    The words are used loosely, so a quarter more or less passes.
    """
    told = list(matches(_MULTIPLES, sentence.items))
    if not told and (lone := lone_multiple(sentence)):
        yield from _multiple(*lone, sentence)
    for first, _, found in told:
        old, new, times = (number_of(found, name) for name in ("old", "new", "times"))
        if old is None or new is None or old.value <= 0 or _are_of_two_units(old, new):
            continue
        factor, word = (times.value, times.words) if times else _told_factor(found)
        if not _is_near_factor(new.value / old.value, factor, _before(first, sentence)):
            yield _no_multiple(word, old, new, (old, new, times) if times else (old, new))


def _told_factor(found: Found) -> tuple[Decimal, str]:
    """Return how many times as much a word says, and the word: "tripled"."""
    factor = found.value("factor", "FACTOR") or found.value("factor", "TIMES-VERB")
    return factor, found.word("factor")


def _before(word: Word, sentence: Sentence) -> str:
    return sentence.text[: word.start].rstrip().lower()


def _no_multiple(word: str, old: Number, new: Number, numbers: Sequence[Number]) -> Flag:
    message = f'"{word}" does not fit {old.words} and {new.words}'
    shown = f"{plain(new.value)} / {plain(old.value)} = {plain(new.value / old.value)}"
    return flag("multiple", "warning", message, shown, numbers)


def _are_of_two_units(one: Number, other: Number) -> bool:
    return bool(one.unit and other.unit) and one.unit != other.unit


def _multiple(low: Number, high: Number, verb: Word, sentence: Sentence) -> Iterator[Flag]:
    """Compare a verb of multiplying with the only two numbers of its sentence."""
    factor = verb.kinds.get("TIMES-VERB") or verb.kinds["FACTOR"]
    ratio = high.value / low.value if low.value > 0 else Decimal(0)
    if ratio and not _is_near_factor(ratio, max(factor, 1 / factor), _before(verb, sentence)):
        yield _no_multiple(verb.small, low, high, (low, high))


def _is_near_factor(ratio: Decimal, factor: Decimal, before: str) -> bool:
    if before.endswith(_MORE_THAN[:3]):
        room = _ROUNDED_FACTOR if factor > 1 else 1 / _ROUNDED_FACTOR
        return ratio >= factor * room if factor > 1 else ratio <= factor * room
    return factor * (1 - _TOLERATED_FACTOR) <= ratio <= factor * (1 + _TOLERATED_FACTOR)
