"""Counts for the terminal and for programs: `Stats` in, rich tables or one JSON object out.

Groups are shown largest first and cut where a terminal would scroll; the line below says how many
are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claims.model import STATUSES, Status
from claims.views.safe import safe
from claims.views.stats import Count, Stats, open_in

BAR = 24  # cells of the longest bar
_GAP = 2  # cells between columns


def counts_page(
    stats: Stats, labels: Mapping[Status, str], most: int, columns: int
) -> RenderableType:
    """Return all counts for a terminal of so many columns.

    Each group is cut to its first `most` lines; 0 shows all.
    """
    parts: list[RenderableType] = [_statuses(stats, labels)]
    groups = {
        "claimant": stats.by_claimant,
        "document": stats.by_document,
        "dimension": stats.by_dimension,
        "month": stats.by_month,
    }
    shown = {name: list(group)[: most or None] for name, group in groups.items()}
    longest = max((cell_len(safe(key)) for keys in shown.values() for key in keys), default=0)
    # so that all groups stand in the same columns
    width = max(min(longest, columns - _numbers_width(stats)), 10)
    for name, group in groups.items():
        parts += _group(name, {key: group[key] for key in shown[name]}, stats, width)
        if len(shown[name]) < len(group):
            parts.append(
                Text(f"and {len(group) - len(shown[name]):,} more: --limit 0 shows all", "dim")
            )
    if stats.by_checker:
        parts += [Text(), _checkers(stats.by_checker)]
    return Group(*parts)


def counts_record(stats: Stats) -> dict[str, Any]:
    """Return all counts as one object, in the order of their names here."""
    groups = {
        name: getattr(stats, name)
        for name in ("by_claimant", "by_document", "by_dimension", "by_month")
    }
    return {
        "claims": stats.claims,
        "open": stats.open,
        "documents": stats.documents,
        "checks": stats.checks,
        "statuses": _ordered(stats.statuses),
        **{
            name: {key: _ordered(count) for key, count in group.items()}
            for name, group in groups.items()
        },
        "by_checker": {name: dict(kinds) for name, kinds in stats.by_checker.items()},
    }


def _statuses(stats: Stats, labels: Mapping[Status, str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("status", no_wrap=True)
    table.add_column("claims", justify="right")
    table.add_column("", justify="right")
    table.add_column("")
    largest = max(stats.statuses.values(), default=0)
    for status, number in _ordered(stats.statuses).items():
        look = STATUSES[Status(status)]
        words = Text(f"{look.sign} {safe(labels.get(Status(status), status))}", look.colour)
        bar = "█" * max(round(BAR * number / largest), 1)
        table.add_row(words, f"{number:,}", f"{number / stats.claims:.0%}", Text(bar, look.colour))
    return table


def _group(
    name: str, group: Mapping[str, Count], stats: Stats, width: int
) -> Iterator[RenderableType]:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(name, overflow="fold", min_width=width, max_width=width)
    table.add_column("claims", justify="right")
    table.add_column("open", justify="right")
    shown = [Status(status) for status in _ordered(stats.statuses)]
    for status in shown:
        heading = Text(STATUSES[status].sign, STATUSES[status].colour)
        table.add_column(heading, justify="right", min_width=len(f"{stats.statuses[status]:,}"))
    for key, count in group.items():
        numbers = [f"{count[status]:,}" if count[status] else "" for status in shown]
        table.add_row(Text(safe(key)), f"{count.total():,}", f"{open_in(count):,}", *numbers)
    yield Text()
    yield table


def _numbers_width(stats: Stats) -> int:
    """Return the cells that the columns of numbers take, with the gaps before them."""
    numbers = [max(stats.statuses[status], 1) for status in Status if stats.statuses[status]]
    return sum(_GAP + len(f"{number:,}") for number in numbers) + len("claims  open") + 2 * _GAP


def _checkers(checkers: Mapping[str, Counter[str]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("checker", overflow="fold")
    table.add_column("checks", justify="right")
    table.add_column("", overflow="fold")
    for name, kinds in checkers.items():
        signed = ", ".join(f"{number:,} {kind}" for kind, number in kinds.most_common())
        table.add_row(Text(safe(name)), f"{kinds.total():,}", signed)
    return table


def _ordered(count: Count) -> dict[str, int]:
    """Return the statuses that there are, in their own order."""
    return {status.value: count[status] for status in Status if count[status]}
