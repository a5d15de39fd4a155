"""Groups of claims on one thing, and figures over time, for the terminal.

Groups in, rich tables out.

Every cell is text from outside and passes through `safe`. How they stand is given in words, and
colour only repeats it.
"""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from claims.numbers.compare import Accord, Group
from claims.numbers.desk import Desk
from claims.views.figures import ACCORDS, FigureLine, figure, title_of, told_of
from claims.views.safe import safe

_STYLES = {
    Accord.AGREE: "green",
    Accord.OVERLAP: "green",
    Accord.UPDATES: "blue",
    Accord.CONFLICT: "bold red",
}
_BAR = 12  # characters of the longest bar of a chart
_NAME = 10  # characters that a name has at least, so that it reads well on 80 columns


def group_table(group: Group, desk: Desk, id_length: int) -> Table:
    """Return one row a claim: its number with its hedge, who said it, outlet, day, id."""
    table = _started(group)
    for column in ("number", "who said it", "outlet", "day"):
        table.add_column(column, overflow="fold")
    table.add_column("id", style="cyan", no_wrap=True)
    for claim in group.claims:
        table.add_row(*map(safe, told_of(claim, desk)), claim.claim_id[:id_length])
    return table


def timeline_table(group: Group, desk: Desk, id_length: int) -> Table:
    """Return one row a claim in order of time.

    Each has the step from the one before, and a bar for its number.
    """
    table = _started(group)
    table.add_column("day", no_wrap=True)
    table.add_column("number", min_width=_NAME)
    for column in ("step", ""):
        table.add_column(column, no_wrap=True)
    for column in ("who said it", "outlet"):
        table.add_column(column, overflow="fold", min_width=_NAME)
    table.add_column("id", style="cyan", no_wrap=True)
    for line in figure(group, desk).lines:
        number, said, outlet, day = map(safe, line.told)
        claim_id = line.claim.claim_id[:id_length]
        table.add_row(day, number, line.step, _bar(line), said, outlet, claim_id)
    return table


def _started(group: Group) -> Table:
    title = Text(safe(title_of(group)), style="bold")
    title.append(f"\n{ACCORDS[group.accord]}", style=_STYLES[group.accord])
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


def _bar(line: FigureLine) -> Text:
    open_end = "▸" if line.high is None else ""
    length = max(int(line.share * _BAR), 1 if line.share else 0)
    return Text("█" * length + open_end, style="cyan")
