"""Corrections typed straight into claims.csv.

A ledger in, the cells that somebody typed out, marked and signed.

Whenever claimbook writes claims.csv or documents.csv, it keeps a copy of what it wrote beside its
lock, where git does not look. A cell that differs from that copy, in a column that neither version
marks as corrected, of a document whose text and date are the same, was typed by a person: no
reading changes it, and a correction by command is marked. Such cells are marked now, so that no
later reading overwrites them, and signed by git's user. What git brought (another branch, a
colleague's commits) carries its own marks, or its documents changed. Refused: nothing; rows that
cannot be read are `validate`'s to report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from claims.errors import LedgerError
from claims.ledger import entries, layout, signing
from claims.ledger.canonical import Header
from claims.ledger.corrections import EDITABLE
from claims.ledger.git.repository import user
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS, DOCUMENTS, Table
from claims.ledger.store import Store, written_copy
from claims.model import Edit

WHY = "typed into claims.csv"
Row = dict[str, str]


class Typed(NamedTuple):
    """A row in which somebody typed.

    It is kept as claimbook wrote it and as it is now, with the names of the fields that were typed.
    """

    before: Row
    after: Row
    fields: tuple[str, ...]


class Typing(NamedTuple):
    """What a person typed since claimbook wrote the table: cells of rows, or ids.

    A new id leads to the one that claimbook had written for the same words. Where an id was typed
    over it is to be put back first, and no cells are told.
    """

    rows: Sequence[Typed] = ()
    ids: Mapping[str, str] = MappingProxyType({})


def typed(store: Store) -> Typing:
    """Return what a person typed into claims.csv since claimbook wrote it."""
    if not store.was_typed_into(layout.CLAIMS):
        return Typing()
    try:
        old, new = _news(store, CLAIMS, layout.CLAIMS)
        ids = _renamed(old, new)
        return Typing(ids=ids) if ids else Typing(_retyped(store, old, new))
    except LedgerError:
        return Typing()  # no table as it stands: `validate` says where


def keep(ledger: Ledger) -> list[Typed]:
    """Mark and sign what a person typed, and return it."""
    found = list(typed(ledger.store).rows)
    if not found:
        ledger.store.take_note(layout.CLAIMS)
        return found
    by = user(ledger.folder)[0] or "somebody"
    edits = [
        Edit(
            claim_id=row["claim_id"],
            by=by,
            field=name,
            before=before[name],
            after=row[name],
            why=WHY,
        )
        for before, row, fields in found
        for name in fields
    ]
    marked = [
        {**row, "edited": " ".join(dict.fromkeys([*row["edited"].split(), *fields]))}
        for _, row, fields in found
    ]
    with ledger.store.change() as change:
        entries.restate(change, ledger.store, marked)
        signing.append(change, ledger.store, edits)
    return found


def _retyped(store: Store, old: Mapping[str, Row], new: Mapping[str, Row]) -> list[Typed]:
    """Return the rows that a person changed, none where claimbook or a colleague did."""
    both = old.keys() & new.keys()
    documents = _read_anew(store) if both else set()
    return [
        Typed(old[key], row, fields)
        for key, row in new.items()
        if key in both
        and row["document_id"] not in documents
        and (fields := tuple(_typed(old[key], row)))
    ]


def _renamed(old: Mapping[str, Row], new: Mapping[str, Row]) -> dict[str, str]:
    """Return the ids that are new for words that had another."""
    places = {_place(row): key for key, row in old.items() if key not in new}
    return {
        key: places[_place(row)]
        for key, row in new.items()
        if key not in old and _place(row) in places
    }


def _place(row: Row) -> tuple[str, str, str]:
    return row["document_id"], row["start"], row["end"]


def _typed(old: Row, new: Row) -> Iterator[str]:
    marked = {*old["edited"].split(), *new["edited"].split()}
    for name in EDITABLE:
        if old[name] != new[name] and name not in marked:
            yield name


def _read_anew(store: Store) -> set[str]:
    """Return the documents whose text or date is another than when claimbook wrote them."""
    old, new = _news(store, DOCUMENTS, layout.DOCUMENTS)
    names = ("sha256", "published")
    return {
        key
        for key, row in new.items()
        if key not in old or any(old[key][name] != row[name] for name in names)
    }


def _news(store: Store, table: Table, name: str) -> tuple[dict[str, Row], dict[str, Row]]:
    """Return the rows of the copy that have changed, and the rows that the copy does not have.

    Lines are compared first, then the cells of those that differ: a program that saves a table can
    write every line in another way and change no cell. Held are hashes, and the rows that differ.
    """
    copy = written_copy(name)
    if not store.has(copy):
        return {}, {}
    before, now = (set(map(hash, _lines(store, file))) for file in (copy, name))
    was, is_ = (
        set(map(_hash, _rows(store, file, table, other)))
        for file, other in ((copy, now), (name, before))
    )
    return (
        {row[table.key]: row for row in _rows(store, copy, table, now) if _hash(row) not in is_},
        {row[table.key]: row for row in _rows(store, name, table, before) if _hash(row) not in was},
    )


def _lines(store: Store, name: str) -> Iterator[bytes]:
    lines = store.lines(name)
    next(lines, None)
    return lines


def _rows(store: Store, name: str, table: Table, known: Collection[int]) -> Iterator[Row]:
    """Yield the rows whose lines are not among those known by their hashes."""
    header = Header.read(next(store.lines(name), b""), table, store.label(name))
    for number, line in enumerate(_lines(store, name), 2):
        if hash(line) not in known:
            yield header.row(line, number)


def _hash(row: Row) -> int:
    return hash(tuple(row.values()))
