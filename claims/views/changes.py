"""What changed between two versions, for the terminal and for programs: a diff in.

Rich text, or records for JSON, out. Claims are named by their short id, their words and who said
them; changed cells stand below, old before new. Everything from a ledger passes through `safe`, and
every sign (+ - ~) says the same as its colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rich.text import Text

from claims.ledger.checks import Standing
from claims.ledger.diff import Changed, Diff, Rows
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS, Table
from claims.model import Status
from claims.views.safe import safe
from claims.views.since import since
from claims.views.tables import status, told

_SHORT = 40  # characters: two cells of this length and an arrow fit on a line
_CONTEXT = 15  # characters shown before and after what differs in a long cell
_DIGEST = 8  # digits of a file's hash: enough to tell two editions apart
# move whenever words are added before them
OFFSETS = frozenset({"start", "end", "source_start", "source_end"})


def changes(
    diff: Diff, id_length: int, labels: Mapping[Status, str], is_plain: bool = False
) -> Iterator[Text]:
    """Yield the lines of a diff: documents, claims, then where statuses moved and why.

    `is_plain` sets numbers off by signs, for readers who see no style.
    """

    def claim(row: Mapping[str, str]) -> Text:
        return Text.assemble((safe(row["claim_id"])[:id_length], "cyan"), "  ", told(row, is_plain))

    yield from _table("documents", diff.documents, _document)
    yield from _table("claims", diff.claims, claim)
    if diff.moves:
        yield Text("checks", style="bold")
    for move in diff.moves:
        named = claim(move.claim) if move.claim else Text(move.claim_id, style="cyan")
        yield Text("  ").append_text(named)
        yield Text("      ").append_text(_moved(move.old, move.new, labels))
        for sign, rows in (("+", diff.checks.added), ("-", diff.checks.removed)):
            for row in rows:
                if row["claim_id"] == move.claim_id:
                    yield _check(sign, row)
        for changed in diff.checks.changed:
            if changed.new["claim_id"] == move.claim_id:
                yield Text("      ~ a check was rewritten:", style="bold red")
                yield from _cells(changed)


def records(diff: Diff) -> Iterator[dict[str, Any]]:
    """Yield one record for each row that differs, then one for each status that moved."""
    for table, rows in ((DOCUMENTS, diff.documents), (CLAIMS, diff.claims), (CHECKS, diff.checks)):
        yield from _row_records(table, rows)
    for move in diff.moves:
        if (move.old.status, move.old.awaiting) != (move.new.status, move.new.awaiting):
            yield {
                "change": "status",
                "claim_id": move.claim_id,
                "old": move.old.status,
                "new": move.new.status,
                "awaiting": move.new.awaiting,
            }


def _row_records(table: Table, rows: Rows) -> Iterator[dict[str, Any]]:
    name = table.name.removesuffix("s")
    if rows.columns:
        yield {"change": "columns", "table": table.name, "columns": list(rows.columns)}
    for row in rows.added:
        yield {"change": "added", name: row}
    for row in rows.removed:
        yield {"change": "removed", name: row}
    for changed in rows.changed:
        cells = {column: {"old": old, "new": new} for column, (old, new) in changed.cells.items()}
        yield {"change": "changed", table.key: changed.new[table.key], "fields": cells}


def _table(title: str, rows: Rows, named: Callable[[Mapping[str, str]], Text]) -> Iterator[Text]:
    if rows:
        yield Text(title, style="bold")
    if rows.columns:
        yield Text(f"  only one of the versions has {', '.join(rows.columns)}", style="dim")
    for sign, style, some in (("+", "green", rows.added), ("-", "red", rows.removed)):
        for row in some:
            yield Text(f"  {sign} ", style=style).append_text(named(row))
    for changed in rows.changed:
        yield Text("  ~ ", style="yellow").append_text(named(changed.new))
        yield from _cells(changed)


def _cells(changed: Changed) -> Iterator[Text]:
    shown = {name: cells for name, cells in changed.cells.items() if name not in OFFSETS}
    if not shown:
        yield Text("      moved in its text", style="dim")
    for name, (old, new) in shown.items():
        label = (f"      {name}: ", "dim")
        cells = (old[:_DIGEST], new[:_DIGEST]) if name == "sha256" else _around_change(old, new)
        was, now = (safe(cell) or "(empty)" for cell in cells)
        if len(was) + len(now) <= 2 * _SHORT:
            yield Text.assemble(label, (was, "red"), " -> ", (now, "green"))
        else:
            yield from (
                Text.assemble(label),
                Text(f"        - {was}", "red"),
                Text(f"        + {now}", "green"),
            )


def _around_change(old: str, new: str) -> tuple[str, str]:
    """Return what differs in two long cells, with some of the words around it.

    Short cells are returned as they are.
    """
    if min(len(old), len(new)) <= _SHORT:
        return old, new
    first = _same_start(old, new)
    same = max(0, _same_start(old[first:][::-1], new[first:][::-1]) - _CONTEXT)
    first = max(0, first - _CONTEXT)
    was, now = (cell[first : len(cell) - same] for cell in (old, new))
    before, after = "…" if first else "", "…" if same else ""
    return f"{before}{was}{after}", f"{before}{now}{after}"


def _same_start(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _document(row: Mapping[str, str]) -> Text:
    return Text.assemble((safe(row["document_id"]), "cyan"), "  ", safe(row["title"]))


def _moved(old: Standing, new: Standing, labels: Mapping[Status, str]) -> Text:
    if (old.status, old.awaiting) == (new.status, new.awaiting):
        return status(new, labels)
    was = since(new)
    return (
        status(old, labels)
        .append(" -> ", style="default")
        .append_text(status(new, labels).append(f" ({safe(was)})" if was else ""))
    )


def _check(sign: str, row: Mapping[str, str]) -> Text:
    said: Iterable[str] = (
        row["status"],
        row["reason"].replace("_", " "),
        row["note"],
        row["evidence_url"],
    )
    words = ": ".join(safe(part) for part in said if part)
    return Text.assemble(
        f"      {sign} ", (safe(row["at"][:10]), "dim"), f"  {safe(row['by'])}  ", words
    )
