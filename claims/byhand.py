"""Numbers that a person points to, read as extraction reads them.

Words of a document of the ledger come in, and claims go out. What is read can be logged, or take
the place of a claim that holds several numbers. The words are looked up in the stored text.
Refused: documents whose text is not kept, words that do not stand there, and words that mean no one
number. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from claims.errors import LedgerError
from claims.ledger.corrections import typed
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_from_row, claim_row, document_from_row
from claims.ledger.schema import DOCUMENTS
from claims.model import Claim, Document
from claims.text.pointed import pointed


def claim_at(ledger: Ledger, document_id: str, words: str, given: Mapping[str, str]) -> Claim:
    """Return the claim that words of a document state, with the fields that a person gives of it.

    `surface` among these says which words are the number's, where `words` hold several.
    """
    document = _with_text(ledger, document_id)
    told = {name: typed(name, text) for name, text in given.items() if name != "surface"}
    read = pointed(document, words, given.get("surface", ""), has_value="value" in told)
    return claim_from_row(claim_row(replace(read, document_id=document_id)) | told)


def part_of(ledger: Ledger, whole: Claim, words: str) -> Claim:
    """Return a part of a claim: read from its own words, and of the same source, time and place."""
    document = _with_text(ledger, whole.document_id)
    sentence = whole.quote if whole.quote in document.text else document.text
    read = pointed(document, sentence, words)
    return replace(
        whole,
        start=read.start,
        end=read.end,
        surface=read.surface,
        value=read.value,
        upper=read.upper,
        modifier=read.modifier,
        trend=read.trend or whole.trend,
        unit=read.unit or whole.unit,
        dimension=read.dimension if read.unit else whole.dimension,
        type=read.type,
        statement=read.statement,
        event=read.event or whole.event,
        claim_id="",
    )


def _with_text(ledger: Ledger, document_id: str) -> Document:
    text = ledger.text(document_id)
    if not text:
        raise LedgerError(
            f"{document_id}: the ledger does not keep its text: there is nothing to find the words "
            "in"
        )
    return document_from_row(ledger.row(DOCUMENTS, document_id), text)
