"""The Frictionless description of a ledger (datapackage.json).

It is made from the schema, so that other tools can read the ledger.

The schema's tables in, JSON text out. What people sign is described once for all of them and not
file by file: it must not change when somebody signs for the first time, because then two branches
with new people could not be merged.
"""

from __future__ import annotations

import json

from claims.ledger.schema import CLAIMS, DOCUMENTS, SIGNED, Field, Table

_ESCAPES = (
    "Line breaks and hidden characters in a cell are written as backslash escapes: \\n, \\t, \\\\, "
    "\\xNN, \\uNNNN."
)


def description() -> str:
    """Return the text of datapackage.json.

    It follows Data Package v1, https://specs.frictionlessdata.io/data-package/.
    """
    package = {
        "profile": "data-package",
        "name": "ledger",
        "title": "Numeric claims in news and what checkers found",
        "description": f"A claimbook ledger. {_ESCAPES}",
        "resources": [
            _resource(DOCUMENTS, {}),
            _resource(CLAIMS, {"document_id": DOCUMENTS}),
        ],
    } | {
        table.name: {"path": f"{table.folder}/*.csv", "schema": table_schema(table)}
        for table in SIGNED
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def table_schema(table: Table) -> dict[str, object]:
    """Return the Table Schema of one table."""
    return {
        "fields": [_field(field) for field in table.fields],
        "primaryKey": table.key,
        "missingValues": [""],
    }


def _resource(table: Table, refers: dict[str, Table]) -> dict[str, object]:
    keys = [
        {"fields": name, "reference": {"resource": other.name, "fields": other.key}}
        for name, other in refers.items()
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(table) | ({"foreignKeys": keys} if keys else {}),
    }


def _field(field: Field) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if field.required:
        constraints["required"] = True
    if field.pattern:
        constraints["pattern"] = field.pattern
    if field.enum:
        constraints["enum"] = list(field.enum)
    described: dict[str, object] = {
        "name": field.name,
        "type": field.type,
        "description": field.description,
    }
    return described | ({"constraints": constraints} if constraints else {})
