"""What an audit looks at: articles with their claims, and what a ledger knows beyond them.

Claims and documents in; for each document an `Article` with its sentences, and for rules across documents the dates,
outlets and how wide hedges are. No stored text is needed: sentences are taken from the quotes of the claims.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from claims.intervals import APPROXIMATE_WIDTH
from claims.model import Claim, Document
from claims.numbers.bounds import Bounds, bounds
from claims.numbers.sentences import Sentence, sentences

NO_DOCUMENT = Document(text="")


@dataclass(frozen=True)
class Article:
    """One document with its claims in text order."""

    document: Document
    claims: Sequence[Claim]
    width: Decimal = APPROXIMATE_WIDTH

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences that hold claims, in text order."""
        return sentences(self.claims, self.width)

    @property
    def passages(self) -> list[tuple[str, int]]:
        """The whole text with its offset where it is there, else each sentence with a claim and its offset."""
        if self.document.text:
            return [(self.document.text, 0)]
        return [(sentence.text, sentence.start) for sentence in self.sentences]

    def claims_at(self, start: int, end: int) -> list[Claim]:
        """Return the claims in whose sentences these characters stand."""
        around = [one for one in self.sentences if one.start <= start and end <= one.start + len(one.text)]
        return [spot.claim for sentence in around for spot in sentence.spots]

    @property
    def published(self) -> date | None:
        """The day it was published, None where that is not known."""
        try:
            return date.fromisoformat(self.document.published[:10])
        except ValueError:
            return None


@dataclass(frozen=True)
class Desk:
    """All claims by document, the documents by their ids, and the setting for "about"."""

    claims: Sequence[Claim]
    documents: Mapping[str, Document] = field(default_factory=dict)
    width: Decimal = APPROXIMATE_WIDTH

    @cached_property
    def articles(self) -> list[Article]:
        """One article a document, in the order of the claims."""
        grouped = groupby(self.claims, key=lambda claim: claim.document_id)
        return [Article(self.documents.get(name, NO_DOCUMENT), list(own), self.width) for name, own in grouped]

    def bounds(self, claim: Claim, rounded: bool = False) -> Bounds | None:
        """Return what the words of a claim allow, None where it has no number."""
        return bounds(claim, self.width, rounded)

    def day(self, claim: Claim) -> date | None:
        """Return the day on which a claim was published, None where that is not known."""
        try:
            return date.fromisoformat(self.document(claim).published[:10])
        except ValueError:
            return None

    def where(self, claim: Claim) -> str:
        """Name the outlet, else the document, and the day of a claim."""
        document = self.document(claim)
        named = document.publisher or claim.document_id
        return f"{named}, {document.published[:10]}" if document.published else named

    def document(self, claim: Claim) -> Document:
        """Return the document that a claim stands in, an empty one where it is not known."""
        return self.documents.get(claim.document_id, NO_DOCUMENT)
