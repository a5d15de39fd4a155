"""Rules for what gets lost when one article takes a number from another.

Its hedge, its source, its noun, its period.

Two claims in, flags out. The two articles give the same number for the same thing; the later one
says more of it, or less.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Claim, Flag, Modifier
from claims.numbers.across.values import may_share_source
from claims.numbers.bounds import plain
from claims.numbers.desk import Desk
from claims.numbers.rules import flag
from claims.numbers.signature import content_words
from claims.numbers.tie import Tie

_DISTINCTIVE = 100  # smaller round counts are the same by chance
_SAME_WORDS = 0.6  # of the weight of two sentences, when what they count is all that differs
# the same in two papers' copies of one report, which may change the verb too
_ONE_REPORT_WORDS = 0.4
_PRECISE_DIGITS = 3  # digits that a rounded number does not have


def _has_one_number(tie: Tie) -> bool:
    first, second = tie.first.claim, tie.second.claim
    return first.value == second.value and first.upper == second.upper


def check_hedge_lost(tie: Tie, desk: Desk) -> Iterator[Flag]:
    """Flag "at least 600" that a later article repeats as "600"."""
    first, second = tie.first.claim, tie.second.claim
    lost = (
        first.modifier not in (Modifier.EXACT, Modifier.BETWEEN)
        and second.modifier == Modifier.EXACT
    )
    if not (lost and _has_one_number(tie) and _is_later(tie, desk)):
        return
    if tie.is_same and may_share_source(first, second):
        level = "warning" if first.claimant and first.claimant == second.claimant else "info"
        message = (
            f'{desk.where(first)} has "{first.surface}", {desk.where(second)} "{second.surface}"'
        )
        shown = (
            f"{first.modifier.replace('_', ' ')} {plain(first.value or Decimal(0))} → exactly that"
        )
        yield flag("hedge lost", level, message, shown, (first, second))


def _is_later(tie: Tie, desk: Desk) -> bool:
    """Tell whether the second is of a later day, or of the same.

    Without dates nothing is earlier or later.
    """
    days = desk.day(tie.first.claim), desk.day(tie.second.claim)
    return days[0] is not None and days[1] is not None and days[0] <= days[1]


def check_source_lost(tie: Tie, desk: Desk) -> Iterator[Flag]:
    """Flag a number that one article credits to somebody and a later one states itself."""
    first, second = tie.first.claim, tie.second.claim
    lost = (
        bool(first.claimant)
        and second.source is None
        and _is_credited(first)
        and not _has_source(second, first)
    )
    if not (lost and _has_one_number(tie) and (first.value or 0) >= _DISTINCTIVE):
        return
    if tie.is_same and _is_later(tie, desk):
        message = f"{desk.where(second)} states what {first.claimant} said in {desk.where(first)}"
        yield flag(
            "source lost", "info", message, f"{first.surface} = {second.surface}", (first, second)
        )


def _is_credited(claim: Claim) -> bool:
    """Tell whether the claim's own sentence says who said it.

    What is carried over may have been carried too far.
    """
    return all(words and words in claim.quote for words in (claim.source, claim.cue))


def _has_source(claim: Claim, other: Claim) -> bool:
    """Tell whether a sentence has a word of who said the other claim."""
    return bool(set(content_words(claim.quote)) & set(content_words(other.source or "")))


def check_noun(tie: Tie, desk: Desk) -> Iterator[Flag]:
    """Flag one number for two things: 41 injured here, 41 dead there."""
    first, second = tie.first.claim, tie.second.claim
    if _has_one_number(tie) and _is_of_other_things(tie):
        one, other = (
            signature.event or signature.claim.unit for signature in (tie.first, tie.second)
        )
        message = (
            f'{desk.where(first)} has "{first.surface}", {desk.where(second)} "{second.surface}" '
            f"for the same"
        )
        yield flag(
            "noun drift",
            "warning",
            message,
            f"{plain(first.value or Decimal(0))} {one} ≠ {other}",
            (first, second),
        )


def _is_of_other_things(tie: Tie) -> bool:
    """Tell whether what is counted is another thing in what is otherwise the same sentence."""
    one, other = tie.first, tie.second
    in_place = tie.is_best and tie.has_common_words and one.order == other.order
    is_other = (one.event != other.event and one.event and other.event) or not tie.has_one_kind
    least = _ONE_REPORT_WORDS if tie.is_of_one_report else _SAME_WORDS
    counted = one.claim.dimension == other.claim.dimension == "count"
    return bool(is_other and counted and in_place and tie.words >= least and tie.has_one_period)


def check_period(tie: Tie, desk: Desk) -> Iterator[Flag]:
    """Flag one number for two periods: "since 2011" here, "in 2011" there."""
    first, second = tie.first.claim, tie.second.claim
    both = bool(first.period_start and second.period_start)
    other = (first.period_start, first.period_end) != (second.period_start, second.period_end)
    named = first.period.lower() != second.period.lower()
    if not (both and other and named and _has_one_number(tie)):
        return
    if tie.is_same and tie.words >= _SAME_WORDS:
        message = (
            f'{desk.where(first)} has {first.surface} "{first.period}", {desk.where(second)} '
            f'"{second.period}"'
        )
        shown = (
            f"{first.period_start} to {first.period_end} ≠ {second.period_start} to "
            f"{second.period_end}"
        )
        yield flag("period drift", "warning", message, shown, (first, second))


def check_precision(tie: Tie, desk: Desk) -> Iterator[Flag]:
    """Flag a number that grew more precise on its way.

    One source is given with "about 600" here and with "603" there.
    """
    first, second = tie.first.claim, tie.second.claim
    if not (
        _has_grown(first, second)
        and first.claimant
        and first.claimant == second.claimant
        and _is_later(tie, desk)
        and tie.is_same
    ):
        return
    found, later = desk.bounds(first), desk.bounds(second)
    if found and later and found.has_common(later):
        message = (
            f'{desk.where(first)} has "{first.surface}", {desk.where(second)} "{second.surface}"'
        )
        shown = (
            f"{first.modifier.replace('_', ' ')} {plain(first.value or Decimal(0))} → "
            f"{second.surface}"
        )
        yield flag("precision grown", "info", message, shown, (first, second))


def _has_grown(first: Claim, second: Claim) -> bool:
    if (
        first.value is None
        or second.value is None
        or first.upper is not None
        or second.upper is not None
    ):
        return False
    digits = [len(value.normalize().as_tuple().digits) for value in (first.value, second.value)]
    rounded = first.modifier == Modifier.APPROXIMATE and second.modifier == Modifier.EXACT
    return rounded and digits[1] > digits[0] and digits[1] >= _PRECISE_DIGITS
