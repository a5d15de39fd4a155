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
from operator import attrgetter
from typing import NamedTuple

from claims.data import read_entries
from claims.model import Modifier, Span
from claims.text.grammar.particles import belongs_to_verb
from claims.text.grammar.rules import Found, Rule, Rules, apply_each
from claims.text.quantities.classes import entries, spelled
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.words import by_number, is_hyphened, words_around
from claims.text.quantities.written import Form

_FILLERS = "numbers/fillers"
_HYPHENS = ("-", "‐", "‑")
_SMALL = attrgetter("small")
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

    @property
    def leads_to_noun(self) -> bool:
        """Tell the article of "under a 10-year lease" from that of "over a staggering 50"."""
        article = self.between[:1]
        is_named = not self.hedge.never_before.isdisjoint(article)
        return is_named and (self.between == article or not _DEFINITE.isdisjoint(article))


def _from_the_left(taken: _Taken) -> tuple[int, int, int]:
    """Order hedges by where they stand, and of several at one place the longest first."""
    return taken.start, taken.own_start, -taken.end


@cache
def _hedges() -> tuple[_Hedge, ...]:
    read = []
    with read_entries("numbers/hedges", 4) as entries:
        for written, modifier, side, only in entries:
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
    if is_hyphened(found.line, first):
        return None  # a roll-over 50
    end = found.at("end") if "end" in found else own
    start = own if hedge.lead else first
    between = tuple(map(_SMALL, words[end + 1 : number]))
    before = tuple(map(_SMALL, words[max(first - 2, 0) : first]))
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
    return hedge, Span(found.start, found.end)


def read_inner_hedges(passage: Passage, readings: Sequence[Reading]) -> None:
    """Take in the hedges between numbers and what they count: "20-odd people", "28,000-plus"."""
    bare = {reading.end: reading for reading in readings if _may_be_hedged_behind(reading)}
    for known, span in apply_each(_inner(), passage.words):
        before = passage.before(span.start)
        gap = len(before) - len(before.rstrip(", "))
        reading = bare.get(span.start - gap)
        if reading is not None and known.hedges(reading.dimension):
            reading.modifier, reading.end = known.modifier, span.end


def _may_be_hedged_behind(reading: Reading) -> bool:
    return reading.end == reading.number.end and reading.form is not Form.MULTIPLE


def hedge_all(passage: Passage, readings: Sequence[Reading]) -> None:
    """Set the modifiers of all readings, and grow them over the words of their hedges."""
    line = words_around(passage, readings)
    left, right = (by_number(apply_each(rules, line)) for rules in (_left(), _right()))
    for at, reading in enumerate(readings):
        if _takes_hedge(passage, reading, left[at], right[at]):
            continue
        if at and _is_same_amount(passage, readings[at - 1], reading):
            reading.modifier = readings[at - 1].modifier


def _takes_hedge(
    passage: Passage, reading: Reading, before: list[_Taken], behind: list[_Taken]
) -> bool:
    """Take the hedge beside a number, if there is one; tell whether it has one then."""
    is_hedged = reading.modifier is not Modifier.EXACT
    return (
        is_hedged
        or _hedged_before(passage, reading, before)
        or _hedged_behind(passage, reading, behind)
    )


def _is_same_amount(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell the second form of an amount: "under 10 miles (16 km)", "about 87 mph, or 140 km/h"."""
    is_measure = left.dimension == right.dimension and right.dimension not in _NEVER_SHARED
    is_other_unit = left.unit != right.unit
    return is_measure and is_other_unit and passage.between(left, right) in _SAME_AMOUNT


def _hedged_before(passage: Passage, reading: Reading, candidates: list[_Taken]) -> bool:
    """Take the hedge that stands farthest to the left, of several there the longest."""
    free_from = 0
    for taken in sorted(candidates, key=_from_the_left):
        if taken.start < free_from or not taken.hedge.hedges(reading.dimension):
            continue
        if not _is_preposition(passage, reading, taken):
            reading.start, reading.modifier = taken.start, _modifier(passage, reading, taken)
            return True
        free_from = taken.end  # takes over about 7,000
    return False


def _modifier(passage: Passage, reading: Reading, taken: _Taken) -> Modifier:
    """Return what a hedge says: "below 1,400 feet" is deeper, and so more."""
    is_length = reading.dimension == "length" and taken.hedge.words in _DEEPER
    is_deeper = is_length and passage.speaks_of("depth")
    return Modifier.MORE_THAN if is_deeper else taken.hedge.modifier


def _hedged_behind(passage: Passage, reading: Reading, candidates: list[_Taken]) -> bool:
    for taken in sorted(candidates, key=_from_the_left):
        if taken.hedge.hedges(reading.dimension) and not _is_of_next(passage, taken):
            reading.modifier, reading.end = taken.hedge.modifier, max(reading.end, taken.end)
            return True
    return False


def _is_of_next(passage: Passage, taken: _Taken) -> bool:
    """Tell a hedge that is another number's: "40 people, at least two of them"."""
    return not taken.hedge.words.startswith("or ") and passage.is_number_at(taken.end)


def _is_preposition(passage: Passage, reading: Reading, taken: _Taken) -> bool:
    """Tell a hedge from the same word that leads to a noun, or belongs to the verb before.

    For example "turned over 50 files".
    """
    may_lead = bool(taken.hedge.never_before)
    if may_lead and any(_of_something_else(passage, reading, taken)):
        return True
    return belongs_to_verb(taken.before, taken.hedge.words)


def _of_something_else(passage: Passage, reading: Reading, taken: _Taken) -> Iterator[bool]:
    """Yield what makes a preposition of a word that hedges beside other numbers."""
    yield taken.leads_to_noun
    yield reading.dimension == "age" and taken.between[:1] == ("a",)  # "arms around a 6-year-old"
    yield reading.is_spelled_one and reading.dimension in ("", "count")  # "under one roof"
    is_glued = passage.after(reading.number.end, 1) in _HYPHENS
    is_span = is_glued and reading.dimension == "time"
    yield is_span and "a" in taken.hedge.never_before  # under 24-hour guard
