"""The way from an amount to the words it is tied to, by token index: over adverbs, times, brackets and other amounts.

In comes a sentence as `Phrases` with a place in it; out goes the place to look at next, or the noun
that an amount stands before. What a quantity is about is for `measured.py` and `counted.py` to say.
"""

from __future__ import annotations

from claims.text.clauses.phrases import Phrases, listed
from claims.text.grammar.syntax import NounPhrase

_MOST_STEPS = 6  # amounts stepped over to the left: "rose from 3% to 4%, or $5 (£4)"
_NEW_PHRASE = (
    "DT",
    "PRP$",
    "PRP",
    "PDT",
    "WDT",
    "WP",
    "IN",
    "SC",
)  # begins a noun phrase that no amount describes
_ADVERBS = ("RB", "RBR", "RBS", "DT", "PRP$", "PDT", "RP", "JJR", '"')


def to_the_left(phrases: Phrases, at: int) -> int:
    """Step over what leads up to an amount: adverbs, times, other amounts, "an average of"."""
    for _ in range(_MOST_STEPS):
        at = over_adverbs(phrases, at)
        amount = amount_before(phrases, at)
        if amount is not None:
            at = amount
            continue
        is_tied = phrases.small(at - 1) in ("of", "at", ",")
        noun = phrases.noun_before(at - is_tied)  # "an average of 5", "a record 5"
        if noun is None:
            break
        is_empty = is_tied and not phrases.words(noun)
        if not is_empty and phrases.small(noun.head) not in listed("through"):
            break
        at = noun.first - (phrases.small(noun.first - 1) in ("on", "in", "over"))
    return at


def over_adverbs(phrases: Phrases, at: int) -> int:
    """Step over adverbs, articles, times and the words of comparison before an amount."""
    while True:
        if (before := phrases.over_time(at)) < at:
            at = before  # "fell 2% in May to 70p"
        elif phrases.amount_before(at) is not None:
            return at
        elif phrases.tag(at - 1) in _ADVERBS or phrases.is_missed_verb(at - 1):
            at -= 1
        elif phrases.small(at - 1) == "as" and phrases.small(at - 3) == "as":
            at -= 3  # "as deep as 40 m"
        elif phrases.small(at - 1) == "minus" and phrases.small(at - 3) == "plus":
            at -= 3  # "a margin of plus or minus 3 points"
        elif phrases.small(at - 1) == "between":
            at -= 1  # "a range of between 3 and 5", "men aged between 30 and 40"
        elif phrases.small(at - 1) == "from" and phrases.is_missed_verb(at - 2):
            at -= 2  # "which range from 3 to 5"
        else:
            return at


def amount_before(phrases: Phrases, at: int) -> int | None:
    """Return where the amount begins that this one is joined to: "5% or 6%", "$4 (£3)", "3% to $2 billion"."""
    joint = at
    while phrases.small(joint - 1) in listed("joins") or phrases.tag(joint - 1) in ("RP", "RB"):
        joint = phrases.over_time(joint - 1)
    return phrases.amount_before(joint) if joint < at else None


def owner_before(phrases: Phrases, first: int) -> str:
    """Return the owner of an amount: "Baker has 44 percent, to Clark's 41 percent", "the plant's 40 workers"."""
    noun = phrases.noun_at(first)
    owner = (
        next((i for i in range(noun.first, first) if phrases.tag(i) == "POS"), None)
        if noun
        else None
    )
    return (
        ""
        if noun is None or owner is None
        else phrases.words(NounPhrase(noun.first, owner, owner - 1))
    )


def over_brackets(phrases: Phrases, last: int) -> int:
    """Step over another unit: "40 bushels (1 tonne) of oats"."""
    if phrases.small(last) == "(":
        end = phrases.amount_from(last + 1)
        if end is not None and phrases.small(end) == ")":
            return end + 1
    return last


def described(phrases: Phrases, first: int, last: int) -> str | None:
    """Return the noun that an amount stands before: "a $5 million fund", "a 25% tax on cars"."""
    last = over_brackets(phrases, last)
    start = last + (phrases.tag(last) == "HYPH")
    noun = phrases.noun_at(start)
    if noun is None or phrases.is_time(noun) or phrases.tag(start) in _NEW_PHRASE:
        return None
    if not phrases.tag(noun.head).startswith("NN"):
        return None
    is_verb = phrases.small(first - 1) == "of" and phrases.tag(start) in ("VBN", "VBG")
    if is_verb:
        return None  # "winds of 90 mph battered towns"
    is_listed = phrases.tokens[start].text[0].isupper() and phrases.tag(first - 1) in (
        "NNP",
        "NNPS",
        "CD",
        "NN",
        "NNS",
    )
    if start == last and is_listed:
        return None  # "Tin 4% Zinc 2%"
    return phrases.phrase(noun, start) or None
