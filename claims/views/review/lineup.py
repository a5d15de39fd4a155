"""The claims to review, one after the other, and the place in them.

A desk in, the claim in focus out.

What the queue is limited to, in which order it stands, who was skipped and how far it is decided
are known here. Nothing is asked and nothing is signed. A limit that cannot be read changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from typing import TypeVar

from claims.errors import ClaimbookError
from claims.views.review.decisions import Desk
from claims.views.review.limits import MINE, OPEN, Limits

Decided = TypeVar("Decided")
_SEARCHED = (
    "surface",
    "statement",
    "about",
    "quote",
    "source",
    "claimant",
    "period",
    "place",
)


class Lineup:
    """A queue with one of its claims in focus."""

    def __init__(self, desk: Desk, wanted: str, by_worth: bool) -> None:
        self.limits = Limits(wanted)
        self.by_worth = by_worth
        self.queue: Sequence[str] = ()
        self.position = 0
        self.decided = 0  # claims of the queue that are not open any more
        self.is_untouched = True  # until the first key or click
        self._desk = desk
        self._places: Mapping[str, int] = {}  # of the claims in the queue
        self._skipped: set[str] = set()
        self._words = ""
        self.fill()

    @property
    def claim_id(self) -> str | None:
        """The claim in focus; None where the queue is empty."""
        return self.queue[self.position] if self.queue else None

    def go(self, position: int) -> None:
        """Put a place of the queue in focus; beyond its ends it stays at the end."""
        self.is_untouched = False
        self.position = max(0, min(position, len(self.queue) - 1))

    def go_to(self, claim_id: str) -> bool:
        """Put a claim in focus; tell whether it is in the queue."""
        if claim_id not in self._places:
            return False
        self.go(self._places[claim_id])
        return True

    def to_open(self, step: int) -> bool:
        """Go to the nearest open claim in a direction, round the ends; tell whether there is one.

        Skipped claims come only when no other is left.
        """
        skipped = None
        for distance in range(1, len(self.queue)):
            place = (self.position + step * distance) % len(self.queue)
            if self._desk.is_open(self.queue[place]):
                if self.queue[place] not in self._skipped:
                    self.go(place)
                    return True
                skipped = place if skipped is None else skipped
        if skipped is None:
            return False
        self._skipped.clear()
        self.go(skipped)
        return True

    def skip(self, claim_id: str) -> None:
        """Leave a claim for later."""
        self._skipped.add(claim_id)

    def without_skipped(self, claim_ids: Iterable[str]) -> list[str]:
        """Return those of some claims that were not skipped."""
        return [claim_id for claim_id in claim_ids if claim_id not in self._skipped]

    def find(self, words: str) -> bool:
        """Go to the next claim with these words; tell whether there is one.

        Without words, those of the search before count.
        """
        self._words = words or self._words
        sought = self._words.casefold().split()
        for distance in range(1, len(self.queue) + 1):
            place = (self.position + distance) % len(self.queue)
            row = self._desk.row(self.queue[place])
            text = " ".join(row.get(name, "") for name in _SEARCHED).casefold()
            if all(word in text for word in sought):
                self.go(place)
                return True
        return False

    @property
    def sought(self) -> str:
        """The words that were looked for last."""
        return self._words

    def limit(self, change: Callable[[Limits], object]) -> None:
        """Change the limits; raise `LedgerError` where that makes no sense, and change nothing."""
        before = deepcopy(self.limits)
        try:
            change(self.limits)
            self.fill()
        except ClaimbookError:
            self.limits = before
            raise

    def arrange(self) -> None:
        """Change between the order of worth and that of the articles."""
        self.by_worth = not self.by_worth
        self.fill()

    def fill(self) -> None:
        """Put the queue together anew, with the same claim in focus where it is still there."""
        focused = self.claim_id
        queue = self._desk.order(self.limits.conditions(), self.by_worth)
        for name, is_meant in ((OPEN, self._desk.is_open), (MINE, self._desk.is_mine)):
            queue = list(filter(is_meant, queue)) if name in self.limits.others else queue
        self.queue = queue
        self._places = {claim_id: place for place, claim_id in enumerate(self.queue)}
        self.decided = sum(not self._desk.is_open(claim_id) for claim_id in self.queue)
        self.position = self._places.get(focused or "", 0)

    def read_on(self, until: Callable[[], bool]) -> None:
        """Read more of the ledger until it is read or it is time to stop.

        Then the queue is put in its order, and begins with its first claim, unless the reviewer is
        at one already.
        """
        while self._desk.read_on():
            if until():
                return
        self.fill()
        if self.is_untouched:
            self.position = 0

    def counted(self, claim_ids: Collection[str], decide: Callable[[], Decided]) -> Decided:
        """Decide something about some claims, and count those that are no longer open."""
        were_open = {
            claim_id: self._desk.is_open(claim_id)
            for claim_id in claim_ids
            if claim_id in self._places
        }
        decided = decide()
        self.decided += sum(
            was_open - self._desk.is_open(claim_id) for claim_id, was_open in were_open.items()
        )
        return decided
