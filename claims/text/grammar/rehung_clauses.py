"""Clauses, times and denials that the parser hangs wrong: "two boats, one of which [sank]".

In come the words of a sentence with its tags, chunks and arcs; out come the chunks to hang anew,
each with its arc. Each rule is told in its docstring.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.text.grammar.chunks import Chunk
from claims.text.grammar.transitions import Arc


def in_brackets(
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


def times_before_clauses(
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


def described_again(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Hang a clause on the noun of its adjective: "[Lee], 36 years old, [is] married"."""
    for at, arc in enumerate(arcs):
        if arc.relation == "rel" and chunks[at].kind == "VF" and chunks[arc.governor].kind == "JJ":
            noun = arcs[arc.governor].governor
            if noun >= 0 and chunks[noun].is_noun_phrase:
                yield at, Arc(noun, "rel")


def opened_by_which(
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


def parts_of_which(
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


def denied(
    words: Sequence[str], tags: Sequence[str], chunks: Sequence[Chunk], arcs: Sequence[Arc]
) -> Iterable[tuple[int, Arc]]:
    """Hang "n't" on the verb that it is written with: "one in five [has][n't]", she said."""
    for at in range(1, len(chunks)):
        is_denial = words[chunks[at].first].lower() in ("n't", "n’t")
        if is_denial and chunks[at - 1].is_verb_group and arcs[at].governor != at - 1:
            yield at, Arc(at - 1, "mod")
