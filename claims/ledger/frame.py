"""Rows of a ledger as a pandas data frame: cells in, typed columns out.

Whole numbers become `Int64` and numbers `Float64`, both with NA where a cell is empty; everything else stays text, so
that nothing is guessed ("NA" in a title is a title). Frames are for looking and counting: a ledger is never written
from one, because floats do not keep what was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from claims.ledger.schema import Table

if TYPE_CHECKING:
    from pandas import DataFrame


def frame_of(rows: Iterable[Mapping[str, str]], table: Table, *more: str) -> DataFrame:
    """Return rows as a data frame with the columns of the table, in their order, and `more` columns of text."""
    import pandas  # a third of a second, needed by nothing else here

    columns = [*table.columns, *more]
    frame = pandas.DataFrame([[row[name] for name in columns] for row in rows], columns=columns, dtype="str")
    for field in table.fields:
        if field.type in ("integer", "number"):
            cells = frame[field.name]
            numbers = pandas.to_numeric(cells.where(cells != ""))
            frame[field.name] = numbers.astype("Int64" if field.type == "integer" else "Float64")
    return frame
