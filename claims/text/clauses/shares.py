"""What a share or an amount is of.

For example "60 percent [of the province]", "half [the barns]", "[among women], 40% said so". In
comes a measure in its clause; out goes the noun as the text has it, or nothing where the sentence
does not name the whole. What else a measure may be about is for `measured.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.text.clauses.carried import Carried, is_count, is_part
from claims.text.clauses.tied import thing_behind
from claims.text.clauses.wording import about_words, is_thing, noun, words
from claims.text.grammar.clauses import Role
from claims.text.grammar.plurals import singular

_OF = frozenset({"of", "worth"})
# words before the whole of a dimension, where it has more than these
_LEADS = {"share": _OF | {"among"}, "money": _OF | {"in"}}
_FRAMED = 8  # phrases between "among women" and a share
_BEFORE_FRAME = frozenset({",", ";", ":", "—", "and", "but", "while", "that"})


def population(carried: Carried) -> str:
    """Return the many that a number tells of and that a share behind it may be of.

    For example "40% of [voters]", "1,180 [adults]".
    """
    if carried.quantity.dimension == "share":
        return within(carried) or whole(carried)
    noun = carried.sentence.tokens[carried.last - 1]
    is_many = is_count(carried.quantity) and noun.tag == "NNS"
    is_where = carried.role is Role.CIRCUMSTANCE  # "adults at 52 [clinics]"
    return noun.text if is_many and not is_where else ""


def within(carried: Carried) -> str:
    """Read what a quantity's own words say it is of.

    For example "half the barns", "12 tonnes of coal a day".
    """
    number = carried.sentence.token_at(carried.quantity.number.end - 1)
    for token in range(number + 1, carried.last):
        at = carried.sentence.chunk_at(token)
        if at is not None and _leads_to_whole(carried, token, at):
            return _own_noun(carried, at, token + 1)
    at = carried.sentence.chunk_at(carried.last - 1) if is_part(carried.quantity) else None
    return "" if at is None else _own_noun(carried, at, number + 1)


def _leads_to_whole(carried: Carried, token: int, chunk: int) -> bool:
    """Tell the "of" of "12 tonnes of coal" from that of a unit."""
    if carried.sentence.words[token].lower() != "of":
        return False
    named = set(map(singular, carried.words(chunk)))
    return is_part(carried.quantity) or named.isdisjoint(carried.quantity.unit.split())


def whole(carried: Carried) -> str:
    """Read what a share or an amount is of.

    For example "60 percent [of the province]", "$1 billion [in gains]".
    """
    at = thing_behind(carried)
    return noun(carried, at) if at is not None and _is_whole(carried, at) else ""


def _is_whole(carried: Carried, chunk: int) -> bool:
    """Tell whether the noun right behind an amount is what it is of."""
    word, dimension = carried.words(chunk)[0], carried.quantity.dimension
    if dimension == "multiple" and carried.sentence.chunks[chunk].prepositions == 0:
        return True  # "12 times [the brightness]"
    if word not in _LEADS.get(dimension, _OF):
        return False
    if word == "in" and carried.tag(chunk) not in ("NN", "NNS"):
        return False
    # "four years of prison" are the prisoner's
    may_be_manner = word != "in" and dimension != "time"
    return may_be_manner or carried.head_word(chunk) not in about_words("manner")


def _own_noun(carried: Carried, chunk: int, first: int) -> str:
    """Return a noun among a quantity's own words, without what leads to it."""
    tokens = carried.sentence.tokens
    head = carried.sentence.chunks[chunk].head
    while first < head and tokens[first].tag in ("DT", "PDT", "PRP$", "CD", "IN", "WDT"):
        first += 1
    return words(carried, first, head + 1) if is_thing(carried, chunk) else ""


def population_of_subject(carried: Carried, together: Sequence[Carried]) -> str:
    """Read whose share a subject is, before its verb is asked: "[among women], 40% said so"."""
    return population_around(carried, together) if carried.role is Role.SUBJECT else ""


def population_around(carried: Carried, together: Sequence[Carried]) -> str:
    """Read what the shares of a sentence are of.

    For example "70% of adults have a job, and 49% a car", "[among women], 40% said".
    """
    if carried.quantity.dimension != "share":
        return ""
    shared = (within(each) or whole(each) for each in _shares_before(carried, together))
    return next(filter(None, shared), "") or next(_fronted(carried), "")


def _shares_before(carried: Carried, together: Sequence[Carried]) -> Iterator[Carried]:
    """Yield the shares before one, the nearest first."""
    for each in reversed(together):
        if each.first < carried.first and each.quantity.dimension == "share":
            yield each


def _fronted(carried: Carried) -> Iterator[str]:
    """Yield the phrases at the front of a clause that say of whom it tells.

    For example "[among women], 40% said so".
    """
    for at in range(carried.chunk - 1, max(carried.chunk - _FRAMED, 0) - 1, -1):
        if _is_frame(carried, at):
            yield noun(carried, at)


def _is_frame(carried: Carried, chunk: int) -> bool:
    """Tell "among women" at the front of a sentence, or of what follows a joint."""
    first = carried.sentence.chunks[chunk].first
    if first > 0 and carried.text_at(first - 1) not in _BEFORE_FRAME:
        return False
    return carried.words(chunk)[0] in ("among", "of") and is_thing(carried, chunk)
