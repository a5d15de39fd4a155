"""Which column of a sheet is which field: a header and what people said about it in, a mapping out.

A column is a field where its name is the field's, whatever its case, spaces and hyphens, or one of
the field's other names. `--map FIELD=COLUMN` goes before both. What is mapped to nothing is named,
never read by accident.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.errors import ClaimbookError, unknown

# Names that sheets have for a field, besides its own.
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "at": ("date", "checked_at", "checked_on", "date_checked", "review_date"),
    "by": ("checker", "checked_by", "fact_checker", "reviewer", "name"),
    "status": ("verdict", "rating", "conclusion", "result"),
    "note": ("notes", "comment", "comments", "explanation", "finding"),
    "evidence_url": ("evidence", "source_url", "evidence_link"),
    "quote": ("claim", "statement", "claim_reviewed", "sentence"),
    "claimant": ("speaker", "who", "said_by", "author_of_claim"),
    "surface": ("number_words", "figure"),
    "value": ("number", "amount"),
    "url": ("link", "article_url", "article"),
    "title": ("headline", "article_title"),
    "published": ("publication_date", "date_published"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The sheet's column for each field that has one, and the columns that are nothing."""

    of: Mapping[str, str]
    ignored: tuple[str, ...]

    def cells(self, row: Mapping[str, str]) -> dict[str, str]:
        """Return the cells of a row by field."""
        return {field: row[column].strip() for field, column in self.of.items()}


def map_columns(header: Sequence[str], fields: Iterable[str], given: Iterable[str]) -> Columns:
    """Say which column is which field.

    Args:
        header: the sheet's columns.
        fields: what is looked for.
        given: `FIELD=COLUMN` in people's words.

    Raises:
        ClaimbookError: something given is no field, no column, or given twice.
    """
    fields = tuple(fields)
    chosen: dict[str, str] = {}
    for words in given:
        field, equals, column = words.partition("=")
        if not equals:
            raise ClaimbookError(
                f'"{words}" maps nothing: write --map FIELD=COLUMN, such as --map status=Verdict'
            )
        field, column = (
            _known(_plain(field), fields, "field"),
            _known(column.strip(), header, "column"),
        )
        if field in chosen:
            raise ClaimbookError(f"{field} is mapped twice: to {chosen[field]} and to {column}")
        chosen[field] = column
    free = {_plain(column): column for column in header if column not in chosen.values()}
    for field in fields:
        for name in (field, *OTHER_NAMES.get(field, ())):
            if field not in chosen and name in free:
                chosen[field] = free.pop(name)
    return Columns(chosen, tuple(free.values()))


def _plain(name: str) -> str:
    """Return a column's name in the form of a field's.

    >>> _plain(" Evidence-URL ")
    'evidence_url'
    """
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def _known(name: str, names: Sequence[str], kind: str) -> str:
    if name in names:
        return name
    raise ClaimbookError(unknown(name, names, kind))
