"""Claims as a table for the terminal: found claims in, a rich table out that reads well from 80 columns on.

Every cell is text from outside and passes through `safe`; long cells wrap, and only a document's title is ever cut
off. The status is given in words, and colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from claims.ledger.cells import decimal
from claims.ledger.checks import Standing
from claims.ledger.filters import Found
from claims.model import Status
from claims.views.amounts import amount
from claims.views.safe import safe
from claims.views.statuses import LOOKS

OWN_VOICE = "(own voice)"  # the outlet itself says it
UNNAMED = "(not named)"
_NO_LABELS: Mapping[Status, str] = {}
WIDE = 120  # columns from which there is room for the document


def claims_table(
    found: Iterable[Found], width: int, id_length: int, labels: Mapping[Status, str] = _NO_LABELS
) -> Table:
    """Return the claims as a table.

    Args:
        found: The claims in the order of the rows.
        width: Columns that there are; from 120 on each claim's document is named.
        id_length: Characters that tell the ledger's claims apart.
        labels: What the desk calls a status.
    """
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", expand=width >= WIDE)
    table.add_column("id", style="cyan", no_wrap=True)
    table.add_column("number", justify="right", no_wrap=True)
    table.add_column("unit", overflow="fold", ratio=2 if width >= WIDE else None)
    table.add_column("about", overflow="fold", ratio=4 if width >= WIDE else None)
    table.add_column("claimant", overflow="fold", ratio=3 if width >= WIDE else None)
    table.add_column("status", no_wrap=True)
    if width >= WIDE:
        table.add_column("document", overflow="ellipsis", no_wrap=True, ratio=3)
    for claim in found:
        row = claim.row
        cells = [
            Text(row["claim_id"][:id_length]),
            Text(safe(row_amount(row))),
            Text("" if row["unit"] == "percent" else safe(row["unit"])),
            Text(safe(row["about"])),
            claimant(row),
            status(claim.standing, labels).append_text(remark(claim)),
        ]
        if width >= WIDE:
            cells.append(Text(safe(claim.document["title"] or row["document_id"]), style="dim"))
        table.add_row(*cells)
    return table


def remark(found: Found) -> Text:
    """Return what a status alone would hide: which one it was before the claim changed, and that it is gone."""
    text = Text(style="bold")
    if found.standing.was:
        text.append(f"\nwas {found.standing.was}")
    return text.append("\ngone from the text") if found.row["gone"] else text


def row_amount(row: Mapping[str, str]) -> str:
    """Return the number of a claim's row with its hedge; the words themselves where the row has no number."""
    number = amount(decimal(row["value"]), decimal(row["upper"]), row["modifier"], row["trend"], row["unit"])
    return number or row["surface"]


def claimant(row: Mapping[str, str]) -> Text:
    """Return who is credited, as far as the document names anybody, and whether they deny or ask it."""
    named = safe(row["claimant"] or row["source"])
    text = Text(named) if named else Text(UNNAMED if row["cue"] else OWN_VOICE, style="dim")
    return text if row["stance"] == "asserted" else text.append(f" ({row['stance']})", style="italic")


def status(standing: Standing, labels: Mapping[Status, str] = _NO_LABELS) -> Text:
    """Return a status in the desk's words, with its sign; a status that awaits a second checker says so."""
    shown = standing.awaiting or standing.status
    look = LOOKS[shown]
    text = Text(f"{look.sign} {safe(labels.get(shown, shown.value))}", style=look.style)
    return text.append(" (1 of 2)", style="default") if standing.awaiting else text
