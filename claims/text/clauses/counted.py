"""What restricts a counted noun: the words behind it, the set it is part of, who has it, or where it happened.

In comes a count in its clause; out goes the phrase as the text has it, without its article, or
nothing where the clause does not say. The noun itself is the unit and is never repeated here, and
who tells of the counted things is not what they are about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import chain

from claims.model import Span
from claims.text.clauses.carried import Carried
from claims.text.grammar.clauses import Role, Tie
from claims.text.grammar.lexicon import listed
from claims.text.grammar.syntax import Sentence
from claims.text.grammar.tagger import NOUNS
from claims.text.periods.words import is_time_word
from claims.text.speech.cues import CueClass, find_verb_cue

Naming = Callable[[Span], str]  # the fullest name for a mention, or the mention itself
_ARTICLE = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)
_LONGEST = 9  # words of a phrase
_LEADING = frozenset({"DT", "PDT", "PRP$", "WDT", "WP$"})
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "EX", "WP$"})
_BESIDE = frozenset({"para", "appos"})
_ENDS = frozenset({",", ".", ":", "(", ")", '"'})


def behind(carried: Carried) -> str:
    """Return what stands right behind the counted noun and belongs to it: "40 men [in Leeds]", "[who left]"."""
    arcs, chunks = carried.sentence.arcs, carried.sentence.chunks
    own = carried.sentence.chunks_within(carried.first, carried.last)
    at = carried.sentence.chunk_at(carried.last)
    if at is None or chunks[at].first != carried.last:
        return ""
    if carried.head_word(at) == "due" and at + 1 < len(chunks):
        return _phrase(carried, at + 1)  # "five deaths due to the heat"
    clause = carried.sentence.clauses.of(at)
    if clause.tie in (Tie.RELATIVE, Tie.REDUCED) and clause.antecedent in own:
        first, last = carried.sentence.extent(clause.head)
        return _words(carried, chunks[at].first, min(last, _end(carried, first, first + 1)))
    is_own = arcs[at].governor in own and chunks[at].prepositions > 0
    if any(
        token.tag == "CD" for token in carried.sentence.tokens[chunks[at].first : chunks[at].last]
    ):
        return ""  # "two of their past nine games" are games
    if carried.head_word(at) in listed("grammar/about", "dimension"):
        return ""  # "children under the [age] of 5"
    preposition = carried.words(at)[0]
    is_idle = (
        preposition in ("at", "on") and chunks[at].last - chunks[at].first == 2
    )  # "seats at stake"
    if preposition == "by":
        return ""  # "another five by force"
    return (
        _phrase(carried, at)
        if is_own and not is_idle and not _is_time(carried.sentence, at)
        else ""
    )


def circumstance(carried: Carried) -> str:
    """Return where or in what it happened: "40 died [in the fire]", "[at the fair], 40 stalls were open"."""
    scenes, chunks = carried.sentence.once(_scenes, carried.clause.head), carried.sentence.chunks
    behind = bisect_left(scenes, carried.last, key=lambda at: chunks[at].first)
    for at in chain(scenes[behind:], reversed(scenes[:behind])):
        if at not in carried.way:
            return _phrase(carried, at)
    return ""


def _scenes(sentence: Sentence, head: int) -> list[int]:
    """Return the circumstances of the clause with this head that tell where or in what, in order."""
    found = []
    for at in sentence.dependents(head, "obl", "pred"):
        chunk = sentence.chunks[at]
        if (
            chunk.prepositions
            and sentence.clauses.of(at).head == head
            and sentence.words[chunk.first].lower() in listed("grammar/about", "scene")
            and sentence.tokens[chunk.first - 1].text != ","
            and not _is_time(sentence, at)
            and sentence.tokens[chunk.head].tag not in _PRONOUNS
            and _names_something(sentence, at)
        ):
            found.append(at)
    return found


def _names_something(sentence: Sentence, chunk: int) -> bool:
    """Tell whether a phrase has a noun and no number, and does not say who says so ("[according] to the mayor")."""
    at = sentence.chunks[chunk]
    tags = {token.tag for token in sentence.tokens[at.first : at.last]}
    is_source = bool(sentence.dependents(chunk, "case"))
    return not tags.isdisjoint(NOUNS) and "CD" not in tags and not is_source


def changed(carried: Carried) -> str:
    """Return what a verb changes by a count: "raised [the toll of the storm] from five to six"."""
    way = carried.sentence.chunks[carried.way[-1]]
    at = carried.clause.object
    if (
        carried.role is not Role.CIRCUMSTANCE
        or not way.prepositions
        or at is None
        or at in carried.way
    ):
        return ""
    is_change = (
        carried.words(carried.way[-1])[0] in ("from", "to", "by")
        and carried.tag(at) not in _PRONOUNS
    )
    return _phrase(carried, at) if is_change else ""


def doer(carried: Carried, naming: Naming) -> str:
    """Return who has or does what is counted: "[the abbey] has 60 monks"; never who tells of it."""
    verb = carried.verb(carried.clause)
    if (
        carried.role is Role.SUBJECT
        or verb in listed("grammar/about", "presenting")
        or is_telling(verb)
    ):
        return ""
    return subject(carried, naming)


def subject(carried: Carried, naming: Naming) -> str:
    """Return what the clause says something of, by its name where a pronoun stands for it."""
    clause = carried.clause
    at = carried.told_of(clause)
    if (
        not clause.has_verb
        and carried.way == (carried.chunk,)
        and carried.relation(carried.chunk) in _BESIDE
    ):
        return _phrase(carried, clause.head)  # "[Green Party] - 7 seats"
    if at is None or at in carried.way or not clause.has_verb:
        return ""
    if carried.tag(at) == "DT":
        return ""  # "this", "those"
    if carried.tag(at) not in _PRONOUNS:
        return _phrase(carried, at)
    chunk, tokens = carried.sentence.chunks[at], carried.sentence.tokens
    named = naming(Span(tokens[chunk.head].start, tokens[chunk.head].end))
    return "" if named.lower() == carried.head_word(at) else _ARTICLE.sub("", named)


def is_telling(verb: str) -> bool:
    """Tell whether a verb only tells of its object: "report", "confirm".

    But "plan" does something.
    """
    cue = find_verb_cue([verb], 0)
    return cue is not None and cue.kind is not CueClass.INTENDING and cue.takes != {"tally"}


def _phrase(carried: Carried, chunk: int) -> str:
    """Return a noun phrase with what belongs to it, without preposition and article.

    "on board" stays whole.
    """
    tokens, at = carried.sentence.tokens, carried.sentence.chunks[chunk]
    _, last = carried.sentence.extent(chunk)
    first = at.first + at.prepositions
    while first < at.head and tokens[first].tag in _LEADING:
        first += 1
    if (
        at.prepositions
        and at.last - at.first - at.prepositions == 1
        and tokens[at.head].tag == "NN"
    ):
        first = at.first  # "on board", "in favour"
    return _words(carried, first, min(last, _end(carried, first, at.last)))


def _end(carried: Carried, first: int, least: int) -> int:
    """Return where a phrase ends: at a mark, a verb of another clause or another number, and when it gets too long."""
    tokens = carried.sentence.tokens
    last = least
    while (
        last < len(tokens)
        and last - first < _LONGEST
        and tokens[last].tag not in _ENDS | {"CC", "CD", "SC"}
    ):
        last += 1
    while last > least and tokens[last - 1].tag in (
        "IN",
        "DT",
        "TO",
        "WDT",
        "WP",
        "RB",
        "SC",
        "PRP$",
    ):
        last -= 1
    return last


def _words(carried: Carried, first: int, last: int) -> str:
    tokens = carried.sentence.tokens
    if last <= first:
        return ""
    pieces = [tokens[first].text]
    for before, token in zip(tokens[first : last - 1], tokens[first + 1 : last], strict=True):
        pieces += [" " if before.end < token.start else "", token.text]
    return "".join(pieces)


def _is_time(sentence: Sentence, chunk: int) -> bool:
    """Tell whether a phrase says when, by its noun: "on Sunday", but not "in Sunday's election"."""
    head = sentence.tokens[sentence.chunks[chunk].head]
    return (head.tag == "CD" and len(head.text) == 4) or is_time_word(head.text)
