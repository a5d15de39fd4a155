"""Turn the tree of a treebank sentence into a tree over its chunks.

Governors and relations to learn.

In comes a sentence with its chunks (found by `claims.text.grammar.chunks` on whatever tags it was
given), out goes for each chunk the arc it should have. Universal Dependencies makes "happy" the
head of "she is happy"; here the verb "is" heads the clause, as it does in "she says", and "happy"
is its `pred`. Crossing arcs are lifted until none is left.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.text.grammar.chunks import Chunk
from claims.text.grammar.transitions import Arc
from claims.text.training.treebanks import TreeSentence

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
    depths = [_depth(heads, token) for token in range(len(sentence))]
    found = []
    for i, chunk in enumerate(chunks):
        outward = [
            token for token in range(chunk.first, chunk.last) if owner.get(heads[token]) != i
        ]
        if not outward:
            found.append(Arc(-1, "x"))
            continue
        top = min(outward, key=lambda token: (token != chunk.head, depths[token]))
        head = heads[top]
        while head >= 0 and head not in owner:  # a mark
            head = heads[head]
        found.append(Arc(owner[head] if head >= 0 else -1, _RELATIONS.get(relations[top], "x")))
    return _projective(_without_circles(found))


def _with_copulas_as_heads(sentence: TreeSentence) -> tuple[list[int], list[str]]:
    heads = [token.head for token in sentence]
    relations = [token.relation.partition(":")[0] for token in sentence]
    for copula, token in enumerate(sentence):
        predicate = token.head
        if token.relation != "cop" or predicate < 0 or sentence[predicate].relation == "cop":
            continue
        for other, head in enumerate(heads):
            if (
                head == predicate
                and other != copula
                and _is_of_clause(sentence, relations, other, copula)
            ):
                heads[other] = copula
        heads[copula], relations[copula] = heads[predicate], relations[predicate]
        heads[predicate], relations[predicate] = copula, "pred"
    return heads, relations


def _is_of_clause(
    sentence: TreeSentence, relations: Sequence[str], token: int, copula: int
) -> bool:
    """Tell whether a dependent of the predicate belongs to the whole clause.

    In "[now] she is happy [because ...]" both do.
    """
    relation = relations[token]
    if relation == "advmod":
        return token < copula
    if relation == "conj":  # of clauses, not of predicates
        return any(
            other.head == token
            and other.relation.partition(":")[0] in ("nsubj", "cop", "aux", "mark")
            for other in sentence
        )
    return relation in _OF_CLAUSE


def _depth(heads: Sequence[int], token: int) -> int:
    depth = 0
    while token >= 0 and depth < len(heads):
        token = heads[token]
        depth += 1
    return depth


def _without_circles(found: list[Arc]) -> list[Arc]:
    """Make a root of a chunk that would govern itself by way of others."""
    for i in range(len(found)):
        seen = set()
        at = i
        while at >= 0 and at not in seen:
            seen.add(at)
            at = found[at].governor
        if at >= 0:
            found[at] = Arc(-1, "x")
    return found


def _projective(found: list[Arc]) -> list[Arc]:
    """Lift the shortest crossing arc to its governor's governor until no arc crosses another."""
    while True:
        crossing = [
            i for i in range(len(found)) if found[i].governor >= 0 and not _is_projective(found, i)
        ]
        if not crossing:
            return found
        i = min(crossing, key=lambda i: (abs(i - found[i].governor), i))
        found[i] = Arc(found[found[i].governor].governor, found[i].relation)


def _is_projective(found: Sequence[Arc], i: int) -> bool:
    """Tell whether all chunks between this one and its governor hang on the governor."""
    governor = found[i].governor
    for between in range(min(i, governor) + 1, max(i, governor)):
        at = between
        while at not in (governor, -1):
            at = found[at].governor
        if at < 0:
            return False
    return True
