"""Years, days of a month and times of day: numbers that say when, and measure nothing.

In comes a reading whose unit is not read or missing, with the signs beside it; out comes whether
its words make it a date. A bare number of four digits is a year unless something counts it ("an
average of 1500", "2016 votes" in round or old years).
"""

from __future__ import annotations

from claims.text.grammar.lexicon import listed
from claims.text.quantities.classes import entries
from claims.text.quantities.passages import Passage, Reading, opens_range
from claims.text.quantities.words import Signs
from claims.text.quantities.written import Form

_MONTHS = listed("numbers/labels", "month")
# verbs of change, before the level they led to: the index rose from 1240 to 1685
CHANGE = entries(
    "numbers/trends",
    *(way + kind for way in ("rise", "fall") for kind in ("", "_price", "_object")),
)
_FEW = "( !NUM W|-|POS|, )*12"
_LEVEL = "from|to|of|by|for|and"
DATE_SIGNS = Signs(
    past=("half|quarter|NUM -? past n=NUM", "quarter to n=NUM"),  # half past six
    clock=("n=NUM CLOCK", "n=NUM : CD|NUM CLOCK"),  # 5 p.m., 0900 GMT
    month=("MONTH .? ,? the? n=NUM", "n=NUM of? -? MONTH"),  # Sept. 20, 20 September
    date=("MONTH .? ,? n=NUM", "MONTH .? NUM|CD ,? n=NUM"),  # July 14, 1789
    year=(
        "in|since|during|before|until|till|through|between|by|after|of|from|to|for|and -*2 n=NUM",
        "circa|early|late|mid|back|year|fiscal|election|season -*2 n=NUM",
        "spring|summer|autumn|fall|winter|christmas -*2 n=NUM",
        "'s|'|( n=NUM",
        "START n=NUM",
    ),
    determined=("the|this|that|his|her|its|their|our|my|your|a|an|'s|' n=NUM",),
    temporal=("in|since|during|by|until|between|before|after|through|of n=NUM",),
    target=("by|until|before n=NUM",),
    totalled=(
        "average|total|number|sum|price of n=NUM",
        "more|less|fewer|greater than n=NUM",
        "least|nearly|almost|some|exactly|another|over|worth n=NUM",
        "up to n=NUM",
    ),
    approached=(
        "since|before|until|after|by about|around|nearly|almost n=NUM",
        "since|before|until|after|by at least n=NUM",  # since at least 1980
    ),
    reached=(  # the index rose from 1240 to 1685
        f"{CHANGE} {_FEW} {_LEVEL} n=NUM",
        f"{CHANGE} {_FEW} NUM {_FEW} {_LEVEL} n=NUM",
    ),
    acts=("n=NUM were|are|had|have",),  # 1,846 were treated
)
_MODERN = range(1900, 2041)  # years that need no word of time before them
_OLDEST = 1100
_NOON = 12 * 3600


def is_time_of_day(passage: Passage, reading: Reading, signs: set[str]) -> bool:
    """Tell "5 p.m.", "5pm", "0900 GMT", "10 o'clock" and "half past six"."""
    is_past = "past" in signs and _is_hour(reading)
    return "clock" in signs or is_past or _is_taken_late(passage, reading)


def _is_hour(reading: Reading) -> bool:
    return reading.form in (Form.DIGITS, Form.WORDS) and 1 <= reading.value <= 12


def _is_taken_late(passage: Passage, reading: Reading) -> bool:
    """Tell "at 14:46:23" from the time of a race."""
    is_late = reading.form is Form.CLOCKED and reading.value >= _NOON
    return is_late and passage.before(reading.start, 4).endswith(" at ")


def is_day(passage: Passage, reading: Reading, signs: set[str]) -> bool:
    """Tell the day of a month: "Sept. 20", "20 September", "the 20th of September"."""
    if not 1 <= reading.value <= 31:
        return False
    is_told = "month" in signs or _is_glued_to_month(passage, reading)
    return is_told or _is_cut_off_month(passage, reading)


def _is_glued_to_month(passage: Passage, reading: Reading) -> bool:
    """Tell a day on pages that lost their spaces: "UpdatedMarch 3, 2017"."""
    year = passage.folded[reading.number.end : reading.number.end + 6]
    if not year.startswith((", 19", ", 20")):
        return False
    return passage.before(reading.start, 20).endswith(tuple(f"{month} " for month in _MONTHS))


def _is_cut_off_month(passage: Passage, reading: Reading) -> bool:
    """Tell a day where "on sept. 30", in small letters, was cut behind the abbreviation."""
    if passage.before(reading.start, 20):
        return False
    cut_off = passage.folded[max(0, reading.start - 8) : reading.start].split()[-1:]
    return any(word.removesuffix(".") in _MONTHS for word in cut_off)


def is_year(passage: Passage, reading: Reading, following: Reading | None, signs: set[str]) -> bool:
    """Tell a year from a count.

    A noun behind it speaks for the count, a determiner before it for the year.
    """
    written = passage.written(reading)
    if not written.isdigit():
        return False
    if len(written) == 2:
        return reading.noun is None and _is_short_year(passage.text, reading.start)
    may_be_year = len(written) == 4 and 1000 <= reading.value <= 2100
    return may_be_year and _is_long_year(passage, reading, following, signs)


def _is_long_year(
    passage: Passage, reading: Reading, following: Reading | None, signs: set[str]
) -> bool:
    is_modern = reading.value in _MODERN
    if "totalled" in signs:
        return is_modern and "approached" in signs
    if _counts_common_noun(passage, reading):
        return _is_year_of(reading, signs)
    return is_modern or _is_old_year(passage, reading, following, signs)


def _counts_common_noun(passage: Passage, reading: Reading) -> bool:
    """Tell whether a noun without a capital stands behind a number."""
    return reading.noun is not None and not passage.text[reading.noun.start].isupper()


def _is_year_of(reading: Reading, signs: set[str]) -> bool:
    """Tell the year of what the noun behind it names: "the 2016 vote", "in 2012 elections"."""
    if "determined" in signs:
        return reading.value >= 1500
    if "temporal" in signs:  # "in 2012 elections", but "in 1800 stores"
        is_to_come = "target" in signs and reading.value > 2000  # by 2050 emissions must
        return is_to_come or reading.value in _MODERN
    return 1960 <= reading.value <= 2040 and reading.value % 100 != 0


def _is_short_year(text: str, start: int) -> bool:
    """Tell "the class of '68"."""
    mark, before = text[start - 1 : start], text[start - 2 : start - 1]
    return mark in ("'", "’", "‘") and not before.isalnum()


def _is_old_year(
    passage: Passage, reading: Reading, following: Reading | None, signs: set[str]
) -> bool:
    """Tell a year of old, which needs a word of time: "in 1492", but "1,846 were treated"."""
    if "acts" in signs:
        return False
    if "date" in signs:
        return True
    if reading.value < _OLDEST or opens_range(passage, reading, following):
        return False  # from 1200 to 1400 jobs
    return "year" in signs and "reached" not in signs
