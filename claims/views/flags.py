"""What an audit found, as a table for the terminal: flags in, a rich table out.

Every cell is text from outside and passes through `safe`. The arithmetic stands under each message, since a flag that
cannot be followed is not believed. The severity is given in words, and colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from claims.model import Flag
from claims.views.safe import safe

_STYLES = {"error": "bold red", "warning": "yellow", "info": "blue"}
_MOST_IDS = 4  # a headline can disagree with many


def flags_table(flags: Iterable[Flag], id_length: int) -> Table:
    """Return one row a flag, in the order given; `id_length` characters tell the ledger's claims apart."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("severity", no_wrap=True)
    table.add_column("rule")
    table.add_column("what does not fit", overflow="fold")
    table.add_column("ids", style="cyan", no_wrap=True)
    for flag in flags:
        words = Text(safe(flag.message))
        words.append(f"\n{safe(flag.arithmetic)}", style="dim")
        ids = [claim_id[:id_length] for claim_id in flag.claim_ids[:_MOST_IDS]]
        severity = Text(flag.severity, style=_STYLES[flag.severity])
        table.add_row(severity, flag.rule, words, "\n".join(ids))
    return table
