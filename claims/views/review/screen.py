"""The review screen.

Draws a session and hands it keys, pasted text and clicks, and knows nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from time import monotonic
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.events import Event, Key, Paste, Resize
from textual.screen import Screen
from textual.widgets import Footer, Static

from claims.views.marks import quote_span
from claims.views.noticed import notice_lines
from claims.views.review.article import NOWHERE, claim_marks
from claims.views.review.asking import field_lines, form_lines
from claims.views.review.desk import LedgerDesk
from claims.views.review.facts import check_lines, claim_facts
from claims.views.review.guide import help_page
from claims.views.review.keys import ACTIONS, GROUPS, OF_SCREEN
from claims.views.review.panes import Article, Queue
from claims.views.review.session import Session
from claims.views.safe import safe

# the first two take the terminal's own colours
THEMES = ("ansi-dark", "ansi-light", "textual-dark", "textual-light")
# columns: below this the queue stands above the article, so that its lines have room for words
NARROW = 110
# seconds between two turns of reading, and at most of one: keys are answered in between
PAUSE, TURN = 0.02, 0.08
_LATER = "what does not fit is looked for when all claims are read"
LOOK = 2.0  # seconds after which to look whether the terminal is still there
_INPUT = 0  # the file that keys come from
TINY = 18  # lines: below this the parts share what there is
SHORT = 30  # lines: below this the space between the parts is worth more for their words


def first_theme(environment: dict[str, str] | os._Environ[str] = os.environ) -> str:
    """Return the theme for the terminal's background, where it says what that is.

    COLORFGBG "0;15" is light.
    """
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
        self._is_helping = False

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        yield Static(id="heading")
        with Container(id="top"):
            yield Queue(self._desk.line)
            with Vertical(id="page"):
                yield Static(id="source")
                yield Article()
        with VerticalScroll(id="foot", can_focus=False):
            yield Static(id="facts")
            yield Static(id="checks")
        yield Static(id="asking")
        with VerticalScroll(id="help", can_focus=False):
            yield Static(help_page())
        yield Static(id="message")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Draw once the panes have their sizes.

        The rest of a large ledger is read behind what is shown.
        """
        self.call_after_refresh(self._draw)
        if not self._desk.is_read:
            self._read_later()

    def _read_later(self) -> None:
        """Read on when what is to be shown is shown.

        A screen is drawn only when nothing else waits.
        """
        self.call_after_refresh(lambda: self.set_timer(PAUSE, self._read_on))

    def _read_on(self) -> None:
        end = monotonic() + TURN
        self._session.lineup.read_on(lambda: monotonic() > end)
        if self._desk.is_read:
            self._draw()
        else:
            self._draw_heading()
            self._read_later()

    def on_resize(self, event: Resize) -> None:
        """Draw again for the new size."""
        self.set_class(event.size.height < SHORT, "is-short")
        self.set_class(event.size.height < TINY, "is-tiny")
        self.set_class(event.size.width < NARROW, "is-narrow")
        self.call_after_refresh(self._draw)

    def press(self, key: str, character: str | None) -> bool:
        """Take a key at once and in its turn; tell whether it meant anything."""
        if key.startswith("alt+"):  # what a terminal makes of Esc and a key right behind it
            self.press("escape", None)
            return self.press(key.removeprefix("alt+"), character)
        if self._is_helping:
            self._turn_help(key)
            return True
        action = (
            None if self._session.is_asking else ACTIONS.get(key) or ACTIONS.get(character or "")
        )
        if action in OF_SCREEN:
            self.action_act(action)
            return True
        is_known = self._session.press(key, character)
        self._after()
        return is_known

    def paste(self, text: str) -> None:
        """Take what was pasted."""
        if not self._is_helping:
            self._session.paste(text)
            self._after()

    def action_act(self, action: str) -> None:
        """Do what a key, or a click on its name, stands for."""
        screens: dict[str, Callable[[], object]] = {
            "help": lambda: self._show_help(True),
            "theme": self._change_theme,
            "scroll_down": self.query_one(Article).scroll_page_down,
            "scroll_up": self.query_one(Article).scroll_page_up,
        }
        if action in screens:
            screens[action]()
        elif not self._is_helping:
            self._session.do(action)
            self._after()

    def _after(self) -> None:
        if self._session.is_over:
            self.app.exit()
        self._draw()

    def _show_help(self, is_helping: bool) -> None:
        self._is_helping = is_helping
        self.set_class(is_helping, "is-helping")

    def _turn_help(self, key: str) -> None:
        page = self.query_one("#help", VerticalScroll)
        turns = {
            "pagedown": page.scroll_page_down,
            "pageup": page.scroll_page_up,
            "space": page.scroll_page_down,
        }
        turns |= {
            "down": page.scroll_down,
            "j": page.scroll_down,
            "up": page.scroll_up,
            "k": page.scroll_up,
        }
        if key in turns:
            turns[key]()
        else:
            self._show_help(False)

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

    def _change_theme(self) -> None:
        self.app.theme = THEMES[(THEMES.index(self.app.theme) + 1) % len(THEMES)]

    def _draw(self) -> None:
        session, desk = self._session, self._desk
        self._draw_heading()
        self._write("message", Text(safe(session.message), no_wrap=True, overflow="ellipsis"))
        self.query_one(Queue).show(session.lineup.queue, session.lineup.position)
        self._draw_asking()
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
        self._write(
            "facts",
            claim_facts(
                desk.found(claim_id),
                desk.worth(claim_id),
                desk.labels,
                desk.assignment(claim_id),
                self._notices(claim_id),
            ),
        )
        self._write("checks", check_lines(desk.checks(claim_id), desk.labels))

    def _notices(self, claim_id: str) -> Sequence[str]:
        """Return what there is to notice about a claim.

        A large ledger opens before it is read, and then what needs all of it is looked for later.
        """
        desk = self._desk
        return (*notice_lines(desk.notice(claim_id)), *desk.left_out) if desk.is_read else (_LATER,)

    def _draw_heading(self) -> None:
        session, desk = self._session, self._desk
        order = "most worth checking first" if session.lineup.by_worth else "in article order"
        order = order if desk.is_read else f"reading, {desk.count:,} claims so far"
        limits = [f"{each.field}{each.operator}{','.join(each.values)}" for each in desk.given]
        heading = " · ".join(
            filter(None, (session.progress, order, *limits, *session.lineup.limits.words()))
        )
        self._write("heading", Text(safe(heading), no_wrap=True, overflow="ellipsis"))

    def _draw_asking(self) -> None:
        """Draw the form, or the fields to pick from, below the article.

        It stands in the place of what is known of the claim.
        """
        session, asking = self._session, self.query_one("#asking", Static)
        self.set_class(session.is_asking, "is-asking")
        width = self.size.width - 2
        if session.entry:
            asking.update(form_lines(session.entry, session.faults, width))
        elif session.letters and session.claim_id:
            asking.update(field_lines(session.letters, self._desk.row(session.claim_id), width))

    def _write(self, name: str, text: Text) -> None:
        self.query_one(f"#{name}", Static).update(text)


class ReviewApp(App[None]):
    """The application around the screen."""

    TITLE = "claimbook review"
    CSS_PATH = "review.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, session: Session, desk: LedgerDesk) -> None:
        # without colour the terminal's own pair must stay: textual would turn "default" into black
        # on black
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._review = ReviewScreen(session, desk)

    def on_mount(self) -> None:
        """Open the screen in the terminal's own colours."""
        self.theme = first_theme()
        self.push_screen(self._review)
        if os.isatty(_INPUT):
            self.set_interval(LOOK, self._leave_without_terminal)

    def _leave_without_terminal(self) -> None:
        """End where the terminal is gone: no key can come, and all that was decided is written."""
        if not os.isatty(_INPUT):
            os._exit(os.EX_OK)

    async def on_event(self, event: Event) -> None:
        """Take keys and pasted text at once.

        As bindings they would be handed from widget to widget, and the keys of a burst be read
        before the form is open that they are meant for.
        """
        is_first = (
            isinstance(event, (Key, Paste))
            and not event.is_forwarded
            and self.screen is self._review
        )
        if is_first and isinstance(event, Paste):
            self._review.paste(event.text)
        elif not (
            is_first and isinstance(event, Key) and self._review.press(event.key, event.character)
        ):
            await super().on_event(event)
