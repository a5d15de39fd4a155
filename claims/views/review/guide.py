"""The page of help of the review screen: all keys, and all signs that the screen draws with."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Column, Table
from rich.text import Text

from claims.model import STATUSES
from claims.views.review.keys import GROUPS
from claims.views.review.panes import CARRIED


def help_page() -> RenderableType:
    """Return what the keys do and what the signs mean."""
    page = Table.grid(Column(style="bold", no_wrap=True), Column(), padding=(0, 2))
    for title, keys in GROUPS.items():
        page.add_row(Text(title))
        for key in keys:
            page.add_row(
                Text("  " + key.names.replace("question_mark", "?").replace(",", " ")),
                Text(key.sentence),
            )
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
        (
            CARRIED,
            "",
            "before a name: nobody is named where the claim stands, the account of a sentence "
            "before goes on",
        ),
        ("said", "not bold italic underline", "the words that say so"),
    ):
        page.add_row(Text("  ").append(sign, style), Text(meaning))
    return page
