"""What a ledger knows beyond its claims that rules across documents need: dates, outlets, how wide hedges are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from claims.intervals import APPROXIMATE_WIDTH
from claims.model import Claim, Document
from claims.numbers.bounds import Bounds, bounds

_NO_DOCUMENT = Document(text="")


@dataclass(frozen=True, slots=True)
class Desk:
    """The documents of a ledger by their ids, and its setting for "about"."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    width: Decimal = APPROXIMATE_WIDTH

    def bounds(self, claim: Claim, rounded: bool = False) -> Bounds | None:
        """Return what the words of a claim allow, None where it has no number."""
        return bounds(claim, self.width, rounded)

    def day(self, claim: Claim) -> date | None:
        """Return the day on which a claim was published, None where that is not known."""
        try:
            return date.fromisoformat(self._document(claim).published[:10])
        except ValueError:
            return None

    def where(self, claim: Claim) -> str:
        """Name the outlet, else the document, and the day of a claim."""
        document = self._document(claim)
        named = document.publisher or claim.document_id
        return f"{named}, {document.published[:10]}" if document.published else named

    def _document(self, claim: Claim) -> Document:
        return self.documents.get(claim.document_id, _NO_DOCUMENT)
