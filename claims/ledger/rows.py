"""Claims, documents and checks to rows of text cells and back, without loss.

A row holds every column of its table as the text that stands in the file; an empty cell is "not
given". What needs more than its text: a source of None (the outlet's own voice) has no cue, "" (not
named) has one; the mentions of a chain are joined by " > ", with ">" and the backslash inside a
mention escaped by a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from claims.errors import LedgerError
from claims.ledger.cells import decimal, integer
from claims.ledger.schema import (
    ASSIGNMENTS,
    CHECKS,
    CLAIMS,
    DISMISSALS,
    DOCUMENTS,
    EDITS,
    LINKS,
    TABLES,
    Table,
)
from claims.model import (
    Assignment,
    Basis,
    Check,
    Claim,
    ClaimType,
    Dismissal,
    Document,
    Edit,
    EvidenceKind,
    Link,
    Modifier,
    Reason,
    Relation,
    Stance,
    Status,
    Trend,
)

Entry = Check | Edit | Link | Assignment | Dismissal  # what people sign
TABLE_OF: dict[type[Entry], Table] = {
    Check: CHECKS,
    Edit: EDITS,
    Link: LINKS,
    Assignment: ASSIGNMENTS,
    Dismissal: DISMISSALS,
}

_WORDS: dict[str, type[StrEnum]] = {
    "modifier": Modifier,
    "trend": Trend,
    "stance": Stance,
    "attribution": Basis,
    "type": ClaimType,
    "status": Status,
    "reason": Reason,
    "evidence_kind": EvidenceKind,
    "relation": Relation,
}
_MAY_BE_NONE = ("status", "reason")
_COLUMNS = {table.name: table.columns for table in TABLES}
# the other columns are text as it stands: most of them, and there can be a million rows
_CONVERTED = {
    table.name: [
        (field.name, field.type)
        for field in table.fields
        if field.name in _WORDS or field.type in ("integer", "number")
    ]
    for table in TABLES
}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def claim_row(claim: Claim) -> dict[str, str]:
    """Return the claim as a row of claims.csv."""
    row = {
        name: _cell(getattr(claim, name))
        for name in CLAIMS.columns
        if name not in ("chain", "edited")
    }
    mentions = (mention.replace("\\", "\\\\").replace(">", "\\>") for mention in claim.chain)
    return row | {"chain": " > ".join(mentions), "edited": " ".join(claim.edited)}


def claim_from_row(row: Mapping[str, str]) -> Claim:
    """Return the claim of a row; raise `LedgerError` naming the field that holds no such value."""
    values = _values(row, CLAIMS)
    values["source"] = row["source"] if row["source"] or row["cue"] else None
    values["chain"] = tuple(
        _ESCAPED.sub(r"\1", mention) for mention in row["chain"].split(" > ") if row["chain"]
    )
    values["edited"] = tuple(row["edited"].split())
    return Claim(**values)


def document_row(document: Document) -> dict[str, str]:
    """Return the document as a row of documents.csv.

    Its text is kept elsewhere; its digest stands for it.
    """
    return {name: _cell(getattr(document, name)) for name in DOCUMENTS.columns}


def document_from_row(row: Mapping[str, str], text: str = "") -> Document:
    """Return the document of a row with its stored text.

    Where texts are not kept it is empty, and its digest tells whether another text is the same.
    """
    cells = {name: cell for name, cell in row.items() if name != "sha256"}
    return Document(text=text, digest="" if text else row["sha256"], **cells)


def entry_row(entry: Entry) -> dict[str, str]:
    """Return what a person signed as a row of their file."""
    return {name: _cell(getattr(entry, name)) for name in TABLE_OF[type(entry)].columns}


def check_from_row(row: Mapping[str, str]) -> Check:
    """Return the check of a row; raise `LedgerError` naming the field that holds no such value."""
    return Check(**_values(row, CHECKS))


def edit_from_row(row: Mapping[str, str]) -> Edit:
    """Return the edit of a row."""
    return Edit(**_values(row, EDITS))


def link_from_row(row: Mapping[str, str]) -> Link:
    """Return the link of a row; raise `LedgerError` where its relation is none."""
    return Link(**_values(row, LINKS))


def dismissal_from_row(row: Mapping[str, str]) -> Dismissal:
    """Return the dismissal of a row."""
    return Dismissal(**_values(row, DISMISSALS))


def assignment_from_row(row: Mapping[str, str]) -> Assignment:
    """Return the assignment of a row."""
    return Assignment(**_values(row, ASSIGNMENTS))


def _cell(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"  # 1600000000 and not 1.6E+9: people read these files
    return "" if value is None else str(value)


def _values(row: Mapping[str, str], table: Table) -> dict[str, Any]:
    values: dict[str, Any] = {name: row[name] for name in _COLUMNS[table.name]}
    for name, kind in _CONVERTED[table.name]:
        values[name] = _value(row, name, kind, table)
    return values


def _value(row: Mapping[str, str], name: str, kind: str, table: Table) -> Any:
    text = row[name]
    if name in _WORDS:
        if not text and name in _MAY_BE_NONE:
            return None
        try:
            return _WORDS[name](text)
        except ValueError as error:
            raise _not_a(f"{name} that claimbook knows", row, name, table) from error
    number = integer(text) if kind == "integer" else decimal(text)
    if number is None and (text or name in ("start", "end")):
        raise _not_a("whole number" if kind == "integer" else "number", row, name, table)
    return number


def _not_a(kind: str, row: Mapping[str, str], name: str, table: Table) -> LedgerError:
    return LedgerError(
        f'{row[table.key]}: {name}: "{row[name]}" is no {kind}; run `claimbook validate`'
    )
