"""What people sign goes to files of their own, which are only ever added to.

Entries in, dated and named lines out.

Checks, edits, links and assignments are all kept so, because then two people never write to one
file, and a merge of both lines is right. An entry is dated a second after its signer's last one at
the earliest: two in one second would have no order. Refused: entries without a name, those dated in
the future, and whatever `validate` would reject. Whether their words make sense is for those to say
who draft them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import TypeVar

from claims.errors import LedgerError
from claims.ledger import layout
from claims.ledger.canonical import format_line, format_row, read_table
from claims.ledger.columns import in_todays_columns, missing_columns
from claims.ledger.identity import checker_slug, entry_id, former_slug, person
from claims.ledger.lookup import cell
from claims.ledger.row_faults import refuse_faults
from claims.ledger.rows import TABLE_OF, entry_row
from claims.ledger.schema import SIGNED, Table
from claims.ledger.store import Change, Store
from claims.model import Assignment, Check, Dismissal, Edit, Link

Signed = TypeVar("Signed", Check, Edit, Link, Assignment, Dismissal)
_AT = "%Y-%m-%dT%H:%M:%SZ"


def now() -> str:
    """Return the current second in UTC, as the ledger writes it."""
    return datetime.now(UTC).strftime(_AT)


def signed_files(store: Store, table: Table) -> list[str]:
    """Return the names of the files of all people with entries of one kind."""
    return [
        name for name in store.names(table.folder, ".csv") if not name.endswith(layout.CONFLICTS)
    ]


def own_rows(store: Store, table: Table, by: str) -> list[dict[str, str]]:
    """Return what one person signed of one kind, in the order of the file."""
    name = own_file(store, table, by)
    return _rows(store, table, name) if store.has(name) else []


def own_file(store: Store, table: Table, by: str) -> str:
    """Return the file that a person signs in.

    It is the one named after them, or one of an earlier version that nobody else signed in.
    """
    own, former = (
        layout.signed_name(table.folder, slug(by)) for slug in (checker_slug, former_slug)
    )
    if own == former or store.has(own) or not store.has(former):
        return own
    return (
        former
        if {person(row["by"]) for row in _rows(store, table, former)} == {person(by)}
        else own
    )


def _rows(store: Store, table: Table, name: str) -> list[dict[str, str]]:
    return [row for _, row in read_table(store.lines(name), table, store.label(name))]


def entries_about(store: Store, claim_id: str) -> dict[Table, list[dict[str, str]]]:
    """Return all that people signed about a claim, links to it too, by kind and earliest first."""
    found: dict[Table, list[dict[str, str]]] = {}
    for table in SIGNED:
        rows = (
            row
            for name in signed_files(store, table)
            for _, row in read_table(store.lines(name), table, name)
        )
        about = [row for row in rows if claim_id in (row["claim_id"], row.get("other_id"))]
        found[table] = sorted(about, key=lambda row: row["at"])
    return found


def moment(store: Store, by: str, since: str = "") -> str:
    """Return now, or the second after the last entry of this person, and after `since`."""
    own = (row["at"] for table in SIGNED for row in own_rows(store, table, by)[-1:])
    last = max([since, *own])
    return max(now(), _next_second(last)) if last else now()


def signed(entry: Signed, at: str) -> Signed:
    """Return an entry with its date, unless it has one, and with its id."""
    table = TABLE_OF[type(entry)]
    dated = replace(entry, at=entry.at or at)
    key: Mapping[str, str] = {table.key: entry_id(entry_row(dated), table)}
    return replace(dated, **key)  # type: ignore[arg-type]  # the key is text in every table


def append(change: Change, store: Store, entries: Iterable[Signed]) -> list[Signed]:
    """Date entries and put those that are not there yet at the ends of their signers' files.

    Return all of them.
    """
    drafts = list(entries)
    for draft in drafts:
        _refuse(draft)
    moments = {by: moment(store, by) for by in {draft.by for draft in drafts}}
    all_signed: list[Signed] = []
    there: set[str] = set()
    for draft in drafts:
        entry = signed(draft, moments[draft.by])
        # the same twice at once: both are kept, one after the other
        while not draft.at and _key(entry) in there:
            entry = signed(draft, _next_second(entry.at))
        there.add(_key(entry))
        all_signed.append(entry)
    by_file: dict[tuple[str, Table], list[Signed]] = {}
    for entry in all_signed:
        table = TABLE_OF[type(entry)]
        by_file.setdefault((own_file(store, table, entry.by), table), []).append(entry)
    for (name, table), batch in by_file.items():
        _append(change, store, name, table, [entry_row(entry) for entry in batch])
    return all_signed


def _key(entry: Check | Edit | Link | Assignment | Dismissal) -> str:
    return entry_row(entry)[TABLE_OF[type(entry)].key]


def _refuse(draft: Check | Edit | Link | Assignment | Dismissal) -> None:
    """Raise `LedgerError` where a ledger must not hold what somebody wants to sign."""
    if not draft.by.strip():
        raise LedgerError("an entry needs a name: give --by, or set git's user.name")
    if not draft.by.isprintable():
        raise LedgerError(f"{draft.by!a} holds signs that nobody sees: give --by in letters")
    table = TABLE_OF[type(draft)]
    row = entry_row(draft)
    refuse_faults(
        row | {"at": row["at"] or now(), table.key: f"{table.key[0]}a"},
        table,
        f"{table.key[:-3]} of {draft.by}",
    )


def _append(
    change: Change, store: Store, name: str, table: Table, rows: Sequence[Mapping[str, str]]
) -> None:
    is_older = bool(missing_columns(store, name, table))  # refuses columns in another order
    there = {cell(line, 0) for line in change.lines(name)}
    new = {row[table.key]: row for row in rows if row[table.key].encode() not in there}
    lines = [format_row(row, table) for row in new.values()]
    if is_older:
        change.write(
            name, chain(in_todays_columns(change.lines(name), table, store.label(name)), lines)
        )
    else:
        change.append(name, lines, header=format_line(table.columns))


def _next_second(at: str) -> str:
    try:
        return (datetime.fromisoformat(at) + timedelta(seconds=1)).strftime(_AT)
    except (ValueError, OverflowError):
        raise LedgerError(
            f'the last entry is dated "{at}", after which there is no time left: remove it'
        ) from None
