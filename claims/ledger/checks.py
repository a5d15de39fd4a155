"""What checkers found: the current status of claims from their checks, and new checks in their one form.

Checks are only ever added. A status is never stored: the latest status of each checker counts, and where their final
statuses differ the claim is disputed, whoever was last. Rows in, standings out; writing them is the ledger's part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from claims.errors import LedgerError
from claims.ledger.identity import check_id, checker_slug
from claims.ledger.rows import check_row
from claims.model import Check, Claim, Status

WORKING = frozenset({Status.UNVERIFIED, Status.CHECKING})  # all other statuses are final
NEED_REASON = frozenset({Status.PARTLY, Status.FALSE})
NEED_TWO = frozenset({Status.VERIFIED, Status.PARTLY, Status.FALSE})  # where the two-person rule is on


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands: its status, the status that awaits a second checker, and each checker's latest."""

    status: Status = Status.UNVERIFIED
    awaiting: Status | None = None
    latest: Mapping[str, Status] | None = None  # by checker, in the words they sign with
    checked: frozenset[str] = (
        frozenset()
    )  # the numbers that those statuses were given to, as `number_checked` writes them

    def is_overtaken(self, claim: Claim) -> bool:
        """Tell whether a status that counts was given to another number than the claim has now."""
        return bool(self.checked) and self.checked != {number_checked(claim)}


UNCHECKED = Standing()


def standings(rows: Iterable[Mapping[str, str]], two_person: bool = False) -> dict[str, Standing]:
    """Return the standing of every claim that has a check.

    Raises `LedgerError` on a status that is none.
    """
    votes: dict[str, dict[str, tuple[str, str, str, str]]] = {}
    for row in rows:
        if not row["status"]:
            continue
        by_checker = votes.setdefault(row["claim_id"], {})
        checker = checker_slug(row["by"])
        if checker not in by_checker or by_checker[checker][0] <= row["at"]:
            by_checker[checker] = (row["at"], row["by"], row["status"], row["checked"])
    try:
        return {
            claim: replace(
                standing({by: Status(status) for _, by, status, _ in given.values()}, two_person),
                checked=frozenset(checked for *_, checked in given.values() if checked),
            )
            for claim, given in votes.items()
        }
    except ValueError as error:
        raise LedgerError(f"checks: {error}; run `claimbook validate`") from error


def standing(latest: Mapping[str, Status], two_person: bool = False) -> Standing:
    """Return where a claim stands, given the latest status of each checker.

    >>> standing({"Ann": Status.VERIFIED, "Ben": Status.FALSE}).status.value
    'disputed'
    >>> standing({"Ann": Status.VERIFIED, "Ben": Status.CHECKING}).status.value
    'verified'
    >>> one = standing({"Ann": Status.VERIFIED}, two_person=True)
    >>> one.status.value, one.awaiting.value
    ('checking', 'verified')
    """
    final = [status for status in latest.values() if status not in WORKING]
    if len(set(final)) > 1:
        return Standing(Status.DISPUTED, latest=latest)
    if not final:
        begun = Status.CHECKING in latest.values()
        return Standing(Status.CHECKING if begun else Status.UNVERIFIED, latest=latest)
    if two_person and final[0] in NEED_TWO and len(final) < 2:
        return Standing(Status.CHECKING, awaiting=final[0], latest=latest)
    return Standing(final[0], latest=latest)


def number_checked(claim: Claim) -> str:
    """Return the number of a claim in the words that a check keeps of it: hedge, value, upper, unit.

    >>> from decimal import Decimal
    >>> number_checked(Claim(start=0, end=8, surface="27 towns", value=Decimal("27.0"), unit="town"))
    'exact 27 town'
    """
    numbers = (f"{number.normalize():f}" for number in (claim.value, claim.upper) if number is not None)
    return " ".join((claim.modifier, *numbers, claim.unit)).strip()


def is_overtaken(check: Check, claim: Claim) -> bool:
    """Tell whether the number, its hedge or its unit changed after the check, which then speaks for it no longer."""
    return bool(check.checked) and check.checked != number_checked(claim)


def sign(check: Check) -> Check:
    """Return the check with its time and id filled in; raise `LedgerError` where it says nothing or lacks a reason."""
    if not check.by.strip():
        raise LedgerError("a check needs a name: give --by, or set git's user.name")
    if check.status is None and not (check.note or check.evidence_url or check.evidence_quote):
        raise LedgerError("a check needs a status, a note or evidence")
    if check.status in NEED_REASON and check.reason is None:
        raise LedgerError(f"status {check.status} needs a reason, such as --reason overstated")
    if check.reason and check.status is None:
        raise LedgerError("a reason needs a status")
    for url in (check.evidence_url, check.archive_url):
        if url and not url.startswith(("http://", "https://")):
            raise LedgerError(f'"{url}" is no web address: it starts with https:// or http://')
    dated = replace(check, at=check.at or now())
    return replace(dated, check_id=check_id(check_row(dated)))


def now() -> str:
    """Return the current second in UTC, as the ledger writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
