"""What an audit looks at: articles with their claims, and what a ledger knows beyond them.

A desk holds its claims in memory: all of a ledger, or some articles of an `Archive`, of which it is
then a part. Either is asked the same way, `Source`, so that rules and groups know no difference.

Claims and documents in; for each document an `Article` with its sentences, and for rules across
documents the dates, outlets and how wide hedges are. No stored text is needed: sentences are taken
from the quotes of the claims.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import NamedTuple, Protocol

from claims.intervals import APPROXIMATE_WIDTH
from claims.model import Claim, Document
from claims.numbers.bounds import Bounds, bounds
from claims.numbers.likeness import Likeness
from claims.numbers.sentences import Sentence, sentences
from claims.numbers.tie import Tie
from claims.numbers.vocabulary import Vocabulary

Pair = frozenset[str]
NO_DOCUMENT = Document(text="")


class Earlier(NamedTuple):
    """The number that a claim had before its article was edited, and until when.

    The time is told in words: "when it was checked".
    """

    number: str
    until: str


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
        """Return the whole text with its offset.

        Where the text is not kept, return each sentence that has a claim, with its offset.
        """
        if self.document.text:
            return [(self.document.text, 0)]
        return [(sentence.text, sentence.start) for sentence in self.sentences]

    def claims_at(self, start: int, end: int) -> list[Claim]:
        """Return the claims in whose sentences these characters stand."""
        around = [
            one for one in self.sentences if one.start <= start and end <= one.start + len(one.text)
        ]
        return [spot.claim for sentence in around for spot in sentence.spots]

    @property
    def published(self) -> date | None:
        """The day it was published, None where that is not known."""
        try:
            return date.fromisoformat(self.document.published[:10])
        except ValueError:
            return None


class Source(Protocol):
    """What is audited and compared, however large: articles come a desk at a time."""

    @property
    def bare(self) -> Desk:
        """What a ledger knows beyond its articles, on a desk without any."""

    def desks(self) -> Iterator[Desk]:
        """Yield all articles once, in order."""

    def tied(self) -> Iterator[tuple[Desk, Sequence[Tie]]]:
        """Yield all pairs of claims that may speak of one thing, in order, with their articles.

        The articles have been read by `desks` before, because words weigh by all of them.
        """

    def desk_with(self, document_ids: Collection[str]) -> Desk:
        """Return a desk that has these articles."""


@dataclass(frozen=True)
class Desk:
    """All claims by document, the documents by their ids, and the setting for "about"."""

    claims: Sequence[Claim]
    documents: Mapping[str, Document] = field(default_factory=dict)
    width: Decimal = APPROXIMATE_WIDTH
    together: frozenset[Pair] = frozenset()  # pairs of claims that people joined
    apart: frozenset[Pair] = frozenset()  # pairs of claims that people parted
    earlier: Mapping[str, Earlier] = field(default_factory=dict)  # by claim, where it had another
    off: frozenset[str] = frozenset()  # rules that are switched off
    dismissed: frozenset[str] = frozenset()  # ids of flags that people dismissed
    asked: frozenset[str] | None = None  # claims that were asked about, None for all
    vocabulary: Vocabulary | None = None  # of the archive that the claims are some of

    @property
    def bare(self) -> Desk:
        """The same desk without articles."""
        return replace(self, claims=(), documents={})

    def desks(self) -> Iterator[Desk]:
        """Yield all articles: they lie on this desk."""
        yield self

    def tied(self) -> Iterator[tuple[Desk, Sequence[Tie]]]:
        """Yield all pairs of claims that may speak of one thing, with their articles."""
        yield self, self.likeness.every_tie

    def desk_with(self, document_ids: Collection[str]) -> Desk:
        """Return a desk that has these articles."""
        return self

    def is_asked(self, claim_ids: Iterable[str]) -> bool:
        """Tell whether somebody asked about one of these claims."""
        return self.asked is None or not self.asked.isdisjoint(claim_ids)

    def claim(self, claim_id: str) -> Claim:
        """Return a claim of this desk by its id."""
        return self._by_id[claim_id]

    @cached_property
    def _by_id(self) -> dict[str, Claim]:
        return {claim.claim_id: claim for claim in self.claims}

    @cached_property
    def likeness(self) -> Likeness:
        """The claims weighed by their words."""
        return Likeness(self.claims, self.documents, self.vocabulary)

    @cached_property
    def articles(self) -> list[Article]:
        """One article a document, in the order of the claims."""
        grouped = groupby(self.claims, key=lambda claim: claim.document_id)
        return [
            Article(self.documents.get(name, NO_DOCUMENT), list(own), self.width)
            for name, own in grouped
        ]

    def bounds(self, claim: Claim, rounded: bool = False) -> Bounds | None:
        """Return what the words of a claim allow, None where it has no number."""
        return bounds(claim, self.width, rounded)

    def has_both(self, first: Claim, second: Claim) -> bool:
        """Tell whether the article of one has the other's number too.

        If so, the two do not disagree.
        """
        return self._has_number(second.document_id, first) or self._has_number(
            first.document_id, second
        )

    def are_one_apart(self, first: Claim, second: Claim) -> bool:
        """Tell whether two sentences have the same numbers in the same order, all but one."""
        one, other = (
            self._by_sentence[claim.document_id, claim.quote] for claim in (first, second)
        )
        return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1

    @cached_property
    def _by_sentence(self) -> dict[tuple[str, str], list[Decimal | None]]:
        found: dict[tuple[str, str], list[Decimal | None]] = {}
        for claim in self.claims:
            found.setdefault((claim.document_id, claim.quote), []).append(claim.value)
        return found

    def _has_number(self, document_id: str, claim: Claim) -> bool:
        return (document_id, claim.value, claim.unit) in self._numbers

    @cached_property
    def _numbers(self) -> set[tuple[str, Decimal | None, str]]:
        return {(claim.document_id, claim.value, claim.unit) for claim in self.claims}

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
