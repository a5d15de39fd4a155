"""What claims are to each other, as people say: the same, a repeat, a contradiction, an update.

A ledger in; links to sign, and those that stand, out. Of all that was signed about one claim and
another the latest counts, whoever signed it; `none` takes a link back. Refused: a claim linked to
itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.errors import LedgerError
from claims.ledger import signing
from claims.ledger.ledger import Ledger
from claims.ledger.rows import link_from_row
from claims.ledger.schema import CLAIMS, LINKS
from claims.model import Link, Relation


def link(
    ledger: Ledger,
    claim_id: str,
    others: Sequence[str],
    relation: Relation,
    by: str,
    note: str = "",
) -> list[Link]:
    """Sign what a claim is to others, all by their whole ids, and return what was signed."""
    if claim_id in others:
        raise LedgerError(f"{claim_id}: a claim is not linked to itself")
    ledger.rows_by_key(CLAIMS, {claim_id, *others})
    drafts = [
        Link(claim_id=claim_id, by=by, relation=relation, other_id=other, note=note)
        for other in others
    ]
    with ledger.change() as change:
        return signing.append(change, ledger.store, drafts)


def links(ledger: Ledger) -> list[Link]:
    """Return the links that stand, in the order of their claims."""
    return standing_links(link_from_row(row) for row in ledger.rows(LINKS))


def links_of(ledger: Ledger, claim_id: str) -> list[Link]:
    """Return the links that stand from and to one claim."""
    return [each for each in links(ledger) if claim_id in (each.claim_id, each.other_id)]


def standing_links(signed: Iterable[Link]) -> list[Link]:
    """Return the latest link of each two claims, without those that were taken back.

    >>> ann = Link(claim_id="k1", by="Ann", at="2024-05-01", relation=Relation.SAME, other_id="k2")
    >>> ben = Link(claim_id="k2", by="Ben", at="2024-05-02", relation=Relation.NONE, other_id="k1")
    >>> standing_links([ben, ann])
    []
    """
    latest: dict[frozenset[str], Link] = {}
    for each in sorted(signed, key=lambda each: (each.at, each.by)):
        latest[frozenset((each.claim_id, each.other_id))] = each
    standing = [each for each in latest.values() if each.relation is not Relation.NONE]
    return sorted(standing, key=lambda each: (each.claim_id, each.other_id))
