"""Claims from a sheet: mapped rows and a ledger in, documents with their claims and a problem for each refused row out.

A row gives the quote, which must stand in the text of its article (`articles`), and says which number in it is meant,
where there are several. What the sheet says of a claim (claimant, unit, value and so on) counts for more than what
extraction reads, and is marked as a correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claims.errors import ClaimbookError
from claims.ledger.cells import decimal
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_from_row, claim_row
from claims.model import Claim, Document, Problem
from claims.sheets.articles import WHERE, Cells, Row, articles
from claims.sheets.mapping import Columns
from claims.sheets.refusal import Refused
from claims.sheets.sheet import Sheet
from claims.text.extract import extract

_TOLD = ("value", "upper", "modifier", "trend", "unit", "dimension", "about", "period", "place", "claimant")
FIELDS = ("quote", "surface", *_TOLD, *WHERE)


@dataclass(frozen=True, slots=True)
class ClaimsFound:
    """Documents with the claims that the sheet states of them, and what is wrong with the other rows."""

    documents: tuple[tuple[Document, tuple[Claim, ...]], ...]
    problems: tuple[Problem, ...]


def claims_in(sheet: Sheet, columns: Columns, ledger: Ledger) -> ClaimsFound:
    """Read the claims of a sheet and change nothing. Raises `ClaimbookError` where no column is the quote."""
    if "quote" not in columns.of:
        raise ClaimbookError(f"{sheet.file}: no column is the quote: map one, as --map quote=Statement")
    rows = [(line, dict.fromkeys(FIELDS, "") | columns.cells(row)) for line, row in sheet.rows]
    documents = []
    problems: list[Problem] = []
    for document, batch in articles(ledger, rows, sheet.file):
        claims, refused = _claims_of(document, batch)
        problems += [each.problem(sheet.file, line, columns.of) for line, each in refused]
        if claims:
            documents.append((document, claims))
    return ClaimsFound(tuple(documents), tuple(sorted(problems, key=lambda problem: problem.line)))


def log_claims(ledger: Ledger, found: ClaimsFound) -> int:
    """Log what is not in the ledger yet, and return how many claims that was."""
    new = 0
    for document, claims in found.documents:
        was = ledger.known(document)
        if was is None or was.sha256 == document.sha256:
            new += len(ledger.add(document, claims).claims)
        else:  # a text of quotes that has grown at its end
            living = [claim for claim in ledger.claims_of(was.document_id) if not claim.gone]
            places = {(claim.start, claim.end) for claim in living}
            added = [claim for claim in claims if (claim.start, claim.end) not in places]
            ledger.revise(document, [*living, *added])
            new += len(added)
    return new


def _claims_of(document: Document, rows: Iterable[Row]) -> tuple[tuple[Claim, ...], list[tuple[int, Refused]]]:
    """Return the claims that rows state of a document, and each row that states none with the reason."""
    found = [replace(claim, checkable=True) for claim in extract(document)]
    stated: dict[tuple[int, int], Claim] = {}
    refused = []
    for line, cells in rows:
        try:
            claim = _told(_meant(found, cells, document), cells)
        except Refused as reason:
            refused.append((line, reason))
        else:
            stated[claim.start, claim.end] = claim
    return tuple(stated.values()), refused


def _meant(found: Sequence[Claim], cells: Cells, document: Document) -> Claim:
    """Return the claim that a row means: the number of its words or value, else the only one in its quote."""
    if not cells["quote"]:
        raise Refused("quote", "is empty: a claim needs its exact words")
    at = _place(cells, document)
    inside = [claim for claim in found if at <= claim.start and claim.end <= at + len(cells["quote"])]
    meant = list(_fitting(inside, cells))
    if len(meant) == 1:
        return meant[0]
    if meant:
        numbers = ", ".join(f'"{claim.surface}"' for claim in meant[:5])
        raise Refused("quote", f"holds {len(meant)} numbers ({numbers}): say which, with surface or value")
    start = cells["quote"].find(cells["surface"]) if cells["surface"] else -1
    if start < 0 or not cells["value"]:
        raise Refused("quote", "no such number was found in it: give the number's exact words as surface, and value")
    end = at + start + len(cells["surface"])
    return Claim(start=at + start, end=end, surface=cells["surface"], value=None, quote=cells["quote"])


def _place(cells: Cells, document: Document) -> int:
    """Return where the row's quote begins in the document's text."""
    is_known = bool(document.retrieved_at)
    if cells["document_id"] and not is_known:
        raise Refused(
            "document_id", f'"{cells["document_id"]}" is not in the ledger: give url or title of a new article'
        )
    at = document.text.find(cells["quote"])
    if at < 0:
        why = (
            "does not stand in the text" if document.text else "cannot be looked up: the ledger does not keep the text"
        )
        raise Refused("quote", f"{why} of {document.document_id}")
    return at


def _fitting(claims: Iterable[Claim], cells: Cells) -> Iterator[Claim]:
    value = decimal(_number(cells["value"]))
    for claim in claims:
        is_worded = cells["surface"] in claim.surface or claim.surface in cells["surface"]
        if is_worded and (value is None or value in (claim.value, claim.upper)):
            yield claim


def _told(claim: Claim, cells: Cells) -> Claim:
    """Return the claim with what the row says of it, marked where that differs from what was read."""
    row = claim_row(claim)
    told = {name: cells[name] for name in _TOLD if cells[name]}
    for name in {"value", "upper"} & set(told):
        told[name] = _number(told[name])
        if decimal(told[name]) is None:
            raise Refused(name, f'"{cells[name]}" is no number: write it in digits, as 1200000 or 2.5')
    changed = {name: cell for name, cell in told.items() if not _is_same(cell, row[name])}
    try:
        read = claim_from_row({**row, **changed, "edited": " ".join(changed)})
    except ClaimbookError as error:
        raise Refused(next(iter(changed), ""), str(error)) from None
    return replace(read, number=claim.number)  # as its id is made of it


def _number(text: str) -> str:
    """Return a number as a ledger writes it: without grouping commas and the percent sign."""
    return text.replace(",", "").removesuffix("%").strip()


def _is_same(told: str, read: str) -> bool:
    if decimal(told) is not None and decimal(read) is not None:
        return decimal(told) == decimal(read)
    return told.casefold() == read.casefold()
