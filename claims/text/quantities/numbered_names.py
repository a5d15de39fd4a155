"""Names that hold a number: "Article 5", "the last 16", "iPhone 11", "the Final Four", "S&P 500", "10 Downing Street".

In comes a bare number with the noun behind it, if any; out comes whether the words around make it part of a
name. The words that take a number as a name are data (`labels.txt`); a capitalised word before a number makes
it one too, unless what follows is counted ("in Syria 600 people died"), the sentence is a headline or gives a
tally ("the count: Berg 41, Ruiz 15"). A number that was a name ("a Boeing 757") stays it ("his 757").
"""

from __future__ import annotations

import re

from claims.text.grammar.lexicon import any_of, listed
from claims.text.quantities.digits import is_whole
from claims.text.quantities.number_words import number_words
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading, opens_range
from claims.text.quantities.tallies import is_tally

_FILE = "labels.txt"
_LABEL_BEFORE = re.compile(
    rf"""
    (?:\b(?P<each>each|every|last|this|that|per|a|an|next|one|past|same)\s+)?
    (?<![\w-])(?:
        (?P<index>{any_of(_FILE, "index")})
      | (?P<proper>{any_of(_FILE, "proper")})
      | (?:{any_of(_FILE, "label")}|(?P<word>{any_of(_FILE, "word")}))(?P<many>s)?
    )
    [ \u00a0-]?["“]?$
    """,
    re.VERBOSE,
)
_RANK_BEFORE = re.compile(rf"\b{any_of(_FILE, 'rank')}[ -]$")
# "three of the last 10": what others are counted out of is a count
_COUNTED_OUT_OF = re.compile(
    rf"(?:\d|\b(?!one )(?:{'|'.join(number_words())})) of (?:the |its |their |his |her |our )?[a-z]+[ -]$"
)
_ROAD_AFTER = re.compile(rf"(?:[ ](?:[NSEW]\.?|[A-Z][\w'’.]+)){{1,4}}?[ ](?i:{any_of(_FILE, 'road')})(?!\w)")
_DATE_BEFORE = re.compile(rf"(?<!\w){any_of(_FILE, 'weekday', 'month')}\.?,?[ ]$")
# The number is part of the word: three-pointers, six-pointed, one-on-one, four-by-four, a three-way race, Two-H.
_PART_OF_WORD = re.compile(r"-(?:[a-z]+s|[a-z]+[a-df-z]ed|[A-Z]\w*|on|by|way|step|something|a-side)(?!\w)")
_BY = "-by-"
_RANGE_AFTER = re.compile(rf"[ -](?:to|or)[ -](?:\d|(?:{'|'.join(number_words())})\b)")
_LIST_AFTER = re.compile(r",? (?:and|or|to|through|until|&) |, ?|[-–—/]")  # Articles 5 and 6
_SCORE_AFTER = re.compile(r"[-–]\d|[ ]to[ ]\d")
_CAPITALISED_BEFORE = re.compile(
    r"(?:^|[\s(\"“‘])(?P<in>(?i:in|at|near|from|on|for|by)\s+)?(?P<word>[A-Z][\w'’.&-]*)[ ]$"
)
_DETERMINER = re.compile(r"\b(?:the|this|that|a|an|his|her|its|their|our|my|your|[\w-]+-old)[ ]$")
_TELLING = 100  # smaller numbers are too common to be the name again
_ARTICLE_BEFORE = re.compile(r"(?<!\w)an?[ ]$")
_SINGULAR_AFTER = re.compile(r"[ ](?:is|was|has|does|isn['’]t|wasn['’]t)\b")  # the 737 is safe
_POSSESSIVE = ("'s", "’s", "s'", "s’")


def is_numbered_name(passage: Passage, reading: Reading, following: Reading | None) -> bool:
    """Tell the number of a name from a count; `following` is the next number of the sentence."""
    counts = passage.is_plural(reading.noun) or opens_range(passage, reading, following)
    if _is_part_of_word(passage, reading, following):
        return True
    if reading.form is Form.DIGITS and not counts and _ROAD_AFTER.match(passage.text, reading.end, passage.end):
        return True
    before = passage.before(reading.start)
    label = _LABEL_BEFORE.search(before)
    written = passage.text[slice(*reading.number)]
    if label and not _is_counted_after(passage, reading, label, counts, following):
        passage.named.add(written)
        return True
    if _RANK_BEFORE.search(before) and not _COUNTED_OUT_OF.search(before):
        return not counts and not _RANGE_AFTER.match(passage.folded, reading.end)  # the last five or six years
    if reading.form is Form.WORDS:
        return not (counts and _is_lower(passage, reading)) and _is_title(passage, reading)
    if not counts and written in passage.named and _is_named_again(passage, reading):
        return True
    if before.endswith("the ") and written.isdigit() and _SINGULAR_AFTER.match(passage.folded, reading.end):
        return True
    if _is_kind(passage, reading):
        return True
    if not _follows_name(passage, reading, counts):
        return False
    passage.named.add(written)
    return True


def _is_lower(passage: Passage, reading: Reading) -> bool:
    """Tell whether the head of the noun behind, if any, is in small letters."""
    return reading.noun is None or passage.text[reading.noun.start : reading.noun.end].split()[-1].islower()


def _is_part_of_word(passage: Passage, reading: Reading, following: Reading | None) -> bool:
    if passage.before(reading.start, 4).endswith((_BY, "-on-")):  # four-by-four
        return True
    # "A 3-Word Answer" has its capitals by style
    found = _PART_OF_WORD.match(passage.folded if passage.is_headline() else passage.text, reading.end)
    if found is None:
        return False
    is_measured = following is not None and following.unit and passage.folded[reading.end : following.start] == _BY
    return not is_measured  # an 8-by-11-inch sheet


def _is_counted_after(
    passage: Passage, reading: Reading, label: re.Match[str], counts: bool, following: Reading | None
) -> bool:
    """Tell "over the weeks 28 people" from "weeks 3 and 4", "a group of 20 firms" from "the Group of 20"."""
    if label["proper"]:
        return not _is_capital(passage, reading, label.start("proper") - label.end())
    if not counts:  # "outspent the other groups 5-1"
        is_score = following is not None and following.value < reading.value and following.start - reading.end == 1
        return label["many"] is not None and is_score
    if label["many"] and not _LIST_AFTER.match(passage.folded, reading.end):
        return True
    return bool(
        label["each"] or (label["word"] and not _is_capital(passage, reading, label.start("word") - label.end()))
    )


def _is_capital(passage: Passage, reading: Reading, behind: int) -> bool:
    """Tell "the Race 3 winners" from "they race 3 horses", and from a word that opens the sentence."""
    at = reading.start + behind
    return at > passage.start and passage.text[at].isupper()


def _is_title(passage: Passage, reading: Reading) -> bool:
    """Tell "the Six Nations" and "the Final Four" by their capitals within a sentence that has few."""
    text, start = passage.text, reading.start
    if start <= passage.start + 2 or not text[start].isupper() or not text[start - 2].isalnum():
        return False
    return not passage.is_headline()


def _is_named_again(passage: Passage, reading: Reading) -> bool:
    """Tell "his 757" and "the 11 Pro", after "a Boeing 757" and "the iPhone 11 Pro"."""
    if passage.text[reading.end + 1 : reading.end + 2].isupper():
        return True
    is_telling = reading.value >= _TELLING or not is_whole(reading.value)
    return is_telling and _DETERMINER.search(passage.before(reading.start, 24)) is not None


def _follows_name(passage: Passage, reading: Reading, counts: bool) -> bool:
    start = reading.start
    found = _CAPITALISED_BEFORE.search(passage.text, max(passage.start - 1, start - 40, 0), start)
    if found is None or passage.is_headline():
        return False
    if found.start("word") <= passage.start and not _is_subject(passage, reading):
        return False
    if _SCORE_AFTER.match(passage.text, reading.end) or found["word"].endswith(_POSSESSIVE):
        return False
    if found["word"] in ("A", "An", "The"):
        return False
    shouts = found["word"].isupper() and len(found["word"]) > 2
    if shouts and found["word"].lower() in listed("counted_nouns.txt", "linking"):  # "AT LEAST 10 DEAD"
        return False
    if counts and (found["in"] or passage.text[reading.end + 1 : reading.end + 2].islower()):
        return False
    if reading.is_gapped or is_tally(passage):
        return False
    return _DATE_BEFORE.search(passage.folded, max(passage.start, start - 14), start) is None


def _is_kind(passage: Passage, reading: Reading) -> bool:
    """Tell "a 757 jet" and "the 737 MAX", which are one, from "a 12 page report", "12 police", "a 300-strong crowd"."""
    noun, before = reading.noun, passage.before(reading.start, 5)
    if noun is None or reading.value == 1 or not passage.text[slice(*reading.number)].isdigit():
        return False
    tag = "NN" if _ARTICLE_BEFORE.search(before) else "NNP" if before.endswith("the ") else None
    is_alone = passage.text[reading.end : reading.end + 1] == " " and " " not in passage.text[noun.start : noun.end]
    return is_alone and passage.tag_before(noun.end) == tag and passage.tag_after(noun.end)[:2] not in ("NN", "JJ")


def _is_subject(passage: Passage, reading: Reading) -> bool:
    """Tell "Orbiter 5 will follow" at the start of a sentence from "Killing 5 was" and "Some 5 will"."""
    if reading.noun is not None:
        return False
    tag = passage.tag_before(reading.start)
    return tag == "NNP" or (tag == "NN" and passage.tag_after(reading.end) in (",", "MD", "VBD", "VBZ"))
