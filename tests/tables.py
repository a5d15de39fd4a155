"""Read a table of cases, tests/cases/NAME.csv, as parameters for pytest.

All tables are read here. A row is a case: what goes in, what is expected, and `why`. Its family
stands in the column of that name, or in the line above it that begins with "# ". Its id is made of
family, first words and a digest of what goes in, so that a new row renames no other; two rows with
the same input are refused. `known_gap`, "yes" or why there is one, makes it a strict expected
failure.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

CASES = Path(__file__).parent / "cases"
TABLES = tuple(sorted(path.stem for path in CASES.glob("*.csv")))
Case = dict[str, str]

# What goes in, by table; all other columns but these are what is expected.
_GIVEN = {
    "attribution": ("text", "number"),
    "claimants": ("text", "mention"),
    "nouns": ("text", "number"),
    "periods": ("text", "published", "surface"),
    "sentences": ("sentences",),
    "quantities": ("text",),
    "audit": ("text",),
    "desk_day": ("why",),
}
_USUAL = ("text", "surface")
_HEADING = "# "
_WORDS_LENGTH = 40  # characters of the first words in an id


def rows(name: str) -> list[Case]:
    """Return one dict a row, by column name, with `family` and `id`."""
    found = list(_rows(name))
    ids = Counter(case["id"] for case in found)
    twice = [case_id for case_id, number in ids.items() if number > 1]
    assert not twice, f"{name}.csv has the same input twice: {', '.join(twice)}"
    return found


def cases(name: str) -> list[ParameterSet]:
    """Return the same as parameters for pytest."""
    return [
        pytest.param(case, id=case["id"], marks=_marks(case["known_gap"])) for case in rows(name)
    ]


def _marks(gap: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=gap)] if gap else []


def _rows(name: str) -> Iterator[Case]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        columns = next(lines)
        family = ""
        for cells in lines:
            if cells[0].startswith(_HEADING) and not any(cells[1:]):
                family = cells[0].removeprefix(_HEADING)
                continue
            case = dict(zip(columns, cells, strict=True))
            case["family"] = case.get("family") or family
            yield case | {"id": _id(case, _GIVEN.get(name, _USUAL))}


def _id(case: Case, given: tuple[str, ...]) -> str:
    words = re.sub(r"\W+", "-", case[given[0]])[:_WORDS_LENGTH].strip("-").lower()
    digest = hashlib.sha256("\0".join(case[column] for column in given).encode()).hexdigest()[:6]
    return f"{case['family']}: {words} {digest}"
