"""What was read or logged, printed: new claims, what an edit changed, what was checked before.

Claims with their documents, or what `intake` did with documents, in; tables on stdout and one line
a document on stderr out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.cli.console import counted, is_plain, narrate, results
from claims.intake import Intake
from claims.ledger.checks import UNCHECKED
from claims.ledger.conditions import Found
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_row, document_row
from claims.model import Claim, Document


def show_logged(ledger: Ledger, logged: Sequence[Intake]) -> None:
    """Print new claims and what an edit changed, and say for each document how much that was."""
    from claims.views.editions import changes_table  # rich is slow to load

    length = ledger.id_length()
    print_claims([(intake.document, claim) for intake in logged for claim in intake.claims], length)
    _show_known(ledger, logged, length)
    for intake in logged:
        changed = changes_table(intake.fields, intake.changes, ledger.standing, length)
        if changed.row_count:
            results().print(changed)
        narrate(f"{intake.document.document_id}: {_summary(intake)}")


def _show_known(ledger: Ledger, logged: Sequence[Intake], id_length: int) -> None:
    """Point out what the new claims say that was checked before."""
    new = [
        Found(claim_row(claim), UNCHECKED, document_row(intake.document))
        for intake in logged
        for claim in intake.claims
    ]
    if not new:
        return
    from claims.numbers.noticing import Noticing  # the words of the rules are slow to load
    from claims.views.noticed import KNOWN, known_line

    noticing = Noticing(ledger)
    for claim_id, known in noticing.known(new).items():
        line = f"{KNOWN} {claim_id[:id_length]} checked before, {known_line(known[0])}"
        results().print(line, soft_wrap=True)
    if noticing.has_too_many_verdicts:
        narrate(noticing.left_out[-1])


def _summary(intake: Intake) -> str:
    if intake.is_new:
        return counted(len(intake.claims), "claim")
    if not intake.has_news:
        return f"nothing new, {counted(intake.known, 'claim')} known"
    if not intake.changes:
        return "described anew"
    return f"edited, {counted(len(intake.claims), 'new claim')}, {intake.known} known"


def print_claims(claims: Iterable[tuple[Document, Claim]], id_length: int) -> None:
    """Print claims that no ledger has yet, or none of them."""
    from claims.views.tables import Layout, listing

    found = [
        Found(claim_row(claim), UNCHECKED, document_row(document)) for document, claim in claims
    ]
    if found:
        console = results()
        console.print(listing(found, Layout(console.width, id_length, is_plain=is_plain(console))))
