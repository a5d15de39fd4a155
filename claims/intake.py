"""From documents to the ledger: extract, compare with what the ledger has, and log.

Documents in; for each of them an `Intake` out that says what was logged and, for an edited article,
what changed. New documents are logged together, because every write rewrites the ledger's files
once. Prints nothing and asks nothing. A document that cannot be logged (a field that no ledger
holds, or an `AmbiguousDocument`, which may be another one than the ledger's) is answered by the
error in its place; the others are still logged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from claims.errors import AmbiguousDocument, LedgerError
from claims.ledger.completing import Completion, Group
from claims.ledger.entries import refuse_document
from claims.ledger.identity import apart_id
from claims.ledger.ledger import Ledger
from claims.ledger.places import Places
from claims.ledger.revise import Change, FieldChange, new_edition
from claims.ledger.typed import keep
from claims.model import Claim, Document
from claims.text.extract import extract

# Written at once: every write copies the ledger's files, and a kill loses the batch that was not
# yet written.
BATCH = 1_000  # documents
BATCH_CHARACTERS = 4_000_000  # of text


@dataclass(frozen=True, slots=True)
class Intake:
    """One document as it was logged.

    It has the new claims, those that were known, and what an edit changed.
    """

    document: Document
    claims: tuple[Claim, ...]
    known: int
    is_new: bool
    changes: tuple[Change, ...] = ()
    fields: tuple[FieldChange, ...] = ()

    @property
    def has_news(self) -> bool:
        """Whether anything in the ledger is other than it was before."""
        return bool(self.changes or self.claims or self.fields)


def log_documents(
    ledger: Ledger,
    documents: Iterable[Document],
    *,
    told: Collection[str] = (),
    keep_texts: bool | None = None,
    read: Callable[[Document], list[Claim]] = extract,
    as_new: bool = False,
) -> Iterator[Intake | LedgerError]:
    """Extract and log documents in their order.

    The same document again adds nothing, an edited one is revised.

    Args:
        ledger: where to log them.
        documents: as read.
        told: names of the document's fields that a person gave; they are logged also where the text
            is known.
        keep_texts: overrides the ledger's setting.
        read: finds the claims of a document; another process may have found them already.
        as_new: takes what has another text than the ledger's document of that address or path for
            another document.
    """
    keep(ledger)  # what somebody typed into claims.csv must not be overwritten
    places = Places(ledger.folder)
    waiting = _Waiting()
    for given in documents:
        document = _placed(ledger, places, given)
        if waiting.has_version_of(document):  # it must be compared with that one as logged
            yield from _logged(ledger, waiting.taken(), keep_texts)
        try:
            refuse_document(document)
            document, was = (
                _known_or_new(ledger, document) if as_new else (document, ledger.known(document))
            )
        except LedgerError as refusal:
            yield refusal
            continue
        if was is not None and _is_news(document, was, told):
            yield from _logged(ledger, waiting.taken(), keep_texts)
            yield _revised(ledger, document, _claims_now(ledger, document, was, read), keep_texts)
            continue
        waiting.add(document, read(document))
        if waiting.is_full:
            yield from _logged(ledger, waiting.taken(), keep_texts)
    yield from _logged(ledger, waiting.taken(), keep_texts)


class _Waiting:
    """Documents to be logged together, and what they are known by."""

    def __init__(self) -> None:
        self._found: list[tuple[Document, list[Claim]]] = []
        self._by_name: dict[tuple[str, str], Document] = {}
        self._characters = 0

    @property
    def is_full(self) -> bool:
        return len(self._found) >= BATCH or self._characters >= BATCH_CHARACTERS

    def add(self, document: Document, claims: list[Claim]) -> None:
        self._found.append((document, claims))
        self._by_name |= dict.fromkeys(_names(document), document)
        self._characters += len(document.text)

    def has_version_of(self, document: Document) -> bool:
        """Tell whether one of them may be this document in another version.

        A mere copy of one is none.
        """
        others = (self._by_name[name] for name in _names(document) if name in self._by_name)
        return any(_told(other) != _told(document) for other in others)

    def taken(self) -> list[tuple[Document, list[Claim]]]:
        found = self._found
        self._found, self._by_name, self._characters = [], {}, 0
        return found


def _placed(ledger: Ledger, places: Places, document: Document) -> Document:
    """Return a document with its path as the ledger keeps paths.

    A path that an earlier version logged as it was given stays so, if it is this file's.
    """
    path = places.kept(document.path)
    if path == document.path:
        return document
    is_known_as_given = ledger.has_path(document.path) and not ledger.has_path(path)
    if is_known_as_given and not places.is_of_another(document.path):
        return document
    return replace(document, path=path)


def _known_or_new(ledger: Ledger, document: Document) -> tuple[Document, Document | None]:
    """Return the document and what the ledger has of it.

    It has an id of its own unless the ledger has its text.
    """
    with suppress(AmbiguousDocument):
        was = ledger.known(document)
        if was is None or was.sha256 == document.sha256:
            return document, was
    apart = replace(document, document_id=apart_id(document))
    return apart, ledger.known(apart)


def _told(document: Document) -> Document:
    """Return what a document is, wherever and whenever it was read."""
    return replace(document, path="", retrieved_at="")


def _names(document: Document) -> set[tuple[str, str]]:
    """Return what another document may be known by as the same one."""
    names = ("document_id", "url", "path", "sha256")
    return {(name, value) for name in names if (value := getattr(document, name))}


def complete(
    ledger: Ledger, watch: Callable[[Iterable[Group]], Iterable[Group]] = iter
) -> Completion:
    """Fill the columns that an older claimbook did not write from the stored texts.

    `watch` sees documents pass.
    """
    return ledger.complete(extract, watch)


def _logged(
    ledger: Ledger, found: Sequence[tuple[Document, list[Claim]]], keep_texts: bool | None
) -> Iterator[Intake]:
    for added in ledger.add_all(found, keep_texts) if found else []:
        yield Intake(added.document, added.claims, added.known, added.is_new)


def _is_news(document: Document, was: Document, told: Iterable[str]) -> bool:
    """Tell whether a document has another text than it had, or a person says other things of it."""
    is_retold = any(getattr(was, name) != getattr(document, name) for name in told)
    return is_retold or document.sha256 != was.sha256


def _claims_now(
    ledger: Ledger, document: Document, was: Document, read: Callable[[Document], list[Claim]]
) -> list[Claim]:
    """Return the claims of a new edition, read anew where they can have changed.

    Another date of publication moves every "last week"; other facts about the document move none.
    """
    edition = new_edition(was, document)
    if document.sha256 != was.sha256 or edition.published != was.published:
        return read(edition)
    return [claim for claim in ledger.claims_of(was.document_id) if not claim.gone]


def _revised(
    ledger: Ledger, edited: Document, claims: Sequence[Claim], keep_texts: bool | None
) -> Intake:
    revision = ledger.revise(edited, claims, keep_texts)
    new = tuple(change.claim for change in revision.changes if change.kind == "new")
    known = sum(not claim.gone for claim in revision.claims) - len(new)
    return Intake(
        revision.document, new, known, False, tuple(revision.changes), tuple(revision.fields)
    )
