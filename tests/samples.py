"""A small ledger written out: one article, three claims, two checkers; always the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from claims.ledger.entries import restate
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS as CLAIMS_TABLE
from claims.model import Check, Claim, Document, Modifier, Reason, Status

TEXT = (
    "Rebels took 27 towns and 27 villages.\n\nAbout 600 shells fell over two days, the mayor said."
)
ARTICLE = Document(
    text=TEXT,
    title="Shells fall on the valley",
    publisher="Valley Herald",
    published="2024-04-30",
    path="articles/valley.txt",
    retrieved_at="2024-05-01T08:00:00Z",
)


def claim(surface: str, text: str = TEXT, **fields: object) -> Claim:
    start = text.index(surface)
    quote = next(line for line in text.split("\n") if surface in line)
    return replace(
        Claim(start=start, end=start + len(surface), surface=surface, value=None, quote=quote),
        **fields,
    )


TOWNS = claim("27 towns", value=Decimal(27), unit="town", dimension="count")
VILLAGES = claim("27 villages", value=Decimal(27), unit="village", dimension="count")
SHELLS = claim(
    "About 600 shells",
    value=Decimal(600),
    modifier=Modifier.APPROXIMATE,
    unit="shell",
    source="the mayor",
    source_start=TEXT.index("the mayor"),
    source_end=TEXT.index("the mayor") + 9,
    cue="said",
    claimant="the mayor",
    chain=("a > b\\", "the mayor"),
)
DAYS = claim("two days", value=Decimal(2), checkable=False)
CLAIMS = [SHELLS, DAYS, TOWNS, VILLAGES]


def sample(folder: Path) -> Ledger:
    """Write the ledger into a folder."""
    ledger = Ledger.create(folder)
    towns, _, shells = (claim.claim_id for claim in ledger.add(ARTICLE, CLAIMS).claims)
    draft = Check(check_id="", claim_id=towns, at="2024-05-02T09:00:00Z", by="Ann Lee")
    ledger.sign(
        [
            replace(draft, status=Status.VERIFIED, evidence_url="https://example.org/towns"),
            replace(
                draft,
                claim_id=shells,
                status=Status.FALSE,
                reason=Reason.OVERSTATED,
                note="counted\n60",
            ),
            replace(draft, at="2024-05-03T09:00:00Z", by="Ben", note="asked the army"),
        ]
    )
    return ledger


def restated(ledger: Ledger, claim_id: str, cells: Mapping[str, str]) -> None:
    """Write cells of a claim, marked as a person's, without a signature."""
    row = ledger.row(CLAIMS_TABLE, claim_id)
    marks = " ".join(dict.fromkeys([*row["edited"].split(), *cells]))
    with ledger.change() as change:
        restate(change, ledger.store, [{**row, **cells, "edited": marks}])
