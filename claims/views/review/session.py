"""A review session without a screen: actions in, decisions written to a desk and what to show out.

The session knows the queue, where it stands, what it is asking and what can be undone. It takes
keys one by one, in the order they were typed, and a screen only draws the result: so a whole
session can be played from a list of keys, and no burst of them can reach anything but what they
were typed into. Each decision is written at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import TypeVar

from claims.errors import ClaimbookError, LacksEvidence
from claims.model import Status
from claims.views.review import forms
from claims.views.review.decisions import Decisions, Desk
from claims.views.review.entry import CANCEL, SAVE, Entry
from claims.views.review.keys import ACTIONS
from claims.views.review.limits import MINE, OPEN, Limits

DITTO = '"'  # in a blank: the same as the last time
Decided = TypeVar("Decided")
_READ = (
    "surface",
    "statement",
    "about",
    "quote",
    "source",
    "claimant",
    "period",
    "place",
)  # what search looks into


class Session:
    """Where a reviewer is."""

    def __init__(self, desk: Desk, wanted: str = "", by_worth: bool = True) -> None:
        self.desk = desk
        self.limits = Limits(wanted)
        self.by_worth = by_worth
        self.queue: Sequence[str] = ()
        self._places: Mapping[str, int] = {}  # of the claims in the queue
        self.position = 0
        self.decided = 0  # claims of the queue that are not open any more
        self.entry: Entry | None = None  # the form being filled in
        self.letters: Mapping[str, str] = {}  # of the fields to pick from, while one is picked
        self.faults: dict[str, str] = {}
        self.message = ""
        self.is_over = False
        self._is_untouched = True  # until the first key or click
        self._words = ""
        self._accepted: Sequence[str] = ()
        self._last: dict[str, str] = {}  # what was written into each blank the last time
        self._skipped: set[str] = set()
        self._decisions = Decisions(desk)
        self._actions: dict[str, Callable[[], None]] = {
            "next": lambda: self.go(self.position + 1),
            "previous": lambda: self.go(self.position - 1),
            "first": lambda: self.go(0),
            "last": lambda: self.go(len(self.queue) - 1),
            "next_open": lambda: self._to_open(+1),
            "previous_open": lambda: self._to_open(-1),
            "skip": self._skip,
            "note": self._ask_note,
            "edit": self._pick_field,
            "rename": self._ask_rename,
            "hold": self._hold,
            "accept": self._ask_accept,
            "undo": self._undo,
            "search": lambda: self._ask(forms.search_form()),
            "filter": lambda: self._ask(forms.filter_form(self.limits.wanted)),
            "only_open": lambda: self._limit(lambda: self.limits.toggle(OPEN, {})),
            "only_mine": lambda: self._limit(lambda: self.limits.toggle(MINE, {})),
            "only_article": lambda: self._limit(lambda: self.limits.toggle("article", self._row)),
            "only_claimant": lambda: self._limit(lambda: self.limits.toggle("claimant", self._row)),
            "no_limits": lambda: self._limit(self.limits.lift),
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

    @property
    def form(self) -> forms.Form | None:
        """The form that is open."""
        return self.entry.form if self.entry else None

    @property
    def is_asking(self) -> bool:
        """Whether a form is open or a field is being picked: then keys are no actions."""
        return bool(self.entry or self.letters)

    def press(self, key: str, character: str | None = None) -> bool:
        """Take one key by its name and, if it writes one, its character.

        Tell whether it meant anything.
        """
        self._is_untouched = False
        if self.entry:
            self.message = ""
            ends = self.entry.press(key, character)
            if ends == SAVE:
                self.submit(self.entry.typed)
            elif ends == CANCEL:
                self.cancel()
            return True
        if self.letters:
            self._pick(key)
            return True
        action = ACTIONS.get(key) or ACTIONS.get(character or "")
        if action:
            self.do(action)
        return action is not None

    def paste(self, text: str) -> None:
        """Take a pasted text into the form that is open; elsewhere it is not taken for keys."""
        if self.entry:
            self.entry.paste(text)
        else:
            self.message = "what was pasted goes into a form: press a verdict's key or n first"

    def do(self, action: str) -> None:
        """Carry out an action by its name, or ask what it needs first.

        A form that is open goes first.
        """
        if self.is_asking:
            return
        self._is_untouched = False
        self.message = ""
        needs_claim = action not in (
            "filter",
            "arrange",
            "reload",
            "quit",
            "undo",
            "no_limits",
            "only_open",
            "only_mine",
        )
        if needs_claim and self.claim_id is None:
            self.message = "the queue is empty: press l to change its filters, 0 to lift them"
        elif action in self._actions:
            self._attempt(self._actions[action])
        else:
            self._attempt(lambda: self._give(Status(action)))

    def submit(self, typed: Mapping[str, str]) -> None:
        """Take the answers to the form.

        It stays open while something in it cannot be read or written.
        """
        entry = self.entry
        if entry is None:
            return
        ditto = {
            name: self._last.get(name, "") if text == DITTO else text
            for name, text in typed.items()
        }
        values, self.faults = entry.form.read(ditto)
        if self.faults:
            entry.go_to(next(iter(self.faults)))
            return
        self.entry = None
        if self._attempt(lambda: self._answer(entry.form.action, values)):
            self._last |= {name: value for name, value in values.items() if value}
        else:
            self.entry = entry
            for name in self.faults:
                entry.go_to(name)

    def cancel(self) -> None:
        """Close the form and write nothing."""
        self.entry, self.letters, self.faults, self.message = None, {}, {}, ""

    def go(self, position: int) -> None:
        """Put a place of the queue in focus; beyond its ends it stays at the end."""
        self._is_untouched = False
        if not self.is_asking:  # what is asked is asked about the claim in focus
            self.position = max(0, min(position, len(self.queue) - 1))

    def go_to(self, claim_id: str) -> None:
        """Put a claim in focus, if it is in the queue."""
        if claim_id in self._places:
            self.go(self._places[claim_id])
        else:
            self.message = "this claim is not in the queue: press l to change its filters"

    def _attempt(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except LacksEvidence as error:
            self.faults = {"evidence_url": str(error)}
            return False
        except ClaimbookError as error:
            self.message = str(error)
            return False
        return True

    def _answer(self, action: str, values: dict[str, str]) -> None:
        if action == "search":
            self._find(values["words"])
        elif action == "filter":
            self._limit(lambda: setattr(self.limits, "wanted", values["wanted"]))
        elif action == "edit":
            self._edit(values)
        elif action == "rename":
            self._rename(values["claimant"])
        elif action == "accept":
            self._sign(self._accepted, {**values, "status": Status.VERIFIED.value})
        else:
            self._sign(
                [self._focused], values if action == "note" else {**values, "status": action}
            )

    def _give(self, status: Status) -> None:
        if status in forms.NEEDS_NO_FORM and not self.desk.needs_evidence(status):
            self._sign([self._focused], {"status": status.value})
        else:
            self._ask(self._status_form(status, self._row["surface"]))

    def _ask_accept(self) -> None:
        skipped = self._skipped
        self._accepted = [
            claim_id for claim_id in self.desk.rest(self._focused) if claim_id not in skipped
        ]
        if not self._accepted:
            self.message = "nothing is left to accept in this article"
            return
        surfaces = ", ".join(self.desk.row(claim_id)["surface"] for claim_id in self._accepted)
        form = self._status_form(
            Status.VERIFIED, f"all {len(self._accepted)} left in the article: {surfaces}"
        )
        self._ask(replace(form, action="accept"))

    def _status_form(self, status: Status, about: str) -> forms.Form:
        return forms.status_form(status, about, self.desk.needs_evidence(status))

    def _sign(self, claim_ids: Sequence[str], cells: Mapping[str, str]) -> None:
        check = self._counted(claim_ids, lambda: self._decisions.sign(claim_ids, cells))
        self._tell("signed")
        if check.status:
            self._to_open(+1)

    def _hold(self) -> None:
        self._counted([self._focused], lambda: self._decisions.hold(self._focused))
        self._tell("signed")
        self._to_open(+1)

    def _counted(self, claim_ids: Sequence[str], decide: Callable[[], Decided]) -> Decided:
        """Decide something about some claims, and count those that are no longer open."""
        were_open = {
            claim_id: self._is_open(claim_id) for claim_id in claim_ids if claim_id in self._places
        }
        decided = decide()
        self.decided += sum(
            was_open - self._is_open(claim_id) for claim_id, was_open in were_open.items()
        )
        return decided

    def _tell(self, done: str) -> None:
        last = self._decisions.last
        self.message = f"{done}: {last.words} · u undoes it" if last else ""

    def _pick_field(self) -> None:
        self.letters = forms.field_letters()
        self.message = "which field? its letter · Esc leaves all as it is"

    def _pick(self, key: str) -> None:
        name = self.letters.get(key)
        if name:
            self.letters = {}
            self._ask(forms.edit_form(self._row, name))
        elif key in ("escape", "q"):
            self.cancel()
        self.message = (
            "" if name or not self.letters else f"{key} is no field: one of the letters, or Esc"
        )

    def _edit(self, values: dict[str, str]) -> None:
        row = self._row
        changed = {name: value for name, value in values.items() if value != row[name]}
        if not changed:
            self.message = "nothing changed"
            return
        self._counted([self._focused], lambda: self._decisions.edit(self._focused, changed))
        self.message = f"changed {', '.join(changed)} · u undoes it"

    def _ask_rename(self) -> None:
        name = self._row["claimant"]
        if name:
            self._ask(forms.rename_form(name, len(self.desk.namesakes(self._focused))))
        else:
            self.message = "nobody is credited with this number: press e and c to name somebody"

    def _rename(self, name: str) -> None:
        meant = [*self.desk.namesakes(self._focused)]
        count = self._counted(meant, lambda: self._decisions.rename(self._focused, name))
        numbers = "1 number" if count == 1 else f"{count} numbers"
        self.message = f"{numbers} credited to {name} · u undoes it" if count else "nothing changed"

    def _undo(self) -> None:
        last = self._decisions.last
        if last is None:
            self.message = "nothing to undo in this session"
            return
        self._counted(last.claim_ids, self._decisions.undo)
        self.go_to(last.claim_id)
        self.message = f"undone: {last.words}"

    def _to_open(self, step: int) -> None:
        """Go to the nearest open claim in a direction, round the ends.

        Skipped ones only when no other is left.
        """
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
            text = " ".join(row.get(name, "") for name in _READ).casefold()
            if all(word in text for word in sought):
                self.go(place)
                return
        self.message = f'no claim of the queue has "{self._words}"'

    def _limit(self, change: Callable[[], None]) -> None:
        before = deepcopy(self.limits)
        try:
            change()
            self._fill()
        except ClaimbookError:  # what cannot be read changes nothing
            self.limits = before
            raise

    def _arrange(self) -> None:
        self.by_worth = not self.by_worth
        self._fill()
        self.message = (
            "most worth checking first" if self.by_worth else "in the order of the articles"
        )

    def _reload(self) -> None:
        self.desk.reload()
        self._fill()
        self.message = "read again"

    def _fill(self) -> None:
        focused = self.claim_id
        queue = self.desk.order(self.limits.conditions(), self.by_worth)
        for name, is_meant in ((OPEN, self.desk.is_open), (MINE, self.desk.is_mine)):
            queue = list(filter(is_meant, queue)) if name in self.limits.others else queue
        self.queue = queue
        self._places = {claim_id: place for place, claim_id in enumerate(self.queue)}
        self.decided = sum(not self._is_open(claim_id) for claim_id in self.queue)
        self.position = self._places.get(focused or "", 0)

    def read_on(self, until: Callable[[], bool]) -> None:
        """Read more of the ledger until it is read or it is time to stop.

        Then the queue is put in its order, and begins with its first claim, unless the reviewer is
        at one already.
        """
        while self.desk.read_on():
            if until():
                return
        self._fill()
        if self._is_untouched:
            self.position = 0

    def _quit(self) -> None:
        self.is_over = True

    def _ask(self, form: forms.Form) -> None:
        self.entry, self.faults = Entry(form), {}

    def _ask_note(self) -> None:
        self._ask(forms.note_form(self._row["surface"]))

    def _is_open(self, claim_id: str) -> bool:
        return self.desk.is_open(claim_id)

    @property
    def _focused(self) -> str:
        return self.queue[self.position]

    @property
    def _row(self) -> Mapping[str, str]:
        return self.desk.row(self._focused)
