"""What an edited article means for its claims: the old claims and the new ones in, what to keep and what changed out.

A claim is found again by its exact quote, else by its quote with the numbers masked, else by the closest quote in the
same neighbourhood. Its id stays, and so does every field that a person corrected. No claim is ever taken away: one
whose words are gone stays in the ledger with the date of the edition that no longer has it, and comes back if its
words do. Only what a checker must know is a change; words that moved or were rephrased around the same number are not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import NamedTuple

from claims.decimals import CONTEXT
from claims.ledger.identity import claim_id, identify, with_free_id
from claims.ledger.verdicts import credited
from claims.model import Claim, Document

NEIGHBOURHOOD = 12  # claims either way: about three paragraphs of a dense article
# How alike two quotes must be (share of their words) when the claims have nothing, the unit, or the number in common.
ALIKE_ALONE, ALIKE_SAME_UNIT, ALIKE_SAME_NUMBER = 0.8, 0.5, 0.3

_KIND = {
    "value": "number",
    "upper": "number",
    "modifier": "hedge",
    "claimant": "claimant",
    "stance": "claimant",
}
_COMPARED = ("value", "upper", "modifier", "unit", "trend", "claimant", "stance", "about", "period", "place")
_TOLD = ("title", "author", "publisher", "published", "url", "archive_url", "language", "origin")
_PLACED = ("start", "end", "surface", "quote")  # follow the text; the other fields can be corrected by a person
_WORD = re.compile(r"\w+")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing about one claim that a checker must know.

    `kind` is new, gone, back, number, hedge, claimant or other; `before` and `after` are words to show. `kept` means
    that a person had corrected the field, so that the correction stands although the text changed.
    """

    kind: str
    claim: Claim
    field: str = ""
    before: str = ""
    after: str = ""
    kept: bool = False


class FieldChange(NamedTuple):
    """A field of the document itself that an edit changed: a headline that was toned down is news too."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """The document and all of its claims as they are to be logged, and what changed, in text order."""

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
    claims, changes = _revised_claims(old, [claim for claim in new if claim.checkable], document)
    changed = [
        FieldChange(name, getattr(was, name), getattr(document, name))
        for name in _TOLD
        if getattr(was, name) != getattr(document, name)
    ]
    return Revision(document, claims, changes, changed)


def new_edition(was: Document, edited: Document) -> Document:
    """Return the edited document under its old id, with what only the old one says of itself, such as its date."""
    told = {field.name: getattr(edited, field.name) for field in fields(Document) if getattr(edited, field.name)}
    return replace(was, **told | {"text": edited.text, "document_id": was.document_id})


def _revised_claims(old: Sequence[Claim], new: Iterable[Claim], document: Document) -> tuple[list[Claim], list[Change]]:
    news = identify(new, document.document_id)
    pairs = _match(sorted(old, key=lambda claim: (bool(claim.gone), claim.start, claim.end)), news)
    names = _names_given(pairs, news)
    taken = {claim.claim_id for claim in old}
    kept: list[Claim] = []
    changes: list[Change] = []
    for claim in news:
        before = pairs.get(claim.claim_id)
        after = (
            with_free_id(_called(claim, names), taken)
            if before is None
            else _carried_over(before, claim, document.text)
        )
        taken.add(after.claim_id)
        kept.append(after)
        changes += [Change("new", after)] if before is None else _changes(before, claim, after)
    found = {claim.claim_id for claim in kept}
    for claim in old:
        if claim.claim_id not in found:
            after = _not_found(claim, document)
            kept.append(after)
            if claim.gone and not after.gone:
                changes.append(Change("back", after, after=after.surface))
            elif after.gone and not claim.gone:
                changes.append(Change("gone", after, before=claim.surface))
    changes.sort(key=lambda change: (change.claim.start, change.claim.end))
    return sorted(kept, key=lambda claim: (claim.start, claim.end, claim.claim_id)), changes


def _names_given(pairs: Mapping[str, Claim], news: Iterable[Claim]) -> dict[str, str]:
    """Return what people call a claimant throughout this document: by the name that is read, the one that they gave.

    One corrected claim may be an exception; several, and none left, are a claimant with another name.
    """
    given: defaultdict[str, list[str]] = defaultdict(list)
    for claim in news:
        if claim.claimant and (before := pairs.get(claim.claim_id)):
            given[claim.claimant].append(before.claimant if "claimant" in before.edited else "")
    return {name: names[0] for name, names in given.items() if len(names) > 1 and len(set(names)) == 1 and names[0]}


def _called(claim: Claim, names: Mapping[str, str]) -> Claim:
    """Return a new claim with the name that people gave its claimant."""
    if claim.claimant not in names:
        return claim
    return replace(claim, claimant=names[claim.claimant], edited=(*claim.edited, "claimant"))


def _match(olds: Sequence[Claim], news: Sequence[Claim]) -> dict[str, Claim]:
    """Return, by the id of a new claim, the old claim that it is; each old claim is used once."""
    pairs: dict[str, Claim] = {}
    keys: tuple[Callable[[Claim], Hashable], ...] = (
        lambda claim: (claim.quote, claim.surface),
        lambda claim: claim.claim_id,
        lambda claim: claim_id(claim.document_id, claim.quote, claim.surface, claim.unit),
    )
    for key in keys:
        _match_equals(olds, news, key, pairs)
    _match_closest([claim for claim in olds if not claim.gone], news, pairs)
    return pairs


def _match_equals(
    olds: Sequence[Claim], news: Sequence[Claim], key: Callable[[Claim], Hashable], pairs: dict[str, Claim]
) -> None:
    """Pair what is equal by the key, first with first."""
    used = {claim.claim_id for claim in pairs.values()}
    waiting: dict[Hashable, deque[Claim]] = defaultdict(deque)
    for claim in olds:
        if claim.claim_id not in used:
            waiting[key(claim)].append(claim)
    for claim in news:
        if claim.claim_id not in pairs and (queue := waiting.get(key(claim))):
            pairs[claim.claim_id] = queue.popleft()


def _match_closest(olds: Sequence[Claim], news: Sequence[Claim], pairs: dict[str, Claim]) -> None:
    """Pair the rest, the most alike first, within the reach of what is paired already."""
    used = {claim.claim_id for claim in pairs.values()}
    scored = []
    for old_at, new_at in _neighbours(olds, news, pairs):
        likeness = _likeness(olds[old_at], news[new_at])
        if likeness:
            scored.append((-likeness, abs(old_at - new_at), old_at, new_at))
    for _, _, old_at, new_at in sorted(scored):
        if olds[old_at].claim_id not in used and news[new_at].claim_id not in pairs:
            used.add(olds[old_at].claim_id)
            pairs[news[new_at].claim_id] = olds[old_at]


def _neighbours(olds: Sequence[Claim], news: Sequence[Claim], pairs: dict[str, Claim]) -> Iterator[tuple[int, int]]:
    """Yield the unpaired claims that can be each other: those near the place where the paired ones before leave off."""
    old_place = {claim.claim_id: index for index, claim in enumerate(olds)}
    paired = {
        old_place[old.claim_id]: index
        for index, claim in enumerate(news)
        if (old := pairs.get(claim.claim_id)) and old.claim_id in old_place
    }
    expected = 0
    for old_at in range(len(olds)):
        if old_at in paired:
            expected = paired[old_at] + 1
            continue
        for new_at in range(max(expected - NEIGHBOURHOOD, 0), min(expected + NEIGHBOURHOOD + 1, len(news))):
            if news[new_at].claim_id not in pairs:
                yield old_at, new_at
        expected += 1


def _likeness(old: Claim, new: Claim) -> float:
    """Return how alike two claims are, 0 where not enough to be one: the Dice share of their words, with a bonus."""
    ours, theirs = _words(old), _words(new)
    shared = 2 * sum((ours & theirs).values()) / max(sum(ours.values()) + sum(theirs.values()), 1)
    if old.value == new.value and old.unit == new.unit:
        return shared + 1 if shared >= ALIKE_SAME_NUMBER else 0
    if old.unit == new.unit:
        return shared + 0.5 if shared >= ALIKE_SAME_UNIT else 0
    return shared if shared >= ALIKE_ALONE and old.dimension == new.dimension else 0


def _words(claim: Claim) -> Counter[str]:
    masked = _NUMERAL.sub(" ", claim.quote.replace(claim.surface, " "))
    return Counter(_WORD.findall(masked.casefold()))


def _carried_over(old: Claim, new: Claim, text: str) -> Claim:
    """Return the new claim under its old id, with the fields that a person corrected."""
    corrected = {name: getattr(old, name) for name in old.edited if name not in _PLACED}
    if "source" in corrected and old.source:
        start = _nearest(old.source, text, new.start)
        corrected |= {"source_start": start, "source_end": None if start is None else start + len(old.source)}
    if "surface" in old.edited and (start := _nearest(old.surface, text, new.start)) is not None:
        corrected |= {"surface": old.surface, "start": start, "end": start + len(old.surface)}
    return replace(new, **corrected, claim_id=old.claim_id, edited=old.edited)


def _not_found(claim: Claim, document: Document) -> Claim:
    """Return what becomes of a claim that extraction does not find in a new edition.

    One that a person logged, which is marked as a correction of `quote`, stays as long as its sentence does; any other
    is gone.
    """
    text = document.text
    at = _nearest(claim.quote, text, claim.start) if "quote" in claim.edited and claim.quote else None
    if at is None or claim.surface not in claim.quote:
        return claim if claim.gone else replace(claim, gone=document.retrieved_at)
    start = at + claim.quote.index(claim.surface)
    moved = replace(claim, start=start, end=start + len(claim.surface), gone="")
    if not claim.source:
        return moved
    place = _nearest(claim.source, text, start)
    return replace(moved, source_start=place, source_end=None if place is None else place + len(claim.source))


def _nearest(words: str, text: str, place: int) -> int | None:
    before, after = text.rfind(words, 0, place + len(words)), text.find(words, place)
    found = [start for start in (before, after) if start >= 0]
    return min(found, key=lambda start: abs(start - place)) if found else None


def _changes(old: Claim, new: Claim, after: Claim) -> Iterator[Change]:
    """Yield what changed from an old claim to the new text; a corrected number changed if its words in the text did."""
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
