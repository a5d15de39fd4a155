"""What an edited article changed, as a table for the terminal: revised claims in, a rich table out.

Every cell is text from outside and passes through `safe`. A check that was signed on another number
is pointed out, since its status no longer speaks for the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.table import Table
from rich.text import Text

from claims.ledger.checks import Standing
from claims.ledger.revise import Change, FieldChange
from claims.views.safe import safe
from claims.views.since import since

_LABELS = {"title": "headline", "other": ""}  # a change of no special kind is called by its field
_KEPT = "corrected by hand before, so it stands"
_SHOWN_IN_CLAIMS = "new"  # new claims have the table of claims


def changes_table(
    fields: Iterable[FieldChange],
    changes: Iterable[Change],
    standing: Callable[[str], Standing],
    id_length: int,
) -> Table:
    """Return one row for each change but new claims; it has no rows where nothing else changed."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("changed", no_wrap=True)
    table.add_column("id", style="cyan", no_wrap=True)
    for name in ("before", "now", ""):
        table.add_column(name, overflow="fold")
    for field in fields:
        table.add_row(_LABELS.get(field.field, field.field), "", *map(_words, field[1:]), "")
    for change in changes:
        if change.kind != _SHOWN_IN_CLAIMS:
            what = _LABELS.get(change.kind, change.kind) or change.field
            remark = _remark(change, standing(change.claim.claim_id))
            claim_id = Text(change.claim.claim_id[:id_length])
            table.add_row(what, claim_id, _words(change.before), _words(change.after), remark)
    return table


def _remark(change: Change, standing: Standing) -> Text:
    was = since(standing)
    if change.kind == "gone":
        return Text("; ".join(filter(None, ("no longer said; kept in the ledger", was))))
    if was:
        return Text(f"{was}: check again", style="bold")
    return Text(_KEPT if change.kept else "")


def _words(text: str) -> Text:
    return Text(safe(text))
