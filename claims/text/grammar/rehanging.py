"""Hang anew what the parser is known to hang wrong, here and once, so that no reader excuses it.

In come the words of a sentence with its tags, chunks and the parser's arcs; out come the arcs, a
few of them changed. Each rule is something that English does not do, whatever the words are: no
finite clause goes without a subject, no bracket holds what stands before it. No chunk is ever hung
on what hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.text.grammar import rehung_clauses, rehung_subjects
from claims.text.grammar.chunks import Chunk
from claims.text.grammar.subjects import last_by_governor
from claims.text.grammar.transitions import Arc

_DEEPEST = 40  # phrases


def mend_arcs(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> list[Arc]:
    """Return the arcs with the known mistakes mended.

    >>> chunks = [Chunk(at, at + 1, at, kind) for at, kind in enumerate(["NP", "VF", "NP", "VF"])]
    >>> arcs = [Arc(1, "subj"), Arc(-1, "root"), Arc(1, "obl"), Arc(2, "conj")]
    >>> mend_arcs("Storms killed 5 wounded".split(), ["NNS", "VBD", "CD", "VBD"], chunks, arcs)[2:]
    [Arc(governor=1, relation='obj'), Arc(governor=1, relation='conj')]
    """
    mended = list(arcs)
    for find in _MENDS:
        for at, its in list(find(words, tags, chunks, mended)):
            _hang(at, its, mended)
    for at, its in _with_their_own(tags, chunks, mended):
        _hang(at, its, mended)
    return mended


def _with_their_own(
    tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Give verbs the objects and subjects that hang elsewhere, and joined clauses their verb.

    Whoever asks hangs each before asking for the next, and so a joined clause finds its verb over
    arcs that are mended.
    """
    unchanged = tuple(arcs)
    objects = last_by_governor(unchanged, "obj")
    subjects = last_by_governor(unchanged, "subj")
    for at, arc in enumerate(unchanged):
        is_clause = chunks[at].kind == "VF"
        if is_clause and arc.relation == "conj":
            yield at, _joined_to_verb(arc, chunks, arcs)
        elif is_clause and arc.relation == "comp":
            yield from _with_subject(at, arc, chunks, objects.get(arc.governor), subjects.get(at))
        elif _is_object(at, arc, tags, chunks) and at - 1 not in objects:
            yield at, Arc(at - 1, "obj")


def _hang(at: int, its: Arc, arcs: list[Arc]) -> None:
    """Hang a chunk anew, unless it would hang on what hangs on it."""
    if not _is_below(its.governor, at, arcs):
        arcs[at] = its


def _is_below(chunk: int, other: int, arcs: Sequence[Arc]) -> bool:
    """Tell whether a chunk is another or hangs on it: then the other must not hang on it.

    One that hangs deeper than language goes is left where it is.
    """
    for _ in range(_DEEPEST):
        if chunk == other:
            return True
        if chunk < 0:
            return False
        chunk = arcs[chunk].governor
    return True


def _joined_to_verb(arc: Arc, chunks: Sequence[Chunk], arcs: Sequence[Arc]) -> Arc:
    """Hang a verb joined to a noun on the verb of that: "[killed] 5 men and [wounded] 40"."""
    at = arc.governor
    while at >= 0 and chunks[at].is_noun_phrase:
        at = arcs[at].governor
    return Arc(at, "conj") if at >= 0 and chunks[at].is_verb_group else arc


def _is_object(at: int, arc: Arc, tags: Sequence[str], chunks: Sequence[Chunk]) -> bool:
    """Tell whether this is a bare number right behind a verb, which is its object.

    "the storm [killed] [five]"; "who [won] [two], are ninth".
    """
    is_number = chunks[at].kind == "NP" and tags[chunks[at].head] == "CD"
    is_behind = at > 0 and is_number and chunks[at - 1].is_verb_group
    if arc.relation == "subj" and arc.governor > at:
        return is_behind and "," in tags[chunks[at].last : chunks[arc.governor].first]
    return is_behind and arc == (at - 1, "obl")


def _with_subject(
    at: int, arc: Arc, chunks: Sequence[Chunk], given: int | None, subject: int | None
) -> Iterable[tuple[int, Arc]]:
    """Give a finite clause without a subject the object of the verb above.

    "he said [only 10%] of them [were] women". A phrase with a preposition is no subject: it goes to
    the phrase before it.
    """
    is_between = given is not None and arc.governor < given < at
    if given is None or not is_between or chunks[given].prepositions:
        return
    if subject is None or chunks[subject].kind == "PP":
        yield given, Arc(at, "subj")
        if subject is not None:
            yield subject, Arc(given, "obl")


# What is looked for in turn, in the arcs as they are mended so far.
_MENDS = (
    rehung_subjects.before_appositions,
    rehung_clauses.in_brackets,
    rehung_clauses.times_before_clauses,
    rehung_clauses.described_again,
    rehung_clauses.opened_by_which,
    rehung_clauses.parts_of_which,
    rehung_subjects.right_before_verbs,
    rehung_subjects.joined_subjects,
    rehung_clauses.denied,
    rehung_subjects.named_last,
    rehung_subjects.before_participles,
)
