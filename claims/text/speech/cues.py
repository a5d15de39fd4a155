"""The words that say who stated something: verbs, nouns and phrases, read from the lexicons.

In come words as they stand in a text, out comes the cue that they may be: its class (saying,
finding, estimating, claiming, denying, asking, intending) and what it takes. Whether the word is
used as a cue in its sentence is for `frames` to see. The lexicons are `claims/data/speech/*.txt`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from claims.data import read_entries, rows
from claims.text.grammar.lexicon import listed
from claims.text.grammar.verbs import forms


class CueClass(StrEnum):
    """What a cue says of how the source stands to the content."""

    SAYING = "saying"
    FINDING = "finding"
    ESTIMATING = "estimating"
    CLAIMING = "claiming"
    DENYING = "denying"
    ASKING = "asking"
    INTENDING = "intending"


class VerbCue(NamedTuple):
    """A verb of the lexicon.

    `takes` names the kinds of content it may have, `particle` its second word.
    """

    verb: str
    kind: CueClass
    takes: frozenset[str]
    particle: str = ""


class NounCue(NamedTuple):
    """A noun of the lexicon.

    What somebody states (`is_content`), or what states something itself (`is_source`).

    What is issued speaks for whoever issues it: "an army report".
    """

    noun: str
    kind: CueClass
    is_content: bool
    is_source: bool
    is_issued: bool = False


class PhraseCue(NamedTuple):
    """A phrase of the lexicon as its words, with the role that `speech/phrases.txt` explains."""

    words: tuple[str, ...]
    kind: CueClass
    role: str

    def stands_at(self, spoken: tuple[str, ...], at: int) -> bool:
        """Tell whether it stands among words in small letters from an index on."""
        return spoken[at : at + len(self.words)] == self.words


@cache
def _verbs() -> dict[str, tuple[VerbCue, ...]]:
    """Every form of every verb cue; cues with a particle come first."""
    found = defaultdict(list)
    with read_entries("speech/verbs", 4) as entries:
        for words, kind, takes, irregular in entries:
            verb, _, particle = words.partition(" ")
            cue = VerbCue(verb, CueClass(kind), frozenset(takes.split("+")), particle)
            for form in {verb, *irregular.split()} if irregular else set(forms(verb)):
                found[form].append(cue)
    return {
        form: tuple(sorted(cues, key=lambda cue: not cue.particle)) for form, cues in found.items()
    }


def find_verb_cue(words: Sequence[str], index: int) -> VerbCue | None:
    """Return the verb cue that the word at `index` may be, with its particle where that follows."""
    for cue in _verbs().get(words[index].lower(), ()):
        if not cue.particle or (
            index + 1 < len(words) and words[index + 1].lower() == cue.particle
        ):
            return cue
    return None


@cache
def _nouns() -> dict[str, NounCue]:
    found = {}
    with read_entries("speech/nouns", 3) as entries:
        for noun, kind, roles in entries:
            cue = NounCue(
                noun, CueClass(kind), "content" in roles, "source" in roles, "issued" in roles
            )
            found[noun] = found[forms(noun)[1]] = cue
    return found


def find_noun_cue(noun: str) -> NounCue | None:
    """Return the noun cue that a noun is, in the singular or the plural.

    >>> find_noun_cue("studies").noun
    'study'
    """
    return _nouns().get(noun.lower())


@cache
def phrase_cues() -> dict[str, tuple[PhraseCue, ...]]:
    """Return the phrase cues by their first word, the longest first."""
    found = defaultdict(list)
    with read_entries("speech/phrases", 3) as entries:
        for phrase, kind, role in entries:
            words = tuple(phrase.split())
            found[words[0]].append(PhraseCue(words, CueClass(kind), role))
    return {
        word: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for word, cues in found.items()
    }


def words(kind: str) -> frozenset[str]:
    """Return a closed class of words from `speech/words.txt`, in small letters.

    >>> "between" in words("bound")
    True
    """
    return listed("speech/words", kind)


@cache
def classes() -> Mapping[str, tuple[str, ...]]:
    """Return the classes of each word of `speech/words.txt` as rules name them, in capitals.

    >>> classes()["while"]
    ('SUBORDINATE', 'CONJUNCTION', 'CONTRAST')
    """
    found: dict[str, tuple[str, ...]] = {}
    for word, kind in rows("speech/words"):
        found[word] = (*found.get(word, ()), kind.upper())
    return found
