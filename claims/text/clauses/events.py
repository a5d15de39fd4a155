"""What is said of a number: the predicate as a lemma, seen from the counted things.

In comes a quantity in its clause; out goes "kill" for "killing five", "not return" for "12 did not
return", "be missing" for "six are missing", the verb or noun of change for a change ("rise"), and
"" for a phrase that stands alone ("Smith, 39,").
"""

from __future__ import annotations

from claims.model import Trend
from claims.text.clauses.carried import Carried, is_count
from claims.text.clauses.tied import preposition
from claims.text.clauses.wording import is_telling, is_thing
from claims.text.grammar.clauses import Clause, Role, Tie
from claims.text.grammar.lemmas import lemma
from claims.text.grammar.lexicon import listed, marks
from claims.text.grammar.plurals import singular
from claims.text.grammar.syntax import Sentence, Token
from claims.text.grammar.tagger import NOUNS
from claims.text.quantities.trends import is_change

_LED_BY = frozenset({"from", "by", "to", "about", "around", "some", "only"})
_MOVED = frozenset({"up", "down"})
_BEING = frozenset({"be", "is", "are", "was", "were", "been", "'s", "’s", "'re", "’re"})
_COMPARING = frozenset({"JJR", "RBR"})


def event(carried: Carried) -> str:
    """Return the predicate of a quantity.

    >>> from claims.text.clauses.carried import carried
    >>> from claims.text.grammar.syntax import Syntax
    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("It fired 600 shells, killing 5 men. Six people are missing. Ann Lee, 39, resigned.")
    >>> [event(each) for each in carried(find_quantities(syntax), syntax)]
    ['fire', 'kill', 'be missing', '']
    """
    if carried.quantity.dimension == "age" and _is_on_noun(carried):
        return ""
    if _goes_on(carried) and carried.lead is not None:
        return event(carried.lead)
    if preposition(carried) == "worth":
        return "be worth"
    return (
        _noun_of_change(carried)
        or _compared(carried)
        or _deed(carried)
        or _described(carried)
        or _predicate(carried, carried.clause)
        or _state(carried)
    )


def _goes_on(carried: Carried) -> bool:
    """Tell whether a number without a noun goes on with a list: "21 injured in Davao, [36] in Cotabato"."""
    lead, quantity = carried.lead, carried.quantity
    is_alone = quantity.end == quantity.number.end and quantity.dimension == "count"
    return lead is not None and is_alone and lead.quantity.unit == quantity.unit


def _deed(carried: Carried) -> str:
    """Read what the noun says that the counted things hang on: "the [deaths] of 29 miners", "[damage] to 60 cars"."""
    led = carried.words(carried.chunk)[0]
    over = (
        carried.way[1] if len(carried.way) > 1 else carried.clause.object if led == "to" else None
    )
    if over is None or led not in ("of", "to"):
        return ""
    return marks("grammar/deeds").get(singular(carried.head_word(over)), "")


def _is_on_noun(carried: Carried) -> bool:
    """Tell whether a phrase only describes the noun beside it: "Ann Lee, 39,", "a 39-year-old man"."""
    governor = carried.sentence.arcs[carried.chunk].governor
    is_noun = (
        governor >= 0 and carried.sentence.chunks[governor].is_noun_phrase and len(carried.way) > 1
    )
    return is_noun and carried.head_word(governor) != "age"  # "died at the age of 95"


def _noun_of_change(carried: Carried) -> str:
    """Read the noun of "a rise of 4 points", "a 5% increase in rents"."""
    if carried.quantity.trend is Trend.NONE:
        return ""
    nouns = (carried.head_word(at) for at in carried.way)
    return next((singular(noun) for noun in nouns if is_change(noun)), "")


def _compared(carried: Carried) -> str:
    """Read the adverb of an amount set apart: "40 died, [up] from 31", "it was [down] by 5%", "£9, £2 [less] than in May"."""
    before = carried.sentence.tokens[: carried.first]
    led = len(before)
    while led and before[led - 1].text.lower() in _LED_BY:
        led -= 1
    if led > 1 and before[led - 1].text.lower() in _MOVED:
        is_state = _is_apart(before[led - 2]) or before[led - 2].text.lower() in _BEING
        is_of_noun = carried.quantity.trend is not Trend.NONE and before[led - 2].tag in NOUNS
        return f"be {before[led - 1].text.lower()}" if is_state or is_of_noun else ""
    behind = carried.sentence.tokens[carried.last : carried.last + 2]
    is_compared = len(behind) == 2 and behind[0].tag in _COMPARING and behind[1].text == "than"
    is_apart = is_compared and led > 0 and _is_apart(before[led - 1])
    return f"be {behind[0].text.lower()}" if is_apart else ""


def _is_apart(token: Token) -> bool:
    """Tell whether a mark sets apart what stands behind it."""
    return token.tag in (",", ":", "(")


def _described(carried: Carried) -> str:
    """Read the participle that describes the counted things, where the verb above only brings them up.

    "There were 40 people living there"; "police reported 40 men killed"; "a club with 40 women
    singing".
    """
    verb = carried.verb(carried.clause)
    is_one_of = verb == "be" and carried.role is Role.PREDICATE  # "it was one of six [that fell]"
    ties = (Tie.REDUCED, Tie.RELATIVE) if is_one_of else (Tie.REDUCED,)
    own = next(iter(carried.below(carried.chunk, *ties)), None)
    brought_up = (
        len(carried.way) > 1
        or verb in ("be", "include")
        or verb in listed("grammar/about", "presenting")
        or (is_telling(verb) and is_count(carried.quantity))
    )
    if own is None and not carried.clause.has_verb:
        own, brought_up = next(iter(carried.below(carried.chunk, Tie.RELATIVE)), None), True
    return _predicate(carried, own) if own is not None and brought_up else ""


def _predicate(carried: Carried, clause: Clause) -> str:
    """Return the verb of a clause with its negation, and with what completes a verb that says little."""
    verb = carried.verb(clause)
    if not verb:
        return ""
    said = _complement(carried, clause)
    if said in _verbs_of_states() and (verb == "be" or is_telling(verb)):
        verb, said = _verbs_of_states()[said], ""  # "39 are confirmed dead"
    return " ".join(filter(None, ("not" if clause.is_negated else "", verb, said)))


def _verbs_of_states() -> dict[str, str]:
    """Return the states that say what happened, with the verb for it: "dead" is to have died."""
    return {
        state: lemma(state)
        for state in listed("grammar/about", "state")
        if state in marks("grammar/lemmas")
    }


def _complement(carried: Carried, clause: Clause) -> str:
    """Return what a verb says of the counted things: "are [missing]", "left five [dead]", "were [from Leeds]"."""
    chunks = carried.sentence.chunks
    after = carried.sentence.tokens[carried.last : carried.last + 1]
    is_compared = carried.verb(clause) == "be" and clause is carried.clause
    if is_compared and after and after[0].tag in ("JJR", "RBR"):
        return after[0].text.lower()  # "is 25% [higher]"
    own = [
        word for word in carried.words(carried.chunk) if word in listed("grammar/about", "state")
    ]
    if own and clause is carried.clause:
        return own[0]  # "left [four dead] and hundreds homeless"
    for at in carried.sentence.once(_predicates, clause.head):
        is_later = carried.first < chunks[at].first or not chunks[at].is_noun_phrase
        is_placed = chunks[at].prepositions > 0 and is_thing(carried, at)  # "is [on the ballot]"
        if at != carried.chunk and (is_placed or (is_later and at not in carried.way)):
            preposition = carried.words(at)[: chunks[at].prepositions]
            return " ".join([*preposition, carried.head_word(at)])
    return ""


def _predicates(sentence: Sentence, head: int) -> list[int]:
    """Return what the verb of a clause says of its subject, in order: "they are [missing]"."""
    return [
        at
        for at in sentence.dependents(head, "pred", "comp")
        if sentence.clauses.of(at).head == head
        and (sentence.arcs[at].relation == "pred" or not sentence.chunks[at].is_noun_phrase)
    ]


def _state(carried: Carried) -> str:
    """Read the state of a phrase that stands alone: "dozens [dead]", "12 [injured]", "nine [missing] people"."""
    chunk = carried.sentence.chunks[carried.chunk]
    for token in carried.sentence.tokens[chunk.first : carried.last + 1]:
        if token.tag in ("VBN", "VBG"):
            return lemma(token.text)
        state = token.text.lower()
        if state in listed("grammar/about", "state"):
            return _verbs_of_states().get(state, f"be {state}")
    return ""
