"""The columns in which claims are shown: a found claim in, the text of a cell out.

Each stands beside its name with label, width and meaning. Those of the ledger's tables are declared
in `ledger/schema`, and a column that is added there is here, in `list --columns`, in sheets and
exports, in `show` and in the help without further ado; only what is worked out from a claim is
declared in this module. Cells are as they were written: views make them safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from claims.ledger.cells import decimal
from claims.ledger.conditions import Found
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS, Field
from claims.views.amounts import amount
from claims.views.since import since


@dataclass(frozen=True, slots=True)
class Column:
    """A column of claims.

    It says what it is called, how wide it reads well, what it holds, and its place among the first.
    """

    name: str
    label: str
    width: int
    meaning: str
    cell: Callable[[Found], str]
    type: str = "string"
    lead: int = 0

    @classmethod
    def of(cls, field: Field, cell: Callable[[Found], str]) -> Column:
        """Return the column of a field that is declared in the schema."""
        label = field.label or field.name.replace("_", " ")
        return cls(field.name, label, field.width, field.description, cell, field.type, field.lead)


def row_amount(row: Mapping[str, str]) -> str:
    """Return the number of a claim's row with its hedge, its words where the row has no number."""
    number = amount(
        decimal(row["value"]), decimal(row["upper"]), row["modifier"], row["trend"], row["unit"]
    )
    return number or row["surface"]


def _awaiting(found: Found) -> str:
    return found.standing.awaiting.value if found.standing.awaiting else ""


def _of_claim(field: Field) -> Column:
    return Column.of(field, lambda found: found.row[field.name])


def _of_document(field: Field) -> Column:
    return Column.of(field, lambda found: found.document[field.name])


_WORKED_OUT = (
    Column(
        "status",
        "status",
        14,
        "Where verification stands",
        lambda found: found.standing.status.value,
        lead=1,
    ),
    Column(
        "number",
        "number",
        14,
        "The number with its hedge",
        lambda found: row_amount(found.row),
        lead=4,
    ),
    Column("awaiting", "awaiting", 14, "The status that awaits a second checker", _awaiting),
    Column(
        "was",
        "was",
        14,
        "The status before the claim's words changed",
        lambda found: since(found.standing),
    ),
)
_OF_TASK = (
    Column("assignee", "assignee", 14, "Who is to check it", lambda found: found.task["assignee"]),
    Column("due", "due", 14, "Until when it is to be checked", lambda found: found.task["due"]),
)
COLUMNS: Mapping[str, Column] = {
    column.name: column
    for column in (
        *_WORKED_OUT,
        *_OF_TASK,
        *map(_of_claim, CLAIMS.fields),
        *(_of_document(field) for field in DOCUMENTS.fields if field.name not in CLAIMS.columns),
    )
}
# what a listing shows unless it is told otherwise
LISTED = ("claim_id", "number", "statement", "claimant", "status")
_WIDTHS = {
    field.name: field.width for table in (CHECKS, DOCUMENTS, CLAIMS) for field in table.fields
}


def leading_first(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of columns in their order, but those first that are to lead.

    >>> leading_first(("claim_id", "statement", "claimant", "number", "status"))
    ('status', 'statement', 'claimant', 'number', 'claim_id')
    """
    last = len(COLUMNS)
    return tuple(
        sorted(names, key=lambda name: (COLUMNS[name].lead or last) if name in COLUMNS else last)
    )


def width_of(name: str) -> int:
    """Return how many characters of a column read well; the same for a column of any table."""
    return COLUMNS[name].width if name in COLUMNS else _WIDTHS.get(name, Field(name, "", "").width)
