"""The direction of a change.

For example "rose 5%", "fell by 300", "up 2%", "a drop of 4 points", "34% higher", "-1.3%".

In comes a reading in its sentence with those before it; its trend is set where a verb, a noun or an
adverb of `numbers/trends.txt` governs it, or a sign does. A level reached ("rose to 50", "fell from
12 to 3") is no change and gets none. It reads across the clause: adverbs, the object and "by" may
stand between ("raised its key rate by 25 basis points").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from claims.model import Trend
from claims.text.grammar.chunks import Chunk
from claims.text.grammar.lexicon import listed
from claims.text.grammar.particles import belongs_to_verb
from claims.text.grammar.rules import Found, Rule, Rules, apply_each
from claims.text.grammar.shapes import Shape
from claims.text.grammar.syntax import Token
from claims.text.grammar.tagger import VERBS
from claims.text.quantities.classes import entries
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.units import CENTS
from claims.text.quantities.words import Signs, by_number, words_of

_FILE = "numbers/trends"
_WAYS = (("rise", Trend.RISE), ("fall", Trend.FALL))
# The words of an object, but not those of another clause: "increase would be offset by".
_FEW = "( !CLAUSAL|NUM|CD W|-|POS|' )*8"
_PRICED = frozenset(("share", "points"))
_SHARED = frozenset(("share", "points", "money"))
_LEVEL = Shape(
    "well|far|just? above|below|beyond|past|within",  # rose above 50
    "INTENSIFIER? short|shy of",  # fell well short of 50
)
_SAME_CHANGE = frozenset((", or ", " or ", ", "))
_SAME_IN_BRACKETS = frozenset((" (", ", ("))
_SIGNS = Signs(
    level=("to just|about|around|only|almost|nearly|a|an? n=NUM",),  # rose to about 50
    # climbed over six years; fell two days before
    span=("over n=IN-TIME", "n=IN-TIME before|after|ago|earlier|later|prior|from|since|old"),
    other=("n=NUM into|short|shy",),  # $9 million pumped into, fell 50 short
    part=("n=NUM of !its|their|his|her|our", "n=NUM to IN-SHARE"),  # gained 5% of the vote
    whole=("n=NUM of",),
    goes_on=(",|and|by n=NUM",),  # fell 3% in May, 4% in June
)


class _Change(NamedTuple):
    """A word of change beside a number.

    Which way it says, what kind of rule found it, and whether it tells a contest.
    """

    number: int
    trend: Trend
    kind: str
    start: int
    is_contest: bool = False


@cache
def _before() -> Rules[_Change]:
    """Return the rules for words of change before their number."""
    amount = f"( RB | {entries('numbers/fillers', 'amount')} | a|an W )*3"
    rules = []
    for way, trend in _WAYS:
        verb, noun, adverb = entries(_FILE, way), f"{way}_NOUN".upper(), f"{way}_ADVERB".upper()
        price = entries(_FILE, f"{way}_price", f"{way}_object")
        moved = entries(_FILE, way, f"{way}_price")
        state = f"{adverb}|{way.upper()}_STATE"
        patterns = {
            "verb": f"{verb} {amount} n=NUM",  # rose sharply by 5%
            "by": f"{moved} !from|to {_FEW} ,? by {amount} n=NUM",  # cut the rate by 5 points
            # a drop of 5%; an increase in sales of 5%
            "noun": f"{noun} ( in|for|to {_FEW} )? of {amount} n=NUM",
            # with things an adverb needs more before it: they are up 12, but somebody dug up 12
            "state": f"( START | BE|ended|closed|stood|,|(|–|—|- ) {state} {amount} n=NUM",
            "adverb": f"{adverb} {amount} n=NUM",  # prices up 5%
            "price": f"{price} !by {amount} n=NUM",  # gained 5%
        }
        rules += [Rule(line, partial(_change, kind, trend)) for kind, line in patterns.items()]
    return Rules(*rules)


@cache
def _behind() -> Rules[_Change]:
    """Return the rules for words of change behind their number."""
    rules = []
    for way, trend in _WAYS:
        kind = way.upper()
        patterns = {
            # a 5% rise; a 5% annual pay rise, but not "a 5% stake after the rise"
            "noun": f"n=NUM -? ( !IN|TO|CC|DT|WDT|WRB|NUM|CD W|- )*3 {kind}_NOUN",
            "adverb": f"n=NUM {kind}_COMPARATIVE !-",  # 34% higher
            # 5% up on May, but not "paid £5 up front"
            "up": f"n=NUM {kind}_ADVERB &on|from|at|since|compared|year|.|,|;|)|END",
            "both": f"n=NUM , {kind}_COMPARATIVE|{kind}_ADVERB !-",  # 45 points, or 0.6%, higher
        }
        rules += [Rule(line, partial(_change, kind, trend)) for kind, line in patterns.items()]
    return Rules(*rules)


def _change(kind: str, trend: Trend, found: Found) -> _Change | None:
    words, first = found.line.words, found.first
    before = [word.small for word in words[max(first - 2, 0) : first]]
    if belongs_to_verb(before, words[first].small):
        return None  # women make up 5%
    is_contest = not words[first].kinds.keys().isdisjoint(("RISE_OBJECT", "FALL_OBJECT"))
    return _Change(found.value("n", "NUM"), trend, kind, words[first].start, is_contest)


def find_trends(passage: Passage, readings: Sequence[Reading]) -> None:
    """Set the trends of the readings of a sentence."""
    line = words_of(passage, readings)
    signs = _SIGNS.beside(line)
    before, behind = (by_number(apply_each(rules, line)) for rules in (_before(), _behind()))
    for at, reading in enumerate(readings):
        reading.trend = (
            _told_before(passage, reading, before[at], signs[at])
            or _told_after(reading, behind[at])
            or _by_sign(passage, reading)
            or _shared(passage, readings, at, signs[at])
        )
        if at > 0 and not reading.trend:
            _share_behind(passage, readings[at - 1], reading, behind[at])


def _share_behind(passage: Passage, left: Reading, right: Reading, changes: list[_Change]) -> None:
    """Set the trend that stands behind both forms of a change: "45 points, or 0.6%, [higher]"."""
    both = _surest(changes, ("both",))
    if both is not None and _is_same_change(passage, left, right):
        left.trend = right.trend = both.trend


def _surest(changes: list[_Change], kinds: Sequence[str]) -> _Change | None:
    """Return what the surest kind of rule found, of several the first in the text."""
    told = [change for change in changes if change.kind in kinds]
    return min(told, key=lambda each: (kinds.index(each.kind), each.start), default=None)


def is_verb_of_change(word: str) -> bool:
    """Tell whether a word in small letters is a form of a verb of change: "rose", "falling"."""
    return _way(word) is not Trend.NONE


def _way(verb: str) -> Trend:
    """Return which way a form of a verb says."""
    return next((trend for way, trend in _WAYS if verb in _verbs(way)), Trend.NONE)


def _verbs(way: str) -> frozenset[str]:
    return listed(_FILE, way) | listed(_FILE, f"{way}_price") | listed(_FILE, f"{way}_object")


def is_change(noun: str) -> bool:
    """Tell whether a noun in small letters names a change: "rise", "cut"."""
    return noun in listed(_FILE, "rise_noun") | listed(_FILE, "fall_noun")


def _told_before(
    passage: Passage, reading: Reading, changes: list[_Change], signs: set[str]
) -> Trend:
    if _is_level(passage, reading, signs):
        return Trend.NONE
    told = _surest(changes, list(_kinds(reading)))
    if told is not None:
        return Trend.NONE if _is_won(told, reading, signs) else told.trend
    is_amount = reading.dimension in _PRICED and "whole" not in signs
    return _by_object(passage, reading) if is_amount else Trend.NONE


def _is_won(told: _Change, reading: Reading, signs: set[str]) -> bool:
    """Tell "gained 5% of the vote", which is all that was won."""
    return told.is_contest and reading.unit == "percent" and "part" in signs


def _kinds(reading: Reading) -> Iterator[str]:
    """Yield which rules say something of such a number, the surest first."""
    yield from ("verb", "by", "noun", "state")
    if reading.dimension in _SHARED or reading.dimension == "rate":
        yield "adverb"
    if _moves_prices(reading):
        yield "price"


def _is_level(passage: Passage, reading: Reading, signs: set[str]) -> bool:
    """Tell a level, a shortage or a span of time from a change, whatever verb stands before."""
    if not signs.isdisjoint(("level", "span", "other")):
        return True
    return _LEVEL.behind(passage.words, reading.start) is not None


def _by_object(passage: Passage, reading: Reading) -> Trend:
    """Read the verb whose object stands between it and the number: "cut its key rate 25 points"."""
    sentence = passage.parsed()
    token = sentence.token_at(reading.number.start)
    verb, amount = sentence.verb_of(token), sentence.chunk_at(token)
    if verb is None or amount is None:
        return Trend.NONE
    group = sentence.verb_groups[verb]
    # the verb, its object, what belongs to it, the amount
    run = sentence.chunks[group.chunk : amount + 1]
    if not _is_object_run(run) or sentence.tokens[run[-1].first].start < reading.start:
        return Trend.NONE
    return _way(sentence.tokens[group.head].text.lower())


def _is_object_run(run: Sequence[Chunk]) -> bool:
    """Tell a verb with noun phrases behind it and nothing between: "cut | its key rate | 25"."""
    if len(run) < 3 or run[1].kind != "NP":
        return False
    return all(left.last == right.first and right.is_noun_phrase for left, right in pairwise(run))


def _moves_prices(reading: Reading) -> bool:
    is_small = reading.unit in CENTS or abs(reading.value) < 100
    return reading.dimension in _PRICED or (reading.dimension == "money" and is_small)


def _told_after(reading: Reading, changes: list[_Change]) -> Trend:
    may_change = reading.unit != "" and reading.dimension in _SHARED
    told = _surest(changes, ("noun", "adverb", "up")) if may_change else None
    return Trend.NONE if told is None else told.trend


def _by_sign(passage: Passage, reading: Reading) -> Trend:
    """Take a signed percentage or number of points as the change it is in market reports."""
    if reading.dimension not in _PRICED or reading.upper is not None:
        return Trend.NONE
    if reading.value < 0 and not passage.folded[reading.start].isalpha():
        return Trend.FALL
    return Trend.RISE if passage.mark_before(reading) == "+" else Trend.NONE


def _shared(passage: Passage, readings: Sequence[Reading], at: int, signs: set[str]) -> Trend:
    """Give a reading the trend of the one before.

    The two tell one change, or the same change of two things.
    """
    if not at or not readings[at - 1].trend:
        return Trend.NONE
    left, right = readings[at - 1], readings[at]
    is_shared = _is_same_change if left.unit != right.unit else _goes_on
    return left.trend if is_shared(passage, left, right, signs) else Trend.NONE


def _is_same_change(
    passage: Passage, left: Reading, right: Reading, signs: set[str] | None = None
) -> bool:
    """Tell the second form of one change.

    For example "up 0.25 points, or 0.01%", "1 degree (1.8 Fahrenheit)".
    """
    is_like = right.dimension == left.dimension
    between = passage.between(left, right)
    if between in _SAME_IN_BRACKETS:
        return is_like
    return between in _SAME_CHANGE and (is_like or {left.dimension, right.dimension} <= _SHARED)


def _goes_on(passage: Passage, left: Reading, right: Reading, signs: set[str]) -> bool:
    """Tell a change that goes on without its verb: "fell 3% in May, 4% in June and 5% in July"."""
    if "goes_on" not in signs or right.dimension not in _PRICED:
        return False
    sentence = passage.parsed()
    first, last = sentence.token_at(left.end - 1) + 1, sentence.token_at(right.start)
    behind = sentence.token_at(right.end - 1) + 1
    is_told_anew = any(map(_tells_anew, sentence.tokens[first:last]))
    return not is_told_anew and not any(map(_is_noun_of, sentence.tokens[behind : behind + 1]))


def _tells_anew(token: Token) -> bool:
    """Tell a verb, and what leads to a level, from words that only go on."""
    return token.tag in VERBS or token.text in (".", "to", "from")


def _is_noun_of(token: Token) -> bool:
    """Tell what makes an amount that of another thing: "4% [growth]", "4% [of] it"."""
    return token.tag.startswith(("NN", "JJ", "RBR", "HYPH")) or token.text == "of"
