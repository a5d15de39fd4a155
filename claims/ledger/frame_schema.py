"""The tables as pandera schemas.

Rows of text cells in, every failing cell out with what to do about it.

The only module that knows pandera, which takes half a second to load: it is imported where rows are
validated and nowhere else. Columns, types and rules are `schema`'s; nothing is stated here that is
not stated there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

import pandera.pandas as pandera
from pandas import DataFrame, Series
from pandera.errors import SchemaErrors

from claims.ledger.frame import text_frame
from claims.ledger.row_faults import EMPTY, TYPES, not_one_of, not_so_written
from claims.ledger.schema import Field, Rule, Table

Row = Mapping[str, str]


def faults(rows: Mapping[int, Row], table: Table) -> Iterator[tuple[int, str, str]]:
    """Yield every cell and rule that fails, in rows given by their lines.

    Each is (line, field, what was seen and what to do).
    """
    cells = [[row[column] for column in table.columns] for row in rows.values()]
    frame = text_frame(cells, list(table.columns), list(rows))
    try:
        frame_schema(table).validate(frame, lazy=True)
    except SchemaErrors as error:
        for case in error.failure_cases.itertuples():
            # a check of the whole frame fails once for every column: only the one at fault is told
            if case.schema_context == "Column" or case.column in _at_fault(table, case.check):
                seen = f'"{case.failure_case}" ' if case.failure_case else ""
                yield int(case.index), case.column, seen + case.check


@cache
def frame_schema(table: Table) -> pandera.DataFrameSchema:
    """Return the table as a pandera schema over text cells.

    The `error` of each check says what to do.
    """

    def column(field: Field) -> pandera.Column:
        checks = []
        if field.required:
            checks.append(pandera.Check.str_length(min_value=1, error=EMPTY))
        if field.enum:
            checks.append(pandera.Check.isin(("", *field.enum), error=not_one_of(field)))
        if field.pattern:
            pattern = rf"(?:{field.pattern})?\Z"
            checks.append(pandera.Check.str_matches(pattern, error=not_so_written(field)))
        if field.type in TYPES:
            holds, message = TYPES[field.type]
            checks.append(pandera.Check(partial(_each, holds), error=message))
        return pandera.Column(str, checks)

    return pandera.DataFrameSchema(
        {field.name: column(field) for field in table.fields},
        checks=[pandera.Check(partial(_rows, rule), error=rule.message) for rule in table.rules],
    )


def _at_fault(table: Table, message: str) -> set[str]:
    return {rule.field for rule in table.rules if rule.message == message}


def _each(holds: Callable[[str], bool], cells: Series[str]) -> Series[bool]:
    # a list: iterating over arrow strings is slow
    held = [not cell or holds(cell) for cell in cells.tolist()]
    return Series(held, index=cells.index, dtype=bool)


def _rows(rule: Rule, frame: DataFrame) -> Series[bool]:
    holds = map(rule.holds, *(frame[column].tolist() for column in rule.columns))
    return Series(list(holds), index=frame.index, dtype=bool)
