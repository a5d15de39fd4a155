"""What is said of a number: the predicate as a lemma, seen from the counted things.

In comes a quantity in its clause; out goes "kill" for "killing five", "not return" for "12 did not
return", "be missing" for "six are missing", the verb or noun of change for a change ("rise"), and
"" for a phrase that stands alone ("Smith, 39,").
"""

from __future__ import annotations

from claims.model import Trend
from claims.text.clauses.carried import Carried, is_count
from claims.text.clauses.tied import preposition
from claims.text.clauses.wording import about_words, is_telling, is_thing
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
_DEGREES = frozenset({"JJ", "RB"})
_LEVEL = frozenset({"JJ", "NN"})
_BEFORE_NOUN = NOUNS | {"JJ", "VBG", "HYPH"}
_BRINGING_UP = frozenset({"be", "include"})


def event(carried: Carried) -> str:
    """Return the predicate of a quantity.

    >>> from claims.text.clauses.carried import carried
    >>> from claims.text.grammar.syntax import Syntax
    >>> from claims.text.quantities.find import find_quantities
    >>> text = "It fired 600 shells, killing 5 men. Six people are missing. Ann Lee, 39, resigned."
    >>> syntax = Syntax(text)
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
        or _predicate(carried, _told(carried))
        or _state(carried)
    )


def _goes_on(carried: Carried) -> bool:
    """Tell whether a number without a noun goes on with a list.

    For example "21 injured in Davao, [36] in Cotabato".
    """
    lead, quantity = carried.lead, carried.quantity
    is_alone = quantity.end == quantity.number.end and quantity.dimension == "count"
    return lead is not None and is_alone and lead.quantity.unit == quantity.unit


def _deed(carried: Carried) -> str:
    """Read what the noun says that the counted things hang on.

    For example "the [deaths] of 29 miners", "[damage] to 60 cars".
    """
    led = carried.words(carried.chunk)[0]
    if led not in ("of", "to"):
        return ""
    object_ = carried.clause.object if led == "to" else None
    over = carried.way[1] if len(carried.way) > 1 else object_
    return "" if over is None else marks("grammar/deeds").get(singular(carried.head_word(over)), "")


def _is_on_noun(carried: Carried) -> bool:
    """Tell whether a phrase only describes the noun beside it.

    For example "Ann Lee, 39,", "a 39-year-old man".
    """
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
    """Read the adverb of an amount set apart.

    For example "40 died, [up] from 31", "it was [down] by 5%", "£9, £2 [less] than in May".
    """
    tokens, led = carried.sentence.tokens, carried.first
    while led and tokens[led - 1].text.lower() in _LED_BY:
        led -= 1
    return _moved(carried, led) or _more_or_less(carried, led)


def _moved(carried: Carried, led: int) -> str:
    """Read "up" or "down" before an amount with the words that lead to it."""
    if led < 2:
        return ""
    over, moved = carried.sentence.tokens[led - 2 : led]
    if moved.text.lower() not in _MOVED:
        return ""
    is_state = _is_apart(over) or over.text.lower() in _BEING
    is_of_noun = carried.quantity.trend is not Trend.NONE and over.tag in NOUNS
    return f"be {moved.text.lower()}" if is_state or is_of_noun else ""


def _more_or_less(carried: Carried, led: int) -> str:
    """Read the comparison behind an amount set apart: "£9, £2 [less] than in May"."""
    behind = carried.sentence.tokens[carried.last : carried.last + 2]
    is_compared = len(behind) == 2 and behind[0].tag in _COMPARING and behind[1].text == "than"
    is_apart = led > 0 and _is_apart(carried.sentence.tokens[led - 1])
    return f"be {behind[0].text.lower()}" if is_compared and is_apart else ""


def _is_apart(token: Token) -> bool:
    """Tell whether a mark sets apart what stands behind it."""
    return token.tag in (",", ":", "(")


def _described(carried: Carried) -> str:
    """Read the participle that describes the counted things.

    Only where the verb above brings them up and says no more: "There were 40 people living there";
    "police reported 40 men killed"; "a club with 40 women singing".
    """
    is_one_of = carried.role is Role.PREDICATE and carried.verb(carried.clause) == "be"
    # "it was one of six [that fell]"
    ties = (Tie.REDUCED, Tie.RELATIVE) if is_one_of else (Tie.REDUCED,)
    own = next(iter(carried.below(carried.chunk, *ties)), None)
    if own is not None:
        return _predicate(carried, own) if _is_brought_up(carried) else ""
    if carried.clause.has_verb:
        return ""
    relative = next(iter(carried.below(carried.chunk, Tie.RELATIVE)), None)
    return "" if relative is None else _predicate(carried, relative)


def _is_brought_up(carried: Carried) -> bool:
    """Tell whether the verb above only brings the counted things up: "[there were] 40 men"."""
    verb = carried.verb(carried.clause)
    if len(carried.way) > 1 or verb in _BRINGING_UP:
        return True
    is_told = is_count(carried.quantity) and is_telling(verb)
    return is_told or verb in listed("grammar/about", "presenting")


def _told(carried: Carried) -> Clause:
    """Return the clause that tells what became of a subject.

    Its own, or the infinitive of a verb that only says how sure that is: "40 [are thought] [to have
    died]", "40 [seem] [to have died]".
    """
    clause = carried.clause
    verb = carried.verb(clause)
    is_told = clause.is_passive and is_telling(verb)
    if carried.role is Role.SUBJECT and (is_told or verb in about_words("seeming")):
        return next(iter(carried.below(clause.head, Tie.INFINITIVE)), clause)
    return clause


def _predicate(carried: Carried, clause: Clause) -> str:
    """Return the verb of a clause with its negation, and with what completes it.

    That is what a verb needs that says little by itself.
    """
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
    """Return what a verb says of the counted things.

    For example "are [missing]", "left five [dead]", "were [from Leeds]".
    """
    own = _difference(carried) or _own_state(carried) if clause is carried.clause else ""
    if own:
        return own
    said = carried.sentence.once(_predicates, clause.head)
    return next((_with_prepositions(carried, at) for at in said if _is_said(carried, at)), "")


def _difference(carried: Carried) -> str:
    """Read what an amount is a degree of.

    For example "is 25% [higher]", "is 80% [complete]", "is twice as [heavy]", "is 12% [above
    normal]".
    """
    if carried.verb(carried.clause) != "be":
        return ""
    tokens = carried.sentence.tokens[carried.last : carried.last + 3]
    words = [token.text.lower() for token in tokens]
    tags = [token.tag for token in tokens] + ["", "", ""]
    if words[:1] == ["as"] and tags[1] == "JJ":
        return words[1]
    if words[:1] in (["above"], ["below"]) and tags[1] in _LEVEL:
        return " ".join(words[:2])
    is_degree = tags[0] in _COMPARING or (tags[0] in _DEGREES and tags[1] not in _BEFORE_NOUN)
    return words[0] if is_degree else ""


def _own_state(carried: Carried) -> str:
    """Read the state in the number's own phrase: "left [four dead] and hundreds homeless"."""
    states = listed("grammar/about", "state")
    return next((word for word in carried.words(carried.chunk) if word in states), "")


def _is_said(carried: Carried, at: int) -> bool:
    """Tell whether a predicate says something of a number, and does not hold it."""
    chunk = carried.sentence.chunks[at]
    if at == carried.chunk:
        return False
    if chunk.prepositions and is_thing(carried, at):
        return True  # "is [on the ballot]"
    is_free = carried.first < chunk.first or not chunk.is_noun_phrase
    return is_free and at not in carried.way


def _with_prepositions(carried: Carried, at: int) -> str:
    """Return the head of a phrase behind the prepositions that lead to it: "from Leeds"."""
    prepositions = carried.words(at)[: carried.sentence.chunks[at].prepositions]
    return " ".join([*prepositions, carried.head_word(at)])


def _predicates(sentence: Sentence, head: int) -> list[int]:
    """Return what the verb of a clause says of its subject, in order: "they are [missing]"."""
    return [
        at
        for at in sentence.dependents(head, "pred", "comp")
        if sentence.clauses.of(at).head == head
        and (sentence.arcs[at].relation == "pred" or not sentence.chunks[at].is_noun_phrase)
    ]


def _state(carried: Carried) -> str:
    """Read the state of a phrase that stands alone.

    For example "dozens [dead]", "12 [injured]", "nine [missing] people".
    """
    chunk = carried.sentence.chunks[carried.chunk]
    for token in carried.sentence.tokens[chunk.first : carried.last + 1]:
        if token.tag in ("VBN", "VBG"):
            return lemma(token.text)
        state = token.text.lower()
        if state in listed("grammar/about", "state"):
            return _verbs_of_states().get(state, f"be {state}")
    return ""
