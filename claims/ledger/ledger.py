"""A ledger as one value: its documents, claims and checks to read, and the ways in which they grow.

Claims and documents come in as words of the model and go out the same; rows of text cells are there
for work at size. What was read stays as it was read until this value itself changes the ledger.
Nothing is ever taken away: claims and checks are added, a document's claims are rewritten only by
`revise`, and texts that changed without it are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import LedgerError, UnknownClaim
from claims.ledger import checks, entries, layout, lookup, signing
from claims.ledger import revise as editions
from claims.ledger.canonical import format_line, format_table, read_table
from claims.ledger.checks import UNCHECKED, Standing, Vote, standing_of, votes
from claims.ledger.columns import in_todays_columns, missing_columns
from claims.ledger.completing import Completion, Group, by_document, completed
from claims.ledger.description import description
from claims.ledger.entries import Added
from claims.ledger.evidence import Copy, keep_copies
from claims.ledger.frame import frame_of
from claims.ledger.identity import short_length
from claims.ledger.known_documents import Known
from claims.ledger.revise import Revision
from claims.ledger.rows import (
    check_from_row,
    claim_from_row,
    claim_row,
    document_from_row,
    document_row,
)
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS, Table
from claims.ledger.settings import Settings, default_text, parse_settings
from claims.ledger.store import Change, Store
from claims.ledger.verdicts import words_checked
from claims.model import Check, Claim, Document, Status

if TYPE_CHECKING:
    from pandas import DataFrame

_NONE: Mapping[str, Mapping[str, str]] = {}


class Ledger:
    """A folder with documents.csv, claims.csv, checks/ and texts/."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder)

    @classmethod
    def open(cls, folder: str | Path | None = None) -> Ledger:
        """Open the ledger in a folder, or in `ledger` within it.

        Without a folder, the nearest one at or above the current folder is opened. What a killed
        writer left is completed or cleaned away. Raises `LedgerError` where there is no ledger.
        """
        found = layout.find(Path()) if folder is None else layout.ledger_in(Path(folder))
        ledger = cls(found)
        ledger.store.settle()
        return ledger

    @classmethod
    def create(cls, folder: str | Path) -> Ledger:
        """Start a ledger in a folder, with its settings and its description.

        Files that are there stay as they are.
        """
        ledger = cls(Path(folder))
        ledger.folder.mkdir(parents=True, exist_ok=True)
        files = {  # the claims first: what tells a ledger is there as soon as anything is
            layout.CLAIMS: format_line(CLAIMS.columns),
            layout.DOCUMENTS: format_line(DOCUMENTS.columns),
            layout.SETTINGS: default_text().encode(),
            layout.DESCRIPTION: description().encode(),
        }
        with ledger.store.change() as change:
            for name, content in files.items():
                if not ledger.store.has(name):
                    change.write(name, [content])
        return ledger

    @cached_property
    def settings(self) -> Settings:
        """What claimbook.toml says."""
        if not self.store.has(layout.SETTINGS):
            return Settings()
        return parse_settings(self.store.text(layout.SETTINGS), self.store.label(layout.SETTINGS))

    @cached_property
    def documents(self) -> list[Document]:
        """All documents with their texts, in order of their ids."""
        return [
            document_from_row(row, self.text(row["document_id"])) for row in self.rows(DOCUMENTS)
        ]

    @cached_property
    def claims(self) -> list[Claim]:
        """All claims, document by document, in text order."""
        return [claim_from_row(row) for row in self.rows(CLAIMS)]

    @cached_property
    def checks(self) -> list[Check]:
        """All checks, checker by checker, as they were added."""
        return [check_from_row(row) for row in self.rows(CHECKS)]

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Where each claim stands that has a check."""
        given = self._votes
        rows = lookup.rows_with(self.store, self.files(CLAIMS), CLAIMS, 0, given)
        return {row["claim_id"]: self.standing_of(row) for row in rows}

    def rows(self, table: Table) -> Iterator[dict[str, str]]:
        """Yield the rows of a table one by one, at any size."""
        for name in self.files(table):
            yield from self._rows_in(name, table)

    def _rows_in(self, name: str, table: Table) -> Iterator[dict[str, str]]:
        return (row for _, row in read_table(self.store.lines(name), table, self.store.label(name)))

    def to_frame(self) -> DataFrame:
        """Return all claims with their status as a typed pandas data frame.

        See `frame.frame_of`.
        """
        return frame_of(
            (row | {"status": self.status(row["claim_id"])} for row in self.rows(CLAIMS)),
            CLAIMS,
            "status",
        )

    def files(self, table: Table) -> list[str]:
        """Return the names of the files that hold a table."""
        return signing.signed_files(self.store, table) if table.folder else [f"{table.name}.csv"]

    def standing(self, claim_id: str) -> Standing:
        """Return where a claim stands, with what awaits a second checker and who said what."""
        return self.standings.get(claim_id, UNCHECKED)

    def standing_of(self, row: Mapping[str, str]) -> Standing:
        """Return where the claim of a row stands, reading no other row."""
        given = self._votes.get(row["claim_id"])
        return (
            standing_of(given, claim_from_row(row), self.settings.two_person)
            if given
            else UNCHECKED
        )

    def status(self, claim_id: str) -> Status:
        """Return the current status of a claim."""
        return self.standing(claim_id).status

    def text(self, document_id: str) -> str:
        """Return the stored text of a document, empty where texts are not kept."""
        name = layout.text_name(document_id)
        return self.store.text(name) if self.store.has(name) else ""

    def claim_ids(self) -> Iterator[str]:
        """Yield the ids of all claims."""
        return lookup.claim_ids(self.store)

    def marked_rows(self) -> Iterator[dict[str, str]]:
        """Yield the rows of the claims that have a check or are gone, parsing no others."""
        return lookup.marked(self.store, self.files(CLAIMS), CLAIMS, self._votes)

    def id_length(self) -> int:
        """Return how many characters of their ids to show, so that each names one claim."""
        return self._id_length

    def resolve(self, prefixes: Sequence[str]) -> list[str]:
        """Return the full ids that unambiguous prefixes stand for.

        Raise `UnknownClaim` where one is none.
        """
        return lookup.resolve(self.store, prefixes)

    def claim(self, claim_id: str) -> Claim:
        """Return the claim with this whole id."""
        return claim_from_row(self.row(CLAIMS, claim_id))

    def row(self, table: Table, key: str) -> dict[str, str]:
        """Return the row of documents.csv or claims.csv with this key, parsing no other."""
        return self.rows_by_key(table, [key])[key]

    def rows_by_key(self, table: Table, keys: Collection[str]) -> dict[str, dict[str, str]]:
        """Return some rows by their keys, parsing no others.

        Raise `UnknownClaim` where one is missing.
        """
        found = {
            row[table.key]: row
            for row in lookup.rows_with(self.store, self.files(table), table, 0, keys)
        }
        for key in keys:
            if key not in found:
                raise UnknownClaim(
                    f'no {table.name.removesuffix("s")} "{key}" in {self.folder.as_posix()}'
                )
        return {key: found[key] for key in keys}

    def checks_of(self, claim_id: str) -> list[Check]:
        """Return the checks of one claim in order of time, parsing no others."""
        rows = lookup.rows_with(self.store, self.files(CHECKS), CHECKS, 1, [claim_id])
        return sorted(map(check_from_row, rows), key=lambda check: check.at)

    def known(self, document: Document) -> Document | None:
        """Return the document of the ledger that this one is an edition or a copy of.

        See `known_documents.Known`. Raises `AmbiguousDocument` where its address, text and path do
        not name one document.
        """
        row = self._known.find(document)
        return document_from_row(row, self.text(row["document_id"])) if row else None

    def with_text_of(self, document: Document) -> list[str]:
        """Return the ids of the documents that have the very text of this one."""
        return self._known.with_text_of(document)

    def has_path(self, path: str) -> bool:
        """Tell whether a document was logged from this path."""
        return self._known.has_path(path)

    def claims_of(self, document_id: str) -> list[Claim]:
        """Return the claims of one document in text order, parsing no others."""
        return [
            claim_from_row(row) for row in entries.rows_of(self.store, [document_id])[document_id]
        ]

    def add(self, document: Document, claims: Iterable[Claim]) -> Added:
        """Log a document and those of its checkable claims that are new, and return these.

        Raises `LedgerError` where the document is in the ledger with another text: `revise` takes
        those.
        """
        return self.add_all([(document, claims)])[0]

    def add_all(
        self,
        found: Iterable[tuple[Document, Iterable[Claim]]],
        keep_texts: bool | None = None,
        drafts: Iterable[Check] = (),
    ) -> list[Added]:
        """Log several documents as one change; see `add`.

        `keep_texts` overrides the setting of the ledger; `drafts` are checks that come in with the
        documents and are signed in the same step; see `sign`.
        """
        with self.change() as change:
            known = [(document, claims, self._known.find(document)) for document, claims in found]
            logged = entries.rows_of(self.store, [was["document_id"] for *_, was in known if was])
            planned = self._plan(known, logged)
            news = [added for added in planned if added.has_news]
            rows = entries.rows_afterwards(news, logged)
            if news:
                documents = [added.document for added in news]
                entries.enter(change, self.store, documents, rows, self._is_kept(keep_texts))
            coming = {row["claim_id"]: row for row in rows}
            signing.append(change, self.store, self.given(drafts, coming))
        return planned

    def _plan(
        self,
        known: Iterable[tuple[Document, Iterable[Claim], Mapping[str, str] | None]],
        logged: Mapping[str, Sequence[Mapping[str, str]]],
    ) -> list[Added]:
        """Say what logging documents would add, each with its row where the ledger has it."""
        planned: dict[str, Added] = {}
        for document, claims, row in known:
            was = row or self._known.find(document)  # one of this change
            if was and was["document_id"] in planned and was["sha256"] == document.sha256:
                continue  # the same document twice is one
            had = logged[was["document_id"]] if was else ()
            added = entries.plan(document, claims, was, had)
            if added.is_new:
                other = self._known.by_id(added.document.document_id)
                entries.refuse_collision(added.document, other)
                self._known.remember(document_row(added.document))
            planned[added.document.document_id] = added
        return list(planned.values())

    def revise(
        self, edited: Document, claims: Iterable[Claim], keep_texts: bool | None = None
    ) -> Revision:
        """Replace a document by a new edition of it, and return what became of its claims.

        Raises `LedgerError` where the ledger does not have the document.
        """
        with self.change() as change:
            was = self.known(edited)
            if was is None:
                raise LedgerError(
                    f"{edited.document_id or edited.url or edited.path} is not in the ledger: add "
                    "it"
                )
            edition = replace(edited, retrieved_at=edited.retrieved_at or signing.now())
            revision = editions.revise(was, self.claims_of(was.document_id), edition, claims)
            rows = map(claim_row, revision.claims)
            entries.enter(change, self.store, [revision.document], rows, self._is_kept(keep_texts))
        return revision

    def missing_columns(self) -> tuple[str, ...]:
        """Return the columns of claims.csv that this ledger lacks.

        The claimbook that wrote it did not have them yet.
        """
        return missing_columns(self.store, layout.CLAIMS, CLAIMS)

    def complete(
        self,
        read: Callable[[Document], Sequence[Claim]],
        watch: Callable[[Iterable[Group]], Iterable[Group]] = iter,
    ) -> Completion:
        """Fill the columns that an older claimbook did not write, as one change.

        `watch` sees the documents pass. `read` finds the claims in a document with its stored text.
        Nothing else of a claim changes.
        """
        documents = {row["document_id"]: row for row in self.rows(DOCUMENTS)}
        told = Completion()

        def found(document_id: str) -> Sequence[Claim] | None:
            row, text = documents.get(document_id), self.text(document_id)
            # a claim without its document is left as it is: `validate` names it
            return read(document_from_row(row, text)) if row and text else None

        with self.change() as change:
            lines = in_todays_columns(
                change.lines(layout.CLAIMS), CLAIMS, self.store.label(layout.CLAIMS)
            )
            rows = (row for _, row in read_table(lines, CLAIMS, self.store.label(layout.CLAIMS)))
            change.write(
                layout.CLAIMS,
                format_table(completed(watch(by_document(rows)), found, told), CLAIMS),
            )
            entries.describe(change)
        return told

    def _is_kept(self, keep_texts: bool | None) -> bool:
        return self.settings.keep_texts if keep_texts is None else keep_texts

    def sign(self, drafts: Iterable[Check], copies: Iterable[Copy] = ()) -> list[Check]:
        """Add checks to the files of those who sign them, as one change.

        They come back dated and with their ids.

        Each keeps the words that it was given to: when the claim has others, it speaks for it no
        longer. A draft that has such words already, because it repeats a verdict on them, keeps
        them. `copies` are files that they refer to. Raises `LedgerError` where a check says
        nothing, lacks its reason, or is on no claim of this ledger.
        """
        given = self.given(drafts)
        with self.change() as change:
            keep_copies(change, self.store, copies)
            return signing.append(change, self.store, given)

    def given(
        self, drafts: Iterable[Check], coming: Mapping[str, Mapping[str, str]] = _NONE
    ) -> list[Check]:
        """Return checks as they are to be signed: each with the words of its claim; see `sign`.

        `coming` has the rows of claims, by id, that the same step writes.
        """
        drafts = list(drafts)
        wanted = {draft.claim_id for draft in drafts}
        there = self.rows_by_key(CLAIMS, wanted - coming.keys())
        rows = {**there, **{key: coming[key] for key in wanted & coming.keys()}}
        words = {claim_id: words_checked(claim_from_row(row)) for claim_id, row in rows.items()}
        return [
            checks.sound(replace(draft, checked=draft.checked or words[draft.claim_id]))
            for draft in drafts
        ]

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Change several files of the ledger as one step.

        What was read of it is read anew afterwards.
        """
        try:
            with self.store.change() as change:
                self._forget()
                yield change
        finally:
            self._forget()

    def _forget(self) -> None:
        for name in (
            "documents",
            "claims",
            "checks",
            "standings",
            "_votes",
            "_known",
            "_id_length",
        ):
            self.__dict__.pop(name, None)

    @cached_property
    def _votes(self) -> dict[str, list[Vote]]:
        """The latest status of each checker, by claim."""
        return votes(self.rows(CHECKS))

    @cached_property
    def _id_length(self) -> int:
        return short_length(self.claim_ids())

    @cached_property
    def _known(self) -> Known:
        return Known(self.rows(DOCUMENTS), self.text)
