"""The two panes of the review screen that can be long.

Both draw only the lines in view, so size costs nothing.

They know nothing of sessions: the screen gives them what to show, and they say what was clicked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from claims.model import STATUSES, Span
from claims.views.marks import PLAIN, Mark
from claims.views.review.article import CUE, FOCUS, SOURCE, Layout, lay_out
from claims.views.review.desk import QueueLine
from claims.views.safe import safe
from claims.views.wording import Wording

_KINDS = {
    PLAIN: Style(),
    FOCUS: Style(bold=True, reverse=True),
    SOURCE: Style(bold=True, underline=True),
    CUE: Style(italic=True, underline=True),
    **{status.value: Style.parse(look.colour) for status, look in STATUSES.items()},
}
MINE = "•"  # before a claim that is assigned to the reviewer
CARRIED = "↳"  # before a claimant who is not named in the sentence: an account goes on
_NEAR = 12  # cells that may stay empty so that a cut line begins with a whole word
_ROOM_FOR_CLAIMANT = 56  # cells of a line from which the claimant has room beside the words
_MARGIN = 2  # cells left of the article, which mark the sentence in focus


class Queue(ScrollView, can_focus=False):
    """The claims to review, one a line."""

    class Picked(Message):
        """A line was clicked."""

        def __init__(self, position: int) -> None:
            super().__init__()
            self.position = position

    def __init__(self, line: Callable[[str], QueueLine]) -> None:
        super().__init__()
        self._line = line
        self._queue: Sequence[str] = ()
        self._position = 0

    def show(self, queue: Sequence[str], position: int) -> None:
        """Show a queue with one place in focus, scrolled into view."""
        self._queue, self._position = queue, position
        self.virtual_size = Size(self.scrollable_content_region.width, len(queue))
        height = self.scrollable_content_region.height
        if not self.scroll_offset.y <= position < self.scroll_offset.y + height:
            self.scroll_to(y=max(position - height // 2, 0), animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one claim on a line: its sign, the claim in words, and who said it.

        A pointer shows that it is in focus.
        """
        width = self.scrollable_content_region.width
        number = self.scroll_offset.y + y
        if number >= len(self._queue):
            return Strip.blank(width, self.rich_style)
        line = self._line(self._queue[number])
        is_focused = number == self._position
        plain = Style(reverse=is_focused, bold=is_focused)
        sign = plain if is_focused else Style.parse(STATUSES[line.status].colour)
        said = _credited(line, width)
        room = width - 3 - cell_len(said) - bool(said)
        cut = _around(line.statement, room)
        words = sum(cell_len(part) for part in cut)
        return (
            Strip(
                [
                    Segment("►" if is_focused else MINE if line.is_mine else " ", plain),
                    Segment(f"{STATUSES[line.status].sign} ", sign),
                    Segment(cut.before, plain),
                    Segment(cut.number, plain + Style(bold=True, underline=is_focused)),
                    Segment(cut.after + " " * (room - words + bool(said)), plain),
                    Segment(said, plain if is_focused else Style(dim=True)),
                ]
            )
            .adjust_cell_length(width, plain)
            .apply_style(self.rich_style)
        )

    def on_click(self, event: Click) -> None:
        """Say which line was clicked."""
        number = self.scroll_offset.y + event.y
        if number < len(self._queue):
            self.post_message(self.Picked(number))


class Article(ScrollView, can_focus=False):
    """An article with marks, wrapped at its width."""

    class Picked(Message):
        """A place in the article was clicked."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._marks: Sequence[Mark] = ()
        self._quoted = Span(0, 0)
        self._layout = Layout([], Span(0, 0), Span(0, 0))

    def show(self, text: str, marks: Sequence[Mark], quoted: Span) -> None:
        """Show a text, with the claim in focus scrolled into view."""
        self._text, self._marks, self._quoted = text, marks, quoted
        self._lay_out()

    def on_resize(self, event: Resize) -> None:
        """Wrap again."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the article."""
        width = self.scrollable_content_region.width
        number = self.scroll_offset.y + y
        if number >= len(self._layout.lines):
            return Strip.blank(width, self.rich_style)
        is_quoted = self._layout.quoted.start <= number < self._layout.quoted.end
        segments = [Segment("▌ " if is_quoted else "  ")]
        segments += [
            Segment(piece.text, _KINDS[piece.kind]) for piece in self._layout.lines[number]
        ]
        return Strip(segments).adjust_cell_length(width).apply_style(self.rich_style)

    def on_click(self, event: Click) -> None:
        """Say which place of the text was clicked."""
        number = self.scroll_offset.y + event.y
        column = event.x - _MARGIN
        if number < len(self._layout.lines):
            for piece in self._layout.lines[number]:
                column -= cell_len(piece.text)
                if column < 0:
                    self.post_message(self.Picked(piece.start))
                    return

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width - _MARGIN - 1  # and air before the scroll bar
        if width <= 0:
            return
        self._layout = lay_out(self._text, self._marks, width, self._quoted)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._layout.lines))
        first, end = self._layout.focus
        height = self.scrollable_content_region.height
        # a third from the top: what comes before a number says more than what follows
        self.scroll_to(y=max(min(first - height // 3, first), end - height, 0), animate=False)
        self.refresh()


def _cut(words: str, width: int) -> str:
    return (
        words
        if cell_len(words) <= width
        else set_cell_size(words, max(width - 1, 0)) + "…"[: width > 0]
    )


def _credited(line: QueueLine, width: int) -> str:
    """Return who said it as far as there is room, with the mark of an account that goes on."""
    name = safe(line.claimant)
    if not name or width < _ROOM_FOR_CLAIMANT:
        return ""
    return _cut(f"{CARRIED} {name}" if line.is_carried else name, width // 4)


def _around(line: Wording, width: int) -> Wording:
    """Cut a line at `width` cells so that its number stays in it.

    The end is cut first, and the beginning if it must be.
    """
    before, number, after = map(safe, line)
    number = _cut(number, width)
    spare = width - cell_len(number)
    if cell_len(before) > spare:
        before = _ending(before, spare - min(cell_len(after), spare // 4))
    return Wording(before, number, _cut(after, spare - cell_len(before)))


def _ending(words: str, width: int) -> str:
    """Return the end of some words behind an ellipsis.

    It begins at the beginning of a word where one is near.
    """
    while words and cell_len(words) > width - 2:
        words = words[1:]
    first, gap, rest = words.partition(" ")
    return f"… {rest if gap and rest and len(first) < _NEAR else words}"[: max(width, 0)]
