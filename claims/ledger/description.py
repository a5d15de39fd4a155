"""The Frictionless description of a ledger (datapackage.json), generated from the schema, so other tools can read it.

The schema's tables in, JSON text out. Checks are described once for all checkers and not file by file: the file must
not change when a checker signs for the first time, because then two branches with new checkers could not be merged.
"""

from __future__ import annotations

import json

from claims.ledger import layout
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS, Field, Table

_ESCAPES = (
    "Line breaks and hidden characters in a cell are written as backslash escapes: \\n, \\t, \\\\, \\xNN, \\uNNNN."
)


def description() -> str:
    """Return the text of datapackage.json (Data Package v1, https://specs.frictionlessdata.io/data-package/)."""
    package = {
        "profile": "data-package",
        "name": "ledger",
        "title": "Numeric claims in news and what checkers found",
        "description": f"A claimbook ledger. {_ESCAPES}",
        "resources": [
            _resource(DOCUMENTS, {}),
            _resource(CLAIMS, {"document_id": DOCUMENTS}),
        ],
        "checks": {"path": f"{layout.CHECKS}/*.csv", "schema": table_schema(CHECKS)},
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def table_schema(table: Table) -> dict[str, object]:
    """Return the Table Schema of one table."""
    return {"fields": [_field(field) for field in table.fields], "primaryKey": table.key, "missingValues": [""]}


def _resource(table: Table, refers: dict[str, Table]) -> dict[str, object]:
    keys = [
        {"fields": name, "reference": {"resource": other.name, "fields": other.key}} for name, other in refers.items()
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
    described: dict[str, object] = {"name": field.name, "type": field.type, "description": field.description}
    return described | ({"constraints": constraints} if constraints else {})
