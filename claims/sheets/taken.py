"""What a sheet would change: told line by line, and then written.

Planned documents, corrections, new claims and checks in, each with the line of the sheet that it
comes from; words for people, or changed files, out. `taking` makes the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.ledger.batch import Batch, take_in
from claims.ledger.corrections import Correction
from claims.ledger.ledger import Ledger
from claims.model import Check, Document, Problem


@dataclass(slots=True)
class Taken:
    """What a sheet would change, by its lines; `documents` come in first."""

    documents: dict[int, Document] = field(default_factory=dict)
    corrections: dict[int, Correction] = field(default_factory=dict)
    news: dict[int, Correction] = field(default_factory=dict)
    checks: dict[int, Check] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    same: int = 0  # rows that say what the ledger says

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each change in words, with the line of the sheet that it comes from, in order."""
        told = [
            (line, f'the article "{new.title}" with its quotes')
            for line, new in self.documents.items()
        ]
        told += [
            (line, f'new claim "{new.after["surface"]}" in {_article(new)}')
            for line, new in self.news.items()
        ]
        for line, correction in self.corrections.items():
            for name, (before, after) in correction.cells.items():
                told.append((line, f'{correction.claim_id}: {name}: "{before}" -> "{after}"'))
        told += [
            (line, f"{check.claim_id}: {_said(check)}, signed by {check.by}")
            for line, check in self.checks.items()
        ]
        yield from sorted(told, key=lambda each: each[0])


def write_taken(ledger: Ledger, taken: Taken, by: str, why: str) -> None:
    """Do what was planned.

    Articles that are new or have grown come first, then all else as one change.
    """
    for document in taken.documents.values():
        if ledger.known(document) is None:
            ledger.add(document, ())
        else:  # a text of quotes that has grown at its end
            ledger.revise(
                document,
                [claim for claim in ledger.claims_of(document.document_id) if not claim.gone],
            )
    checks = list(taken.checks.values())
    if taken.corrections or taken.news or checks:
        take_in(
            ledger,
            Batch(list(taken.corrections.values()), list(taken.news.values()), checks),
            by,
            why,
        )


def _article(new: Correction) -> str:
    return new.after["document_id"]


def _said(check: Check) -> str:
    reason = f" ({check.reason.value})" if check.reason else ""
    said = [
        f"{check.status.value}{reason}" if check.status else "note",
        check.note,
        check.evidence_url,
    ]
    return ": ".join(filter(None, said))
