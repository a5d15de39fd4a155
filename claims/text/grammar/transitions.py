"""The states of a parse and the moves between them.

They are those of arc-eager parsing (Nivre 2008, https://aclanthology.org/J08-4003/).

In come the chunks of a sentence with its words and tags, laid out once as a `Sight`. A `State` goes
over them from left to right by one of four moves at a time: shift the next chunk onto the stack,
reduce the stack, or draw an arc to the left or right between the top of the stack and the next
chunk. Out come the arcs. Which move is best is decided elsewhere (`claims.text.grammar.parser`), as
is what an arc is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claims.text.grammar.chunks import MARKS, Chunk

SHIFT, REDUCE, LEFT, RIGHT = range(4)
_NOTHING = "-"


class Arc(NamedTuple):
    """The governor of a chunk (-1: none) and its relation to it."""

    governor: int
    relation: str


class Sight(NamedTuple):
    """What the features see of the chunks, by index.

    After the last chunk come the root and then nothing. Negative indices, where a stack is empty,
    see nothing too.
    """

    size: int
    kinds: list[str]
    words: list[str]
    tags: list[str]
    prepositions: list[str]
    marks: list[str]  # the marks right before each chunk
    marks_so_far: list[str]  # and all marks from the start of the sentence up to it


def look(words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk]) -> Sight:
    """Lay out a sentence for the features."""
    end = [_NOTHING] * 3
    marks, so_far = [], []
    last, total = 0, ""
    for chunk in chunks:
        between = "".join([tag for tag in tags[last : chunk.first] if tag in MARKS])[-3:]
        last = chunk.last
        total += between
        marks.append(between)
        so_far.append(total)
    return Sight(
        len(chunks),
        [chunk.kind for chunk in chunks] + ["root", *end],
        [words[chunk.head].lower() for chunk in chunks] + ["root", *end],
        [tags[chunk.head] for chunk in chunks] + ["root", *end],
        [words[chunk.first].lower() if chunk.prepositions else "" for chunk in chunks] + ["", *end],
        [*marks, ".", *end],
        [*so_far, total + "."],
    )


class State:
    """A sentence being parsed: the stack, the next chunk, and the arcs so far."""

    def __init__(self, sight: Sight) -> None:
        size = sight.size + 4
        self.sight = sight
        self.stack: list[int] = []
        self.next = 0
        self.governors = [-1] * size
        self.relations = [_NOTHING] * size
        # of each chunk: the outermost dependent on its left and right, and the relations of all its
        # dependents
        self.leftmost = [_NOTHING] * size
        self.rightmost = [_NOTHING] * size
        self.dependents = [""] * size
        # of each chunk on the stack: the topmost one below it that still waits for its governor, -1
        # for none
        self.waiting = [-1] * size

    def has_governor(self) -> bool:
        """Tell whether the chunk on top of the stack has its governor."""
        return self.governors[self.stack[-1]] >= 0

    def ends(self) -> tuple[int, int]:
        """Return governor and dependent of the arc that may be drawn to the left.

        Swapped, to the right.
        """
        return self.next, self.stack[-1]

    def move(self, move: int, relation: str = "") -> None:
        """Carry out a move."""
        if move == SHIFT:
            self._push()
        elif move == REDUCE:
            self.stack.pop()
        elif move == LEFT:
            governor, dependent = self.next, self.stack.pop()
            self.leftmost[governor] = f"{self.sight.kinds[dependent]} {relation}"
            self._join(governor, dependent, relation)
        else:
            governor, dependent = self.stack[-1], self.next
            self.rightmost[governor] = f"{self.sight.kinds[dependent]} {relation}"
            self._join(governor, dependent, relation)
            self._push()

    def _push(self) -> None:
        if self.stack:
            top = self.stack[-1]
            self.waiting[self.next] = top if self.governors[top] < 0 else self.waiting[top]
        self.stack.append(self.next)
        self.next += 1

    def _join(self, governor: int, dependent: int, relation: str) -> None:
        self.governors[dependent] = governor
        self.relations[dependent] = relation
        if f" {relation}" not in self.dependents[governor]:
            self.dependents[governor] += f" {relation}"

    def forced(self) -> int | None:
        """Return the only move that is possible, None where there is a choice."""
        if not self.stack:
            return SHIFT
        if self.next == self.sight.size:
            return REDUCE if self.has_governor() else LEFT
        return None

    def is_done(self) -> bool:
        """Tell whether every chunk has its governor."""
        return self.next == self.sight.size and not self.stack


def arcs(state: State) -> list[Arc]:
    """Return the arcs of a finished parse."""
    count = state.sight.size
    return [
        Arc(-1 if governor == count else governor, relation)
        for governor, relation in zip(state.governors[:count], state.relations[:count], strict=True)
    ]
