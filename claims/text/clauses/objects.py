"""The object that an amount tells of: "cut [grants] by $5", "raised [pay] 5%".

In comes a measure in its clause; out goes the object as the text has it, or nothing where the
amount is what somebody paid, ran or waited ("it cost the club $5").
"""

from __future__ import annotations

from claims.text.clauses.carried import Carried
from claims.text.clauses.wording import about_words, is_thing, noun
from claims.text.grammar.clauses import Role

_OF_OBJECT = frozenset({"by", "to", "at", "as", "from", "for"})  # "cut grants [by] $5"


def of_object(carried: Carried) -> str:
    """Return the object that an amount tells of.

    For example "cut [grants] by $5", "raised [pay] 5%", "gave [Fox] 44 percent".
    """
    at = _object(carried)
    if at is None or not _is_before(carried, at) or not is_thing(carried, at):
        return ""
    return noun(carried, at) if _is_told_of_object(carried) else ""


def _is_told_of_object(carried: Carried) -> bool:
    """Tell whether an amount behind a preposition, or without one, says something of the object."""
    over = carried.way[-1]
    if carried.role is Role.CIRCUMSTANCE and carried.sentence.chunks[over].prepositions > 0:
        return _tells_of_object(carried, over)
    return _stands_beside_object(carried)


def _is_before(carried: Carried, chunk: int) -> bool:
    """Tell whether a phrase stands before an amount and does not hold it."""
    return chunk not in carried.way and carried.sentence.chunks[chunk].last <= carried.first


def _object(carried: Carried) -> int | None:
    """Return the object of the clause, for a pronoun that of the clause above.

    For example "cut [its output], lowering it to 9".
    """
    at, above = carried.clause.object, carried.sentence.clauses.above(carried.clause)
    if at is None or above is None or carried.tag(at) != "PRP":
        return at
    return above.object


def _tells_of_object(carried: Carried, led: int) -> bool:
    """Tell whether an amount behind a preposition is the object's.

    For example "cut grants [by] $5", "treated asthma [for] 30 years".
    """
    word, dimension = carried.words(led)[0], carried.quantity.dimension
    if word == "at" and dimension in ("speed", "age"):
        return False
    return word in _OF_OBJECT or (dimension == "time" and _is_lasting(carried, word))


def _is_lasting(carried: Carried, word: str) -> bool:
    """Tell how long something took from when it will be."""
    return word in about_words("lasts") and not (word == "in" and _is_to_come(carried))


def _stands_beside_object(carried: Carried) -> bool:
    """Tell whether an amount right behind an object is its own.

    For example "raised pay [5%]"; but "it cost the club [$5]".
    """
    is_costing = carried.head_word(carried.clause.head) in about_words("costing")
    is_length = carried.quantity.dimension == "time" and carried.text_at(carried.last) != "ago"
    return not (is_length or is_costing)


def _is_to_come(carried: Carried) -> bool:
    """Tell whether "in" and a time say when, and not how long it took.

    For example "it will feed the grid in nine years".
    """
    chunk = carried.sentence.chunks[carried.clause.head]
    verbs = carried.sentence.words[chunk.first : chunk.last]
    return not {verb.lower() for verb in verbs}.isdisjoint(("will", "'ll", "’ll", "shall"))
