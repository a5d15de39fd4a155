"""Rows of a ledger as a pandas data frame: cells in, typed columns out.

Whole numbers become `Int64` and numbers `Float64`, both with NA where a cell is empty; everything
else stays text, so that nothing is guessed ("NA" in a title is a title). Frames are for looking and
counting: a ledger is never written from one, because floats do not keep what was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from claims.ledger.schema import Table

if TYPE_CHECKING:
    from pandas import DataFrame


def frame_of(rows: Iterable[Mapping[str, str]], table: Table, *more: str) -> DataFrame:
    """Return rows as a data frame with the table's columns in their order.

    After them come `more` columns of text.
    """
    import pandas  # a third of a second, needed by nothing else here

    columns = [*table.columns, *more]
    frame = text_frame([[row[name] for name in columns] for row in rows], columns)
    for field in table.fields:
        if field.type in ("integer", "number"):
            cells = frame[field.name]
            numbers = pandas.to_numeric(cells.where(cells != ""))
            frame[field.name] = numbers.astype("Int64" if field.type == "integer" else "Float64")
    return frame


def text_frame(
    cells: list[list[str]], columns: list[str], index: list[int] | None = None
) -> DataFrame:
    r"""Return a frame of texts.

    Half characters, as in names of files that are no UTF-8, are written as escapes.
    """
    import pandas

    try:
        return pandas.DataFrame(cells, columns=columns, index=index, dtype="str")
    except UnicodeEncodeError:
        whole = [
            [cell.encode("utf-8", "backslashreplace").decode() for cell in row] for row in cells
        ]
        return pandas.DataFrame(whole, columns=columns, index=index, dtype="str")
