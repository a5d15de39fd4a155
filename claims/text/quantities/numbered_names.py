"""Names that hold a number: "Article 5", "the last 16", "iPhone 11", "the Final Four", "S&P 500", "10 Downing Street".

In comes a bare number with the noun behind it, if any; out comes whether the words around make it part of a
name. The words that take a number as a name are data (`labels.txt`); a capitalised word before a number makes
it one too, unless what follows is counted ("in Syria 600 people died") or the whole sentence is a headline.
"""

from __future__ import annotations

import re

from claims.text.grammar.lexicon import any_of
from claims.text.grammar.plurals import is_plural
from claims.text.quantities.number_words import number_words
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading

_FILE = "labels.txt"
_LABEL_BEFORE = re.compile(
    rf"""
    (?:\b(?P<each>each|every|last|this|that|per|a|an|next|one|past|same)\s+)?
    (?<![\w-])(?:(?P<index>{any_of(_FILE, "index")})|{any_of(_FILE, "label")}s?|(?P<word>{any_of(_FILE, "word")})s?)
    [ \u00a0-]?["“]?$
    """,
    re.VERBOSE,
)
_RANK_BEFORE = re.compile(rf"\b{any_of(_FILE, 'rank')}[ -]$")
_ROAD_AFTER = re.compile(rf"(?:[ ](?:[NSEW]\.?|[A-Z][\w'’.]+)){{1,4}}?[ ](?i:{any_of(_FILE, 'road')})(?!\w)")
_DATE_BEFORE = re.compile(rf"{any_of(_FILE, 'weekday', 'month')}\.?,?[ ]$")
# The number is part of the word: three-pointers, six-pointed, one-on-one, four-by-four, Two-H.
_PART_OF_WORD = re.compile(r"-(?:[a-z]+s|[a-z]+[a-df-z]ed|[A-Z]\w*|on|by)(?!\w)")
_RANGE_AFTER = re.compile(rf"[ -](?:to|or)[ -](?:\d|(?:{'|'.join(number_words())})\b)")
_SCORE_AFTER = re.compile(r"[-–]\d|[ ]to[ ]\d")
_CAPITALISED_BEFORE = re.compile(
    r"(?:^|[\s(\"“‘])(?P<in>(?i:in|at|near|from|on|for|by)\s+)?(?P<word>[A-Z][\w'’.&-]*)[ ]$"
)
# "Smith won 104 seats, Jones 80": the verb is left out, so the name before the number is its subject.
GAPPED = re.compile(r"(?:,|;|[,;]? and|,? while|,? but|,? to)? (?:the )?(?:[A-Z][\w.()&’'-]*[ ]){1,4}")


def is_numbered_name(passage: Passage, reading: Reading, previous: Reading | None) -> bool:
    """Tell the number of a name from a count; `previous` is the quantity before it in the sentence."""
    head = passage.text[reading.noun.start : reading.noun.end].split()[-1] if reading.noun else ""
    counts = is_plural(head)
    if _PART_OF_WORD.match(passage.text, reading.end) or _ROAD_AFTER.match(passage.text, reading.end, passage.end):
        return True
    before = passage.before(reading.start)
    if before.endswith(("-by-", "-on-")):  # four-by-four
        return True
    label = _LABEL_BEFORE.search(before)
    if label and not (counts and (label["each"] or (label["word"] and not _is_capital(passage, reading, label)))):
        return True
    if _RANK_BEFORE.search(before):
        return not counts and not _RANGE_AFTER.match(passage.folded, reading.end)  # the last five or six years
    if reading.form is Form.WORDS:
        return not (counts and head.islower()) and _is_title(passage, reading)
    return _follows_name(passage, reading, counts, previous)


def _is_capital(passage: Passage, reading: Reading, label: re.Match[str]) -> bool:
    """Tell "the Race 3 winners" from "they race 3 horses", and from a word that opens the sentence."""
    at = reading.start - len(label.string) + label.start("word")
    return at > passage.start and passage.text[at].isupper()


def _is_title(passage: Passage, reading: Reading) -> bool:
    """Tell "the Six Nations" and "the Final Four" by their capitals within a sentence that has few."""
    text, start = passage.text, reading.start
    if start <= passage.start + 2 or not text[start].isupper() or not text[start - 2].isalnum():
        return False
    return not _is_headline(passage)


def _follows_name(passage: Passage, reading: Reading, counts: bool, previous: Reading | None) -> bool:
    start = reading.start
    found = _CAPITALISED_BEFORE.search(passage.text, max(passage.start, start - 40), start)
    if found is None or found.start("word") <= passage.start or _is_headline(passage):
        return False
    if _SCORE_AFTER.match(passage.text, reading.end) or found["word"].endswith(("'s", "’s")):
        return False
    if counts and (found["in"] or passage.text[reading.end + 1 : reading.end + 2].islower()):
        return False
    if previous is not None and previous.unit and GAPPED.fullmatch(passage.text, previous.end, start):
        return False
    return _DATE_BEFORE.search(passage.folded, max(passage.start, start - 14), start) is None


def _is_headline(passage: Passage) -> bool:
    words = re.findall(r"[^\W\d_]{3,}", passage.text[passage.start : passage.end])
    return len(words) < 2 or sum(word[0].isupper() for word in words) > 0.8 * len(words)
