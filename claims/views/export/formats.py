"""The formats by name: each with what it is for and how its bytes are made.

Nothing else knows a format by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from claims.model import Status
from claims.views.export import claimreview, columns, lines, spreadsheets
from claims.views.export.claimreview import NOBODY, Reviewer
from claims.views.export.selection import Selection


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a format may need to know.

    It is which table to write, who publishes reviews, and the desk's words for statuses.
    """

    table: str = "claims"
    reviewer: Reviewer = NOBODY
    labels: Mapping[Status, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """One format that the ledger is written in.

    It says what it is for, what writes it, whether a terminal can show it, and whether it holds one
    table alone.

    The writer yields the file's parts, texts or bytes, and raises `ClaimbookError` where something
    it needs is missing.
    """

    words: str
    write: Callable[[Selection, Wishes], Iterable[str] | Iterable[bytes]]
    is_text: bool = True
    is_one_table: bool = False
    aliases: tuple[str, ...] = ()

    def contents(self, selection: Selection, wishes: Wishes) -> Iterator[bytes]:
        """Yield the bytes of a file."""
        for part in self.write(selection, wishes):
            # a lone surrogate has no bytes
            yield part if isinstance(part, bytes) else part.encode("utf-8", "backslashreplace")


FORMATS: Mapping[str, Format] = {
    "csv": Format(
        "a sheet for Excel and its like, formulas neutralised",
        lambda selection, wishes: spreadsheets.csv_text(selection, wishes.table),
        is_one_table=True,
    ),
    "xlsx": Format(
        "a workbook of claims, checks and documents",
        lambda selection, _: [spreadsheets.xlsx(selection)],
        is_text=False,
    ),
    "jsonl": Format(
        "JSON Lines: a claim a line, with its document and checks",
        lambda selection, _: lines.json_lines(selection),
        aliases=("ndjson",),
    ),
    "markdown": Format(
        "tables to read, article by article",
        lambda selection, wishes: lines.markdown(selection, wishes.labels),
        aliases=("md",),
    ),
    "parquet": Format(
        "a table for data frames, with types",
        lambda selection, wishes: [columns.parquet(selection, wishes.table)],
        is_text=False,
        is_one_table=True,
    ),
    "sqlite": Format(
        "a database for Datasette, with full-text search",
        lambda selection, _: [columns.sqlite(selection)],
        is_text=False,
    ),
    "claimreview": Format(
        "schema.org ClaimReview (JSON-LD) for each checked claim",
        lambda selection, wishes: [
            claimreview.claim_reviews(selection, wishes.reviewer, wishes.labels)
        ],
    ),
}
ALIASES: Mapping[str, str] = {
    alias: name for name, form in FORMATS.items() for alias in form.aliases
}
