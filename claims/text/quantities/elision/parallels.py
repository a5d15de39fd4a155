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

from collections.abc import Iterator, Sequence

from claims.text.grammar.plurals import singular
from claims.text.grammar.rules import Found, Rule, Rules, Word, apply_each
from claims.text.grammar.shapes import Shape
from claims.text.quantities.elision.people import PERSON
from claims.text.quantities.levels import is_bare_level, is_compared, is_from, is_to
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.words import words_of
from claims.text.quantities.written import Form

_CARRIED = ("count", "share", "points")
_NEVER = (Form.FRACTION, Form.ARTICLE, Form.VAGUE, Form.MULTIPLE)
_FARTHEST = 120  # characters from one to the next
_OF_KIND = frozenset(("JJ", "NN", "VBN"))
_LEAST_LEVEL = 100  # of an index, where shares and points are told


def _index(found: Found) -> int:
    index: int = found.value("n", "NUM")
    return index


def _governor(found: Found) -> tuple[int, str]:
    return _index(found), found.word("v")


def _phrase(found: Found) -> tuple[int, int]:
    return _index(found), found.at("head")


_JOINS = (
    "another|and|or|but|than|from|to|with|by|plus|versus|against|including|included"
    "|just|only|nearly|about|around|almost"
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
    Rule("most|fewest ( JJ|NN|VBN )* head=NNS , with|at SOFT* n=BARE", _phrase),
    Rule("more|fewer ( JJ|NN|VBN )* head=NNS ( of W W? )? , including SOFT* n=BARE", _phrase),
)
_INCLUDED = Shape(  # three people, [including two] boys
    "including ( at least | about )?",
    "among|of them ( at least | about )?",
    "of whom ( at least | about )?",
)
_ITEM = Shape(",|and about|around|nearly|almost|some|just|only?", ",|and an estimated")
_PREPOSITION = Shape("lead=in|on|at|from|for|to|by|of")
_CLAUSE_ENDS = Shape(".|,|;|:|)|and|but|while|in|on|at|from|after|before|by", "END")
_THE = Shape("the")  # "the two of them" are persons named before
_ANOTHER = Shape("another")


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
        end = self.readings[at].end
        return at in self.held and _CLAUSE_ENDS.behind(self.passage.words, end) is not None

    def governed_by(self, verb: str | None, counted: Sequence[Reading]) -> list[Reading]:
        """Return those of the things counted here that are told by a verb."""
        if verb is None:
            return []
        return [each for each in counted if self.governors.get(self.readings.index(each)) == verb]

    def points_to_all(self, at: int) -> bool:
        """Tell whether words point back to all that was counted: "some 60 [of them]"."""
        reading = self.readings[at]
        is_definite = _THE.before(self.passage.words, reading.start) is not None
        return reading.points_back or (at in self.points_back and not is_definite)


def _found(rules: Rules[int], words: Sequence[Word]) -> frozenset[int]:
    return frozenset(apply_each(rules, words))


def go_on(
    passage: Passage, readings: Sequence[Reading], before: Passage, earlier: Sequence[Reading]
) -> None:
    """Give bare numbers the unit that they leave out, and take "another" into their surface."""
    if any(reading.is_bare for reading in readings):
        _fill_bare(_Sentence(passage, readings), before, earlier)
    for reading in readings:
        another = _ANOTHER.before(passage.words, reading.start)
        if another is not None:
            reading.start = another.start


def _fill_bare(here: _Sentence, before: Passage, earlier: Sequence[Reading]) -> None:
    for index, head in apply_each(_OF_PHRASE, here.words):
        here.readings[index].counts(_kind(here.words, head))
    _take_up(here, before, earlier)
    for at, reading in enumerate(here.readings):
        if reading.is_bare:
            _take_from_before(here, at)
        if reading.is_bare and reading.points_back:
            reading.counts(PERSON)  # Lee and eight others


def _kind(words: Sequence[Word], head: int) -> str:
    """Return a plural with the adjectives and nouns before it, in the singular."""
    first = head
    while first > 0 and _is_of_kind(words[first - 1]):
        first -= 1
    return " ".join([*(word.small for word in words[first:head]), singular(words[head].small)])


def _is_of_kind(word: Word) -> bool:
    return word.small != "most" and not _OF_KIND.isdisjoint(word.kinds)


def _take_up(here: _Sentence, before: Passage, earlier: Sequence[Reading]) -> None:
    """Take up what the sentence before counted: "It has 300 shops. Some 60 of them lose money"."""
    counted = [each for each in earlier if each.is_counted and _is_carried(before, each)]
    if not counted:
        return
    there = _Sentence(before, earlier)
    for at, reading in enumerate(here.readings):
        if _is_carried(here.passage, reading):
            return  # what follows goes on with this
        kinds = {other.unit for other in _parallel(here, at, there, counted)}
        if len(kinds) == 1:
            reading.counts(kinds.pop())


def _may_take_up(reading: Reading) -> bool:
    return reading.is_bare and reading.form not in _NEVER and reading.is_whole


def _parallel(here: _Sentence, at: int, there: _Sentence, counted: list[Reading]) -> list[Reading]:
    """Return what the sentence before counted by the same verb.

    All that it counted where words point back, and nothing for a number that tells its own.
    """
    if not _may_take_up(here.readings[at]):
        return []
    same = there.governed_by(here.governors.get(at), counted)
    return same or (counted if here.points_to_all(at) else [])


def _is_carried(passage: Passage, reading: Reading) -> bool:
    """Tell what later numbers go on with.

    In "three people, including two boys, and 17 others" not the boys.
    """
    if reading.dimension not in _CARRIED or not reading.unit:
        return False
    return _INCLUDED.before(passage.words, reading.start) is None


def _take_from_before(here: _Sentence, at: int) -> None:
    reading, earlier = here.readings[at], here.readings[:at]
    if not earlier or reading.form in _NEVER:
        return
    like = _compared(here.passage, earlier, reading) or _last_carried(here, at)
    if like is not None:
        reading.goes_with(like)


def _last_carried(here: _Sentence, at: int) -> Reading | None:
    """Return what was counted last, where a number goes on with it."""
    earlier = reversed(here.readings[:at])
    like = next((other for other in earlier if _is_carried(here.passage, other)), None)
    return like if like is not None and _may_go_on(here, like, at) else None


def _compared(passage: Passage, earlier: Sequence[Reading], reading: Reading) -> Reading | None:
    """Return the level that a number is set beside, None where it is set beside none."""
    return (
        _level_beside(passage, earlier[-1], reading)
        or _level_left(passage, earlier, reading)
        or _level_in_points(passage, earlier, reading)
    )


def _is_amount_like(nearest: Reading, reading: Reading) -> bool:
    """Tell an amount of the same scale as the one before it: "2.1 million barrels a day"."""
    is_priced = nearest.dimension in ("rate", "money")
    return is_priced and nearest.scale == reading.scale > 1


def _level_beside(passage: Passage, nearest: Reading, reading: Reading) -> Reading | None:
    """Return the first level of "2.1 million barrels a day, down from 2.3 million"."""
    is_beside = _is_amount_like(nearest, reading) and is_compared(passage, reading)
    return nearest if is_beside else None


def _level_left(passage: Passage, earlier: Sequence[Reading], reading: Reading) -> Reading | None:
    """Return the first level of "cut from 90,000 euros last year to only 20,000"."""
    levels = reversed(earlier) if is_to(passage, reading) else iter(())
    level = next((other for other in levels if is_from(passage, other)), None)
    return level if level is not None and level.unit else None


def _level_in_points(
    passage: Passage, earlier: Sequence[Reading], reading: Reading
) -> Reading | None:
    """Return the points of "fell 162 points, or 2.1%, to 7,425.81"."""
    is_level = reading.value >= _LEAST_LEVEL and is_bare_level(passage, reading)
    if not is_level or any(other.is_counted for other in earlier):
        return None
    return next((other for other in reversed(earlier) if other.dimension == "points"), None)


def _may_go_on(here: _Sentence, left: Reading, at: int) -> bool:
    """Tell whether a number counts what the last one counted."""
    return _is_like(here, left, at) and any(_ways_on(here, left, at))


def _is_like(here: _Sentence, left: Reading, at: int) -> bool:
    """Tell whether a number is near enough, and can be what the last one was."""
    reading = here.readings[at]
    if _is_amount_like(here.readings[at - 1], reading):
        return False
    return reading.start - left.end <= _FARTHEST and _can_be(reading, left.dimension)


def _can_be(reading: Reading, dimension: str) -> bool:
    """Tell whether so many can be counted, or be a share."""
    return reading.is_whole if dimension == "count" else reading.value < _LEAST_LEVEL


def _ways_on(here: _Sentence, left: Reading, at: int) -> Iterator[bool]:
    """Yield what says that a number goes on with the last one."""
    reading, last = here.readings[at], here.readings.index(left)
    yield reading.points_back
    yield at in here.goes_on
    yield reading.dimension == "count"
    verb = here.governors.get(at)
    yield verb is not None and verb == here.governors.get(last)
    yield left.dimension == "count" and here.is_held(at) and last in here.governors
    yield _is_of(here.passage, left, reading)
    yield _is_item(here.passage, left, reading)


def _is_of(passage: Passage, left: Reading, reading: Reading) -> bool:
    """Tell "by majorities of 12, 15 and 40"."""
    return passage.between(left, reading) == ", " and passage.before(left.start, 3) == "of "


def _is_item(passage: Passage, left: Reading, reading: Reading) -> bool:
    """Tell the items of a list by what follows each.

    For example "12 shops in 2018, 15 in 2019 and about 20 in 2020".
    """
    is_listed = _ITEM.before(passage.words, reading.start) is not None
    lead = _preposition_behind(passage, left) if is_listed else ""
    return lead != "" and lead == _preposition_behind(passage, reading)


def _preposition_behind(passage: Passage, reading: Reading) -> str:
    found = _PREPOSITION.behind(passage.words, reading.end)
    return "" if found is None else found.word("lead")
