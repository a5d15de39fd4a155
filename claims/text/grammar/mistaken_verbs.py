"""Verbs that the tagger takes for something else.

In comes a word with its tag in its sentence; out comes whether it is a verb of the kind that a
question names: "the firm [employs] 40", "inflation would [average] 2%". Only for words that bear
one of the tags which `mending.py` names beside the question.
"""

from __future__ import annotations

from functools import cache

from claims.text.grammar.lemmas import is_irregular_past
from claims.text.grammar.lexicon import listed, marks, verbs_taking
from claims.text.grammar.particles import belongs_to_verb
from claims.text.grammar.tagged_word import BEFORE_NOUN, TaggedWord
from claims.text.grammar.tagger import NOUNS

_WORDS = "grammar/mistagged"
_BEFORE_PAST = NOUNS | {",", "PRP", "RB"}
_BEFORE_HEADLINE_VERB = NOUNS | {","}
_AFTER_VERB = frozenset({"DT", "PRP$", "CD", "$", "PRP"})
_SEVERAL = frozenset({"NNS", "NNPS", "PRP"})
_HAD = frozenset({"XZ", "XD", "XP"})


def is_past_before_number(word: TaggedWord) -> bool:
    """Tell whether this is "Labour, [lost] 42"."""
    is_between = word.tag_at(-1) in _BEFORE_PAST and word.tag_at(1) == "CD"
    return is_between and is_irregular_past(word.small)


def is_headline_verb(word: TaggedWord) -> bool:
    """Tell whether this is "Quake [kills] 30, [injures] 200"."""
    is_between = word.tag_at(-1) in _BEFORE_HEADLINE_VERB and word.tag_at(1) == "CD"
    return word.is_verbless and is_between


def is_only_present(word: TaggedWord) -> bool:
    """Tell "the firm, founded in 1921, [employs] 40": a word that is no noun."""
    return _only_verbs().get(word.small) == "VBZ"


def is_only_past(word: TaggedWord) -> bool:
    """Tell "a fire [tore] through the valley": a word that is no noun, behind no auxiliary."""
    return _only_verbs().get(word.small) == "VBD" and not word.tag_at(-1).startswith("X")


def is_base_after_modal(word: TaggedWord) -> bool:
    """Tell "inflation would [average] 2.4%": a modal has its verb right behind it."""
    if word.tag_at(-1) != "MD":
        return False
    return word.word_at(-1) in listed(_WORDS, "modal") or word.tag_at(1) in _AFTER_VERB


def is_must(word: TaggedWord) -> bool:
    """Tell "the 36 [must] leave" from a cellar full of must."""
    return word.tag_at(-1) == "CD"


def is_base_after_each(word: TaggedWord) -> bool:
    """Tell "the brothers each [face] a fine"."""
    is_shared = word.word_at(-1) in ("each", "both", "all") and word.tag_at(-2) in _SEVERAL
    return is_shared and word.tag_at(1) in _AFTER_VERB


def is_hearsay(word: TaggedWord) -> bool:
    """Tell "a man, [thought] to be 23": what is said of him, and nobody says it."""
    is_told = word.word_at(1) == "to" and word.word_at(2) in ("be", "have")
    is_apart = word.tag_at(-1) == "," and word.tag_at(-2) in NOUNS
    return is_told and is_apart and word.small in verbs_taking("clause")


def is_particle(word: TaggedWord) -> bool:
    """Tell "the firm laid [off] 40 men": a small word that its verb takes as its own."""
    is_taken = belongs_to_verb([word.word_at(-2), word.word_at(-1)], word.small)
    return is_taken and word.tag_at(1) in _AFTER_VERB


def is_totalling(word: TaggedWord) -> bool:
    """Tell whether this is "[totaling] 365 seats"."""
    is_before_amount = word.tag_at(1) in ("CD", "$")
    return is_before_amount and word.small.endswith("ing")


def is_past_after_both(word: TaggedWord) -> bool:
    """Tell whether this is "Both [earned] 9 delegates"."""
    return word.word_at(-1) in listed(_WORDS, "alone") and word.tag_at(1) == "CD"


def is_said_by_name(word: TaggedWord) -> bool:
    """Tell whether this is "Ann Fell [said] traffic had doubled".

    A participle stands behind what is said.
    """
    return word.small == "said" and word.tag_at(-1) == "NNP"


def is_verb_after_age(word: TaggedWord) -> bool:
    """Tell whether this is "a poll among people 20 to 60 years old [shows]"."""
    return word.word_at(-1) == "old" and word.word_at(-2) == "years"


def is_say(word: TaggedWord) -> bool:
    """Tell whether this is "activists [say]", which is no interjection."""
    is_after_subject = word.tag_at(-1) in NOUNS | {","} and word.tag_at(1) != ","
    return word.small == "say" and is_after_subject


def is_verb_before_amount(word: TaggedWord) -> bool:
    """Tell whether this is "the lender [slid] 4%", "which [employs] 40"."""
    if word.tag_at(1) not in ("CD", "$") or word.tag_at(-1) in BEFORE_NOUN | {"DT", "IN"}:
        return False
    return word.small in listed("grammar/about", "moved") or word.tag_at(-1) in ("WDT", "WP")


def is_past_before_amount(word: TaggedWord) -> bool:
    """Tell whether this is "the lender [slid] 4%"."""
    return not word.small.endswith("s") and is_verb_before_amount(word)


def is_verb_after_magnitude(word: TaggedWord) -> bool:
    """Tell whether this is "a quake of magnitude 6.6 [hit] Cebu", not "6 hit songs"."""
    is_between = word.tag_at(-1) == "CD" and word.tag_at(1) in ("NNP", "DT", "PRP$")
    return is_between and word.small in ("hit", "struck", "shook")


def is_had_before_past(word: TaggedWord) -> bool:
    """Tell whether this is "it [has] cost the town $5".

    What is had has no noun phrase right behind it.
    """
    return _is_past(word.word_at(1)) and word.tag_at(1) == "NN" and word.tag_at(2) in _AFTER_VERB


def is_past_after_had(word: TaggedWord) -> bool:
    """Tell whether this is "it has [shrunk] to four points", "it has [cost] the town $5"."""
    return _is_past(word.small) and word.tag_at(-1) in _HAD


@cache
def _only_verbs() -> dict[str, str]:
    return marks("grammar/only_verbs")


def _is_past(word: str) -> bool:
    """Tell whether this may be a past participle without "-ed" ("shrunk", "cost")."""
    return is_irregular_past(word) or word in listed(_WORDS, "past")
