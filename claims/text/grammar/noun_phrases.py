"""Find where a base noun phrase ends: at its noun, or at the pronoun, number or amount that it is.

In come the words and tags of a sentence and where a phrase may begin; out goes the index of its
head, which is its last word too, or None where no noun phrase begins. It holds the determiners, the
possessor and the modifiers before the noun ("the city's 5,000 poorest people"), and the hedge of a
number ("more than 60"). What stands before it or behind it is for `claims.text.grammar.chunks`.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.text.grammar.lexicon import listed
from claims.text.grammar.tagger import NOUNS

ADJECTIVES = frozenset({"JJ", "JJR", "JJS"})
ADVERBS = frozenset({"RB", "RBR", "RBS"})
_HEADS = NOUNS | {"FW"}
_AMOUNTS = frozenset({"CD", "$"})
_BEFORE_NOUN = ADJECTIVES | _AMOUNTS
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "EX"})
_DETERMINERS = frozenset({"DT", "PDT", "PRP$", "WP$"})
_OPENERS = _DETERMINERS | {"WDT"}
_NOUN_OR_ADJECTIVE = ADJECTIVES | _HEADS
# A word with the tag on the left serves the noun to come where one on the right follows it:
# "[rising] prices", "[very] old", "old [and] new"; an adjective serves it whatever follows.
_FOLLOWERS = {
    **dict.fromkeys(("VBN", "VBG"), _NOUN_OR_ADJECTIVE),
    **dict.fromkeys(ADVERBS, ADJECTIVES | {"VBN", "VBG", "HYPH"}),
    **dict.fromkeys((",", "CC"), ADJECTIVES),
}
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
_HEDGE_STARTS = frozenset(hedge[0] for hedge in _HEDGES)
_POINTING = frozenset({"last", "next", "past", "same", "this"})  # begin a time: "Ohio last week"


def head_of_noun_phrase(words: Sequence[str], tags: Sequence[str], first: int) -> int | None:
    """Return the head of the noun phrase that starts at a token, None where none does.

    >>> words, tags = "the city 's 5 poorest people".split(), "DT NN POS CD JJS NNS".split()
    >>> head_of_noun_phrase(words, tags, 0), head_of_noun_phrase(words, tags, 2)
    (5, None)
    """
    is_pronoun = tags[first] in _PRONOUNS
    if is_pronoun and not (tags[first] == "WDT" and _is_noun_next(tags, first + 1)):
        return first
    return _NounPhrase(words, tags, first).read()


def after_hedge(words: Sequence[str], tags: Sequence[str], i: int) -> int:
    """Step over the hedge of a number ("more than", "nearly"), if there is one.

    >>> after_hedge("more than 60".split(), ["JJR", "IN", "CD"], 0)
    2
    """
    if i >= len(tags):
        return i
    if words[i].lower() in _HEDGE_STARTS:
        for length in (2, 3):
            hedge = tuple(word.lower() for word in words[i : i + length])
            if hedge in _HEDGES and _is_amount_next(tags, i + length):
                return i + length
    return i + 1 if tags[i] in ADVERBS and _is_amount_next(tags, i + 1) else i


class _NounPhrase:
    """A noun phrase as far as it has been read from left to right.

    `head` is the last word that it might end with, None while there is none. `is_open` tells that
    it is a noun phrase whatever its noun will be: a determiner, a hedge or an amount is there.
    """

    def __init__(self, words: Sequence[str], tags: Sequence[str], first: int) -> None:
        self._words, self._tags, self._first = words, tags, first
        self._head: int | None = None
        self._is_open = False
        self._possessor: int | None = None

    def read(self) -> int | None:
        """Return the head of the whole phrase."""
        tags = self._tags
        last = min(len(tags), self._first + _LONGEST)
        at: int | None = self._after_determiners()
        while at is not None and at < last:
            if tags[at] in _HEADS:
                at = self._after_noun(at)
            elif tags[at] in _AMOUNTS:
                at = self._after_amount(at)
            elif tags[at] == "POS" and self._head == at - 1:
                at = self._after_possessor(at)
            else:
                at = self._after_modifier(at)
        return self._possessor if self._head is None else self._head

    def _after_determiners(self) -> int:
        """Step over what opens the phrase: "[all the] men", "[more than] 60"."""
        tags = self._tags
        at = after_hedge(self._words, tags, self._first)
        while at < len(tags) and tags[at] in _OPENERS:
            at = after_hedge(self._words, tags, at + 1)
        if at > self._first:
            self._is_open = True
            self._head = at - 1 if tags[at - 1] in _DETERMINERS else None
        return at

    # Each of these takes the word at an index and returns where to read on, or None where the
    # phrase ended before it.

    def _after_noun(self, at: int) -> int | None:
        if self._head is not None and self._is_parted(self._head, at):
            return None
        self._head = at
        return at + 1

    def _after_amount(self, at: int) -> int | None:
        if self._has_noun() and not self._is_label(at) and not self._is_date(at):
            return None
        self._head, self._is_open = at, True
        return at + 1

    def _after_possessor(self, at: int) -> int:
        self._possessor, self._head, self._is_open = self._head, None, True
        return after_hedge(self._words, self._tags, at + 1)

    def _after_modifier(self, at: int) -> int | None:
        if not self._is_modifier(at):
            return None
        if self._is_open and self._tags[at] in ADJECTIVES:
            self._head = at  # "the [poor]"
        return at + 1

    def _has_noun(self) -> bool:
        return self._head is not None and self._tags[self._head] in _HEADS

    def _is_modifier(self, at: int) -> bool:
        """Tell whether the word may stand before the noun of the phrase."""
        if self._tags[at] == "HYPH" or self._is_glued(at):
            return self._first < at < len(self._tags) - 1  # "a [two][-][year] term"
        if self._has_noun():
            return self._is_open and self._is_in_name(at)
        return self._serves_noun(at)

    def _serves_noun(self, at: int) -> bool:
        """Tell whether the word serves the noun to come, by what follows it."""
        tag = self._tags[at]
        if tag in ADJECTIVES:
            return True
        if at + 1 >= len(self._tags) or self._tags[at + 1] not in _FOLLOWERS.get(tag, ()):
            return False
        if tag == "VBN":
            return True
        if tag == "VBG":  # "the [rising] prices"; but "[raising] prices" is a verb and its object
            return self._is_open or at > self._first
        return self._is_open and (tag in ADVERBS or self._tags[at - 1] in ADJECTIVES)

    def _is_glued(self, at: int) -> bool:
        """Tell whether a hyphen stands before the word, within the phrase."""
        return at > self._first and self._tags[at - 1] == "HYPH"

    def _is_parted(self, head: int, noun: int) -> bool:
        """Tell whether another noun begins a phrase of its own ("the city last [week]")."""
        if self._is_year(head):
            return self._tags[noun] == "NNP"  # "from 1965 Ann Lee worked here"
        between = self._tags[head + 1 : noun]
        if not between or not self._has_noun() or "HYPH" in between:
            return False
        return not ADJECTIVES.isdisjoint(between) and not self._is_in_name(noun - 1)

    def _is_in_name(self, at: int) -> bool:
        """Tell what stands between a name and its noun: "the United States [presidential] vote"."""
        tags = self._tags
        is_between = self._head == at - 1 and tags[at] == "JJ" and tags[at + 1 : at + 2] == ["NN"]
        is_named = is_between and tags[at - 1] in ("NNP", "NNPS")
        return is_named and self._words[at].lower() not in _POINTING

    def _is_label(self, at: int) -> bool:
        """Tell whether a number is of the noun before it: "May 5", not "Smith, 20"."""
        if self._tags[at - 1] == "HYPH":
            return True
        is_next = self._head == at - 1 and self._tags[at - 1] in ("NNP", "NN")
        return is_next and not _is_noun_next(self._tags, at + 1)

    def _is_date(self, at: int) -> bool:
        """Tell whether a number is the day of a month that serves a noun ("the May 5 vote")."""
        is_between = self._head == at - 1 and self._tags[at + 1 : at + 2] == ["NN"]
        is_open = self._is_open and is_between
        return is_open and self._words[at - 1].lower() in listed("time/periods", "month")

    def _is_year(self, at: int) -> bool:
        """Tell whether a number is a year outside a name: "from [1965]", not "the [2018] cup"."""
        word = self._words[at]
        is_four = self._tags[at] == "CD" and len(word) == 4 and word.isdigit()
        return is_four and at > 0 and self._tags[at - 1] == "IN"


def _is_amount_next(tags: Sequence[str], i: int) -> bool:
    """Tell whether an amount stands here, or one behind an article ("nearly [a million]")."""
    following = tags[i : i + 2]
    return bool(following) and (following[0] in _AMOUNTS or following == ["DT", "CD"])


def _is_noun_next(tags: Sequence[str], i: int) -> bool:
    """Tell whether adjectives and numbers, if any, lead to a noun from here."""
    while i < len(tags) and tags[i] in _BEFORE_NOUN:
        i += 1
    return i < len(tags) and tags[i] in _HEADS
