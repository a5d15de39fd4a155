"""Figures over time in words and shares: a group of claims with its points in, lines to draw out.

The terminal and the report both draw these lines, each in its own way: what a day, a number, a step
and a name read like, and how long a bar is, is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from claims.decimals import exactly
from claims.model import Claim
from claims.numbers.compare import Accord, Group
from claims.numbers.desk import Desk
from claims.numbers.timeline import Point, points

ACCORDS = {
    Accord.AGREE: "agree",
    Accord.OVERLAP: "overlap: hedges allow one number",
    Accord.UPDATES: "updates: later articles have another number",
    Accord.CONFLICT: "conflict: no number fits all",
}
_LONGEST_TITLE = 100


class Told(NamedTuple):
    """A claim of a group in words: its number, who said it, the outlet, the day."""

    number: str
    said: str
    outlet: str
    day: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One claim of a figure; shares are of the highest number of the figure, from 0 to 1."""

    claim: Claim
    told: Told
    step: str
    share: float
    high: float | None  # None where the words set no upper end


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure over time.

    It says what it is in words, how its values stand to each other, and which claims give them.
    """

    title: str
    accord: str
    documents: int
    independent: int
    lines: tuple[FigureLine, ...]


def figure(group: Group, desk: Desk) -> Figure:
    """Return a group as a figure over time."""
    documents = len({claim.document_id for claim in group.claims})
    lines = tuple(_lines(list(points(group, desk)), desk))
    return Figure(title_of(group), ACCORDS[group.accord], documents, group.independent, lines)


def title_of(group: Group) -> str:
    """Return what the claims of a group say, in the words of the first."""
    claim = group.claims[0]
    words = claim.statement or claim.quote
    return words if len(words) <= _LONGEST_TITLE else f"{words[: _LONGEST_TITLE - 1]}…"


def told_of(claim: Claim, desk: Desk) -> Told:
    """Return a claim of a group in words."""
    document = desk.document(claim)
    said = claim.claimant or claim.source or ("unnamed" if claim.source == "" else "")
    outlet = document.publisher or claim.document_id
    return Told(claim.surface, said, outlet, document.published[:10])


@exactly
def _lines(found: list[Point], desk: Desk) -> Iterable[FigureLine]:
    ends = [end for point in found for end in (point.claim.value, point.high) if end is not None]
    largest = max(ends, default=Decimal(0))

    def share(value: Decimal) -> float:
        return round(float(value / largest), 4) if largest > 0 and value > 0 else 0.0

    return [
        FigureLine(
            point.claim,
            told_of(point.claim, desk),
            _step(point),
            share(point.claim.value or Decimal(0)),
            None if point.high is None else share(point.high),
        )
        for point in found
    ]


def _step(point: Point) -> str:
    if point.step is None or not point.step:
        return ""
    return f"{point.step:+,f}".rstrip("0").rstrip(".") if point.step % 1 else f"{point.step:+,.0f}"
