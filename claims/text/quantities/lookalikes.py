"""What looks like a quantity and is none: years, dates, clock times, ordinals, names, labels, pronouns, idioms.

In comes a reading in its sentence; out comes why it is no quantity, or None where it may be one.
The decision is taken from the context, never from the value alone: "2016 votes" counts, "the 2016
vote" names. Readings joined to a look-alike ("Articles 5 and 6", "Sept. 20-24", "6 to 8 p.m.")
share its fate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from claims.text.grammar.lexicon import any_of, forms_of, listed
from claims.text.quantities.ages import is_age_class
from claims.text.quantities.dated import CHANGE, is_day, is_time_of_day, is_year
from claims.text.quantities.digits import is_whole
from claims.text.quantities.identifiers import (
    is_decade,
    is_mark,
    is_ordinal,
    is_part_of_name,
    is_slashed,
)
from claims.text.quantities.number_words import number_begins
from claims.text.quantities.numbered_names import is_numbered_name
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading


class Lookalike(Enum):
    """What a number is that is no quantity."""

    YEAR = auto()
    DATE = auto()
    CLOCK = auto()
    ORDINAL = auto()
    NAME = auto()
    PRONOUN = auto()


Reason = Lookalike | None

_IDIOM = re.compile(rf"(?<![\w-]){any_of('numbers/labels', 'idiom')}(?![\w-])")
_LONGEST_IDIOM = max(map(len, listed("numbers/labels", "idiom")))  # on either side of the number
_ONE_BEFORE = re.compile(
    r"\b(?:the|this|that|which|each|every|any|no|same|another|new|other|big|good|negative|positive|a|an|some|last"
    r"|next|first)[ ]$"
)
_ONE_OF_BEFORE = re.compile(r"\b(?:no|any|every|each|which)[ ]$")
_ONE_AFTER = re.compile(r"[ ](?:day|time|thing|another|way|by|after)\b|['’]|-(?![a-z]+)")
_ONE_TO_TWO = re.compile(rf",?[ -](?:to|or|in|over|out of)[ -](?:every )?{number_begins()}")
_TEN_TO_ONE = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred))[ -]to[ -]$"
)
_HARM_BEFORE = re.compile(
    rf"\b(?:{'|'.join(sorted(forms_of('numbers/people', 'harm')))})[ ](?:at least[ ])?$"
)
_ENDS_AFTER = re.compile(r"[.,;]|$|[ ](?:and|others?|more)\b")
_THE_BEFORE = re.compile(r"\b(?:the|these|those|all)[ ]$")
# the three of them, the two-thirds, the three $5 million prizes, the three or six months
_COUNTS_AFTER = re.compile(rf"[ ]of[ ]|-|[ ][$€£]|[ ](?:or|to)[ ]{number_begins()}")
_PART_BEFORE = re.compile(
    r"\b(?:by|about|around|nearly|almost|than|over|under|up|down|least|shy of|short of|to|from|only|just)[ ]$"
)
_CHANGE_BEFORE = re.compile(rf"\b{CHANGE}[ ]$")
_HALF_AFTER = re.compile(
    r"[ ](?:of|as|the|its|his|her|their|all|that|this|those|these|our|my|your|an?|to|[a-z]+(?:['’]s|s['’]))(?!\w)"
)
# a third of them, a third fewer, a quarter off, a quarter to a third
_SHARE_AFTER = re.compile(
    r"[ ](?:of|off|more|less|fewer|higher|lower|larger|smaller|bigger|cheaper|faster"
    r"|(?:to|or)[ ](?:an?|one|two|half))(?!\w)"
)
_HALF_BEFORE = re.compile(
    r"\b(?:first|second|other|final|last|latter|better|early|top|bottom|upper|lower|front|back|past|this|that"
    r"|northern|southern|eastern|western)[ ]$"
)
_MULTIPLE_AFTER = re.compile(
    r"[ ](?:as (?:many|much|likely|often|[a-z-]+ as)|the|its|their|his|her|that|what|this|those|last|our|my)\b"
    r"|(?<=fold)(?=\W|$)"
)
_JOINED = re.compile(
    r"[ ]?(?:[-–—/,&]|,?[ ](?:and|to|or|through|until|till)[ ]|, )[ ]?(?:no\. |the )?"
)
# How large a number can be that is one of a series of days, hours or names.
_LARGEST = {Lookalike.DATE: 31, Lookalike.CLOCK: 24}
_LARGEST_NAME = 100_000


def by_letters(passage: Passage, reading: Reading) -> Reason:
    """Judge a number by what is glued to it: "F-16", "5th", "1990s", "10:30", "401(k)", "three o'clock"."""
    if is_time_of_day(passage, reading):
        return Lookalike.CLOCK
    if not passage.text[reading.number.start].isdigit() or is_age_class(passage, reading):
        return None
    if is_slashed(passage, reading):
        return Lookalike.DATE
    if is_ordinal(passage, reading):
        return Lookalike.ORDINAL
    if is_decade(passage, reading):
        return Lookalike.YEAR
    return (
        Lookalike.NAME if is_mark(passage, reading) or is_part_of_name(passage, reading) else None
    )


def by_context(passage: Passage, reading: Reading, following: Reading | None) -> Reason:
    """Judge by the words around a number, once its unit or the noun behind it is read, and those of its neighbours.

    `following` is the next number of the sentence.
    """
    may_be_idiom = reading.form in (Form.WORDS, Form.FRACTION) or (
        not reading.unit and reading.form is not Form.SCALED
    )
    if may_be_idiom and _is_in_idiom(passage, reading):
        return Lookalike.NAME
    if reading.unit or reading.dimension == "count":
        return None
    if reading.form is Form.DIGITS:
        if is_day(passage, reading):
            return Lookalike.DATE
        if is_year(passage, reading, following):
            return Lookalike.YEAR
    if reading.form in (Form.DIGITS, Form.WORDS) and is_numbered_name(passage, reading, following):
        return Lookalike.NAME
    if reading.form is Form.WORDS and _is_pronoun(passage, reading):
        return Lookalike.PRONOUN
    if reading.form is Form.MULTIPLE:
        return None if _MULTIPLE_AFTER.match(passage.text, reading.end) else Lookalike.NAME
    if reading.form in (Form.ARTICLE, Form.FRACTION) and not _is_share(passage, reading):
        return Lookalike.ORDINAL
    return None


def _is_in_idiom(passage: Passage, reading: Reading) -> bool:
    start = max(passage.start, reading.start - _LONGEST_IDIOM)
    found = _IDIOM.finditer(passage.folded, start, min(passage.end, reading.end + _LONGEST_IDIOM))
    return any(
        idiom.start() <= reading.number.start and reading.number.end <= idiom.end()
        for idiom in found
    )


def _is_pronoun(passage: Passage, reading: Reading) -> bool:
    """Tell the pronoun ("the two met", "the one", "one can see") from the count ("one of the men", "just one area")."""
    before, after = passage.before(reading.start), passage.after(reading.number.end, 24)
    if not before and after.startswith(", ") and reading.value <= 10:  # "Two, we will rebuild."
        return True
    if reading.noun is None and _THE_BEFORE.search(before) and not _COUNTS_AFTER.match(after):
        # "the two met", but "the two most prominent women"
        return reading.value == 1 or not passage.tag_after(reading.end).startswith(
            ("JJ", "NN", "RBS")
        )
    if reading.noun is None and _HARM_BEFORE.search(before) and _ENDS_AFTER.match(after):
        return False  # killed one and injured eight
    if reading.value != 1 or _ONE_TO_TWO.match(after) or _TEN_TO_ONE.search(before):
        return False
    if after.startswith(" of "):
        return _ONE_OF_BEFORE.search(before) is not None
    return reading.noun is None or bool(_ONE_BEFORE.search(before) or _ONE_AFTER.match(after))


def _is_share(passage: Passage, reading: Reading) -> bool:
    """Tell the share ("fell by a third", "half the crew") from the ordinal or the time ("a third man", "a half")."""
    before, after = passage.before(reading.start), passage.after(reading.number.end, 24)
    written = passage.folded[slice(*reading.number)]
    if written == "half":
        if _HALF_BEFORE.search(before):
            return False
        return bool(
            _HALF_AFTER.match(after) or _PART_BEFORE.search(before)
        )  # "cut in half" counts nothing
    if reading.form is not Form.ARTICLE or reading.value >= 1 or _SHARE_AFTER.match(after):
        return True
    if _PART_BEFORE.search(before) and (reading.noun is None or passage.is_plural(reading.noun)):
        return True  # "less than a third", but "from a third party"
    if written.endswith("half") and reading.noun is not None:  # "a half turn", but "a half-measure"
        return after.startswith(" ") and not passage.is_plural(reading.noun)
    is_alone = re.match(r"[ ][a-z]|,", after) is None or _CHANGE_BEFORE.search(before) is not None
    return not written.endswith("quarter") and reading.noun is None and is_alone


def share_reasons(passage: Passage, readings: Sequence[Reading], reasons: list[Reason]) -> None:
    """Spread the fate of a look-alike to the bare numbers joined to it, rightwards and then leftwards."""
    for here in range(1, len(readings)):
        reason = reasons[here - 1]
        if (
            reason
            and not reasons[here]
            and _may_share(passage, readings[here - 1], readings[here], reason)
        ):
            reasons[here] = reason
    for here in range(len(readings) - 2, -1, -1):
        reason = reasons[here + 1]
        if (
            reason in _LARGEST
            and not readings[here].unit
            and _are_joined(passage, readings[here], readings[here + 1])
        ):
            reasons[here] = reason


def _may_share(passage: Passage, left: Reading, right: Reading, reason: Lookalike) -> bool:
    """Tell whether a number joined to a look-alike can be one of its kind: "May 5-10", but "in 2018 to 10 million"."""
    if (
        reason is Lookalike.PRONOUN
        or right.unit
        or right.form not in (Form.DIGITS, Form.WORDS)
        or not is_whole(right.value)
        or right.value < 0
    ):
        return False
    if not _are_joined(passage, left, right):
        return False
    is_glued = right.start - left.end == 1  # the 2017-18 season
    if reason is Lookalike.YEAR:  # "in 2017 and 2018", "2017-18", but "from 400 in 2008 to 60"
        is_short = is_glued and right.value < 100
        return passage.text[slice(*right.number)].isdigit() and (
            is_short or 1000 <= right.value <= 2100
        )
    if right.noun is not None and not is_glued:
        return False
    return right.value <= _LARGEST.get(reason, _LARGEST_NAME)


def _are_joined(passage: Passage, left: Reading, right: Reading) -> bool:
    return _JOINED.fullmatch(passage.folded, left.end, right.start) is not None
