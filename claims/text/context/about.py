"""What a number counts or measures, and what restricts it: "60 percent of Daraa province" -> "Daraa province".

In come the quantities of a text with its `Syntax`; out goes for each the phrase as the text has it, without
its article, or nothing where the sentence does not say ("it costs $5"). For a measure that is the noun it
belongs to: what follows "of", the noun it stands before ("a $5 million fund"), the noun it is tied to ("a price
of $4"), or else the subject of its verb ("unemployment rose to 5%"). A counted noun is its own measure, so there
stands what restricts it: the set it is part of, or who has or does it ("the abbey has 60 monks").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from claims.model import Quantity
from claims.text.context.phrases import is_count, is_part, listed
from claims.text.context.predicates import Predicates
from claims.text.grammar.plurals import singular
from claims.text.grammar.syntax import NounPhrase, Syntax

_MOST_STEPS = 6  # amounts stepped over to the left: "rose from 3% to 4%, or $5 (£4)"
_NEW_PHRASE = ("DT", "PRP$", "PRP", "PDT", "WDT", "WP", "IN", "SC")  # begins a noun phrase that no amount describes
_OF_OBJECT = ("by", "to", "at", "as", "for")  # prepositions of an amount that tells of the verb's object
_ADVERBS = ("RB", "RBR", "RBS", "DT", "PRP$", "PDT", "RP", "JJR", '"')


def about(quantities: Sequence[Quantity], syntax: Syntax) -> list[str]:
    """Return what each quantity of a text is about, in the order given.

    >>> from claims.text.quantities.find import find_quantities
    >>> syntax = Syntax("Exports of rice rose 3% to $2 billion, and the port has 40 cranes.")
    >>> about(find_quantities(syntax), syntax)
    ['Exports of rice', 'Exports of rice', 'port']
    """
    found: list[str] = []
    for index, group in groupby(quantities, key=lambda quantity: syntax.sentence_index(quantity.number.start)):
        together = list(group)
        phrases = Predicates(syntax.text, syntax.parse(index), together)
        for quantity, (first, last) in zip(together, phrases.amounts, strict=True):
            again = phrases.small(first - 1) == "(" and phrases.amount_before(first - 1) is not None
            found.append(found[-1] if again else _about(phrases, first, last, quantity))  # "80 km (50 miles)"
    return found


def _about(phrases: Predicates, first: int, last: int, quantity: Quantity) -> str:
    if first == last:
        return ""
    if is_count(quantity):
        readings = (_described_by_count, _owner_within, _set, _doer, _restriction)
        return next((found for reading in readings if (found := reading(phrases, first, last)) is not None), "")
    if quantity.dimension == "time":
        return _described(phrases, first, last) or _tied(phrases, first, is_time=True)
    readings = (_within(phrases, last, quantity), _whole(phrases, last, quantity), _described(phrases, first, last))
    if found := next(filter(None, readings), None) or _described_after(phrases, last):
        return found
    is_joined = phrases.small(first - 1) == "of" or _amount_before(phrases, first) is not None
    if quantity.dimension == "share" and not is_joined and phrases.is_subject(first, last):
        return _population(phrases, first)
    return (
        _owner_before(phrases, first)
        or (_leads_to(phrases, last) if _has_own(phrases, first, last) else "")
        or _tied(phrases, first)
        or _leads_to(phrases, last)
    )


def _whole(phrases: Predicates, last: int, quantity: Quantity) -> str:
    """Read what a share or an amount is of: "60 percent of the province", "$1 billion in gains"."""
    last = _over_brackets(phrases, last)
    noun = phrases.thing_from(last + 1)
    if noun is None:
        return ""
    word = phrases.small(last)
    if word == "in" and quantity.dimension == "money":
        known = phrases.tag(noun.first) in ("NN", "NNS", "JJ") and phrases.small(noun.head) not in listed("manner")
        return phrases.phrase(noun) if known else ""
    return phrases.phrase(noun) if word in ("of", "worth") else ""


def _population(phrases: Predicates, first: int) -> str:
    """Read what an earlier share of the sentence is of: "70% of adults have a job, and 49% a car"."""
    for _begin, end in reversed(phrases.amounts):
        noun = phrases.noun_from(end + 1) if end < first and phrases.small(end) == "of" else None
        if noun is not None:
            return phrases.phrase(noun)
    return ""


def _over_brackets(phrases: Predicates, last: int) -> int:
    """Step over another unit: "40 bushels (1 tonne) of oats"."""
    if phrases.small(last) == "(":
        end = next((end for begin, end in phrases.amounts if begin == last + 1), None)
        if end is not None and phrases.small(end) == ")":
            return end + 1
    return last


def _described(phrases: Predicates, first: int, last: int) -> str | None:
    """Read the noun that an amount stands before: "a $5 million fund", "a 25% tax on cars"."""
    start = last + (phrases.tag(last) == "HYPH")
    noun = phrases.noun_at(start)
    if noun is None or phrases.is_time(noun) or phrases.tag(start) in _NEW_PHRASE:
        return None
    if not phrases.tag(noun.head).startswith("NN"):
        return None
    is_listed = phrases.tokens[start].text[0].isupper() and phrases.tag(first - 1) in ("NNP", "NNPS", "CD", "NN", "NNS")
    if start == last and is_listed:
        return None  # "Tin 4% Zinc 2%"
    return phrases.phrase(noun, start) or None


def _described_after(phrases: Predicates, last: int) -> str:
    """Read the noun that the next of two joined amounts stands before: "$1 or $2 coins"."""
    begin = last + 1 if phrases.small(last) in ("and", "or", "to") else last
    end = next((end for other, end in phrases.amounts if other == begin and begin > last), None)
    return (_described(phrases, begin, end) if end is not None else None) or ""


def _described_by_count(phrases: Predicates, first: int, last: int) -> str | None:
    """Read the noun of "a 12-page report", "a three cylinder engine"; "40 homes lost power" has none."""
    noun = phrases.noun_at(first)
    is_part = phrases.tag(last) == "HYPH" or (noun is not None and last < noun.last)
    return _described(phrases, first, last) if is_part else None


def _owner_before(phrases: Predicates, first: int) -> str:
    """Read the owner of an amount: "Baker has 44 percent, to Clark's 41 percent"."""
    noun = phrases.noun_at(first)
    owner = next((i for i in range(noun.first, first) if phrases.tag(i) == "POS"), None) if noun else None
    return "" if noun is None or owner is None else phrases.words(NounPhrase(noun.first, owner, owner - 1))


def _has_own(phrases: Predicates, first: int, last: int) -> bool:
    """Tell whether an amount names what it goes to more closely than its sentence does.

    "$5 for adults and $3 for children"; "$50 off a laptop"; "cut $3 million from its budget".
    """
    word = phrases.small(_over_brackets(phrases, last))
    if word == "for":
        return phrases.small(first - 1) in ("and", ",", "or") or _is_shared(phrases, last)
    verb = phrases.verb_before(first)
    removed = verb is not None and verb.last == first and phrases.small(verb.head) in listed("removing")
    return word == "off" or (word == "from" and removed)


def _is_shared(phrases: Predicates, last: int) -> bool:
    """Tell whether "for" and a noun are followed by another amount: "$5 for adults and $3 for children"."""
    noun = phrases.noun_from(last + 1)
    if noun is None:
        return False
    at = noun.last
    while phrases.small(at) in ("and", ",", "or"):
        at += 1
    return at > noun.last and any(begin == at and phrases.small(end) == "for" for begin, end in phrases.amounts)


def _tied(phrases: Predicates, first: int, is_time: bool = False) -> str:
    """Read what stands before an amount: the noun of "a price of $4", or the subject of its verb."""
    at = _to_the_left(phrases, _start(phrases, first))
    lasts = is_time and any(phrases.small(index) in listed("lasts") for index in range(at - 1, first))
    return (lasts and _subject(phrases, at)) or _governor(phrases, at)


def _to_the_left(phrases: Predicates, at: int) -> int:
    """Step over what leads up to an amount: adverbs, times, other amounts, "an average of"."""
    for _ in range(_MOST_STEPS):
        at = _over_adverbs(phrases, at)
        amount = _amount_before(phrases, at)
        if amount is not None:
            at = amount
            continue
        noun = phrases.noun_before(at - 1) if phrases.small(at - 1) in ("of", "at", ",") else None
        if noun is None or not (phrases.small(noun.head) in listed("through") or not phrases.words(noun)):
            break
        at = noun.first - (phrases.small(noun.first - 1) in ("on", "in", "over"))
    return at


def _start(phrases: Predicates, first: int) -> int:
    """Return where the noun phrase of an amount begins: "a solid 50 percent"."""
    noun = phrases.noun_at(first)
    if noun is None or any(phrases.tag(index)[:2] not in ("DT", "JJ", "RB") for index in range(noun.first, first)):
        return first
    return noun.first


def _over_adverbs(phrases: Predicates, at: int) -> int:
    while True:
        if (before := phrases.over_time(at)) < at:
            at = before  # "fell 2% in May to 70p"
        elif phrases.amount_before(at) is not None:
            return at
        elif phrases.tag(at - 1) in _ADVERBS or phrases.is_missed_verb(at - 1):
            at -= 1
        elif phrases.small(at - 1) == "as" and phrases.small(at - 3) == "as":
            at -= 3  # "as deep as 40 m"
        elif phrases.small(at - 1) == "between" and phrases.small(at - 2) in ("from", "to", "of"):
            at -= 1  # "a range of between 3 and 5"
        elif phrases.small(at - 1) == "from" and phrases.is_missed_verb(at - 2):
            at -= 2  # "which range from 3 to 5"
        else:
            return at


def _amount_before(phrases: Predicates, at: int) -> int | None:
    """Return where the amount begins that this one is joined to: "5% or 6%", "$4 (£3)", "3% to $2 billion"."""
    joint = at
    while phrases.small(joint - 1) in listed("joins") or phrases.tag(joint - 1) in ("RP", "RB"):
        joint = phrases.over_time(joint - 1)
    return phrases.amount_before(joint) if joint < at else None


def _governor(phrases: Predicates, at: int) -> str:
    """Read the noun that an amount is tied to, with or without a preposition, or else the subject of its verb."""
    noun, verb = _noun_tied(phrases, at), phrases.verb_before(at)
    if noun is not None and verb is not None and phrases.small(verb.head) in listed("costing"):
        is_second = noun.last == at and phrases.object_of(verb) == phrases.whole(noun, listed("belongs"))
        if is_second and (subject := _subject(phrases, at)):
            return subject
    changed = phrases.changed_by(verb) if verb and phrases.small(at - 1) in _OF_OBJECT else None
    for candidate in (changed, noun):  # "cut grants to museums by $5": the grants
        if candidate is not None and phrases.is_thing(candidate):
            by = listed("belongs") if phrases.is_missed_verb(at) or _is_object(phrases, candidate, at) else ("of",)
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


def _leads_to(phrases: Predicates, last: int) -> str:
    """Read what an amount goes to: "I paid $5 for the book"."""
    last = _over_brackets(phrases, last)
    noun = phrases.thing_from(last + 1) if phrases.small(last) in listed("ties") else None
    return "" if noun is None or phrases.small(noun.head) in listed("through") else phrases.phrase(noun)


def _within(phrases: Predicates, last: int, quantity: Quantity) -> str:
    """Read what a quantity's own words say it is of: "half the barns", "12 tonnes of coal a day"."""
    number = phrases.token_at(quantity.number.end - 1)
    ofs = [index for index in range(number, last) if phrases.small(index) == "of"]
    units = quantity.unit.split()  # the first "of" of "millions of dollars of trade" leads to the unit
    of = next((index for index in ofs if singular(phrases.small(index + 1)) not in units or is_part(quantity)), None)
    at = of + 1 if of is not None else last - 1 if is_part(quantity) else None
    noun = None if at is None else phrases.noun_at(at)
    return "" if noun is None else phrases.phrase(noun)


def _owner_within(phrases: Predicates, first: int, last: int) -> str | None:
    """Read the owner inside "two of Parker's deputies"; "one of the deputies" says no more than its noun."""
    of = next((index for index in range(first, last) if phrases.small(index) == "of"), None)
    if of is None or (of == first + 1 and phrases.tag(first) != "CD"):
        return None
    owner = next((index for index in range(of, last) if phrases.tag(index) == "POS"), None)
    return "" if owner is None else phrases.words(NounPhrase(of + 1, owner, owner - 1))


def _set(phrases: Predicates, first: int, last: int) -> str | None:
    """Read what a counted noun is of: "a census of 200 beekeepers", "a choir with 34 singers"."""
    at = _over_adverbs(phrases, first)
    noun = phrases.noun_before(at - 1) if phrases.small(at - 1) in ("of", "with", "(") else None
    if noun is None or phrases.is_pronoun(noun) or phrases.small(noun.head) in listed("through"):
        return None
    return phrases.phrase(phrases.whole(noun)) or None


def _doer(phrases: Predicates, first: int, last: int) -> str | None:
    """Read who has or does what is counted: "the abbey has 60 monks and 12 novices"."""
    if phrases.is_subject(first, last):
        return None
    at = _to_the_left(phrases, first)
    at -= phrases.tag(at - 1) == "IN"
    verb = phrases.verb_before(at)
    if verb is None or verb.last < at:
        return None
    subject = phrases.subject_of(verb)
    if subject is None or phrases.is_pronoun(subject) or subject.first <= first < subject.last:
        return None
    return phrases.phrase(phrases.whole(subject)) or None


def _restriction(phrases: Predicates, first: int, last: int) -> str:
    """Read what restricts a counted noun: "cadets at the academy", "cadets trained by the army", "men who left"."""
    if phrases.small(last) in ("who", "whose"):
        return phrases.relative_clause(last)
    told_apart = phrases.tag(last) in ("VBN", "VBG") and phrases.tag(last + 1) == "IN"
    elided = phrases.tag(last - 1) == "CD" and phrases.small(last) in ("in", "among")  # "and 40 in the north"
    if not (told_apart or elided or phrases.small(last) in ("of", "at", "from", "for", "on")):
        return ""
    noun = phrases.thing_from(last + 1 + told_apart)
    return "" if noun is None else phrases.phrase(noun)
