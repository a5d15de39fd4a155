"""One claim as the report shows it.

A found claim with its checks in, a card with everything there is to say out.

Whatever the template would have to decide is decided here: which words are the number, which status
in which words, what stands as evidence, which facts are left out because they are empty. Texts stay
as they are; `render` makes them safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claims.ledger.conditions import Found
from claims.ledger.evidence import sources
from claims.ledger.rows import check_from_row, claim_from_row
from claims.ledger.verdicts import changes_since
from claims.model import STATUSES, Basis, Check, Claim, EvidenceKind, Stance, Status
from claims.numbers.noticing import NOTHING, Notice
from claims.numbers.worth import Part, Repeats, worth
from claims.views.columns import row_amount
from claims.views.export.selection import Row, Selection
from claims.views.noticed import notice_lines
from claims.views.since import overtaken
from claims.views.stats import claimant
from claims.views.tables import remark
from claims.views.wording import Wording, wording

_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<host>[^/?#\s]+)\S*")


@dataclass(frozen=True, slots=True)
class Label:
    """A status as it is shown.

    It has its own name, its sign, the desk's words, and what these words leave out.
    """

    status: str
    sign: str
    words: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SignedCheck:
    """One check of a claim; `label` is None for a note."""

    check: Check
    label: Label | None
    sources: tuple[str, ...]
    overtaken: str  # what changed since it was given, empty where it still speaks for the claim


class Evidence(NamedTuple):
    """Where a checker looked: the whole address, and the few words of it that fit in a table."""

    address: str
    short: str
    kind: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One claim with everything there is to say about it.

    `number` counts the claims of its article.
    """

    claim: Claim
    number: int
    label: Label
    statement: Wording
    brief: str  # for a place where the sentence can be read beside it
    claimant: str
    # how the claimant holds it or is tied to it, where that is not plainly: "denied", "carried"
    manner: str
    facts: tuple[tuple[str, str], ...]
    score: int
    reasons: tuple[Part, ...]
    checks: tuple[SignedCheck, ...]
    evidence: tuple[Evidence, ...]
    document: Row
    notices: tuple[str, ...]  # what does not fit, and what was checked before


class CardMaker:
    """Makes the cards of a selection in the desk's words for the statuses."""

    def __init__(
        self,
        selection: Selection,
        claims: Iterable[Claim],
        labels: Mapping[Status, str],
        notices: Mapping[str, Notice],
    ) -> None:
        self._notices = notices
        self._checks = selection.checks
        self._repeats = Repeats(claims)
        self._labels = labels

    def card(self, found: Found, number: int) -> ClaimCard:
        """Return the card of a claim, the `number`-th of its article."""
        claim = claim_from_row(found.row)
        merit = worth(claim, found.document["title"], self._repeats.others(claim))
        rows = self._checks.get(claim.claim_id, ())
        return ClaimCard(
            claim=claim,
            number=number,
            label=self._standing(found),
            statement=wording(found.row),
            brief=_brief(claim, row_amount(found.row)),
            claimant=claimant(claim),
            manner=_manner(claim),
            facts=(
                ("number", row_amount(found.row)),
                *((name, fact) for name, fact in _facts(claim) if fact),
            ),
            score=merit.score,
            reasons=merit.parts,
            checks=tuple(self._signed(row, claim) for row in rows),
            evidence=tuple(_evidence(rows)),
            document=found.document,
            notices=tuple(notice_lines(self._notices.get(claim.claim_id, NOTHING))),
        )

    def label(self, status: Status, left_out: str = "") -> Label:
        """Return a status as the page shows it."""
        return Label(
            status.value, STATUSES[status].sign, self._labels.get(status, status.value), left_out
        )

    def _standing(self, found: Found) -> Label:
        left_out = remark(found).plain.strip().replace("\n", ", ")
        if found.standing.awaiting:
            left_out = ", ".join(filter(None, ("1 of 2 checkers", left_out)))
        return self.label(found.standing.awaiting or found.standing.status, left_out)

    def _signed(self, row: Row, claim: Claim) -> SignedCheck:
        check = check_from_row(row)
        changed = changes_since(check.checked, claim) if check.status else ()
        label = self.label(check.status) if check.status else None
        return SignedCheck(
            check,
            label,
            tuple(sources(check.evidence_url)),
            overtaken(check.checked, changed) if changed else "",
        )


def _brief(claim: Claim, amount: str) -> str:
    unit = "" if claim.unit == "percent" else claim.unit
    return " · ".join(filter(None, (f"{amount} {unit}".strip(), claim.about)))


def _manner(claim: Claim) -> str:
    """Return what a bare name would hide: the source denied it or asked, or was named before."""
    held = "" if claim.stance is Stance.ASSERTED else claim.stance.value
    carried = claim.attribution.value if claim.attribution is Basis.CARRIED else ""
    return ", ".join(filter(None, (held, carried)))


def _facts(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "unit", claim.unit
    yield "event", claim.event
    yield "about", claim.about
    yield "trend", claim.trend.value
    dates = " to before ".join(filter(None, (claim.period_start, claim.period_end)))
    yield "period", f"{claim.period} ({dates})" if claim.period and dates else claim.period or dates
    yield "place", claim.place
    yield "mentioned as", claim.source if claim.source and claim.source != claim.claimant else ""
    yield "in the words", claim.cue
    yield "passed on", " > ".join(claim.chain) if len(claim.chain) > 1 else ""
    yield "corrected", ", ".join(claim.edited)
    yield "gone since", claim.gone[:10]


def _evidence(checks: Sequence[Row]) -> Iterator[Evidence]:
    """Yield what the checks point to, each address once, the latest first."""
    seen = set()
    for row in reversed(checks):
        kind = row["evidence_kind"] if row["evidence_kind"] == EvidenceKind.PRIMARY else ""
        for address in sources(row["evidence_url"]):
            if address not in seen:
                seen.add(address)
                web = _ADDRESS.fullmatch(address)
                yield Evidence(address, web["host"] if web else address, kind)
