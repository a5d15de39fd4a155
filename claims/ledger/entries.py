"""New and revised documents into the files of a ledger, without parsing what stays.

Documents and claims in, whole lines into their places out: documents in order of their ids, claims
by document and start. All lines of other documents are copied as bytes, in today's columns where an
older claimbook wrote them. Refused: a file whose header is not in the columns' order, because then
a line says nothing without being parsed, and a document whose text is not the one in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from claims.errors import LedgerError
from claims.ledger import identity, layout
from claims.ledger.canonical import format_line, format_row
from claims.ledger.cells import integer
from claims.ledger.columns import in_todays_columns, missing_columns
from claims.ledger.description import description
from claims.ledger.lookup import cell, rows_with
from claims.ledger.row_faults import refuse_faults
from claims.ledger.rows import claim_row, document_from_row, document_row
from claims.ledger.schema import CLAIMS, DOCUMENTS
from claims.ledger.signing import now
from claims.ledger.store import Change, Store
from claims.model import Claim, Document

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Added:
    """One document with its id, the claims logged now, and how many were logged before."""

    document: Document
    claims: tuple[Claim, ...]
    known: int
    is_new: bool

    @property
    def has_news(self) -> bool:
        """Whether anything of it is to be written."""
        return self.is_new or bool(self.claims)


def plan(
    document: Document, claims: Iterable[Claim], was: Row | None, logged: Sequence[Row]
) -> Added:
    """Say what logging would add.

    `was` is the document's row, and `logged` are those of its claims, where the ledger has it.

    A claim is known where one overlaps its words, so that a later extraction that reads a unit
    differently does not log the same words twice.
    """
    named = _named(document, was)
    found = identity.identify(
        (claim for claim in claims if claim.checkable), named.document_id, document.text
    )
    taken = {row["claim_id"] for row in logged}
    gone = {row["claim_id"] for row in logged if row["gone"] and not is_by_hand(row)}
    spans = _living_spans(logged)
    new = []
    for claim in found:
        if claim.claim_id not in gone and not _has_overlap(claim, spans):
            new.append(identity.with_free_id(claim, taken, document.text))
            taken.add(new[-1].claim_id)
    return Added(named, tuple(new), known=len(found) - len(new), is_new=was is None)


def _living_spans(logged: Iterable[Row]) -> list[tuple[int, int]]:
    """Return where the claims stand that the article still has."""
    living = (row for row in logged if not row["gone"])
    return [(integer(row["start"]) or 0, integer(row["end"]) or 0) for row in living]


def _has_overlap(claim: Claim, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < claim.end and claim.start < end for start, end in spans)


def _named(document: Document, was: Row | None) -> Document:
    """Return the document with the id that it has or gets."""
    if was and was["sha256"] != document.sha256:
        raise LedgerError(
            f"{was['document_id']} is in the ledger with another text: revise it instead of adding "
            "it"
        )
    if was:
        return document_from_row(was, document.text)
    key = document.document_id or identity.document_id(document)
    if not identity.is_document_id(key):
        raise LedgerError(f'"{key}" is no document id: use small letters, digits and hyphens')
    return replace(document, document_id=key, retrieved_at=document.retrieved_at or now())


def is_by_hand(row: Row) -> bool:
    """Tell whether a person logged the claim, whose sentence they chose, and not extraction."""
    return "quote" in row["edited"].split()


def refuse_document(document: Document) -> None:
    """Raise `LedgerError` where a field of the document holds what no ledger may hold."""
    given = {
        "document_id": document.document_id or "new",
        "retrieved_at": document.retrieved_at or now(),
    }
    refuse_faults(
        document_row(document) | given,
        DOCUMENTS,
        document.path or document.url or given["document_id"],
    )


def refuse_collision(document: Document, other: Row | None) -> None:
    """Raise `LedgerError` where a new document has the id of another one."""
    if other:
        raise LedgerError(
            f'{document.path or document.url or document.title}: the id "{document.document_id}" '
            "is that of another "
            "document already: add this one with another --title"
        )


def rows_of(store: Store, document_ids: Iterable[str]) -> dict[str, list[dict[str, str]]]:
    """Return the claim rows of some documents, parsing no others."""
    rows: dict[str, list[dict[str, str]]] = {key: [] for key in document_ids}
    for row in rows_with(store, [layout.CLAIMS], CLAIMS, 1, rows):
        rows[row["document_id"]].append(row)
    return rows


def rows_afterwards(
    news: Iterable[Added], logged: Mapping[str, Sequence[Mapping[str, str]]]
) -> list[Mapping[str, str]]:
    """Return all claim rows of some documents as they will be: the new ones, then those logged."""
    documents = [added.document.document_id for added in news]
    new = [claim_row(claim) for added in news for claim in added.claims]
    return [*new, *chain.from_iterable(logged.get(key, ()) for key in documents)]


def enter(
    change: Change,
    store: Store,
    documents: Sequence[Document],
    claims: Iterable[Row],
    keep_texts: bool,
) -> None:
    """Put documents and all of their claims into the files, in place of what is there of them.

    A text that is not to be kept is also removed, so that none stays from an edition before.
    """
    for document in documents:
        refuse_document(document)
    described = {
        document.document_id: [format_row(document_row(document), DOCUMENTS)]
        for document in documents
    }
    stated: dict[str, list[bytes]] = {document.document_id: [] for document in documents}
    for row in sorted(claims, key=_place):
        stated[row["document_id"]].append(format_row(row, CLAIMS))
    for document in documents:
        name = layout.text_name(document.document_id)
        if keep_texts:
            change.write(name, [document.text.encode()])
        else:
            change.delete(name)
    for name, table, column, groups in (
        (layout.DOCUMENTS, DOCUMENTS, 0, described),
        (layout.CLAIMS, CLAIMS, 1, stated),
    ):
        lines = in_todays_columns(change.lines(name), table, store.label(name))
        change.write(name, _spliced(lines, column, groups, store.label(name)))
    describe(change)


def describe(change: Change) -> None:
    """Have the ledger's description say what its tables hold now."""
    change.write(layout.DESCRIPTION, [description().encode()])


def restate(change: Change, store: Store, rows: Iterable[Row]) -> None:
    """Put claims' rows in the place of those that have their ids.

    New claims are put where they stand in their texts.

    A file of an older claimbook keeps its columns as long as they hold the rows: `add` fills all
    new ones at once.
    """
    new = {row["claim_id"]: row for row in rows}
    missing = missing_columns(store, layout.CLAIMS, CLAIMS)
    is_older = bool(missing) and not any(row[name] for row in new.values() for name in missing)
    columns = [name for name in CLAIMS.columns if not (is_older and name in missing)]
    groups = _groups(store, new, columns)
    file = store.label(layout.CLAIMS)
    lines = change.lines(layout.CLAIMS)
    change.write(
        layout.CLAIMS,
        _spliced(lines if is_older else in_todays_columns(lines, CLAIMS, file), 1, groups, file),
    )
    if missing and not is_older:
        describe(change)


def _groups(store: Store, new: Mapping[str, Row], columns: Sequence[str]) -> dict[str, list[bytes]]:
    """Return the lines of all claims of the documents that have new rows, by document."""
    groups: dict[str, list[bytes]] = {}
    there = rows_of(store, {row["document_id"]: None for row in new.values()})
    for document_id, old in there.items():
        others = [row for row in old if row["claim_id"] not in new]
        own = [row for row in new.values() if row["document_id"] == document_id]
        ordered = sorted([*others, *own], key=_place)
        groups[document_id] = [format_line([row[name] for name in columns]) for row in ordered]
    return groups


def _place(row: Row) -> tuple[int, int]:
    return int(row["start"]), int(row["end"])


def _spliced(
    lines: Iterator[bytes], column: int, groups: Mapping[str, Sequence[bytes]], file: str
) -> Iterator[bytes]:
    """Yield a table with new lines for some documents.

    They stand in place of the old ones, or where their ids belong.
    """
    waiting = {key.encode(): group for key, group in sorted(groups.items())}
    replaced = set(waiting)
    yield next(lines)  # the header
    line = b"\n"
    for line in lines:
        key = cell(line, column)
        while waiting and (first := next(iter(waiting))) <= key:
            yield from waiting.pop(first)
        if key not in replaced:
            yield line
    if not line.endswith(b"\n"):
        raise LedgerError(
            f"{file}: the last line does not end: complete it, or remove it if it was cut off"
        )
    for group in waiting.values():
        yield from group
