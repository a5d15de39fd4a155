"""Learn a parser from treebank sentences and the tags that a tagger gave them.

In every state the moves that still allow the best tree are right (Goldberg and Nivre 2012); where
the parser prefers another, its weights are corrected. From the second round on it mostly follows
its own moves, so that it learns to go on from its mistakes.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from claims.text.grammar.chunks import chunk
from claims.text.grammar.parser import (
    UNKNOWN,
    Parser,
    best_move,
    best_relation,
    move_features,
    relation_features,
)
from claims.text.grammar.perceptron import Learner, frequent
from claims.text.grammar.transitions import LEFT, REDUCE, RIGHT, SHIFT, Arc, Sight, State, look
from claims.text.training.treebanks import TreeSentence
from claims.text.training.trees import chunk_arcs

ROUNDS = 6
_OFTEN_ENOUGH = 4
# How often the parser goes on from a mistake of its own
_FOLLOWS_ITSELF = 0.9


class Example(NamedTuple):
    """A sentence laid out for the features, and the arcs it should get.

    The root is the chunk after the last.
    """

    sight: Sight
    arcs: list[Arc]


def examples(sentences: Sequence[TreeSentence], tags: Sequence[Sequence[str]]) -> list[Example]:
    """Cut sentences into chunks by the tags given, and find the arcs to learn."""
    found = []
    for sentence, tagged in zip(sentences, tags, strict=True):
        words = [token.form for token in sentence]
        chunks = chunk(words, tagged)
        arcs = [
            arc if arc.governor >= 0 else Arc(len(chunks), "root")
            for arc in chunk_arcs(sentence, chunks)
        ]
        found.append(Example(look(words, tagged, chunks), arcs))
    return found


def train_parser(sentences: Sequence[TreeSentence], tags: Sequence[Sequence[str]]) -> Parser:
    """Learn a parser."""
    to_learn = examples(sentences, tags)
    worthwhile_moves, worthwhile_relations = _frequent_features(to_learn)
    moves = Learner((SHIFT, REDUCE, LEFT, RIGHT), worthwhile_moves)
    names = {arc.relation for example in to_learn for arc in example.arcs}
    relations = Learner(sorted(names | {UNKNOWN}), worthwhile_relations)
    chance = random.Random(1)
    for turn in range(ROUNDS):
        chance.shuffle(to_learn)
        for example in to_learn:
            moves.next_example()
            relations.next_example()
            _learn(example, moves, relations, chance, _FOLLOWS_ITSELF if turn else 0)
    return Parser(moves.averaged(), relations.averaged())


def _frequent_features(to_learn: Sequence[Example]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the features of moves and of relations that are frequent.

    They are counted on the way to the right trees.
    """
    moves: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    for example in to_learn:
        state = State(example.sight)
        while not state.is_done():
            _count_features(state, example, moves, relations)
    return frequent(moves, _OFTEN_ENOUGH), frequent(relations, _OFTEN_ENOUGH)


def _count_features(
    state: State, example: Example, moves: Counter[str], relations: Counter[str]
) -> None:
    """Count the features of the next right move, and make it."""
    move = state.forced()
    if move is None:
        moves.update(move_features(state))
        move = min(right_moves(state, example.arcs))
    if move < LEFT:
        state.move(move)
        return
    governor, dependent = _arc(state, move)
    relations.update(relation_features(state, governor, dependent))
    state.move(move, example.arcs[dependent].relation)


def _learn(
    example: Example,
    moves: Learner[int],
    relations: Learner[str],
    chance: random.Random,
    follows_itself: float,
) -> None:
    state = State(example.sight)
    while not state.is_done():
        move = state.forced()
        if move is None:
            features = move_features(state)
            move = best_move(state, moves.weights.total(features), moves.weights)
            right = right_moves(state, example.arcs)
            if move not in right:
                best = moves.weights.best(moves.weights.total(features), right)
                moves.correct(features, best, move)
                if chance.random() > follows_itself:
                    move = best
        state.move(move, _learn_relation(state, move, example, relations))


def _learn_relation(state: State, move: int, example: Example, relations: Learner[str]) -> str:
    """Name the arc that a move draws, and learn from it where the arc is right."""
    if move < LEFT:
        return ""
    governor, dependent = _arc(state, move)
    if governor == state.sight.size:
        return "root"
    features = relation_features(state, governor, dependent)
    relation = best_relation(features, relations.weights)
    right = example.arcs[dependent]
    if governor == right.governor and relation != right.relation:
        relations.correct(features, right.relation, relation)
        relation = right.relation
    return relation


def _arc(state: State, move: int) -> tuple[int, int]:
    """Return the governor and the dependent of the arc that a move draws."""
    ends = state.ends()
    return (ends[0], ends[1]) if move == LEFT else (ends[1], ends[0])


def right_moves(state: State, arcs: Sequence[Arc]) -> list[int]:
    """Return the moves after which the best tree that can still be reached is as good as before."""
    lost = {move: _lost(state, arcs, move) for move in _possible(state)}
    least = min(lost.values())
    return [move for move, count in lost.items() if count == least]


def _possible(state: State) -> tuple[int, ...]:
    return (SHIFT, REDUCE if state.has_governor() else LEFT, RIGHT)


def _lost(state: State, arcs: Sequence[Arc], move: int) -> int:
    """Count the right arcs that cannot be drawn any more after a move."""
    count = _lost_with_top if move in (REDUCE, LEFT) else _lost_on_top
    return count(state, arcs, move)


def _lost_with_top(state: State, arcs: Sequence[Arc], move: int) -> int:
    """Count what is lost with the top of the stack: its dependents to come, a governor to come."""
    top, upcoming = state.stack[-1], state.next
    lost = sum(arcs[i].governor == top for i in range(upcoming, state.sight.size))
    return lost + (move == LEFT and arcs[top].governor > upcoming)


def _lost_on_top(state: State, arcs: Sequence[Arc], move: int) -> int:
    """Count what is lost when the next chunk goes onto the stack.

    Chunks in the stack cannot be its dependents, nor its governor but the top.
    """
    upcoming, governor = state.next, arcs[state.next].governor
    lost = sum(arcs[i].governor == upcoming and state.governors[i] < 0 for i in state.stack)
    if move == SHIFT:
        return lost + (governor in state.stack)
    is_out_of_reach = governor in state.stack or governor > upcoming
    return lost + (governor != state.stack[-1] and is_out_of_reach)
