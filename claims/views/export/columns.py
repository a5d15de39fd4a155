"""Files for tools that query: Parquet for data frames, SQLite for Datasette.

A selection in, bytes out. Numbers and dates have their types; beside each number stands its text,
because a ledger's "1.10" is not 1.1 and no binary number can say so.
"""

from __future__ import annotations

import io
import sqlite3
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from claims.errors import ClaimbookError, LedgerError
from claims.ledger.cells import decimal, integer, is_date
from claims.views.export.selection import COLUMNS, TYPES, Selection

_KEYS = {"claims": "claim_id", "checks": "check_id", "documents": "document_id"}
_REFERS = {"claims": {"document_id": "documents"}, "checks": {"claim_id": "claims"}}
_SEARCHED = ("statement", "surface", "about", "quote", "claimant", "place")


def parquet(selection: Selection, table: str) -> bytes:
    """Return one table as a Parquet file."""
    try:
        import pyarrow
        from pyarrow import parquet as files
    except ImportError:
        raise ClaimbookError("parquet needs an extra: pip install 'claimbook[tables]'") from None
    kinds = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "date": pyarrow.date32()}
    rows = list(selection.rows(table))
    names, columns = [], []
    for column in COLUMNS[table]:
        kind = TYPES.get(column, "string")
        names.append(column)
        columns.append(
            pyarrow.array(
                [_typed(row[column], kind) for row in rows], kinds.get(kind, pyarrow.string())
            )
        )
        if kind == "number":
            names.append(f"{column}_text")
            columns.append(
                pyarrow.array([_storable(row[column]) or None for row in rows], pyarrow.string())
            )
    written = io.BytesIO()
    files.write_table(pyarrow.table(columns, names=names), written)
    return written.getvalue()


def sqlite(selection: Selection) -> bytes:
    """Return a database of the three tables with their keys.

    It has a full-text index of the claims.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.db"
        base = sqlite3.connect(file)
        try:
            for table in ("documents", "claims", "checks"):
                _create(base, table)
                _insert(base, selection, table)
            _index(base)
            base.commit()
            base.execute("VACUUM")
        finally:
            base.close()
        return file.read_bytes()


def _create(base: sqlite3.Connection, table: str) -> None:
    kinds = {"integer": "INTEGER", "number": "REAL"}
    lines = [
        f'"{column}" {kinds.get(TYPES.get(column, ""), "TEXT")}'
        + " PRIMARY KEY" * (column == _KEYS[table])
        for column in _with_texts(table)
    ]
    for column, other in _REFERS.get(table, {}).items():
        lines.append(f'FOREIGN KEY ("{column}") REFERENCES "{other}" ("{_KEYS[other]}")')
    base.execute(f'CREATE TABLE "{table}" ({", ".join(lines)})')


def _insert(base: sqlite3.Connection, selection: Selection, table: str) -> None:
    columns = _with_texts(table)
    holes = ", ".join("?" * len(columns))
    rows = (
        [
            _storable(row[column.removesuffix("_text")]) or None
            if column.endswith("_text")
            else _plain(_typed(row[column], TYPES.get(column, "string")))
            for column in columns
        ]
        for row in selection.rows(table)
    )
    try:
        base.executemany(f'INSERT INTO "{table}" VALUES ({holes})', rows)
    except sqlite3.IntegrityError:
        raise LedgerError(
            f"two rows of {table} have the same id: run `claimbook validate`"
        ) from None


def _index(base: sqlite3.Connection) -> None:
    base.execute('CREATE INDEX "checks_of_claim" ON "checks" ("claim_id")')
    base.execute('CREATE INDEX "claims_of_document" ON "claims" ("document_id")')
    columns = ", ".join(_SEARCHED)
    try:
        base.execute(f'CREATE VIRTUAL TABLE claims_fts USING fts5({columns}, content="claims")')
    except sqlite3.OperationalError:
        return  # this Python's SQLite has no full-text search; the tables are whole without it
    base.execute(f"INSERT INTO claims_fts (rowid, {columns}) SELECT rowid, {columns} FROM claims")


def _with_texts(table: str) -> list[str]:
    """Return the columns, each number followed by its text."""
    columns = []
    for column in COLUMNS[table]:
        columns += [column, f"{column}_text"] if TYPES.get(column) == "number" else [column]
    return columns


def _typed(text: str, kind: str) -> Any:
    """Return the value of a cell; None where it is empty or not what its column asks for."""
    if kind == "integer":
        return integer(text)
    if kind == "number":
        number = decimal(text)
        return None if number is None else float(number)
    if kind == "date":
        return date.fromisoformat(text) if is_date(text) else None
    return _storable(text) or None


def _storable(text: str) -> str:
    """Write out lone surrogates, which neither format can hold."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
