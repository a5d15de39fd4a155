"""Groups of claims on one thing, and figures over time, for the terminal.

Groups in, rich tables out.

Every cell is text from outside and passes through `safe`. How they stand is given in words, and
colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from claims.model import Claim
from claims.numbers.compare import Accord, Group
from claims.numbers.desk import Desk
from claims.numbers.timeline import Point
from claims.views.safe import safe

_STYLES = {
    Accord.AGREE: "green",
    Accord.OVERLAP: "green",
    Accord.UPDATES: "blue",
    Accord.CONFLICT: "bold red",
}
_WORDS = {
    Accord.AGREE: "agree",
    Accord.OVERLAP: "overlap: hedges allow one number",
    Accord.UPDATES: "updates: later articles have another number",
    Accord.CONFLICT: "conflict: no number fits all",
}
_BAR = 24  # characters of the longest bar of a chart
_LONGEST_TITLE = 100


def group_table(group: Group, desk: Desk, id_length: int) -> Table:
    """Return one row a claim: its number with its hedge, who said it, outlet, day, id."""
    table = _started(group)
    for column in ("number", "who said it", "outlet", "day"):
        table.add_column(column, overflow="fold")
    table.add_column("id", style="cyan", no_wrap=True)
    for claim in group.claims:
        table.add_row(*_cells(claim, desk), claim.claim_id[:id_length])
    return table


def timeline_table(group: Group, points: Iterable[Point], desk: Desk, id_length: int) -> Table:
    """Return one row a claim in order of time.

    With the step from the one before, and a bar for its number.
    """
    table = _started(group)
    for column in ("day", "number", "step"):
        table.add_column(column, no_wrap=True)
    table.add_column("", no_wrap=True)
    for column in ("who said it", "outlet"):
        table.add_column(column, overflow="fold")
    table.add_column("id", style="cyan", no_wrap=True)
    points = list(points)
    largest = max((point.claim.value or Decimal(0) for point in points), default=Decimal(0))
    for point in points:
        number, said, outlet, day = _cells(point.claim, desk)
        table.add_row(
            day,
            number,
            _step(point),
            _bar(point, largest),
            said,
            outlet,
            point.claim.claim_id[:id_length],
        )
    return table


def _started(group: Group) -> Table:
    title = Text(_title(group), style="bold")
    title.append(f"\n{_WORDS[group.accord]}", style=_STYLES[group.accord])
    documents = len({claim.document_id for claim in group.claims})
    title.append(f", {documents} documents, {group.independent} independent")
    return Table(
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
        title=title,
        title_justify="left",
        title_style="",
    )


def _title(group: Group) -> str:
    """Return what the claims say, in the words of the first."""
    claim = group.claims[0]
    words = safe(claim.statement or claim.quote)
    return words if len(words) <= _LONGEST_TITLE else f"{words[: _LONGEST_TITLE - 1]}…"


def _cells(claim: Claim, desk: Desk) -> tuple[str, str, str, str]:
    document = desk.document(claim)
    said = claim.claimant or claim.source or ("unnamed" if claim.source == "" else "")
    return (
        safe(claim.surface),
        safe(said),
        safe(document.publisher or claim.document_id),
        safe(document.published[:10]),
    )


def _step(point: Point) -> str:
    if point.step is None or not point.step:
        return ""
    return f"{point.step:+,f}".rstrip("0").rstrip(".") if point.step % 1 else f"{point.step:+,.0f}"


def _bar(point: Point, largest: Decimal) -> RenderableType:
    value = point.claim.value or Decimal(0)
    length = int(value / largest * _BAR) if largest > 0 and value > 0 else 0
    open_end = "▸" if point.high is None else ""
    return Text("█" * max(length, 1 if value > 0 else 0) + open_end, style="cyan")
