"""A review session without a screen: actions in, decisions written to a desk and what to show out.

The session knows the queue, where it stands, what it is asking and what can be undone. A screen only turns keys into
actions and draws the result, so a whole session can be played from a list of actions. Each decision is written at once.

Undo never takes a line away. Checks are append-only, also for the person who signed one a second ago: somebody else may
have read or committed it. So undoing a check signs the status that stood before, with a note that names the check it
takes back; undoing an edit writes the old values and marks back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from claims.errors import ClaimbookError
from claims.model import Check, Status
from claims.views.review import forms

_READ = ("surface", "about", "quote", "source", "claimant", "period", "place")  # what search looks into


class Desk(Protocol):
    """What a session needs of a ledger."""

    by: str

    def order(self, wanted: str, by_worth: bool) -> Sequence[str]:
        """Return the ids that a filter lets through, open ones first."""

    def row(self, claim_id: str) -> Mapping[str, str]:
        """Return the cells of a claim."""

    def is_open(self, claim_id: str) -> bool:
        """Return whether the claim still needs this reviewer."""

    def checks(self, claim_id: str) -> Sequence[Check]:
        """Return the checks of a claim in the order they were signed."""

    def own(self, claim_id: str) -> Mapping[str, str]:
        """Return the cells that would sign again the status which this reviewer's checks give the claim now."""

    def sign(self, claim_id: str, cells: Mapping[str, str]) -> Check:
        """Append a check and return it."""

    def edit(self, claim_id: str, cells: Mapping[str, str]) -> None:
        """Change cells of a claim."""

    def reload(self) -> None:
        """Read again what others may have written."""


@dataclass(frozen=True, slots=True)
class Written:
    """Something to undo: the claim, and what to sign or to write back."""

    claim_id: str
    words: str
    sign: Mapping[str, str] | None = None
    edit: Mapping[str, str] | None = None


class Session:
    """Where a reviewer is."""

    def __init__(self, desk: Desk, wanted: str = "", by_worth: bool = True) -> None:
        self.desk = desk
        self.wanted = wanted
        self.by_worth = by_worth
        self.queue: Sequence[str] = ()
        self.position = 0
        self.decided = 0  # claims of the queue that are not open any more
        self.form: forms.Form | None = None
        self.faults: dict[str, str] = {}
        self.message = ""
        self.is_over = False
        self._words = ""
        self._skipped: set[str] = set()
        self._written: list[Written] = []
        self._actions: dict[str, Callable[[], None]] = {
            "next": lambda: self.go(self.position + 1),
            "previous": lambda: self.go(self.position - 1),
            "first": lambda: self.go(0),
            "last": lambda: self.go(len(self.queue) - 1),
            "next_open": lambda: self._to_open(+1),
            "previous_open": lambda: self._to_open(-1),
            "skip": self._skip,
            "note": self._ask_note,
            "edit": self._ask_edit,
            "undo": self._undo,
            "search": lambda: self._ask(forms.search_form()),
            "filter": lambda: self._ask(forms.filter_form(self.wanted)),
            "arrange": self._arrange,
            "reload": self._reload,
            "quit": self._quit,
        }
        self._fill()

    @property
    def claim_id(self) -> str | None:
        """The claim in focus; None where the queue is empty."""
        return self.queue[self.position] if self.queue else None

    @property
    def progress(self) -> str:
        """How far the queue is decided."""
        return f"{self.decided} of {len(self.queue)} decided"

    def do(self, action: str) -> None:
        """Carry out an action by its name, or ask what it needs first."""
        self.message = ""
        needs_claim = action not in ("filter", "arrange", "reload", "quit", "undo")
        if needs_claim and self.claim_id is None:
            self.message = "the queue is empty: press l to change its filters"
        elif action in self._actions:
            self._attempt(self._actions[action])
        else:
            self._attempt(lambda: self._give(Status(action)))

    def submit(self, typed: Mapping[str, str]) -> None:
        """Take the answers to the form; it stays open while something in it cannot be read or written."""
        if self.form is None:
            return
        form = self.form
        values, self.faults = form.read(typed)
        if not self.faults and self._attempt(lambda: self._answer(form.action, values)):
            self.form = None

    def cancel(self) -> None:
        """Close the form and write nothing."""
        self.form, self.faults, self.message = None, {}, ""

    def go(self, position: int) -> None:
        """Put a place of the queue in focus; beyond its ends it stays at the end."""
        self.position = max(0, min(position, len(self.queue) - 1))

    def go_to(self, claim_id: str) -> None:
        """Put a claim in focus, if it is in the queue."""
        if claim_id in self.queue:
            self.go(self.queue.index(claim_id))
        else:
            self.message = "this claim is not in the queue: press l to change its filters"

    def _attempt(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except ClaimbookError as error:
            self.message = str(error)
            return False
        return True

    def _answer(self, action: str, values: dict[str, str]) -> None:
        if action == "search":
            self._find(values["words"])
        elif action == "filter":
            self._limit(values["wanted"])
        elif action == "edit":
            self._edit(values)
        else:
            self._sign(values if action == "note" else {**values, "status": action})

    def _give(self, status: Status) -> None:
        if status in forms.NEEDS_NO_FORM:
            self._sign({"status": status.value})
        else:
            self._ask(forms.status_form(status, self._row["surface"]))

    def _sign(self, cells: dict[str, str]) -> None:
        claim_id = self._focused
        before, was_open = self.desk.own(claim_id), self._is_open(claim_id)
        check = self.desk.sign(claim_id, cells)
        taken_back = {**before, "note": f"takes back {check.check_id}"} if check.status else None
        words = f"{check.status.value if check.status else 'note'} on {self._row['surface']}"
        back = taken_back or {"note": f"takes back the note {check.check_id}"}
        self._written.append(Written(claim_id, words, sign=back))
        self._count(claim_id, was_open)
        self.message = f"signed: {words} · u undoes it"
        if check.status:
            self._to_open(+1)

    def _edit(self, values: dict[str, str]) -> None:
        row = self._row
        changed = {name: value for name, value in values.items() if value != row[name]}
        if not changed:
            self.message = "nothing changed"
            return
        old = {name: row[name] for name in (*changed, "edited")}
        self.desk.edit(self._focused, changed)
        self._written.append(Written(self._focused, f"edit of {row['surface']}", edit=old))
        self.message = f"changed {', '.join(changed)} · u undoes it"

    def _undo(self) -> None:
        if not self._written:
            self.message = "nothing to undo in this session"
            return
        last = self._written[-1]
        was_open = self._is_open(last.claim_id)
        if last.sign is not None:
            self.desk.sign(last.claim_id, last.sign)
        if last.edit is not None:
            self.desk.edit(last.claim_id, last.edit)
        self._written.pop()
        self._count(last.claim_id, was_open)
        self.go_to(last.claim_id)
        self.message = f"undone: {last.words}"

    def _to_open(self, step: int) -> None:
        """Go to the nearest open claim in a direction, round the ends; skipped ones only when no other is left."""
        skipped = None
        for distance in range(1, len(self.queue)):
            place = (self.position + step * distance) % len(self.queue)
            if self._is_open(self.queue[place]):
                if self.queue[place] not in self._skipped:
                    self.go(place)
                    return
                skipped = place if skipped is None else skipped
        if skipped is not None:
            self._skipped.clear()
            self.go(skipped)
        else:
            self.message = " · ".join(filter(None, (self.message, "nothing else is open")))

    def _skip(self) -> None:
        self._skipped.add(self._focused)
        self._to_open(+1)

    def _find(self, words: str) -> None:
        self._words = words or self._words
        sought = self._words.casefold().split()
        for distance in range(1, len(self.queue) + 1):
            place = (self.position + distance) % len(self.queue)
            row = self.desk.row(self.queue[place])
            text = " ".join(row[name] for name in _READ).casefold()
            if all(word in text for word in sought):
                self.go(place)
                return
        self.message = f'no claim of the queue has "{self._words}"'

    def _limit(self, wanted: str) -> None:
        self.desk.order(wanted, self.by_worth)  # raises before anything is changed
        self.wanted = wanted
        self._fill()

    def _arrange(self) -> None:
        self.by_worth = not self.by_worth
        self._fill()
        self.message = "most worth checking first" if self.by_worth else "in the order of the articles"

    def _reload(self) -> None:
        self.desk.reload()
        self._fill()
        self.message = "read again"

    def _fill(self) -> None:
        focused = self.claim_id
        self.queue = self.desk.order(self.wanted, self.by_worth)
        self.decided = sum(not self._is_open(claim_id) for claim_id in self.queue)
        self.position = 0
        if focused is not None and focused in self.queue:
            self.position = self.queue.index(focused)

    def _count(self, claim_id: str, was_open: bool) -> None:
        if claim_id in self.queue:
            self.decided += was_open - self._is_open(claim_id)

    def _quit(self) -> None:
        self.is_over = True

    def _ask(self, form: forms.Form) -> None:
        self.form, self.faults = form, {}

    def _ask_note(self) -> None:
        self._ask(forms.note_form(self._row["surface"]))

    def _ask_edit(self) -> None:
        self._ask(forms.edit_form(self._row))

    def _is_open(self, claim_id: str) -> bool:
        return self.desk.is_open(claim_id)

    @property
    def _focused(self) -> str:
        return self.queue[self.position]

    @property
    def _row(self) -> Mapping[str, str]:
        return self.desk.row(self._focused)
