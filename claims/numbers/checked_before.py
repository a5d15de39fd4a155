"""What was checked before: new claims in, earlier verdicts on the same thing out.

Earlier claims come from this ledger, from other ledgers and from the ClaimReview feeds that were
taken in. A new claim is matched by its parts first (what is counted, what became of it, what it is
about), then by its words, as `compare` does it. A match says how far the numbers agree; whether the
verdict still holds is for a person to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_from_row, document_from_row
from claims.ledger.schema import CLAIMS, DOCUMENTS
from claims.model import STATUSES, Claim, Document, Status
from claims.numbers.bounds import bounds
from claims.numbers.likeness import Likeness
from claims.numbers.tie import Tie


def verdicts_of(ledger: Ledger) -> list[Verdict]:
    """Return what was found in a ledger.

    These are final statuses, and notes with evidence on claims that have no status.
    """
    looked_at = {
        check.claim_id: check for check in sorted(ledger.checks, key=lambda check: check.at)
    }
    rows = ledger.rows_by_key(CLAIMS, looked_at) if looked_at else {}
    found = []
    for claim_id, check in looked_at.items():
        status = ledger.status(claim_id)
        is_final = STATUSES[status].is_final
        if status in (Status.WITHDRAWN, Status.CHECKING) or not (is_final or check.evidence_url):
            continue
        rating = ledger.settings.labels.get(status, status.value) if is_final else check.note
        found.append((rows[claim_id], check, rating))
    # all at once: a file of documents is looked through for each time that it is asked
    named = {row["document_id"] for row, _, _ in found}
    described = ledger.rows_by_key(DOCUMENTS, named) if named else {}
    documents = {key: document_from_row(row) for key, row in described.items()}
    return [
        Verdict(
            claim_from_row(row),
            documents[row["document_id"]],
            rating,
            check.at[:10],
            check.by,
            check.evidence_url,
        )
        for row, check, rating in found
    ]


def verdicts_for(ledger: Ledger) -> list[Verdict]:
    """Return what was found in a ledger and in those that its claimbook.toml names.

    Raises `LedgerError` where a folder that is named there holds no ledger.
    """
    found = verdicts_of(ledger)
    for folder in ledger.settings.checked_before:
        found += verdicts_of(Ledger.open(ledger.folder / folder))
    return found


class Match(StrEnum):
    """How the number of a new claim stands to the one that was checked."""

    EXACT = "exact"
    HEDGE = "hedge differs"
    NUMBER = "number differs"


@dataclass(frozen=True)
class Verdict:
    """What somebody found about an earlier claim."""

    claim: Claim
    document: Document
    rating: str  # the status or the label of the review
    on: str  # ISO date
    by: str
    url: str = ""


@dataclass(frozen=True)
class Known:
    """An earlier verdict on what a new claim says."""

    verdict: Verdict
    match: Match
    words: float  # how far the sentences are alike, from 0 to 1


def known(
    claims: Iterable[Claim], documents: Iterable[Document], verdicts: Sequence[Verdict]
) -> dict[str, list[Known]]:
    """Return the verdicts on each new claim by its id, the nearest first.

    What nobody checked before is left out. A verdict on another claim of the same document is none:
    what an article repeats is one claim.
    """
    new = {claim.claim_id: claim for claim in claims}
    earlier = {verdict.claim.claim_id: verdict for verdict in verdicts}
    if not new or not earlier:
        return {}
    described = {document.document_id: document for document in documents}
    described |= {verdict.document.document_id: verdict.document for verdict in earlier.values()}
    found: defaultdict[str, list[Known]] = defaultdict(list)
    for claim, verdict, tie in _ties(new, earlier, described):
        found[claim.claim_id].append(Known(verdict, _match(claim, verdict.claim), tie.words))
    return {
        claim_id: sorted(found[claim_id], key=_nearness) for claim_id in new if claim_id in found
    }


def _ties(
    new: Mapping[str, Claim], earlier: Mapping[str, Verdict], documents: Mapping[str, Document]
) -> Iterator[tuple[Claim, Verdict, Tie]]:
    """Yield the new claims that say the same as an earlier one, with the verdict on that."""
    every = {**new, **{claim_id: verdict.claim for claim_id, verdict in earlier.items()}}
    for tie in Likeness(list(every.values()), documents).ties:
        first, second = tie.first.claim, tie.second.claim
        for one, other in ((first, second), (second, first)):
            if one.claim_id in new and other.claim_id in earlier and _is_same(tie):
                yield one, earlier[other.claim_id], tie


def _is_same(tie: Tie) -> bool:
    """Tell whether a verdict on one is worth a look for the other.

    Periods that exclude each other are two claims. A review says a claim shortly: the same number
    in words that all stand in the longer sentence is the same claim.
    """
    is_short_form = tie.is_contained and tie.first.claim.value == tie.second.claim.value
    return (
        tie.is_same or (tie.is_best and tie.has_one_subject and is_short_form)
    ) and tie.has_one_period


def _nearness(known: Known) -> tuple[int, float, str]:
    return list(Match).index(known.match), -known.words, known.verdict.on


def _match(claim: Claim, earlier: Claim) -> Match:
    if (claim.value, claim.upper) == (earlier.value, earlier.upper):
        return Match.EXACT if claim.modifier == earlier.modifier else Match.HEDGE
    one, other = bounds(claim), bounds(earlier)
    hedged = (
        claim.modifier != earlier.modifier
        and one is not None
        and other is not None
        and one.has_common(other)
    )
    return Match.HEDGE if hedged else Match.NUMBER
