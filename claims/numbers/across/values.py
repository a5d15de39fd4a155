"""Rules for one thing with two values in different articles.

They also say what may have slipped between the two.

Two claims in, flags out: another number from the same source at the same time, a lost or doubled
zero, a slip of the finger, the same number in another measure.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Claim, Flag
from claims.numbers.bounds import plain
from claims.numbers.compare import are_disjoint, are_of_one_time
from claims.numbers.desk import Desk
from claims.numbers.rules import flag
from claims.numbers.signature import content_words
from claims.numbers.tie import Tie
from claims.numbers.words import pattern

# powers of ten: a lost or doubled zero, thousand for million, million for billion
_SCALES = (1, 2, 3, 6, 9)
_LONG_NUMBER = 4  # digits from which two numbers hardly look alike by chance
_SAME_SAID = 0.65  # of the weight of two sentences that give two values for one thing
_SAME_SENTENCE = 0.8  # of the weight of two sentences, where each has several such numbers
_SAME_WORDS = 0.75  # of the weight of two sentences, when a measure is all that differs


def check_same_thing(tie: Tie, desk: Desk) -> Iterator[Flag]:
    """Flag different values for the same thing at one time, and say what may have slipped."""
    first, second = tie.first.claim, tie.second.claim
    if _is_one_thing(tie) and _are_at_odds(first, second, desk):
        yield _disagreement(first, second, desk)


def _is_one_thing(tie: Tie) -> bool:
    """Tell whether two claims are of one thing at one time, and no other claim may be meant."""
    is_said_alike = tie.has_one_fate or tie.words >= _SAME_SAID
    # "Cruz has 370, Kasich 129, Rubio 163": which of them is which
    has_rivals = tie.first.rivals > 1 and tie.words < _SAME_SENTENCE
    return tie.is_same and is_said_alike and not has_rivals and tie.has_one_period


def _are_at_odds(first: Claim, second: Claim, desk: Desk) -> bool:
    """Tell whether one source can have said both at one time, and no number fits both."""
    return (
        _are_apart(first, second, desk)
        and not desk.has_both(first, second)
        and not _have_margins(first, second)
        and are_of_one_time(first, second, desk)
        and may_share_source(first, second)
    )


def _have_margins(first: Claim, second: Claim) -> bool:
    """Tell whether both are of polls, each of which has a margin of error of its own."""
    return all(pattern("error").search(one.quote) for one in (first, second))


def _are_apart(first: Claim, second: Claim, desk: Desk) -> bool:
    """Tell whether no number fits both.

    Hedged alike, "more than 20" and "more than 2,000" differ too.
    """
    if are_disjoint(first, second, desk):
        return True
    slipped = slip(first.value, second.value) if first.value and second.value else None
    return first.modifier == second.modifier and slipped is not None and slipped[0] == "scale slip"


def may_share_source(first: Claim, second: Claim) -> bool:
    """Tell whether two claims can come from one source: the same one, or one of them names none.

    Two bodies that give two numbers have a dispute, which `compare` shows, and made no slip.
    """
    one, other = (
        frozenset(content_words(claim.claimant or claim.source or "")) for claim in (first, second)
    )
    return not (one and other) or bool(one & other)


def _disagreement(first: Claim, second: Claim, desk: Desk) -> Flag:
    assert first.value is not None
    assert second.value is not None
    rule, severity, shown = slip(first.value, second.value) or (
        "two values",
        "warning",
        f"{plain(first.value)} ≠ {plain(second.value)}, also as hedged",
    )
    who = (
        f"{first.claimant} is quoted with"
        if first.claimant and first.claimant == second.claimant
        else "there are"
    )
    message = (
        f"{who} {first.surface} ({desk.where(first)}) and {second.surface} ({desk.where(second)})"
    )
    return flag(rule, severity, message, shown, (first, second))


def slip(first: Decimal, second: Decimal) -> tuple[str, str, str] | None:
    """Say what kind of slip turns one number into the other, if one does.

    >>> slip(Decimal(1200), Decimal(1200000))[0], slip(Decimal(1345),
    ...     Decimal(1354))[0], slip(Decimal(3), Decimal(4))
    ('scale slip', 'digit slip', None)
    """
    small, large = sorted((abs(first), abs(second)))
    for power in _SCALES:
        if small and small.scaleb(power) == large:
            return (
                "scale slip",
                "error",
                f"{plain(large)} / {plain(small)} = {plain(Decimal(1).scaleb(power))}",
            )
    digits, others = (f"{number.normalize():f}" for number in (first, second))
    if len(digits) == len(others) >= _LONG_NUMBER and _is_one_slip(digits, others):
        return (
            "digit slip",
            "warning",
            f"{plain(first)} and {plain(second)} differ by one slip of the finger: ≠",
        )
    return None


def _is_one_slip(first: str, second: str) -> bool:
    """Tell whether one digit differs, or two neighbours changed places."""
    places = [
        place for place, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]
    ]
    if len(places) == 2 and places[1] == places[0] + 1:
        return first[places[0]] == second[places[1]] and first[places[1]] == second[places[0]]
    return len(places) == 1


def check_unit(tie: Tie, desk: Desk) -> Iterator[Flag]:
    """Flag the same number in another measure of the same kind.

    One article has 40 miles, the other 40 kilometres.
    """
    first, second = tie.first.claim, tie.second.claim
    is_one_number = (first.value, first.upper) == (second.value, second.upper)
    if is_one_number and _are_two_measures(first, second) and _is_in_same_words(tie):
        message = f"{desk.where(first)} has {first.surface}, {desk.where(second)} {second.surface}"
        shown = (
            f"{plain(first.value or Decimal(0))} {first.unit} ≠ "
            f"{plain(second.value or Decimal(0))} {second.unit}"
        )
        yield flag("unit slip", "error", message, shown, (first, second))


def _are_two_measures(first: Claim, second: Claim) -> bool:
    is_measured = first.dimension not in ("count", "")
    return is_measured and bool(first.unit and second.unit) and first.unit != second.unit


def _is_in_same_words(tie: Tie) -> bool:
    """Tell whether the two numbers stand in the same place of one sentence said twice."""
    is_in_place = tie.is_best and tie.first.order == tie.second.order
    return is_in_place and tie.words >= _SAME_WORDS and tie.has_common_words
