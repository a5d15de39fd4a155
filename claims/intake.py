"""From documents to the ledger: extract, compare with what the ledger has, and log.

Documents in; for each of them an `Intake` out that says what was logged and, for an edited article, what
changed. New documents are logged together, because every write rewrites the ledger's files once. Prints
nothing and asks nothing; a document that cannot be logged raises a `ClaimbookError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claims.ledger.entries import Added
from claims.ledger.ledger import Ledger
from claims.ledger.revise import Change, revise
from claims.model import Claim, Document
from claims.text.extract import extract

BATCH = 100  # documents written at once


@dataclass(frozen=True, slots=True)
class Intake:
    """One document as logged: the claims that are new, how many were known, and what an edit changed."""

    document: Document
    claims: tuple[Claim, ...]
    known: int
    is_new: bool
    changes: tuple[Change, ...] = ()


def log_documents(ledger: Ledger, documents: Iterable[Document]) -> Iterator[Intake]:
    """Extract and log documents in their order; the same document again adds nothing, an edited one is revised."""
    waiting: list[tuple[Document, list[Claim]]] = []
    for document in documents:
        was = ledger.known(document)
        if was is None or was.sha256 == document.sha256:
            waiting.append((document, extract(document)))
            if len(waiting) < BATCH:
                continue
        yield from _logged(ledger, waiting)
        waiting = []
        if was is not None and was.sha256 != document.sha256:
            yield _revised(ledger, was, document)
    yield from _logged(ledger, waiting)


def _logged(ledger: Ledger, found: Sequence[tuple[Document, list[Claim]]]) -> Iterator[Intake]:
    for added in ledger.add_all(found) if found else []:
        yield _intake(added)


def _intake(added: Added) -> Intake:
    return Intake(added.document, added.claims, added.known, added.is_new)


def _revised(ledger: Ledger, was: Document, edited: Document) -> Intake:
    document = replace(edited, document_id=was.document_id)
    old = ledger.claims_of(was.document_id)
    revision = revise(old, [claim for claim in extract(document) if claim.checkable], document)
    ledger.revise(document, revision.claims)
    new = tuple(change.claim for change in revision.changes if change.kind == "new")
    return Intake(document, new, len(revision.claims) - len(new), is_new=False, changes=tuple(revision.changes))
