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

from claims.text.grammar.lexicon import listed
from claims.text.grammar.tagger import AUXILIARIES, FINITE, NOUNS, VERBS

_DETERMINERS = frozenset({"DT", "PDT", "PRP$", "WP$"})
_ADJECTIVES = frozenset({"JJ", "JJR", "JJS"})
_ADVERBS = frozenset({"RB", "RBR", "RBS"})
_NOUN_KINDS = frozenset({"NP", "PP", "NW", "PW"})
MARKS = frozenset({",", ".", ":", "(", ")", '"'})
_HEADS = NOUNS | {"FW"}
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "EX"})
_AMOUNTS = frozenset({"CD", "$"})
# No noun phrase has more tokens; keeps the work linear where "a-a-a-a" never comes to a noun
_LONGEST = 40
# "more than 60", "as many as 60", "at least 60", "up to 60"
_HEDGES = frozenset(
    {
        ("more", "than"),
        ("less", "than"),
        ("fewer", "than"),
        ("greater", "than"),
        ("as", "many", "as"),
        ("as", "much", "as"),
        ("as", "few", "as"),
        ("as", "little", "as"),
        ("at", "least"),
        ("at", "most"),
        ("up", "to"),
        ("close", "to"),
    }
)
_POINTING = frozenset({"last", "next", "past", "same", "this"})  # begin a time: "Ohio last week"
_HEDGE_STARTS = frozenset(hedge[0] for hedge in _HEDGES)


class Chunk(NamedTuple):
    """Half-open token indices, the index of the head token, and what kind of chunk it is.

    Kinds: NP noun phrase, PP with its preposition, NW and PW the same for "who which what"; VF
        finite verb
    group, VT infinitive, VB VBN VBG XB XN XG other verb groups by the tag of their head; for single
    words their tag.
    """

    first: int
    last: int
    head: int
    kind: str
    prepositions: int = 0  # how many tokens before the noun phrase are prepositions ("out of")

    @property
    def is_noun_phrase(self) -> bool:
        """Is it a noun phrase, with or without a preposition?"""
        return self.kind in _NOUN_KINDS

    @property
    def is_verb_group(self) -> bool:
        """Is it a verb with its auxiliaries?"""
        return self.kind[0] in "VX"


def chunk(words: Sequence[str], tags: Sequence[str]) -> list[Chunk]:
    """Cut a sentence into chunks.

    >>> words = "Out of work , the men have not yet been paid".split()
    >>> [(" ".join(words[c.first : c.last]), c.kind) for c in chunk(words, "IN IN NN , DT NNS XP RB RB XN VBN".split())]
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
    while i < len(tags) and tags[i] == "IN" and _after_hedge(words, tags, i) == i:
        i += 1
    phrase = _noun_phrase(words, tags, i) if first < i < len(tags) else None
    if phrase is None:
        return None
    return phrase._replace(first=first, kind="P" + phrase.kind[1], prepositions=i - first)


def _noun_phrase(words: Sequence[str], tags: Sequence[str], first: int) -> Chunk | None:
    """Read the noun phrase that starts at this token, if one does."""
    if tags[first] in _PRONOUNS and not (tags[first] == "WDT" and _is_noun_next(tags, first + 1)):
        return Chunk(first, first + 1, first, "NP" if tags[first] in ("PRP", "EX") else "NW")
    i = _after_hedge(words, tags, first)
    while i < len(tags) and (tags[i] in _DETERMINERS or tags[i] == "WDT"):
        i = _after_hedge(words, tags, i + 1)
    head = i - 1 if i > first and tags[i - 1] in _DETERMINERS else None
    possessor = None
    is_open = i > first  # a determiner or hedge makes it a noun phrase, whatever its head will be
    while i < min(len(tags), first + _LONGEST):
        tag = tags[i]
        if tag in _HEADS:
            if head is not None and _starts_anew(words, tags, head, i):
                break
            head = i
        elif tag in _AMOUNTS:
            if (
                head is not None
                and tags[head] in _HEADS
                and not (_is_label(tags, head, i) or (is_open and _is_date(words, tags, head, i)))
            ):
                break
            head = i
            is_open = True
        elif tag == "POS" and head == i - 1:
            possessor, head, is_open = head, None, True
            i = _after_hedge(words, tags, i + 1)
            continue
        elif not (
            _modifies(tags, first, i, head, is_open)
            or (is_open and _is_in_name(words, tags, head, i))
        ):
            break
        elif tag in _ADJECTIVES and is_open:
            head = i
        i += 1
    if head is None:
        return None if possessor is None else Chunk(first, possessor + 1, possessor, "NP")
    return Chunk(first, head + 1, head, "NP")


def _after_hedge(words: Sequence[str], tags: Sequence[str], i: int) -> int:
    """Step over the hedge of a number ("more than", "nearly"), if there is one."""
    if i >= len(tags):
        return i
    if words[i].lower() in _HEDGE_STARTS:
        for length in (2, 3):
            hedge = tuple(word.lower() for word in words[i : i + length])
            if hedge in _HEDGES and _is_amount_next(tags, i + length):
                return i + length
    if tags[i] in _ADVERBS and _is_amount_next(tags, i + 1):
        return i + 1
    return i


def _is_amount_next(tags: Sequence[str], i: int) -> bool:
    return i < len(tags) and (
        tags[i] in _AMOUNTS or (tags[i] == "DT" and i + 1 < len(tags) and tags[i + 1] == "CD")
    )


def _is_noun_next(tags: Sequence[str], i: int) -> bool:
    while i < len(tags) and tags[i] in _ADJECTIVES | _AMOUNTS:
        i += 1
    return i < len(tags) and tags[i] in _HEADS


def _starts_anew(words: Sequence[str], tags: Sequence[str], head: int, i: int) -> bool:
    """Is there something between two nouns that parts them ("the city last week"), or is one a year?"""
    if _is_year(words, tags, head):
        return tags[i] == "NNP"  # "from 1965 Ann Lee worked here"
    return tags[head] in _HEADS and (
        any(tag in _ADJECTIVES for tag in tags[head + 1 : i])
        and "HYPH" not in tags[head + 1 : i]
        and not _is_in_name(words, tags, head, i - 1)
    )


def _is_in_name(words: Sequence[str], tags: Sequence[str], head: int | None, i: int) -> bool:
    """Does an adjective stand between a name and the noun that it serves ("the United States [presidential] vote")?"""
    is_between = head == i - 1 and tags[i] == "JJ" and tags[i + 1 : i + 2] == ["NN"]
    return is_between and tags[i - 1] in ("NNP", "NNPS") and words[i].lower() not in _POINTING


def _is_label(tags: Sequence[str], head: int, i: int) -> bool:
    """Does a number after a noun belong to it ("May 5", "Boeing 737"; "Smith, 20" has a comma)?"""
    glued = tags[i - 1] == "HYPH"
    return glued or (
        i == head + 1 and tags[head] in ("NNP", "NN") and not _is_noun_next(tags, i + 1)
    )


def _is_year(words: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Is a number a year, which no article makes part of a name: "from [1965]", but not "the [2018] cup"?"""
    is_four = tags[i] == "CD" and len(words[i]) == 4 and words[i].isdigit()
    return is_four and i > 0 and tags[i - 1] == "IN"


def _is_date(words: Sequence[str], tags: Sequence[str], head: int, i: int) -> bool:
    """Is a number the day of a month that serves the noun behind it ("the May 5 vote")?"""
    is_month = words[head].lower() in listed("time/periods", "month")
    return is_month and i == head + 1 and tags[i + 1 : i + 2] == ["NN"]


def _modifies(tags: Sequence[str], first: int, i: int, head: int | None, is_open: bool) -> bool:
    """May the token come before the noun of the phrase that began at `first`?"""
    tag = tags[i]
    after = tags[i + 1] if i + 1 < len(tags) else ""
    if tag == "HYPH" or (i > first and tags[i - 1] == "HYPH"):
        return i > first and bool(after)
    if head is not None and tags[head] in _HEADS:
        return False
    if tag in _ADJECTIVES:
        return True
    if tag in ("VBN", "VBG"):
        return (is_open or i > first or tag == "VBN") and after in _ADJECTIVES | _HEADS
    if tag in _ADVERBS:
        return is_open and after in _ADJECTIVES | {"VBN", "VBG", "HYPH"}
    if tag in (",", "CC"):
        return tags[i - 1] in _ADJECTIVES and after in _ADJECTIVES and is_open
    return False


def _verb_group(tags: Sequence[str], first: int) -> Chunk | None:
    """Read the verb group that starts at this token, if one does."""
    if tags[first] not in VERBS and tags[first] != "TO":
        return None
    head = first if tags[first] in VERBS else None
    i = first
    while head is None or tags[head] in AUXILIARIES:
        i += 1
        while i < len(tags) and tags[i] in _ADVERBS:
            i += 1
        if i >= len(tags) or not _continues(tags[first] if head is None else tags[head], tags[i]):
            break
        head = i
    if head is None:
        return None
    if any(tag in FINITE for tag in tags[first : head + 1]):
        kind = "VF"
    elif "TO" in tags[first:head]:
        kind = "VT"
    else:
        kind = tags[head]
    return Chunk(first, head + 1, head, kind)


def _continues(last: str, tag: str) -> bool:
    """May a verb of this tag come right after the last auxiliary of the group (or "to")?"""
    if last in ("MD", "TO"):
        return tag in ("VB", "XB")
    return tag in ("VBN", "VBG", "VB", "XN", "XG", "XB")


def is_passive(words: Sequence[str], tags: Sequence[str], group: Chunk) -> bool:
    """Is the subject what the verb is done to ("was killed", and "[people] killed" with no auxiliary)?"""
    if tags[group.head] != "VBN":
        return False
    before = [words[i].lower() for i in range(group.first, group.head) if tags[i] in AUXILIARIES]
    return not before or before[-1] not in (
        "have",
        "has",
        "had",
        "having",
        "'ve",
        "’ve",
        "'d",
        "’d",
    )
