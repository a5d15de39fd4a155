"""Mend what the parser is known to get wrong, once and here, so that nobody who reads a tree must excuse it.

In come the tokens' tags, the chunks and the parser's arcs; out go the arcs, of which a few hang elsewhere or have
another name. Each rule is something that English does not do, whatever the words are.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.text.grammar.chunks import Chunk
from claims.text.grammar.transitions import Arc


def mend(tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]) -> list[Arc]:
    """Return the arcs with the known mistakes mended.

    >>> chunks = [Chunk(0, 1, 0, "NP"), Chunk(1, 2, 1, "VF"), Chunk(2, 3, 2, "NP"), Chunk(3, 4, 3, "VF")]
    >>> arcs = [Arc(1, "subj"), Arc(-1, "root"), Arc(1, "obl"), Arc(2, "conj")]
    >>> mend(["NNS", "VBD", "CD", "VBD"], chunks, arcs)[2:]
    [Arc(governor=1, relation='obj'), Arc(governor=1, relation='conj')]
    """
    mended = list(arcs)
    with_object = {arc.governor for arc in arcs if arc.relation == "obj"}
    for at, arc in enumerate(arcs):
        if arc.relation == "conj" and chunks[at].kind == "VF":
            mended[at] = _joined_to_verb(arc, chunks, mended)
        elif arc.relation == "obl" and arc.governor not in with_object and _is_object(at, arc, tags, chunks):
            mended[at] = Arc(arc.governor, "obj")
    return mended


def _joined_to_verb(arc: Arc, chunks: Sequence[Chunk], arcs: Sequence[Arc]) -> Arc:
    """Hang a finite verb that was joined to a noun on the verb of that noun: "killed [5 men] and [wounded] 40"."""
    at = arc.governor
    while at >= 0 and chunks[at].is_noun_phrase:
        at = arcs[at].governor
    return Arc(at, "conj") if at >= 0 and chunks[at].is_verb_group else arc


def _is_object(at: int, arc: Arc, tags: Sequence[str], chunks: Sequence[Chunk]) -> bool:
    """Tell whether a bare number right behind a verb is its object: "the storm [killed] [five]"."""
    return (
        chunks[at].kind == "NP"
        and tags[chunks[at].head] == "CD"
        and arc.governor == at - 1
        and chunks[at - 1].is_verb_group
    )
