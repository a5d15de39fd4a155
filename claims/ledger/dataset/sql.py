"""Conditions of `ledger.conditions` and orders of `ledger.filters` in SQL.

The same claims in the same order, found by DuckDB.

Each condition becomes one expression with its parameters, never with a value written into the SQL.
Words are compared without regard to case as everywhere, numbers as doubles: two numbers that differ
only after their fifteenth digit count as equal here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claims.ledger.cells import decimal
from claims.ledger.conditions import GROUPS, NUMBERS, OF_DOCUMENT, Condition
from claims.ledger.dataset.layout import PLACE
from claims.model import Status

# what str.casefold does beyond lower() to letters that news has
_FOLDED = (("ß", "ss"), ("ς", "σ"), ("ſ", "s"))


class Clause(NamedTuple):
    """SQL with a `?` for each of its parameters."""

    sql: str
    parameters: Sequence[object] = ()


def where(conditions: Iterable[Condition]) -> Clause:
    """Return what a claim must meet to meet all conditions."""
    clauses = [_clause(condition) for condition in conditions]
    return Clause(
        " AND ".join(clause.sql for clause in clauses) or "true",
        [value for clause in clauses for value in clause.parameters],
    )


def order(sort: str) -> str:
    """Return the order of claims as an expression: that of the file, or by a field.

    Claims without the field come last.
    """
    by, direction = sort.lstrip("-"), "DESC" if sort.startswith("-") else "ASC"
    if not by:
        return f"c.{PLACE}"
    [cell, *_] = _cells(by)
    if by == "status":
        cell = f"list_position([{', '.join(repr(status.value) for status in Status)}], {cell})"
    elif by in NUMBERS:
        cell = _number(cell)
    else:
        cell = f"nullif({cell}, '')"
    return f"{cell} {direction} NULLS LAST, c.{PLACE}"


def _clause(condition: Condition) -> Clause:
    if condition.operator.startswith("!"):
        met = _clause(Condition(condition.field, condition.operator[1:], condition.values))
        return Clause(f"NOT {met.sql}", met.parameters)
    clauses = [
        _holds(condition, cell, value)
        for cell in _cells(condition.field)
        for value in condition.values
    ]
    return Clause(
        f"({' OR '.join(f'coalesce({clause.sql}, false)' for clause in clauses)})",
        [value for clause in clauses for value in clause.parameters],
    )


def _holds(condition: Condition, cell: str, value: str) -> Clause:
    """Say that one cell meets one value of a condition."""
    if condition.operator == "~":
        return Clause(f"contains({cell}, ?)", [value])
    if condition.field in NUMBERS:
        number = decimal(value.replace(",", ""))
        if number is None:  # "upper=" asks for claims without one
            return Clause(f"{_number(cell)} IS NULL" if condition.operator == "=" else "false")
        return Clause(f"{_number(cell)} {condition.operator} ?", [float(number)])
    if condition.operator == "=":
        return Clause(f"{cell} = ?", [value])
    # an empty cell is on no side
    return Clause(f"{cell} != '' AND left({cell}, ?) {condition.operator} ?", [len(value), value])


def _cells(field: str) -> list[str]:
    """Return the expressions of the cells that a field stands for, in lower case.

    They are those that `filters` knows.
    """
    if field == "status":
        return ["c.status"]
    if field == "due":
        return ["c.due"]
    if field == "assignee":
        return [_folded("c.assignee"), "c.assignee_file"]
    if field == "value":
        return ["c.value", "nullif(c.upper, '')"]
    if field == "claimant":
        return [_folded("coalesce(nullif(c.claimant, ''), c.source)")]
    columns = GROUPS.get(field, (field,))
    if field == "document" or OF_DOCUMENT.issuperset(columns):
        return [_folded(f"coalesce(d.\"{name}\", '')") for name in columns]
    if field in NUMBERS:
        return [f'c."{field}"']
    return [_folded(f'c."{name}"') for name in columns]


def _number(cell: str) -> str:
    return f"try_cast({cell} AS DOUBLE)"


def _folded(cell: str) -> str:
    cell = f"lower({cell})"
    for letter, plain in _FOLDED:
        cell = f"replace({cell}, '{letter}', '{plain}')"
    return cell
