"""What happened to a ledger, or to one claim of it, commit by commit.

A history in, events out in the order in which they came to be: rows logged, cells changed with old
and new, rows that went. A merge tells only what it did itself: what its sides did, they have told.
What stands in the work tree and is not committed yet comes last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.ledger.git.history import History, News, Rows
from claims.ledger.git.repository import Commit
from claims.ledger.schema import CLAIMS, SIGNED, TABLES, Table

Row = dict[str, str]


class Kind(StrEnum):
    """What happened to a row."""

    LOGGED = "logged"
    CHANGED = "changed"
    COMBINED = "combined"  # a merge put together the cells of its sides
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell, before and after."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a commit did to one row.

    `row` is the row afterwards, or as it was when it went.
    """

    commit: Commit
    kind: Kind
    table: Table
    file: str
    row: Row
    changes: tuple[Change, ...] = ()


def tell(
    history: History,
    claim_id: str = "",
    watch: Callable[[Iterable[Commit]], Iterable[Commit]] = iter,
) -> Iterator[Event]:
    """Yield the events of a ledger, or those of one claim and its checks.

    `watch` sees the commits pass.
    """
    tables = (CLAIMS, *SIGNED) if claim_id else TABLES
    logged: dict[tuple[str, str], list[str]] = {}
    for commit in watch((*history.commits, history.uncommitted)):
        for table in tables:
            for event in _events(history, commit, table, claim_id, logged):
                if event.kind is Kind.LOGGED:
                    logged.setdefault((table.name, event.row[table.key]), []).append(commit.id)
                yield event


def _events(
    history: History,
    commit: Commit,
    table: Table,
    claim_id: str,
    logged: dict[tuple[str, str], list[str]],
) -> Iterator[Event]:
    news = history.news(commit, table, claim_id)
    for key, (file, row) in news.fresh.items():
        before = [rows[key][1] for rows in news.gone if key in rows]
        changes = _changes(before, row, table.columns)
        kind = Kind.CHANGED if changes else Kind.COMBINED if before else Kind.LOGGED
        yield Event(commit, kind, table, file, row, changes)
    for key, (file, row) in _gone_for_good(news).items():
        since = logged.get((table.name, key), ())
        if not _is_removed_before(history, commit, news, key, since):
            yield Event(commit, Kind.REMOVED, table, file, row)


def _gone_for_good(news: News) -> Rows:
    """Return the rows that a commit has in no form, as the first parent that had them says."""
    gone: dict[str, tuple[str, Row]] = {}
    for rows in news.gone:
        for key, found in rows.items():
            if key not in news.fresh:
                gone.setdefault(key, found)
    return gone


def _changes(before: Sequence[Row], row: Row, columns: Iterable[str]) -> tuple[Change, ...]:
    """Return the cells of a row that are as none of its versions before had them."""
    return tuple(
        Change(name, before[0][name], row[name])
        for name in columns
        if before and all(old[name] != row[name] for old in before)
    )


def _is_removed_before(
    history: History, commit: Commit, news: News, key: str, logged: Sequence[str]
) -> bool:
    """Tell whether a parent of a merge lacks a row that its own history had."""
    without = [
        parent for parent, rows in zip(commit.parents, news.gone, strict=True) if key not in rows
    ]
    return any(history.has_ancestor(parent, logged) for parent in without)
