"""The columns of claims.csv: one row for each claim, as it was said.

A column is a `Field` here and a field of `claims.model.Claim`; every view asks for both by name.
"""

from __future__ import annotations

from claims.ledger.cells import integer
from claims.ledger.schema.table import Field, Rule, Table, values
from claims.model import Basis, ClaimType, Modifier, Stance, Trend


def _is_in_order(first: str, last: str) -> bool:
    return not first or not last or first < last  # ISO dates and moments sort as text


def _is_span(start: str, end: str) -> bool:
    return (integer(start) or 0) < (integer(end) or 0)


def _has_length(start: str, end: str, words: str) -> bool:
    return len(words) == (integer(end) or 0) - (integer(start) or 0)


def _has_value(value: str, upper: str) -> bool:
    # in either order: "won 2-3", and "between 60 and 50", which the audit points out
    return bool(value) or not upper


def _is_of_columns(edited: str) -> bool:
    return set(edited.split()) <= set(CLAIMS.columns)


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
            "modifier", "string", "The hedge on the number", required=True, enum=values(Modifier)
        ),
        Field("trend", "string", "Direction given by a verb, noun or adverb", enum=values(Trend)),
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
            enum=values(Stance),
        ),
        Field(
            "attribution",
            "string",
            "How the claim is tied to its source: by its own clause, by an account that goes on, "
            "or by a stand-in for a name; empty in the outlet's own voice",
            enum=values(Basis),
            since="0.2.0",
            label="attribution",
        ),
        Field(
            "type",
            "string",
            "Kind of claim, as QuanTemp has them",
            required=True,
            enum=values(ClaimType),
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
