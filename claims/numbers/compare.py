"""Rules across documents: the same thing with two values, slips of scale and digits, hedges and sources that got lost.

The claims of a whole ledger with their documents in, flags out. Two claims are about the same thing only if unit,
direction, what is counted, place and period are the same words, and if a place or a name ties them to one event;
documents without a stated period must be from the same days. That misses much and is meant to: what it does flag is
worth a look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import combinations, pairwise

from claims.decimals import CONTEXT
from claims.model import Claim, Flag, Modifier, Stance
from claims.numbers.bounds import plain
from claims.numbers.desk import Desk
from claims.numbers.words import names, pattern

_SAME_DAYS = timedelta(days=2)
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_SCALES = (1, 2, 3, 6, 9)  # powers of ten: a lost or doubled zero, thousand for million, million for billion
_LONG_NUMBER = 4  # digits from which two numbers hardly look alike by chance
_DISTINCTIVE = 100  # smaller round counts are the same by chance
_NEED_A_BASE = ("share", "points")  # a claim names the group or the measure of a percentage, seldom both

Likeness = tuple[str, ...]


def check_same_thing(desk: Desk) -> Iterator[Flag]:
    """Flag different values for the same thing by the same source, and say what may have slipped."""
    for group in _alike(desk.claims, lambda claim: (claim.claimant.casefold(),)):
        for first, second in combinations(_one_of_each(group), 2):
            if _are_of_one_time(first, second, desk) and (flag := _disagreement(first, second, desk)):
                yield flag
                break  # the first pair shows it; the others would repeat it


def check_hedge_lost(desk: Desk) -> Iterator[Flag]:
    """Flag a source's "at least 600" that a later document repeats as "600"."""
    for group in _alike(desk.claims, lambda claim: (claim.claimant.casefold(), str(claim.value), str(claim.upper))):
        for first, second in pairwise(_by_date(group, desk)):
            lost = first.modifier not in (Modifier.EXACT, Modifier.BETWEEN) and second.modifier == Modifier.EXACT
            if first.claimant and lost and first.document_id != second.document_id:
                message = f'{desk.where(first)} has "{first.surface}", {desk.where(second)} "{second.surface}"'
                shown = f"{first.modifier.replace('_', ' ')} {plain(first.value or Decimal(0))} → exactly that"
                yield Flag("hedge lost", "warning", message, shown, (first.claim_id, second.claim_id))


def check_source_lost(desk: Desk) -> Iterator[Flag]:
    """Flag a number that one document credits to somebody and a later one states itself."""
    for group in _alike(desk.claims, lambda claim: (str(claim.value), str(claim.upper))):
        if (group[0].value or 0) < _DISTINCTIVE:
            continue
        ordered = _by_date(group, desk)
        credited = next((claim for claim in ordered if claim.claimant), None)
        if credited is None:
            continue
        for claim in ordered[ordered.index(credited) :]:
            if claim.source is None and claim.document_id != credited.document_id:
                message = f"{desk.where(claim)} states what {credited.claimant} said in {desk.where(credited)}"
                yield Flag(
                    "source lost",
                    "info",
                    message,
                    f"{credited.surface} = {claim.surface}",
                    (credited.claim_id, claim.claim_id),
                )
                break


def check_toll(desk: Desk) -> Iterator[Flag]:
    """Flag a running total of people that is lower in a later document."""
    tolls = (claim for claim in desk.claims if names(claim.unit, "person") and pattern("toll").search(claim.quote))
    for group in _alike(tolls, lambda claim: (), with_period=False):
        for first, second in pairwise(_by_date(group, desk)):
            before, after = desk.bounds(first), desk.bounds(second)
            if before and after and after.high < before.low and first.document_id != second.document_id:
                places = [f"{claim.surface} ({desk.where(claim)})" for claim in (first, second)]
                message = f"the toll falls from {places[0]} to {places[1]}"
                shown = f"{plain(second.value or Decimal(0))} < {plain(first.value or Decimal(0))}"
                yield Flag("toll falls", "warning", message, shown, (first.claim_id, second.claim_id))


def _alike(
    claims: Iterable[Claim], also: Callable[[Claim], Likeness], with_period: bool = True
) -> Iterator[list[Claim]]:
    """Yield the claims that are about the same thing, where they stand in more than one document."""
    groups: defaultdict[Likeness, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.value is None or claim.stance != Stance.ASSERTED or not claim.unit or not claim.checkable:
            continue
        if claim.dimension in _NEED_A_BASE or not (claim.place or _NAME.search(claim.about)):
            continue
        if claim.period and not claim.period_start and with_period:
            continue  # "last year" of two articles need not be one year
        period = (claim.period_start, claim.period_end) if with_period else ()
        key = (claim.unit, claim.trend, claim.about.casefold(), claim.place.casefold(), *period, *also(claim))
        groups[key].append(claim)
    for group in groups.values():
        if len({claim.document_id for claim in group}) > 1:
            yield group


def _one_of_each(group: Iterable[Claim]) -> list[Claim]:
    """Return the first claim of each document: what differs within one is its own affair."""
    first: dict[str, Claim] = {}
    for claim in group:
        first.setdefault(claim.document_id, claim)
    return list(first.values())


def _are_of_one_time(first: Claim, second: Claim, desk: Desk) -> bool:
    if first.period_start:
        return True
    days = [desk.day(claim) for claim in (first, second)]
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= _SAME_DAYS


def _disagreement(first: Claim, second: Claim, desk: Desk) -> Flag | None:
    one, other = desk.bounds(first), desk.bounds(second)
    if one is None or other is None or one.meets(other) or first.value is None or second.value is None:
        return None
    rule, severity, shown = _slip(first.value, second.value) or (
        "two values",
        "warning",
        f"{plain(first.value)} ≠ {plain(second.value)}, also as hedged",
    )
    who = f"{first.claimant} is quoted with" if first.claimant else "there are"
    message = f"{who} {first.surface} ({desk.where(first)}) and {second.surface} ({desk.where(second)})"
    return Flag(rule, severity, message, shown, (first.claim_id, second.claim_id))


def _slip(first: Decimal, second: Decimal) -> tuple[str, str, str] | None:
    """Say what kind of slip turns one number into the other, if one does."""
    small, large = sorted((abs(first), abs(second)))
    for power in _SCALES:
        if small and small.scaleb(power) == large:
            return "scale slip", "error", f"{plain(large)} / {plain(small)} = {plain(Decimal(1).scaleb(power))}"
    digits, others = (f"{number.normalize(CONTEXT):f}" for number in (first, second))
    if len(digits) == len(others) >= _LONG_NUMBER and _is_one_slip(digits, others):
        return "digit slip", "warning", f"{plain(first)} and {plain(second)} differ by one slip of the finger"
    return None


def _is_one_slip(first: str, second: str) -> bool:
    """Tell whether one digit differs, or two neighbours changed places."""
    places = [place for place, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
    if len(places) == 2 and places[1] == places[0] + 1:
        return first[places[0]] == second[places[1]] and first[places[1]] == second[places[0]]
    return len(places) == 1


def _by_date(group: Sequence[Claim], desk: Desk) -> list[Claim]:
    """Return the claims of dated documents in order of their dates; without a date nothing is earlier or later."""
    dated = [(day, claim.document_id, claim.start, claim) for claim in group if (day := desk.day(claim))]
    return [claim for *_, claim in sorted(dated, key=lambda entry: entry[:3])]
