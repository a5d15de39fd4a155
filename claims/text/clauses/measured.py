"""What an amount measures.

That is what it is of, the noun it stands before or is tied to, or what its clause tells of. In
comes a measure in its clause; out goes the phrase as the text has it, or nothing where the sentence
does not say. A length of time belongs to the noun it stands before ("a two-day visit") or
to whatever lasts so long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claims.text.clauses.carried import Carried
from claims.text.clauses.counted import Naming, subject
from claims.text.clauses.objects import of_object
from claims.text.clauses.shares import population_around, population_of_subject, whole, within
from claims.text.clauses.tied import (
    beside,
    chunk_behind,
    is_through,
    over_bracket,
    preposition,
    thing_behind,
    tied,
)
from claims.text.clauses.wording import about_words, is_thing, noun, outer, owner
from claims.text.grammar.clauses import Clause, Role, Tie
from claims.text.grammar.tagger import NOUNS

_MOVED = frozenset({"up", "down"})
_HANDING = {"to": "giving", "from": "taking"}
_Reader = Callable[[Carried, Sequence[Carried], Naming], str]
_BEFORE_NOUN = frozenset({"JJ", "JJR", "NN", "NNS", "VBN"})


def measured(carried: Carried, together: Sequence[Carried], naming: Naming) -> str:
    """Return what a measure is about; `together` are the numbers around it in its sentence."""
    readers = _OF_TIMES if carried.quantity.dimension == "time" else _OF_AMOUNTS
    found = (read(carried, together, naming) for read in readers)
    return next((name for name in found if name), "")


def described(carried: Carried) -> str:
    """Return the noun that an amount stands before.

    For example "a $5 million [fund]", "a 25% [tax on cars]".
    """
    start = over_bracket(carried)
    start += carried.tag_at(start) == "HYPH"
    at = carried.sentence.chunk_at(start)
    if at is None or not _holds_or_goes_on(carried, at, start) or _is_in_table(carried, start):
        return ""
    return noun(carried, at, start) if _is_noun_from(carried, at, start) else ""


def _is_noun_from(carried: Carried, chunk: int, start: int) -> bool:
    """Tell whether a phrase has its noun at a token or behind it."""
    is_before = carried.sentence.chunks[chunk].head >= start and carried.tag(chunk) in NOUNS
    return is_before and is_thing(carried, chunk)


def _holds_or_goes_on(carried: Carried, chunk: int, start: int) -> bool:
    """Tell whether a phrase has the end of an amount, or goes on with it."""
    is_own = chunk == carried.sentence.chunk_at(carried.last - 1)
    return is_own or _goes_on(carried, chunk, start)


def _is_in_table(carried: Carried, start: int) -> bool:
    """Tell whether names and amounts take turns, each name before its own: "Tin 4% Zinc 2%"."""
    is_behind_name = carried.tag_at(carried.first - 1) in (*NOUNS, "CD")
    return is_behind_name and carried.sentence.tokens[start].text[0].isupper()


def _goes_on(carried: Carried, chunk: int, start: int) -> bool:
    """Tell whether the phrase behind an amount goes on with its own: "a 4 percent [fixed rate]"."""
    is_next = carried.sentence.chunks[chunk].first == start
    tags = _BEFORE_NOUN if preposition(carried) != "of" else _BEFORE_NOUN - {"VBN"}
    return is_next and carried.sentence.tokens[start].tag in tags and carried.tag(chunk) in NOUNS


def _described_after(carried: Carried, together: Sequence[Carried]) -> str:
    """Read the noun that the next of two joined amounts stands before: "$1 or $2 [coins]"."""
    if carried.text_at(carried.last) not in ("and", "or", "to"):
        return ""
    joined = (described(other) for other in together if other.first == carried.last + 1)
    return next(joined, "")


def _moved(carried: Carried, together: Sequence[Carried]) -> str:
    """Read what moved, where no verb says so: "[shares of Ardent] up 9 per cent to $84"."""
    leading = carried.text_at(carried.first - 1)
    if leading == "to":
        before = next((each for each in together if each.last == carried.first - 1), None)
        return "" if before is None else _moved(before, ())
    return _noun_ending(carried, carried.first - 2) if leading in _MOVED else ""


def _noun_ending(carried: Carried, token: int) -> str:
    """Return the noun that a token before an amount is part of."""
    at = carried.sentence.chunk_at(token) if token >= 0 else None
    return noun(carried, outer(carried, at)) if at is not None and is_thing(carried, at) else ""


def _removed_from(carried: Carried) -> str:
    """Read what an amount is taken from.

    For example "cut $3 million [from its budget]", "$50 [off the price]".
    """
    at = thing_behind(carried)
    return noun(carried, at) if at is not None and _is_taken_off(carried, at) else ""


def _is_taken_off(carried: Carried, chunk: int) -> bool:
    word = carried.words(chunk)[0]
    return word == "off" or (word == "from" and _is_removing(carried))


def _is_removing(carried: Carried) -> bool:
    """Tell whether the verb of a clause takes something away."""
    has_verb = carried.clause.has_verb
    return has_verb and carried.head_word(carried.clause.head) in about_words("removing")


def _each(carried: Carried, together: Sequence[Carried]) -> str:
    """Read what one of two amounts goes to: "$5 [for adults] and $3 [for children]"."""
    leading = [at for at in (carried, *together) if _leading_to(at) == "for"]
    is_one = len(leading) > 2 and carried in leading
    at = thing_behind(carried) if is_one else None
    return "" if at is None else noun(carried, at)


def _leading_to(carried: Carried) -> str:
    at = chunk_behind(carried)
    return "" if at is None else carried.words(at)[0]


def _is_before_verb(carried: Carried) -> bool:
    """Tell whether a time only says when: "nine days later, she died"."""
    return carried.first < carried.sentence.chunks[carried.clause.head].first


def _by_role(carried: Carried, naming: Naming) -> str:
    """Read what the clause tells of.

    That is its object where the amount says how much of it, or else its subject.
    """
    if carried.role is Role.SUBJECT:
        return ""
    return of_object(carried) or subject(carried, naming)


def _of_measured_subject(carried: Carried, together: Sequence[Carried]) -> str:
    """Read the noun of a subject that begins with a measure of its own.

    For example "the 22-mile (35-km) [ride] took an hour".
    """
    at = carried.told_of(carried.clause)
    others = (other for other in together if other is not carried and other.chunk == at)
    return next((described(other) for other in others), "")


def _goes_to(carried: Carried) -> str:
    """Read what an amount that a verb has as its object is for.

    For example "spent $5 [on horses]", "gave 44 percent [for Fox]", "paid $5 [to fix the roof]".
    """
    if carried.role is not Role.OBJECT:
        return ""
    is_led = _leading_to(carried) in ("for", "on")
    return (_leads_to(carried) if is_led else _handed(carried)) or _serves(carried)


def _handed(carried: Carried) -> str:
    """Read who gets money, or loses it: "gave $5 [to the school]", "stole $5 [from the till]"."""
    kind = _HANDING.get(_leading_to(carried), "")
    if not kind or carried.quantity.dimension != "money":
        return ""
    at = thing_behind(carried)
    is_handed = carried.head_word(carried.clause.head) in about_words(kind)
    return noun(carried, at) if is_handed and at is not None else ""


def _serves(carried: Carried) -> str:
    """Read the object of what money is to do: "paid $5 to fix [the roof]"."""
    if carried.quantity.dimension != "money":
        return ""
    below = carried.below(carried.clause.head, Tie.INFINITIVE, Tie.PARTICIPLE)
    served = (clause.object for clause in below if _is_served(carried, clause))
    at = next(served, None)
    return noun(carried, at) if at is not None and is_thing(carried, at) else ""


def _is_served(carried: Carried, clause: Clause) -> bool:
    """Tell whether a clause right behind an amount says what that is for."""
    behind = chunk_behind(carried)
    if behind is None or clause.object is None or clause.opener not in ("", "for"):
        return False
    return min(clause.chunks) in (behind, clause.head, behind + 1)


def _leads_to(carried: Carried) -> str:
    """Read what an amount goes to: "I paid $5 [for the book]"; but "he ran 5 miles for fun"."""
    is_given = carried.quantity.dimension in ("money", "share", "rate")
    at = thing_behind(carried) if is_given else None
    return noun(carried, at) if at is not None and _is_purpose(carried, at) else ""


def _is_purpose(carried: Carried, chunk: int) -> bool:
    is_tied = carried.words(chunk)[0] in about_words("ties")
    return is_tied and not is_through(carried, chunk)


def _of_spelt_age(carried: Carried) -> str:
    """Read who has an age that is spelt out behind "of": "[a man] of 58 lives here"."""
    is_spelt = carried.quantity.dimension == "age" and "-" not in carried.quantity.surface
    return _tied_by_of(carried) if is_spelt else ""


def _tied_by_of(carried: Carried) -> str:
    """Read the noun that a measure behind "of" hangs on: "[a tour] of two weeks"."""
    return tied(carried) if preposition(carried) == "of" else ""


# What a measure may be about, in the order in which it is asked: the first that is there counts.
_OF_TIMES: tuple[_Reader, ...] = (
    lambda carried, _, __: described(carried),
    lambda carried, _, __: owner(carried),
    lambda carried, _, __: beside(carried),
    lambda carried, _, __: whole(carried),
    lambda carried, _, __: _tied_by_of(carried),
    lambda carried, _, naming: "" if _is_before_verb(carried) else _by_role(carried, naming),
    lambda carried, together, _: _of_measured_subject(carried, together),
)
_OF_AMOUNTS: tuple[_Reader, ...] = (
    lambda carried, _, __: _of_spelt_age(carried),
    lambda carried, _, __: within(carried),
    lambda carried, _, __: whole(carried),
    lambda carried, _, __: described(carried),
    lambda carried, together, _: _described_after(carried, together),
    lambda carried, _, __: owner(carried),
    lambda carried, together, _: _moved(carried, together),
    lambda carried, _, __: _removed_from(carried),
    lambda carried, _, __: tied(carried),
    lambda carried, together, _: _each(carried, together),
    lambda carried, _, __: beside(carried),
    lambda carried, together, _: population_of_subject(carried, together),
    lambda carried, _, __: _goes_to(carried),
    lambda carried, _, naming: _by_role(carried, naming),
    lambda carried, together, _: _of_measured_subject(carried, together),
    lambda carried, together, _: population_around(carried, together),
    lambda carried, _, __: _leads_to(carried),
    lambda carried, _, __: tied(carried, is_any=True),
)
