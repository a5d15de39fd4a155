"""Where a number holds, as the text has it: "in Daraa province", "across the country".

In come the quantities of a text with its `Syntax`; out goes for each the phrase of place in its
sentence that it belongs to, with its preposition, or nothing. Conservative: a name counts as a
place when `claims/data/places/places.txt` knows it, when a noun of place stands with it ("Daraa
province"), or when it opens the sentence ("In Da'el, ..."); what may be a body, a person or a time
does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claims.model import Quantity
from claims.text.grammar.clauses import Clause, Seat
from claims.text.grammar.lexicon import listed
from claims.text.grammar.syntax import NounPhrase, Sentence, Syntax, Token
from claims.text.periods.words import is_time_word
from claims.text.quantities.nearness import steps_between

_TAGS_OF_NAMES = frozenset(("NNP", "NNPS", "HYPH"))
_TOO_FAR = 16  # steps


class _Place(NamedTuple):
    start: int
    end: int


def _is(kind: str, words: str) -> bool:
    return words in listed("places/places", kind)


def places(quantities: Sequence[Quantity], syntax: Syntax) -> list[str]:
    """Return the place of each quantity, empty where the sentence names none.

    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("In southern Syria, 40 people died. It bought a 5% stake in Parker.")
    >>> places(find_quantities(syntax), syntax)
    ['In southern Syria', '']
    """
    return [_place(quantity, syntax) for quantity in quantities]


def _place(quantity: Quantity, syntax: Syntax) -> str:
    if quantity.unit.endswith("of age"):
        return ""  # an age holds for its person
    sentence = syntax.parse(syntax.sentence_index(quantity.number.start))
    found = sentence.once(_places, syntax.text)
    near = [place for place in found if _is_shared(quantity, place, sentence)]
    place = _nearest(quantity, near, syntax.text)
    return syntax.text[place.start : place.end] if place else ""


def _is_shared(quantity: Quantity, place: _Place, sentence: Sentence) -> bool:
    """Tell whether a place is said of the number's own clause.

    Or of one that shares its places with it.
    """
    first = sentence.token_at(place.start)
    own, its = sentence.seat(sentence.token_at(quantity.number.start)), sentence.seat(first)
    if own is None or its is None:
        return False
    return first == 0 or _holds_for(sentence, its.clause, own)


def _holds_for(sentence: Sentence, clause: Clause, seat: Seat) -> bool:
    """Tell whether what is said in a clause holds for what sits elsewhere in the sentence."""
    is_above = sentence.clauses.steps_up(seat.clause, clause) is not None
    return is_above or clause.antecedent in seat.way


def _places(sentence: Sentence, text: str) -> list[_Place]:
    """Return the phrases of place of a sentence, in order."""
    tokens = sentence.tokens
    found = [_Place(t.start, t.end) for t in tokens if _is("adverb", t.text.lower())]
    free = 0
    for position, noun in enumerate(sentence.noun_phrases):
        if noun.first > free and _is_place(text, sentence, noun):
            free = _end(text, sentence, position)
            found.append(_Place(tokens[noun.first - 1].start, tokens[free - 1].end))
    return sorted(found)


def _is_place(text: str, sentence: Sentence, noun: NounPhrase) -> bool:
    """Tell whether the noun phrase behind a preposition of place names one."""
    words = sentence.tokens[noun.first : noun.last]
    preposition = sentence.tokens[noun.first - 1].text.lower()
    if not _is("before_noun", preposition) or _is_something_else(sentence, noun):
        return False
    if _is_known(text, sentence, noun):
        return _is("before_name", preposition)
    if _is("noun", words[-1].text.lower()):
        return _is_told_which(words)
    return _is("before_unknown", preposition) and _is_name_in_front(sentence, noun)


def _is_something_else(sentence: Sentence, noun: NounPhrase) -> bool:
    """Tell a stake in something, a time and a number from a place."""
    words = sentence.tokens[noun.first : noun.last]
    return _is_of_stake(sentence, noun) or _is_time_or_number(words)


def _is_of_stake(sentence: Sentence, noun: NounPhrase) -> bool:
    """Tell whether the word before the preposition has its "in" for no place.

    For example "a stake in [Parker]".
    """
    return noun.first > 1 and _is("stake", sentence.tokens[noun.first - 2].text.lower())


def _is_time_or_number(words: Sequence[Token]) -> bool:
    """Tell whether a noun phrase says when or how many: "in [March]", "in [12 cases]"."""
    return is_time_word(words[-1].text) or any(word.tag == "CD" for word in words)


def _is_told_which(words: Sequence[Token]) -> bool:
    """Tell whether a noun of place is not alone or is many: "the city", "villages", no "city"."""
    return len(words) > 1 or words[-1].tag == "NNS"


def _is_name_in_front(sentence: Sentence, noun: NounPhrase) -> bool:
    """Tell whether a name that no body has opens the sentence: "In [Da'el], ..."."""
    after = sentence.tokens[noun.last : noun.last + 1]
    is_opening = noun.first == 1 and [token.text for token in after] == [","]
    return is_opening and all(map(_may_be_of_place, sentence.tokens[noun.first : noun.last]))


def _may_be_of_place(word: Token) -> bool:
    """Tell words of names from those of bodies: "Ford Motor [Co.]", "[NATO]"."""
    is_body = word.text.isupper() or _is("body", word.text.lower().rstrip("."))
    return word.tag in _TAGS_OF_NAMES and not is_body


def _is_known(text: str, sentence: Sentence, noun: NounPhrase) -> bool:
    """Tell whether the end of a noun phrase is the name of a place.

    For example "southern Syria", "the United States".
    """
    end = sentence.tokens[noun.head].end
    return any(
        _is("name", text[token.start : end]) for token in sentence.tokens[noun.first : noun.last]
    )


def _end(text: str, sentence: Sentence, position: int) -> int:
    """Return the token after a phrase of place: "in the city of Homs", "in Da'el, Syria"."""
    end = sentence.noun_phrases[position].last
    for noun in sentence.noun_phrases[position + 1 :]:
        if noun.first != end + 1 or not _goes_on(text, sentence, noun):
            break
        end = noun.last
    return end


def _goes_on(text: str, sentence: Sentence, noun: NounPhrase) -> bool:
    """Tell whether a phrase of place goes on with the noun behind its joint."""
    joint = sentence.tokens[noun.first - 1].text
    return joint == "of" or (joint == "," and _is_known(text, sentence, noun))


def _nearest(quantity: Quantity, found: Sequence[_Place], text: str) -> _Place | None:
    """Return the place that is fewest steps away, if one is near enough."""
    costs = [(steps_between(quantity, place.start, place.end, text), place) for place in found]
    steps, place = min(costs, default=(_TOO_FAR, None))
    return place if steps < _TOO_FAR else None
