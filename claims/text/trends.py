"""The direction of a change: "rose 5%", "fell by 300", "up 2%", "a drop of 4 points", "34% higher".

In comes a reading in its sentence with those before it; its trend is set where a verb, a noun or an adverb of
`trends.txt` governs it. A level reached ("rose to 50") is no change and gets none. It reads across the clause:
adverbs, the object and "by" may stand between ("raised its key rate by 25 basis points").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims.model import Trend
from claims.text.lexicon import any_of, listed
from claims.text.reading import Passage, Reading

_FILE = "trends.txt"
_KINDS = {"rise": Trend.RISE, "fall": Trend.FALL}
# Between a verb and its measure: adverbs ("sharply", "another"), a time ("in June"), "by".
_ADVERBS = (
    r"(?:(?:[a-z]+ly|another|some|just|only|further|even|still|by|a|an|the|as much as|over|under|more than|less than|up"
    r"|down|about|around|almost|nearly|almost|at least|roughly|approximately|to)[ ]){0,3}?"
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    verbs = any_of(_FILE, "rise", "fall")
    nouns = any_of(_FILE, "rise_noun", "fall_noun")
    adverbs = any_of(_FILE, "rise_adverb", "fall_adverb")
    words = r"(?:[ ][^\s\d.;:!?,–—]+){1,8}?"
    return (
        re.compile(rf"\b(?P<word>{verbs}|{adverbs})[ ]{_ADVERBS}$"),  # rose sharply by 5%; up 5%
        re.compile(rf"\b(?P<word>{verbs})\b(?![ ](?:from|to)\b){words}[ ]by[ ]{_ADVERBS}$"),  # raised its rate by 5
        re.compile(rf"\b(?P<word>{nouns})[ ](?:in[ ]\w+[ ])?of[ ]{_ADVERBS}$"),  # a drop of 5%
        re.compile(rf"[ -](?:[a-z-]+[ ])?(?P<word>{nouns})\b"),  # a 5% pay rise
        re.compile(rf"[ ](?P<word>{adverbs})\b"),  # 34% higher
    )


def trend(passage: Passage, readings: Sequence[Reading], at: int) -> None:
    """Set the trend of one reading; the readings before it have theirs already."""
    reading = readings[at]
    reading.trend = _before(passage, reading) or _after(passage, reading) or _shared(passage, readings, at)


def _before(passage: Passage, reading: Reading) -> Trend:
    direct, distant, noun, _, _ = _patterns()
    before = passage.before(reading.start, 90)
    found = direct.search(before) or (None if reading.upper else distant.search(before)) or noun.search(before)
    if found is None or re.search(r"\bto[ ]$", before):
        return Trend.NONE
    return _direction(found["word"])


def _after(passage: Passage, reading: Reading) -> Trend:
    if reading.dimension not in ("share", "points", "money") or not reading.unit:
        return Trend.NONE
    *_, noun, adverb = _patterns()
    found = noun.match(passage.folded, reading.end, passage.end) or adverb.match(
        passage.folded, reading.end, passage.end
    )
    return _direction(found[1]) if found else Trend.NONE


def _shared(passage: Passage, readings: Sequence[Reading], at: int) -> Trend:
    """Give the two forms of one change the same trend: "up 0.25 points, or 0.01%"."""
    if at and readings[at - 1].trend:
        between = passage.folded[readings[at - 1].end : readings[at].start]
        if re.fullmatch(r",? or | \(|, ", between) and readings[at].dimension != readings[at - 1].dimension:
            return readings[at - 1].trend
    return Trend.NONE


def _direction(word: str) -> Trend:
    word = re.sub(r"\s+", " ", word)
    for kind in ("rise", "fall"):
        if any(word in listed(_FILE, kind + suffix) for suffix in ("", "_noun", "_adverb")):
            return _KINDS[kind]
    return Trend.NONE
