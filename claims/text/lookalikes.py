"""What looks like a quantity and is none: years, dates, clock times, ordinals, names, labels, identifiers.

In comes a reading in its sentence; out comes why it is no quantity, or "" where it may be one. The
decision is taken from the context, never from the value alone: "2016 votes" counts, "the 2016 vote" names.
Readings joined to a look-alike ("Articles 5 and 6", "Sept. 20-24", "6 to 8 p.m.") share its fate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims.text.lexicon import any_of, listed
from claims.text.number_words import number_words
from claims.text.numerals import Form
from claims.text.plurals import is_plural
from claims.text.reading import Passage, Reading

YEAR, DATE, CLOCK, ORDINAL, LABEL, NAME, PRONOUN = "year", "date", "clock", "ordinal", "label", "name", "pronoun"

_FILE = "labels.txt"
_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_DECADE_ENDING = re.compile(r"['’]?s(?![a-z])")
_NAME_ENDING = re.compile(r"\(\w\)|\.\d|-[A-Z](?!\w)")
_PRONOUN_LEFT = re.compile(
    r"\b(?:the|this|that|which|each|every|any|no|same|another|new|other|big|good|a|an|some|last|next|first)[ ]$"
)
_ONE_LEFT_OUT = re.compile(r"[ ](?:day|time|thing|another|way|by|after)\b|['’]|-(?![a-z]+)")
_PART_BEFORE = re.compile(
    r"\b(?:by|about|around|nearly|almost|than|over|under|up|down|least|shy of|short of|to|from|only|just)[ ]$"
)
_IDENTIFIER = re.compile(
    r"""
    \+\d[\d ().-]{7,}\d                                    # +1 212 555 0199
    | \(\d{2,5}\)[ .-]?\d{3,4}[ .-]?\d{3,4}                 # (212) 555-0199
    | (?<![\w$£€.,])\d{3}[.-]\d{3}[.-]\d{4}(?!\d)           # 212-555-0199
    | (?<![\w$£€.,])\d+(?:[-‐]\d+){2,}(?!\d)                # 978-3-16-148410-0, 2018-05-17
    | (?i:\b(?:call|phone|tel|telephone|dial|fax|at)[.:]?)[ ]\d{3}-\d{4}(?!\d)  # call 555-0199
    """,
    re.VERBOSE,
)
_LIST_MARK = re.compile(r"[.)](?:[ \t]+(?=[^\W\d])|\s*$)")
_THE_TWO_OF = re.compile(r"[ ]of[ ]|-")
_THE_TWO = re.compile(r"\b(?:the|these|those)[ ]$")
_ONE_TO_TWO = re.compile(r"[ -](?:to|or|in|out of)[ -](?:every )?(?:two|three|four|five|six|seven|eight|ten|\d)")
_TEN_TO_ONE = re.compile(r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred))[ -]to[ -]$")
_HALF_OF = re.compile(r"[ ](?:of|the|its|his|her|their|all|that|this|those|these|our|my|your|an?|to)\b")
_HALF_ORDINAL = re.compile(r"\b(?:first|second|other|final|last|latter|better|early|top|bottom|past|this|that)[ ]$")
_MULTIPLE_OF = re.compile(r"[ ](?:as|the|its|their|his|her|that|what|this|those|last|our|my)\b|(?<=fold)(?=\W|$)")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    months, roads = any_of(_FILE, "month"), any_of(_FILE, "road")
    return re.compile(
        {
            "month before": rf"(?<!\w){months}\.?,?\s+(?:the\s+)?$",
            "month cut off": rf"(?<!\w){any_of(_FILE, 'month')}\.\s+$",
            "month after": rf"(?:st|nd|rd|th)?(?:\s+of)?[ -]{months}(?!\w)",
            "clock after": rf"\s?{any_of(_FILE, 'clock')}(?!\w)",
            "label before": rf"(?:\b(?P<each>each|every|last|this|that|per|a|an|next|one|past|same)\s+)?(?<![\w-])"
            rf"(?:(?P<index>{any_of(_FILE, 'index')})|{any_of(_FILE, 'label')}s?|(?P<word>{any_of(_FILE, 'word')})s?)"
            r"[ \u00a0-]?[\"“]?$",
            "rank before": rf"\b{any_of(_FILE, 'rank')}[ -]$",
            "weekday": rf"{any_of(_FILE, 'weekday', 'month')}\.?,?[ ]$",
            "idiom": rf"(?<![\w-]){any_of(_FILE, 'idiom')}(?![\w-])",
            "road after": rf"(?:[ ](?:[NSEW]\.?|[A-Z][\w'’.]+)){{1,4}}?[ ](?i:{roads})(?!\w)",
        }[name]
    )


_YEAR_LEFT = re.compile(
    r"(?:\b(?:in|since|during|before|until|till|through|circa|early|late|mid|year|fiscal|spring|summer|autumn|fall"
    r"|winter|christmas|by|after|back|of|from|to|for|election|season|and)[ -]|['’]s? |\()$"
)
_DETERMINER_LEFT = re.compile(r"(?:\b(?:the|this|that|his|her|its|their|our|my|your|a|an)|['’]s)[ ]$")
_TEMPORAL_LEFT = re.compile(r"\b(?:in|since|during|by|until|between|before|after|through|of)[ ]$")
_COUNTING_LEFT = re.compile(
    r"\b(?:average of|total of|than|least|nearly|almost|some|exactly|another|up to|over|number of|sum of|price of"
    r"|worth)[ ]$"
)


def why_not_by_letters(passage: Passage, reading: Reading) -> str:
    """Judge by what is glued to the digits: "F-16", "5th", "1990s", "10:30", "777F", "@user2016", "401(k)"."""
    if not passage.text[reading.number.start].isdigit():
        return ""
    text, end = passage.text, reading.end
    if _is_glued_to_a_name(passage, reading):
        return NAME
    if _is_list_mark(passage, reading) or text[reading.start - 2 : reading.start] == ")(":  # 501(c)(3)
        return LABEL
    if reading.form is Form.DIGITS and _is_in_identifier(passage, reading):
        return NAME
    if _pattern("clock after").match(passage.folded, reading.number.end):
        return CLOCK
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


def _is_in_identifier(passage: Passage, reading: Reading) -> bool:
    """Tell a part of a telephone number, an ISBN or a docket from a quantity."""
    start, end = max(passage.start, reading.start - 20), min(passage.end, reading.end + 20)
    found = _IDENTIFIER.finditer(passage.text, start, end)
    return any(number.start() <= reading.number.start < number.end() for number in found)


def _is_list_mark(passage: Passage, reading: Reading) -> bool:
    """Tell the number of a list entry from a quantity: "1. Name" at the start of a line, "(2.)", "3) Name"."""
    text, end = passage.text, reading.end
    bracket = text[reading.start - 1 : reading.start] if reading.start else ""
    if (bracket == "[" and text[end : end + 1] == "]") or (bracket == "(" and text[end : end + 2] == ".)"):
        return True
    first = reading.start - (bracket == "(")
    opens_line = first == 0 or text[first - 1] == "\n"
    return opens_line and reading.form is Form.DIGITS and _LIST_MARK.match(text, end) is not None


def _is_glued_to_a_name(passage: Passage, reading: Reading) -> bool:
    text, at = passage.text, reading.start
    last, before_last = text[at - 1 : at], text[at - 2 : at - 1]
    if at == 0 or not last.strip():
        return False
    if last.isalnum() or last in "_@#&":
        return True
    if at != reading.number.start or not before_last.isalnum():
        return False
    if last in ".'’":
        return True
    if last not in "-‐‑":
        return False
    word = re.search(r"\w+$", passage.before(at - 1, 20))
    if word is None or re.fullmatch(r"\d+[a-z]{0,2}", word.group()):
        return False
    return word.group() not in listed(_FILE, "prefix") and word.group() not in number_words()


def why_not_by_context(passage: Passage, reading: Reading) -> str:
    """Judge by the words around a number, once its unit or the noun behind it is read."""
    may_be_idiom = reading.form is Form.WORDS or (not reading.unit and reading.form is not Form.SCALED)
    if may_be_idiom and _is_in_idiom(passage, reading):
        return NAME
    if reading.unit:
        return ""
    before, after = passage.before(reading.start), passage.after(reading.number.end, 24)
    if reading.form is Form.DIGITS:
        if reading.value <= 31 and _is_day(passage, reading, before, after):
            return DATE
        if _is_year(passage, reading, before):
            return YEAR
        if _pattern("road after").match(passage.text, reading.end, passage.end):
            return NAME
    if reading.form in (Form.DIGITS, Form.WORDS) and _is_name(passage, reading, before):
        return LABEL
    if reading.form is Form.WORDS and reading.noun is None and _THE_TWO.search(before) and not _THE_TWO_OF.match(after):
        return PRONOUN
    if reading.form is Form.WORDS and reading.value == 1:
        return PRONOUN if _is_pronoun(reading, before, after) else ""
    if reading.form is Form.ARTICLE and reading.value < 1:
        return "" if _is_part(passage, reading, before, after) else ORDINAL
    if reading.form is Form.MULTIPLE:
        return "" if _MULTIPLE_OF.match(passage.folded, reading.end) else NAME
    if passage.folded[reading.number.start : reading.number.end] == "half":
        if _HALF_ORDINAL.search(before):
            return ORDINAL
        return "" if _HALF_OF.match(after) or _PART_BEFORE.search(before) else ORDINAL  # "cut in half" counts nothing
    return ""


def _is_day(passage: Passage, reading: Reading, before: str, after: str) -> bool:
    if _pattern("month before").search(before) or _pattern("month after").match(after):
        return True
    # Copy in small letters ("on sept. 30") is cut after the abbreviation.
    return not before and bool(
        _pattern("month cut off").search(passage.folded, max(0, reading.start - 8), reading.start)
    )


def _is_part(passage: Passage, reading: Reading, before: str, after: str) -> bool:
    """Tell the share ("fell by a third", "a fifth of voters") from the ordinal ("a third man") or the time."""
    if after.startswith(" of ") or _PART_BEFORE.search(before):
        return True
    is_quarter = passage.folded[reading.number.end - 7 : reading.number.end] == "quarter"
    return not is_quarter and reading.noun is None and re.match(r"[ ][a-z]+(?:ly|ed|s)?\b", after) is None


def _is_in_idiom(passage: Passage, reading: Reading) -> bool:
    start = max(passage.start, reading.start - 16)
    found = _pattern("idiom").finditer(passage.folded, start, min(passage.end, reading.end + 16))
    return any(idiom.start() <= reading.number.start and reading.number.end <= idiom.end() for idiom in found)


def _is_year(passage: Passage, reading: Reading, before: str) -> bool:
    written = passage.text[reading.number.start : reading.number.end]
    if re.fullmatch(r"\d{2}", written) and re.search(r"(?<!\w)['’]$", before):  # "the class of '68"
        return True
    if not re.fullmatch(r"\d{4}", written) or not 1000 <= reading.value <= 2100 or _COUNTING_LEFT.search(before):
        return False
    if reading.noun is None or passage.text[reading.noun.start].isupper():
        return reading.value >= 1600 or bool(reading.value >= 1100 and _YEAR_LEFT.search(before))
    if _DETERMINER_LEFT.search(before) or _TEMPORAL_LEFT.search(before):
        return reading.value >= 1500
    return 1960 <= reading.value <= 2040 and reading.value % 100 != 0


def _is_name(passage: Passage, reading: Reading, before: str) -> bool:
    """Tell "Article 5", "the last 16", "iPhone 11", "the Final Four" and "Big 12" from what is counted."""
    counts = reading.noun is not None and is_plural(passage.text[reading.noun.start : reading.noun.end].split()[-1])
    label = _pattern("label before").search(before)
    if label and not (counts and (label["each"] or (label["word"] and not _is_capital(passage, reading, label)))):
        return True
    if _pattern("rank before").search(before):
        return not counts
    return _follows_name(passage, reading, counts)


def _is_title(passage: Passage, reading: Reading) -> bool:
    """Tell "the Six Nations" by its capitals within a sentence that has few."""
    following = passage.text[reading.end : reading.end + 2]
    if following[:1] != " " or not following[1:].isupper() or not passage.text[reading.start - 2].isalnum():
        return False
    return not _is_headline(passage)


_SCORE_AFTER = re.compile(r"[-–]\d|[ ]to[ ]\d")
_CAPITALISED_BEFORE = re.compile(
    r"(?:^|[\s(\"“‘])(?P<in>(?i:in|at|near|from|on|for|by)\s+)?(?P<word>[A-Z][\w'’.&-]*)[ ]$"
)


def _is_capital(passage: Passage, reading: Reading, label: re.Match[str]) -> bool:
    """Tell "the Phase 3 trials" from "they phase 3 plants out", and from a word that opens the sentence."""
    at = reading.start - len(label.string) + label.start("word")
    return at > passage.start and passage.text[at].isupper()


def _follows_name(passage: Passage, reading: Reading, counts: bool) -> bool:
    start = reading.start
    found = _CAPITALISED_BEFORE.search(passage.text, max(passage.start, start - 40), start)
    if reading.form is Form.WORDS and passage.text[start].islower():
        return False
    if start > passage.start + 2 and not counts and reading.form is Form.WORDS and _is_title(passage, reading):
        return True
    if found is None or found.start("word") <= passage.start or _is_headline(passage):
        return False
    if _SCORE_AFTER.match(passage.text, reading.end):
        return False
    if counts and (found["in"] or passage.text[reading.end + 1 : reading.end + 2].islower()):
        return False
    return _pattern("weekday").search(passage.folded, max(passage.start, start - 14), start) is None


def _is_headline(passage: Passage) -> bool:
    words = re.findall(r"[^\W\d_]{4,}", passage.text[passage.start : passage.end])
    return len(words) < 2 or sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _is_pronoun(reading: Reading, before: str, after: str) -> bool:
    """Tell the pronoun ("the one", "one can see") from the count ("one of the students", "just one area")."""
    if after.startswith(" of "):
        return bool(re.search(r"\b(?:no|any|every|each|which)[ ]$", before))
    if _ONE_TO_TWO.match(after) or _TEN_TO_ONE.search(before):
        return False
    return reading.noun is None or bool(_PRONOUN_LEFT.search(before) or _ONE_LEFT_OUT.match(after))


_JOINED = re.compile(r"[ ]?(?:[-–—/,&]|,?[ ](?:and|to|or|through|until|till)[ ]|, )[ ]?(?:no\. |the )?")


def share_reasons(passage: Passage, readings: Sequence[Reading], reasons: list[str]) -> None:
    """Spread the fate of a look-alike to the bare numbers joined to it, rightwards and then leftwards."""
    for here in range(1, len(readings)):
        if reasons[here - 1] and not reasons[here] and _is_joined(passage, readings[here - 1], readings[here]):
            is_glued = readings[here].start - readings[here - 1].end == 1
            is_span = reasons[here - 1] == YEAR and readings[here].value >= 1000  # "Between 1600 and 1900 people"
            if is_glued or is_span or readings[here].noun is None:
                reasons[here] = reasons[here - 1] if _may_share(reasons[here - 1], readings[here]) else ""
    for here in range(len(readings) - 2, -1, -1):
        clock = reasons[here + 1] in (DATE, CLOCK) and _is_joined(passage, readings[here], readings[here + 1])
        if clock and not readings[here].unit:
            reasons[here] = reasons[here + 1]


def _may_share(reason: str, reading: Reading) -> bool:
    """Tell whether a number joined to a look-alike can be one of its kind: "May 5-10", but "in 2018 to 10 million"."""
    if reading.unit or reading.form not in (Form.DIGITS, Form.WORDS) or reading.value % 1 or reading.value < 0:
        return False
    if reason == YEAR and reading.form is Form.DIGITS and (reading.value < 100 or 1000 <= reading.value <= 2100):
        return True
    return reading.value < {DATE: 32, CLOCK: 25}.get(reason, 100_000)


def _is_joined(passage: Passage, left: Reading, right: Reading) -> bool:
    return _JOINED.fullmatch(passage.folded, left.end, right.start) is not None
