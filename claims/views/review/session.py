"""A review session without a screen: actions in, decisions written to a desk and what to show out.

The session knows what it is asking and what can be undone; `lineup` knows the queue. It takes
keys one by one, in the order they were typed, and a screen only draws the result: so a whole
session can be played from a list of keys, and no burst of them can reach anything but what they
were typed into. Each decision is written at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from claims.errors import ClaimbookError, LacksEvidence
from claims.model import Relation, Status
from claims.views.review import forms
from claims.views.review.decisions import Decisions, Desk
from claims.views.review.entry import CANCEL, SAVE, Entry
from claims.views.review.keys import ACTIONS
from claims.views.review.limits import MINE, OPEN, Limits
from claims.views.review.lineup import Lineup

DITTO = '"'  # in a blank: the same as the last time


class Session:
    """Where a reviewer is."""

    def __init__(self, desk: Desk, wanted: str = "", by_worth: bool = True) -> None:
        self.desk = desk
        self.lineup = Lineup(desk, wanted, by_worth)
        self.entry: Entry | None = None  # the form being filled in
        self.letters: Mapping[str, str] = {}  # of the fields to pick from, while one is picked
        self.faults: dict[str, str] = {}
        self.message = ""
        self.is_over = False
        self._accepted: Sequence[str] = ()
        self._last: dict[str, str] = {}  # what was written into each blank the last time
        self._decisions = Decisions(desk)
        self._actions: dict[str, Callable[[], None]] = {
            "next": lambda: self.go(self.lineup.position + 1),
            "previous": lambda: self.go(self.lineup.position - 1),
            "first": lambda: self.go(0),
            "last": lambda: self.go(len(self.lineup.queue) - 1),
            "next_open": lambda: self._to_open(+1),
            "previous_open": lambda: self._to_open(-1),
            "skip": self._skip,
            "note": self._ask_note,
            "edit": self._pick_field,
            "rename": self._ask_rename,
            "hold": self._hold,
            "accept": self._ask_accept,
            "new": lambda: self._ask(forms.new_form()),
            "split": lambda: self._ask(forms.split_form(self._row["surface"])),
            "link": lambda: self._ask(forms.link_form(self._row["surface"])),
            "undo": self._undo,
            "search": lambda: self._ask(forms.search_form()),
            "filter": lambda: self._ask(forms.filter_form(self.lineup.limits.wanted)),
            "only_open": lambda: self.lineup.limit(lambda limits: limits.toggle(OPEN, {})),
            "only_mine": lambda: self.lineup.limit(lambda limits: limits.toggle(MINE, {})),
            "only_article": lambda: self._limit_to("article"),
            "only_claimant": lambda: self._limit_to("claimant"),
            "no_limits": lambda: self.lineup.limit(Limits.lift),
            "arrange": self._arrange,
            "reload": self._reload,
            "quit": self._quit,
        }

    @property
    def claim_id(self) -> str | None:
        """The claim in focus; None where the queue is empty."""
        return self.lineup.claim_id

    @property
    def progress(self) -> str:
        """How far the queue is decided."""
        return f"{self.lineup.decided} of {len(self.lineup.queue)} decided"

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
        self.lineup.is_untouched = False
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
        self.lineup.is_untouched = False
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
        if not self.is_asking:  # what is asked is asked about the claim in focus
            self.lineup.go(position)

    def go_to(self, claim_id: str) -> None:
        """Put a claim in focus, if it is in the queue."""
        if not self.is_asking and not self.lineup.go_to(claim_id):
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
            self.lineup.limit(lambda limits: setattr(limits, "wanted", values["wanted"]))
        elif action == "edit":
            self._edit(values)
        elif action == "rename":
            self._rename(values["claimant"])
        elif action == "new":
            self._log(values)
        elif action == "split":
            self._split(values["parts"])
        elif action == "link":
            relation = Relation(values["relation"] or Relation.SAME)
            self._decisions.link(self._focused, values["other"], relation)
            self._tell("linked")
        elif action == "accept":
            self._sign(self._accepted, {**values, "status": Status.VERIFIED.value})
        else:
            self._sign(
                [self._focused], values if action == "note" else {**values, "status": action}
            )

    def _give(self, status: Status) -> None:
        if status in forms.NEEDS_NO_FORM and not self.desk.is_evidence_needed(status):
            self._sign([self._focused], {"status": status.value})
        else:
            self._ask(self._status_form(status, self._row["surface"]))

    def _ask_accept(self) -> None:
        self._accepted = self.lineup.without_skipped(self.desk.rest(self._focused))
        if not self._accepted:
            self.message = "nothing is left to accept in this article"
            return
        surfaces = ", ".join(self.desk.row(claim_id)["surface"] for claim_id in self._accepted)
        form = self._status_form(
            Status.VERIFIED, f"all {len(self._accepted)} left in the article: {surfaces}"
        )
        self._ask(replace(form, action="accept"))

    def _status_form(self, status: Status, about: str) -> forms.Form:
        return forms.status_form(status, about, self.desk.is_evidence_needed(status))

    def _sign(self, claim_ids: Sequence[str], cells: Mapping[str, str]) -> None:
        check = self.lineup.counted(claim_ids, lambda: self._decisions.sign(claim_ids, cells))
        self._tell("signed")
        if check.status:
            self._to_open(+1)

    def _hold(self) -> None:
        self.lineup.counted([self._focused], lambda: self._decisions.hold(self._focused))
        self._tell("signed")
        self._to_open(+1)

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
        self.lineup.counted([self._focused], lambda: self._decisions.edit(self._focused, changed))
        self.message = f"changed {', '.join(changed)} · u undoes it"

    def _ask_rename(self) -> None:
        name = self._row["claimant"]
        if name:
            self._ask(forms.rename_form(name, len(self.desk.namesakes(self._focused))))
        else:
            self.message = "nobody is credited with this number: press e and c to name somebody"

    def _rename(self, name: str) -> None:
        meant = [*self.desk.namesakes(self._focused)]
        count = self.lineup.counted(meant, lambda: self._decisions.rename(self._focused, name))
        numbers = "1 number" if count == 1 else f"{count} numbers"
        self.message = f"{numbers} credited to {name} · u undoes it" if count else "nothing changed"

    def _log(self, values: Mapping[str, str]) -> None:
        new = self._decisions.log(self._focused, values["quote"], values["surface"])
        self.lineup.fill()
        self.lineup.go_to(new)
        self._tell("logged")

    def _split(self, parts: str) -> None:
        news = self._decisions.split(self._focused, [part.strip() for part in parts.split("|")])
        self.lineup.fill()
        self.lineup.go_to(news[0])
        self._tell("done")

    def _undo(self) -> None:
        last = self._decisions.last
        if last is None:
            self.message = "nothing to undo in this session"
            return
        self.lineup.counted(last.claim_ids, self._decisions.undo)
        if last.entry:  # claims came or went
            self.lineup.fill()
        self.go_to(last.claim_id)
        self.message = f"undone: {last.words}"

    def _to_open(self, step: int) -> None:
        if not self.lineup.to_open(step):
            self.message = " · ".join(filter(None, (self.message, "nothing else is open")))

    def _skip(self) -> None:
        self.lineup.skip(self._focused)
        self._to_open(+1)

    def _find(self, words: str) -> None:
        if not self.lineup.find(words):
            self.message = f'no claim of the queue has "{self.lineup.sought}"'

    def _limit_to(self, name: str) -> None:
        row = self._row
        self.lineup.limit(lambda limits: limits.toggle(name, row))

    def _arrange(self) -> None:
        self.lineup.arrange()
        self.message = (
            "most worth checking first" if self.lineup.by_worth else "in the order of the articles"
        )

    def _reload(self) -> None:
        self.desk.reload()
        self.lineup.fill()
        self.message = "read again"

    def _quit(self) -> None:
        self.is_over = True

    def _ask(self, form: forms.Form) -> None:
        self.entry, self.faults = Entry(form), {}

    def _ask_note(self) -> None:
        self._ask(forms.note_form(self._row["surface"]))

    @property
    def _focused(self) -> str:
        return self.lineup.queue[self.lineup.position]

    @property
    def _row(self) -> Mapping[str, str]:
        return self.desk.row(self._focused)
