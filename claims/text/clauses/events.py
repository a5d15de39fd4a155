"""What is said of a number: the predicate as a lemma, seen from the counted things.

In comes a quantity in its clause; out goes "kill" for "killing five", "not return" for "12 did not
return", "be missing" for "six are missing", the verb or noun of change for a change ("rise"), and
"" for a phrase that stands alone ("Smith, 39,").
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Trend
from claims.text.clauses.carried import Carried, is_count
from claims.text.clauses.comparisons import compared, difference
from claims.text.clauses.tied import preposition
from claims.text.clauses.wording import about_words, is_telling, is_thing
from claims.text.grammar.chunks import Chunk
from claims.text.grammar.clauses import Clause, Role, Tie
from claims.text.grammar.lemmas import lemma
from claims.text.grammar.lexicon import listed, marks
from claims.text.grammar.plurals import singular
from claims.text.grammar.syntax import Sentence, Token
from claims.text.quantities.trends import is_change

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
    if carried.lead is not None and _goes_on(carried, carried.lead):
        return event(carried.lead)
    if preposition(carried) == "worth":
        return "be worth"
    return next(filter(None, (read(carried) for read in _READERS)), "")


def _goes_on(carried: Carried, lead: Carried) -> bool:
    """Tell whether a number without a noun goes on with a list.

    For example "21 injured in Davao, [36] in Cotabato".
    """
    quantity = carried.quantity
    is_alone = quantity.end == quantity.number.end and quantity.dimension == "count"
    return is_alone and lead.quantity.unit == quantity.unit


def _deed(carried: Carried) -> str:
    """Read what the noun says that the counted things hang on.

    For example "the [deaths] of 29 miners", "[damage] to 60 cars".
    """
    over = _deed_over(carried, carried.words(carried.chunk)[0])
    return "" if over is None else marks("grammar/deeds").get(singular(carried.head_word(over)), "")


def _deed_over(carried: Carried, led: str) -> int | None:
    """Return the chunk that "of" or "to" ties the counted things to."""
    if led not in ("of", "to"):
        return None
    if len(carried.way) > 1:
        return carried.way[1]
    return carried.clause.object if led == "to" else None


def _is_on_noun(carried: Carried) -> bool:
    """Tell whether a phrase only describes the noun beside it.

    For example "Ann Lee, 39,", "a 39-year-old man".
    """
    governor = carried.sentence.arcs[carried.chunk].governor
    if governor < 0 or len(carried.way) < 2:
        return False
    is_noun = carried.sentence.chunks[governor].is_noun_phrase
    return is_noun and carried.head_word(governor) != "age"  # "died at the age of 95"


def _noun_of_change(carried: Carried) -> str:
    """Read the noun of "a rise of 4 points", "a 5% increase in rents"."""
    if carried.quantity.trend is Trend.NONE:
        return ""
    nouns = (carried.head_word(at) for at in carried.way)
    return next((singular(noun) for noun in nouns if is_change(noun)), "")


def _described(carried: Carried) -> str:
    """Read the participle that describes the counted things.

    Only where the verb above brings them up and says no more: "There were 40 people living there";
    "police reported 40 men killed"; "a club with 40 women singing".
    """
    own = next(iter(carried.below(carried.chunk, *_describing_ties(carried))), None)
    if own is not None:
        return _predicate(carried, own) if _is_brought_up(carried) else ""
    relatives = () if carried.clause.has_verb else carried.below(carried.chunk, Tie.RELATIVE)
    return next((_predicate(carried, relative) for relative in relatives), "")


def _describing_ties(carried: Carried) -> tuple[Tie, ...]:
    """Return how clauses hang on the counted things that describe them."""
    is_one_of = carried.role is Role.PREDICATE and carried.verb(carried.clause) == "be"
    # "it was one of six [that fell]"
    return (Tie.REDUCED, Tie.RELATIVE) if is_one_of else (Tie.REDUCED,)


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
    negation = "not" if clause.is_negated else ""
    return " ".join(filter(None, (negation, verb, said)))


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
    own = _said_beside(carried) if clause is carried.clause else ""
    return own or next(_said_by(carried, clause), "")


def _said_beside(carried: Carried) -> str:
    return difference(carried) or _own_state(carried)


def _said_by(carried: Carried, clause: Clause) -> Iterator[str]:
    """Yield what the verb of a clause says of a number."""
    for at in carried.sentence.once(_predicates, clause.head):
        if _is_said(carried, at):
            yield _with_prepositions(carried, at)


def _own_state(carried: Carried) -> str:
    """Read the state in the number's own phrase: "left [four dead] and hundreds homeless"."""
    states = listed("grammar/about", "state")
    return next((word for word in carried.words(carried.chunk) if word in states), "")


def _is_said(carried: Carried, at: int) -> bool:
    """Tell whether a predicate says something of a number, and does not hold it."""
    if at == carried.chunk:
        return False
    chunk = carried.sentence.chunks[at]
    is_placed = chunk.prepositions > 0 and is_thing(carried, at)  # "is [on the ballot]"
    return is_placed or (at not in carried.way and _is_free(carried, chunk))


def _is_free(carried: Carried, chunk: Chunk) -> bool:
    """Tell what stands behind a number, or is no noun."""
    return carried.first < chunk.first or not chunk.is_noun_phrase


def _with_prepositions(carried: Carried, at: int) -> str:
    """Return the head of a phrase behind the prepositions that lead to it: "from Leeds"."""
    prepositions = carried.words(at)[: carried.sentence.chunks[at].prepositions]
    return " ".join([*prepositions, carried.head_word(at)])


def _predicates(sentence: Sentence, head: int) -> list[int]:
    """Return what the verb of a clause says of its subject, in order: "they are [missing]"."""
    below = sentence.dependents(head, "pred", "comp")
    return [at for at in below if _is_predicate(sentence, at, head)]


def _is_predicate(sentence: Sentence, chunk: int, head: int) -> bool:
    is_own = sentence.clauses.of(chunk).head == head
    is_noun = sentence.chunks[chunk].is_noun_phrase
    return is_own and (sentence.arcs[chunk].relation == "pred" or not is_noun)


def _state(carried: Carried) -> str:
    """Read the state of a phrase that stands alone.

    For example "dozens [dead]", "12 [injured]", "nine [missing] people".
    """
    first = carried.sentence.chunks[carried.chunk].first
    states = map(_state_of, carried.sentence.tokens[first : carried.last + 1])
    return next(filter(None, states), "")


def _state_of(token: Token) -> str:
    """Return the state that a word says, "" where it says none."""
    if token.tag in ("VBN", "VBG"):
        return lemma(token.text)
    state = token.text.lower()
    if state not in listed("grammar/about", "state"):
        return ""
    return _verbs_of_states().get(state, f"be {state}")


# What may say what happened, in the order in which it is asked: the first that is there counts.
_READERS = (
    _noun_of_change,
    compared,
    _deed,
    _described,
    lambda carried: _predicate(carried, _told(carried)),
    _state,
)
