"""Names that hold a number: "iPhone 11", "the Final Four", "10 Downing Street".

In comes a bare number with the noun behind it, if any; out comes whether the words around make it
part of a name. Words that take a number are read by `labelled.py`; a capitalised word before a
number makes it a name too, unless what follows is counted ("in Syria 600 people died"), the
sentence is a headline or gives a tally ("the count: Berg 41, Ruiz 15"). A number that was a name
("a Boeing 757") stays it ("his 757").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.text.grammar.lexicon import listed
from claims.text.grammar.rules import Found, Word
from claims.text.grammar.shapes import Shape
from claims.text.quantities.classes import entries
from claims.text.quantities.elision.gapped import is_tally
from claims.text.quantities.labelled import Label, is_labelled
from claims.text.quantities.nouns import CountedNoun
from claims.text.quantities.passages import Passage, Reading, opens_range
from claims.text.quantities.written import Form

_ROAD = Shape(f"CAP ( CAP|'s|.|- )*6 {entries('numbers/labels', 'road')}")  # 575 Wilbraham Road
_DATE = Shape("WEEKDAY|MONTH .? ,?")
# The number is part of the word.
_PART_OF_WORD = re.compile(
    r"""
    - (?: [a-z]+s                      # three-pointers
        | [a-z]+[a-df-z]ed             # six-pointed
        | [A-Z]\w*                     # Two-H
        | on|by|way|step|something     # one-on-one, four-by-four, a three-way race
        | a-side                       # five-a-side
      )(?!\w)
    """,
    re.VERBOSE,
)
_BY = "-by-"
_SCORE = Shape("-|–|to CD")
_NAME = Shape(
    "in=in|at|near|from|on|for|by|across|around|inside|outside? name=CAP ( -|&|. W )*2 .?"
)
_DETERMINER = Shape("the|this|that|a|an|his|her|its|their|our|my|your", "- old")
_TELLING = 100  # smaller numbers are too common to be the name again
_ARTICLE = Shape("a|an")
_THE = Shape("the")
_OF = Shape("of")
_KINDS = ((_ARTICLE, "NN"), (_THE, "NNP"))  # what a noun must be behind the one or the other
_SINGULAR = Shape("is|was|has|does")  # the 737 is safe
_PLURAL = Shape("were|are|have|had|died|fled|remain|remained")


def is_numbered_name(
    passage: Passage,
    reading: Reading,
    following: Reading | None,
    label: Label | None,
    signs: set[str],
) -> bool:
    """Tell the number of a name from a count; `following` is the next number of the sentence."""
    if _is_part_of_word(passage, reading, following):
        return True
    counts = passage.is_plural(reading.noun) or opens_range(passage, reading, following)
    is_told = _is_told(passage, reading, following, label, signs, counts)
    is_name = is_told or _looks_named(passage, reading, counts)
    if is_name:
        passage.named.add(passage.written(reading))
    return is_name


def _looks_named(passage: Passage, reading: Reading, counts: bool) -> bool:
    """Tell a name by how it is written, and by what stands around it."""
    by_look = _is_spelled_name if reading.form is Form.WORDS else _is_digit_name
    return by_look(passage, reading, counts)


def _is_spelled_name(passage: Passage, reading: Reading, counts: bool) -> bool:
    """Tell "the Final Four" from "Four men", and "Storm Four of 2019" too."""
    is_count = counts and _is_lower(passage, reading) and not _OF.behind(passage.words, reading.end)
    return not is_count and _is_title(passage, reading)


def _is_digit_name(passage: Passage, reading: Reading, counts: bool) -> bool:
    """Tell "10 Downing Street" and "Orbiter 5" from "in Syria 600 people"."""
    is_thing = not counts and _is_one_thing(passage, reading)
    return is_thing or _follows_name(passage, reading, counts)


def _is_told(
    passage: Passage,
    reading: Reading,
    following: Reading | None,
    label: Label | None,
    signs: set[str],
    counts: bool,
) -> bool:
    """Tell a number that the word before it makes a name or a place in an order."""
    if label is not None and not _is_of_many(label, signs, counts):
        is_labelled_so = is_labelled(passage, reading, following, label, counts)
        return is_labelled_so or _is_ranked(signs, counts)
    return _is_ranked(signs, counts)


def _is_of_many(label: Label, signs: set[str], counts: bool) -> bool:
    """Tell "over the weeks 28 people" from "Articles 5 and 6"."""
    return label.is_many and counts and "listed" not in signs


def _is_ranked(signs: set[str], counts: bool) -> bool:
    """Tell "the last 16" from "three of the last 10" and "the last 16 days"."""
    is_place = "ranked" in signs and not counts
    return is_place and signs.isdisjoint(("out_of", "ranged"))


def _is_lower(passage: Passage, reading: Reading) -> bool:
    """Tell whether the head of the noun behind, if any, is in small letters."""
    noun = reading.noun
    return noun is None or passage.text[noun.start : noun.end].split()[-1].islower()


def _is_part_of_word(passage: Passage, reading: Reading, following: Reading | None) -> bool:
    if passage.before(reading.start, 4).endswith((_BY, "-on-")):  # four-by-four
        return True
    # "A 3-Word Answer" has its capitals by style
    text = passage.folded if passage.is_headline() else passage.text
    is_part = _PART_OF_WORD.match(text, reading.end) is not None
    return is_part and not _is_side(passage, reading, following)


def _is_side(passage: Passage, reading: Reading, following: Reading | None) -> bool:
    """Tell the first side of "an 8-by-11-inch sheet"."""
    if following is None or not following.unit:
        return False
    return passage.between(reading, following) == _BY


def _is_title(passage: Passage, reading: Reading) -> bool:
    """Tell "the Final Four" by its capitals within a sentence that has few."""
    text, start = passage.text, reading.start
    if start <= passage.start + 2 or not text[start].isupper() or not text[start - 2].isalnum():
        return False
    return not passage.is_headline()


def _is_one_thing(passage: Passage, reading: Reading) -> bool:
    """Tell digits that name one thing: "10 Downing Street", "the 737 is safe", "a 757 jet"."""
    if _ROAD.behind(passage.words, reading.end):
        return True
    written = passage.written(reading)
    is_definite = written.isdigit() and _is_definite(passage, reading)
    return is_definite or (written in passage.named and _is_named_again(passage, reading))


def _is_definite(passage: Passage, reading: Reading) -> bool:
    """Tell "the 737 is safe" and "a 757 jet"."""
    return _is_the_one(passage, reading) or _is_kind(passage, reading)


def _is_the_one(passage: Passage, reading: Reading) -> bool:
    """Tell "the 737 is safe" from "the 737 are"."""
    is_one = _SINGULAR.behind(passage.words, reading.end) is not None
    return is_one and _THE.before(passage.words, reading.start) is not None


def _is_named_again(passage: Passage, reading: Reading) -> bool:
    """Tell "his 757" and "the 11 Pro", after "a Boeing 757" and "the iPhone 11 Pro"."""
    if passage.text[reading.end + 1 : reading.end + 2].isupper():
        return True
    is_telling = reading.value >= _TELLING or not reading.is_whole
    return is_telling and _DETERMINER.before(passage.words, reading.start) is not None


def _is_kind(passage: Passage, reading: Reading) -> bool:
    """Tell "a 757 jet" and "the 737 MAX" from "a 12 page report" and "a 300-strong crowd"."""
    noun = reading.noun
    if noun is None or reading.value == 1 or not _is_one_word_behind(passage, reading, noun):
        return False
    is_last = passage.tag_after(noun.end)[:2] not in ("NN", "JJ")
    return is_last and passage.tag_before(noun.end) == _tag_of_kind(passage, reading)


def _tag_of_kind(passage: Passage, reading: Reading) -> str | None:
    """Return what a noun must be for "a 757 [jet]", "the 737 [MAX]"."""
    led = (tag for word, tag in _KINDS if word.before(passage.words, reading.start))
    return next(led, None)


def _is_one_word_behind(passage: Passage, reading: Reading, noun: CountedNoun) -> bool:
    is_apart = passage.text[reading.end : reading.end + 1] == " "
    return is_apart and " " not in passage.text[noun.start : noun.end]


def _follows_name(passage: Passage, reading: Reading, counts: bool) -> bool:
    """Tell "Orbiter 5" by the capital before it, where nothing says that the number counts."""
    if passage.is_headline():
        return False
    found = _NAME.before(passage.words, reading.start)
    if found is None or not _stands_apart(passage, found):
        return False
    return not any(_counts_behind(passage, reading, found, counts))


def _stands_apart(passage: Passage, found: Found) -> bool:
    """Tell the word "July" from a part of "mid-July"."""
    start = found.named("name").start
    before = passage.text[max(start - 1, 0) : start]
    return not before.strip('("“‘ \n\t\u00a0')


def _counts_behind(
    passage: Passage, reading: Reading, found: Found, counts: bool
) -> Iterator[bool]:
    """Yield what says that a number behind a capital is no name."""
    word = found.named("name")
    opens_sentence = word.start <= passage.start
    yield opens_sentence and not _is_subject(passage, reading)
    yield _SCORE.behind(passage.words, reading.end) is not None
    yield word.small in ("a", "an", "the")
    yield _is_linking(passage, word)
    is_placed = "in" in found
    yield counts and (is_placed or _is_lower_behind(passage, reading))
    yield is_placed and reading.value > 1 and _has_plural_behind(passage, reading)
    yield is_tally(passage)
    yield _DATE.before(passage.words, reading.start) is not None


def _is_linking(passage: Passage, word: Word) -> bool:
    """Tell the "LEAST" of "AT LEAST 10 DEAD", and what has its capital from its sentence."""
    if word.small not in listed("numbers/counted_nouns", "linking"):
        return False
    is_loud = word.end - word.start > 2 and passage.text[word.start : word.end].isupper()
    return is_loud or word.start <= passage.start


def _is_lower_behind(passage: Passage, reading: Reading) -> bool:
    return passage.text[reading.end + 1 : reading.end + 2].islower()


def _has_plural_behind(passage: Passage, reading: Reading) -> bool:
    """Tell "in Idlib 12 died"."""
    return _PLURAL.behind(passage.words, reading.end) is not None


def _is_subject(passage: Passage, reading: Reading) -> bool:
    """Tell the sentence "Orbiter 5 will follow" from "Killing 5 was" and "Some 5 will"."""
    if reading.noun is not None:
        return False
    before = passage.tag_before(reading.start)
    is_led = before == "NN" and passage.tag_after(reading.end) in (",", "MD", "VBD", "VBZ")
    return before == "NNP" or is_led
