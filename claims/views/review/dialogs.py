"""The windows that the review screen opens over itself: a form to fill in, and the page of help.

A form closes when the session has taken its answers; until then it shows what is wrong and keeps what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.console import RenderableType
from rich.table import Column, Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Grid, VerticalScroll
from textual.events import DescendantFocus
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, Static

from claims.model import STATUSES
from claims.views.review.forms import Blank, Form, matching
from claims.views.review.keys import GROUPS
from claims.views.safe import safe


class FormDialog(ModalScreen[None]):
    """One form. `submit` takes what was typed and returns what is wrong by blank; nothing wrong closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "cancel", "cancel")]

    def __init__(
        self, form: Form, submit: Callable[[dict[str, str]], dict[str, str]], cancel: Callable[[], None]
    ) -> None:
        super().__init__()
        self._form = form
        self._submit = submit
        self._cancel = cancel

    def compose(self) -> ComposeResult:
        """Lay out a label and an input for each blank."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield Static(Text(safe(self._form.title), "bold"), id="title")
            with Grid(id="blanks"):
                for blank in self._form.blanks:
                    yield Label(Text(blank.label + (" *" if blank.is_required else "")))
                    suggester = SuggestFromList(blank.choices, case_sensitive=False) if blank.choices else None
                    yield Input(blank.value, id=blank.name, suggester=suggester, compact=True)
            yield Static(id="hint")
            yield Static(Text("Enter saves · Tab next field · Esc cancels", "dim"))

    def on_input_submitted(self) -> None:
        """Hand in the answers; stay open while something is wrong."""
        faults = self._submit({field.id or "": field.value for field in self.query(Input)})
        if not faults:
            self.dismiss()
            return
        self._hint("\n".join(f"{self._label(name)}: {fault}" for name, fault in faults.items()), "bold red")
        first = next((blank.name for blank in self._form.blanks if blank.name in faults), None)
        if first:
            self.query_one(f"#{first}", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the choices that what was typed leaves."""
        self._show_choices(event.input)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show the choices of the blank that is being filled in."""
        if isinstance(event.widget, Input):
            self._show_choices(event.widget)

    def action_cancel(self) -> None:
        """Close without an answer."""
        self._cancel()
        self.dismiss()

    def _show_choices(self, field: Input) -> None:
        blank = self._blank(field.id or "")
        typed = field.value.strip()
        left = (
            matching(typed, blank.choices) if blank and typed not in blank.choices else blank.choices if blank else ()
        )
        self._hint(" ".join(choice for choice in left if choice), "dim")

    def _hint(self, words: str, style: str) -> None:
        self.query_one("#hint", Static).update(Text(safe(words).replace("⏎", "\n"), style))

    def _blank(self, name: str) -> Blank | None:
        return next((blank for blank in self._form.blanks if blank.name == name), None)

    def _label(self, name: str) -> str:
        blank = self._blank(name)
        return blank.label if blank else self._form.title


class HelpDialog(ModalScreen[None]):
    """All keys and all signs."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q,question_mark,f1,enter", "dismiss", "close")]

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(id="dialog"):
            yield Static(help_page())
            yield Static(Text("Esc closes this page", "dim"))


def help_page() -> RenderableType:
    """Return what the keys do and what the signs mean."""
    page = Table.grid(Column(style="bold", no_wrap=True), Column(), padding=(0, 2))
    for title, keys in GROUPS.items():
        page.add_row(Text(title))
        for key in keys:
            page.add_row(Text("  " + key.names.replace("question_mark", "?").replace(",", " ")), Text(key.sentence))
        page.add_row()
    page.add_row(Text("Signs"))
    for status, look in STATUSES.items():
        page.add_row(Text(f"  {look.sign} {status.value}", look.colour), Text(look.meaning))
    page.add_row()
    for sign, style, meaning in (
        ("►…◄", "", "the claim in focus"),
        ("‹…›", "", "another claim of the article"),
        ("▌", "", "the sentence that the claim in focus stands in"),
        ("name", "bold underline", "who said it"),
        ("said", "not bold italic underline", "the words that say so"),
    ):
        page.add_row(Text("  ").append(sign, style), Text(meaning))
    return page
