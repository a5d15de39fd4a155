"""Flags that people dismissed.

A ledger and a flag in, a signed dismissal in its signer's own file out.

A flag is known by its rule, its claims and its arithmetic, so a dismissed one stays dismissed until
a number of it changes. Refused: a dismissal without a reason, and one of a flag that stands on no
claim of the ledger.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode

from claims.errors import LedgerError
from claims.ledger import signing
from claims.ledger.ledger import Ledger
from claims.ledger.schema import DISMISSALS
from claims.model import Dismissal, Flag

_LENGTH = 10


def flag_id(flag: Flag) -> str:
    """Return the id of a flag: an f, then base32 of a hash over its rule, claims and arithmetic.

    >>> flag_id(Flag("share", "error", "...", "12 / 30 = 40%", ("k1", "k2")))
    'frbynuts56b'
    """
    told = "\n".join((flag.rule, flag.arithmetic, *sorted(flag.claim_ids)))
    return "f" + b32encode(hashlib.sha256(told.encode()).digest()).decode().lower()[:_LENGTH]


def dismissed(ledger: Ledger) -> frozenset[str]:
    """Return the ids of the flags that are dismissed.

    Of all that was signed about a flag, the latest counts.
    """
    signed = sorted(
        (row["at"], row["by"], row["flag"], row["shown"]) for row in ledger.rows(DISMISSALS)
    )
    latest = {flag: shown for _, _, flag, shown in signed}
    return frozenset(flag for flag, shown in latest.items() if shown == "no")


def dismiss(ledger: Ledger, flag: Flag, by: str, note: str) -> Dismissal:
    """Sign that a flag is none, and why."""
    if not note.strip():
        raise LedgerError("say why with --note: whoever meets this flag again will want to know")
    if not flag.claim_ids:
        raise LedgerError(
            "this flag stands on no claim of the ledger: correct the text or log the claim first"
        )
    draft = Dismissal(
        claim_id=flag.claim_ids[0],
        by=by,
        flag=flag_id(flag),
        arithmetic=f"{flag.rule}: {flag.arithmetic}",
        note=note.strip(),
    )
    with ledger.change() as change:
        return signing.append(change, ledger.store, [draft])[0]
