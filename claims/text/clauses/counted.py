"""What restricts a counted noun.

That is the words behind it, the set it is part of, who has it, or where it happened. In comes a
count in its clause; out goes the phrase as the text has it, without its article, or nothing where
the clause does not say. The noun itself is the unit and is never repeated here, and who tells of
the counted things is not what they are about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import chain

from claims.model import Span
from claims.text.clauses.carried import Carried
from claims.text.clauses.tied import is_through
from claims.text.clauses.wording import (
    PRONOUNS,
    about_words,
    end_of,
    is_telling,
    is_thing,
    is_time,
    noun,
    outer,
    owner,
    phrase,
    words,
)
from claims.text.grammar.clauses import Clause, Role, Tie
from claims.text.grammar.syntax import Sentence
from claims.text.grammar.tagger import NOUNS

Naming = Callable[[Span], str]  # the fullest name for a mention, or the mention itself
_ARTICLE = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)
_BESIDE = frozenset({"para", "appos"})
_DESCRIBING = (Tie.RELATIVE, Tie.REDUCED)


def restriction(carried: Carried, naming: Naming) -> str:
    """Return what restricts the counted noun of a quantity."""
    return next(filter(None, (read(carried, naming) for read in _READERS)), "")


def _described_by_count(carried: Carried) -> str:
    """Read the noun that a counted one describes.

    For example "a 12-page [report]", "a three cylinder [engine]"; "40 homes lost power" has none.
    """
    first = carried.last + (carried.tag_at(carried.last) == "HYPH")
    is_plural = carried.tag_at(carried.last - 1) == "NNS"  # ends its phrase, whatever is behind
    head = carried.sentence.chunks[carried.chunk].head
    is_described = first <= head and not is_plural and carried.tag(carried.chunk) in NOUNS
    return noun(carried, carried.chunk, first) if is_described else ""


def _set(carried: Carried) -> str:
    """Read what a counted noun is of.

    For example "[a census] of 200 beekeepers", "[a choir] with 34 singers".
    """
    if len(carried.way) < 2:
        return ""
    below, at = carried.way[:2]
    # "Ann Lee (0.5 WAR)"
    is_of = carried.is_in_brackets or carried.words(below)[0] in ("of", "with")
    return noun(carried, at) if is_of and _is_known(carried, at) else ""


def _is_known(carried: Carried, chunk: int) -> bool:
    return is_thing(carried, chunk) and not is_through(carried, chunk)


def behind(carried: Carried) -> str:
    """Return what stands right behind the counted noun and belongs to it.

    For example "40 men [in Leeds]", "[who left]".
    """
    at = carried.sentence.chunk_from(carried.last)
    if at is None:
        return ""
    if _is_due(carried, at):
        return phrase(carried, at + 1)  # "five deaths due to the heat"
    own = carried.sentence.chunks_within(carried.first, carried.last)
    clause = carried.sentence.clauses.of(at)
    if clause.tie in _DESCRIBING and clause.antecedent in own:
        return _describing(carried, clause)
    return phrase(carried, at) if _is_restricting(carried, at, own) else ""


def _describing(carried: Carried, clause: Clause) -> str:
    """Read the clause that describes the counted noun: "40 men [who left]"."""
    first, last = carried.sentence.extent(clause.head)
    return words(carried, carried.last, min(last, end_of(carried, first, first + 1)))


def _is_due(carried: Carried, chunk: int) -> bool:
    """Tell whether a phrase only leads to the cause: "five deaths [due] to the heat"."""
    return carried.head_word(chunk) == "due" and chunk + 1 < len(carried.sentence.chunks)


def _is_restricting(carried: Carried, chunk: int, own: range) -> bool:
    """Tell whether a phrase behind a counted noun says which are meant.

    For example "40 men [in Leeds]", but no "5 seats [at stake]".
    """
    at, preposition = carried.sentence.chunks[chunk], carried.words(chunk)[0]
    if not at.prepositions or preposition == "by":  # "another five by force"
        return False
    is_tied = carried.sentence.arcs[chunk].governor in own or preposition in about_words("where")
    return is_tied and not _is_idle(carried, chunk)


def _is_idle(carried: Carried, chunk: int) -> bool:
    """Tell a phrase that does not say which are meant: "at stake", "under the age of 5"."""
    if _is_measure_or_count(carried, chunk) or is_time(carried.sentence, chunk):
        return True
    words_of_it = carried.words(chunk)
    return len(words_of_it) == 2 and words_of_it[0] in ("at", "on")


def _is_measure_or_count(carried: Carried, chunk: int) -> bool:
    """Tell whether a phrase measures or counts: "children [under the age of 5]"."""
    at = carried.sentence.chunks[chunk]
    tags = {token.tag for token in carried.sentence.tokens[at.first : at.last]}
    is_counted = "CD" in tags  # "two of their past nine games" are games
    return is_counted or carried.head_word(chunk) in about_words("dimension")


def circumstance(carried: Carried) -> str:
    """Return where or in what it happened.

    For example "40 died [in the fire]", "[at the fair], 40 stalls were open".
    """
    scenes, chunks = carried.sentence.once(_scenes, carried.clause.head), carried.sentence.chunks
    behind = bisect_left(scenes, carried.last, key=lambda at: chunks[at].first)
    nearest = chain(scenes[behind:], reversed(scenes[:behind]))
    scene = next((at for at in nearest if at not in carried.way), None)
    return "" if scene is None else phrase(carried, scene)


def _scenes(sentence: Sentence, head: int) -> list[int]:
    """Return the circumstances of a clause that tell where or in what, in order.

    The clause is named by its head.
    """
    below = sentence.dependents(head, "obl", "pred")
    own = (at for at in below if sentence.clauses.of(at).head == head)
    return [at for at in own if _is_scene(sentence, at)]


def _is_scene(sentence: Sentence, at: int) -> bool:
    """Tell whether a phrase tells where or in what something happened, and no mark parts it."""
    chunk = sentence.chunks[at]
    if not chunk.prepositions or sentence.tokens[chunk.first - 1].text == ",":
        return False
    is_led = sentence.words[chunk.first].lower() in about_words("scene")
    return is_led and not is_time(sentence, at) and _names_something(sentence, at)


def _names_something(sentence: Sentence, chunk: int) -> bool:
    """Tell whether a phrase has a noun and no number, and does not say who says so.

    That is what "[according] to the mayor" does.
    """
    at = sentence.chunks[chunk]
    if sentence.tokens[at.head].tag in PRONOUNS:
        return False
    tags = {token.tag for token in sentence.tokens[at.first : at.last]}
    is_source = bool(sentence.dependents(chunk, "case"))
    return not (is_source or "CD" in tags or tags.isdisjoint(NOUNS))


def changed(carried: Carried) -> str:
    """Return what a verb changes by a count: "raised [the toll of the storm] from five to six"."""
    at = carried.clause.object
    if at is None or not _changes_object(carried, at):
        return ""
    return noun(carried, at) if carried.tag(at) not in PRONOUNS else ""


def _changes_object(carried: Carried, at: int) -> bool:
    """Tell whether "from", "to" or "by" leads to a count that a verb sets its object to."""
    is_under = carried.role is Role.CIRCUMSTANCE or at in carried.way
    led = _led(carried) if is_under else None
    return led not in (None, at) and carried.words(led or 0)[0] in ("from", "to", "by")


def _led(carried: Carried) -> int | None:
    """Return the first phrase on the way up from a number that has a preposition."""
    chunks = carried.sentence.chunks
    return next((at for at in carried.way if chunks[at].prepositions), None)


def doer(carried: Carried, naming: Naming) -> str:
    """Return who has or does what is counted: "[the abbey] has 60 monks"; never who tells of it."""
    verb = carried.verb(carried.clause)
    if carried.role is Role.SUBJECT or verb in about_words("presenting") or is_telling(verb):
        return ""
    return subject(carried, naming)


def subject(carried: Carried, naming: Naming) -> str:
    """Return what the clause says something of, by its name where a pronoun stands for it."""
    if not carried.clause.has_verb:
        return _beside_in_list(carried)
    clause = _clause_that_tells(carried)
    at = carried.told_of(clause)
    if at is None or at in carried.way:
        return ""
    if _is_length_of_time(carried, at):
        return _before_time(carried, at)
    return _called(carried, _whole(carried, at) if at == clause.subject else at, naming)


def _beside_in_list(carried: Carried) -> str:
    """Read what an item without a verb tells of: "[Green Party] - 7 seats"."""
    is_beside = carried.way == (carried.chunk,) and carried.relation(carried.chunk) in _BESIDE
    return noun(carried, carried.clause.head) if is_beside else ""


def _is_length_of_time(carried: Carried, chunk: int) -> bool:
    """Tell "a year", which the tree may have for a subject."""
    return carried.words(chunk)[0] in ("a", "an") and is_time(carried.sentence, chunk)


def _called(carried: Carried, chunk: int, naming: Naming) -> str:
    """Return a noun as the text has it, or the name that a pronoun stands for."""
    if carried.tag(chunk) == "DT":  # "this", "those"
        return ""
    if carried.tag(chunk) in PRONOUNS:
        return _named(carried, chunk, naming)
    return noun(carried, chunk) if is_thing(carried, chunk) else ""


def _before_time(carried: Carried, time: int) -> str:
    """Read the noun before a time that the tree has for a subject.

    For example "[sales] at shops open a year rose".
    """
    things = (before for before in range(time - 1, -1, -1) if is_thing(carried, before))
    at = next(things, None)
    return "" if at is None else noun(carried, outer(carried, at))


def _named(carried: Carried, pronoun: int, naming: Naming) -> str:
    """Return the name that a pronoun stands for, nothing where that is not known."""
    head = carried.sentence.tokens[carried.sentence.chunks[pronoun].head]
    named = naming(Span(head.start, head.end))
    return "" if named.lower() == carried.head_word(pronoun) else _ARTICLE.sub("", named)


def _whole(carried: Carried, chunk: int) -> int:
    """Return the noun of a subject of which the tree has only the end.

    For example "[times] in the oven are".
    """
    while _goes_on(carried.sentence, chunk):
        chunk -= 1
    return chunk


def _goes_on(sentence: Sentence, chunk: int) -> bool:
    """Tell whether a phrase with a preposition belongs to the noun right before it."""
    if chunk == 0 or not sentence.chunks[chunk].prepositions:
        return False
    before = sentence.chunks[chunk - 1]
    return before.is_noun_phrase and before.last == sentence.chunks[chunk].first


def _clause_that_tells(carried: Carried) -> Clause:
    """Return the clause whose subject a number is about.

    That is its own; where an infinitive tells the result, the one above that has a subject of its
    own: "[the index] shed its gains to close at 12".
    """
    own = carried.clause
    if own.tie is not Tie.INFINITIVE or carried.verb(own) not in about_words("ending"):
        return own
    above = carried.upward()
    return next((clause for clause in above if clause.has_own_subject), own)


# What may restrict a counted noun, in the order in which it is asked: the first there counts.
_READERS: tuple[Callable[[Carried, Naming], str], ...] = (
    lambda carried, _: _described_by_count(carried),
    lambda carried, _: owner(carried),
    lambda carried, _: _set(carried),
    lambda carried, _: changed(carried),
    lambda carried, _: behind(carried),
    doer,
    lambda carried, _: circumstance(carried),
)
