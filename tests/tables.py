"""Read a table of cases, tests/cases/NAME.csv, as parameters for pytest."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[dict[str, str]]:
    """One dict a row, by column name."""
    return [row for _, row in _numbered(name)]


def cases(name: str) -> list[ParameterSet]:
    """The same as parameters; the row's line is its id, `known_gap` = yes makes it a strict expected failure."""
    return [
        pytest.param(
            row,
            id=f"{name}:{line}",
            marks=[pytest.mark.xfail(strict=True)] if row["known_gap"] else [],
        )
        for line, row in _numbered(name)
    ]


def _numbered(name: str) -> list[tuple[int, dict[str, str]]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(reader.line_num, row) for reader in [csv.DictReader(file)] for row in reader]
