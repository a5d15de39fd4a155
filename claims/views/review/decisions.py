"""What a reviewer decides, and how it is taken back.

Claims and cells in, checks and edits written to a desk out.

Undo never takes a line away. Checks are append-only, also for the person who signed one a second
ago: somebody else may have read or committed it. So undoing a check signs what stood before, on the
words that it was given to, with a note that names the check it takes back; undoing an edit writes
the old values and marks back. What was decided at once is undone at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from claims.ledger.conditions import Condition
from claims.model import Check, Relation, Status
from claims.views.review.pen import Pen

Cells = Mapping[str, str]


class Desk(Protocol):
    """What a session needs of a ledger."""

    by: str

    def order(self, wanted: Sequence[Condition], by_worth: bool) -> Sequence[str]:
        """Return the ids of the claims that meet all conditions, open ones first."""

    def row(self, claim_id: str) -> Mapping[str, str]:
        """Return the cells of a claim."""

    def is_open(self, claim_id: str) -> bool:
        """Tell whether the claim still needs this reviewer."""

    def is_mine(self, claim_id: str) -> bool:
        """Tell whether the claim is assigned to this reviewer."""

    def checks(self, claim_id: str) -> Sequence[Check]:
        """Return the checks of a claim in the order they were signed."""

    def sign(self, drafts: Mapping[str, Mapping[str, str]]) -> Sequence[Check]:
        """Append a check to each of some claims, all or none, and return them in that order.

        Raises `LacksEvidence` where a status needs evidence and has none.
        """

    def is_evidence_needed(self, status: Status) -> bool:
        """Tell whether this desk does not give a status without evidence."""

    def take_back(self, checks: Sequence[Check]) -> None:
        """Append what takes some checks back: what their signer had said of the claims before."""

    def confirm(self, claim_id: str) -> Check:
        """Sign again, for the claim as it is now, the verdict that it changed under."""

    @property
    def pen(self) -> Pen:
        """What writes beside verdicts; `reload` reads what it wrote."""

    def rest(self, claim_id: str) -> Sequence[str]:
        """Return the open claims of the claim's article that did not change under a verdict."""

    def edit(self, changes: Mapping[str, Mapping[str, str]]) -> None:
        """Change cells of claims, all or none."""

    def namesakes(self, claim_id: str) -> Sequence[str]:
        """Return the claims of the claim's article that are credited to its claimant."""

    def renamed(self, claim_id: str, name: str) -> Mapping[str, Mapping[str, str]]:
        """Return the cells by claim that give the claim's claimant another name in its article."""

    @property
    def is_read(self) -> bool:
        """Whether all of the ledger is read; before that the queue holds its beginning."""

    def read_on(self) -> bool:
        """Read some more; tell whether there may be more."""

    def reload(self) -> None:
        """Read again what others may have written."""


@dataclass(frozen=True, slots=True)
class Written:
    """Something to undo: the claim, and what to take or to write back."""

    claim_id: str
    words: str
    checks: Sequence[Check] = ()
    edit: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    entry: str = ""  # when it was signed, where the ledger itself knows how to take it back

    @property
    def claim_ids(self) -> list[str]:
        """All claims that it was decided on."""
        return [*(check.claim_id for check in self.checks), *self.edit] or [self.claim_id]


class Decisions:
    """What was decided in a session, the latest last."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._written: list[Written] = []

    def sign(self, claim_ids: Sequence[str], cells: Cells) -> Check:
        """Sign the same on some claims, all or none, and return the first check."""
        checks = self._desk.sign(dict.fromkeys(claim_ids, cells))
        self._remember(checks, "")
        return checks[0]

    def hold(self, claim_id: str) -> Check:
        """Sign that the verdict still holds for a claim that changed under it."""
        check = self._desk.confirm(claim_id)
        self._remember([check], " still holds")
        return check

    def edit(self, claim_id: str, cells: Cells) -> None:
        """Correct cells of a claim."""
        self._edit(claim_id, {claim_id: cells}, f"edit of {self._desk.row(claim_id)['surface']}")

    def rename(self, claim_id: str, name: str) -> int:
        """Give a claim's claimant another name in its whole article.

        Return how many claims have it now.
        """
        changes = self._desk.renamed(claim_id, name)
        if changes:
            self._edit(claim_id, changes, f"{self._desk.row(claim_id)['claimant']} renamed {name}")
        return len(changes)

    def log(self, claim_id: str, words: str, surface: str) -> str:
        """Log a number of a claim's article that was missed, and return the id of its claim."""
        new = self._desk.pen.log(self._desk.row(claim_id)["document_id"], words, surface)
        self._remember_entry(claim_id, "logging of a number")
        return new

    def split(self, claim_id: str, parts: Sequence[str]) -> Sequence[str]:
        """Make claims of the parts of one, and return their ids."""
        news = self._desk.pen.split(claim_id, parts)
        self._remember_entry(claim_id, f"split of {self._desk.row(claim_id)['surface']}")
        return news

    def link(self, claim_id: str, other: str, relation: Relation) -> None:
        """Say what a claim is to another, given by its id or the beginning of it."""
        found = self._desk.pen.link(claim_id, other, relation)
        self._remember_entry(claim_id, f"link as {relation.value}: {found}")

    def _remember_entry(self, claim_id: str, words: str) -> None:
        """Keep when something was signed that the ledger itself knows how to take back."""
        self._written.append(Written(claim_id, words, entry=self._desk.pen.last()))
        self._desk.reload()

    def _edit(self, claim_id: str, changes: Mapping[str, Cells], words: str) -> None:
        """Change cells of claims at once, and keep what takes that back."""
        old = {}
        for changed, cells in changes.items():
            row = self._desk.row(changed)
            old[changed] = {name: row[name] for name in (*cells, "edited")}
        self._desk.edit(changes)
        self._written.append(Written(claim_id, words, edit=old))

    @property
    def last(self) -> Written | None:
        """What `undo` would take back."""
        return self._written[-1] if self._written else None

    def undo(self) -> None:
        """Take back what was decided last."""
        last = self._written[-1]
        if last.edit:
            self._desk.edit(last.edit)
        if last.checks:
            self._desk.take_back(last.checks)
        if last.entry:
            self._desk.pen.undo(last.entry)
            self._desk.reload()
        self._written.pop()

    def _remember(self, checks: Sequence[Check], manner: str) -> None:
        first = checks[0]
        on = (
            self._desk.row(first.claim_id)["surface"]
            if len(checks) == 1
            else f"{len(checks)} claims"
        )
        words = f"{first.status.value if first.status else 'note'}{manner} on {on}"
        self._written.append(Written(first.claim_id, words, checks))
