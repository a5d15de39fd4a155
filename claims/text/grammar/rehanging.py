"""Hang anew what the parser is known to hang wrong, here and once, so that no reader excuses it.

In come the words of a sentence with its tags, chunks and the parser's arcs; out come the arcs, a
few of them changed. Each rule is something that English does not do, whatever the words are: no
finite clause goes without a subject, no bracket holds what stands before it. No chunk is ever hung
on what hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.text.grammar.chunks import MARKS, Chunk
from claims.text.grammar.lexicon import listed, verbs_taking
from claims.text.grammar.tagger import NOUNS
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
    objects = _by_governor(unchanged, "obj")
    subjects = _by_governor(unchanged, "subj")
    for at, arc in enumerate(unchanged):
        is_clause = chunks[at].kind == "VF"
        if is_clause and arc.relation == "conj":
            yield at, _joined_to_verb(arc, chunks, arcs)
        elif is_clause and arc.relation == "comp":
            yield from _with_subject(at, arc, chunks, objects.get(arc.governor), subjects.get(at))
        elif _is_object(at, arc, tags, chunks) and at - 1 not in objects:
            yield at, Arc(at - 1, "obj")


def _by_governor(arcs: Sequence[Arc], relation: str) -> dict[int, int]:
    """Return the last chunk with a relation by the chunk that it hangs on."""
    return {arc.governor: at for at, arc in enumerate(arcs) if arc.relation == relation}


def _hang(at: int, its: Arc, arcs: list[Arc]) -> None:
    """Hang a chunk anew, unless it would hang on what hangs on it."""
    if not _is_below(its.governor, at, arcs):
        arcs[at] = its


def _before_appositions(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Give a verb the noun before the apposition: "[tin], the worst metal, [fell]"."""
    subjects = _by_governor(arcs, "subj")
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


def _in_brackets(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Hang a number in brackets on the one before it: "moving [at 20 mph] ([32 km/h])"."""
    for at in range(1, len(chunks)):
        first, before = chunks[at].first, chunks[at - 1]
        is_second = tags[first - 1] == "(" and before.last == first - 1 and tags[first] == "CD"
        if not is_second or arcs[at].relation == "appos":
            continue
        if arcs[at - 1].governor == at:
            verb = next((v for v in range(at - 2, -1, -1) if chunks[v].is_verb_group), -1)
            yield at - 1, Arc(verb, "obl") if verb >= 0 else arcs[at]
        yield at, Arc(at - 1, "appos")


def _times_before_clauses(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Hang a time on what came so long after: "it [came] [two days] after they had left"."""
    for at in range(len(chunks) - 1):
        opener = words[chunks[at + 1].first].lower()
        is_before = chunks[at].last == chunks[at + 1].first and opener in ("after", "before")
        is_clause = arcs[at + 1].relation in ("subj", "mark")  # and not "two days before the vote"
        if is_before and is_clause and arcs[at].governor > at and chunks[at].is_noun_phrase:
            over = arcs[at].governor
            while over > at:
                over = arcs[over].governor
            if over >= 0:
                yield at, Arc(over, "obl")


def _described_again(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Hang a clause on the noun of its adjective: "[Lee], 36 years old, [is] married"."""
    for at, arc in enumerate(arcs):
        if arc.relation == "rel" and chunks[at].kind == "VF" and chunks[arc.governor].kind == "JJ":
            noun = arcs[arc.governor].governor
            if noun >= 0 and chunks[noun].is_noun_phrase:
                yield at, Arc(noun, "rel")


def _opened_by_which(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Hang what "which" opens on the noun before: "money for [a dam], which [was] a promise"."""
    for at, arc in enumerate(arcs):
        which = at - 1
        is_opened = which > 0 and arcs[which] == (at, "subj")
        if arc.relation != "para" or not is_opened or words[chunks[which].first].lower() != "which":
            continue
        between = tags[chunks[which - 1].last : chunks[which].first]
        if chunks[which - 1].is_noun_phrase and between in ([], [","]):
            yield at, Arc(which - 1, "rel")


def _parts_of_which(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Hang what parts open on their whole: "two [boats], one of which [sank]"."""
    for at in range(3, len(chunks)):
        whole, part, which = at - 3, at - 2, at - 1
        is_part = arcs[part] == (at, "subj") and arcs[which].governor == part
        small = [word.lower() for word in words[chunks[which].first : chunks[which].last]]
        if is_part and small in (["of", "which"], ["of", "whom"]):
            between = tags[chunks[whole].last : chunks[part].first]
            if chunks[whole].is_noun_phrase and between == [","]:
                yield at, Arc(whole, "rel")


def _right_before_verbs(
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


def _joined_subjects(
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


def _denied(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Hang "n't" on the verb that it is written with: "one in five [has][n't]", she said."""
    for at in range(1, len(chunks)):
        is_denial = words[chunks[at].first].lower() in ("n't", "n’t")
        if is_denial and chunks[at - 1].is_verb_group and arcs[at].governor != at - 1:
            yield at, Arc(at - 1, "mod")


def _named_last(
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


def _before_participles(
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
    _before_appositions,
    _in_brackets,
    _times_before_clauses,
    _described_again,
    _opened_by_which,
    _parts_of_which,
    _right_before_verbs,
    _joined_subjects,
    _denied,
    _named_last,
    _before_participles,
)
