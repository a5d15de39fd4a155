"""Corrections, claims and checks of many rows as one change.

Planned rows in, their faults or the change out.

What single corrections are held to (`corrections`) holds here too; it is asked of all rows at once,
because asking one by one takes minutes for a sheet of thousands. All of it is written or nothing:
what was given a verdict in the same step is given it as corrected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.ledger import entries, signing
from claims.ledger.agreement import misplaced
from claims.ledger.corrections import Correction, Row, need_unchanged
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_row
from claims.ledger.schema import CLAIMS
from claims.model import Check, Claim, Edit

_NOTHING: Row = dict.fromkeys(CLAIMS.columns, "")
_PLACED = frozenset({"surface", "source", "quote"})  # words that stand in the text


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be written: corrections of claims, claims that are new, and checks on either."""

    corrections: Sequence[Correction] = ()
    news: Sequence[Correction] = ()
    checks: Sequence[Check] = ()


def newborn(claim: Claim) -> Correction:
    """Return a claim that is to be logged as a correction of nothing."""
    return Correction(_NOTHING, claim_row(claim))


def faults_of(
    ledger: Ledger, planned: Mapping[int, Correction], texts: Mapping[str, str]
) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with planned rows, which are given by their numbers.

    Each fault is (number, field, what was seen and what to do).

    What was wrong with a row before is not told again. `texts` has the texts of documents that come
    in with the rows.
    """
    if not planned:
        return
    yield from _new_faults(planned)
    for number, each in planned.items():
        if _PLACED.isdisjoint(each.cells) or each.after["gone"]:
            continue
        text = texts.get(each.after["document_id"]) or ledger.text(each.after["document_id"])
        for field, message in misplaced(each.after, text) if text else ():
            yield number, field, message


def _new_faults(planned: Mapping[int, Correction]) -> Iterator[tuple[int, str, str]]:
    """Yield the cells that cannot be so, but for those that were so before."""
    from claims.ledger.frame_schema import faults  # pandera is slow to load

    known = {number: each.before for number, each in planned.items() if each.before["claim_id"]}
    before = set(faults(known, CLAIMS)) if known else set()
    after = {number: each.after for number, each in planned.items()}
    yield from (fault for fault in faults(after, CLAIMS) if fault not in before)


def take_in(ledger: Ledger, batch: Batch, by: str, why: str) -> None:
    """Write a batch as one change, signed.

    Raise `LedgerError` where somebody changed a claim in between.
    """
    rows = {each.after["claim_id"]: each.after for each in (*batch.corrections, *batch.news)}
    with ledger.change() as change:
        need_unchanged(ledger, batch.corrections)
        if rows:
            entries.restate(change, ledger.store, rows.values())
        signing.append(change, ledger.store, _edits(batch, by, why))
        signing.append(change, ledger.store, ledger.given(batch.checks, rows))


def _edits(batch: Batch, by: str, why: str) -> Iterator[Edit]:
    for new in batch.news:
        claim_id = new.after["claim_id"]
        yield Edit(claim_id=claim_id, by=by, field="claim_id", after=claim_id, why=why)
    for correction in batch.corrections:
        for name, (before, after) in correction.cells.items():
            yield Edit(
                claim_id=correction.claim_id, by=by, field=name, before=before, after=after, why=why
            )
