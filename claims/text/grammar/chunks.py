"""Cut a tagged sentence into chunks: base noun phrases, verb groups, and single words.

In come words and tags, out go chunks in order; only the marks between them are in none. A base noun
phrase runs from its first determiner, possessor or modifier to its noun ("the city's 5,000 poorest
people"), or is one pronoun, number or amount; what follows the noun ("of Paris", "who left") is not
part of it, but the preposition before it is part of its chunk. A verb group is a verb with its
auxiliaries, the adverbs between them and the infinitive's "to" ("has not yet been seen", "to say").
Found in one pass from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claims.text.grammar.noun_phrases import ADVERBS, after_hedge, head_of_noun_phrase
from claims.text.grammar.tagger import AUXILIARIES, FINITE, VERBS

_NOUN_KINDS = frozenset({"NP", "PP", "NW", "PW"})
_ASKING = frozenset({"WP", "WDT"})
MARKS = frozenset({",", ".", ":", "(", ")", '"'})
# What leads to the verb of its group, and which verbs may come next: "will [go]", "to [be]"
_PLAIN = frozenset({"VB", "XB"})
_FOLLOWING = {
    **dict.fromkeys(AUXILIARIES, _PLAIN | {"VBN", "VBG", "XN", "XG"}),
    **dict.fromkeys(("MD", "TO"), _PLAIN),
}
_HAVING = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"})


class Chunk(NamedTuple):
    """Half-open token indices, the index of the head token, and what kind of chunk it is.

    Kinds: NP noun phrase, PP with its preposition, NW and PW the same for "who which what"; VF
    finite verb group, VT infinitive, VB VBN VBG XB XN XG other verb groups by the tag of their
    head; for single words their tag.
    """

    first: int
    last: int
    head: int
    kind: str
    prepositions: int = 0  # how many tokens before the noun phrase are prepositions ("out of")

    @property
    def is_noun_phrase(self) -> bool:
        """Tell whether it is a noun phrase, with or without a preposition."""
        return self.kind in _NOUN_KINDS

    @property
    def is_verb_group(self) -> bool:
        """Tell whether it is a verb with its auxiliaries."""
        return self.kind[0] in "VX"


def chunk(words: Sequence[str], tags: Sequence[str]) -> list[Chunk]:
    """Cut a sentence into chunks.

    >>> words = "Out of work , the men have not yet been paid".split()
    >>> tags = "IN IN NN , DT NNS XP RB RB XN VBN".split()
    >>> [(" ".join(words[c.first : c.last]), c.kind) for c in chunk(words, tags)]
    [('Out of work', 'PP'), ('the men', 'NP'), ('have not yet been paid', 'VF')]
    """
    found = []
    i = 0
    while i < len(tags):
        if tags[i] in MARKS:
            i += 1
            continue
        found.append(
            _prepositional(words, tags, i)
            or _noun_phrase(words, tags, i)
            or _verb_group(tags, i)
            or Chunk(i, i + 1, i, tags[i])
        )
        i = found[-1].last
    return found


def _prepositional(words: Sequence[str], tags: Sequence[str], first: int) -> Chunk | None:
    """Read the noun phrase with its preposition that starts at this token, if one does."""
    i = first
    while i < len(tags) and tags[i] == "IN" and after_hedge(words, tags, i) == i:
        i += 1
    phrase = _noun_phrase(words, tags, i) if first < i < len(tags) else None
    if phrase is None:
        return None
    return phrase._replace(first=first, kind="P" + phrase.kind[1], prepositions=i - first)


def _noun_phrase(words: Sequence[str], tags: Sequence[str], first: int) -> Chunk | None:
    """Read the noun phrase that starts at this token, if one does."""
    head = head_of_noun_phrase(words, tags, first)
    if head is None:
        return None
    return Chunk(first, head + 1, head, "NW" if tags[head] in _ASKING else "NP")


def _verb_group(tags: Sequence[str], first: int) -> Chunk | None:
    """Read the verb group that starts at this token, if one does."""
    if tags[first] not in VERBS and tags[first] != "TO":
        return None
    head = _verb_led_to(tags, first)
    if tags[head] == "TO":
        return None
    return Chunk(first, head + 1, head, _kind_of_group(tags[first : head + 1]))


def _verb_led_to(tags: Sequence[str], first: int) -> int:
    """Return the verb that "to" and auxiliaries lead to: "[has] not yet been seen"."""
    head = first
    while tags[head] in _FOLLOWING:
        following = head + 1
        while following < len(tags) and tags[following] in ADVERBS:
            following += 1
        if following >= len(tags) or tags[following] not in _FOLLOWING[tags[head]]:
            break
        head = following
    return head


def _kind_of_group(tags: Sequence[str]) -> str:
    """Return the kind of a verb group by the tags in it."""
    if not FINITE.isdisjoint(tags):
        return "VF"
    return "VT" if "TO" in tags[:-1] else tags[-1]


def is_passive(words: Sequence[str], tags: Sequence[str], group: Chunk) -> bool:
    """Tell whether the verb is done to its subject: "was killed", "[people] killed"."""
    if tags[group.head] != "VBN":
        return False
    before = [words[i].lower() for i in range(group.first, group.head) if tags[i] in AUXILIARIES]
    return not before or before[-1] not in _HAVING
