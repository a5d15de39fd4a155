"""What a reviewer writes beside verdicts, and takes back.

Claims that were missed, parts of claims, and links. A ledger and a name in; what was written out.
The same functions as the verbs write, and their undo takes back; whoever holds rows of the ledger
reads them again afterwards. Refused is what they refuse.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.ledger import corrections, links
from claims.ledger.ledger import Ledger
from claims.ledger.undo import last_entry, plan_undo, undo
from claims.model import Claim, Relation


class Pen:
    """The pen of one reviewer in one ledger."""

    def __init__(self, ledger: Ledger, by: str) -> None:
        self._ledger = ledger
        self._by = by

    def log(self, document_id: str, words: str, surface: str) -> str:
        """Log a number of a document that was missed, and return the id of its claim.

        `surface` says which words are the number's, where `words` hold several.
        """
        from claims.byhand import claim_at  # extraction is slow to load
        from claims.meaning import doubts

        given = {"surface": surface} if surface else {}
        claim = claim_at(self._ledger, document_id, words, given)
        return corrections.log_claim(self._ledger, claim, self._by, doubt=doubts).claim_id

    def split(self, claim_id: str, parts: Sequence[str]) -> list[str]:
        """Log the parts of a claim and withdraw it; return the ids of the parts."""
        from claims.byhand import part_of
        from claims.meaning import doubts

        whole = self._ledger.claim(claim_id)
        read: list[Claim] = [part_of(self._ledger, whole, words) for words in parts]
        news = corrections.split(self._ledger, claim_id, read, self._by, doubt=doubts)
        return [new.claim_id for new in news]

    def link(self, claim_id: str, other: str, relation: Relation) -> str:
        """Sign what a claim is to another, given by its id or the beginning, and return that id."""
        [found] = self._ledger.resolve([other])
        links.link(self._ledger, claim_id, [found], relation, self._by)
        return found

    def last(self) -> str:
        """Return when this reviewer signed last."""
        return last_entry(self._ledger, self._by)

    def undo(self, at: str) -> None:
        """Take back what this reviewer signed at a moment."""
        undo(self._ledger, plan_undo(self._ledger, self._by, at), self._by)
