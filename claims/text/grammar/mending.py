"""Mend what the tagger and the parser are known to get wrong, once and here, so that no reader must excuse it.

In come the words of a sentence with the tagger's tags, or its chunks with the parser's arcs; out
come the same, a few of them changed. Each rule is something that English does not do, whatever the
words are: no verb is "thousands", no finite clause goes without a subject. The trained models make
these mistakes where news differs from what they were trained on, in headlines above all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from claims.text.grammar.chunks import MARKS, Chunk
from claims.text.grammar.lemmas import is_irregular_past
from claims.text.grammar.lexicon import listed
from claims.text.grammar.tagger import FINITE, NOUNS, VERBS
from claims.text.grammar.transitions import Arc

_CLOSED = (
    FINITE | MARKS | {"SC", "WDT", "WP", "CC"}
)  # what may end the search for a verb further on
_ALONE = frozenset(
    {"both", "each", "all", "others", "many"}
)  # determiners that stand alone as subjects
_BEFORE_NOUN = frozenset({"CD", "JJ", "POS", "PRP$"})
_BEFORE_PAST = NOUNS | {",", "PRP", "RB"}


def mend_tags(words: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Return the tags with the known mistakes mended.

    >>> mend_tags("Quake kills 30 , injures 200".split(), ["NN", "NNS", "CD", ",", "NNS", "CD"])
    ['NN', 'VBZ', 'CD', ',', 'VBZ', 'CD']
    >>> mend_tags("dozens dead".split(), ["VBZ", "JJ"])
    ['NNS', 'JJ']
    """
    mended = list(tags)
    is_verbless = FINITE.isdisjoint(tags)
    for at, tag in enumerate(tags):
        before = mended[at - 1] if at else ""
        after = tags[at + 1] if at + 1 < len(tags) else ""
        small = words[at].lower()
        if tag in VERBS and small in _vague_numbers():
            mended[at] = "NNS"  # "[dozens] dead"
        elif tag in ("VBG", "VBN", "VBD") and before == "DT" and after == "CD":
            mended[at] = "JJ"  # "the [remaining] 12", "an [estimated] 300"
        elif (
            tag == "VBD"
            and before in _BEFORE_NOUN
            and after in ("NNS", "NN")
            and _has_verb_behind(tags, at + 2)
        ):
            mended[at] = "JJ"  # "337 [suspected] users were arrested"
        elif (
            tag in ("JJ", "NN", "VBN")
            and after == "CD"
            and before in _BEFORE_PAST
            and is_irregular_past(small)
        ):
            mended[at] = "VBD"  # "Labour, [lost] 42"
        elif tag == "NNS" and is_verbless and after == "CD" and before in NOUNS | {","}:
            mended[at] = "VBZ"  # "Quake [kills] 30, [injures] 200"
        elif small == "aged" and after in ("CD", "IN", "RB", "JJR"):
            mended[at] = "JJ"  # "two were [aged] 60"
        elif tag == "RB" and small.endswith("ing") and after in ("CD", "$"):
            mended[at] = "VBG"  # "[totaling] 365 seats"
        elif tag in ("JJ", "VBN") and after == "CD" and at and words[at - 1].lower() in _ALONE:
            mended[at] = "VBD"  # "Both [earned] 9 delegates"
    return mended


@cache
def _vague_numbers() -> frozenset[str]:
    return listed("numbers/numerals", "vague")


def _has_verb_behind(tags: Sequence[str], start: int) -> bool:
    """Tell whether the next verb, before anything that could open a clause, is finite."""
    return next((tag in FINITE for tag in tags[start:] if tag in _CLOSED), False)


def mend_arcs(tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]) -> list[Arc]:
    """Return the arcs with the known mistakes mended.

    >>> chunks = [Chunk(0, 1, 0, "NP"), Chunk(1, 2, 1, "VF"), Chunk(2, 3, 2, "NP"), Chunk(3, 4, 3, "VF")]
    >>> arcs = [Arc(1, "subj"), Arc(-1, "root"), Arc(1, "obl"), Arc(2, "conj")]
    >>> mend_arcs(["NNS", "VBD", "CD", "VBD"], chunks, arcs)[2:]
    [Arc(governor=1, relation='obj'), Arc(governor=1, relation='conj')]
    """
    mended = list(arcs)
    objects = {arc.governor: at for at, arc in enumerate(arcs) if arc.relation == "obj"}
    subjects = {arc.governor: at for at, arc in enumerate(arcs) if arc.relation == "subj"}
    for at, arc in enumerate(arcs):
        if arc.relation == "conj" and chunks[at].kind == "VF":
            mended[at] = _joined_to_verb(arc, chunks, mended)
        elif (
            arc.relation == "obl"
            and arc.governor not in objects
            and _is_object(at, arc, tags, chunks)
        ):
            mended[at] = Arc(arc.governor, "obj")
        elif arc.relation == "comp" and chunks[at].kind == "VF":
            for moved, its in _with_subject(
                at, arc, chunks, objects.get(arc.governor), subjects.get(at)
            ):
                mended[moved] = its
    return mended


def _joined_to_verb(arc: Arc, chunks: Sequence[Chunk], arcs: Sequence[Arc]) -> Arc:
    """Hang a finite verb that was joined to a noun on the verb of that noun: "killed [5 men] and [wounded] 40"."""
    at = arc.governor
    while at >= 0 and chunks[at].is_noun_phrase:
        at = arcs[at].governor
    return Arc(at, "conj") if at >= 0 and chunks[at].is_verb_group else arc


def _is_object(at: int, arc: Arc, tags: Sequence[str], chunks: Sequence[Chunk]) -> bool:
    """Tell whether a bare number right behind a verb is its object: "the storm [killed] [five]"."""
    is_number = chunks[at].kind == "NP" and tags[chunks[at].head] == "CD"
    return is_number and arc.governor == at - 1 and chunks[at - 1].is_verb_group


def _with_subject(
    at: int, arc: Arc, chunks: Sequence[Chunk], given: int | None, subject: int | None
) -> Iterable[tuple[int, Arc]]:
    """Give a finite clause without a subject the object of the verb above: "he said [only 10%] of them [were] women".

    A phrase with a preposition is no subject: it goes to the phrase before it.
    """
    has_none = subject is None or chunks[subject].kind == "PP"
    if (
        has_none
        and given is not None
        and arc.governor < given < at
        and not chunks[given].prepositions
    ):
        yield given, Arc(at, "subj")
        if subject is not None:
            yield subject, Arc(given, "obl")
