"""The story of a ledger in words: events of its history in, lines of plain text out, safe for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from claims.ledger.git import Commit
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS
from claims.ledger.story import Event, Kind
from claims.views.safe import safe

_SHORT = 60  # characters of a cell in a line that lists several
_OFFSETS = frozenset({"start", "end", "source_start", "source_end"})  # move whenever words are added before them


def commit_line(commit: Commit) -> str:
    """Return who committed what and when, on one line."""
    if not commit.id:
        return "not committed yet"
    return safe(f"{commit.id[:10]} {commit.at[:10]} {commit.at[11:16]} {commit.author}: {commit.subject}")


def event_lines(event: Event) -> Iterator[str]:
    """Yield what happened to one row, cell by cell."""
    if event.table is CHECKS and event.kind is Kind.LOGGED:
        yield safe(_check(event.row))
    elif event.kind is Kind.CHANGED:
        shown = [change for change in event.changes if change.field not in _OFFSETS]
        for change in shown:
            yield safe(f'{change.field} "{change.old}" -> "{change.new}"')
        if not shown:
            yield "moved in its text"
    elif event.kind is Kind.COMBINED:
        yield "put together from the corrections of both sides"
    else:
        yield safe(f"{event.kind}: {_name(event)}")


def summary_lines(events: Iterable[Event]) -> Iterator[str]:
    """Yield what one commit did to a ledger: new rows counted, changed and removed ones by id."""
    logged: Counter[str] = Counter()
    signed: Counter[tuple[str, str]] = Counter()
    documents = []
    others = []
    for event in events:
        if event.kind is not Kind.LOGGED:
            others.append(event)
        elif event.table is CLAIMS:
            logged[event.row["document_id"]] += 1
        elif event.table is CHECKS:
            signed[event.row["by"], event.row["status"] or "note"] += 1
        else:
            documents.append(event.row)
    for row in documents:
        yield safe(f"document {row['document_id']}: {row['title']}")
    for document_id, count in logged.items():
        yield safe(f"{count:,} claim{'s' * (count != 1)} logged in {document_id}")
    for by in dict.fromkeys(by for by, _ in signed):
        yield safe(f"{by} signed " + ", ".join(f"{count} {word}" for (who, word), count in signed.items() if who == by))
    for event in others:
        key = event.row[event.table.key]
        yield f"{safe(key)} " + "; ".join(_shortened(line) for line in event_lines(event))


def event_record(event: Event) -> dict[str, Any]:
    """Return an event as one object for `--json`."""
    commit = event.commit
    return {
        "commit": commit.id,
        "author": commit.author,
        "email": commit.email,
        "at": commit.at,
        "subject": commit.subject,
        "kind": event.kind.value,
        "table": event.table.name,
        "file": event.file,
        "id": event.row[event.table.key],
        "changes": [{"field": change.field, "old": change.old, "new": change.new} for change in event.changes],
        "row": {name: cell for name, cell in event.row.items() if cell},
    }


def _check(row: Mapping[str, str]) -> str:
    """Return one check in words: "ben signed false (overstated) on 2026-02-03: The ministry counts 27"."""
    reason = f" ({row['reason']})" if row["reason"] else ""
    verdict = f"signed {row['status']}{reason}" if row["status"] else "noted"
    return f"{row['by']} {verdict} on {row['at'][:10]}" + "".join(
        f": {row[name]}" for name in ("note", "evidence_url") if row[name]
    )


def _name(event: Event) -> str:
    row = event.row
    if event.table is CLAIMS:
        return f'"{row["surface"]}"' + (f", {row['claimant']}" if row["claimant"] else "")
    return row["title"] if event.table is DOCUMENTS else _check(row)


def _shortened(line: str) -> str:
    return line if len(line) <= 2 * _SHORT else f"{line[: 2 * _SHORT]}…"
