"""Counts for the terminal and for programs: `Stats` in, rich tables or one JSON object out.

Groups are shown largest first and cut where a terminal would scroll; the line below says how many are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claims.model import Status
from claims.views.safe import safe
from claims.views.stats import Count, Stats, open_in
from claims.views.statuses import LOOKS

BAR = 24  # cells of the longest bar


def counts_page(stats: Stats, labels: Mapping[Status, str], most: int) -> RenderableType:
    """Return all counts; of each group at most `most` lines, all of them with 0."""
    parts: list[RenderableType] = [_statuses(stats, labels)]
    groups = {
        "claimant": stats.by_claimant,
        "document": stats.by_document,
        "dimension": stats.by_dimension,
        "month": stats.by_month,
    }
    for name, group in groups.items():
        parts += _group(name, group, stats.statuses, most)
    if stats.by_checker:
        parts += [Text(), _checkers(stats.by_checker)]
    return Group(*parts)


def counts_record(stats: Stats) -> dict[str, Any]:
    """Return all counts as one object, in the order of their names here."""
    groups = {name: getattr(stats, name) for name in ("by_claimant", "by_document", "by_dimension", "by_month")}
    return {
        "claims": stats.claims,
        "open": stats.open,
        "documents": stats.documents,
        "checks": stats.checks,
        "statuses": _ordered(stats.statuses),
        **{name: {key: _ordered(count) for key, count in group.items()} for name, group in groups.items()},
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
        look = LOOKS[Status(status)]
        words = Text(f"{look.sign} {safe(labels.get(Status(status), status))}", look.style)
        bar = "█" * max(round(BAR * number / largest), 1)
        table.add_row(words, f"{number:,}", f"{number / stats.claims:.0%}", Text(bar, look.style))
    return table


def _group(name: str, group: Mapping[str, Count], statuses: Count, most: int) -> Iterator[RenderableType]:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(name, overflow="fold", ratio=1)
    table.add_column("claims", justify="right")
    table.add_column("open", justify="right")
    shown = [Status(status) for status in _ordered(statuses)]
    for status in shown:
        table.add_column(Text(LOOKS[status].sign, LOOKS[status].style), justify="right")
    keys = list(group)[: most or None]
    for key in keys:
        count = group[key]
        numbers = [f"{count[status]:,}" if count[status] else "" for status in shown]
        table.add_row(Text(safe(key)), f"{count.total():,}", f"{open_in(count):,}", *numbers)
    yield Text()
    yield table
    if len(keys) < len(group):
        yield Text(f"and {len(group) - len(keys):,} more: --limit 0 shows all", "dim")


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
