"""What an edited article means for its claims.

The old claims and the new ones in, what to keep and what changed out.

`matching` says which claim is which. A claim's id stays, and so does every field that a person
corrected. No claim is ever taken away: one whose words are gone stays in the ledger with the date
of the edition that no longer has it, and comes back if its words do; one that is no longer read in
words that still stand stays as it was. Only what a checker must know is a change; words that moved
or were rephrased around the same number are not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, NamedTuple

from claims.decimals import CONTEXT
from claims.ledger.identity import identify, place_in_quote, with_free_id
from claims.ledger.matching import match, nearest
from claims.ledger.verdicts import credited
from claims.model import Claim, Document

_KIND = {
    "value": "number",
    "upper": "number",
    "modifier": "hedge",
    "claimant": "claimant",
    "stance": "claimant",
}
_COMPARED = (
    "value",
    "upper",
    "modifier",
    "unit",
    "trend",
    "claimant",
    "stance",
    "about",
    "period",
    "place",
)
_TOLD = ("title", "author", "publisher", "published", "url", "archive_url", "language", "origin")
# follow the text; the other fields can be corrected by a person
_PLACED = ("start", "end", "surface", "quote")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing about one claim that a checker must know.

    `kind` is new, gone, back, number, hedge, claimant or other; `before` and `after` are words to
    show. `kept` means that a person had corrected the field, so that the correction stands although
    the text changed.
    """

    kind: str
    claim: Claim
    field: str = ""
    before: str = ""
    after: str = ""
    kept: bool = False


class FieldChange(NamedTuple):
    """A field of the document itself that an edit changed.

    A headline that was toned down is news too.
    """

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """The document and all of its claims as they are to be logged, and what changed.

    Both are in text order.
    """

    document: Document
    claims: list[Claim]
    changes: list[Change]
    fields: list[FieldChange]


def revise(was: Document, old: Sequence[Claim], edited: Document, new: Iterable[Claim]) -> Revision:
    """Match the claims of an edited document.

    Args:
        was: the document as the ledger has it.
        old: all claims that the ledger has of it, also those that were gone before.
        edited: its new edition; what it does not say of itself is taken from the old one.
        new: the claims of the new text; only the checkable ones are logged.
    """
    document = new_edition(was, edited)
    claims, changes = _revised_claims(
        was, old, [claim for claim in new if claim.checkable], document
    )
    changed = [
        FieldChange(name, getattr(was, name), getattr(document, name))
        for name in _TOLD
        if getattr(was, name) != getattr(document, name)
    ]
    return Revision(document, claims, changes, changed)


def new_edition(was: Document, edited: Document) -> Document:
    """Return the edited document under its old id.

    It keeps what only the old one says of itself, such as its date.
    """
    told = {
        field.name: getattr(edited, field.name)
        for field in fields(Document)
        if getattr(edited, field.name)
    }
    return replace(was, **told | {"text": edited.text, "document_id": was.document_id})


def _revised_claims(
    was: Document, old: Sequence[Claim], new: Iterable[Claim], document: Document
) -> tuple[list[Claim], list[Change]]:
    """Return all claims of a document after an edit, and what changed, both in text order."""
    news = identify(new, document.document_id, document.text)
    read = list(_read_again(was, old, news, document))
    unread = list(_not_read_again(old, [claim for claim, _ in read], document))
    claims = [claim for claim, _ in (*read, *unread)]
    changes = [change for _, changes in (*read, *unread) for change in changes]
    claims.sort(key=lambda claim: (claim.start, claim.end, claim.claim_id))
    changes.sort(key=lambda change: (change.claim.start, change.claim.end))
    return claims, changes


def _read_again(
    was: Document, old: Sequence[Claim], news: Sequence[Claim], document: Document
) -> Iterator[tuple[Claim, list[Change]]]:
    """Yield the claims of the new text, under the ids of those that they are, with what changed."""
    gone_last = sorted(old, key=lambda claim: (bool(claim.gone), claim.start, claim.end))
    pairs = match(was, gone_last, document, news)
    names = _names_given(pairs, news)
    taken = {claim.claim_id for claim in old}
    for claim in news:
        before = pairs.get(claim.claim_id)
        if before is None:
            after = with_free_id(_called(claim, names), taken, document.text)
            taken.add(after.claim_id)
            yield after, [Change("new", after)]
        else:
            after = _carried_over(before, claim, document.text)
            yield after, list(_changes(before, claim, after))


def _not_read_again(
    old: Iterable[Claim], read: Sequence[Claim], document: Document
) -> Iterator[tuple[Claim, list[Change]]]:
    """Yield the old claims that were not read, and whether the article lost or regained them."""
    ids = {claim.claim_id for claim in read}
    places = {(claim.start, claim.end) for claim in read}
    for claim in old:
        if claim.claim_id not in ids:
            after = _unread(claim, document, places)
            yield after, _comings_and_goings(claim, after)


def _comings_and_goings(before: Claim, after: Claim) -> list[Change]:
    if bool(before.gone) == bool(after.gone):
        return []
    if before.gone:
        return [Change("back", after, after=after.surface)]
    return [Change("gone", after, before=before.surface)]


def _names_given(pairs: Mapping[str, Claim], news: Iterable[Claim]) -> dict[str, str]:
    """Return what people call a claimant throughout this document.

    The name that is read leads to the one they gave.

    One corrected claim may be an exception; several, and none left, are a claimant with another
    name.
    """
    given: defaultdict[str, list[str]] = defaultdict(list)
    for claim in news:
        if claim.claimant and (before := pairs.get(claim.claim_id)):
            given[claim.claimant].append(before.claimant if "claimant" in before.edited else "")
    return {
        name: names[0]
        for name, names in given.items()
        if len(names) > 1 and len(set(names)) == 1 and names[0]
    }


def _called(claim: Claim, names: Mapping[str, str]) -> Claim:
    """Return a new claim with the name that people gave its claimant."""
    if claim.claimant not in names:
        return claim
    return replace(claim, claimant=names[claim.claimant], edited=(*claim.edited, "claimant"))


def _unread(claim: Claim, document: Document, taken: Collection[tuple[int, int]]) -> Claim:
    """Return an old claim that was not read again.

    It stays as it is where its sentence still stands; otherwise it is gone.

    A program that reads otherwise may take the number for none; that says nothing about the
    article. Where another claim has these very words now, the sentence stood twice before and
    stands once. A claim that was gone comes back only if a person had chosen its sentence, which is
    marked as a correction of `quote`.
    """
    if claim.gone and "quote" not in claim.edited:
        return claim
    at = place_in_quote(claim)
    start = nearest(claim.quote, document.text, claim.start - at)
    if start is None or (start + at, start + at + len(claim.surface)) in taken:
        return claim if claim.gone else replace(claim, gone=document.retrieved_at)
    moved = start + at - claim.start
    here = replace(claim, start=claim.start + moved, end=claim.end + moved, gone="")
    return replace(here, **_source_near((claim.source_start or 0) + moved, claim, document.text))


def _carried_over(old: Claim, new: Claim, text: str) -> Claim:
    """Return the new claim under its old id, with the fields that a person corrected."""
    corrected = {name: getattr(old, name) for name in old.edited if name not in _PLACED}
    if "source" in corrected:
        corrected |= _source_near(new.start, old, text)
    if "surface" in old.edited and (start := nearest(old.surface, text, new.start)) is not None:
        corrected |= {"surface": old.surface, "start": start, "end": start + len(old.surface)}
    return replace(new, **corrected, claim_id=old.claim_id, edited=old.edited)


def _source_near(place: int, claim: Claim, text: str) -> dict[str, Any]:
    """Return where the words of a claim's source stand nearest to a place in a text."""
    if not claim.source:
        return {}
    start = nearest(claim.source, text, place)
    return {
        "source_start": start,
        "source_end": None if start is None else start + len(claim.source),
    }


def _changes(old: Claim, new: Claim, after: Claim) -> Iterator[Change]:
    """Yield what changed from an old claim to the new text.

    A corrected number changed if its words in the text did.
    """
    if old.gone:
        yield Change("back", after, after=after.surface)
    told: set[str] = set()
    for name in _COMPARED:
        kind = _KIND.get(name, "other")
        if kind in told:
            continue
        kept = name in old.edited
        if kept and kind == "number":
            changed = _numerals(old.surface) != _numerals(new.surface)
        else:
            changed = _shown(old, name) != _shown(after, name)
        if changed:
            told.update({kind} - {"other"})
            shown = "surface" if kind in ("number", "hedge") else name
            yield Change(kind, after, name, _shown(old, shown), _shown(new, shown), kept)


def _shown(claim: Claim, name: str) -> str:
    value = getattr(claim, name)
    if name == "claimant":
        return credited(claim)
    return f"{value.normalize(CONTEXT):f}" if isinstance(value, Decimal) else str(value or "")


def _numerals(surface: str) -> list[str]:
    return _NUMERAL.findall(surface) or [surface]
