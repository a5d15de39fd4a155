"""Whether the rows of a ledger agree with each other and with its stored texts.

Rows come in one by one in file order, documents before claims before checks; problems come out.
What must be remembered is kept small: ids with their lines, and the text of one document at a time.
Cells that do not hold what their column asks for are the schema's to report and are passed over
here; so are ids that may stand in a line that could not be read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from claims.errors import LedgerError
from claims.ledger import identity, layout
from claims.ledger.cells import integer
from claims.ledger.evidence import copied_faults
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS, DOCUMENTS, LINKS, TABLES, Table
from claims.model import Problem, Span

Row = Mapping[str, str]
Fault = tuple[str, str]  # field, what was seen and what to do


class Agreement:
    """What has been seen of a ledger so far."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._seen: dict[Table, dict[str, tuple[str, int]]] = {table: {} for table in TABLES}
        self._unread: set[Table] = set()
        self._last: tuple[str | int, ...] = ()
        self._last_text: tuple[str, str | None] = ("", None)

    def problems(
        self, table: Table, file: str, label: str, line: int, row: Row
    ) -> Iterator[Problem]:
        """Yield what does not agree with the rows before this one, and remember it."""
        look = {DOCUMENTS: self._document, CLAIMS: self._claim}.get(table)
        found = look(file, row) if look else self._entry(table, file, row)
        for field, message in (*self._key(table, label, line, row), *found):
            yield Problem(label, line, field, message)

    def miss(self, table: Table) -> None:
        """Take note that some rows of a table could not be read."""
        self._unread.add(table)

    def strays(self) -> Iterator[Problem]:
        """Yield the texts that belong to no document."""
        for name in (
            () if DOCUMENTS in self._unread else self._ledger.store.names(layout.TEXTS, ".txt")
        ):
            if PurePosixPath(name).stem not in self._seen[DOCUMENTS]:
                yield Problem(
                    self._ledger.store.label(name), 0, "", "belongs to no document: remove it"
                )

    def _key(self, table: Table, label: str, line: int, row: Row) -> Iterator[Fault]:
        key = row[table.key]
        first = self._seen[table].setdefault(key, (label, line))
        if first != (label, line):
            yield table.key, f'"{key}" is also in {first[0]}:{first[1]}: keep one of the two rows'

    def _document(self, _file: str, row: Row) -> Iterator[Fault]:
        key = row["document_id"]
        yield from self._in_order(
            (key,), "document_id", "documents stand in the order of their ids"
        )
        if not identity.is_document_id(key):
            return  # reported as a cell; it must not become a path
        try:
            text = self._text(key)
        except LedgerError as error:
            yield "sha256", str(error)
            return
        if text is None:
            if self._has_texts():
                yield "sha256", f"the text is not in {layout.text_name(key)}: restore it with git"
        elif hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            yield (
                "sha256",
                f"{layout.text_name(key)} is not the text that was read: restore it with git",
            )

    def _claim(self, _file: str, row: Row) -> Iterator[Fault]:
        place = (row["document_id"], integer(row["start"]) or 0, integer(row["end"]) or 0)
        yield from self._in_order(
            place, "start", "claims stand in the order of document_id and start"
        )
        if self._is_missing(DOCUMENTS, row["document_id"]):
            yield (
                "document_id",
                f'"{row["document_id"]}" is in no row of documents.csv: correct it or add the '
                "document",
            )
        if row["gone"] or not identity.is_document_id(row["document_id"]):
            return
        try:
            text = self._text(row["document_id"])
        except LedgerError:
            return  # reported with the document
        if text is not None:
            yield from misplaced(row, text)

    def _entry(self, table: Table, file: str, row: Row) -> Iterator[Fault]:
        for field in ("claim_id", "other_id") if table is LINKS else ("claim_id",):
            if self._is_missing(CLAIMS, row[field]):
                yield (
                    field,
                    f'"{row[field]}" is in no row of claims.csv: restore the claim with git',
                )
        for message in copied_faults(
            self._ledger.store, row.get("evidence_url", ""), self._seen[DOCUMENTS]
        ):
            yield "evidence_url", message
        own = layout.signed_name(table.folder, identity.checker_slug(row["by"]))
        if file not in (own, layout.signed_name(table.folder, identity.former_slug(row["by"]))):
            yield "by", f'"{row["by"]}" signs in {own}: move the line there'
        if not identity.is_entry_id(row, table):
            yield (
                table.key,
                "the line was changed after it was signed: restore it with git and add a new one",
            )

    def _in_order(self, place: tuple[str | int, ...], field: str, rule: str) -> Iterator[Fault]:
        if len(place) == len(self._last) and place < self._last:
            yield (
                field,
                f"{rule}, this one belongs before the line above it: run `claimbook validate "
                "--fix`",
            )
        self._last = place

    def _has_texts(self) -> bool:
        try:
            return self._ledger.settings.keep_texts
        except LedgerError:
            return True  # reported with the settings

    def _is_missing(self, table: Table, key: str) -> bool:
        return table not in self._unread and key not in self._seen[table]

    def _text(self, document_id: str) -> str | None:
        if self._last_text[0] != document_id:
            name = layout.text_name(document_id)
            store = self._ledger.store
            self._last_text = (document_id, store.text(name) if store.has(name) else None)
        return self._last_text[1]


def misplaced(row: Row, text: str) -> Iterator[Fault]:
    """Say where a claim's words are not in the text as its offsets say."""
    span = _span(row, "start", "end")
    if span is None:
        return
    where = (
        f"the text says {_shown(text[slice(*span)])} there: correct the offsets, or restore the "
        f"text"
    )
    if text[slice(*span)] != row["surface"]:
        yield "surface", f"{_shown(row['surface'])} is not at {span.start}-{span.end}, {where}"
    source = _span(row, "source_start", "source_end")
    if source and text[slice(*source)] != row["source"]:
        yield (
            "source",
            f"{_shown(row['source'])} is not at {source.start}-{source.end}: correct the offsets",
        )
    if (
        row["quote"]
        not in text[max(0, span.end - len(row["quote"])) : span.start + len(row["quote"])]
    ):
        yield "quote", "does not stand around the number in the text: copy the sentence as it is"


def _span(row: Row, start: str, end: str) -> Span | None:
    first, last = integer(row[start]), integer(row[end])
    return None if first is None or last is None else Span(first, last)


def _shown(words: str) -> str:
    return f'"{words[:60]}..."' if len(words) > 60 else f'"{words}"'
