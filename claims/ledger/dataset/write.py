"""A ledger in, a Parquet dataset out: row by row, so that a ledger of any size takes little memory.

The dataset is written beside its place and put there when it is whole; an older dataset there is
replaced, anything else is refused. The status of each claim is written as it is computed now, for
other tools to filter by.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

from claims import __version__
from claims.errors import ClaimbookError
from claims.ledger import layout
from claims.ledger.assignments import NOBODY, assigned
from claims.ledger.dataset.layout import (
    FORM,
    ID_LENGTH,
    MARK,
    MONTH,
    PLACE,
    columns,
    connected,
    is_dataset,
    month_of,
)
from claims.ledger.dataset.read import Dataset
from claims.ledger.identity import checker_slug
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS, DOCUMENTS, TABLES, Table

_ROWS = 20_000  # in memory at a time
Watch = Callable[[Iterable[tuple[object, ...]]], Iterable[tuple[object, ...]]]


def write_dataset(ledger: Ledger, folder: Path, watch: Watch = iter) -> int:
    """Write all of a ledger and return the number of its claims; `watch` sees the claims go by.

    Raises:
        ClaimbookError: the place holds something else, or cannot be written, or DuckDB is not
            installed.
    """
    if folder.exists() and not is_dataset(folder) and any(folder.iterdir()):
        raise ClaimbookError(f"{folder} is no dataset and not empty: give another folder")
    draft = folder.with_name(folder.name + ".new")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for table in TABLES:
            if table is not CLAIMS:
                _write_table(draft, table, _cells(ledger, table))
        counted = _write_table(draft, CLAIMS, watch(_claims(ledger)))
        if ledger.store.has(layout.SETTINGS):
            (draft / layout.SETTINGS).write_text(ledger.store.text(layout.SETTINGS), "utf-8")
        _mark(draft)
        _mark(draft, {ID_LENGTH: Dataset(draft).id_length()})
        if folder.exists():
            shutil.rmtree(folder)
        draft.replace(folder)
    except OSError as error:
        raise ClaimbookError(
            f"cannot write {folder}: {(error.strerror or str(error)).lower()}"
        ) from error
    return counted


def _mark(folder: Path, worked_out: Mapping[str, object] = MappingProxyType({})) -> None:
    mark = {"form": FORM, "claimbook": __version__, **worked_out}
    (folder / MARK).write_text(json.dumps(mark) + "\n", "utf-8")


def _cells(ledger: Ledger, table: Table) -> Iterator[tuple[object, ...]]:
    for place, row in enumerate(ledger.rows(table)):
        yield (*(row[name] for name in table.columns), place)


def _claims(ledger: Ledger) -> Iterator[tuple[object, ...]]:
    months = {row["document_id"]: month_of(row["published"]) for row in ledger.rows(DOCUMENTS)}
    tasks = assigned(ledger)
    for place, row in enumerate(ledger.rows(CLAIMS)):
        standing = ledger.standing_of(row)
        task = tasks.get(row["claim_id"], NOBODY)
        overtaken = "" if standing.was is None else "yes"
        month = months.get(row["document_id"], month_of(""))
        to = task["to"]
        computed = (
            standing.status.value,
            overtaken,
            to,
            checker_slug(to) if to else "",
            task["due"],
            month,
        )
        yield (*(row[name] for name in CLAIMS.columns), *computed, place)


def _write_table(folder: Path, table: Table, rows: Iterable[tuple[object, ...]]) -> int:
    import pyarrow

    names = columns(table)
    schema = pyarrow.schema(
        [(name, pyarrow.int64() if name == PLACE else pyarrow.string()) for name in names]
    )
    counted = 0

    def batches() -> Iterator[Any]:
        nonlocal counted
        remaining = iter(rows)
        while some := list(islice(remaining, _ROWS)):
            counted += len(some)
            yield pyarrow.record_batch(
                [list(cells) for cells in zip(*some, strict=True)], schema=schema
            )

    reader = pyarrow.RecordBatchReader.from_batches(schema, batches())
    is_parted = MONTH in names
    place = folder / (table.name if is_parted else f"{table.name}.parquet")
    parts = f", PARTITION_BY ({MONTH}), WRITE_PARTITION_COLUMNS true" if is_parted else ""
    with connected() as connection:
        connection.register("rows", reader)
        connection.execute(
            f"COPY (SELECT * FROM rows) TO '{_quoted(place)}' (FORMAT parquet{parts})"
        )
    return counted


def _quoted(path: Path) -> str:
    return path.as_posix().replace("'", "''")
