"""Read a table of cases, tests/cases/NAME.csv, as parameters for pytest."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[ParameterSet]:
    """One dict a row; the row's line is its id, and `known_gap` = yes makes it a strict expected failure."""
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [(reader.line_num, row) for reader in [csv.DictReader(file)] for row in reader]
    return [
        pytest.param(row, id=f"{name}:{line}", marks=[pytest.mark.xfail(strict=True)] if row["known_gap"] else [])
        for line, row in rows
    ]
