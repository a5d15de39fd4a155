"""Find the subject of a verb: its own, or the one that it shares with where it hangs.

In come the chunks of a sentence and the arcs of its tree; out go indices of chunks. "The storm hit
the coast and [killed] 40", "people [living] there", "it asked the firm [to pay] 40": the verb has
its subject from another verb, from the noun that it describes, or from the object above it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from claims.text.grammar.chunks import Chunk
from claims.text.grammar.transitions import Arc

# over these, a verb may have its subject from another
_SHARING = frozenset({"conj", "comp", "adv", "rel", "pred"})
_OPEN_TO_CLAUSES = frozenset({"conj", "rel"})  # over these, a finite verb may too
# steps up the tree: more is no language, and must not cost more than its length
_LONGEST = 30


def first_by_governor(arcs: Sequence[Arc], relation: str) -> dict[int, int]:
    """Return the first chunk with a relation by the chunk that it hangs on."""
    found: dict[int, int] = {}
    for at, arc in enumerate(arcs):
        if arc.relation == relation:
            found.setdefault(arc.governor, at)
    return found


def last_by_governor(arcs: Sequence[Arc], relation: str) -> dict[int, int]:
    """Return the last chunk with a relation by the chunk that it hangs on."""
    return {arc.governor: at for at, arc in enumerate(arcs) if arc.relation == relation}


def shared_subject(
    head: int, chunks: Sequence[Chunk], arcs: Sequence[Arc], subjects: Mapping[int, int]
) -> int | None:
    """Return the subject that a clause has from where it hangs, None where it has none by right.

    `subjects` are those that verbs have of their own.

    >>> chunks = [Chunk(at, at + 1, at, kind) for at, kind in enumerate(["NP", "VF", "VF"])]
    >>> shared_subject(2, chunks, [Arc(1, "subj"), Arc(-1, "root"), Arc(1, "conj")], {1: 0})
    0
    """
    asked = _asked(head, chunks, arcs)
    if asked is not None:
        return asked
    at = head
    for _ in range(_LONGEST):
        governor, relation = arcs[at]
        if not _may_share(chunks[at], arcs[at]):
            return None
        if relation == "rel" and chunks[governor].is_noun_phrase:
            is_plan = at == head and _is_plan(head, chunks, arcs)
            return subjects.get(arcs[governor].governor) if is_plan else governor
        if governor in subjects:
            return subjects[governor]
        at = governor
    return None


def _may_share(chunk: Chunk, arc: Arc) -> bool:
    """Tell whether a verb may have its subject from what it hangs on."""
    is_closed = chunk.kind == "VF" and arc.relation not in _OPEN_TO_CLAUSES
    return arc.governor >= 0 and arc.relation in _SHARING and not is_closed


def _is_plan(head: int, chunks: Sequence[Chunk], arcs: Sequence[Arc]) -> bool:
    """Tell whether an infinitive says what its subject has in hand: "it has plans [to sell] 40"."""
    return chunks[head].kind == "VT" and arcs[arcs[head].governor].relation == "obj"


def _asked(head: int, chunks: Sequence[Chunk], arcs: Sequence[Arc]) -> int | None:
    """Return the object above that an infinitive is told of: "asked [the firm] to pay 40"."""
    governor, relation = arcs[head]
    if relation != "comp" or chunks[head].kind != "VT":
        return None
    between = range(governor + 1, head)
    return next((at for at in between if arcs[at] == (governor, "obj")), None)


class Link(NamedTuple):
    """Subject and object of a verb group, as chunks.

    `finite` tells whether it, or an auxiliary that stands apart, is finite.
    """

    subject: int | None
    object: int | None
    finite: bool


def link_verbs(chunks: Sequence[Chunk], arcs: Sequence[Arc]) -> dict[int, Link]:
    """Read subject and object of each verb group off the tree, by the index of its chunk.

    >>> chunks = [Chunk(at, at + 1, at, kind) for at, kind in enumerate(["NP", "VF", "NP"])]
    >>> link_verbs(chunks, [Arc(1, "subj"), Arc(-1, "root"), Arc(1, "obj")])
    {1: Link(subject=0, object=2, finite=True)}
    """
    subjects = _phrases_by_governor(chunks, arcs, "subj")
    objects = _phrases_by_governor(chunks, arcs, "obj")
    auxiliaries = {arc.governor: at for at, arc in enumerate(arcs) if arc.relation == "aux"}
    return {
        verb: Link(
            subjects[verb] if verb in subjects else shared_subject(verb, chunks, arcs, subjects),
            objects.get(verb),
            "VF" in (chunk.kind, chunks[auxiliaries.get(verb, verb)].kind),
        )
        for verb, chunk in enumerate(chunks)
        if chunk.is_verb_group
    }


def _phrases_by_governor(
    chunks: Sequence[Chunk], arcs: Sequence[Arc], relation: str
) -> dict[int, int]:
    """Return the first noun phrase with a relation by the chunk that it hangs on."""
    found: dict[int, int] = {}
    for at, arc in enumerate(arcs):
        if arc.relation == relation and chunks[at].is_noun_phrase:
            found.setdefault(arc.governor, at)
    return found
