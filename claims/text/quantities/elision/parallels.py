"""What a bare number goes on counting.

For example "27 towns and another five", "it won 104 seats and lost 11", "some 60 of them".

In come the readings of a sentence and those of the sentence before. A bare number counts what was
counted last where its words say that it goes on: a joining word before it ("and", "than",
"another"), a word behind it that points back ("of them", "more"), the same verb, a list, or a verb
of having or losing like the one before. From the sentence before it takes up only what is the one
kind of thing counted there. It never takes time, age or score along, and a share only where the
number can be one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.grammar.plurals import singular
from claims.text.grammar.rules import Found, Rule, Rules, Word, apply_each
from claims.text.quantities.digits import is_whole
from claims.text.quantities.elision.lists import FROM_BEFORE
from claims.text.quantities.elision.people import PERSON
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.words import words_of

_CARRIED = ("count", "share", "points")
_NEVER = (Form.FRACTION, Form.ARTICLE, Form.VAGUE, Form.MULTIPLE)
_FARTHEST = 120


def _index(found: Found) -> int:
    index: int = found.value("n", "NUM")
    return index


def _governor(found: Found) -> tuple[int, str]:
    return _index(found), found.word("v")


def _phrase(found: Found) -> tuple[int, int]:
    return _index(found), found.at("head")


_JOINS = (
    "another|and|or|but|than|from|to|with|just|only|including|included|plus|versus|against|by|nearly|about|around"
    "|almost"
)
_GOES_ON = Rules(
    Rule(f"{_JOINS} n=NUM", _index),  # 27 towns and five
    Rule("of which|whom|them|the n=NUM", _index),
    Rule("as many as n=NUM", _index),
    Rule("up to n=NUM", _index),
    Rule("at least n=NUM", _index),
    Rule("and VBD|VBN n=NUM", _index),  # it has 27 towns and lost five
    Rule("VBG n=NUM", _index),  # 27 towns, leaving five
    Rule("n=NUM more|other|others|fewer|less|were|are|have|had|who", _index),
    Rule("n=NUM of them|which|whom|those|these", _index),
)
_POINTS_BACK = Rules(
    Rule("another|other|remaining SOFT* n=NUM", _index),
    Rule("n=NUM of them|these|those", _index),
    Rule("of them|these|those ,? SOFT* n=NUM", _index),
    Rule("n=NUM other|others", _index),
)
_GOVERNED = Rules(Rule("v=VB|VBD|VBP|VBZ|VBN|VBG SOFT* n=NUM", _governor))
_HELD = Rules(Rule("HOLD SOFT* n=NUM", _index))
# sanders won the most delegates, with 60; more cases, including 165
_OF_PHRASE = Rules(
    Rule(
        "most|fewest ( JJ|NN|VBN )* head=NNS , with|at SOFT* n=BARE",
        lambda found: (_index(found), found.at("head")),
    ),
    Rule(
        "more|fewer ( JJ|NN|VBN )* head=NNS ( of W W? )? , including SOFT* n=BARE",
        lambda found: (_index(found), found.at("head")),
    ),
)
_INCLUDED_BEFORE = re.compile(
    r"\b(?:including|among them|of them|of whom)[ ](?:at least |about )?$"
)
_ITEM_BEFORE = re.compile(
    r"(?:,|\band)[ ](?:about |around |nearly |almost |some |an estimated |just |only )?$"
)
_PREPOSITION = re.compile(r"[ ](?:in|on|at|from|for|to|by|of)\b")
_LEVEL_BEFORE = re.compile(r"\b(?:to|at)[ ]$")
_TO_BEFORE = re.compile(r"\bto (?:about |around |just |only |nearly |almost |barely |some )?$")
_COMPARED = re.compile(r"\b(?:from|to|than|with|against|versus)[ ]$")
_CLAUSE_ENDS = re.compile(r"[.,;:)]|$|[ ](?:and|but|while|in|on|at|from|after|before|by)\b")
_THE_BEFORE = re.compile(r"\bthe[ ]$")  # "the two of them" are persons named before


class _Sentence:
    """The readings of a sentence with what their words say of how they go on."""

    def __init__(self, passage: Passage, readings: Sequence[Reading]) -> None:
        self.passage, self.readings = passage, readings
        self.words = words_of(passage, readings)
        self.goes_on = _found(_GOES_ON, self.words)
        self.points_back = _found(_POINTS_BACK, self.words)
        self.governors = dict(apply_each(_GOVERNED, self.words))
        self.held = _found(_HELD, self.words)

    def is_held(self, at: int) -> bool:
        """Tell whether a number is what somebody has, gets or loses, and ends its clause.

        For example "the Greens lost [11]".
        """
        return (
            at in self.held
            and _CLAUSE_ENDS.match(self.passage.folded, self.readings[at].end) is not None
        )


def _found(rules: Rules[int], words: Sequence[Word]) -> frozenset[int]:
    return frozenset(apply_each(rules, words))


def go_on(
    passage: Passage, readings: Sequence[Reading], before: Passage, earlier: Sequence[Reading]
) -> None:
    """Give bare numbers the unit that they leave out, and take "another" into their surface."""
    if any(_is_bare(reading) for reading in readings):
        here = _Sentence(passage, readings)
        for index, head in apply_each(_OF_PHRASE, here.words):
            readings[index].unit, readings[index].dimension = _kind(here.words, head), "count"
        _take_up(here, before, earlier)
        for at, reading in enumerate(readings):
            if _is_bare(reading):
                _take_from_before(here, at)
                if reading.points_back and not reading.unit:
                    reading.unit, reading.dimension = PERSON, "count"  # Lee and eight others
    for reading in readings:
        another = re.search(r"\banother[ ]$", passage.before(reading.start, 10))
        if another:
            reading.start -= len(another.group())


def _is_bare(reading: Reading) -> bool:
    return not reading.unit and reading.dimension in ("", "count")


def _kind(words: Sequence[Word], head: int) -> str:
    """Return a plural with the adjectives and nouns before it, in the singular."""
    first = head
    while (
        first > 0
        and words[first - 1].kinds.keys() & {"JJ", "NN", "VBN"}
        and words[first - 1].small != "most"
    ):
        first -= 1
    return " ".join([*(word.small for word in words[first:head]), singular(words[head].small)])


def _take_up(here: _Sentence, before: Passage, earlier: Sequence[Reading]) -> None:
    """Take up what the sentence before counted: "It has 300 shops. Some 60 of them lose money"."""
    counted = [
        reading
        for reading in earlier
        if reading.dimension == "count" and _is_carried(before, reading)
    ]
    if not counted:
        return
    there = _Sentence(before, earlier)
    for at, reading in enumerate(here.readings):
        if _is_carried(here.passage, reading):
            return  # what follows goes on with this
        if not _is_bare(reading) or reading.form in _NEVER or not is_whole(reading.value):
            continue
        kinds = {other.unit for other in _parallel(here, at, there, counted)}
        if len(kinds) == 1:
            reading.unit, reading.dimension = kinds.pop(), "count"


def _parallel(here: _Sentence, at: int, there: _Sentence, counted: list[Reading]) -> list[Reading]:
    """Return what the sentence before counted by the same verb.

    All that it counted where words point back.
    """
    verb = here.governors.get(at)
    same = [
        other
        for other in counted
        if verb and there.governors.get(there.readings.index(other)) == verb
    ]
    reading = here.readings[at]
    is_definite = _THE_BEFORE.search(here.passage.before(reading.start, 5)) is not None
    points_back = reading.points_back or (at in here.points_back and not is_definite)
    return same or (counted if points_back else [])


def _is_carried(passage: Passage, reading: Reading) -> bool:
    """Tell what later numbers go on with.

    In "three people, including two boys, and 17 others" not the boys.
    """
    if reading.dimension not in _CARRIED or not reading.unit:
        return False
    return _INCLUDED_BEFORE.search(passage.before(reading.start, 24)) is None


def _take_from_before(here: _Sentence, at: int) -> None:
    reading, earlier = here.readings[at], here.readings[:at]
    if reading.form in _NEVER or not earlier:
        return
    like = _compared(here.passage, earlier, reading)
    if like is None:
        like = next(
            (other for other in reversed(earlier) if _is_carried(here.passage, other)), None
        )
        if like is None or not _may_go_on(here, like, at):
            return
    reading.unit, reading.dimension = like.unit, like.dimension


def _compared(passage: Passage, earlier: Sequence[Reading], reading: Reading) -> Reading | None:
    """Return the level that a number is set beside.

    For example "2.1 million barrels a day, down from 2.3 million".
    """
    before, nearest = passage.before(reading.start, 30), earlier[-1]
    is_amount = nearest.scale == reading.scale > 1 and nearest.dimension in ("rate", "money")
    if is_amount and _COMPARED.search(before):
        return nearest
    if _TO_BEFORE.search(before):  # cut from 90,000 euros last year to only 20,000
        levels = (
            other
            for other in reversed(earlier)
            if FROM_BEFORE.search(passage.before(other.start, 16))
        )
        level = next(levels, None)
        if level is not None and level.unit:
            return level
    if reading.value >= 100 and _LEVEL_BEFORE.search(
        before
    ):  # fell 162 points, or 2.1%, to 7,425.81
        is_counted = any(other.dimension == "count" and other.unit for other in earlier)
        return (
            None
            if is_counted
            else next((other for other in reversed(earlier) if other.dimension == "points"), None)
        )
    return None


def _may_go_on(here: _Sentence, left: Reading, at: int) -> bool:
    """Tell whether a number counts what the last one counted."""
    passage, reading, last = here.passage, here.readings[at], here.readings.index(left)
    nearest = here.readings[at - 1]
    if nearest.scale == reading.scale > 1 and nearest.dimension in ("rate", "money"):
        return False
    if reading.value >= 100 and left.dimension != "count":
        return False
    if reading.start - left.end > _FARTHEST or (
        left.dimension == "count" and not is_whole(reading.value)
    ):
        return False
    is_of = (
        passage.folded[left.end : reading.start] == ", " and passage.before(left.start, 3) == "of "
    )
    same_verb = here.governors.get(at) is not None and here.governors.get(at) == here.governors.get(
        last
    )
    both_held = left.dimension == "count" and here.is_held(at) and last in here.governors
    is_told = reading.points_back or at in here.goes_on or reading.dimension == "count"
    return is_of or same_verb or both_held or is_told or _is_item(passage, left, reading)


def _is_item(passage: Passage, left: Reading, reading: Reading) -> bool:
    """Tell the items of a list by what follows each.

    For example "12 shops in 2018, 15 in 2019 and about 20 in 2020".
    """
    if _ITEM_BEFORE.search(passage.before(reading.start, 30)) is None:
        return False
    first, second = (_PREPOSITION.match(passage.folded, end) for end in (left.end, reading.end))
    return first is not None and second is not None and first.group() == second.group()
