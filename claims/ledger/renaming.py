"""One name for a claimant in all claims of a document: a rename, or two actors made one.

In come a ledger, a document and two names, out go the corrections to show and to write
(`corrections.correct`). Refused: a name that nobody in the document is credited under, and an empty
one. When the document is read again, `revise` gives the new name also to claims that were not there
before.
"""

from __future__ import annotations

from claims.errors import LedgerError, unknown
from claims.ledger import corrections
from claims.ledger.corrections import Correction
from claims.ledger.ledger import Ledger


def plan(ledger: Ledger, document_id: str, name: str, new: str) -> list[Correction]:
    """Return what a document's claims would be if all that `name` says were said by `new`."""
    if not new.strip():
        raise LedgerError("the new name is empty: `claimbook edit` takes a claimant away")
    claims = [claim for claim in ledger.claims_of(document_id) if not claim.gone]
    meant = [claim.claim_id for claim in claims if claim.claimant == name]
    if not meant:
        claimants = sorted({claim.claimant for claim in claims if claim.claimant})
        raise LedgerError(f"{document_id}: {unknown(name, claimants, 'claimant')}")
    return corrections.plan(ledger, {claim_id: {"claimant": new} for claim_id in meant})
