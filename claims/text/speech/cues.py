"""The words that say who stated something: verbs, nouns and phrases, read from the lexicons.

In come words as they stand in a text, out comes the cue that they may be: its class (saying, finding,
estimating, claiming, denying, asking, intending) and what it takes. Whether the word is used as a cue
in its sentence is for `frames` to see. The lexicons are `claims/data/cues_*.txt`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from claims.data import entries
from claims.text.grammar.lexicon import listed


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
    """A verb of the lexicon; `takes` names the kinds of content it may have, `particle` its second word."""

    verb: str
    kind: CueClass
    takes: frozenset[str]
    particle: str = ""


class NounCue(NamedTuple):
    """A noun of the lexicon: what somebody states (`is_content`), or what states something itself (`is_source`).

    What is issued speaks for whoever issues it: "an army report".
    """

    noun: str
    kind: CueClass
    is_content: bool
    is_source: bool
    is_issued: bool = False


class PhraseCue(NamedTuple):
    """A phrase of the lexicon as its words, with the role that `cues_phrases.txt` explains."""

    words: tuple[str, ...]
    kind: CueClass
    role: str


def _forms(verb: str) -> tuple[str, str, str, str, str]:
    """Inflect a regular verb.

    >>> _forms("deny")
    ('deny', 'denies', 'denied', 'denied', 'denying')
    """
    if verb.endswith("y") and verb[-2] not in "aeiou":
        past, third = f"{verb[:-1]}ied", f"{verb[:-1]}ies"
    else:
        past = verb + ("d" if verb.endswith("e") else "ed")
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return verb, third, past, past, (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"


@cache
def _verbs() -> dict[str, tuple[VerbCue, ...]]:
    """Every form of every verb cue; cues with a particle come first."""
    found = defaultdict(list)
    for line in entries("cues_verbs.txt"):
        fields = line.split()
        at = next(i for i, field in enumerate(fields) if field in set(CueClass))
        verb, particle = fields[0], " ".join(fields[1:at])
        cue = VerbCue(verb, CueClass(fields[at]), frozenset(fields[at + 1].split("+")), particle)
        for form in {verb, *fields[at + 2 :]} if len(fields) > at + 2 else set(_forms(verb)):
            found[form].append(cue)
    return {form: tuple(sorted(cues, key=lambda cue: not cue.particle)) for form, cues in found.items()}


def find_verb_cue(words: Sequence[str], index: int) -> VerbCue | None:
    """Return the verb cue that the word at `index` may be, with its particle where that follows."""
    for cue in _verbs().get(words[index].lower(), ()):
        if not cue.particle or (index + 1 < len(words) and words[index + 1].lower() == cue.particle):
            return cue
    return None


@cache
def _nouns() -> dict[str, NounCue]:
    found = {}
    for line in entries("cues_nouns.txt"):
        *words, kind, roles = line.split()
        noun = " ".join(words)
        cue = NounCue(noun, CueClass(kind), "content" in roles, "source" in roles, "issued" in roles)
        found[noun] = found[_forms(noun)[1]] = cue
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
    for line in entries("cues_phrases.txt"):
        kind, role, *words = line.split()
        found[words[0]].append(PhraseCue(tuple(words), CueClass(kind), role))
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for word, cues in found.items()}


def words(kind: str) -> frozenset[str]:
    """Return a closed class of words from `cues_words.txt`, in small letters.

    >>> "between" in words("bound")
    True
    """
    return listed("cues_words.txt", kind)
