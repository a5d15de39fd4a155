"""The hedge on a number.

For example "about 600", "at least 27", "five or more". Text in, modifier and its span out.

The phrases are data (`numbers/hedges.txt`): each is a rule of its own, for the side of the number
that it stands on. A hedge is taken only where it stands at the number, with nothing but a
determiner or another hedge between; it is never invented. A preposition hedges no number of a noun
with an article ("under a 10-year lease", "thought about the 20 pupils"), nor where it belongs to a
verb ("handed over 50 files").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

from claims.data import rows
from claims.model import Modifier, Span
from claims.text.grammar.rules import Found, Rule, Rules, apply_each
from claims.text.quantities.classes import entries, spelled
from claims.text.quantities.particles import belongs_to_verb
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.words import words_around
from claims.text.quantities.written import Form

_FILLERS = "numbers/fillers"
_HYPHENS = ("-", "‐", "‑")
_DEFINITE = frozenset(("the", "its", "their", "his", "her"))
_NEVER_BEFORE = {
    "bare": _DEFINITE | {"a", "an"},
    "indefinite": _DEFINITE,
    "passing": frozenset(("the",)),
}
_DEEPER = frozenset(("below", "beneath", "under"))  # the wreck lies below 1,400 feet
_SAME_AMOUNT = frozenset((" (", " or ", ", or ", "/", " /", "/ ", " / "))
_NEVER_SHARED = frozenset(("count", "", "share"))


class _Hedge(NamedTuple):
    """An entry of `numbers/hedges.txt`.

    `lead` counts the words that only lead up to it ("for | over").
    """

    words: str
    modifier: Modifier
    side: str
    only: frozenset[str]  # dimensions it hedges; empty = all
    but: frozenset[str]  # dimensions it never hedges
    lead: int

    @property
    def pieces(self) -> str:
        """What it looks like in a rule: its own first word is called h, the last one end."""
        words = self.words.split()
        last = len(words) - 1
        if last == self.lead:
            words[last] = f"h={words[last]}"
        else:
            words[self.lead], words[last] = f"h={words[self.lead]}", f"end={words[last]}"
        return " ".join(words)

    @property
    def never_before(self) -> frozenset[str]:
        """Articles that make it a preposition: "under a 10-year lease"."""
        return _NEVER_BEFORE.get(self.side, frozenset())

    def hedges(self, dimension: str) -> bool:
        """Tell whether it says something of such a number."""
        return dimension not in self.but and (not self.only or dimension in self.only)


class _Taken(NamedTuple):
    """A hedge beside a number, by the offsets of its words, and what stands between the two."""

    number: int
    hedge: _Hedge
    start: int
    own_start: int  # of the hedge itself, behind its intensifier
    end: int
    between: tuple[str, ...]
    before: tuple[str, ...]  # the two words before it


@cache
def _hedges() -> tuple[_Hedge, ...]:
    read = []
    for written, modifier, side, only in rows("numbers/hedges"):
        lead, _, phrase = written.rpartition("| ")
        named = only.split()
        but = frozenset(word[1:] for word in named if word.startswith("!"))
        dimensions = frozenset(named) - {f"!{word}" for word in but}
        words = f"{spelled(lead)} {spelled(phrase)}".strip()
        read.append(
            _Hedge(words, Modifier(modifier), side, dimensions, but, len(spelled(lead).split()))
        )
    return tuple(read)


@cache
def _left() -> Rules[_Taken]:
    """Return the rules for what stands before a number: "(just) over (a staggering) 50"."""
    intensifier, filler = entries(_FILLERS, "intensifier"), entries(_FILLERS, "lead")
    return Rules(
        *(
            Rule(
                f"{intensifier}? {hedge.pieces} {filler}*3 \"|“|‘|'|(? n=NUM",
                partial(_before, hedge),
            )
            for hedge in _hedges()
            if hedge.side not in ("right", "inner")
        )
    )


@cache
def _inner() -> Rules[tuple[_Hedge, Span]]:
    """Return the rules for what stands between a number and its noun.

    For example "20-odd people", "600 or more".
    """
    return Rules(
        *(
            Rule(hedge.pieces, partial(_alone, hedge))
            for hedge in _hedges()
            if hedge.side == "inner" or (_is_right(hedge) and hedge.words.startswith("or "))
        )
    )


@cache
def _right() -> Rules[_Taken]:
    """Return the rules for what stands behind a number or its unit.

    For example "five miles or so", "50 at most".
    """
    return Rules(
        *(
            Rule(f"n=NUM {own} ,? {hedge.pieces}".replace("  ", " "), partial(_behind, hedge))
            for own in ("", "OWN* OWN")
            for hedge in _hedges()
            if _is_right(hedge)
        )
    )


def _is_right(hedge: _Hedge) -> bool:
    return hedge.side in ("right", "both")


def _before(hedge: _Hedge, found: Found) -> _Taken | None:
    words, number = found.line.words, found.at("n")
    first, own = found.first, found.at("h")
    if first and words[first - 1].end == words[first].start and words[first - 1].small in _HYPHENS:
        return None  # a roll-over 50
    end = found.at("end") if "end" in found else own
    start = own if hedge.lead else first
    between = tuple(word.small for word in words[end + 1 : number])
    before = tuple(word.small for word in words[max(first - 2, 0) : first])
    index: int = found.value("n", "NUM")
    return _Taken(
        index, hedge, words[start].start, words[own].start, words[end].end, between, before
    )


def _behind(hedge: _Hedge, found: Found) -> _Taken:
    words = found.line.words
    own = found.at("h")
    end = found.at("end") if "end" in found else own
    index: int = found.value("n", "NUM")
    return _Taken(index, hedge, words[own].start, words[own].start, words[end].end, (), ())


def _alone(hedge: _Hedge, found: Found) -> tuple[_Hedge, Span]:
    words = found.line.words
    return hedge, Span(words[found.first].start, words[found.last - 1].end)


def read_inner_hedges(passage: Passage, readings: Sequence[Reading]) -> None:
    """Take in the hedges between numbers and what they count: "20-odd people", "28,000-plus"."""
    bare = {
        reading.end: reading
        for reading in readings
        if reading.end == reading.number.end and reading.form is not Form.MULTIPLE
    }
    for known, span in apply_each(_inner(), passage.words):
        gap = len(passage.before(span.start)) - len(passage.before(span.start).rstrip(", "))
        reading = bare.get(span.start - gap)
        if reading is not None and known.hedges(reading.dimension):
            reading.modifier, reading.end = known.modifier, span.end


def hedge_all(passage: Passage, readings: Sequence[Reading]) -> None:
    """Set the modifiers of all readings, and grow them over the words of their hedges."""
    line = words_around(passage, readings)
    left, right = _by_number(apply_each(_left(), line)), _by_number(apply_each(_right(), line))
    for at, reading in enumerate(readings):
        if reading.modifier is not Modifier.EXACT:
            continue
        is_hedged = _hedged_before(passage, reading, left.get(at, []))
        if is_hedged or _hedged_behind(passage, reading, right.get(at, [])):
            continue
        if at and _is_same_amount(passage, readings[at - 1], reading):
            reading.modifier = readings[at - 1].modifier


def _by_number(found: list[_Taken]) -> dict[int, list[_Taken]]:
    by_number: dict[int, list[_Taken]] = {}
    for taken in found:
        by_number.setdefault(taken.number, []).append(taken)
    return by_number


def _is_same_amount(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell the second form of an amount: "under 10 miles (16 km)", "about 87 mph, or 140 km/h"."""
    is_measure = left.dimension == right.dimension and right.dimension not in _NEVER_SHARED
    is_other_unit = left.unit != right.unit
    return is_measure and is_other_unit and passage.between(left, right) in _SAME_AMOUNT


def _hedged_before(passage: Passage, reading: Reading, candidates: list[_Taken]) -> bool:
    """Take the hedge that stands farthest to the left, of several there the longest."""
    free_from = 0
    for taken in sorted(candidates, key=lambda one: (one.start, one.own_start, -one.end)):
        if taken.start < free_from or not taken.hedge.hedges(reading.dimension):
            continue
        if not _is_preposition(passage, reading, taken):
            reading.start, reading.modifier = taken.start, taken.hedge.modifier
            is_down = taken.hedge.words in _DEEPER and reading.dimension == "length"
            if is_down and passage.speaks_of("depth"):
                reading.modifier = Modifier.MORE_THAN
            return True
        free_from = taken.end  # takes over about 7,000
    return False


def _hedged_behind(passage: Passage, reading: Reading, candidates: list[_Taken]) -> bool:
    for taken in sorted(candidates, key=lambda one: (one.start, -one.end)):
        # A hedge before another number is that number's: "40 people, at least two of them".
        is_next = not taken.hedge.words.startswith("or ") and passage.is_number_at(taken.end)
        if not is_next and taken.hedge.hedges(reading.dimension):
            reading.modifier, reading.end = taken.hedge.modifier, max(reading.end, taken.end)
            return True
    return False


def _is_preposition(passage: Passage, reading: Reading, taken: _Taken) -> bool:
    """Tell a hedge from the same word that leads to a noun, or belongs to the verb before.

    For example "turned over 50 files".
    """
    never_before = taken.hedge.never_before
    if never_before and any(_of_something_else(passage, reading, taken)):
        return True
    return belongs_to_verb(taken.before, taken.hedge.words)


def _of_something_else(passage: Passage, reading: Reading, taken: _Taken) -> Iterator[bool]:
    """Yield what makes a preposition of a word that hedges beside other numbers."""
    never_before, between = taken.hedge.never_before, taken.between
    is_definite = between[:1] and between[0] in _DEFINITE
    is_noun_named = between[:1] and between[0] in never_before
    yield bool(is_noun_named and (len(between) == 1 or is_definite))  # not "over a staggering 50"
    yield reading.dimension == "age" and between[:1] == ("a",)  # "arms around a 6-year-old"
    # "jokes about one of them", "under one roof"
    is_one = reading.value == 1 and reading.form is Form.WORDS
    yield is_one and reading.dimension in ("", "count")
    is_glued = passage.after(reading.number.end, 1) in _HYPHENS
    yield is_glued and reading.dimension == "time" and "a" in never_before  # under 24-hour guard
