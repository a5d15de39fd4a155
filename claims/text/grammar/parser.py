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

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from claims.text.grammar.chunks import Chunk
from claims.text.grammar.perceptron import Weights, read_model, unpack
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


def move_features(state: State) -> tuple[str, ...]:
    """Return what the choice of the next move looks at: s0 s1 s2 from the top of the stack, n0 n1 n2 n3 next."""
    _, kinds, words, tags, prepositions, marks, _ = state.sight
    stack, n0 = state.stack, state.next
    s0 = stack[-1]
    s1 = stack[-2] if len(stack) > 1 else -1
    s2 = stack[-3] if len(stack) > 2 else -1
    governor = state.governors[s0]
    relation = state.relations[s0]
    n1 = n0 + 1
    kind_s0, kind_s1, kind_n0, kind_n1, kind_n2 = (
        kinds[s0],
        kinds[s1],
        kinds[n0],
        kinds[n1],
        kinds[n0 + 2],
    )
    word_s0, word_n0, word_n1 = words[s0], words[n0], words[n1]
    in_s0, in_n0 = prepositions[s0], prepositions[n0]
    dependents = state.dependents
    both = f"{kind_s0} {kind_n0}"
    marked = f"{both} {_between(state.sight, s0, n0)}"
    near = min(n0 - s0, 4)
    waiting = state.waiting[s0]
    return (
        f"a {kind_n0} {word_n0}",
        f"b {tags[s0]} {kind_s0} {in_s0}",
        f"c {tags[n0]} {kind_n0} {in_n0}",
        f"d {kind_n1} {word_n1}",
        f"e {kind_n1} {marks[n1]} {tags[n1]}",
        f"f {kind_n0} {kind_n1} {kind_n2}",
        f"g {marked} {kind_n1}",
        f"h {marked} {near}",
        f"i {both} {word_s0}",
        f"j {both} {word_n0}",
        f"k {word_s0} {word_n0}",
        f"l {marked} {in_s0} {in_n0}",
        f"m {both} {kind_s1}",
        f"n {both} {kinds[governor]} {relation}",
        f"o {marked} {state.leftmost[s0]}",
        f"p {marked} {state.rightmost[s0]}",
        f"q {both} {state.leftmost[n0]}",
        f"r {marked} {dependents[n0]}",
        f"s {kind_s1} {words[s1]} {kind_n0}",
        f"t {marked} {kind_s1} {marks[s0]}",
        f"u {both} {kind_s1} {kinds[s2]}",
        f"v {word_s0} {kind_n0} {in_n0}",
        f"w {both} {kind_n1} {kind_n2} {marks[n1]}",
        f"x {marked} {relation}{dependents[s0]}",
        f"y {in_s0} {word_s0} {in_n0}",
        f"z {words[governor]} {relation} {kind_n0} {in_n0}",
        f"A {in_n0} {word_n0} {kind_s0}",
        f"B {both} {marks[n0]} {marks[n1]} {kind_n1}",
        f"C {both} {kind_n1} {word_n1}",
        f"D {marked} {tags[s0]} {tags[n0]} {in_n0}",
        f"E {marked} {kind_n1} {kind_n2} {kinds[n0 + 3]}",
        f"F {marked} {kind_s1} {marks[s0]} {relation}",
        f"G {both} {kinds[waiting]} {relation}",
        f"H {marked} {kinds[waiting]} {kind_n1}",
    )


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


def best_move(state: State, features: Sequence[str], weights: Weights[int]) -> int:
    """Return the move with the highest score of those that are possible."""
    return weights.best(features, (REDUCE if state.has_governor() else LEFT, SHIFT, RIGHT))


def best_relation(features: Sequence[str], weights: Weights[str]) -> str:
    """Return the name with the highest score of those the features know.

    Of equals the first in the alphabet.
    """
    scores = weights.scores(weights.total(features), weights.choices)
    highest = max(filter(None, scores), default=None)
    return UNKNOWN if highest is None else weights.choices[scores.index(highest)]


class Parser(NamedTuple):
    """The weights of moves and of relations."""

    moves: Weights[int]
    relations: Weights[str]

    def parse(
        self, words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk]
    ) -> list[Arc]:
        """Find the governor and relation of each chunk.

        >>> from claims.text.grammar.chunks import chunk
        >>> words, tags = "The mayor of Rome resigned".split(), "DT NN IN NNP VBD".split()
        >>> parser().parse(words, tags, chunk(words, tags))
        [Arc(governor=2, relation='subj'), Arc(governor=0, relation='obl'), Arc(governor=-1, relation='root')]
        """
        state = State(look(words, tags, chunks))
        while not state.is_done():
            move = state.forced()
            if move is None:
                move = best_move(state, move_features(state), self.moves)
            state.move(move, self._relation(state, move))
        return arcs(state)

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
