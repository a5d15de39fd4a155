"""What the review screen asks, drawn: a form being filled in, or the fields to pick from.

Text in lines out. It stands below the article and takes nothing away from it, so that the sentence
which is checked stays in sight.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from rich.text import Text

from claims.views.review.entry import Entry
from claims.views.review.forms import matching
from claims.views.safe import safe

_LABEL = 16  # cells
HINT = 'Enter saves · Tab next field · Esc cancels · " is the same as last time'


def form_lines(entry: Entry, faults: Mapping[str, str], width: int) -> Text:
    """Return a form: its title, a line a blank, and what can be typed or is wrong."""
    lines = [Text(safe(entry.form.title), "bold", no_wrap=True, overflow="ellipsis")]
    for at, (blank, text) in enumerate(zip(entry.form.blanks, entry.texts, strict=True)):
        is_here = at == entry.field
        label = (
            f"{'►' if is_here else ' '} "
            f"{blank.label}{' *' if blank.is_required or blank.is_starred else ''}"
        )
        line = Text(f"{label:<{_LABEL + 2}}", "bold" if is_here else "")
        cursor = entry.cursor if is_here else None
        lines.append(line.append_text(_value(text, cursor, max(width - _LABEL - 3, 8))))
    lines += _below(entry, faults)
    return Text("\n").join(lines)


def field_lines(letters: Mapping[str, str], row: Mapping[str, str], width: int) -> Text:
    """Return the fields that can be corrected, in columns if there is room.

    Each comes with its letter and what stands in it.
    """
    cells = [(letter, name.replace("_", " "), safe(row[name])) for letter, name in letters.items()]
    columns = max(width // 36, 1)
    room = width // columns
    text = Text("Correct which field?", "bold")
    for number, (letter, name, value) in enumerate(cells):
        text.append("  " if number % columns else "\n")
        shown = f"{name} {value}"
        shown = shown if cell_len(shown) <= room - 6 else shown[: room - 7] + "…"
        text.append(f"{letter} ", "bold reverse").append(f" {shown:<{room - 6}}"[: room - 4])
    return text


def _value(text: str, cursor: int | None, width: int) -> Text:
    """Return a value on one line; with a cursor in it, the part around the cursor."""
    if cursor is None:
        shown = safe(text)
        return Text(shown if cell_len(shown) <= width else shown[: width - 1] + "…")
    before, under, after = (
        safe(text[:cursor]),
        safe(text[cursor : cursor + 1]) or " ",
        safe(text[cursor + 1 :]),
    )
    while before and cell_len(before) + cell_len(under) > width - 1:
        before = before[1:]
    room = max(width - cell_len(before) - cell_len(under), 0)
    return Text.assemble(before, (under, "reverse"), after[:room])


def _below(entry: Entry, faults: Mapping[str, str]) -> list[Text]:
    labels = {blank.name: blank.label for blank in entry.form.blanks}
    if faults:
        return [
            Text(f"{labels.get(name, name)}: {safe(fault)}", "bold red")
            for name, fault in faults.items()
        ]
    typed, choices = entry.text.strip(), entry.blank.choices
    left = matching(typed, choices) if typed and typed not in choices else choices
    said = " ".join(filter(None, left)) or entry.blank.hint
    return [Text(line, "dim") for line in (said, HINT) if line]
