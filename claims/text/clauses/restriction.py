"""What restricts a counted noun: the set it is part of, who has or does it, or the words that follow it.

In comes the place of a count in its sentence; out goes the phrase as the text has it, or nothing
where the sentence does not say. The noun itself is the unit and is never repeated here.
"""

from __future__ import annotations

from claims.text.clauses.carried import Carried
from claims.text.clauses.counted import Naming, behind, changed, circumstance, doer, is_telling
from claims.text.clauses.phrases import listed
from claims.text.clauses.predicates import Predicates
from claims.text.clauses.steps import described, over_adverbs, owner_before, to_the_left
from claims.text.grammar.syntax import NounPhrase


def restriction(phrases: Predicates, first: int, last: int, seat: Carried, naming: Naming) -> str:
    """Return what restricts the counted noun of the quantity at the tokens [first, last)."""
    readings = (_described_by_count, _owner_within, _owner, _set)
    given = next(
        (found for reading in readings if (found := reading(phrases, first, last)) is not None),
        None,
    )
    if given is not None:
        return given
    is_told = is_telling(seat.verb(seat.clause))
    does = doer(seat, naming) or (None if is_told else _doer(phrases, first, last))
    return behind(seat) or changed(seat) or does or circumstance(seat)


def _described_by_count(phrases: Predicates, first: int, last: int) -> str | None:
    """Read the noun of "a 12-page report", "a three cylinder engine".

    "40 homes lost power" has none.
    """
    noun = phrases.noun_at(first)
    is_whole = (
        phrases.tag(last - 1) == "NNS"
    )  # a plural ends its phrase, whatever the tagger sees behind it
    is_part = phrases.tag(last) == "HYPH" or (
        noun is not None and last < noun.last and not is_whole
    )
    return described(phrases, first, last) if is_part else None


def _owner_within(phrases: Predicates, first: int, last: int) -> str | None:
    """Read the owner inside "two of Parker's deputies".

    "one of the deputies" says no more than its noun.
    """
    of = next((index for index in range(first, last) if phrases.small(index) == "of"), None)
    if of is None or (of == first + 1 and phrases.tag(first) != "CD"):
        return None
    owner = next((index for index in range(of, last) if phrases.tag(index) == "POS"), None)
    return None if owner is None else phrases.words(NounPhrase(of + 1, owner, owner - 1))


def _owner(phrases: Predicates, first: int, last: int) -> str | None:
    """Read the owner before "the plant's 40 workers"."""
    return owner_before(phrases, first) or None


def _set(phrases: Predicates, first: int, last: int) -> str | None:
    """Read what a counted noun is of: "a census of 200 beekeepers", "a choir with 34 singers"."""
    at = over_adverbs(phrases, first)
    word = phrases.small(at - 1)
    if word not in ("of", "with", "(") or (word == "with" and not phrases.is_on_noun(first)):
        return None  # "she waved with one hand"
    noun = phrases.noun_before(phrases.over_time(at - 1))
    if noun is None or not phrases.is_thing(noun) or phrases.small(noun.head) in listed("through"):
        return None
    return phrases.phrase(phrases.whole(noun)) or None


def _doer(phrases: Predicates, first: int, last: int) -> str | None:
    """Read who has or does what is counted: "the abbey has 60 monks and 12 novices"."""
    if phrases.is_subject(first, last):
        return None
    at = to_the_left(phrases, first)
    if (
        phrases.is_missed_verb(at) and (who := phrases.noun_before(at)) is not None
    ):  # "a firm which employs 40 men"
        named = phrases.antecedent(who) or who
        return None if phrases.is_pronoun(named) else phrases.phrase(phrases.whole(named)) or None
    at -= phrases.tag(at - 1) == "IN"
    verb = phrases.verb_before(at)
    if verb is None or verb.last < at:
        return None
    subject = phrases.subject_of(verb)
    is_behind = (
        subject is not None and verb.last <= subject.first
    )  # "there are a total of 40 divers"
    if (
        subject is None
        or is_behind
        or phrases.is_pronoun(subject)
        or subject.first <= first < subject.last
    ):
        return None
    return phrases.phrase(phrases.whole(subject)) or None


def _behind(phrases: Predicates, first: int, last: int) -> str:
    """Read what restricts a counted noun: "cadets at the academy", "cadets trained by the army", "men who left"."""
    if phrases.small(last) in ("who", "whose"):
        return phrases.relative_clause(last)
    told_apart = phrases.tag(last) in ("VBN", "VBG") and phrases.tag(last + 1) == "IN"
    elided = phrases.tag(last - 1) == "CD" and phrases.small(last) in (
        "in",
        "among",
    )  # "and 40 in the north"
    if not (told_apart or elided or phrases.small(last) in ("of", "at", "from", "for", "on")):
        return ""
    noun = phrases.thing_from(last + 1 + told_apart)
    if noun is None or (phrases.small(last) in ("at", "on") and phrases.is_bare(noun)):
        return ""  # "delegates at stake"
    return phrases.phrase(noun)
