"""Who works on what: a ledger in; assignments to sign, and the one that stands for each claim, out.

Of all assignments of a claim the latest counts, whoever signed it. Refused: dates that are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claims.errors import LedgerError
from claims.ledger import signing
from claims.ledger.cells import is_date
from claims.ledger.ledger import Ledger
from claims.ledger.schema import ASSIGNMENTS, CLAIMS
from claims.model import Assignment

Row = dict[str, str]
NOBODY: Mapping[str, str] = dict.fromkeys(ASSIGNMENTS.columns, "")


def assign(
    ledger: Ledger, claim_ids: Iterable[str], to: str, by: str, due: str = "", note: str = ""
) -> list[Assignment]:
    """Sign who is to check some claims, and until when; without a name they are given back.

    It is dated after what it takes the place of, whoever signed that within the same second.
    """
    if due and not is_date(due):
        raise LedgerError(f'"{due}" is no day of the calendar: write it as 2024-05-31')
    claim_ids = list(claim_ids)
    ledger.rows_by_key(CLAIMS, claim_ids)
    with ledger.change() as change:
        standing = assigned(ledger)
        since = max((standing.get(claim_id, NOBODY)["at"] for claim_id in claim_ids), default="")
        at = signing.moment(ledger.store, by, since)
        drafts = [
            Assignment(claim_id=claim_id, by=by, at=at, to=to, due=due, note=note)
            for claim_id in claim_ids
        ]
        return signing.append(change, ledger.store, drafts)


def assigned(ledger: Ledger) -> dict[str, Row]:
    """Return the row of the assignment that stands, by claim."""
    latest: dict[str, Row] = {}
    for row in ledger.rows(ASSIGNMENTS):
        before = latest.get(row["claim_id"])
        if before is None or (before["at"], before["by"]) <= (row["at"], row["by"]):
            latest[row["claim_id"]] = row
    return latest
