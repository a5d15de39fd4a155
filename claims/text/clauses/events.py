"""What is said of a number: the predicate as a lemma, seen from the counted things.

In comes a quantity in its clause; out goes "kill" for "killing five", "not return" for "12 did not return", "be
missing" for "six are missing", the verb or noun of change for a change ("rise"), and "" for a phrase that stands
alone ("Smith, 39,").
"""

from __future__ import annotations

from claims.model import Trend
from claims.text.clauses.carried import Carried
from claims.text.grammar.clauses import Clause, Role, Tie
from claims.text.grammar.lemmas import lemma
from claims.text.grammar.lexicon import listed
from claims.text.grammar.plurals import singular
from claims.text.quantities.trends import is_change

_DESCRIBING = (Tie.REDUCED, Tie.RELATIVE)


def event(carried: Carried) -> str:
    """Return the predicate of a quantity.

    >>> from claims.text.clauses.carried import carried
    >>> from claims.text.grammar.syntax import Syntax
    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("It fired 600 shells, killing 5 men. Six people are missing. Ann Lee, 39, resigned.")
    >>> [event(each) for each in carried(find_quantities(syntax), syntax)]
    ['fire', 'kill', 'be missing', '']
    """
    if _is_age_of(carried):
        return ""
    return _noun_of_change(carried) or _described(carried) or _predicate(carried, carried.clause) or _within(carried)


def _is_age_of(carried: Carried) -> bool:
    """Tell whether an age stands beside its person ("Ann Lee, 39,"; "aged 39"; "a 39-year-old man")."""
    if carried.quantity.dimension != "age":
        return False
    return carried.role is not Role.PREDICATE and carried.words(carried.chunk)[0] != "at"


def _noun_of_change(carried: Carried) -> str:
    """Read the noun of "a rise of 4 points", "a 5% increase in rents"."""
    if carried.quantity.trend is Trend.NONE:
        return ""
    nouns = (carried.head_word(at) for at in carried.way)
    return next((singular(noun) for noun in nouns if is_change(noun)), "")


def _described(carried: Carried) -> str:
    """Read the clause that describes the counted things, where the verb above only brings them up.

    "There were 40 people living there"; "police reported 40 men killed"; "a club with 40 women who swim".
    """
    own = next(iter(carried.below(carried.chunk, *_DESCRIBING)), None)
    if own is None:
        return ""
    brought_up = (
        not carried.clause.has_verb
        or len(carried.way) > 1
        or carried.verb(carried.clause) in listed("about.txt", "presenting")
    )
    return _predicate(carried, own) if brought_up else ""


def _predicate(carried: Carried, clause: Clause) -> str:
    """Return the verb of a clause with its negation, and with what completes a verb that says little."""
    verb = carried.verb(clause)
    if not verb:
        return ""
    complement = _complement(carried, clause)
    return " ".join(word for word in ("not" if clause.is_negated else "", verb, complement) if word)


def _complement(carried: Carried, clause: Clause) -> str:
    """Return what "be", "leave" and their like say of the counted things: "are [missing]", "left five [dead]"."""
    arcs = carried.sentence.arcs
    found = (
        at
        for at in clause.chunks
        if arcs[at].relation == "pred" and arcs[at].governor == clause.head and at not in carried.way
    )
    at = next(found, None)
    return "" if at is None else carried.head_word(at)


def _within(carried: Carried) -> str:
    """Read the participle inside a phrase that stands alone: "12 injured", "nine missing people"."""
    chunk = carried.sentence.chunks[carried.chunk]
    for token in carried.sentence.tokens[chunk.first : chunk.last]:
        if token.tag in ("VBN", "VBG"):
            return lemma(token.text)
    return ""


