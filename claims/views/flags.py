"""What an audit found, as a table for the terminal.

Flags and the claims they speak of in, a rich table out.

Every cell is text from outside and passes through `safe`. The arithmetic and the claims stand under
each message, since a flag that cannot be followed is not believed. The severity is given in words,
and colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from claims.ledger.dismissals import flag_id
from claims.model import Flag
from claims.views.safe import safe
from claims.views.tables import told

_STYLES = {"error": "bold red", "warning": "yellow", "info": "blue"}
_MOST = 4  # claims that are told of a flag: a headline can disagree with many
_ID_LENGTH = 6  # of a flag: enough to tell the flags of one ledger apart


def flags_table(
    flags: Iterable[Flag],
    rows: Mapping[str, Mapping[str, str]],
    id_length: int,
    is_plain: bool = False,
) -> Table:
    """Return one row a flag, in the order given.

    Args:
        flags: What was found.
        rows: The rows of claims.csv that they speak of, by id.
        id_length: Characters that tell the ledger's claims apart.
        is_plain: Whether signs set numbers off, because no style shows.
    """
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("severity", no_wrap=True)
    table.add_column("rule")
    table.add_column("what does not fit", overflow="fold")
    table.add_column("flag", style="dim", no_wrap=True)
    for flag in flags:
        words = Text(safe(flag.message))
        words.append(f"\n{safe(flag.arithmetic)}", style="dim")
        for claim_id in flag.claim_ids[:_MOST]:
            words.append("\n").append(safe(claim_id[:id_length]), style="cyan").append("  ")
            words.append_text(told(rows[claim_id], is_plain) if claim_id in rows else Text())
        if len(flag.claim_ids) > _MOST:
            words.append(f"\nand {len(flag.claim_ids) - _MOST:,} more claims", style="dim")
        table.add_row(
            Text(flag.severity, style=_STYLES[flag.severity]),
            flag.rule,
            words,
            flag_id(flag)[:_ID_LENGTH],
        )
    return table
