"""Nouns, names, numbers and what describes them, where the tagger takes them for something else.

In comes a word with its tag in its sentence; out comes whether it is what a question names:
"[dozens] dead", "Ann [Fell] said", "337 [suspected] users". Only for words that bear one of the
tags which `mending.py` names beside the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claims.text.grammar.chunks import MARKS
from claims.text.grammar.lexicon import listed, marks
from claims.text.grammar.plurals import singular
from claims.text.grammar.tagged_word import BEFORE_NOUN, TaggedWord
from claims.text.grammar.tagger import FINITE, NOUNS, VERBS

_WORDS = "grammar/mistagged"
# what may end the search for a verb further on
_CLOSED = FINITE | MARKS | {"SC", "WDT", "WP", "CC"}
_OPENS_NOUN = frozenset({"a", "an", "the", "its", "his", "their"})
_BEFORE_HEAD = NOUNS | {"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH", "$", "POS"}
_BEFORE_CLAUSE = VERBS | {",", "CC"}


def is_vague_number(word: TaggedWord) -> bool:
    """Tell whether this is "[dozens] dead"."""
    return word.small in _vague_numbers()


def is_participle_of_number(word: TaggedWord) -> bool:
    """Tell whether this is "the [remaining] 12", "an [estimated] 300"."""
    return word.tag_at(-1) == "DT" and word.tag_at(1) == "CD"


def is_participle_of_noun(word: TaggedWord) -> bool:
    """Tell whether this is "337 [suspected] users were arrested"."""
    is_between = word.tag_at(-1) in BEFORE_NOUN and word.tag_at(1) in ("NNS", "NN")
    return is_between and _has_verb_behind(word.tags, word.at + 2)


def is_number(word: TaggedWord) -> bool:
    """Tell "about [fourteen] feet": a number word is nothing else."""
    return word.small in _numbers()


def is_aged(word: TaggedWord) -> bool:
    """Tell whether this is "two were [aged] 60"."""
    return word.tag_at(1) in ("CD", "IN", "RB", "JJR")


def is_surname(word: TaggedWord) -> bool:
    """Tell whether this is "Ann [Fell] said", "Omar bin [Said]".

    No clause has two finite verbs side by side.
    """
    is_before_verb = word.tag_at(1) in FINITE or word.word_at(1) == "said"
    is_between = word.tag_at(-1) == "NNP" and is_before_verb
    is_of_name = is_between or word.word_at(-1) in listed(_WORDS, "surname")
    return word.is_capitalised and is_of_name


def is_name_before_clause(word: TaggedWord) -> bool:
    """Tell whether this is "[Small], who was there, said". Only a noun has a relative clause."""
    is_followed = word.tag_at(1) == "," and word.tag_at(2) == "WP"
    return word.at == 0 and is_followed


def is_conjunction_before_number(word: TaggedWord) -> bool:
    """Tell whether this is "said 6 died and [that] about 60 fled": "that" is one, not 60."""
    is_pointing = word.tag in ("DT", "WDT")
    step = 2 if word.tag_at(1) in ("RB", "IN", "JJR") else 1
    is_counting = word.tag_at(step) == "CD" and word.word_at(step) != "one"
    return is_pointing and is_counting and word.tag_at(-1) in _BEFORE_CLAUSE


def is_noun_after_according(word: TaggedWord) -> bool:
    """Tell whether this is "according to [state] television"."""
    return word.word_at(-1) == "to" and word.word_at(-2) == "according"


def is_name(word: TaggedWord) -> bool:
    """Tell whether this is "said [Elly]", "the [Yes] camp".

    In running text only a name has a capital.
    """
    before = word.words[word.at - 1] if word.at else ""
    if not word.is_capitalised or not (before == "," or before[1:].isalpha()):
        return False  # "l Rather" is an item of a list, '"Yes' opens a quotation
    small = sum(word.islower() for word in word.words)
    return small > len(word.words) / 2


def is_noun_in_ly(word: TaggedWord) -> bool:
    """Tell whether this is "a Herald [tally]", taken for an adverb."""
    return word.small in listed(_WORDS, "noun")


def lacks_noun(word: TaggedWord) -> bool:
    """Tell whether this is the noun itself: "a [tally] by the press", "its [claims] of"."""
    is_opened = word.word_at(-1) in _OPENS_NOUN or word.tag_at(-1) == "POS"
    return is_opened and word.tag_at(1) not in _BEFORE_HEAD


def is_exclaimed_name(word: TaggedWord) -> bool:
    """Tell whether this is "[Ethereum] fell 4%". A capital makes no exclamation of a name."""
    is_upper = word.words[word.at][0].isupper()
    return is_upper and word.small not in listed(_WORDS, "exclaimed")


def is_unit_before_rate(word: TaggedWord) -> bool:
    """Tell whether this is "30 [metres] a year".

    No verb is a unit's plural, but "one in five [owns] a car".
    """
    is_between = word.tag_at(-1) == "CD" and word.word_at(1) in ("a", "an", "per")
    return is_between and singular(word.small) in marks("units/units")


@cache
def _vague_numbers() -> frozenset[str]:
    return listed("numbers/numerals", "vague")


@cache
def _numbers() -> frozenset[str]:
    return listed("numbers/numerals", "teen") | listed("numbers/numerals", "ten")


def _has_verb_behind(tags: Sequence[str], start: int) -> bool:
    """Tell whether the next verb, before anything that could open a clause, is finite."""
    return next((tag in FINITE for tag in tags[start:] if tag in _CLOSED), False)
