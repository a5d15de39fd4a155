"""The words of claimbook as frozen dataclasses: no input, no output, no language, no files.

Every span is a pair of half-open character offsets into the document's stored text:
``text[start:end]`` is exactly what the field says it is. Dates are ISO 8601 strings; an empty
string means "not given" or "cannot be resolved" and is never a guess.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from claims.intervals import interval


class Span(NamedTuple):
    """Half-open character offsets into a document's text."""

    start: int
    end: int


class Modifier(StrEnum):
    """The hedge on a number, never dropped."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    BETWEEN = "between"


class Trend(StrEnum):
    """The direction a verb, noun or adverb gives to a number ("fell 2%")."""

    NONE = ""
    RISE = "rise"
    FALL = "fall"


class Stance(StrEnum):
    """How the source holds the claim.

    "X denied that 40 died" is `DENIED`, a question is `ASKED`.
    """

    ASSERTED = "asserted"
    DENIED = "denied"
    ASKED = "asked"


class Basis(StrEnum):
    """How a claim is tied to its source.

    By its own clause, by an account that goes on, or by a stand-in for a name.

    It ranks no probability: a desk reads `CARRIED` and `RESOLVED` once more before it calls the
    claimant.
    """

    NONE = ""  # the outlet's own voice
    STATED = "stated"
    CARRIED = "carried"
    RESOLVED = "resolved"


class ClaimType(StrEnum):
    """The QuanTemp taxonomy of numeric claims (https://arxiv.org/abs/2403.17169)."""

    STATISTICAL = "statistical"
    TEMPORAL = "temporal"
    COMPARISON = "comparison"
    INTERVAL = "interval"


class Status(StrEnum):
    """Where verification of a claim stands.

    Computed from its checks, never stored with the claim.
    """

    UNVERIFIED = "unverified"
    CHECKING = "checking"
    VERIFIED = "verified"
    PARTLY = "partly"
    FALSE = "false"
    DISPUTED = "disputed"
    UNVERIFIABLE = "unverifiable"
    OUTDATED = "outdated"
    WITHDRAWN = "withdrawn"


class Traits(NamedTuple):
    """What a status is to everybody who asks.

    Rules, tables, the review screen, the report, exports and help ask here.
    """

    # one cell wide; a status is always shown by its word or its sign, and colour only repeats it
    sign: str
    colour: str  # ANSI names, so that the terminal's own light or dark theme decides the shade
    meaning: str  # what it says about the claim
    is_final: bool = True  # a checker who gives it is done
    is_open: bool = False  # the claim still needs somebody
    needs_reason: bool = False
    needs_two: bool = False  # two different checkers, where the two-person rule is on
    rating: str = ""  # ClaimReview's `alternateName`; empty where there is nothing to publish
    # 1 (worst) to 5; None has no place there: "nobody can tell" is not half true
    rating_value: int | None = None


STATUSES: Mapping[Status, Traits] = {
    Status.UNVERIFIED: Traits(
        "?", "bold", "nobody has looked at it yet", is_final=False, is_open=True
    ),
    Status.CHECKING: Traits("~", "blue", "somebody is on it", is_final=False, is_open=True),
    Status.VERIFIED: Traits(
        "✓",
        "green",
        "the evidence supports the number at the precision stated",
        needs_two=True,
        rating="True",
        rating_value=5,
    ),
    Status.PARTLY: Traits(
        "½",
        "yellow",
        "close, or the right number in the wrong context",
        needs_reason=True,
        needs_two=True,
        rating="Partly true",
        rating_value=3,
    ),
    Status.FALSE: Traits(
        "✗",
        "bold red",
        "the evidence contradicts the number",
        needs_reason=True,
        needs_two=True,
        rating="False",
        rating_value=1,
    ),
    Status.DISPUTED: Traits(
        "≠", "magenta", "checkers or credible sources disagree", is_open=True, rating="Disputed"
    ),
    Status.UNVERIFIABLE: Traits("∅", "cyan", "no evidence can be had", rating="Unproven"),
    Status.OUTDATED: Traits(
        "<", "cyan", "right when it was said, superseded since", rating="Outdated"
    ),
    Status.WITHDRAWN: Traits("-", "dim", "a duplicate, no claim, or logged by mistake"),
}


class Reason(StrEnum):
    """Why a claim is only partly right or false: the closed list of design and field usage."""

    OVERSTATED = "overstated"
    UNDERSTATED = "understated"
    WRONG_UNIT = "wrong_unit"
    WRONG_SCALE = "wrong_scale"
    PERCENT_VS_POINTS = "percent_vs_points"
    WRONG_BASE = "wrong_base"
    WRONG_PERIOD = "wrong_period"
    WRONG_POPULATION = "wrong_population"
    STALE = "stale"
    ROUNDING = "rounding"
    ARITHMETIC = "arithmetic"
    MISATTRIBUTED = "misattributed"
    HEDGE_LOST = "hedge_lost"
    HEADLINE_MISMATCH = "headline_mismatch"
    OUT_OF_CONTEXT = "out_of_context"


class Relation(StrEnum):
    """What one claim is to another; `none` takes a link back."""

    SAME = "same"
    REPEATS = "repeats"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"
    DIFFERS = "differs"  # another thing, however alike the words are
    NONE = "none"


class EvidenceKind(StrEnum):
    """Primary evidence is the thing itself or its own record; secondary evidence reports on it."""

    NONE = ""
    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article or transcript. All spans in the project are offsets into `text`."""

    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""  # ISO date or date-time
    url: str = ""
    path: str = ""  # "/" separated; as given, in a ledger from the top of its repository
    retrieved_at: str = ""  # ISO date-time, UTC
    language: str = ""
    origin: str = ""  # the agency a copy comes from ("Reuters")
    archive_url: str = ""
    document_id: str = ""
    digest: str = ""  # stands for a text that a ledger does not keep

    @property
    def sha256(self) -> str:
        """Hex digest of the text as stored (UTF-8)."""
        if self.digest and not self.text:
            return self.digest
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as found in a text: no claimant, no subject yet.

    `surface` is ``text[start:end]``, from the hedge to the unit or counted noun ("around 600 air
    strikes", "another five"). `value` and `upper` are the two ends as written (`upper` only for a
    range). `number` is the span of the numeral alone ("600"), for anything that works outwards from
    it.
    """

    start: int
    end: int
    surface: str
    number: Span
    value: Decimal | None
    upper: Decimal | None = None
    modifier: Modifier = Modifier.EXACT
    trend: Trend = Trend.NONE
    unit: str = ""  # canonical measure ("US dollar") or counted noun, singular ("air strike")
    dimension: str = ""  # count share money time length mass ... rate score


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A time expression in the words found.

    It is a half-open ISO interval too where the words allow one.
    """

    start: int
    end: int
    surface: str
    period_start: str = ""
    period_end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said something, as spans in the text.

    `source` is None where nobody is named ("it was reported"). `chain` holds every mention from the
    outermost inwards ("Reuters", "the ministry"); its first element is `source`. `claimant` is the
    fullest name that the document gives for `source`, and `basis` tells how sure that is.
    """

    source: Span | None
    cue: Span
    content: Span
    claimant: str = ""
    chain: tuple[Span, ...] = ()
    stance: Stance = Stance.ASSERTED
    basis: Basis = Basis.STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable statement: a quantity, what it is about, who said it, and its exact quote.

    `source` is None in the outlet's own voice, and "" where the source is not named ("it was
    reported that"), with `cue` telling which words say so. `quote` is the sentence as it stands.
    `checkable` is False where the quantity only frames another claim ("over the past two weeks").

    `statement` is the claim in one line, in the article's own words, with [square brackets] around
    what was filled in from elsewhere in the article: "[Syrian forces] carried out around 600 air
    strikes". `event` is its predicate as a lemma with its particle, seen from the counted things
    ("kill" for "killing five"), and "" for a phrase that stands alone. `number` is the span of the
    numeral alone, which a ledger does not keep.
    """

    start: int
    end: int
    surface: str
    statement: str = ""
    value: Decimal | None
    upper: Decimal | None = None
    modifier: Modifier = Modifier.EXACT
    trend: Trend = Trend.NONE
    unit: str = ""
    dimension: str = ""
    event: str = ""
    about: str = ""
    period: str = ""
    period_start: str = ""
    period_end: str = ""
    place: str = ""
    source: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    cue: str = ""
    claimant: str = ""
    chain: tuple[str, ...] = ()
    stance: Stance = Stance.ASSERTED
    attribution: Basis = Basis.NONE
    type: ClaimType = ClaimType.STATISTICAL
    quote: str = ""
    checkable: bool = True
    claim_id: str = ""
    document_id: str = ""
    edited: tuple[str, ...] = ()  # names of the fields that a person corrected
    gone: str = ""  # ISO date-time of the edition of the document that no longer says it
    number: Span | None = field(default=None, compare=False, repr=False)

    @property
    def low(self) -> Decimal | None:
        """Lower end of the interval that the words allow; None where there is none."""
        return interval(
            self.value, self.upper, self.modifier, self.surface, dimension=self.dimension
        ).low

    @property
    def high(self) -> Decimal | None:
        """Upper end of the interval that the words allow; None where there is none."""
        return interval(
            self.value, self.upper, self.modifier, self.surface, dimension=self.dimension
        ).high


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One dated, signed, append-only entry by a checker on a claim: a status, a note, or both."""

    check_id: str
    claim_id: str
    at: str  # ISO date-time, UTC
    by: str
    checked: str = ""  # what it was given to, as `verdicts.words_checked` writes it
    status: Status | None = None
    reason: Reason | None = None
    note: str = ""
    evidence_url: str = ""
    evidence_kind: EvidenceKind = EvidenceKind.NONE
    evidence_quote: str = ""
    archive_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One cell of a claim that a person corrected: dated, signed, append-only, with why.

    A claim that a person logged is an edit of its `claim_id`, from nothing.
    """

    edit_id: str = ""
    claim_id: str
    at: str = ""
    by: str
    field: str
    before: str = ""
    after: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What one claim is to another, as a person says.

    `claim_id` repeats, contradicts, updates `other_id`.
    """

    link_id: str = ""
    claim_id: str
    at: str = ""
    by: str
    relation: Relation
    other_id: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who is to check a claim, and until when; `to` is empty where it was given back."""

    assignment_id: str = ""
    claim_id: str
    at: str = ""
    by: str
    to: str = ""
    due: str = ""  # ISO date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """A flag that a person looked at and found nothing in.

    It is not shown as long as its numbers stay.

    `shown` is "no", or "yes" where a dismissal is taken back.
    """

    dismissal_id: str = ""
    claim_id: str  # the first claim of the flag
    at: str = ""
    by: str
    flag: str  # the id of the flag
    shown: str = "no"
    arithmetic: str  # what was dismissed, for people: the rule and its sum
    note: str  # why


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in data, with its place and the remedy.

    Problems are returned, all at once, never raised.
    """

    file: str
    line: int  # 1-based physical line, 0 for the file as a whole
    field: str
    message: str  # what was seen and what to do

    def __str__(self) -> str:
        """`FILE:LINE: field: message`, which editors can jump to."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return (
            f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"
        )


@dataclass(frozen=True, slots=True)
class Flag:
    """What an audit found in the numbers themselves, with its arithmetic shown."""

    rule: str
    severity: str  # "error" "warning" "info"
    message: str
    arithmetic: str
    claim_ids: tuple[str, ...] = field(default=())
