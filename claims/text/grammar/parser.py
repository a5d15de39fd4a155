"""Join the chunks of a sentence into a tree: which chunk belongs to which, and as what.

In come the chunks of a sentence (`claims.text.grammar.chunks`) with its words and tags; out goes
for each chunk its governor and its relation to it. Every chunk has one governor, or is a root; the
tree is projective, so a chunk and all that hangs on it are one stretch of the sentence.

    subj obj pred     subject, object, what "is" says of the subject ("is [a farmer]")
    obl               noun phrase with a preposition, or of time, on a verb or a noun ("[of Paris]")
    comp              clause or infinitive that completes a verb ("said 40 [had died]", "wants [to
    sell]") rel               clause or participle that describes a noun ("the man [who left]",
    "[led by] Ann") adv               clause or participle that describes a verb ("[citing] police",
    "when it [rained]") appos conj para   apposition, second part of a coordination, clause set
    beside ("..., he [said]") mod               adverb, adjective, or noun phrase before a noun aux
    mark cc case expl   "[did] he say", "[that] it fell", "and", a lone preposition, "[there] is"
    root x            head of the sentence, anything else

The parser goes from left to right (`claims.text.grammar.transitions`), takes the best move each
time, and names the arc that the move draws. The weights come from averaged perceptrons trained on
every state that can still be got right (Goldberg and Nivre 2012,
https://aclanthology.org/C12-1059/).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from claims.text.grammar.chunks import Chunk
from claims.text.grammar.perceptron import Totals, Weights, read_model, unpack
from claims.text.grammar.transitions import (
    LEFT,
    REDUCE,
    RIGHT,
    SHIFT,
    Arc,
    Sight,
    State,
    arcs,
    look,
)

UNKNOWN = "x"  # the relation of an arc of which the features know nothing


def _between(sight: Sight, first: int, second: int) -> str:
    """Return the marks between two chunks, the middle ones left out."""
    marks = sight.marks_so_far[second][len(sight.marks_so_far[first]) :]
    return marks if len(marks) < 3 else f"{marks[0]}+{marks[-1]}"


def _beside(
    kind_s0: str,
    kind_n0: str,
    between: str,
    near: int,
    relation: str,
    dependents_s0: str,
    leftmost_s0: str,
    rightmost_s0: str,
    leftmost_n0: str,
    dependents_n0: str,
) -> tuple[str, ...]:
    """Return the features of the two chunks with what hangs on them already."""
    both = f"{kind_s0} {kind_n0}"
    marked = f"{both} {between}"
    return (
        f"h {marked} {near}",
        f"o {marked} {leftmost_s0}",
        f"p {marked} {rightmost_s0}",
        f"q {both} {leftmost_n0}",
        f"r {marked} {dependents_n0}",
        f"x {marked} {relation}{dependents_s0}",
    )


def _tagged(
    kind_s0: str, kind_n0: str, between: str, tag_s0: str, tag_n0: str, in_s0: str, in_n0: str
) -> tuple[str, ...]:
    """Return the features of the tags and prepositions of the two chunks."""
    marked = f"{kind_s0} {kind_n0} {between}"
    return (
        f"b {tag_s0} {kind_s0} {in_s0}",
        f"c {tag_n0} {kind_n0} {in_n0}",
        f"l {marked} {in_s0} {in_n0}",
        f"D {marked} {tag_s0} {tag_n0} {in_n0}",
    )


def _stacked(
    kind_s0: str,
    kind_n0: str,
    between: str,
    kind_s1: str,
    kind_s2: str,
    marks_s0: str,
    relation: str,
    governor: str,
    waiting: str,
) -> tuple[str, ...]:
    """Return the features of the chunks below the top of the stack.

    With those of what the top hangs on.
    """
    both = f"{kind_s0} {kind_n0}"
    marked = f"{both} {between}"
    return (
        f"m {both} {kind_s1}",
        f"n {both} {governor} {relation}",
        f"t {marked} {kind_s1} {marks_s0}",
        f"u {both} {kind_s1} {kind_s2}",
        f"F {marked} {kind_s1} {marks_s0} {relation}",
        f"G {both} {waiting} {relation}",
    )


def _ahead(
    kind_s0: str,
    kind_n0: str,
    between: str,
    kind_n1: str,
    kind_n2: str,
    tag_n1: str,
    marks_n0: str,
    marks_n1: str,
) -> tuple[str, ...]:
    """Return the features of the chunks that come next."""
    both = f"{kind_s0} {kind_n0}"
    return (
        f"e {kind_n1} {marks_n1} {tag_n1}",
        f"f {kind_n0} {kind_n1} {kind_n2}",
        f"g {both} {between} {kind_n1}",
        f"w {both} {kind_n1} {kind_n2} {marks_n1}",
        f"B {both} {marks_n0} {marks_n1} {kind_n1}",
    )


# Features of kinds, tags and marks: these come together again and again, so that what they add up
# to is worked out once (`Totals`); features with words come too rarely.
GROUPS: tuple[Callable[..., tuple[str, ...]], ...] = (_beside, _tagged, _stacked, _ahead)


def look_at(state: State) -> tuple[tuple[tuple[Any, ...], ...], tuple[str, ...]]:
    """Return what each of `GROUPS` describes in a state, and the features that belong to none.

    They look at s0 s1 s2 from the top of the stack, and n0 n1 n2 n3 next.
    """
    _, kinds, words, tags, prepositions, marks, _ = state.sight
    stack, n0 = state.stack, state.next
    s0 = stack[-1]
    s1 = stack[-2] if len(stack) > 1 else -1
    s2 = stack[-3] if len(stack) > 2 else -1
    governor, relation = state.governors[s0], state.relations[s0]
    n1 = n0 + 1
    kind_s0, kind_s1, kind_n0 = kinds[s0], kinds[s1], kinds[n0]
    kind_n1, kind_n2 = kinds[n1], kinds[n0 + 2]
    word_s0, word_n0, word_n1 = words[s0], words[n0], words[n1]
    in_s0, in_n0 = prepositions[s0], prepositions[n0]
    dependents, waiting = state.dependents, kinds[state.waiting[s0]]
    between = _between(state.sight, s0, n0)
    both = f"{kind_s0} {kind_n0}"
    groups = (
        (
            *(kind_s0, kind_n0, between, min(n0 - s0, 4), relation, dependents[s0]),
            *(state.leftmost[s0], state.rightmost[s0], state.leftmost[n0], dependents[n0]),
        ),
        (kind_s0, kind_n0, between, tags[s0], tags[n0], in_s0, in_n0),
        (
            *(kind_s0, kind_n0, between, kind_s1, kinds[s2], marks[s0], relation),
            *(kinds[governor], waiting),
        ),
        (kind_s0, kind_n0, between, kind_n1, kind_n2, tags[n1], marks[n0], marks[n1]),
    )
    return groups, (
        f"a {kind_n0} {word_n0}",
        f"d {kind_n1} {word_n1}",
        f"i {both} {word_s0}",
        f"j {both} {word_n0}",
        f"k {word_s0} {word_n0}",
        f"s {kind_s1} {words[s1]} {kind_n0}",
        f"v {word_s0} {kind_n0} {in_n0}",
        f"y {in_s0} {word_s0} {in_n0}",
        f"z {words[governor]} {relation} {kind_n0} {in_n0}",
        f"A {in_n0} {word_n0} {kind_s0}",
        f"C {both} {kind_n1} {word_n1}",
        f"E {both} {between} {kind_n1} {kind_n2} {kinds[n0 + 3]}",
        f"H {both} {between} {waiting} {kind_n1}",
    )


def move_features(state: State) -> tuple[str, ...]:
    """Return all that the choice of the next move looks at."""
    groups, alone = look_at(state)
    together = (describe(*seen) for describe, seen in zip(GROUPS, groups, strict=True))
    return (*chain.from_iterable(together), *alone)


def relation_features(state: State, governor: int, dependent: int) -> tuple[str, ...]:
    """Return what the name of an arc depends on."""
    _, kinds, words, tags, prepositions, _, _ = state.sight
    first, second = (dependent, governor) if dependent < governor else (governor, dependent)
    kind = f"{'<' if dependent < governor else '>'}{kinds[governor]} {kinds[dependent]}"
    marked = f"{kind} {_between(state.sight, first, second)}"
    word, dependent_word = words[governor], words[dependent]
    in_dependent = prepositions[dependent]
    dependents = state.dependents
    return (
        f"a {marked}",
        f"b {kind} {word}",
        f"c {kind} {dependent_word}",
        f"d {kind} {tags[governor]} {tags[dependent]}",
        f"e {kind}{dependents[governor]}",
        f"f {marked} {in_dependent}",
        f"g {kind} {word} {in_dependent}",
        f"h {word} {dependent_word}",
        f"i {marked} {kinds[dependent + 1]}",
        f"j {marked} {kinds[first - 1]}",
        f"k {marked} {min(second - first, 4)}{dependents[governor]}",
        f"l {kind}{dependents[dependent]}",
    )


def best_move(state: State, total: int, weights: Weights[int]) -> int:
    """Return the move with the highest score of those that are possible.

    Given the total of its features.
    """
    return weights.best(total, (REDUCE if state.has_governor() else LEFT, SHIFT, RIGHT))


def best_relation(features: Sequence[str], weights: Weights[str]) -> str:
    """Return the name with the highest score of those the features know.

    Of equals the first in the alphabet.
    """
    scores = weights.scores(weights.total(features), weights.choices)
    highest = max(filter(None, scores), default=None)
    return UNKNOWN if highest is None else weights.choices[scores.index(highest)]


@dataclass
class Parser:
    """The weights of moves and of relations."""

    moves: Weights[int]
    relations: Weights[str]

    def __post_init__(self) -> None:
        self._totals = [Totals(self.moves, describe) for describe in GROUPS]

    def parse(
        self, words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk]
    ) -> list[Arc]:
        """Find the governor and relation of each chunk.

        >>> from claims.text.grammar.chunks import chunk
        >>> words, tags = "The mayor of Rome resigned".split(), "DT NN IN NNP VBD".split()
        >>> [tuple(arc) for arc in parser().parse(words, tags, chunk(words, tags))]
        [(2, 'subj'), (0, 'obl'), (-1, 'root')]
        """
        state = State(look(words, tags, chunks))
        while not state.is_done():
            move = state.forced()
            if move is None:
                move = best_move(state, self._total(state), self.moves)
            state.move(move, self._relation(state, move))
        return arcs(state)

    def _total(self, state: State) -> int:
        """Add up the features of a state, those of the groups from what is known of them."""
        groups, alone = look_at(state)
        beside, tagged, stacked, ahead = self._totals
        first, second, third, fourth = groups
        known = beside[first] + tagged[second] + stacked[third] + ahead[fourth]
        return known + self.moves.total(alone)

    def _relation(self, state: State, move: int) -> str:
        if move < LEFT:
            return ""
        governor, dependent = state.ends() if move == LEFT else state.ends()[::-1]
        if governor == state.sight.size:
            return "root"
        return best_relation(relation_features(state, governor, dependent), self.relations)


@cache
def parser() -> Parser:
    """Return the parser that comes with the project, read on the first call."""
    model = read_model("parser")
    return Parser(unpack(model["moves"]), unpack(model["relations"]))
