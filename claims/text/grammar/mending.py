"""Mend what the tagger is known to get wrong, once and here, so that no reader must excuse it.

In come the words of a sentence with the tagger's tags; out come the tags, a few of them changed.
Each rule is something that English does not do, whatever the words are: no verb is "thousands". The
trained models make these mistakes where news differs from what they were trained on, in headlines
above all. What the parser gets wrong is for `rehanging.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from claims.text.grammar.chunks import MARKS
from claims.text.grammar.hidden_verbs import unhide_verbs
from claims.text.grammar.lemmas import is_irregular_past
from claims.text.grammar.lexicon import listed, marks, verbs_taking
from claims.text.grammar.plurals import singular
from claims.text.grammar.tagger import AUXILIARIES, FINITE, NOUNS, VERBS

# what may end the search for a verb further on
_CLOSED = FINITE | MARKS | {"SC", "WDT", "WP", "CC"}
_WORDS = "grammar/mistagged"
_BEFORE_NOUN = frozenset({"CD", "JJ", "POS", "PRP$"})
_BEFORE_PAST = NOUNS | {",", "PRP", "RB"}
_BEFORE_HEADLINE_VERB = NOUNS | {","}
_OPENS_NOUN = frozenset({"a", "an", "the", "its", "his", "their"})
_BEFORE_HEAD = NOUNS | {"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH", "$", "POS"}
_BEFORE_CLAUSE = VERBS | {",", "CC"}
_AFTER_VERB = frozenset({"DT", "PRP$", "CD", "$", "PRP"})
_SEVERAL = frozenset({"NNS", "NNPS", "PRP"})
_ONLY_MODALS = frozenset({"must", "would", "could", "should", "might"})
_HAD = frozenset({"XZ", "XD", "XP"})


class _Place(NamedTuple):
    """A word of a sentence with its tag, beside the tags around it as they are mended so far."""

    words: Sequence[str]
    tags: Sequence[str]
    at: int
    is_verbless: bool  # no finite verb in the whole sentence, as it was tagged

    @property
    def tag(self) -> str:
        return self.tags[self.at]

    @property
    def small(self) -> str:
        return self.words[self.at].lower()

    def tag_at(self, step: int) -> str:
        """Return the tag so many words on, or back; empty outside the sentence."""
        at = self.at + step
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def word_at(self, step: int) -> str:
        """Return the word so many words on, or back, in small letters; empty outside."""
        at = self.at + step
        return self.words[at].lower() if 0 <= at < len(self.words) else ""

    @property
    def is_capitalised(self) -> bool:
        return self.words[self.at].istitle()


def mend_tags(words: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Return the tags with the known mistakes mended.

    >>> mend_tags("Quake kills 30 , injures 200".split(), ["NN", "NNS", "CD", ",", "NNS", "CD"])
    ['NN', 'VBZ', 'CD', ',', 'VBZ', 'CD']
    >>> mend_tags("dozens dead".split(), ["VBZ", "JJ"])
    ['NNS', 'JJ']
    >>> mend_tags("Ann Fell said".split(), ["NNP", "VBD", "VBD"])
    ['NNP', 'NNP', 'VBD']
    """
    mended = list(tags)
    is_verbless = FINITE.isdisjoint(tags)
    for at in range(len(mended)):
        small = words[at].lower()
        if mends := _mends(mended[at], small if small in _BY_WORD else ""):
            place = _Place(words, mended, at, is_verbless)
            mended[at] = next((tag for tag, is_it in mends if is_it(place)), mended[at])
    return unhide_verbs(words, mended)


def _is_vague_number(place: _Place) -> bool:
    """Tell whether this is "[dozens] dead"."""
    return place.small in _vague_numbers()


def _is_participle_of_number(place: _Place) -> bool:
    """Tell whether this is "the [remaining] 12", "an [estimated] 300"."""
    return place.tag_at(-1) == "DT" and place.tag_at(1) == "CD"


def _is_participle_of_noun(place: _Place) -> bool:
    """Tell whether this is "337 [suspected] users were arrested"."""
    is_between = place.tag_at(-1) in _BEFORE_NOUN and place.tag_at(1) in ("NNS", "NN")
    return is_between and _has_verb_behind(place.tags, place.at + 2)


def _is_irregular_past(place: _Place) -> bool:
    """Tell whether this is "Labour, [lost] 42"."""
    is_between = place.tag_at(-1) in _BEFORE_PAST and place.tag_at(1) == "CD"
    return is_between and is_irregular_past(place.small)


def _is_headline_verb(place: _Place) -> bool:
    """Tell whether this is "Quake [kills] 30, [injures] 200"."""
    is_between = place.tag_at(-1) in _BEFORE_HEADLINE_VERB and place.tag_at(1) == "CD"
    return place.is_verbless and is_between


def _is_only_present(place: _Place) -> bool:
    """Tell "the firm, founded in 1921, [employs] 40": a word that is no noun."""
    return _only_verbs().get(place.small) == "VBZ"


def _is_only_past(place: _Place) -> bool:
    """Tell "a fire [tore] through the valley": a word that is no noun, behind no auxiliary."""
    return _only_verbs().get(place.small) == "VBD" and not place.tag_at(-1).startswith("X")


def _is_base_after_modal(place: _Place) -> bool:
    """Tell "inflation would [average] 2.4%": a modal has its verb right behind it."""
    if place.tag_at(-1) != "MD":
        return False
    return place.word_at(-1) in _ONLY_MODALS or place.tag_at(1) in _AFTER_VERB


def _is_number(place: _Place) -> bool:
    """Tell "about [fourteen] feet": a number word is nothing else."""
    return place.small in _numbers()


def _is_must(place: _Place) -> bool:
    """Tell "the 36 [must] leave" from a cellar full of must."""
    return place.tag_at(-1) == "CD"


def _is_base_after_each(place: _Place) -> bool:
    """Tell "the brothers each [face] a fine"."""
    is_shared = place.word_at(-1) in ("each", "both", "all") and place.tag_at(-2) in _SEVERAL
    return is_shared and place.tag_at(1) in _AFTER_VERB


def _is_hearsay(place: _Place) -> bool:
    """Tell "a man, [thought] to be 23": what is said of him, and nobody says it."""
    is_told = place.word_at(1) == "to" and place.word_at(2) in ("be", "have")
    is_apart = place.tag_at(-1) == "," and place.tag_at(-2) in NOUNS
    return is_told and is_apart and place.small in verbs_taking("clause")


def _is_particle(place: _Place) -> bool:
    """Tell "the firm laid [off] 40 men": a small word that its verb takes as its own."""
    is_taken = place.word_at(-1) in listed("numbers/particles", place.small)
    return is_taken and place.tag_at(1) in _AFTER_VERB


def _is_aged(place: _Place) -> bool:
    """Tell whether this is "two were [aged] 60"."""
    return place.tag_at(1) in ("CD", "IN", "RB", "JJR")


def _is_totalling(place: _Place) -> bool:
    """Tell whether this is "[totaling] 365 seats"."""
    is_before_amount = place.tag_at(1) in ("CD", "$")
    return is_before_amount and place.small.endswith("ing")


def _is_past_after_both(place: _Place) -> bool:
    """Tell whether this is "Both [earned] 9 delegates"."""
    return place.word_at(-1) in listed(_WORDS, "alone") and place.tag_at(1) == "CD"


def _is_surname(place: _Place) -> bool:
    """Tell whether this is "Ann [Fell] said", "Omar bin [Said]".

    No clause has two finite verbs side by side.
    """
    is_before_verb = place.tag_at(1) in FINITE or place.word_at(1) == "said"
    is_between = place.tag_at(-1) == "NNP" and is_before_verb
    is_of_name = is_between or place.word_at(-1) in listed(_WORDS, "surname")
    return place.is_capitalised and is_of_name


def _is_said_by_name(place: _Place) -> bool:
    """Tell whether this is "Ann Fell [said] traffic had doubled".

    A participle stands behind what is said.
    """
    return place.small == "said" and place.tag_at(-1) == "NNP"


def _is_name_before_clause(place: _Place) -> bool:
    """Tell whether this is "[Small], who was there, said". Only a noun has a relative clause."""
    is_followed = place.tag_at(1) == "," and place.tag_at(2) == "WP"
    return place.at == 0 and is_followed


def _is_conjunction_before_number(place: _Place) -> bool:
    """Tell whether this is "said 6 died and [that] about 60 fled": "that" is one, not 60."""
    is_pointing = place.tag in ("DT", "WDT")
    step = 2 if place.tag_at(1) in ("RB", "IN", "JJR") else 1
    is_counting = place.tag_at(step) == "CD" and place.word_at(step) != "one"
    return is_pointing and is_counting and place.tag_at(-1) in _BEFORE_CLAUSE


def _is_noun_after_according(place: _Place) -> bool:
    """Tell whether this is "according to [state] television"."""
    return place.word_at(-1) == "to" and place.word_at(-2) == "according"


def _is_verb_after_age(place: _Place) -> bool:
    """Tell whether this is "a poll among people 20 to 60 years old [shows]"."""
    return place.word_at(-1) == "old" and place.word_at(-2) == "years"


def _is_name(place: _Place) -> bool:
    """Tell whether this is "said [Elly]", "the [Yes] camp".

    In running text only a name has a capital.
    """
    before = place.words[place.at - 1] if place.at else ""
    if not place.is_capitalised or not (before == "," or before[1:].isalpha()):
        return False  # "l Rather" is an item of a list, '"Yes' opens a quotation
    small = sum(word.islower() for word in place.words)
    return small > len(place.words) / 2


def _is_say(place: _Place) -> bool:
    """Tell whether this is "activists [say]", which is no interjection."""
    is_after_subject = place.tag_at(-1) in NOUNS | {","} and place.tag_at(1) != ","
    return place.small == "say" and is_after_subject


def _is_noun_in_ly(place: _Place) -> bool:
    """Tell whether this is "a Herald [tally]", taken for an adverb."""
    return place.small in listed(_WORDS, "noun")


def _lacks_noun(place: _Place) -> bool:
    """Tell whether this is the noun itself: "a [tally] by the press", "its [claims] of"."""
    is_opened = place.word_at(-1) in _OPENS_NOUN or place.tag_at(-1) == "POS"
    return is_opened and place.tag_at(1) not in _BEFORE_HEAD


def _is_exclaimed_name(place: _Place) -> bool:
    """Tell whether this is "[Ethereum] fell 4%". A capital makes no exclamation of a name."""
    is_upper = place.words[place.at][0].isupper()
    return is_upper and place.small not in listed(_WORDS, "exclaimed")


def _is_unit_before_rate(place: _Place) -> bool:
    """Tell whether this is "30 [metres] a year".

    No verb is a unit's plural, but "one in five [owns] a car".
    """
    is_between = place.tag_at(-1) == "CD" and place.word_at(1) in ("a", "an", "per")
    return is_between and singular(place.small) in marks("units/units")


def _is_verb_before_amount(place: _Place) -> bool:
    """Tell whether this is "the lender [slid] 4%", "which [employs] 40"."""
    if place.tag_at(1) not in ("CD", "$") or place.tag_at(-1) in _BEFORE_NOUN | {"DT", "IN"}:
        return False
    return place.small in listed("grammar/about", "moved") or place.tag_at(-1) in ("WDT", "WP")


def _is_past_before_amount(place: _Place) -> bool:
    return not place.small.endswith("s") and _is_verb_before_amount(place)


def _is_verb_after_magnitude(place: _Place) -> bool:
    """Tell whether this is "a quake of magnitude 6.6 [hit] Cebu", not "6 hit songs"."""
    is_between = place.tag_at(-1) == "CD" and place.tag_at(1) in ("NNP", "DT", "PRP$")
    return is_between and place.small in ("hit", "struck", "shook")


def _is_had_before_past(place: _Place) -> bool:
    """Tell whether this is "it [has] cost the town $5".

    What is had has no noun phrase right behind it.
    """
    return _is_past(place.word_at(1)) and place.tag_at(1) == "NN" and place.tag_at(2) in _AFTER_VERB


def _is_past_after_had(place: _Place) -> bool:
    """Tell whether this is "it has [shrunk] to four points", "it has [cost] the town $5"."""
    return _is_past(place.small) and place.tag_at(-1) in _HAD


# What a word is, and how one sees that the tagger took it for something else: what it may be tagged
# as, or which word it is. The first that holds counts.
_MENDS: tuple[tuple[str, Iterable[str], Callable[[_Place], bool]], ...] = (
    ("NNS", VERBS, _is_vague_number),
    ("JJ", ("VBG", "VBN", "VBD"), _is_participle_of_number),
    ("JJ", ("VBD",), _is_participle_of_noun),
    ("VBD", ("JJ", "NN", "VBN"), _is_irregular_past),
    ("VBZ", ("NNS",), _is_headline_verb),
    ("VBZ", ("NNS", "NN"), _is_only_present),
    ("VBD", ("NNS", "NN", "JJ"), _is_only_past),
    ("VB", ("NN", "JJ"), _is_base_after_modal),
    ("VBP", ("NN",), _is_base_after_each),
    ("MD", ("must",), _is_must),
    ("CD", ("VBN", "VB", "VBP", "JJ", "NN", "IN"), _is_number),
    ("RP", ("off", "out"), _is_particle),
    ("VBN", ("VBD",), _is_hearsay),
    ("JJ", ("aged",), _is_aged),
    ("VBG", ("RB",), _is_totalling),
    ("VBD", ("JJ", "VBN"), _is_past_after_both),
    ("NNP", ("VBD", "VBP", "VBZ"), _is_surname),
    ("VBD", ("VBN",), _is_said_by_name),
    ("NNP", ("JJ",), _is_name_before_clause),
    ("SC", ("that",), _is_conjunction_before_number),
    ("VBZ", ("NNS",), _is_verb_after_age),
    ("NN", ("VB",), _is_noun_after_according),
    ("NNP", ("RB", "UH"), _is_name),
    ("VBP", ("UH",), _is_say),
    ("NN", ("RB", "VB", "VBP"), _is_noun_in_ly),
    ("NN", VERBS - AUXILIARIES - {"VBG", "VBN"}, _lacks_noun),
    ("NNP", ("UH",), _is_exclaimed_name),
    ("XZ", ("has",), _is_had_before_past),
    ("XD", ("had",), _is_had_before_past),
    ("VBN", ("JJ", "NN"), _is_past_after_had),
    ("NNS", ("VBZ",), _is_unit_before_rate),
    ("VBD", ("NN", "JJ", "VBN"), _is_verb_after_magnitude),
    ("VBD", ("NN", "NNS", "JJ"), _is_past_before_amount),
    ("VBZ", ("NN", "NNS", "JJ"), _is_verb_before_amount),
)


@cache
def _mends(tag: str, word: str) -> tuple[tuple[str, Callable[[_Place], bool]], ...]:
    """Return the mends that a word with this tag may need; most words need none."""
    return tuple((mended, is_it) for mended, seen, is_it in _MENDS if tag in seen or word in seen)


_BY_WORD = frozenset(each for _, seen, _ in _MENDS for each in seen if each.islower())


@cache
def _vague_numbers() -> frozenset[str]:
    return listed("numbers/numerals", "vague")


@cache
def _only_verbs() -> dict[str, str]:
    return marks("grammar/only_verbs")


@cache
def _numbers() -> frozenset[str]:
    return listed("numbers/numerals", "teen") | listed("numbers/numerals", "ten")


def _is_past(word: str) -> bool:
    """Tell whether this may be a past participle without "-ed" ("shrunk", "cost")."""
    return is_irregular_past(word) or word in listed(_WORDS, "past")


def _has_verb_behind(tags: Sequence[str], start: int) -> bool:
    """Tell whether the next verb, before anything that could open a clause, is finite."""
    return next((tag in FINITE for tag in tags[start:] if tag in _CLOSED), False)
