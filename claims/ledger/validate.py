"""Everything that is wrong with a ledger's files, all at once.

A folder in, problems with line and field out.

Each file must be in canonical form, each cell must hold what its column asks for, the rows must
agree with each other, and the claims must stand in the stored texts where they say. A line that
cannot be read is reported, and the others are still looked at. Rows are taken in batches, so that a
million claims fit in memory. Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path

from claims.errors import LedgerError
from claims.ledger import layout
from claims.ledger.agreement import Agreement
from claims.ledger.canonical import Header, MalformedFile, format_line
from claims.ledger.corrections import Doubt
from claims.ledger.description import description
from claims.ledger.frame_schema import faults
from claims.ledger.ledger import Ledger
from claims.ledger.merging import conflicts
from claims.ledger.schema import CLAIMS, DOCUMENTS, TABLES, Table
from claims.ledger.settings import parse_settings
from claims.ledger.store import Store
from claims.ledger.typed import typed
from claims.model import Problem

BATCH = 20_000  # rows held at a time
_FIX = "run `claimbook validate --fix`"


def validate(folder: str | Path, doubt: Doubt | None = None) -> list[Problem]:
    """Return every problem of a ledger, file by file and line by line.

    An empty list is a sound ledger. `doubt` says what is wrong with a claim that only somebody who
    reads words can tell. Raises `LedgerError` where there is no ledger.
    """
    ledger = Ledger.open(folder)
    found = _around(ledger.store)
    agreement = Agreement(ledger)
    for table in (DOCUMENTS, CLAIMS):
        if not ledger.store.has(f"{table.name}.csv"):
            # the file itself is reported; what its rows would say is not known
            agreement.miss(table)
    doubts = partial(_doubts, typed(ledger.store).ids, doubt)
    for table in TABLES:
        for name in filter(ledger.store.has, ledger.files(table)):
            with _reported(found, ledger.store.label(name)):
                found.extend(_in_table(ledger.store, table, name, agreement, doubts))
    found.extend(agreement.strays())
    return sorted(found, key=lambda problem: (problem.file, problem.line))


def _around(store: Store) -> list[Problem]:
    """Return what is wrong beside the tables."""
    found: list[Problem] = []
    for name in (layout.SETTINGS, layout.DESCRIPTION, layout.DOCUMENTS, layout.CLAIMS):
        if not store.has(name):
            found.append(
                Problem(
                    store.label(name),
                    0,
                    "",
                    "is missing: restore it with git, or run `claimbook init`",
                )
            )
    if store.has(layout.DESCRIPTION) and store.text(layout.DESCRIPTION) != description():
        found.append(
            Problem(store.label(layout.DESCRIPTION), 0, "", f"is not what the schema says: {_FIX}")
        )
    with _reported(found, store.label(layout.SETTINGS)):
        if store.has(layout.SETTINGS):
            parse_settings(store.text(layout.SETTINGS), store.label(layout.SETTINGS))
    with _reported(found, store.label(layout.CLAIMS + layout.CONFLICTS)):
        found.extend(conflicts.problems(store))
    return found


def _in_table(
    store: Store, table: Table, name: str, agreement: Agreement, doubts: Doubt
) -> Iterator[Problem]:
    """Yield the problems of one file, batch by batch."""
    label = store.label(name)
    lines = enumerate(store.lines(name), start=1)
    _, first = next(lines, (1, b""))
    try:
        header = Header.read(first, table, label)
    except MalformedFile:
        agreement.miss(table)
        raise
    if first != format_line(table.columns):
        yield Problem(label, 1, "", f"{_other_columns(header)}: {_FIX}")
    while batch := list(islice(lines, BATCH)):
        rows: dict[int, dict[str, str]] = {}
        yield from _in_lines(batch, header, rows, agreement)
        for fault in faults(rows, table):
            yield Problem(label, *fault)
        for number, row in rows.items():
            yield from agreement.problems(table, name, label, number, row)
            for field, message in doubts(row) if table is CLAIMS else ():
                yield Problem(label, number, field, message)


def _in_lines(
    lines: Iterable[tuple[int, bytes]],
    header: Header,
    rows: dict[int, dict[str, str]],
    agreement: Agreement,
) -> Iterator[Problem]:
    """Read numbered lines into `rows`; yield what is wrong with how they are written."""
    for number, line in lines:
        try:
            row = header.row(line, number)
        except MalformedFile as error:
            agreement.miss(header.table)
            yield error.problem
            continue
        rows[number] = row
        if format_line([row[column] for column in header.columns]) != line:
            yield Problem(header.file, number, "", f"is not written in canonical form: {_FIX}")


def _doubts(
    was: Mapping[str, str], doubt: Doubt | None, row: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a claim although each of its cells can be.

    An id was typed over, or its words cannot mean its number.
    """
    key = row["claim_id"]
    if key in was:
        yield (
            "claim_id",
            f'"{key}" was {was[key]} when it was logged: ids never change, put {was[key]} back',
        )
    yield from doubt(row) if doubt else ()


def _other_columns(header: Header) -> str:
    """Say what is the matter with columns that are not today's."""
    missing = [name for name in header.table.columns if name not in header.columns]
    if missing and header.columns == tuple(
        name for name in header.table.columns if name not in missing
    ):
        return f"an older claimbook wrote this file, without {', '.join(missing)}"
    return "the columns are not as claimbook writes them"


@contextmanager
def _reported(found: list[Problem], label: str) -> Iterator[None]:
    """Turn what makes a file unreadable into a problem of that file."""
    try:
        yield
    except MalformedFile as error:
        found.append(error.problem)
    except LedgerError as error:
        found.append(Problem(label, 0, "", str(error).removeprefix(f"{label}: ")))
