"""The hedge on a number: "about 600", "at least 27", "five or more". Text in, modifier and its span out.

The phrases are data (`numbers/hedges.txt`). A hedge is taken only where it stands at the number,
with nothing but a determiner or another hedge between; it is never invented. A preposition hedges
no number of a noun with an article ("under a 10-year lease", "thought about the 20 pupils"), nor
where it belongs to a verb ("handed over 50 files").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from claims.data import rows
from claims.model import Modifier
from claims.text.grammar.lexicon import any_of
from claims.text.quantities.number_words import number_words
from claims.text.quantities.numerals import Form
from claims.text.quantities.particles import belongs_to_verb
from claims.text.quantities.reading import Passage, Reading

# What may stand between a hedge and its number: "at least another five", "up to around 50", "more
# than the 300".
_BETWEEN = (
    r"(?P<between>(?:(?:the|a|an|another|an additional|its|their|his|her|as|just|only|around|about|some|further"
    r"|staggering|whopping|massive|record|mere|total of|combined|full|good|cool)\s+){0,3})"
)
# Lazy, so that a listed "just over" is found whole; "just under" is not listed.
_INTENSIFIER = (
    r"(?:(?:just|well|far|slightly|only|a little|a bit|a touch|a shade|a hair|much|significantly|considerably"
    r"|substantially|marginally|comfortably|easily|possibly|perhaps)\s+)??"
)
_DEFINITE = frozenset(("the", "its", "their", "his", "her"))
_NEVER_BEFORE = {
    "bare": _DEFINITE | {"a", "an"},
    "indefinite": _DEFINITE,
    "passing": frozenset(("the",)),
}
# A hedge before another number is that number's: "40 people, at least two of them children".
_DEEPER = frozenset(("below", "beneath", "under"))  # the wreck lies below 1,400 feet
_OPENS_NUMBER = re.compile(rf"\s+(?:\d|[$€£]|(?:an?|{'|'.join(number_words())})\b)")
_SAME_AMOUNT = re.compile(r" \(|,? or | ?/ ?")
_LONGEST = 48


class _Hedge(NamedTuple):
    modifier: Modifier
    only: frozenset[str]  # dimensions it hedges; empty = all
    but: frozenset[str]  # dimensions it never hedges
    never_before: frozenset[str]  # articles that make it a preposition: "under a 10-year lease"
    words: str  # without those that only lead up to it: "over" of "for over"


class _Side(NamedTuple):
    hedges: dict[str, _Hedge]
    pattern: re.Pattern[str]

    def known(self, found: re.Match[str]) -> _Hedge:
        """Return the entry that a match is of."""
        return self.hedges[re.sub(r"\s+", " ", found["phrase"])]


# Which entries of `numbers/hedges.txt` are looked for on each side.
_SIDES = {
    "left": ("left", "bare", "indefinite", "passing", "both"),
    "right": ("right", "both"),
    "inner": ("inner",),
}


@cache
def _side(name: str) -> _Side:
    hedges: dict[str, _Hedge] = {}
    for written, modifier, side, only in rows("numbers/hedges"):
        phrase, words = written.replace("| ", ""), written.rpartition("| ")[2]
        if side in _SIDES[name]:
            dimensions = only.split()
            but = frozenset(word[1:] for word in dimensions if word.startswith("!"))
            only_for = frozenset(word for word in dimensions if not word.startswith("!"))
            hedges[phrase] = _Hedge(
                Modifier(modifier), only_for, but, _NEVER_BEFORE.get(side, frozenset()), words
            )
    phrases = "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(hedges, key=len, reverse=True)
    )
    if name == "left":
        gap = r"(?:(?<=[~≈<>≥≤=-])\s?|\s+)"
        return _Side(
            hedges,
            re.compile(rf"(?<![\w-]){_INTENSIFIER}(?P<phrase>{phrases}){gap}{_BETWEEN}[\"“‘'(]?$"),
        )
    return _Side(hedges, re.compile(rf"(?:,?[ ])?(?P<phrase>{phrases})(?!\w)"))


def hedge(passage: Passage, readings: Sequence[Reading], at: int) -> None:
    """Set the modifier of one reading and grow it over the hedge's words.

    The readings before it have theirs.
    """
    reading = readings[at]
    if (
        reading.modifier is Modifier.EXACT
        and not _own_hedge(passage, reading)
        and at
        and _is_same_amount(passage, readings[at - 1], reading)
    ):
        reading.modifier = readings[at - 1].modifier


def read_inner_hedge(passage: Passage, reading: Reading) -> None:
    """Take in a hedge between a number and what it counts: "20-odd people", "28,000-plus"."""
    if reading.end != reading.number.end:
        return
    for side in (_side("inner"), _side("right")):
        found = side.pattern.match(passage.folded, reading.end, passage.end)
        is_inner = found is not None and (
            side is _side("inner") or found["phrase"].startswith("or ")
        )
        if found is not None and is_inner and _take(side, found, reading):  # "600 or more people"
            reading.end = found.end()
            return


def _is_same_amount(passage: Passage, left: Reading, right: Reading) -> bool:
    """Tell the second form of an amount: "under 10 miles (16 km)", "about 87 mph, or 140 km/h"."""
    if (
        left.dimension != right.dimension
        or left.unit == right.unit
        or right.dimension in ("count", "", "share")
    ):
        return False
    return _SAME_AMOUNT.fullmatch(passage.folded, left.end, right.start) is not None


def _own_hedge(passage: Passage, reading: Reading) -> bool:
    window = passage.before(reading.start, _LONGEST)
    left = _side("left")
    found = left.pattern.search(window)
    while found is not None:
        if not _is_preposition(passage, reading, left, found) and _take(left, found, reading):
            words = left.known(found).words
            start = found.start() if words == found["phrase"] else found.end("phrase") - len(words)
            reading.start -= len(window) - start
            if (
                found["phrase"] in _DEEPER
                and reading.dimension == "length"
                and _is_of_depth(passage)
            ):
                reading.modifier = Modifier.MORE_THAN
            return True
        found = left.pattern.search(window, found.end("phrase"))  # takes over about 7,000
    side = _side("right")
    for at in (reading.number.end, reading.end):
        found = side.pattern.match(passage.folded, at, passage.end)
        if found is None:
            continue
        if not found["phrase"].startswith("or ") and _OPENS_NUMBER.match(
            passage.folded, found.end()
        ):
            continue
        if _take(side, found, reading):
            reading.end = max(reading.end, found.end())
            return True
    return False


@cache
def _depths() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('numbers/neighbours', 'depth')}\b")


def _is_of_depth(passage: Passage) -> bool:
    """Tell whether a sentence speaks of what lies under water or ground, where what is below is farther."""
    return _depths().search(passage.folded, passage.start, passage.end) is not None


def _is_preposition(passage: Passage, reading: Reading, side: _Side, found: re.Match[str]) -> bool:
    """Tell a hedge from the same word that leads to a noun, or belongs to the verb before: "turned over 50 files"."""
    never_before, words = side.known(found).never_before, found["between"].split()
    is_before_noun = bool(words) and words[0] in never_before
    is_noun_named = is_before_noun and (
        len(words) == 1 or words[0] in _DEFINITE
    )  # "over a staggering 50" hedges
    is_person = reading.dimension == "age" and words[:1] == ["a"]  # "arms around a 6-year-old"
    # "jokes about one of them", "under one roof"
    is_one = (
        reading.value == 1 and reading.form is Form.WORDS and reading.dimension in ("", "count")
    )
    is_glued = (
        "a" in never_before
        and reading.dimension == "time"
        and passage.after(reading.number.end, 1) in ("-", "‐", "‑")
    )
    if never_before and (is_person or is_one or is_glued):  # "under 24-hour guard"
        return True
    return is_noun_named or belongs_to_verb(found.string[: found.start()], found["phrase"])


def _take(side: _Side, found: re.Match[str], reading: Reading) -> bool:
    known = side.known(found)
    if reading.dimension in known.but or (known.only and reading.dimension not in known.only):
        return False
    reading.modifier = known.modifier
    return True
