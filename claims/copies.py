"""New documents that nearly repeat one of the ledger.

What was logged in, pairs with what differs in their numbers out.

An agency's copy under another headline, or an article that an outlet took over with small edits, is
a document of its own: it was published by somebody else. But who checks a number in one should know
of the other, and where their numbers differ one of them is wrong. Nothing is merged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claims.intake import Intake
from claims.ledger.ledger import Ledger
from claims.ledger.revise import revise
from claims.ledger.rows import document_from_row
from claims.ledger.schema import DOCUMENTS
from claims.likeness import Pair, Texts

# documents that are compared in a few seconds; a larger ledger is not, and that is said
MOST = 20_000
TOLD = ("number", "hedge", "claimant")


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A new document, one of the ledger that it nearly repeats, and the words that differ."""

    pair: Pair
    differences: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Say it in a line."""
        said = (
            f"{self.pair.document_id}: nearly repeats {self.pair.other_id} ({self.pair.share:.0%} "
            f"of its wording)"
        )
        told = "; ".join(f'"{there}" there, "{here}" here' for there, here in self.differences)
        return f"{said}: {told}" if told else f"{said}, with the same numbers"


class Copies:
    """The documents of a ledger as `add` logs more of them; each text is read once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._texts: Texts | None = None
        self.are_too_many = False  # more than are compared

    def read(self, logged: Iterable[Intake]) -> None:
        """Read what was just logged, and at first all else that the ledger has."""
        ids = [intake.document.document_id for intake in logged]
        if self._texts is None:
            ids = [row["document_id"] for row in self._ledger.rows(DOCUMENTS)]
            self._texts = Texts()
        self.are_too_many = self.are_too_many or len(self._texts) + len(ids) > MOST
        for document_id in () if self.are_too_many else ids:
            if document_id not in self._texts:
                self._texts.add(document_id, self._ledger.text(document_id))

    def near(self, logged: Iterable[Intake]) -> Iterator[NearCopy]:
        """Yield for each new document the one that it repeats most nearly.

        Two new documents that repeat each other are one pair.
        """
        seen: set[frozenset[str]] = set()
        texts = self._texts or Texts()
        for intake in () if self.are_too_many else logged:
            found = texts.near(intake.document.document_id) if intake.is_new else []
            for pair in found:
                if frozenset(pair[:2]) not in seen:
                    seen.add(frozenset(pair[:2]))
                    yield NearCopy(pair, tuple(_differences(self._ledger, pair)))
                    break


def _differences(ledger: Ledger, pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield the words of numbers, hedges and claimants that differ.

    The two are compared as if one were an edition of the other.
    """
    there, here = (
        document_from_row(ledger.row(DOCUMENTS, key), ledger.text(key))
        for key in (pair.other_id, pair.document_id)
    )
    changes = revise(
        there, ledger.claims_of(pair.other_id), here, ledger.claims_of(pair.document_id)
    ).changes
    yield from ((change.before, change.after) for change in changes if change.kind in TOLD)
