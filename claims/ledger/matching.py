"""Which claim of a document is which claim of its next reading: old and new claims in, pairs out.

Two readings differ because the article was edited, or because the program reads better: then units,
words and claimants differ in the same text. So the place of a number counts first and what was read
of it last. Each claim is paired once; the first of these that holds pairs it:

1. the texts are one, and the claims share words in it;
2. their quotes and words are equal, in order;
3. the old quote still stands in the text, and they share words there;
4. their quotes are equal but for numerals, and they share words in it;
5. their quotes are equal but for numerals and the claims' own words, in order;
6. their quotes are alike, near the place where the pairs before leave off.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from claims.ledger.identity import masked, place_in_quote
from claims.model import Claim, Document

NEIGHBOURHOOD = 12  # claims either way: about three paragraphs of a dense article
# How alike two quotes must be (share of their words), by how many of number and unit the claims
# have in common.
_ALIKE = (0.8, 0.5, 0.3)

_WORD = re.compile(r"\w+")

Pairs = dict[str, Claim]  # by the id of a new claim, the old claim that it is


class _Placed(NamedTuple):
    """A claim and where its words stand, in whatever both readings have in common."""

    claim: Claim
    start: int
    end: int


def match(was: Document, old: Sequence[Claim], edited: Document, new: Sequence[Claim]) -> Pairs:
    """Return, by the id of a new claim, the old claim that it is.

    Claims that were gone before come after all others in `old`; they are found again by their words
    alone.
    """
    pairs: Pairs = {}
    if was.text and was.text == edited.text:  # whatever stands elsewhere is another number
        _pair_in_place(_in_text(_living(old)), _in_text(new), pairs)
        old = [claim for claim in old if claim.gone]
    _pair_equals(old, new, _words_and_quote, pairs)
    standing = list(_standing(old, was.text, edited.text))
    _pair_in_place(standing, _in_text(new), pairs)
    olds, news = _in_quotes(old, was.text), _in_quotes(new, edited.text)
    for quote in news.keys() & olds.keys():
        _pair_in_place(olds[quote], news[quote], pairs)
    _pair_equals(old, new, _masked_throughout, pairs)
    stand = {placed.claim.claim_id for placed in standing}
    _pair_closest([claim for claim in _living(old) if claim.claim_id not in stand], new, pairs)
    return pairs


def _living(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if not claim.gone]


def _words_and_quote(claim: Claim) -> tuple[str, str]:
    return claim.quote, claim.surface


def _masked_throughout(claim: Claim) -> str:
    """Return the quote without its numerals and without the claim's own words."""
    own = re.compile(rf"(?<!\w){re.escape(claim.surface)}(?!\w)")
    return masked(own.sub("#", claim.quote))


def _pair_equals(
    olds: Sequence[Claim], news: Sequence[Claim], key: Callable[[Claim], Hashable], pairs: Pairs
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


def _in_text(claims: Iterable[Claim]) -> list[_Placed]:
    return [_Placed(claim, claim.start, claim.end) for claim in claims]


def _standing(claims: Iterable[Claim], was: str, text: str) -> Iterator[_Placed]:
    """Yield the old claims whose quotes still stand in a new text, with their places in it.

    The nearest place counts if there are several.
    """
    for claim in claims:
        at = place_in_quote(claim, "" if claim.gone else was)
        start = nearest(claim.quote, text, claim.start - at)
        if start is not None:
            yield _Placed(claim, start + at, start + at + len(claim.surface))


def _in_quotes(claims: Iterable[Claim], text: str) -> dict[str, list[_Placed]]:
    """Return the claims by their quote with its numerals masked, each with its place in that."""
    quoted: dict[str, list[_Placed]] = defaultdict(list)
    for claim in claims:
        at = place_in_quote(claim, "" if claim.gone else text)
        ends = (len(masked(claim.quote[:until])) for until in (at, at + len(claim.surface)))
        quoted[masked(claim.quote)].append(_Placed(claim, *ends))
    return quoted


def nearest(words: str, text: str, place: int) -> int | None:
    """Return where words stand in a text, nearest to a place; None where they do not."""
    if not words:
        return None
    before, after = (
        text.rfind(words, 0, max(place, 0) + len(words)),
        text.find(words, max(place, 0)),
    )
    found = [start for start in (before, after) if start >= 0]
    return min(found, key=lambda start: abs(start - place)) if found else None


def _pair_in_place(olds: Sequence[_Placed], news: Sequence[_Placed], pairs: Pairs) -> None:
    """Pair claims that share words: those with one number first, then those that share most.

    Among equals the first pair in the text counts.
    """
    used = {claim.claim_id for claim in pairs.values()}
    sharing = []
    for old_at, new_at in _sharing_words(olds, news):
        old, new = olds[old_at], news[new_at]
        shared = min(old.end, new.end) - max(old.start, new.start)
        sharing.append(
            (old.claim.value != new.claim.value, -shared, abs(old_at - new_at), old_at, new_at)
        )
    for *_, old_at, new_at in sorted(sharing):
        one, other = olds[old_at].claim, news[new_at].claim
        if one.claim_id not in used and other.claim_id not in pairs:
            used.add(one.claim_id)
            pairs[other.claim_id] = one


def _sharing_words(olds: Sequence[_Placed], news: Sequence[_Placed]) -> Iterator[tuple[int, int]]:
    """Yield the places in both lists of what shares words.

    No claim is looked at that begins too far away.
    """
    order = sorted(range(len(news)), key=lambda at: news[at].start)
    starts = [news[at].start for at in order]
    longest = max((new.end - new.start for new in news), default=0)
    for old_at, old in enumerate(olds):
        for at in order[bisect_left(starts, old.start - longest) : bisect_left(starts, old.end)]:
            if news[at].end > old.start:
                yield old_at, at


def _pair_closest(olds: Sequence[Claim], news: Sequence[Claim], pairs: Pairs) -> None:
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


def _neighbours(
    olds: Sequence[Claim], news: Sequence[Claim], pairs: Pairs
) -> Iterator[tuple[int, int]]:
    """Yield the unpaired claims that can be each other.

    They stand near the place where the pairs before them end.
    """
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
        for new_at in range(
            max(expected - NEIGHBOURHOOD, 0), min(expected + NEIGHBOURHOOD + 1, len(news))
        ):
            if news[new_at].claim_id not in pairs:
                yield old_at, new_at
        expected += 1


def _likeness(old: Claim, new: Claim) -> float:
    """Return how alike two claims are, 0 where not enough to be one.

    It is the Dice share of their words, with a bonus.
    """
    ours, theirs = _words(old), _words(new)
    shared = 2 * sum((ours & theirs).values()) / max(sum(ours.values()) + sum(theirs.values()), 1)
    in_common = (old.value == new.value) + (old.unit == new.unit)
    if not in_common and old.dimension != new.dimension:
        return 0
    return shared + in_common / 2 if shared >= _ALIKE[in_common] else 0


def _words(claim: Claim) -> Counter[str]:
    return Counter(_WORD.findall(masked(claim.quote.replace(claim.surface, " ")).casefold()))
