"""Years, days of a month and times of day: numbers that say when, and measure nothing.

In comes a reading whose unit is not read or missing; out comes whether its words make it a date. A
bare number of four digits is a year unless something counts it ("an average of 1500", "2016 votes"
in round or old years).
"""

from __future__ import annotations

import re

from claims.text.grammar.lexicon import any_of
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading, opens_range

_MONTHS = any_of("numbers/labels", "month")
_MONTH_BEFORE = re.compile(rf"(?<!\w){_MONTHS}\.?,?\s+(?:the\s+)?$")
_MONTH_GLUED = re.compile(rf"{_MONTHS} $")
_YEAR_AFTER = re.compile(r", (?:19|20)\d\d(?!\d)")
_MONTH_CUT_OFF = re.compile(rf"(?<!\w){_MONTHS}\.\s+$")
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?(?:\s+of)?[ -]{_MONTHS}(?!\w)")
_CLOCK_AFTER = re.compile(rf"(?::[ ]\d\d)?\s?{any_of('numbers/labels', 'clock')}(?!\w)")
_DATE_LEFT = re.compile(
    rf"(?<!\w){_MONTHS}\.?(?:[ ]\d{{1,2}}(?:st|nd|rd|th)?)?,?[ ]$"
)  # July 14, 1789
_PAST_BEFORE = re.compile(r"\b(?:half[ -]past|quarter (?:past|to))[ ]$")
_YEAR_LEFT = re.compile(
    r"(?:\b(?:in|since|during|before|until|till|through|between|circa|early|late|mid|year|fiscal|spring|summer|autumn|fall"
    r"|winter|christmas|by|after|back|of|from|to|for|election|season|and)[ -]{1,3}|['’]s? |\(|^)$"
)
_DETERMINER_LEFT = re.compile(
    r"(?:\b(?:the|this|that|his|her|its|their|our|my|your|a|an)|['’]s|s['’])[ ]$"
)
_TEMPORAL_LEFT = re.compile(r"\b(?:in|since|during|by|until|between|before|after|through|of)[ ]$")
_COUNTING_LEFT = re.compile(
    r"\b(?:average of|total of|(?:more|less|fewer|greater) than|least|nearly|almost|some|exactly|another|up to|over"
    r"|number of|sum of|price of|worth)[ ]$"
)
_AFTER_TIME = re.compile(
    r"\b(?:since|before|until|after|by)[ ](?:at least|about|around|nearly|almost)[ ]$"
)
_LEVEL_LEFT = re.compile(r"\b(?:from|to|of|by|for|and)[ ]$")
# verbs of change, before the level they led to: the index rose from 1240 to 1685
CHANGE = any_of(
    "numbers/trends",
    *(way + kind for way in ("rise", "fall") for kind in ("", "_price", "_object")),
)
_CHANGE = re.compile(rf"\b{CHANGE}\b")
_VERB_AFTER = re.compile(r"[ ](?:were|are|had|have)\b")
_MODERN = range(1900, 2041)  # years that need no word of time before them
_OLDEST = 1100
_SHORT_YEAR_LEFT = re.compile(r"(?<!\w)['’‘]$")  # the class of '68


_NOON = 12 * 3600


def is_time_of_day(passage: Passage, reading: Reading) -> bool:
    """Tell "5 p.m.", "5pm", "0900 GMT", "10 o'clock" and "half past six"."""
    is_hour = reading.form in (Form.DIGITS, Form.WORDS) and 1 <= reading.value <= 12
    if is_hour and _PAST_BEFORE.search(passage.before(reading.start, 16)):
        return True
    if (
        reading.form is Form.CLOCKED
        and reading.value >= _NOON
        and passage.before(reading.start, 4).endswith(" at ")
    ):
        return True  # at 14:46:23
    return _CLOCK_AFTER.match(passage.folded, reading.number.end) is not None


def is_day(passage: Passage, reading: Reading) -> bool:
    """Tell the day of a month: "Sept. 20", "20 September", "the 20th of September"."""
    if not 1 <= reading.value <= 31:
        return False
    before = passage.before(reading.start, 20)
    if _MONTH_BEFORE.search(before) or _MONTH_AFTER.match(passage.folded, reading.number.end):
        return True
    # Pages that lost their spaces: "UpdatedMarch 3, 2017".
    if _MONTH_GLUED.search(before) and _YEAR_AFTER.match(passage.folded, reading.number.end):
        return True
    # Copy in small letters ("on sept. 30") is cut into sentences after the abbreviation.
    cut_off = _MONTH_CUT_OFF.search(passage.folded, max(0, reading.start - 8), reading.start)
    return not before and cut_off is not None


# one way of telling a year after the other
def is_year(  # noqa: PLR0911
    passage: Passage, reading: Reading, following: Reading | None = None
) -> bool:
    """Tell a year from a count; a noun behind it speaks for the count, a determiner before it for the year."""
    written, before = passage.text[slice(*reading.number)], passage.before(reading.start)
    if re.fullmatch(r"\d{2}", written):
        return reading.noun is None and _SHORT_YEAR_LEFT.search(before) is not None
    if not re.fullmatch(r"\d{4}", written) or not 1000 <= reading.value <= 2100:
        return False
    if reading.value in _MODERN and _AFTER_TIME.search(before):  # since at least 1980
        return True
    if _COUNTING_LEFT.search(before):
        return False
    if reading.noun is None or passage.text[reading.noun.start].isupper():
        if reading.value not in _MODERN and _VERB_AFTER.match(passage.folded, reading.end):
            return False  # 1,846 were treated and 1720 had been discharged
        if reading.value in _MODERN or _DATE_LEFT.search(before):
            return True
        if reading.value < _OLDEST or opens_range(
            passage, reading, following
        ):  # from 1200 to 1400 jobs
            return False
        is_level = _LEVEL_LEFT.search(before) and _CHANGE.search(
            before
        )  # the index rose from 1240 to 1685
        return _YEAR_LEFT.search(before) is not None and not is_level
    if _DETERMINER_LEFT.search(before):
        return reading.value >= 1500
    if _TEMPORAL_LEFT.search(before):  # "in 2012 elections", but "in 1800 stores"
        is_target = before.endswith(("by ", "until ", "before "))  # by 2050 emissions must end
        return reading.value in _MODERN or (is_target and reading.value > 2000)
    return 1960 <= reading.value <= 2040 and reading.value % 100 != 0
