"""The columns of what people sign: checks, corrections, links, assignments, dismissed flags.

Each person has one file of each kind, which is only ever added to.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from claims.ledger.schema.claims import CLAIMS
from claims.ledger.schema.table import WEB, WEB_FORM, Field, Rule, Table, values
from claims.model import STATUSES, EvidenceKind, Reason, Relation, Status

_DAY = timedelta(1)
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


def _is_reason_needed(status: str) -> bool:
    return any(traits.needs_reason and word == status for word, traits in STATUSES.items())


def _is_past(moment: str) -> bool:
    # a day's grace for clocks that are ahead
    return moment[:10] <= (datetime.now(UTC).date() + _DAY).isoformat()


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
        Field("status", "string", "Status given; empty for a note alone", enum=values(Status)),
        Field("reason", "string", "Why it is partly right or false", enum=values(Reason)),
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
            enum=values(EvidenceKind),
        ),
        Field("evidence_quote", "string", "The words of the evidence", width=40),
        Field("archive_url", "string", "Archived copy of the evidence", pattern=WEB, form=WEB_FORM),
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
            enum=values(Relation),
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
