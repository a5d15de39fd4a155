"""The tables of a ledger: the one place that lists columns, their types, constraints and meaning.

Each table stands in the module of its name; what people sign stands in `signed`. Plain data, so
that listing and checking in start fast; `frame_schema` makes pandera schemas of it for validation.
"""

from __future__ import annotations

from collections.abc import Collection

from claims.ledger.schema.claims import CLAIMS
from claims.ledger.schema.documents import DOCUMENTS
from claims.ledger.schema.signed import ASSIGNMENTS, CHECKS, DISMISSALS, EDITS, LINKS, SOURCE
from claims.ledger.schema.table import Field, Rule, Table

__all__ = (
    "ASSIGNMENTS", "CHECKS", "CLAIMS", "CONFLICTS", "DISMISSALS", "DOCUMENTS", "EDITS", "LINKS",
    "SIGNED", "SOURCE", "TABLES", "Field", "Rule", "Table", "table_of",
)  # fmt: skip

SIGNED = (CHECKS, EDITS, LINKS, ASSIGNMENTS, DISMISSALS)  # one file a person, only ever added to
TABLES = (DOCUMENTS, CLAIMS, *SIGNED)

# beside a merged file until each is decided; never committed, so no part of `TABLES`
CONFLICTS = Table(
    "conflicts",
    "id",
    (
        Field("id", "string", "Key of the row that both sides of a merge changed", required=True),
        Field(
            "field",
            "string",
            "The cell, or (row) where one side removed what the other changed",
            required=True,
        ),
        Field("base", "string", "What it held before", required=True),
        Field(
            "ours",
            "string",
            "What it holds here, and in the merged file until it is decided",
            required=True,
        ),
        Field("theirs", "string", "What it holds there", required=True),
    ),
)


def table_of(columns: Collection[str]) -> Table | None:
    """Return the table that has these columns, None where it is none of a ledger's.

    >>> table_of(("start", "claim_id", "document_id")).name
    'claims'
    """
    return next((table for table in (*SIGNED, CLAIMS, DOCUMENTS) if table.key in columns), None)
