"""From documents to the ledger: extract, compare with what the ledger has, and log.

Documents in; for each of them an `Intake` out that says what was logged and, for an edited article, what
changed. New documents are logged together, because every write rewrites the ledger's files once. Prints
nothing and asks nothing; a document that cannot be logged raises a `ClaimbookError`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.ledger.ledger import Ledger
from claims.ledger.revise import Change, FieldChange, new_edition
from claims.model import Claim, Document
from claims.text.extract import extract

# Written at once: every write copies the ledger's files, and a kill loses the batch that was not yet written.
BATCH = 1_000  # documents
BATCH_CHARACTERS = 4_000_000  # of text


@dataclass(frozen=True, slots=True)
class Intake:
    """One document as logged: the claims that are new, how many were known, and what an edit changed."""

    document: Document
    claims: tuple[Claim, ...]
    known: int
    is_new: bool
    changes: tuple[Change, ...] = ()
    fields: tuple[FieldChange, ...] = ()


def log_documents(
    ledger: Ledger,
    documents: Iterable[Document],
    *,
    told: Collection[str] = (),
    keep_texts: bool | None = None,
    read: Callable[[Document], list[Claim]] = extract,
) -> Iterator[Intake]:
    """Extract and log documents in their order; the same document again adds nothing, an edited one is revised.

    Args:
        ledger: where to log them.
        documents: as read.
        told: names of the document's fields that a person gave; they are logged also where the text is known.
        keep_texts: overrides the ledger's setting.
        read: finds the claims of a document; another process may have found them already.
    """
    waiting: list[tuple[Document, list[Claim]]] = []
    characters = 0
    for document in documents:
        was = ledger.known(document)
        is_edited = was is not None and was.sha256 != document.sha256
        is_retold = was is not None and any(getattr(was, name) != getattr(document, name) for name in told)
        if not is_edited and not is_retold:
            waiting.append((document, read(document)))
            characters += len(document.text)
            if len(waiting) < BATCH and characters < BATCH_CHARACTERS:
                continue
        yield from _logged(ledger, waiting, keep_texts)
        waiting, characters = [], 0
        if was is not None and (is_edited or is_retold):
            edition = new_edition(was, document)
            # another date of publication moves every "last week"; other facts about the document move no claim
            is_read_anew = is_edited or edition.published != was.published
            yield _revised(ledger, document, read(edition) if is_read_anew else _living(ledger, was), keep_texts)
    yield from _logged(ledger, waiting, keep_texts)


def _logged(ledger: Ledger, found: Sequence[tuple[Document, list[Claim]]], keep_texts: bool | None) -> Iterator[Intake]:
    for added in ledger.add_all(found, keep_texts) if found else []:
        yield Intake(added.document, added.claims, added.known, added.is_new)


def _living(ledger: Ledger, document: Document) -> list[Claim]:
    return [claim for claim in ledger.claims_of(document.document_id) if not claim.gone]


def _revised(ledger: Ledger, edited: Document, claims: Sequence[Claim], keep_texts: bool | None) -> Intake:
    revision = ledger.revise(edited, claims, keep_texts)
    new = tuple(change.claim for change in revision.changes if change.kind == "new")
    known = sum(not claim.gone for claim in revision.claims) - len(new)
    return Intake(revision.document, new, known, False, tuple(revision.changes), tuple(revision.fields))
