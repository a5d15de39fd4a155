"""A ledger read in steps, so that a screen need not wait.

Its first claims come at once, the others a slice at a time.

A ledger in, its claims, documents and checks by id out, growing until all is read. What is signed
or corrected meanwhile stands already where it was put, and is neither lost nor doubled when the
step comes that reads it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice

from claims.ledger import layout
from claims.ledger.ledger import Ledger
from claims.ledger.lookup import rows_with
from claims.ledger.rows import check_from_row, claim_from_row
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS
from claims.model import Check, Claim
from claims.numbers.worth import Repeats

FIRST = 100  # claims: more than any screen shows
SLICE = 500  # rows: some hundredths of a second

Row = Mapping[str, str]


class Holdings:
    """What of a ledger is read; `steps` reads on."""

    def __init__(self, ledger: Ledger) -> None:
        self.claims: dict[str, Claim] = {}
        self.documents: dict[str, Row] = {}
        self.checks: dict[str, list[Check]] = defaultdict(list)
        self.in_document: dict[str, list[str]] = defaultdict(list)
        self.repeats = Repeats()
        self._ledger = ledger
        self._rows = ledger.rows(CLAIMS)
        self._take(islice(self._rows, FIRST))
        store = ledger.store
        wanted = {claim.document_id for claim in self.claims.values()}
        for row in rows_with(store, [layout.DOCUMENTS], DOCUMENTS, 0, wanted):
            self.documents[row["document_id"]] = row
        self.put(
            map(check_from_row, rows_with(store, ledger.files(CHECKS), CHECKS, 1, self.claims))
        )

    def steps(self) -> Iterator[None]:
        """Read the rest, with a pause after each slice."""
        while batch := list(islice(self._rows, SLICE)):
            self._take(batch)
            yield
        for rows in _slices(self._ledger.rows(DOCUMENTS)):
            self.documents |= {row["document_id"]: row for row in rows}
            yield
        for rows in _slices(self._ledger.rows(CHECKS)):
            self.put(map(check_from_row, rows))
            yield

    def put(self, checks: Iterable[Check]) -> Collection[str]:
        """Add checks that are not there yet, in order of time.

        Return the claims that they are on.
        """
        touched = set()
        for check in checks:
            there = self.checks[check.claim_id]
            if all(check.check_id != other.check_id for other in there):
                there.append(check)
                touched.add(check.claim_id)
        for claim_id in touched:
            self.checks[claim_id].sort(key=lambda check: check.at)
        return touched

    def _take(self, rows: Iterable[Row]) -> None:
        for claim in map(claim_from_row, rows):
            self.claims[claim.claim_id] = claim
            self.in_document[claim.document_id].append(claim.claim_id)
            self.repeats.add(claim)


def _slices(rows: Iterator[dict[str, str]]) -> Iterator[Iterable[dict[str, str]]]:
    for first in rows:
        yield chain([first], islice(rows, SLICE - 1))
