"""Turn the tree of a treebank sentence into a tree over its chunks.

Governors and relations to learn.

In comes a sentence with its chunks (found by `claims.text.grammar.chunks` on whatever tags it was
given), out goes for each chunk the arc it should have. Universal Dependencies makes "happy" the
head of "she is happy"; here the verb "is" heads the clause, as it does in "she says", and "happy"
is its `pred`. Crossing arcs are lifted until none is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claims.text.grammar.chunks import Chunk
from claims.text.grammar.transitions import Arc
from claims.text.training.treebanks import TreeSentence, TreeToken

_RELATIONS = {
    "nsubj": "subj",
    "csubj": "subj",
    "obj": "obj",
    "iobj": "obj",
    "pred": "pred",
    "obl": "obl",
    "nmod": "obl",
    "xcomp": "comp",
    "ccomp": "comp",
    "acl": "rel",
    "advcl": "adv",
    "conj": "conj",
    "list": "conj",
    "appos": "appos",
    "parataxis": "para",
    "advmod": "mod",
    "amod": "mod",
    "nummod": "mod",
    "det": "mod",
    "compound": "mod",
    "aux": "aux",
    "mark": "mark",
    "cc": "cc",
    "case": "case",
    "expl": "expl",
    "root": "root",
}
# What belongs to a clause and so goes with its verb where "is" takes the place of the predicate
_OF_CLAUSE = frozenset(
    {"nsubj", "csubj", "aux", "mark", "advcl", "obl", "ccomp", "parataxis", "discourse"}
) | {
    "expl",
    "punct",
    "vocative",
    "dislocated",
}


def chunk_arcs(sentence: TreeSentence, chunks: Sequence[Chunk]) -> list[Arc]:
    """Return the arc of each chunk; the governor -1 is the root."""
    heads, relations = _with_copulas_as_heads(sentence)
    owner = {token: i for i, chunk in enumerate(chunks) for token in range(chunk.first, chunk.last)}
    found = []
    for i, chunk in enumerate(chunks):
        top = _top(chunk, i, heads, owner)
        if top is None:
            found.append(Arc(-1, "x"))
        else:
            found.append(Arc(_governor(heads, top, owner), _RELATIONS.get(relations[top], "x")))
    return _projective(_without_circles(found))


def _top(chunk: Chunk, index: int, heads: Sequence[int], owner: Mapping[int, int]) -> int | None:
    """Return the token of a chunk that hangs on what is outside it, its head if that does."""
    tokens = range(chunk.first, chunk.last)
    outward = [token for token in tokens if owner.get(heads[token]) != index]
    return min(outward, key=lambda token: (token != chunk.head, _depth(heads, token)), default=None)


def _governor(heads: Sequence[int], token: int, owner: Mapping[int, int]) -> int:
    """Return the chunk above a token, over the marks between, -1 at the root."""
    head = heads[token]
    while head >= 0 and head not in owner:  # a mark
        head = heads[head]
    return owner.get(head, -1)


def _with_copulas_as_heads(sentence: TreeSentence) -> tuple[list[int], list[str]]:
    heads = [token.head for token in sentence]
    relations = [token.relation.partition(":")[0] for token in sentence]
    for copula, predicate in _copulas(sentence):
        for other, head in enumerate(heads):
            if head == predicate and _is_of_clause(sentence, relations, other, copula):
                heads[other] = copula
        heads[copula], relations[copula] = heads[predicate], relations[predicate]
        heads[predicate], relations[predicate] = copula, "pred"
    return heads, relations


def _copulas(sentence: TreeSentence) -> Iterator[tuple[int, int]]:
    """Yield each copula with the predicate that the treebank hangs it on."""
    for copula, token in enumerate(sentence):
        is_copula = token.relation == "cop" and token.head >= 0
        if is_copula and sentence[token.head].relation != "cop":
            yield copula, token.head


def _is_of_clause(
    sentence: TreeSentence, relations: Sequence[str], token: int, copula: int
) -> bool:
    """Tell whether a dependent of the predicate belongs to the whole clause.

    In "[now] she is happy [because ...]" both do.
    """
    relation = relations[token]
    if token == copula:
        return False
    if relation == "advmod":
        return token < copula
    if relation == "conj":
        return any(_is_part_of_clause(other, token) for other in sentence)
    return relation in _OF_CLAUSE


def _is_part_of_clause(token: TreeToken, head: int) -> bool:
    """Tell what makes a clause of the second of two: one of predicates has none of these."""
    kind = token.relation.partition(":")[0]
    return token.head == head and kind in ("nsubj", "cop", "aux", "mark")


def _depth(heads: Sequence[int], token: int) -> int:
    depth = 0
    while token >= 0 and depth < len(heads):
        token = heads[token]
        depth += 1
    return depth


def _without_circles(found: list[Arc]) -> list[Arc]:
    """Make a root of a chunk that would govern itself by way of others."""
    for i in range(len(found)):
        if _is_in_circle(found, i):
            found[i] = Arc(-1, "x")
    return found


def _is_in_circle(found: Sequence[Arc], i: int) -> bool:
    """Tell whether the way up from a chunk never comes to a root."""
    seen = set[int]()
    while i >= 0 and i not in seen:
        seen.add(i)
        i = found[i].governor
    return i >= 0


def _projective(found: list[Arc]) -> list[Arc]:
    """Lift the shortest crossing arc to its governor's governor until no arc crosses another."""
    while crossing := [i for i in range(len(found)) if not _is_projective(found, i)]:
        i = min(crossing, key=lambda i: (abs(i - found[i].governor), i))
        found[i] = Arc(found[found[i].governor].governor, found[i].relation)
    return found


def _is_projective(found: Sequence[Arc], i: int) -> bool:
    """Tell whether all chunks between this one and its governor hang on the governor."""
    governor = found[i].governor
    between = range(min(i, governor) + 1, max(i, governor))
    return governor < 0 or all(_is_below(found, at, governor) for at in between)


def _is_below(found: Sequence[Arc], at: int, governor: int) -> bool:
    while at not in (governor, -1):
        at = found[at].governor
    return at == governor
