"""Mend what the tagger is known to get wrong, once and here, so that no reader must excuse it.

In come the words of a sentence with the tagger's tags; out come the tags, a few of them changed.
Each rule is something that English does not do, whatever the words are: no verb is "thousands". The
trained models make these mistakes where news differs from what they were trained on, in headlines
above all. What the parser gets wrong is for `rehanging.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from claims.text.grammar import mistaken_nouns as nouns
from claims.text.grammar import mistaken_verbs as verbs
from claims.text.grammar.hidden_verbs import unhide_verbs
from claims.text.grammar.tagged_word import TaggedWord
from claims.text.grammar.tagger import AUXILIARIES, FINITE, VERBS


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
            word = TaggedWord(words, mended, at, is_verbless)
            mended[at] = next((tag for tag, is_it in mends if is_it(word)), mended[at])
    return unhide_verbs(words, mended)


# What a word is, and how one sees that the tagger took it for something else: what it may be tagged
# as, or which word it is. The first that holds counts.
_MENDS: tuple[tuple[str, Iterable[str], Callable[[TaggedWord], bool]], ...] = (
    ("NNS", VERBS, nouns.is_vague_number),
    ("JJ", ("VBG", "VBN", "VBD"), nouns.is_participle_of_number),
    ("JJ", ("VBD",), nouns.is_participle_of_noun),
    ("VBD", ("JJ", "NN", "VBN"), verbs.is_past_before_number),
    ("VBZ", ("NNS",), verbs.is_headline_verb),
    ("VBZ", ("NNS", "NN"), verbs.is_only_present),
    ("VBD", ("NNS", "NN", "JJ"), verbs.is_only_past),
    ("VB", ("NN", "JJ"), verbs.is_base_after_modal),
    ("VBP", ("NN",), verbs.is_base_after_each),
    ("MD", ("must",), verbs.is_must),
    ("CD", ("VBN", "VB", "VBP", "JJ", "NN", "IN"), nouns.is_number),
    ("RP", ("off", "out"), verbs.is_particle),
    ("VBN", ("VBD",), verbs.is_hearsay),
    ("JJ", ("aged",), nouns.is_aged),
    ("VBG", ("RB",), verbs.is_totalling),
    ("VBD", ("JJ", "VBN"), verbs.is_past_after_both),
    ("NNP", ("VBD", "VBP", "VBZ"), nouns.is_surname),
    ("VBD", ("VBN",), verbs.is_said_by_name),
    ("NNP", ("JJ",), nouns.is_name_before_clause),
    ("SC", ("that",), nouns.is_conjunction_before_number),
    ("VBZ", ("NNS",), verbs.is_verb_after_age),
    ("NN", ("VB",), nouns.is_noun_after_according),
    ("NNP", ("RB", "UH"), nouns.is_name),
    ("VBP", ("UH",), verbs.is_say),
    ("NN", ("RB", "VB", "VBP"), nouns.is_noun_in_ly),
    ("NN", VERBS - AUXILIARIES - {"VBG", "VBN"}, nouns.lacks_noun),
    ("NNP", ("UH",), nouns.is_exclaimed_name),
    ("XZ", ("has",), verbs.is_had_before_past),
    ("XD", ("had",), verbs.is_had_before_past),
    ("VBN", ("JJ", "NN"), verbs.is_past_after_had),
    ("NNS", ("VBZ",), nouns.is_unit_before_rate),
    ("VBD", ("NN", "JJ", "VBN"), verbs.is_verb_after_magnitude),
    ("VBD", ("NN", "NNS", "JJ"), verbs.is_past_before_amount),
    ("VBZ", ("NN", "NNS", "JJ"), verbs.is_verb_before_amount),
)


@cache
def _mends(tag: str, word: str) -> tuple[tuple[str, Callable[[TaggedWord], bool]], ...]:
    """Return the mends that a word with this tag may need; most words need none."""
    return tuple((mended, is_it) for mended, seen, is_it in _MENDS if tag in seen or word in seen)


_BY_WORD = frozenset(each for _, seen, _ in _MENDS for each in seen if each.islower())
