"""The tables of a ledger: the one place that lists columns, their types, constraints and meaning.

Plain data, so that listing and checking in start fast; `frame_schema` makes pandera schemas of it
for validation.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from claims.ledger.cells import integer, is_moment
from claims.model import (
    STATUSES,
    Basis,
    ClaimType,
    EvidenceKind,
    Modifier,
    Reason,
    Relation,
    Stance,
    Status,
    Trend,
)

_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Field:
    """One column: Frictionless names for type and constraints."""

    name: str
    type: str  # string, integer, number, date, datetime
    description: str
    required: bool = False
    pattern: str = ""
    form: str = ""  # the pattern in words, for people
    enum: tuple[str, ...] = ()
    since: str = ""  # the version of claimbook that added it; older ledgers do not have it
    label: str = ""  # its heading for people, where that is not the name
    width: int = 14  # characters that read well in a table or a sheet
    lead: int = (
        0  # its place among the first columns of what is exported; 0 for where the file has it
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """What the cells of one row must be to each other.

    Where it does not hold, `field` is at fault.
    """

    field: str
    columns: tuple[str, ...]
    holds: Callable[..., bool]  # of the cells of these columns
    message: str


@dataclass(
    frozen=True, slots=True, eq=False
)  # one table is itself: comparing columns took half of a validation
class Table:
    """One kind of file.

    Its columns in their fixed order, the column that is its key, and rules across a row.

    With a `folder`, it has one file a person there, which is only ever added to; its key is the
    entry's own id.
    """

    name: str
    key: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    folder: str = ""
    columns: tuple[str, ...] = field(init=False)  # their names in file order

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", tuple(field.name for field in self.fields))


def _is_in_order(first: str, last: str) -> bool:
    return not first or not last or first < last  # ISO dates and moments sort as text


def _is_span(start: str, end: str) -> bool:
    return (integer(start) or 0) < (integer(end) or 0)


def _has_length(start: str, end: str, words: str) -> bool:
    return len(words) == (integer(end) or 0) - (integer(start) or 0)


def _has_value(value: str, upper: str) -> bool:
    # in either order: "won 2-3", and "between 60 and 50", which the audit points out
    return bool(value) or not upper


def _is_reason_needed(status: str) -> bool:
    return any(traits.needs_reason and word == status for word, traits in STATUSES.items())


def _is_of_columns(edited: str) -> bool:
    return set(edited.split()) <= set(CLAIMS.columns)


def _values(words: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in words if word.value)


def _is_before(published: str, read: str) -> bool:
    # a day's grace: the outlet's day may have begun before the one in UTC
    return (
        not is_moment(read) or published[:10] <= (date.fromisoformat(read[:10]) + _DAY).isoformat()
    )


def _is_on_calendar(published: str) -> bool:
    try:
        datetime.fromisoformat(published or "2000-01-01")
    except ValueError:
        return False
    return True


def _is_past(moment: str) -> bool:
    # a day's grace for clocks that are ahead
    return moment[:10] <= (datetime.now(UTC).date() + _DAY).isoformat()


_WEB = r"https?://\S+"
SOURCE = "|".join(  # of a check; see `evidence`
    (
        r"https?://\S+",
        r"evidence/[0-9a-f]{16}[a-z0-9-]*(\.[a-z0-9]+)?",
        r"document:[a-z0-9-]+",
        r"file:[^|/][^|]*",
        r"(call|mail|visit):[^|]+ \d{4}-\d{2}-\d{2}",
    )
)
_SOURCES = rf"({SOURCE})( \| ({SOURCE}))*"
_SOURCES_FORM = (
    "a source: write https://..., document:ID, file:PATH or call:NAME YYYY-MM-DD, several joined "
    "by ' | '"
)
_WEB_FORM = "a web address: write https://..."
_DATE_OR_TIME = r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?"
_DATE_OR_TIME_FORM = "a date or a time: write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ"

DOCUMENTS = Table(
    "documents",
    "document_id",
    (
        Field(
            "document_id",
            "string",
            "Key: words of the title and a short hash",
            required=True,
            pattern=r"[a-z0-9-]+",
            label="document",
            width=32,
        ),
        Field("title", "string", "Headline as found", width=32),
        Field("publisher", "string", "Outlet that published it", width=18),
        Field("author", "string", "Byline", width=18),
        Field(
            "published",
            "string",
            "Date or date-time of publication, ISO 8601",
            pattern=_DATE_OR_TIME,
            form=_DATE_OR_TIME_FORM,
        ),
        Field("url", "string", "Where it was published", pattern=_WEB, form=_WEB_FORM, width=28),
        Field("path", "string", "File it was read from, from the top of the repository"),
        Field(
            "sha256",
            "string",
            "Digest of the text as read (UTF-8)",
            required=True,
            pattern=r"[0-9a-f]{64}",
        ),
        Field("retrieved_at", "datetime", "When it was read, UTC", required=True),
        Field("language", "string", "ISO 639-1 code, where known"),
        Field("origin", "string", "Agency a copy comes from"),
        Field(
            "archive_url", "string", "Where an archived copy stands", pattern=_WEB, form=_WEB_FORM
        ),
    ),
    (
        Rule(
            "published",
            ("published",),
            _is_on_calendar,
            "is on no day of the calendar: write YYYY-MM-DD",
        ),
        Rule(
            "published",
            ("published", "retrieved_at"),
            _is_before,
            "is after the document was read: correct one of the two dates",
        ),
    ),
)

CLAIMS = Table(
    "claims",
    "claim_id",
    (
        Field(
            "claim_id",
            "string",
            "Key: does not change when the number is edited",
            required=True,
            pattern=r"k[a-z2-7]+",
            label="id",
        ),
        Field(
            "document_id",
            "string",
            "The document it stands in",
            required=True,
            label="document",
            width=32,
        ),
        Field(
            "start", "integer", "First character of the surface in the stored text", required=True
        ),
        Field("end", "integer", "Character after the surface", required=True),
        Field(
            "surface",
            "string",
            "Exact words, from the hedge to the unit or counted noun",
            required=True,
            label="words",
            width=24,
        ),
        Field(
            "statement",
            "string",
            "The claim in one line, in the article's words; [brackets] hold what was filled in",
            since="0.2.0",
            width=60,
            lead=2,
        ),
        Field("value", "number", "The number, or the first end of a range"),
        Field(
            "upper", "number", "The second end of a range, or second number of a score, as written"
        ),
        Field(
            "modifier", "string", "The hedge on the number", required=True, enum=_values(Modifier)
        ),
        Field("trend", "string", "Direction given by a verb, noun or adverb", enum=_values(Trend)),
        Field("unit", "string", "Canonical measure, or the counted noun in the singular", width=16),
        Field(
            "dimension",
            "string",
            "What the unit measures: count, share, money, time, ...",
            label="measures",
        ),
        Field(
            "event",
            "string",
            "What is said of the number: the predicate as a lemma, seen from the counted things",
            since="0.2.0",
            width=16,
        ),
        Field("about", "string", "What is counted or measured, with what restricts it", width=28),
        Field("period", "string", "When it holds, in the words found", width=20),
        Field("period_start", "date", "First day of the period, where its words allow one"),
        Field("period_end", "date", "Day after the period"),
        Field("place", "string", "Where it holds, as written", width=18),
        Field(
            "source",
            "string",
            "Mention of who said it; empty with a cue: not named; both empty: the outlet's own "
            "voice",
            width=28,
        ),
        Field("source_start", "integer", "First character of the mention in the stored text"),
        Field("source_end", "integer", "Character after the mention"),
        Field("cue", "string", "Words that show who said it"),
        Field(
            "claimant", "string", "Fullest name the document gives for the source", width=24, lead=3
        ),
        Field(
            "chain",
            "string",
            "All mentions, outermost first, joined by ' > '",
            label="passed on",
            width=28,
        ),
        Field(
            "stance",
            "string",
            "Whether the source asserts, denies or asks it",
            required=True,
            enum=_values(Stance),
        ),
        Field(
            "attribution",
            "string",
            "How the claim is tied to its source: by its own clause, by an account that goes on, "
            "or by a stand-in for "
            "a name; empty in the outlet's own voice",
            enum=_values(Basis),
            since="0.2.0",
            label="attribution",
        ),
        Field(
            "type",
            "string",
            "Kind of claim, as QuanTemp has them",
            required=True,
            enum=_values(ClaimType),
        ),
        Field("quote", "string", "The sentence it stands in, exactly", required=True, width=60),
        Field(
            "edited",
            "string",
            "Fields that a person corrected, separated by spaces",
            label="corrected",
        ),
        Field(
            "gone",
            "datetime",
            "When the document was found without it; its offsets are those of the edition before",
        ),
    ),
    (
        Rule("end", ("start", "end"), _is_span, "is not after start: correct the offsets"),
        Rule(
            "surface",
            ("start", "end", "surface"),
            _has_length,
            "is not as long as start and end say",
        ),
        Rule("upper", ("value", "upper"), _has_value, "stands alone: give the value too"),
        Rule(
            "period_end",
            ("period_start", "period_end"),
            _is_in_order,
            "is not after period_start: swap the dates",
        ),
        Rule(
            "source_end",
            ("source_start", "source_end", "source"),
            lambda start, end, source: (
                bool(start) == bool(end) == bool(source) and (not start or _is_span(start, end))
            ),
            "does not go with source and source_start: give all three or none",
        ),
        Rule(
            "edited",
            ("edited",),
            _is_of_columns,
            "names what is no column: separate the names by spaces",
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
        Field("by", "string", "Who", required=True, label="checker"),
        Field(
            "checked",
            "string",
            "What it was given to: the number, then words, event, claimant, statement",
        ),
        Field("status", "string", "Status given; empty for a note alone", enum=_values(Status)),
        Field("reason", "string", "Why it is partly right or false", enum=_values(Reason)),
        Field("note", "string", "What the checker found", width=40),
        Field(
            "evidence_url",
            "string",
            "Where the evidence stands: addresses, files, documents, calls, joined by ' | '",
            pattern=_SOURCES,
            form=_SOURCES_FORM,
            width=28,
        ),
        Field(
            "evidence_kind",
            "string",
            "The thing itself, or a report on it",
            enum=_values(EvidenceKind),
        ),
        Field("evidence_quote", "string", "The words of the evidence", width=40),
        Field(
            "archive_url", "string", "Archived copy of the evidence", pattern=_WEB, form=_WEB_FORM
        ),
    ),
    (
        Rule(
            "reason",
            ("status", "reason"),
            lambda status, reason: bool(reason) or not _is_reason_needed(status),
            "is empty: this status needs a reason",
        ),
        Rule(
            "reason",
            ("status", "reason"),
            lambda status, reason: bool(status) or not reason,
            "has no status to explain: give the status too",
        ),
        Rule(
            "at",
            ("at",),
            _is_past,
            "is in the future, where nobody has signed anything yet: correct the clock",
        ),
        Rule(
            "note",
            ("status", "note", "evidence_url", "evidence_quote"),
            lambda *said: any(said),
            "is empty like all the rest: a check says something",
        ),
    ),
    folder="checks",
)


def _signed(what: str, *fields: Field) -> tuple[Field, ...]:
    """Return the columns of a table of signed entries about claims."""
    key = Field(f"{what}_id", "string", "Key", required=True, pattern=rf"{what[0]}[a-z2-7]+")
    return (
        key,
        Field("claim_id", "string", "The claim that is meant", required=True),
        Field("at", "datetime", "When, UTC", required=True),
        Field("by", "string", "Who", required=True),
        *fields,
    )


EDITS = Table(
    "edits",
    "edit_id",
    _signed(
        "edit",
        Field(
            "field",
            "string",
            "Column of claims.csv; claim_id where a person logged the claim",
            required=True,
        ),
        Field("before", "string", "What the cell held"),
        Field("after", "string", "What it was corrected to"),
        Field("why", "string", "Why"),
    ),
    (
        Rule(
            "field", ("field",), lambda field: field in CLAIMS.columns, "is no column of claims.csv"
        ),
    ),
    folder="edits",
)

LINKS = Table(
    "links",
    "link_id",
    _signed(
        "link",
        Field(
            "relation",
            "string",
            "What it is to the other; none takes it back",
            required=True,
            enum=_values(Relation),
        ),
        Field("other_id", "string", "The other claim", required=True),
        Field("note", "string", "Why"),
    ),
    (
        Rule(
            "other_id",
            ("claim_id", "other_id"),
            lambda one, other: one != other,
            "is the claim itself",
        ),
    ),
    folder="links",
)

ASSIGNMENTS = Table(
    "assignments",
    "assignment_id",
    _signed(
        "assignment",
        Field("to", "string", "Who is to check it; empty: nobody any more"),
        Field("due", "date", "Until when"),
        Field("note", "string", "Why"),
    ),
    folder="assignments",
)

DISMISSALS = Table(
    "dismissals",
    "dismissal_id",
    _signed(
        "dismissal",
        Field(
            "flag", "string", "The flag of `claimbook audit` that is shown no more", required=True
        ),
        Field(
            "shown",
            "string",
            "Whether it is shown; yes takes a dismissal back",
            required=True,
            enum=("no", "yes"),
        ),
        Field("arithmetic", "string", "Its rule and its sum", required=True),
        Field("note", "string", "Why", required=True),
    ),
    folder="dismissals",
)

SIGNED = (CHECKS, EDITS, LINKS, ASSIGNMENTS, DISMISSALS)  # one file a person, only ever added to
TABLES = (DOCUMENTS, CLAIMS, *SIGNED)

# beside a merged file until each is decided; never committed, so no part of `TABLES`
CONFLICTS = Table(
    "conflicts",
    "id",
    (
        Field("id", "string", "Key of the row that both sides of a merge changed", required=True),
        Field(
            "field",
            "string",
            "The cell, or (row) where one side removed what the other changed",
            required=True,
        ),
        Field("base", "string", "What it held before", required=True),
        Field(
            "ours",
            "string",
            "What it holds here, and in the merged file until it is decided",
            required=True,
        ),
        Field("theirs", "string", "What it holds there", required=True),
    ),
)


def table_of(columns: Collection[str]) -> Table | None:
    """Return the table that has these columns, None where it is none of a ledger's.

    >>> table_of(("start", "claim_id", "document_id")).name
    'claims'
    """
    return next((table for table in (*SIGNED, CLAIMS, DOCUMENTS) if table.key in columns), None)
