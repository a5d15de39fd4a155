"""The claim that a row of a sheet states.

An article and a row's cells in, the claim as it is read there out.

The row gives the quote, which must stand in the article, and says which number in it is meant,
where there are several. A number that extraction passed over is read at the words that the row
points to. Refused, with what to do: rows without a quote, quotes of no article, and numbers that
cannot be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from claims.ledger.cells import decimal
from claims.ledger.corrections import typed
from claims.model import Claim, Document
from claims.sheets.refusal import Refused
from claims.text.extract import extract
from claims.text.pointed import NotFound, pointed

Cells = Mapping[str, str]


class Statements:
    """What the rows of one article state; the article is read once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found = extract(document)

    def claim(self, cells: Cells) -> Claim:
        """Return the claim that a row means; raise `Refused` where that is not sure."""
        if not cells["quote"]:
            raise Refused("quote", "is empty: a claim needs its exact words")
        at = self._place(cells)
        start, end = at, at + len(cells["quote"])
        places = list(_places(cells["surface"], cells["quote"])) if cells["surface"] else []
        if len(places) == 1:  # the words say where the number stands
            [(first, last)] = places
            start, end = at + first, at + last
        inside = [claim for claim in self._found if claim.start < end and start < claim.end]
        meant = list(_fitting(inside, cells))
        if len(meant) > 1:
            numbers = ", ".join(f'"{claim.surface}"' for claim in meant[:5])
            raise Refused(
                "quote", f"holds {len(meant)} numbers ({numbers}): say which, with surface or value"
            )
        return meant[0] if meant else self._pointed(cells)

    def _place(self, cells: Cells) -> int:
        document = self._document
        if cells["document_id"] and not document.retrieved_at:
            seen = cells["document_id"]
            raise Refused(
                "document_id", f'"{seen}" is not in the ledger: give url or title of a new article'
            )
        at = document.text.find(cells["quote"])
        if at < 0:
            why = "does not stand in the text"
            why = why if document.text else "cannot be looked up: the ledger does not keep the text"
            raise Refused("quote", f"{why} of {document.document_id}")
        return at

    def _pointed(self, cells: Cells) -> Claim:
        """Return the claim at the words that the row points to, which extraction passed over."""
        if not cells["surface"]:
            raise Refused(
                "quote", "no such number was found in it: give the number's exact words as surface"
            )
        try:
            claim = pointed(
                self._document, cells["quote"], cells["surface"], has_value=bool(cells["value"])
            )
        except NotFound as error:
            raise Refused("surface", str(error)) from None
        if claim.value is None and not cells["value"]:
            raise Refused(
                "quote", f'"{cells["surface"]}" is no number that can be read: give value too'
            )
        return claim


def _fitting(claims: Sequence[Claim], cells: Cells) -> Iterator[Claim]:
    """Yield the claims that have the row's words and value.

    Those with exactly these words come first.
    """
    value = decimal(typed("value", cells["value"]))
    exact = [claim for claim in claims if claim.surface == cells["surface"]]
    for claim in exact or [
        claim for claim in claims if _is_worded(claim.surface, cells["surface"])
    ]:
        if value is None or value in (claim.value, claim.upper) or exact:
            yield claim


def _is_worded(surface: str, words: str) -> bool:
    """Tell whether the words are those of the number, or some of them.

    "27" are some of "27 towns", and none of "127 towns".
    """
    short, long = sorted((surface, words), key=len)
    return not short or any(_places(short, long))


def _places(words: str, line: str) -> Iterator[tuple[int, int]]:
    found = re.finditer(rf"(?<![\w.,]){re.escape(words)}(?!\w|[.,]\d)", line)
    return (match.span() for match in found)
