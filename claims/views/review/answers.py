"""What was typed into a form as checks: cells by claim in, checks and the files they refer to out.

Sources are read as `check --evidence` takes them, several with "|" between; the files among them
are copied when the checks are signed. Refused: what is no source.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from claims.ledger.evidence import Copy, read_cell
from claims.model import Check, EvidenceKind, Reason, Status


class Answers(NamedTuple):
    """Checks that are to be signed, and the files that have to be copied for them."""

    checks: list[Check]
    copies: list[Copy]


def as_checks(
    drafts: Mapping[str, Mapping[str, str]], by: str, documents: Collection[str]
) -> Answers:
    """Return the checks that cells make, by claim; `documents` are the ids of the ledger's.

    Raises `LedgerError` where what was given as a source is none.
    """
    given = {cells.get("evidence_url", "") for cells in drafts.values()}
    read = {cell: read_cell(cell, documents) for cell in given}
    checks = [
        Check(
            check_id="",
            claim_id=claim_id,
            at="",
            by=by,
            status=Status(cells["status"]) if cells.get("status") else None,
            reason=Reason(cells["reason"]) if cells.get("reason") else None,
            note=cells.get("note", ""),
            evidence_url=read[cells.get("evidence_url", "")].cell,
            evidence_kind=EvidenceKind(cells.get("evidence_kind", "")),
            evidence_quote=cells.get("evidence_quote", ""),
            archive_url=cells.get("archive_url", ""),
        )
        for claim_id, cells in drafts.items()
    ]
    return Answers(checks, [copy for found in read.values() for copy in found.copies])
