"""The story of a ledger in words.

Events of its history in, lines of plain text out, safe for a terminal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.ledger.completing import NEW
from claims.ledger.git.repository import Commit
from claims.ledger.git.story import Event, Kind
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS, SIGNED
from claims.views.safe import safe
from claims.views.signed import signed_words

_SHORT = 60  # characters of a cell in a line that lists several
# move whenever words are added before them
_OFFSETS = frozenset({"start", "end", "source_start", "source_end"})


def commit_line(commit: Commit) -> str:
    """Return who committed what and when, on one line."""
    if not commit.id:
        return "not committed yet"
    return safe(
        f"{commit.id[:10]} {commit.at[:10]} {commit.at[11:16]} {commit.author}: {commit.subject}"
    )


def event_lines(event: Event) -> Iterator[str]:
    """Yield what happened to one row, cell by cell."""
    if event.table in SIGNED and event.kind is Kind.LOGGED:
        yield signed_words(event.row, event.table)
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
    counted, others = _Counted(), []
    for event in events:
        if not counted.take(event):
            others.append(event)
    yield from counted.lines()
    for event in others:
        key = event.row[event.table.key]
        yield f"{safe(key)} " + "; ".join(_shortened(line) for line in event_lines(event))


@dataclass
class _Counted:
    """What one commit logged and completed, where a number says enough."""

    documents: list[Mapping[str, str]] = field(default_factory=list)
    logged: Counter[str] = field(default_factory=Counter)
    signed: Counter[tuple[str, str]] = field(default_factory=Counter)
    completed: Counter[str] = field(default_factory=Counter)

    def take(self, event: Event) -> bool:
        """Count an event; return whether it is one that is counted."""
        if _is_completed(event):
            self.completed.update(change.field for change in event.changes)
        elif event.kind is not Kind.LOGGED:
            return False
        elif event.table is CLAIMS:
            self.logged[event.row["document_id"]] += 1
        elif event.table in SIGNED:
            self.signed[event.row["by"], _what(event)] += 1
        else:
            self.documents.append(event.row)
        return True

    def lines(self) -> Iterator[str]:
        """Yield what was counted: documents, claims, signed entries, columns filled in."""
        for row in self.documents:
            yield safe(f"document {row['document_id']}: {row['title']}")
        for document_id, count in self.logged.items():
            yield safe(f"{count:,} claim{'s' * (count != 1)} logged in {document_id}")
        for by in dict.fromkeys(by for by, _ in self.signed):
            told = (f"{count} {word}" for (who, word), count in self.signed.items() if who == by)
            yield safe(f"{by} signed {', '.join(told)}")
        for name, count in self.completed.items():
            yield (
                f"{name} filled in for {count:,} claim{'s' * (count != 1)}, which an older "
                "claimbook logged without it"
            )


def _what(event: Event) -> str:
    if event.table is CHECKS:
        return event.row["status"] or "note"
    return event.table.name.removesuffix("s")


def _is_completed(event: Event) -> bool:
    """Tell whether columns were filled and nothing else happened to a claim.

    An older claimbook did not have these columns.
    """
    return event.kind is Kind.CHANGED and all(
        change.field in NEW and not change.old for change in event.changes
    )


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
        "changes": [
            {"field": change.field, "old": change.old, "new": change.new}
            for change in event.changes
        ],
        "row": {name: cell for name, cell in event.row.items() if cell},
    }


def _name(event: Event) -> str:
    row = event.row
    if event.table is CLAIMS:
        return f'"{row["statement"] or row["surface"]}"' + (
            f", {row['claimant']}" if row["claimant"] else ""
        )
    return row["title"] if event.table is DOCUMENTS else signed_words(row, event.table)


def _shortened(line: str) -> str:
    return line if len(line) <= 2 * _SHORT else f"{line[: 2 * _SHORT]}…"
