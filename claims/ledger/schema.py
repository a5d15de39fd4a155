"""The tables of a ledger: the one place that lists columns, their types, constraints and meaning.

Plain data, so that listing and checking in start fast; pandera is built from it only when a ledger is validated.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from claims.model import ClaimType, EvidenceKind, Modifier, Reason, Stance, Status, Trend


@dataclass(frozen=True, slots=True)
class Field:
    """One column: Frictionless names for type and constraints."""

    name: str
    type: str  # string, integer, number, date, datetime
    description: str
    required: bool = False
    pattern: str = ""
    enum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of file: its columns in their fixed order, and the column that is its key."""

    name: str
    key: str
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in file order."""
        return tuple(field.name for field in self.fields)


def _values(words: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in words if word.value)


_WEB = r"https?://\S+"
_DATE_OR_TIME = r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?"

DOCUMENTS = Table(
    "documents",
    "document_id",
    (
        Field(
            "document_id", "string", "Key: words of the title and a short hash", required=True, pattern=r"[a-z0-9-]+"
        ),
        Field("title", "string", "Headline as found"),
        Field("publisher", "string", "Outlet that published it"),
        Field("author", "string", "Byline"),
        Field("published", "string", "Date or date-time of publication, ISO 8601", pattern=_DATE_OR_TIME),
        Field("url", "string", "Where it was published", pattern=_WEB),
        Field("path", "string", "File it was read from, as given"),
        Field("sha256", "string", "Digest of the text as read (UTF-8)", required=True, pattern=r"[0-9a-f]{64}"),
        Field("retrieved_at", "datetime", "When it was read, UTC", required=True),
        Field("language", "string", "ISO 639-1 code, where known"),
        Field("origin", "string", "Agency a copy comes from"),
        Field("archive_url", "string", "Where an archived copy stands", pattern=_WEB),
    ),
)

CLAIMS = Table(
    "claims",
    "claim_id",
    (
        Field(
            "claim_id", "string", "Key: does not change when the number is edited", required=True, pattern=r"k[a-z2-7]+"
        ),
        Field("document_id", "string", "The document it stands in", required=True),
        Field("start", "integer", "First character of the surface in the stored text", required=True),
        Field("end", "integer", "Character after the surface", required=True),
        Field("surface", "string", "Exact words, from the hedge to the unit or counted noun", required=True),
        Field("value", "number", "The number, or the first end of a range"),
        Field("upper", "number", "The second end of a range"),
        Field("modifier", "string", "The hedge", required=True, enum=_values(Modifier)),
        Field("trend", "string", "Direction given by a verb, noun or adverb", enum=_values(Trend)),
        Field("unit", "string", "Canonical measure, or the counted noun in the singular"),
        Field("dimension", "string", "What the unit measures"),
        Field("about", "string", "What is counted or measured, with what restricts it"),
        Field("period", "string", "When it holds, in the words found"),
        Field("period_start", "date", "First day of the period"),
        Field("period_end", "date", "Day after the period"),
        Field("place", "string", "Where it holds, as written"),
        Field(
            "source",
            "string",
            "Mention of who said it; empty with a cue: not named; both empty: the outlet's own voice",
        ),
        Field("source_start", "integer", "First character of the mention in the stored text"),
        Field("source_end", "integer", "Character after the mention"),
        Field("cue", "string", "Words that show who said it"),
        Field("claimant", "string", "Fullest name the document gives for the source"),
        Field("chain", "string", "All mentions, outermost first, joined by ' > '"),
        Field("stance", "string", "Whether the source asserts, denies or asks it", required=True, enum=_values(Stance)),
        Field("type", "string", "QuanTemp type", required=True, enum=_values(ClaimType)),
        Field("quote", "string", "The sentence it stands in, exactly", required=True),
        Field("edited", "string", "Fields that a person corrected, separated by spaces"),
        Field(
            "gone", "datetime", "When the document was found without it; its offsets are those of the edition before"
        ),
    ),
)

CHECKS = Table(
    "checks",
    "check_id",
    (
        Field("check_id", "string", "Key", required=True, pattern=r"c[a-z2-7]+"),
        Field("claim_id", "string", "The claim that was checked", required=True),
        Field("at", "datetime", "When, UTC", required=True),
        Field("by", "string", "Who", required=True),
        Field("checked", "string", "The number as it stood then: hedge, value, upper, unit"),
        Field("status", "string", "Status given; empty for a note alone", enum=_values(Status)),
        Field("reason", "string", "Why it is partly right or false", enum=_values(Reason)),
        Field("note", "string", "What the checker found"),
        Field("evidence_url", "string", "Where the evidence stands", pattern=_WEB),
        Field("evidence_kind", "string", "The thing itself, or a report on it", enum=_values(EvidenceKind)),
        Field("evidence_quote", "string", "The words of the evidence"),
        Field("archive_url", "string", "Archived copy of the evidence", pattern=_WEB),
    ),
)

TABLES = (DOCUMENTS, CLAIMS, CHECKS)

# beside a merged file until each is decided; never committed, so no part of `TABLES`
CONFLICTS = Table(
    "conflicts",
    "id",
    (
        Field("id", "string", "Key of the row that both sides of a merge changed", required=True),
        Field("field", "string", "The cell, or (row) where one side removed what the other changed", required=True),
        Field("base", "string", "What it held before", required=True),
        Field("ours", "string", "What it holds here, and in the merged file until it is decided", required=True),
        Field("theirs", "string", "What it holds there", required=True),
    ),
)


def table_of(columns: Collection[str]) -> Table | None:
    """Return the table that has these columns, None where it is none of a ledger's.

    >>> table_of(("start", "claim_id", "document_id")).name
    'claims'
    """
    return next((table for table in (CHECKS, CLAIMS, DOCUMENTS) if table.key in columns), None)
