"""Subjects that the parser hangs wrong: "a nurse from Ohio, [Ann Lee] is ill".

In come the words of a sentence with its tags, chunks and arcs; out come the chunks to hang anew,
each with its arc. Each rule is told in its docstring.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.text.grammar.chunks import MARKS, Chunk
from claims.text.grammar.lexicon import listed, verbs_taking
from claims.text.grammar.subjects import last_by_governor
from claims.text.grammar.tagger import NOUNS
from claims.text.grammar.transitions import Arc


def before_appositions(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Give a verb the noun before the apposition: "[tin], the worst metal, [fell]"."""
    subjects = last_by_governor(arcs, "subj")
    for at in range(2, len(chunks)):
        beside = _between_commas(at, tags, chunks)
        noun = -1 if beside is None else _without_prepositions(beside - 1, chunks, words)
        if chunks[at].kind != "VF" or arcs[at].relation == "rel" or noun < 0 or beside is None:
            continue
        is_open = subjects.get(at, beside) in range(beside, at)
        if is_open and tags[chunks[noun].head] in NOUNS:
            yield noun, Arc(at, "subj")


def _between_commas(at: int, tags: Sequence[str], chunks: Sequence[Chunk]) -> int | None:
    """Return the first of the noun phrases that stand between two commas right before a chunk."""
    if tags[chunks[at].first - 1] != ",":
        return None
    first = at - 1
    while first > 0 and chunks[first].kind == "NP" and tags[chunks[first].first - 1] not in MARKS:
        first -= 1
    return first if chunks[first].kind == "NP" and tags[chunks[first].first - 1] == "," else None


def right_before_verbs(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Give a verb without a subject the noun before it: "[a cup] of tea [was] 5 euros"."""
    with_subject = {arc.governor for arc in arcs if arc.relation == "subj"}
    for at in range(1, len(chunks)):
        is_bare = chunks[at].kind == "VF" and at not in with_subject and arcs[at].relation != "aux"
        is_next = chunks[at - 1].last == chunks[at].first
        if is_bare and is_next and chunks[at - 1].kind in ("NP", "PP"):
            noun = _without_prepositions(at - 1, chunks, words)
            is_object = arcs[at - 1].relation == "obj" and tags[chunks[at - 1].head] == "PRP"
            if noun >= 0 and not is_object:
                yield _first_of_list(noun, chunks, arcs), Arc(at, "subj")


def joined_subjects(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Give both of two joined nouns to the verb of what is said: "said [9 men] and a dog died".

    A verb that takes a clause takes no object, so the noun behind it begins the clause.
    """
    for at in range(3, len(chunks)):
        first, joint, second = at - 3, at - 2, at - 1
        over = arcs[first].governor
        is_said = arcs[first] == (first - 1, "obj") and _takes_only_clause(over, words, chunks)
        is_joined = arcs[joint] == (at, "cc") and arcs[second] == (at, "subj")
        if is_said and is_joined and arcs[at] == (over, "conj") and chunks[at].kind == "VF":
            between = tags[chunks[first].last : chunks[second].first]
            if between == ["CC"]:
                yield first, Arc(at, "subj")
                yield joint, Arc(second, "cc")
                yield second, Arc(first, "conj")
                yield at, Arc(over, "comp")


def _takes_only_clause(verb: int, words: Sequence[str], chunks: Sequence[Chunk]) -> bool:
    """Tell whether what a verb says is never a noun: "say", but not "report"."""
    said = words[chunks[verb].head].lower()
    return said in verbs_taking("clause") and said not in verbs_taking("object")


def named_last(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Make the name before a verb its subject: "a nurse from Ohio, [Ann Lee] [is] ill"."""
    if arcs and _is_description(words, tags, chunks[0]):
        at, relation = arcs[0]
        is_subject = relation == "subj" and at >= 2 and chunks[at].kind == "VF"
        if is_subject and _is_name_before(at, tags, chunks):
            yield at - 1, Arc(at, "subj")
            yield 0, Arc(at - 1, "appos")


def _is_description(words: Sequence[str], tags: Sequence[str], phrase: Chunk) -> bool:
    """Tell whether the first phrase says what somebody is: "[a nurse] from Ohio, Ann Lee"."""
    return words[0].lower() in ("a", "an") and tags[phrase.head] == "NN"


def _is_name_before(verb: int, tags: Sequence[str], chunks: Sequence[Chunk]) -> bool:
    """Tell whether a name stands between a comma and a verb, with nothing joined before it."""
    name = chunks[verb - 1]
    is_name = name.kind == "NP" and tags[name.head] == "NNP" and tags[name.first - 1] == ","
    return is_name and name.last == chunks[verb].first and "CC" not in tags[: name.first]


def before_participles(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Make counted things right before a participle its subject: "and [9 judges] [opposing] it"."""
    for at in range(1, len(chunks)):
        noun, verb = chunks[at - 1], chunks[at]
        is_next = noun.kind == "NP" and noun.last == verb.first and verb.kind == "VBG"
        if is_next and tags[noun.head] in NOUNS and arcs[at - 1] == (at, "mod"):
            yield at - 1, Arc(at, "subj")


def _first_of_list(noun: int, chunks: Sequence[Chunk], arcs: Sequence[Arc]) -> int:
    """Return the noun that a list begins with: "[three malls] and a school were hit"."""
    over = arcs[noun].governor
    is_member = arcs[noun].relation == "conj" and 0 <= over < noun
    return over if is_member and chunks[over].is_noun_phrase else noun


def _without_prepositions(chunk: int, chunks: Sequence[Chunk], words: Sequence[str]) -> int:
    """Return the noun that phrases with a preposition stand behind, -1 for none.

    "[the choir] in Ripon". A word that opens a clause is no preposition: "while [tin]".
    """
    while chunk >= 0 and chunks[chunk].kind == "PP":
        if words[chunks[chunk].first].lower() in listed("grammar/about", "opens"):
            return chunk
        is_next = chunk > 0 and chunks[chunk - 1].last == chunks[chunk].first
        chunk = chunk - 1 if is_next else -1
    return chunk if chunk >= 0 and chunks[chunk].kind == "NP" else -1
