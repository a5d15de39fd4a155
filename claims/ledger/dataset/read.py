"""A dataset as the ledger that it was made of.

The same questions, answered by DuckDB at ten million claims.

Everything that reads a `Ledger` reads a `Dataset`. What would change it is refused: a dataset is
made anew from its ledger. Texts stay with the ledger, so an article is shown by its quotes alone.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from claims.errors import LedgerError, UnknownClaim
from claims.ledger.assignments import NOBODY, assigned
from claims.ledger.checks import Standing
from claims.ledger.conditions import NOWHERE, Condition, Found
from claims.ledger.dataset.layout import (
    FORM,
    ID_LENGTH,
    MARK,
    PLACE,
    columns,
    connected,
    files_of,
)
from claims.ledger.dataset.sql import order, where
from claims.ledger.ledger import Ledger
from claims.ledger.rows import check_from_row
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS, TABLES, Table
from claims.ledger.store import Change
from claims.model import Check

_ROWS = 5_000  # fetched at a time
_CELLS = ", ".join(
    [*(f'c."{name}"' for name in CLAIMS.columns), *(f'd."{name}"' for name in DOCUMENTS.columns)]
)
_FROM = "FROM claims c LEFT JOIN documents d ON c.document_id = d.document_id"


class Dataset(Ledger):
    """A folder that `write_dataset` made."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        try:
            self._told = json.loads((folder / MARK).read_text("utf-8"))
            form = self._told["form"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LedgerError(f"{folder / MARK} cannot be read: export the dataset anew") from error
        if form != FORM:
            raise LedgerError(
                f"{folder} is a dataset of form {form}, which this claimbook does not know: update "
                "it"
            )

    @cached_property
    def _connection(self) -> Any:
        connection = connected()
        for table in TABLES:
            files = f"{self.folder.as_posix()}/{files_of(table)}".replace("'", "''")
            if any(self.folder.glob(files_of(table))):
                source = f"SELECT * FROM read_parquet('{files}', hive_partitioning = false)"
            else:  # a ledger without claims
                source = (
                    "SELECT "
                    + ", ".join(f"'' AS \"{name}\"" for name in columns(table))
                    + " WHERE false"
                )
            connection.execute(f"CREATE VIEW {table.name} AS {source}")
        return connection

    def rows(self, table: Table) -> Iterator[dict[str, str]]:
        """Yield the rows of a table in the ledger's order."""
        return self._rows(table, f"SELECT {_named(table)} FROM {table.name} t ORDER BY {PLACE}")

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Where each claim stands that has a check."""
        query = (
            f"SELECT {_named(CLAIMS)} FROM claims t WHERE claim_id IN (SELECT claim_id FROM checks)"
        )
        return {row["claim_id"]: self.standing_of(row) for row in self._rows(CLAIMS, query)}

    def select(
        self, conditions: Iterable[Condition], sort: str, limit: int | None
    ) -> Iterator[Found]:
        """Yield the claims that meet all conditions, in order."""
        met = where(conditions)
        query = f"SELECT {_CELLS} {_FROM} WHERE {met.sql} ORDER BY {order(sort)}"
        if limit is not None:
            query += f" LIMIT {limit:d}"
        tasks = assigned(self)
        for cells in self._fetch(query, met.parameters):
            yield self._found(cells, tasks)

    def select_articles(self, conditions: Iterable[Condition]) -> Iterator[tuple[Found, bool]]:
        """Yield all claims of the articles in which one meets all conditions, in order.

        Each is told with whether it does.
        """
        met = where(conditions)
        some = f"SELECT c.document_id {_FROM} WHERE {met.sql}"
        query = (
            f"SELECT {_CELLS}, {met.sql} {_FROM} WHERE c.document_id IN ({some}) "
            f"ORDER BY {order('')}"
        )
        tasks = assigned(self)
        for *cells, is_met in self._fetch(query, [*met.parameters, *met.parameters]):
            yield self._found(cells, tasks), is_met

    def number_of_articles(self, conditions: Iterable[Condition]) -> int:
        """Return how many articles have a claim that meets all conditions."""
        met = where(conditions)
        query = f"SELECT count(DISTINCT c.document_id) {_FROM} WHERE {met.sql}"
        [(number,)] = self._fetch(query, met.parameters)
        return int(number)

    def _found(self, cells: Sequence[Any], tasks: Mapping[str, Mapping[str, str]]) -> Found:
        row = dict(zip(CLAIMS.columns, cells, strict=False))
        described = dict(zip(DOCUMENTS.columns, cells[len(CLAIMS.columns) :], strict=True))
        document = described if described["document_id"] is not None else NOWHERE
        return Found(row, self.standing_of(row), document, tasks.get(row["claim_id"], NOBODY))

    def number(self, conditions: Iterable[Condition]) -> int:
        """Return how many claims meet all conditions."""
        met = where(conditions)
        [(number,)] = self._fetch(f"SELECT count(*) {_FROM} WHERE {met.sql}", met.parameters)
        return int(number)

    def grouped(
        self, keys: Sequence[str], conditions: Iterable[Condition]
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the values of some expressions, and how many claims have them.

        In the expressions `c` is the claim and `d` its document.
        """
        met = where(conditions)
        return self._fetch(
            f"SELECT {', '.join(keys)}, count(*) {_FROM} WHERE {met.sql} GROUP BY ALL",
            met.parameters,
        )

    def checks_grouped(self, conditions: Iterable[Condition]) -> Iterator[tuple[str, str, int]]:
        """Yield who signed which status how often.

        Counted are checks on claims that meet all conditions; a note has the status "".
        """
        met = where(conditions)
        claims = f"SELECT c.claim_id {_FROM} WHERE {met.sql}"
        query = (
            f'SELECT "by", status, count(*) FROM checks WHERE claim_id IN ({claims}) GROUP BY ALL'
        )
        return self._fetch(query, met.parameters)

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Refuse: a dataset is made of a ledger, which is what people change."""
        raise LedgerError(
            f"{self.folder} is a dataset, which is only read: change its ledger, and export it anew"
        )
        yield  # so that it is a generator

    def text(self, document_id: str) -> str:
        """Return nothing: texts stay with the ledger."""
        return ""

    def claim_ids(self) -> Iterator[str]:
        """Yield the ids of all claims."""
        return (claim_id for (claim_id,) in self._fetch("SELECT claim_id FROM claims", ()))

    def id_length(self) -> int:
        """Return how many characters name each claim, with room for new ones.

        As `identity.short_length` counts. The dataset says so itself, or ten million ids are
        counted several times over.
        """
        if isinstance(told := self._told.get(ID_LENGTH), int):
            return told
        [(all_, longest)] = self._fetch(
            "SELECT count(DISTINCT claim_id), coalesce(max(length(claim_id)), 0) FROM claims", ()
        )
        lengths = range(3, max(int(longest), 3))  # each is asked for over all ids: halve, not step
        return bisect_left(lengths, True, key=lambda length: self._beginnings(length) == all_) + 5

    def _beginnings(self, length: int) -> int:
        query = "SELECT count(DISTINCT claim_id[:?]) FROM claims"
        [(number,)] = self._fetch(query, [length])
        return int(number)

    def resolve(self, prefixes: Sequence[str]) -> list[str]:
        """Return the full ids that unambiguous prefixes stand for."""
        return [self._resolved(prefix) for prefix in prefixes]

    def rows_by_key(self, table: Table, keys: Collection[str]) -> dict[str, dict[str, str]]:
        """Return some rows by their keys; raise `UnknownClaim` where one is missing."""
        query = f"SELECT {_named(table)} FROM {table.name} t WHERE list_contains(?, {table.key})"
        found = {row[table.key]: row for row in self._rows(table, query, [list(keys)])}
        for key in keys:
            if key not in found:
                raise UnknownClaim(
                    f'no {table.name.removesuffix("s")} "{key}" in {self.folder.as_posix()}'
                )
        return {key: found[key] for key in keys}

    def checks_of(self, claim_id: str) -> list[Check]:
        """Return the checks of one claim in order of time."""
        query = f'SELECT {_named(CHECKS)} FROM checks t WHERE claim_id = ? ORDER BY "at", {PLACE}'
        return [check_from_row(row) for row in self._rows(CHECKS, query, [claim_id])]

    def _resolved(self, prefix: str) -> str:
        found = [
            key
            for (key,) in self._fetch(
                "SELECT claim_id FROM claims WHERE starts_with(claim_id, ?)", [prefix]
            )
        ]
        if prefix in found:
            return prefix
        if len(found) != 1:
            said = (
                f'"{prefix}" names {len(found)} claims: give more characters'
                if found
                else f'no claim "{prefix}"'
            )
            raise UnknownClaim(f"{said} in {self.folder.as_posix()}")
        return str(found[0])

    def _rows(
        self, table: Table, query: str, parameters: Sequence[object] = ()
    ) -> Iterator[dict[str, str]]:
        return (
            dict(zip(table.columns, cells, strict=True)) for cells in self._fetch(query, parameters)
        )

    def _fetch(self, query: str, parameters: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        cursor = self._connection.cursor()  # of its own, so that two questions can be asked at once
        cursor.execute(query, list(parameters))
        while rows := cursor.fetchmany(_ROWS):
            yield from rows


def _named(table: Table) -> str:
    return ", ".join(f't."{name}"' for name in table.columns)
