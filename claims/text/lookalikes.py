"""What looks like a quantity and is none: years, dates, clock times, ordinals, names, labels, identifiers.

In comes a reading in its sentence; out comes why it is no quantity, or "" where it may be one. The
decision is taken from the context, never from the value alone: "2016 votes" counts, "the 2016 vote" names.
Readings joined to a look-alike ("Articles 5 and 6", "Sept. 20-24", "6 to 8 p.m.") share its fate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims.data import entries
from claims.text.number_words import number_words
from claims.text.numerals import Form
from claims.text.reading import Passage, Reading

YEAR, DATE, CLOCK, ORDINAL, LABEL, NAME, PRONOUN = "year", "date", "clock", "ordinal", "label", "name", "pronoun"


@cache
def _kinds() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for line in entries("labels.txt"):
        word, _, kind = line.rpartition(" ")
        kinds.setdefault(kind, set()).add(word.strip())
    return {kind: frozenset(words) for kind, words in kinds.items()}


def _any_of(kind: str) -> str:
    return "|".join(re.escape(word) for word in sorted(_kinds()[kind], key=len, reverse=True))


@cache
def _month_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of('month')})\.?,?\s+(?:the\s+)?$")


@cache
def _month_after() -> re.Pattern[str]:
    return re.compile(rf"(?:st|nd|rd|th)?(?:\s+of)?[ -](?:{_any_of('month')})(?!\w)")


@cache
def _clock_after() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{_any_of('clock')})(?!\w)")


@cache
def _label_before() -> re.Pattern[str]:
    index, label = _any_of("index"), _any_of("label")
    return re.compile(rf"(?<![\w-])(?:(?P<index>{index})|(?P<label>{label})s?)[ \u00a0-]?[\"“]?$")


_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_DECADE_ENDING = re.compile(r"['’]?s(?![a-z])")
_NAME_ENDING = re.compile(r"\(\w\)|\.\d|-[A-Z](?!\w)")
_YEAR_LEFT = re.compile(
    r"(?:\b(?:in|since|during|before|until|till|through|circa|early|late|mid|year|fiscal|spring|summer|autumn|fall"
    r"|winter|christmas|by|after|back|of|from|to|for|election|season|and)[ -]|['’]s? |\()$"
)
_DETERMINER_LEFT = re.compile(r"(?:\b(?:the|this|that|his|her|its|their|our|my|your|a|an)|['’]s)[ ]$")
_TEMPORAL_LEFT = re.compile(r"\b(?:in|since|during|by|until)[ ]$")
_COUNTING_LEFT = re.compile(
    r"\b(?:average of|total of|than|least|nearly|almost|some|exactly|another|up to|over|number of|sum of|price of"
    r"|worth)[ ]$"
)
_PRONOUN_LEFT = re.compile(r"\b(?:the|this|that|which|each|every|any|no|same|another|new|other|big|good)[ ]$")
_ONE_IDIOM = re.compile(r"[ ](?:day|time|thing|another|way|by|after)\b|[-’']")
_HALF_OF = re.compile(
    r"[ ](?:of|the|its|his|her|their|all|that|this|those|these|our|my|your|an?|to|hour|mile|dozen)\b|-(?!time)"
)
_HALF_ORDINAL = re.compile(
    r"\b(?:first|second|other|final|last|in|by|latter|better|early|top|bottom|past|this|that)[ ]$"
)


def why_not_by_letters(passage: Passage, reading: Reading) -> str:
    """Judge by what is glued to the digits: "F-16", "5th", "1990s", "10:30", "777F", "@user2016", "401(k)"."""
    if not passage.text[reading.number.start].isdigit():
        return ""
    text, end = passage.text, reading.end
    if _is_glued_to_a_name(passage, reading):
        return NAME
    if text[reading.start - 1 : reading.start] in ("/", ":") and text[reading.start - 2 : reading.start - 1].isdigit():
        return DATE
    after = text[end : end + 4]
    if _ORDINAL_ENDING.match(after):
        return ORDINAL
    if _DECADE_ENDING.match(after) and reading.form is Form.DIGITS and not reading.unit:
        return YEAR
    if after[:1] in ("/", ":") and after[1:2].isdigit() and not reading.unit:
        return DATE
    glued = after[:1].isalpha() or after[:1] == "_"
    if (glued and not text[end - 1].isalpha()) or _NAME_ENDING.match(after):
        return NAME
    return ""


def _is_glued_to_a_name(passage: Passage, reading: Reading) -> bool:
    text, at = passage.text, reading.start
    last, before_last = text[at - 1 : at], text[at - 2 : at - 1]
    if at == 0 or not last.strip():
        return False
    if last.isalnum() or last in "_@#&":
        return not reading.money_sign
    if at != reading.number.start or not before_last.isalnum():
        return False
    if last in ".'’":
        return True
    if last not in "-‐‑":
        return False
    word = re.search(r"\w+$", passage.before(at - 1, 20))
    if word is None or word.group()[-1].isdigit():
        return False
    return word.group() not in _kinds()["prefix"] and word.group() not in number_words()


def why_not_by_context(passage: Passage, reading: Reading) -> str:
    """Judge by the words around a number, once its unit or counted noun is read."""
    if reading.unit and reading.dimension != "count":
        return ""
    before, after = passage.before(reading.start), passage.after(reading.number.end, 24)
    if reading.form is Form.DIGITS:
        if reading.value <= 31 and (_month_before().search(before) or _month_after().match(after)):
            return DATE
        if _clock_after().match(after):
            return CLOCK
        if _is_year(passage, reading, before):
            return YEAR
    if reading.form in (Form.DIGITS, Form.WORDS):
        label = _label_before().search(before)
        if label and (label["index"] or not reading.unit):
            return LABEL
    if reading.form is Form.WORDS and reading.value == 1:
        return PRONOUN if _is_pronoun(reading, before, after) else ""
    if reading.form is Form.ARTICLE and reading.value < 1 and not after.startswith(" of "):
        return ORDINAL
    if passage.folded[reading.number.start : reading.number.end] == "half":
        return ORDINAL if not _HALF_OF.match(after) or _HALF_ORDINAL.search(before) else ""
    return ""


def _is_year(passage: Passage, reading: Reading, before: str) -> bool:
    written = passage.text[reading.number.start : reading.number.end]
    if re.fullmatch(r"\d{2}", written) and re.search(r"(?<!\w)['’]$", before):  # "the class of '68"
        return True
    if not re.fullmatch(r"\d{4}", written) or not 1000 <= reading.value <= 2100 or _COUNTING_LEFT.search(before):
        return False
    if not reading.unit:
        return reading.value >= 1600 or bool(reading.value >= 1100 and _YEAR_LEFT.search(before))
    if _DETERMINER_LEFT.search(before) or _TEMPORAL_LEFT.search(before):
        return reading.value >= 1500
    return 1960 <= reading.value <= 2040 and reading.value % 100 != 0


def _is_pronoun(reading: Reading, before: str, after: str) -> bool:
    """Tell the pronoun ("the one", "one can see") from the count ("one of the students", "just one area")."""
    if after.startswith(" of "):
        return False
    if not reading.unit or _PRONOUN_LEFT.search(before):
        return True
    return _ONE_IDIOM.match(after) is not None and not reading.attributive


_JOINED = re.compile(r"[ ]?(?:[-–—/,&]|,?[ ](?:and|to|or|through|until|till)[ ]|, )[ ]?(?:no\. |the )?")


def share_reasons(passage: Passage, readings: Sequence[Reading], reasons: list[str]) -> None:
    """Spread the fate of a look-alike to the bare numbers joined to it, rightwards and then leftwards."""
    for here in range(1, len(readings)):
        if reasons[here - 1] and not reasons[here] and _is_joined(passage, readings[here - 1], readings[here]):
            reasons[here] = "" if readings[here].unit else reasons[here - 1]
    for here in range(len(readings) - 2, -1, -1):
        clock = reasons[here + 1] in (DATE, CLOCK) and _is_joined(passage, readings[here], readings[here + 1])
        if clock and not readings[here].unit:
            reasons[here] = reasons[here + 1]


def _is_joined(passage: Passage, left: Reading, right: Reading) -> bool:
    return _JOINED.fullmatch(passage.folded[left.end : right.start]) is not None
