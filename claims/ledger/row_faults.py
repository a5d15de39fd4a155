r"""What is wrong with one row, at once and without pandas.

The schema is the one that `validate` holds whole files to.

A row of text cells in, (field, what was seen and what to do) out; nothing is raised but by
`refuse_faults`, which is what everything that writes asks first: whatever enters a ledger passes
`validate`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from claims.errors import LedgerError
from claims.ledger.cells import decimal, integer, is_date, is_moment
from claims.ledger.schema import Field, Table

EMPTY = "is empty: fill it in"
TYPES: dict[str, tuple[Callable[[str], bool], str]] = {
    "integer": (lambda cell: integer(cell) is not None, "is no whole number: write digits alone"),
    "number": (
        lambda cell: decimal(cell) is not None,
        "is no number: write digits, with a point for decimals",
    ),
    "date": (is_date, "is no day of the calendar: write YYYY-MM-DD"),
    "datetime": (is_moment, "is no moment in UTC: write YYYY-MM-DDThh:mm:ssZ"),
}


def row_faults(row: Mapping[str, str], table: Table) -> Iterator[tuple[str, str]]:
    """Yield every cell and every rule of the table that fails.

    Each is (field, what was seen and what to do).

    >>> from claims.ledger.schema import CHECKS
    >>> check = dict.fromkeys(CHECKS.columns, "") | {"check_id": "ca", "claim_id": "ka",
    ...     "by": "Ann", "note": "rang"}
    >>> list(row_faults(check, CHECKS))
    [('at', 'is empty: fill it in')]
    >>> list(row_faults(check | {"at": "2024-05-01T10:00:00Z", "archive_url": "http://a b"},
    ...     CHECKS))
    [('archive_url', '"http://a b" is not a web address: write https://...')]
    """
    for field in table.fields:
        cell = row[field.name]
        for message in _faults(cell, field):
            yield field.name, f'"{cell}" {message}' if cell else message
    for rule in table.rules:
        if not rule.holds(*(row[column] for column in rule.columns)):
            yield rule.field, rule.message


def refuse_faults(row: Mapping[str, str], table: Table, place: str) -> None:
    """Raise `LedgerError` with the first fault of a row that somebody wants to write.

    `place` says whose it is.
    """
    for field, message in row_faults(row, table):
        raise LedgerError(f"{place}: {field}: {message}")


def _faults(cell: str, field: Field) -> Iterator[str]:
    if not cell:
        if field.required:
            yield EMPTY
        return
    if field.enum and cell not in field.enum:
        yield not_one_of(field)
    if field.pattern and not re.fullmatch(field.pattern, cell):
        yield not_so_written(field)
    if field.type in TYPES and not TYPES[field.type][0](cell):
        yield TYPES[field.type][1]


def not_one_of(field: Field) -> str:
    """Return what to say of a word that the field does not know."""
    return f"is none of these: {', '.join(field.enum)}"


def not_so_written(field: Field) -> str:
    """Return what to say of a cell that is not in the field's form."""
    return f"is not {field.form or field.pattern}"
