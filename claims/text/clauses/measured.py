"""What an amount measures: what follows "of", the noun it stands before or is tied to, or the subject of its verb.

In comes the place of a measure in its sentence; out goes the phrase as the text has it, or nothing
where the sentence does not say. A length of time belongs to the noun it stands before ("a two-day
visit") or to whatever lasts so long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from claims.model import Quantity
from claims.text.clauses.carried import Carried
from claims.text.clauses.phrases import Phrases, is_part, listed
from claims.text.clauses.predicates import Predicates
from claims.text.clauses.steps import (
    amount_before,
    described,
    over_brackets,
    owner_before,
    to_the_left,
)
from claims.text.grammar.clauses import Role
from claims.text.grammar.plurals import singular
from claims.text.grammar.syntax import NounPhrase
from claims.text.quantities.trends import is_change

_FOR = ("points", "for")  # "a margin of error of 3 points for all voters"
_BEFORE_FRAME = (",", ";", ":", "—", "and", "but", "while", "that")  # "but among women, 40% said"
_OF_OBJECT = (
    "by",
    "to",
    "at",
    "as",
    "for",
)  # prepositions of an amount that tells of the verb's object


def is_of_subject(carried: Carried) -> bool:
    """Tell whether a measure belongs to the subject of its clause and not to the noun nearest to it."""
    if carried.role is not Role.CIRCUMSTANCE:
        return False
    over = carried.way[1:]
    if over:  # "at the [age] of 78", "over a [distance] of 5 km"
        return len(over) == 1 and carried.head_word(over[0]) in listed("dimension")
    preposition = carried.words(carried.chunk)[0]
    return preposition == "at" and carried.quantity.dimension in ("speed", "age")


def measured(phrases: Predicates, first: int, last: int, quantity: Quantity) -> str:
    """Return what the quantity at the tokens [first, last) measures."""
    if quantity.dimension == "age" and phrases.small(first - 1) == "of":
        return _governor(phrases, first)  # "a man of 64 lives here"
    if quantity.dimension == "time":
        return described(phrases, first, last) or _tied(phrases, first, is_time=True)
    named = (
        _within(phrases, last, quantity)
        or _whole(phrases, last, quantity)
        or described(phrases, first, last)
        or _described_after(phrases, last)
    )
    if named:
        return named
    is_joined = phrases.small(first - 1) == "of" or amount_before(phrases, first) is not None
    if quantity.dimension == "share" and not is_joined and phrases.is_subject(first, last):
        return _population(phrases, first)
    return (
        owner_before(phrases, first)
        or (_leads_to(phrases, last, quantity) if _has_own(phrases, first, last) else "")
        or _changed(phrases, first, last)
        or _tied(phrases, first)
        or _leads_to(phrases, last, quantity)
    )


def _whole(phrases: Predicates, last: int, quantity: Quantity) -> str:
    """Read what a share or an amount is of: "60 percent of the province", "$1 billion in gains"."""
    last = over_brackets(phrases, last)
    noun = phrases.thing_from(last + 1)
    if noun is None:
        return ""
    word = phrases.small(last)
    if word == "in" and quantity.dimension == "money":
        known = phrases.tag(noun.first) in ("NN", "NNS", "JJ") and phrases.small(
            noun.head
        ) not in listed("manner")
        return phrases.phrase(noun) if known else ""
    is_among = word == "among" and quantity.unit == "percent"  # "40% among women"
    return phrases.phrase(noun) if is_among or word in ("of", "worth") else ""


def _population(phrases: Predicates, first: int) -> str:
    """Read what an earlier share of the sentence is of: "70% of adults have a job, and 49% a car"."""
    whole = _last_before(first, phrases.once(_wholes))
    return whole if whole is not None else _last_before(first, phrases.once(_framing)) or ""


def _last_before(first: int, phrases: Sequence[tuple[int, str]]) -> str | None:
    """Return the last phrase that stands at a token before this one, None where none does."""
    at = bisect_left(phrases, first, key=itemgetter(0))
    return phrases[at - 1][1] if at else None


def _wholes(phrases: Phrases) -> list[tuple[int, str]]:
    """Read what the amounts of a sentence say they are of, each by the token behind the amount."""
    found = []
    for begin, end in phrases.amounts:
        of = next((index for index in range(begin, end + 1) if phrases.small(index) == "of"), end)
        noun = phrases.noun_from(of + 1) if phrases.small(of) == "of" else None
        if noun is not None:
            found.append((end, phrases.phrase(noun)))
    return found


def _framing(phrases: Phrases) -> list[tuple[int, str]]:
    """Read what the sentence says its shares are of: "among women, 40% said", "of the patients, 12% died"."""
    found = []
    for index in range(len(phrases.tokens)):
        if phrases.small(index) in ("among", "of"):
            noun = phrases.thing_from(index + 1)
            is_fronted = index == 0 or phrases.small(index - 1) in _BEFORE_FRAME
            if noun is not None and is_fronted:
                found.append((index, phrases.phrase(noun)))
    return found


def _described_after(phrases: Predicates, last: int) -> str:
    """Read the noun that the next of two joined amounts stands before: "$1 or $2 coins"."""
    begin = last + 1 if phrases.small(last) in ("and", "or", "to") else last
    end = phrases.amount_from(begin) if begin > last else None
    return (described(phrases, begin, end) if end is not None else None) or ""


def _has_own(phrases: Predicates, first: int, last: int) -> bool:
    """Tell whether an amount names what it goes to more closely than its sentence does.

    "$5 for adults and $3 for children"; "$50 off a laptop"; "cut $3 million from its budget".
    """
    word = phrases.small(over_brackets(phrases, last))
    if word == "for":
        return phrases.small(first - 1) in ("and", ",", "or") or _is_shared(phrases, last)
    verb = phrases.verb_before(first)
    removed = (
        verb is not None and verb.last == first and phrases.small(verb.head) in listed("removing")
    )
    return word == "off" or (word == "from" and removed)


def _is_shared(phrases: Predicates, last: int) -> bool:
    """Tell whether "for" and a noun are followed by another amount: "$5 for adults and $3 for children"."""
    noun = phrases.noun_from(last + 1)
    if noun is None:
        return False
    at = noun.last
    while phrases.small(at) in ("and", ",", "or"):
        at += 1
    end = phrases.amount_from(at)
    return at > noun.last and end is not None and phrases.small(end) == "for"


def _tied(phrases: Predicates, first: int, is_time: bool = False) -> str:
    """Read what stands before an amount: the noun of "a price of $4", or the subject of its verb."""
    at = to_the_left(phrases, _start(phrases, first))
    lasts = is_time and any(
        phrases.small(index) in listed("lasts") for index in range(at - 1, first)
    )
    return (lasts and _subject(phrases, at)) or _governor(phrases, at)


def _start(phrases: Predicates, first: int) -> int:
    """Return where the noun phrase of an amount begins: "a solid 50 percent"."""
    noun = phrases.noun_at(first)
    if noun is None or any(
        phrases.tag(index)[:2] not in ("DT", "JJ", "RB") for index in range(noun.first, first)
    ):
        return first
    return noun.first


def _governor(phrases: Predicates, at: int) -> str:
    """Read the noun that an amount is tied to, with or without a preposition, or else the subject of its verb."""
    noun, verb = _noun_tied(phrases, at), phrases.verb_before(at)
    if noun is not None and verb is not None and phrases.small(verb.head) in listed("costing"):
        is_second = noun.last == at and phrases.object_of(verb) == phrases.whole(
            noun, listed("belongs")
        )
        if is_second and (subject := _subject(phrases, at)):
            return subject
    changed = phrases.changed_by(verb) if verb and phrases.small(at - 1) in _OF_OBJECT else None
    for candidate in (changed, noun):  # "cut grants to museums by $5": the grants
        if candidate is not None and phrases.is_thing(candidate):
            by = (
                listed("belongs")
                if phrases.is_missed_verb(at) or _is_object(phrases, candidate, at)
                else ("of",)
            )
            if found := phrases.phrase(phrases.whole(candidate, by)):
                return found
    return _subject(phrases, at)


def _noun_tied(phrases: Predicates, at: int) -> NounPhrase | None:
    """Return the noun phrase before an amount, or before the preposition or mark that leads to it."""
    noun = phrases.noun_before(at)
    if noun is not None:
        return phrases.antecedent(noun) if phrases.is_pronoun(noun) else noun
    if phrases.tag(at - 1) not in ("IN", "TO", ",", "(", ":") and phrases.small(at - 1) != "worth":
        return None
    is_from = phrases.small(at - 1) == "from"  # "its target for 2018 from 3%"
    return phrases.noun_before(phrases.over_time(at - 1) if is_from else at - 1)


def _is_object(phrases: Predicates, noun: NounPhrase, at: int) -> bool:
    """Tell whether a noun stands right before an amount that its own phrase does not hold: "raised pay in Ohio 5%"."""
    return noun.last == at and phrases.tag(at - 1) != "POS"


def _subject(phrases: Predicates, at: int) -> str:
    verb = phrases.verb_before(at)
    subject = phrases.subject_of(verb) if verb else None
    if subject is None or phrases.is_pronoun(subject):
        return ""
    return phrases.phrase(phrases.whole(subject))


def _changed(phrases: Predicates, first: int, last: int) -> str:
    """Read what changed behind "a rise of 5% in wages"."""
    noun = phrases.noun_before(first - 1) if phrases.small(first - 1) == "of" else None
    if noun is None or phrases.small(last) != "in" or not is_change(phrases.small(noun.head)):
        return ""
    changed = phrases.thing_from(last + 1)
    return "" if changed is None else phrases.phrase(changed)


def _is_unit(phrases: Predicates, index: int, units: Sequence[str]) -> bool:
    """Tell the first "of" of "millions of dollars of trade" and the one of "a third of a cent" by what they lead to."""
    noun = phrases.noun_at(index)
    return noun is not None and any(
        singular(phrases.small(at)) in units for at in range(index, noun.last)
    )


def _leads_to(phrases: Predicates, last: int, quantity: Quantity) -> str:
    """Read what an amount goes to: "I paid $5 for the book"; but "he ran 5 miles for fun"."""
    if (
        quantity.dimension not in ("money", "share", "rate")
        and (quantity.dimension, phrases.small(last)) != _FOR
    ):
        return ""
    last = over_brackets(phrases, last)
    noun = phrases.thing_from(last + 1) if phrases.small(last) in listed("ties") else None
    return (
        ""
        if noun is None or phrases.small(noun.head) in listed("through")
        else phrases.phrase(noun)
    )


def _within(phrases: Predicates, last: int, quantity: Quantity) -> str:
    """Read what a quantity's own words say it is of: "half the barns", "12 tonnes of coal a day"."""
    number = phrases.token_at(quantity.number.end - 1)
    ofs = [index for index in range(number, last) if phrases.small(index) == "of"]
    units = quantity.unit.split()
    of = next(
        (index for index in ofs if is_part(quantity) or not _is_unit(phrases, index + 1, units)),
        None,
    )
    at = of + 1 if of is not None else last - 1 if is_part(quantity) else None
    noun = None if at is None else phrases.noun_at(at)
    return "" if noun is None else phrases.phrase(noun)
