"""Rules for figures that run on: a toll that falls, a stale figure reprinted, a jump.

A desk in, flags out. A toll is a count of people to whom something happened, or what the text calls
a total so far.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Claim, Flag
from claims.numbers.bounds import plain
from claims.numbers.compare import Group, are_of_one_time, groups
from claims.numbers.desk import Desk
from claims.numbers.rules import flag
from claims.numbers.signature import fate_of, kind_of
from claims.numbers.words import pattern

_JUMP = 3  # times as much within a day
_RUNNING = frozenset(
    {"die", "injure", "miss", "infect", "displace", "arrest", "evacuate", "rescue"}
)


def check_toll(desk: Desk) -> Iterator[Flag]:
    """Flag a running total that falls in a later article, comes back, or jumps."""
    for group in groups(desk):
        if is_running(group):
            yield from _falls(group, desk)


def is_running(group: Group) -> bool:
    """Tell whether a figure can only rise while news of it comes in."""
    return any(
        (kind_of(claim) in ("person", "") and fate_of(claim) in _RUNNING)
        or pattern("toll-word").search(claim.quote)
        for claim in group.claims
    )


def _falls(group: Group, desk: Desk) -> Iterator[Flag]:
    dated = [(day, claim) for claim in group.claims if (day := desk.day(claim))]
    highest: tuple[object, Claim] | None = None
    for day, claim in dated:
        found = desk.bounds(claim)
        if found is None:
            continue
        top = desk.bounds(highest[1]) if highest else None
        if highest and top and day != highest[0] and highest[1].document_id != claim.document_id:
            before = [one for earlier, one in dated if earlier < day and one is not highest[1]]
            if found.high < top.low:
                yield _fallen(highest[1], claim, before, desk)
            elif (
                are_of_one_time(highest[1], claim, desk)
                and top.high.is_finite()
                and found.low > top.high * _JUMP
                and top.high
            ):
                yield _jumped(highest[1], claim, desk)
        if top is None or found.low > top.low:
            highest = (day, claim)


def _fallen(top: Claim, claim: Claim, before: list[Claim], desk: Desk) -> Flag:
    stale = next(
        (one for one in before if one.value == claim.value and one.modifier == claim.modifier), None
    )
    shown = f"{plain(claim.value or Decimal(0))} < {plain(top.value or Decimal(0))}"
    if stale:
        places = (desk.where(one) for one in (claim, stale, top))
        message = "{} has {words}, as {} had before {}: {later}".format(
            *places, words=claim.surface, later=top.surface
        )
        return flag("stale figure", "warning", message, shown, (stale, top, claim))
    message = (
        f"the toll falls from {top.surface} ({desk.where(top)}) to {claim.surface} "
        f"({desk.where(claim)})"
    )
    return flag("toll falls", "warning", message, shown, (top, claim))


def _jumped(top: Claim, claim: Claim, desk: Desk) -> Flag:
    times = (claim.value or Decimal(0)) / (top.value or Decimal(1))
    message = (
        f"the toll jumps from {top.surface} ({desk.where(top)}) to {claim.surface} "
        f"({desk.where(claim)})"
    )
    shown = (
        f"{plain(claim.value or Decimal(0))} / {plain(top.value or Decimal(1))} = {plain(times)}"
    )
    return flag("jump", "info", message, shown, (top, claim))
