"""A form while it is being filled in: keys and pasted text in, values and a cursor out.

Every key is taken in the order in which it was typed, and there is no moment in which the form is
open and not ready: so no burst of keys, from a macro, a slow connection or a fast hand, can put
words into another field. A value stands on one line: pasted line ends and the blanks around an
address go.
"""

from __future__ import annotations

from collections.abc import Callable

from claims.views.review.forms import Blank, Form

SAVE, CANCEL = "save", "cancel"
_WORD_END = " /.,:;"


class Entry:
    """The blanks of a form with what was typed, and the cursor in one of them."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.texts = [blank.value for blank in form.blanks]
        self.field = 0
        self.cursor = len(self.texts[0])
        self._keys: dict[str, Callable[[], None]] = {
            "tab": lambda: self._to_field(+1),
            "down": lambda: self._to_field(+1),
            "shift+tab": lambda: self._to_field(-1),
            "up": lambda: self._to_field(-1),
            "left": lambda: self._to(self.cursor - 1),
            "right": lambda: self._to(self.cursor + 1),
            "home": lambda: self._to(0),
            "ctrl+a": lambda: self._to(0),
            "end": lambda: self._to(len(self.text)),
            "ctrl+e": lambda: self._to(len(self.text)),
            "backspace": lambda: self._cut(self.cursor - 1, self.cursor),
            "delete": lambda: self._cut(self.cursor, self.cursor + 1),
            "ctrl+u": lambda: self._cut(0, self.cursor),
            "ctrl+w": self._cut_word,
        }

    @property
    def blank(self) -> Blank:
        """The blank that the cursor is in."""
        return self.form.blanks[self.field]

    @property
    def text(self) -> str:
        """What stands in that blank."""
        return self.texts[self.field]

    @property
    def typed(self) -> dict[str, str]:
        """What stands in all blanks, by name."""
        return {blank.name: text for blank, text in zip(self.form.blanks, self.texts, strict=True)}

    def press(self, key: str, character: str | None = None) -> str:
        """Take a key; return `SAVE` or `CANCEL` where it ends the form, else ""."""
        if key in ("enter", "escape"):
            return SAVE if key == "enter" else CANCEL
        if key in self._keys:
            self._keys[key]()
        elif character and character.isprintable():
            self._insert(character)
        return ""

    def paste(self, text: str) -> None:
        r"""Put a pasted text in, on one line.

        An address loses what mail and browsers put around it.

        >>> entry = Entry(Form("note", "Note", (Blank("url", "Address"),)))
        >>> entry.paste(" <https://a.example/x>\n")
        >>> entry.text
        'https://a.example/x'
        """
        line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        self._insert(line[1:-1] if line.startswith("<http") and line.endswith(">") else line)

    def go_to(self, name: str) -> None:
        """Put the cursor at the end of a blank."""
        self.field = next(at for at, blank in enumerate(self.form.blanks) if blank.name == name)
        self.cursor = len(self.text)

    def _to_field(self, step: int) -> None:
        self.field = (self.field + step) % len(self.texts)
        self.cursor = len(self.text)

    def _to(self, place: int) -> None:
        self.cursor = max(0, min(place, len(self.text)))

    def _insert(self, text: str) -> None:
        self.texts[self.field] = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)

    def _cut(self, start: int, end: int) -> None:
        start = max(start, 0)
        self.texts[self.field] = self.text[:start] + self.text[end:]
        self.cursor = start

    def _cut_word(self) -> None:
        start = self.cursor
        while start and self.text[start - 1] in _WORD_END:
            start -= 1
        while start and self.text[start - 1] not in _WORD_END:
            start -= 1
        self._cut(start, self.cursor)
