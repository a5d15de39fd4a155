"""The claims of a ledger, or of no ledger yet, laid on a desk.

Claims with their documents in, a desk out. Left out are claims that are gone from their article,
and those that somebody withdrew. With conditions, the articles are read in which a claim meets
them, whole, because a total needs its parts; asked about are only the claims that meet them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from claims.ledger.conditions import Condition, Found
from claims.ledger.dismissals import dismissed
from claims.ledger.filters import select_articles
from claims.ledger.identity import identify
from claims.ledger.ledger import Ledger
from claims.ledger.links import links
from claims.ledger.rows import claim_from_row, document_from_row
from claims.ledger.verdicts import number_checked
from claims.model import Claim, Document, Link, Relation, Status
from claims.numbers.desk import Desk, Earlier

_JOINS = frozenset(Relation) - {Relation.DIFFERS}


def desk_of(
    source: Ledger | Iterable[Claim],
    documents: Iterable[Document] = (),
    conditions: Sequence[Condition] = (),
) -> Desk:
    """Return what an audit looks at.

    Claims without an id get the one that a ledger would give them; `documents` are theirs.
    """
    if isinstance(source, Ledger):
        found = list(select_articles(source, conditions))
        return laid(bare_desk(source), found, is_narrowed=bool(conditions))
    return Desk(list(_named(source)), {document.document_id: document for document in documents})


def bare_desk(ledger: Ledger) -> Desk:
    """Return what a ledger knows beyond its articles, with what people linked and parted."""
    linked = links(ledger)
    return replace(
        _desk_with_settings(ledger),
        together=frozenset(_pair(link) for link in linked if link.relation in _JOINS),
        apart=frozenset(_pair(link) for link in linked if link.relation not in _JOINS),
    )


def laid(desk: Desk, found: Iterable[tuple[Found, bool]], is_narrowed: bool) -> Desk:
    """Return a desk with some claims of its ledger, each told with whether it was asked about.

    Where the desk is not narrowed, all are.
    """
    claims: list[Claim] = []
    documents: dict[str, Document] = {}
    earlier: dict[str, Earlier] = {}
    asked: set[str] = set()
    for one, is_asked in found:
        if one.row["gone"] or one.standing.status is Status.WITHDRAWN:
            continue
        claims.append(claim_from_row(one.row))
        if is_asked:
            asked.add(one.row["claim_id"])
        if _is_edited_in_its_source(one):
            earlier[one.row["claim_id"]] = Earlier(one.standing.given[-1], "when it was checked")
        if one.row["document_id"] not in documents:
            documents[one.row["document_id"]] = document_from_row(one.document)
    return replace(
        desk,
        claims=claims,
        documents=documents,
        earlier=earlier,
        asked=frozenset(asked) if is_narrowed else None,
    )


def desk_of_found(ledger: Ledger, found: Iterable[Found]) -> Desk:
    """Return what an audit of some claims of a ledger looks at, without reading the others."""
    return laid(_desk_with_settings(ledger), ((one, True) for one in found), is_narrowed=False)


def _desk_with_settings(ledger: Ledger) -> Desk:
    return Desk(
        (),
        width=ledger.settings.approximate,
        off=ledger.settings.rules_off,
        dismissed=dismissed(ledger),
    )


def _is_edited_in_its_source(found: Found) -> bool:
    """Tell whether the article has another number than the one that a verdict was given to.

    What a person corrects, and what a later claimbook reads otherwise, is no edit of the source.
    """
    standing = found.standing
    is_another = "number" in standing.changed and bool(standing.given)
    return (
        is_another and not standing.is_read_anew and not _is_corrected(found.row["edited"].split())
    )


def _is_corrected(edited: Collection[str]) -> bool:
    return not {"value", "upper"}.isdisjoint(edited)


def with_earlier(desk: Desk, before: Ledger, until: str) -> Desk:
    """Return a desk that also knows which numbers its claims had before.

    They are those of an earlier version of the ledger.
    """
    numbers = {claim.claim_id: number_checked(claim) for claim in before.claims}
    earlier = {
        claim.claim_id: Earlier(number, until)
        for claim in desk.claims
        if (number := numbers.get(claim.claim_id, "")) and number != number_checked(claim)
        if not _is_corrected(claim.edited)
    }
    return replace(desk, earlier={**earlier, **desk.earlier})


def _pair(link: Link) -> frozenset[str]:
    return frozenset((link.claim_id, link.other_id))


def _named(claims: Iterable[Claim]) -> Iterator[Claim]:
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.claim_id:
            yield claim
        else:
            by_document.setdefault(claim.document_id, []).append(claim)
    for document_id, found in by_document.items():
        yield from (
            replace(claim, document_id=document_id) for claim in identify(found, document_id)
        )
