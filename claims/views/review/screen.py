"""The review screen: draws a session and turns keys and clicks into its actions, and knows nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, Static

from claims.views.marks import quote_span
from claims.views.review.article import NOWHERE, claim_marks
from claims.views.review.desk import LedgerDesk
from claims.views.review.dialogs import FormDialog, HelpDialog
from claims.views.review.facts import check_lines, claim_facts
from claims.views.review.keys import GROUPS
from claims.views.review.panes import Article, Queue
from claims.views.review.session import Session
from claims.views.safe import safe

THEMES = ("ansi-dark", "ansi-light", "textual-dark", "textual-light")  # the first two take the terminal's own colours
SHORT = 30  # lines: below this the space between the parts is worth more for their words


def first_theme(environment: dict[str, str] | os._Environ[str] = os.environ) -> str:
    """Return the theme for the terminal's background, where it says what that is (COLORFGBG "0;15" is light)."""
    return THEMES[environment.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")]


class ReviewScreen(Screen[None]):
    """Queue, article, facts and checks of one session."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key.names, f"act('{key.action}')", key.word, show=key.in_footer)
        for keys in GROUPS.values()
        for key in keys
    ]

    def __init__(self, session: Session, desk: LedgerDesk) -> None:
        super().__init__()
        self._session = session
        self._desk = desk

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        yield Static(id="heading")
        with Horizontal(id="top"):
            yield Queue(self._desk.describe)
            with Vertical(id="page"):
                yield Static(id="source")
                yield Article()
        with VerticalScroll(id="foot", can_focus=False):
            yield Static(id="facts")
            yield Static(id="checks")
        yield Static(id="message")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Draw once the panes have their sizes."""
        self.call_after_refresh(self._draw)

    def on_resize(self, event: Resize) -> None:
        """Draw again for the new size."""
        self.set_class(event.size.height < SHORT, "is-short")
        self.call_after_refresh(self._draw)

    def action_act(self, action: str) -> None:
        """Do what a key stands for."""
        screens: dict[str, Callable[[], object]] = {
            "help": lambda: self.app.push_screen(HelpDialog()),
            "theme": self._change_theme,
            "scroll_down": self.query_one(Article).scroll_page_down,
            "scroll_up": self.query_one(Article).scroll_page_up,
        }
        if action in screens:
            screens[action]()
            return
        self._session.do(action)
        if self._session.is_over:
            self.app.exit()
        elif self._session.form:
            self.app.push_screen(FormDialog(self._session.form, self._submit, self._cancel))
        self._draw()

    def on_queue_picked(self, event: Queue.Picked) -> None:
        """Go to the claim that was clicked in the queue."""
        self._session.go(event.position)
        self._draw()

    def on_article_picked(self, event: Article.Picked) -> None:
        """Go to the claim that was clicked in the article."""
        if self._session.claim_id:
            _, claims = self._desk.article(self._session.claim_id)
            for claim in claims:
                if claim.start <= event.offset < claim.end:
                    self._session.go_to(claim.claim_id)
                    self._draw()

    def _submit(self, typed: dict[str, str]) -> dict[str, str]:
        self._session.submit(typed)
        self._draw()
        if self._session.form is None:
            return {}
        return self._session.faults or {"": self._session.message}

    def _cancel(self) -> None:
        self._session.cancel()
        self._draw()

    def _change_theme(self) -> None:
        self.app.theme = THEMES[(THEMES.index(self.app.theme) + 1) % len(THEMES)]

    def _draw(self) -> None:
        session, desk = self._session, self._desk
        order = "most worth checking first" if session.by_worth else "in article order"
        limits = [f"{each.field}{each.operator}{','.join(each.values)}" for each in desk.given]
        heading = " · ".join(filter(None, (session.progress, order, *limits, session.wanted)))
        self._write("heading", Text(safe(heading), no_wrap=True, overflow="ellipsis"))
        self._write("message", Text(safe(session.message), no_wrap=True, overflow="ellipsis"))
        self.query_one(Queue).show(session.queue, session.position)
        claim_id = session.claim_id
        if claim_id is None:
            self._write("source", Text("no claim in the queue"))
            self.query_one(Article).show("", [], NOWHERE)
            self._write("facts", Text())
            self._write("checks", Text())
            return
        self._write("source", Text(safe(desk.source(claim_id)), no_wrap=True, overflow="ellipsis"))
        text, claims = desk.article(claim_id)
        focus = next(claim for claim in claims if claim.claim_id == claim_id)
        marks = claim_marks([(claim, desk.status(claim.claim_id)) for claim in claims], focus, text)
        self.query_one(Article).show(text, marks, quote_span(focus, text))
        self._write("facts", claim_facts(desk.found(claim_id), desk.worth(claim_id), desk.labels))
        self._write("checks", check_lines(desk.checks(claim_id), desk.labels))

    def _write(self, name: str, text: Text) -> None:
        self.query_one(f"#{name}", Static).update(text)


class ReviewApp(App[None]):
    """The application around the screen."""

    TITLE = "claimbook review"
    CSS_PATH = "review.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, session: Session, desk: LedgerDesk) -> None:
        # without colour the terminal's own pair must stay: textual would turn "default" into black on black
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._review = ReviewScreen(session, desk)

    def on_mount(self) -> None:
        """Open the screen in the terminal's own colours."""
        self.theme = first_theme()
        self.push_screen(self._review)
