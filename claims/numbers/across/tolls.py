"""Rules for figures that run on: a toll that falls, a stale figure reprinted, a jump.

A group of claims in, flags out. A toll is a count of people to whom something happened, or what the
text calls a total so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from claims.model import Claim, Flag
from claims.numbers.bounds import INFINITE, Bounds, plain
from claims.numbers.compare import Group, are_of_one_time
from claims.numbers.desk import Desk
from claims.numbers.rules import flag
from claims.numbers.signature import fate_of, kind_of
from claims.numbers.words import pattern

_JUMP = 3  # times as much within a day
_RUNNING = frozenset(
    {"die", "injure", "miss", "infect", "displace", "arrest", "evacuate", "rescue"}
)


def check_toll(group: Group, desk: Desk) -> Iterator[Flag]:
    """Flag a running total that falls in a later article, comes back, or jumps."""
    if is_running(group):
        yield from _falls(group, desk)


def is_running(group: Group) -> bool:
    """Tell whether a figure can only rise while news of it comes in."""
    return any(
        (kind_of(claim) in ("person", "") and fate_of(claim) in _RUNNING)
        or pattern("toll-word").search(claim.quote)
        for claim in group.claims
    )


class _Figure(NamedTuple):
    """What an article says of a toll: the day, the claim, and what its words allow."""

    day: date
    claim: Claim
    bounds: Bounds


def _falls(group: Group, desk: Desk) -> Iterator[Flag]:
    figures = list(_figures(group, desk))
    top: _Figure | None = None
    for figure in figures:
        if top and _is_of_later_article(figure, top):
            yield from _against_highest(top, figure, figures, desk)
        if top is None or figure.bounds.low > top.bounds.low:
            top = figure


def _figures(group: Group, desk: Desk) -> Iterator[_Figure]:
    for claim in group.claims:
        day, bounds = desk.day(claim), desk.bounds(claim)
        if day and bounds:
            yield _Figure(day, claim, bounds)


def _is_of_later_article(figure: _Figure, top: _Figure) -> bool:
    return figure.day != top.day and figure.claim.document_id != top.claim.document_id


def _against_highest(
    top: _Figure, figure: _Figure, figures: Sequence[_Figure], desk: Desk
) -> Iterator[Flag]:
    """Flag a figure that is below the highest one before it, or far above."""
    if figure.bounds.high < top.bounds.low:
        before = [one.claim for one in figures if one.day < figure.day and one is not top]
        yield _fallen(top.claim, figure.claim, before, desk)
    elif _is_jump(top.bounds, figure.bounds) and are_of_one_time(top.claim, figure.claim, desk):
        yield _jumped(top.claim, figure.claim, desk)


def _is_jump(top: Bounds, found: Bounds) -> bool:
    return 0 < top.high < INFINITE and found.low > top.high * _JUMP


def _fallen(top: Claim, claim: Claim, before: Iterable[Claim], desk: Desk) -> Flag:
    said = (claim.value, claim.modifier)
    stale = next((one for one in before if (one.value, one.modifier) == said), None)
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
