"""The formats by name: what each is for, and its bytes for a selection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.model import Status
from claims.views.export import claimreview, columns, lines, spreadsheets
from claims.views.export.claimreview import NOBODY, Reviewer
from claims.views.export.selection import Selection


class Format(NamedTuple):
    """One format: whether it is text that a terminal can show, whether it holds one table, and what it is for."""

    is_text: bool
    is_one_table: bool
    words: str


FORMATS: Mapping[str, Format] = {
    "csv": Format(True, True, "a sheet for Excel and its like, formulas neutralised"),
    "xlsx": Format(False, False, "a workbook of claims, checks and documents"),
    "jsonl": Format(True, False, "JSON Lines: a claim a line, with its document and checks"),
    "markdown": Format(True, False, "tables to read, article by article"),
    "parquet": Format(False, True, "a table for data frames, with types"),
    "sqlite": Format(False, False, "a database for Datasette, with full-text search"),
    "claimreview": Format(True, False, "schema.org ClaimReview (JSON-LD) for each checked claim"),
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a format may need to know: the table to write, who publishes reviews, the desk's words for statuses."""

    table: str = "claims"
    reviewer: Reviewer = NOBODY
    labels: Mapping[Status, str] = field(default_factory=dict)


def contents(name: str, selection: Selection, wishes: Wishes) -> Iterator[bytes]:
    """Yield the bytes of a file in this format; raise `ClaimbookError` where something it needs is missing."""
    if name == "xlsx":
        yield spreadsheets.xlsx(selection)
    elif name == "parquet":
        yield columns.parquet(selection, wishes.table)
    elif name == "sqlite":
        yield columns.sqlite(selection)
    else:
        for text in _texts(name, selection, wishes):
            yield text.encode("utf-8", "backslashreplace")  # a lone surrogate has no bytes


def _texts(name: str, selection: Selection, wishes: Wishes) -> Iterable[str]:
    if name == "csv":
        return spreadsheets.csv_text(selection, wishes.table)
    if name == "jsonl":
        return lines.json_lines(selection)
    if name == "markdown":
        return lines.markdown(selection, wishes.labels)
    return [claimreview.claim_reviews(selection, wishes.reviewer, wishes.labels)]
