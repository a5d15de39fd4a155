"""Checks that follow from what others said.

Confirming a verdict, withdrawing or restoring a row, taking a check back.

A ledger and claims in, checks to sign out; `Ledger.sign` signs them. Nothing is ever taken away:
what is taken back is followed by a check that says what stood before. Refused: confirming what did
not change, or what checkers differed on; restoring what is not withdrawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from claims.errors import LedgerError
from claims.ledger.identity import person
from claims.ledger.ledger import Ledger
from claims.ledger.lookup import rows_with
from claims.ledger.rows import check_from_row
from claims.ledger.schema import CHECKS
from claims.model import Check, Status

STILL_HOLDS = "still holds after the change"
Signed = Mapping[str, Sequence[Check]]  # the checks of some claims, by claim, earliest first


def confirmations(ledger: Ledger, claim_ids: Collection[str], by: str) -> list[Check]:
    """Return what says that the verdicts on these claims still hold.

    The claims changed under them, and somebody looked again.
    """
    checks = _checks(ledger, claim_ids)
    return [_confirmation(ledger, checks, claim_id, by) for claim_id in claim_ids]


def withdrawals(claim_ids: Iterable[str], by: str, why: str) -> list[Check]:
    """Return what says that these rows are no claims: duplicates, or logged by mistake."""
    return [_draft(claim_id, by, Status.WITHDRAWN, why) for claim_id in claim_ids]


def restorations(ledger: Ledger, claim_ids: Collection[str], by: str, why: str = "") -> list[Check]:
    """Return what makes withdrawn rows claims again.

    Each gets the status that this person had given before.
    """
    checks = _checks(ledger, claim_ids)
    note = "restored" + (f": {why}" if why else "")
    drafts = []
    for claim_id in claim_ids:
        if ledger.status(claim_id) is not Status.WITHDRAWN:
            raise LedgerError(f"{claim_id}: nothing to restore: it is not withdrawn")
        before = [
            check for check in _own(checks[claim_id], by) if check.status is not Status.WITHDRAWN
        ]
        drafts.append(_again(before, claim_id, by, note))
    return drafts


def taken_back(ledger: Ledger, signed: Sequence[Check]) -> list[Check]:
    """Return what takes checks back.

    The status becomes the one that its signer had given before; a note is answered by another note.
    """
    checks = _checks(ledger, {check.claim_id for check in signed})
    drafts = []
    for check in signed:
        if check.status is None:
            note = f"takes back the note {check.check_id}"
            drafts.append(
                Check(check_id="", claim_id=check.claim_id, at="", by=check.by, note=note)
            )
        else:
            before = [own for own in _own(checks[check.claim_id], check.by) if own.at < check.at]
            drafts.append(_again(before, check.claim_id, check.by, f"takes back {check.check_id}"))
    return drafts


def _confirmation(ledger: Ledger, checks: Signed, claim_id: str, by: str) -> Check:
    was = ledger.standing(claim_id).was
    if was is None:
        raise LedgerError(f"{claim_id}: nothing to confirm: it did not change under a verdict")
    if was is Status.DISPUTED:
        raise LedgerError(
            f"{claim_id}: checkers differed before it changed: sign a status of your own"
        )
    given = [check for check in checks[claim_id] if check.status is was]
    latest = (_own(given, by) or given)[-1]  # whoever confirms says again what they had said
    return replace(latest, check_id="", at="", by=by, checked="", note=STILL_HOLDS)


def _checks(ledger: Ledger, claim_ids: Collection[str]) -> Signed:
    """Return the checks of some claims, reading the files once."""
    found: defaultdict[str, list[Check]] = defaultdict(list)
    for row in rows_with(ledger.store, ledger.files(CHECKS), CHECKS, 1, claim_ids):
        found[row["claim_id"]].append(check_from_row(row))
    for checks in found.values():
        checks.sort(key=lambda check: check.at)
    return found


def _own(checks: Sequence[Check], by: str) -> list[Check]:
    """Return the statuses that a person has given, in order."""
    return [check for check in checks if check.status and person(check.by) == person(by)]


def _again(before: Sequence[Check], claim_id: str, by: str, note: str) -> Check:
    """Return the last of some checks as a new one, on the words that it was given to.

    Where there is none, the new one says `unverified`.
    """
    if not before:
        return _draft(claim_id, by, Status.UNVERIFIED, note)
    return replace(before[-1], check_id="", at="", by=by, note=note)


def _draft(claim_id: str, by: str, status: Status, note: str) -> Check:
    return Check(check_id="", claim_id=claim_id, at="", by=by, status=status, note=note)
