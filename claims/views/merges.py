"""What a merge left to people, in words: decisions in, lines for a terminal out."""

from __future__ import annotations

from claims.ledger.merging.conflicts import Conflict
from claims.ledger.merging.decisions import Combined, Decision
from claims.views.safe import safe


def conflict_line(conflict: Conflict | Decision) -> str:
    """Return which cell is in conflict and what both sides have there."""
    return (
        f'{safe(conflict.id)} {safe(conflict.field)}: "{safe(conflict.ours)}" here, '
        f'"{safe(conflict.theirs)}" there'
    )


def combined_line(row: Combined) -> str:
    """Return which row to read again, and what each side changed in it."""
    both = f"{', '.join(row.ours)} here, {', '.join(row.theirs)} there"
    return f"{safe(row.id)}: read it again, both sides changed it: {both}"
