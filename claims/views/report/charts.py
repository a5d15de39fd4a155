"""The charts of the report as numbers to draw.

Counts in, bars and columns in percent of their room out.

The template turns them into inline SVG with their words beside them, so that a chart says nothing
that a reader without sight, colour or script does not get.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from claims.ledger.cells import is_date
from claims.model import Status
from claims.views.figures import Figure
from claims.views.stats import NONE, Count, Stats, open_in

CLAIMANTS = 10  # bars
CHART_WIDTH, CHART_HEIGHT = 300, 60  # units of the chart of a figure over time
COLUMNS = 36  # of the chart over time; with more months than that it counts by year


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: where it begins and how long it is, in percent of the longest bar."""

    status: str
    start: float
    length: float
    number: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart: its name, its parts, and its numbers."""

    name: str
    parts: tuple[Part, ...]
    claims: int
    open: int


@dataclass(frozen=True, slots=True)
class Column:
    """One month or year: heights in percent of the highest."""

    name: str
    claims: int
    open: int
    height: float
    open_height: float


class Spot(NamedTuple):
    """One number of a figure over time: its place in the chart, and the ends its words allow."""

    x: float
    y: float
    top: float


def figure_spots(figure: Figure) -> list[Spot]:
    """Return the numbers of a figure from the first to the last, with room in days between them.

    Claims without a day stand in no chart. An open end reaches the top.
    """
    dated = [line for line in figure.lines if is_date(line.told.day)]
    days = [date.fromisoformat(line.told.day).toordinal() for line in dated]
    span = max(days, default=0) - min(days, default=0) or 1
    return [
        Spot(
            round(CHART_WIDTH * (day - days[0]) / span, 1),
            round(CHART_HEIGHT * (1 - line.share), 1),
            round(CHART_HEIGHT * (1 - (1.0 if line.high is None else line.high)), 1),
        )
        for day, line in zip(days, dated, strict=True)
    ]


def status_bars(stats: Stats) -> list[Bar]:
    """Return a bar for each status that there is."""
    largest = max(stats.statuses.values(), default=1)
    return [
        _bar(status.value, stats.statuses.only(status), largest)
        for status in Status
        if stats.statuses[status]
    ]


def claimant_bars(stats: Stats) -> list[Bar]:
    """Return a bar for each of those who are credited most, cut at their statuses."""
    largest = max((count.total() for count in stats.by_claimant.values()), default=1)
    return [
        _bar(name, count, largest) for name, count in list(stats.by_claimant.items())[:CLAIMANTS]
    ]


def time_columns(stats: Stats) -> list[Column]:
    """Return a column for each month from the first to the last.

    If they are many, return one for each year.
    """
    months = {name: count for name, count in stats.by_month.items() if name != NONE}
    counts = months if len(_between(months)) <= COLUMNS else _years(months)
    largest = max((count.total() for count in counts.values()), default=1)
    columns = []
    for name in _between(counts):
        count = counts.get(name, Count())
        height, waiting = 100 * count.total() / largest, open_in(count)
        columns.append(
            Column(
                name, count.total(), waiting, round(height, 2), round(100 * waiting / largest, 2)
            )
        )
    return columns


def _bar(name: str, count: Count, largest: int) -> Bar:
    parts = []
    start = 0.0
    for status in Status:
        if number := count[status]:
            length = 100 * number / largest
            parts.append(Part(status.value, round(start, 2), round(length, 2), number))
            start += length
    return Bar(name, tuple(parts), count.total(), open_in(count))


def _years(months: Mapping[str, Count]) -> dict[str, Count]:
    years: dict[str, Count] = {}
    for name, count in months.items():
        years.setdefault(name[:4], Count()).include(count)
    return years


def _between(counts: Mapping[str, Count]) -> list[str]:
    """Return the names of all months or years from the first to the last.

    Those without claims are among them.
    """
    if not counts:
        return []
    first, last = min(counts), max(counts)
    if len(first) == 4:
        return [str(year) for year in range(int(first), int(last) + 1)]
    months = range(_month(first), _month(last) + 1)
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]


def _month(name: str) -> int:
    return int(name[:4]) * 12 + int(name[5:7]) - 1
