"""What decides the tag of a word: its features, each a string, as a model is trained on them.

In come the words of a sentence (`claims.text.grammar.vocabulary`); out comes a `Decision` for each
that may have several tags: what stands around it. Its features, and those of the tags chosen before
it, are spelt out here and only here for training; `claims.text.grammar.tag_weights` has the weights
of the same features laid out so that reading a text need not spell them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from claims.text.grammar.vocabulary import Word

FINITE = frozenset({"VBP", "VBZ", "VBD", "MD", "XP", "XZ", "XD"})
AUXILIARIES = frozenset({"MD", "XP", "XZ", "XD", "XB", "XN", "XG"})
VERBS = FINITE | AUXILIARIES | {"VB", "VBN", "VBG"}

_AUXILIARY = {
    **dict.fromkeys(("have", "has", "had", "'ve", "having"), "have"),
    **dict.fromkeys(
        ("be", "is", "are", "was", "were", "am", "been", "being", "'s", "'re", "'m"), "be"
    ),
    **dict.fromkeys(
        ("do", "does", "did", "will", "would", "can", "could", "may", "might", "must"), "plain"
    ),
    **dict.fromkeys(("shall", "should", "'ll", "'d", "to"), "plain"),
}
_CLAUSE_MARKS = frozenset((",", ".", ";", ":", "and", "but", "or", "that", "who", "which"))
_CLAUSE_MARKS |= {"when", "where", "if", "because", "while"}


class Described(Protocol):
    """A word as features see it."""

    @property
    def form(self) -> str:
        """The word in small letters, every digit a 0."""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that it may have."""

    @property
    def kind(self) -> str:
        """These tags in one string, or the shape and ending of an unknown word."""

    @property
    def shape(self) -> str:
        """Which kinds of characters it has."""


Seen = TypeVar("Seen", bound=Described)

# One way to tag the words so far: its score, its last two tags, the tag of its last verb, and its
# path: the last tag with the path before it. A plain tuple, because most of the time goes into
# making them.
State = tuple[int, str, str, str, tuple[Any, ...]]
START: State = (0, "|", "|", "-", ())
# How well each tag that a word may have goes on from a state, in their order
Judge = Callable[[State], Sequence[int]]


class Decision(NamedTuple, Generic[Seen]):
    """A word with several possible tags, between the two before it and the two behind it."""

    before2: Seen
    before: Seen
    word: Seen
    after: Seen
    after2: Seen
    auxiliary: str  # the one before it in its clause
    verb: str  # whether a sure finite verb comes after it in its clause
    in_capitals: bool  # the sentence is


def decisions(words: Sequence[Seen], edge: Seen) -> Iterator[Decision[Seen] | None]:
    """Yield for each word what there is to decide, None where it has one tag only.

    `edge` stands before and behind the sentence.
    """
    count = len(words)
    auxiliaries = _auxiliaries_before(words)
    verbs = _verbs_after(words)
    in_capitals = count > 3 and sum(word.shape.startswith("A") for word in words) > 0.7 * count
    padded = [edge, edge, *words, edge, edge]
    for i, word in enumerate(words):
        if len(word.tags) < 2:
            yield None
        else:
            before2, before, _, after, after2 = padded[i : i + 5]
            yield Decision(
                before2, before, word, after, after2, auxiliaries[i], verbs[i], in_capitals
            )


def _auxiliaries_before(words: Sequence[Described]) -> list[str]:
    """Say for each word which auxiliary came before it in its clause.

    For example "has recently been [seen]".
    """
    found = []
    auxiliary = "-"
    for word in words:
        found.append(auxiliary)
        if word.form in _AUXILIARY:
            auxiliary = _AUXILIARY[word.form]
        elif word.form in _CLAUSE_MARKS:
            auxiliary = "-"
    return found


def _verbs_after(words: Sequence[Described]) -> list[str]:
    """Say for each word whether a sure finite verb comes after it in its clause.

    For example "the man [charged] with it was".
    """
    found = []
    verb = "-"
    for word in reversed(words):
        found.append(verb)
        if word.tags and FINITE.issuperset(word.tags):
            verb = "verb"
        elif word.form in _CLAUSE_MARKS:
            verb = "-"
    return found[::-1]


def features(decision: Decision[Word]) -> tuple[str, ...]:
    """Return the features of a decision that do not depend on the tags before it."""
    before2, before, word, after, after2, auxiliary, verb, in_capitals = decision
    return (
        *chain(before2.seen[0], before.seen[1], word.seen[2], after.seen[3], after2.seen[4]),
        *of_clause(auxiliary, verb, word.kind),
        *of_shapes(in_capitals, before.shape, word.shape, after.shape),
        f"k-1k+1 {before.kind} {after.kind}",
        f"k+1k+2 {after.kind} {after2.kind}",
        f"wk+1 {word.form} {after.kind}",
        f"k-1k {before.kind} {word.kind}",
        f"w-1w {before.form} {word.form}",
        f"ww+1 {word.form} {after.form}",
        f"w-1w+1 {before.form} {after.form}",
    )


def of_clause(auxiliary: str, verb: str, kind: str) -> tuple[str, ...]:
    """Return the features of the auxiliary before a word and the verb after it."""
    return (f"aux {auxiliary} {kind}", f"auxv {auxiliary} {verb} {kind}")


def of_shapes(in_capitals: bool, before: str, word: str, after: str) -> tuple[str, ...]:
    """Return the features of the letters of a word and its neighbours."""
    return (f"shapes {before} {word} {after}", f"capitals {in_capitals} {word}")


def of_tags(last: str, last2: str, verb: str) -> tuple[str, ...]:
    """Return the features of the tags already chosen by themselves."""
    return (f"t {last}", f"tt {last2} {last}", f"vt {verb} {last}")


def history(state: State, decision: Decision[Word]) -> tuple[str, ...]:
    """Return all features that look at the tags already chosen."""
    word = decision.word.form
    _, last, last2, verb, _ = state
    return (
        *of_tags(last, last2, verb),
        f"tw {last} {word}",
        f"ttw {last2} {last} {word}",
        f"vw {verb} {word}",
        f"tk+1 {last} {decision.after.kind}",
    )


def advance(state: State, tag: str, score: int = 0) -> State:
    """Add a tag to a state, with what it adds to the score."""
    total, last, _, verb, path = state
    return (
        total + score,
        tag,
        last,
        tag if tag in VERBS else "-" if tag == "." else verb,
        (tag, path),
    )
