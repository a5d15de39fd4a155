"""The rule for one thing with two values in one article.

Two claims of one article in, flags out. An article may well have two numbers for what looks alike:
yesterday's and today's, one side's and the other's, the whole and a part. Only where the two
sentences are almost the same words, say nothing of time and have the same source is the other
number a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Claim, Flag
from claims.numbers.bounds import plain
from claims.numbers.compare import are_disjoint
from claims.numbers.desk import Desk
from claims.numbers.rules import flag
from claims.numbers.tie import Tie

_SAME_WORDS = 0.9  # of the weight of the words of the two sentences


def check_twice(tie: Tie, desk: Desk) -> Iterator[Flag]:
    """Flag an article that gives two values for one thing."""
    first, second = tie.first.claim, tie.second.claim
    # "15 percent enthusiastic and 24 percent satisfied" is said of several
    is_of_several = tie.first.rivals > 1 and not desk.are_one_apart(first, second)
    if not is_of_several and _is_said_again(tie) and are_disjoint(first, second, desk):
        message = f'the article says "{first.surface}" and "{second.surface}" of the same'
        shown = f"{plain(first.value or Decimal(0))} ≠ {plain(second.value or Decimal(0))}"
        yield flag("said twice", "warning", message, shown, (first, second))


def _is_said_again(tie: Tie) -> bool:
    """Tell whether one source says the same of the same, in almost the same words."""
    first, second = tie.first.claim, tie.second.claim
    is_same_said = tie.is_same and tie.words >= _SAME_WORDS
    points_back = _is_of_those(first) or _is_of_those(second)
    is_of_one_source = first.claimant == second.claimant
    return is_same_said and is_of_one_source and not points_back and _are_of_one_time(first, second)


def _is_of_those(claim: Claim) -> bool:
    """Tell whether a sentence points back: what is at stake in "those three states" is less."""
    return not {"those", "these"}.isdisjoint(claim.quote.lower().split())


def _are_of_one_time(first: Claim, second: Claim) -> bool:
    return (first.period_start, first.period_end) == (second.period_start, second.period_end)
