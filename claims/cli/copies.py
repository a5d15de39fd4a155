"""What `add` says of texts that the ledger has nearly or wholly twice.

What was logged in, lines on stderr out.

A near copy may be another outlet's, which is a document of its own, or a later edition of the
article, which is not. Only a person can tell, so both ways are named and nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.cli.console import narrate
from claims.copies import MOST, Copies
from claims.intake import Intake
from claims.ledger.ledger import Ledger
from claims.model import Document


def tell_near_copies(copies: Copies, logged: Sequence[Intake]) -> None:
    """Name the documents that new ones nearly repeat, how their numbers differ, and what to do."""
    new = {intake.document.document_id: intake.document for intake in logged if intake.is_new}
    if not new or copies.are_too_many:
        return
    copies.read(logged)
    if copies.are_too_many:
        narrate(f"not compared with the ledger's other documents: there are more than {MOST:,}")
    for copy in copies.near(logged):
        narrate(str(copy))
        document = new[copy.pair.document_id]
        narrate(
            f"  an edition of that article? `claimbook add {_source(document)} --as "
            f"{copy.pair.other_id}`"
        )


def tell_twins(ledger: Ledger, logged: Sequence[Intake]) -> None:
    """Name the documents that have the very text which was taken as an edition of another one."""
    for intake in logged:
        key = intake.document.document_id
        for twin in ledger.with_text_of(intake.document):
            if twin != key:
                narrate(
                    f"{twin} has this very text too, and stays in the ledger: "
                    f"`claimbook withdraw --where document_id={twin} --why 'an edition of {key}'`"
                )


def _source(document: Document) -> str:
    return document.path or document.url or "-"
