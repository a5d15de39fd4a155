"""Names that hold a number: "Article 5", "the last 16", "iPhone 11", "the Final Four", "10 Downing Street".

In comes a bare number with the noun behind it, if any; out comes whether the words around make it
part of a name. Words that take a number are read by `labelled.py`; a capitalised word before a
number makes it a name too, unless what follows is counted ("in Syria 600 people died"), the
sentence is a headline or gives a tally ("the count: Berg 41, Ruiz 15"). A number that was a name
("a Boeing 757") stays it ("his 757").
"""

from __future__ import annotations

import re

from claims.text.grammar.lexicon import any_of, listed
from claims.text.quantities.digits import is_whole
from claims.text.quantities.elision.gapped import is_tally
from claims.text.quantities.labelled import Label, is_labelled
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading, opens_range

_FILE = "numbers/labels"
_ROAD_AFTER = re.compile(
    rf"(?:[ ](?:[NSEW]\.?|[A-Z][\w'’.]+)){{1,4}}?[ ](?i:{any_of(_FILE, 'road')})(?!\w)"
)
_DATE_BEFORE = re.compile(rf"(?<!\w){any_of(_FILE, 'weekday', 'month')}\.?,?[ ]$")
# The number is part of the word: three-pointers, six-pointed, one-on-one, four-by-four, a three-way
# race, Two-H.
_PART_OF_WORD = re.compile(
    r"-(?:[a-z]+s|[a-z]+[a-df-z]ed|[A-Z]\w*|on|by|way|step|something|a-side)(?!\w)"
)
_BY = "-by-"
_SCORE_AFTER = re.compile(r"[-–]\d|[ ]to[ ]\d")
_CAPITALISED_BEFORE = re.compile(
    r"(?:^|[\s(\"“‘])(?P<in>(?i:in|at|near|from|on|for|by|across|around|inside|outside)\s+)?"
    r"(?P<word>[A-Z][\w'’.&-]*)[ ]$"
)
_DETERMINER = re.compile(r"\b(?:the|this|that|a|an|his|her|its|their|our|my|your|[\w-]+-old)[ ]$")
_TELLING = 100  # smaller numbers are too common to be the name again
_ARTICLE_BEFORE = re.compile(r"(?<!\w)an?[ ]$")
_THE_BEFORE = re.compile(r"\bthe[ ]$")
_SINGULAR_AFTER = re.compile(r"[ ](?:is|was|has|does|isn['’]t|wasn['’]t)\b")  # the 737 is safe
_PLURAL_VERB_AFTER = re.compile(r"[ ](?:were|are|have|had|died|fled|remain|remained)\b")
_POSSESSIVE = ("'s", "’s", "s'", "s’")


def is_numbered_name(
    passage: Passage,
    reading: Reading,
    following: Reading | None,
    label: Label | None,
    signs: set[str],
) -> bool:
    """Tell the number of a name from a count; `following` is the next number of the sentence."""
    counts = passage.is_plural(reading.noun) or opens_range(passage, reading, following)
    if _is_part_of_word(passage, reading, following):
        return True
    is_name = _is_told(passage, reading, following, label, signs, counts)
    if not is_name and reading.form is Form.WORDS:
        is_name = not (counts and _is_lower(passage, reading)) and _is_title(passage, reading)
    elif not is_name:
        is_name = (not counts and _is_one_thing(passage, reading)) or _follows_name(
            passage, reading, counts
        )
    if is_name:
        passage.named.add(passage.text[slice(*reading.number)])
    return is_name


def _is_told(
    passage: Passage,
    reading: Reading,
    following: Reading | None,
    label: Label | None,
    signs: set[str],
    counts: bool,
) -> bool:
    """Tell a number that the word before it makes a name or a place in an order."""
    is_of_many = label is not None and label.is_many and counts and "listed" not in signs
    is_free = label is None or is_of_many  # "over the weeks 28 people"
    if label and not is_free and is_labelled(passage, reading, following, label, counts):
        return True
    return not counts and "ranked" in signs and signs.isdisjoint(("out_of", "ranged"))


def _is_lower(passage: Passage, reading: Reading) -> bool:
    """Tell whether the head of the noun behind, if any, is in small letters."""
    return (
        reading.noun is None
        or passage.text[reading.noun.start : reading.noun.end].split()[-1].islower()
    )


def _is_part_of_word(passage: Passage, reading: Reading, following: Reading | None) -> bool:
    if passage.before(reading.start, 4).endswith((_BY, "-on-")):  # four-by-four
        return True
    # "A 3-Word Answer" has its capitals by style
    found = _PART_OF_WORD.match(
        passage.folded if passage.is_headline() else passage.text, reading.end
    )
    if found is None:
        return False
    is_measured = (
        following is not None
        and following.unit
        and passage.folded[reading.end : following.start] == _BY
    )
    return not is_measured  # an 8-by-11-inch sheet


def _is_title(passage: Passage, reading: Reading) -> bool:
    """Tell "the Six Nations" and "the Final Four" by their capitals within a sentence that has few."""
    text, start = passage.text, reading.start
    if start <= passage.start + 2 or not text[start].isupper() or not text[start - 2].isalnum():
        return False
    return not passage.is_headline()


def _is_one_thing(passage: Passage, reading: Reading) -> bool:
    """Tell digits that name one thing: "10 Downing Street", "the 737 is safe", "a 757 jet", "his 757" of a name."""
    written = passage.text[slice(*reading.number)]
    if _ROAD_AFTER.match(passage.text, reading.end, passage.end):
        return True
    if written.isdigit():
        is_the = _THE_BEFORE.search(passage.before(reading.start, 8)) is not None
        if (is_the and _SINGULAR_AFTER.match(passage.folded, reading.end)) or _is_kind(
            passage, reading
        ):
            return True
    return written in passage.named and _is_named_again(passage, reading)


def _is_named_again(passage: Passage, reading: Reading) -> bool:
    """Tell "his 757" and "the 11 Pro", after "a Boeing 757" and "the iPhone 11 Pro"."""
    if passage.text[reading.end + 1 : reading.end + 2].isupper():
        return True
    is_telling = reading.value >= _TELLING or not is_whole(reading.value)
    return is_telling and _DETERMINER.search(passage.before(reading.start, 24)) is not None


def _is_kind(passage: Passage, reading: Reading) -> bool:
    """Tell "a 757 jet" and "the 737 MAX", which are one, from "a 12 page report", "12 police", "a 300-strong crowd"."""
    noun, before = reading.noun, passage.before(reading.start, 5)
    if noun is None or reading.value == 1:
        return False
    tag = "NN" if _ARTICLE_BEFORE.search(before) else "NNP" if before.endswith("the ") else None
    is_alone = (
        passage.text[reading.end : reading.end + 1] == " "
        and " " not in passage.text[noun.start : noun.end]
    )
    return (
        is_alone
        and passage.tag_before(noun.end) == tag
        and passage.tag_after(noun.end)[:2] not in ("NN", "JJ")
    )


def _follows_name(passage: Passage, reading: Reading, counts: bool) -> bool:
    start = reading.start
    found = _CAPITALISED_BEFORE.search(passage.text, max(passage.start - 1, start - 40, 0), start)
    if found is None or passage.is_headline():
        return False
    opens_sentence = found.start("word") <= passage.start
    if opens_sentence and not _is_subject(passage, reading):
        return False
    if _SCORE_AFTER.match(passage.text, reading.end) or found["word"].endswith(_POSSESSIVE):
        return False
    if found["word"] in ("A", "An", "The"):
        return False
    shouts = found["word"].isupper() and len(found["word"]) > 2  # "AT LEAST 10 DEAD"
    if (shouts or opens_sentence) and found["word"].lower() in listed(
        "numbers/counted_nouns", "linking"
    ):
        return False
    if counts and (found["in"] or passage.text[reading.end + 1 : reading.end + 2].islower()):
        return False
    if (
        found["in"] and reading.value > 1 and _PLURAL_VERB_AFTER.match(passage.folded, reading.end)
    ):  # in Idlib 12 died
        return False
    if is_tally(passage):
        return False
    return _DATE_BEFORE.search(passage.folded, max(passage.start, start - 14), start) is None


def _is_subject(passage: Passage, reading: Reading) -> bool:
    """Tell "Orbiter 5 will follow" at the start of a sentence from "Killing 5 was" and "Some 5 will"."""
    if reading.noun is not None:
        return False
    tag = passage.tag_before(reading.start)
    return tag == "NNP" or (
        tag == "NN" and passage.tag_after(reading.end) in (",", "MD", "VBD", "VBZ")
    )
