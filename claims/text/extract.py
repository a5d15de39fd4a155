"""Text in, claims out: the one place where quantities, periods, places and attribution meet.

Takes a text or a `Document`; returns every quantity as a `Claim` in text order, also those that
only frame another claim (`checkable` False). The same text gives the same claims every time. It
reads no file, writes nothing and never raises on any text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from claims.decimals import exactly
from claims.model import Attribution, Claim, ClaimType, Document, Period, Quantity, Span
from claims.text.actors.table import Actors
from claims.text.attribution.attribute import Attributions
from claims.text.clauses.about import about
from claims.text.clauses.carried import Carried, carried
from claims.text.clauses.events import event
from claims.text.clauses.places import places
from claims.text.clauses.things import Things
from claims.text.grammar.syntax import Syntax
from claims.text.periods import find_periods, frames, period_of
from claims.text.quantities.find import find_quantities
from claims.text.statements.statement import statement


@exactly
def extract(source: str | Document) -> list[Claim]:
    """Return the claims of a text, in text order.

    Args:
        source: The text itself, or a document whose `published` date resolves "last week".

    Returns:
        One claim for each quantity; every span is an offset into the text.

    >>> claim, = extract("Reports say they carried out around 600 air strikes.")
    >>> claim.surface, claim.unit, claim.modifier.value, claim.source
    ('around 600 air strikes', 'air strike', 'approximate', 'Reports')
    """
    document = source if isinstance(source, Document) else Document(text=source)
    syntax = Syntax(document.text)
    return claims_from(document, syntax, find_quantities(syntax))


def claims_from(document: Document, syntax: Syntax, quantities: Sequence[Quantity]) -> list[Claim]:
    """Return the claims that some numbers of a document state, in the same order.

    `syntax` is that of its text.
    """
    sentences = sorted({syntax.sentence_index(quantity.number.start) for quantity in quantities})
    periods = find_periods(syntax, document.published, sentences)
    seats = carried(quantities, syntax)
    actors = Actors(syntax)
    attributions = Attributions(syntax, actors)
    things = Things(syntax, actors.resolve, lambda span: _is_person(actors, span))
    circumstances = map(
        _under,
        (_measured(quantity, syntax) for quantity in quantities),
        map(event, seats),
        about(seats, things),
        period_of(quantities, periods, syntax),
        places(quantities, syntax),
        frames(quantities, periods, syntax),
    )
    return [
        _told(claim, seat, syntax.text, attributions, things)
        for claim, seat in zip(circumstances, seats, strict=True)
    ]


def _is_person(actors: Actors, mention: Span) -> bool:
    actor = actors.named(mention)
    return actor is not None and actor.kind == "person"


def _under(
    claim: Claim, happened: str, measures: str, period: Period | None, place: str, only_frames: bool
) -> Claim:
    """Add what is said of a number, what it is about, and when and where it holds."""
    claim = replace(claim, event=happened, about=measures, place=place, checkable=not only_frames)
    if period is None:
        return claim
    return replace(
        claim, period=period.surface, period_start=period.period_start, period_end=period.period_end
    )


def _measured(quantity: Quantity, syntax: Syntax) -> Claim:
    """Start a claim from its number."""
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
        number=quantity.number,
        type=_type(quantity),
        quote=syntax.text[sentence.start : max(sentence.end, quantity.end)],
    )


def _told(
    claim: Claim, seat: Carried, text: str, attributions: Attributions, things: Things
) -> Claim:
    """Add who says it, and the claim in one line without who says it."""
    said = attributions.of(seat.quantity.number)
    line = statement(seat, text, said, partial(things.meant, seat))
    return replace(_said(claim, said, text) if said else claim, statement=line)


def _said(claim: Claim, attribution: Attribution, text: str) -> Claim:
    """Add who says it; a source that nobody names has no span."""

    def words(span: Span) -> str:
        return text[span.start : span.end]

    source = attribution.source
    return replace(
        claim,
        source=words(source) if source else "",
        source_start=source.start if source else None,
        source_end=source.end if source else None,
        cue=words(attribution.cue),
        claimant=attribution.claimant,
        chain=tuple(words(mention) for mention in attribution.chain),
        stance=attribution.stance,
        attribution=attribution.basis,
    )


def _type(quantity: Quantity) -> ClaimType:
    if quantity.upper is not None:
        return ClaimType.INTERVAL
    if quantity.dimension == "time":
        return ClaimType.TEMPORAL
    if quantity.trend or quantity.dimension == "multiple":
        return ClaimType.COMPARISON
    return ClaimType.STATISTICAL
