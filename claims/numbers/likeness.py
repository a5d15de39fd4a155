"""The claims of a ledger that may speak of one thing: their words weighed, and paired.

Claims with their documents in, `Tie`s out: pairs of claims whose sentences share what is rare in
this ledger. Nothing is learnt: a word weighs by how few documents have it. What a pair has in
common is asked of the tie.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from math import fsum, log, sqrt

from claims.model import Claim, Document, Stance
from claims.numbers.signature import (
    Signature,
    Weights,
    content_words,
    cosine,
    event_of,
    family,
    kind_of,
    masked,
    names_in,
    spoken,
)
from claims.numbers.tie import RELATED, Tie

_MOST_COMMON = 0.05  # a word that more of the documents have brings no two claims together
_RARE_ENOUGH = 40  # documents that may share a word in any ledger


class Likeness:
    """The claims of a ledger, weighed by their words."""

    def __init__(self, claims: Sequence[Claim], documents: Mapping[str, Document]) -> None:
        self._claims = [claim for claim in claims if claim.value is not None and claim.checkable]
        self._documents = documents

    @cached_property
    def _spread(self) -> Counter[str]:
        """In how many documents each word stands."""
        return Counter(word for words in self._articles.values() for word in words)

    @cached_property
    def _articles(self) -> dict[str, Counter[str]]:
        """The words of each document: its headline and the sentences that hold claims."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for claim in self._claims:
            if claim.document_id not in found and claim.document_id in self._documents:
                found[claim.document_id].update(
                    content_words(self._documents[claim.document_id].title)
                )
            found[claim.document_id].update(content_words(claim.quote))
        return dict(found)

    def _weigh(self, words: Iterable[str]) -> Weights:
        count = len(self._articles)
        weights = {
            word: 1 + log((count + 1) / (self._spread[word] + 1)) for word in dict.fromkeys(words)
        }
        # added up exactly: a last digit that hangs on the order of words would part equal sentences
        length = sqrt(fsum(weight * weight for weight in weights.values())) or 1
        return {word: weight / length for word, weight in weights.items()}

    @cached_property
    def signatures(self) -> list[Signature]:
        """One signature a claim, in the order of the claims."""
        return [self.signature(*placed) for placed in _placed(self._claims)]

    def signature(
        self, claim: Claim, place: int = 0, rivals: int = 1, order: tuple[int, int] = (0, 1)
    ) -> Signature:
        """Return what a claim says apart from its number, weighed by the words of this ledger."""
        said = content_words(spoken(claim).replace(claim.surface, " ", 1))
        words = spoken(claim).strip()
        named = names_in(f"{words[:1].lower()}{words[1:]} {claim.about} {claim.place}")
        return Signature(
            claim, kind_of(claim), event_of(claim), self._weigh(said), named, place, rivals, order
        )

    @cached_property
    def _weighed_articles(self) -> dict[str, Weights]:
        return {name: self._weigh(words) for name, words in self._articles.items()}

    @cached_property
    def ties(self) -> list[Tie]:
        """All pairs of claims from different documents that may speak of one thing."""
        return [
            tie
            for tie in self._all_ties
            if tie.first.claim.document_id != tie.second.claim.document_id
        ]

    @cached_property
    def repeats(self) -> list[Tie]:
        """Return all pairs of claims of one document that may speak of one thing.

        The two stand in different sentences.
        """
        return [
            tie
            for tie in self._all_ties
            if tie.first.claim.document_id == tie.second.claim.document_id
        ]

    @cached_property
    def _all_ties(self) -> list[Tie]:
        """Return all ties, and among them the best.

        For these, neither claim has a nearer one in the other article. Only claims of one kind are
        rivals: "one country, two systems" has none.
        """
        found = list(self._ties())
        best: defaultdict[tuple[str, str], float] = defaultdict(float)
        for tie in found:
            for side in _sides(tie) if tie.has_one_kind else ():
                best[side] = max(best[side], tie.words)
        return [
            replace(tie, is_best=all(tie.words >= best[side] for side in _sides(tie)))
            for tie in found
        ]

    def _ties(self) -> Iterator[Tie]:
        signatures = self.signatures
        articles: dict[tuple[str, str], float] = {}
        for at, other in sorted(self._candidates()):
            first, second = signatures[at], signatures[other]
            words = 1.0 if masked(first) == masked(second) else cosine(first.words, second.words)
            if words < RELATED or not _may_be_one(first.claim, second.claim):
                continue
            pair = (first.claim.document_id, second.claim.document_id)
            if pair not in articles:
                articles[pair] = cosine(*(self._weighed_articles[name] for name in pair))
            day, later = (self._day(one.claim) for one in (first, second))
            ordered = (second, first) if day and later and later < day else (first, second)
            yield Tie(*ordered, words, articles[pair])

    def _day(self, claim: Claim) -> str:
        document = self._documents.get(claim.document_id)
        return document.published if document else ""

    def _candidates(self) -> set[tuple[int, int]]:
        """Return the pairs that share a word which few documents have."""
        most = max(_RARE_ENOUGH, len(self._articles) * _MOST_COMMON)
        holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for at, signature in enumerate(self.signatures):
            for word in signature.words:
                if self._spread[word] <= most:
                    holders[word, family(signature.claim)].append(at)
        pairs = Counter(
            pair
            for each in holders.values()
            for pair in combinations(each, 2)
            if self._are_of_two_sentences(*pair)
        )
        sharing = {pair for pair, shared in pairs.items() if shared > 1 or self._is_short(pair)}
        return sharing | self._with_one_sentence()

    def _with_one_sentence(self) -> set[tuple[int, int]]:
        """Return the pairs of two documents whose sentences differ in nothing but the number."""
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for at, signature in enumerate(self.signatures):
            holders[masked(signature)].append(at)
        same = (pair for each in holders.values() for pair in combinations(each, 2))
        return {pair for pair in same if self._are_apart(*pair)}

    def _are_of_two_sentences(self, one: int, other: int) -> bool:
        quotes = (self.signatures[at].claim.quote for at in (one, other))
        return len(set(quotes)) > 1 or self._are_apart(one, other)

    def _are_apart(self, one: int, other: int) -> bool:
        return self.signatures[one].claim.document_id != self.signatures[other].claim.document_id

    def _is_short(self, pair: tuple[int, int]) -> bool:
        return min(len(self.signatures[at].words) for at in pair) <= 3


def _sides(tie: Tie) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return each claim with the document that the other stands in."""
    one, other = tie.first.claim, tie.second.claim
    return (one.claim_id, other.document_id), (other.claim_id, one.document_id)


def _may_be_one(first: Claim, second: Claim) -> bool:
    return first.stance == second.stance == Stance.ASSERTED


def _placed(claims: Sequence[Claim]) -> Iterator[tuple[Claim, int, int, tuple[int, int]]]:
    """Yield each claim with its place among the numbers of its sentence.

    It has a place among those of its kind, and one among all.
    """
    by_sentence: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_sentence[claim.document_id, claim.quote].append(claim)
    for claim in claims:
        every = by_sentence[claim.document_id, claim.quote]
        rivals = [other for other in every if kind_of(other) == kind_of(claim)]
        yield claim, rivals.index(claim), len(rivals), (every.index(claim), len(every))
