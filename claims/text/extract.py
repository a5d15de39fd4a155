"""Text in, claims out: the one place where quantities, periods, places and attribution meet.

Takes a text or a `Document`; returns every quantity as a `Claim` in text order, also those that only
frame another claim (`checkable` False). The same text gives the same claims every time. It reads no
file, writes nothing and never raises on any text.
"""

from __future__ import annotations

from claims.model import Claim, ClaimType, Document, Quantity
from claims.text.quantities import find_quantities
from claims.text.syntax import Syntax


def extract(source: str | Document) -> list[Claim]:
    """Return the claims of a text, in text order.

    Args:
        source: The text itself, or a document whose `published` date resolves "last week".

    Returns:
        One claim for each quantity; every span is an offset into the text.

    >>> claim, = extract("Reports say they carried out around 600 air strikes.")
    >>> claim.surface, claim.unit, claim.modifier.value
    ('around 600 air strikes', 'air strike', 'approximate')
    """
    document = source if isinstance(source, Document) else Document(text=source)
    syntax = Syntax(document.text)
    return [_claim(quantity, syntax) for quantity in find_quantities(syntax)]


def _claim(quantity: Quantity, syntax: Syntax) -> Claim:
    """Put together what the parts found about one quantity."""
    sentence = syntax.sentences[syntax.sentence_index(quantity.start)]
    return Claim(
        start=quantity.start,
        end=quantity.end,
        surface=quantity.surface,
        value=quantity.value,
        upper=quantity.upper,
        modifier=quantity.modifier,
        trend=quantity.trend,
        unit=quantity.unit,
        dimension=quantity.dimension,
        type=_type(quantity),
        quote=syntax.text[sentence.start : max(sentence.end, quantity.end)],
    )


def _type(quantity: Quantity) -> ClaimType:
    if quantity.upper is not None:
        return ClaimType.INTERVAL
    if quantity.dimension == "time":
        return ClaimType.TEMPORAL
    if quantity.trend or quantity.dimension == "multiple":
        return ClaimType.COMPARISON
    return ClaimType.STATISTICAL
