"""The claims of a ledger that may speak of one thing: their words weighed, and paired.

Claims with their documents in, `Tie`s out: pairs of claims whose sentences share what is rare in
this ledger. What a pair has in common is asked of the tie. Where the claims are some of an archive,
its vocabulary weighs them, and `pairing` says which are to be paired.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations

from claims.model import Claim, Document, Stance
from claims.numbers.signature import (
    Signature,
    content_words,
    cosine,
    event_of,
    family,
    kind_of,
    masked,
    names_in,
    said_words,
    spoken,
)
from claims.numbers.tie import RELATED, Tie
from claims.numbers.vocabulary import Vocabulary, Weights

MOST_OF_ONE_SENTENCE = 1_000  # claims: what more articles have is a form of words, and no copy


def comparable(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims that are compared with others: those with a number that say something."""
    return (claim for claim in claims if claim.value is not None and claim.checkable)


def article_words(claims: Iterable[Claim], document: Document | None) -> set[str]:
    """Return the words of a document: its headline and the sentences that hold claims."""
    quotes = dict.fromkeys(claim.quote for claim in claims)
    texts = [document.title if document else "", *quotes]
    return {word for text in texts for word in content_words(text)}


class Likeness:
    """The claims of a ledger, weighed by their words."""

    def __init__(
        self,
        claims: Sequence[Claim],
        documents: Mapping[str, Document],
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self._claims = list(comparable(claims))
        self._documents = documents
        self._given = vocabulary

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        """The words of the archive that the claims are some of, else of their own documents."""
        if self._given is not None:
            return self._given
        vocabulary = Vocabulary()
        for words in self._articles.values():
            vocabulary.read(words)
        return vocabulary

    @cached_property
    def _articles(self) -> dict[str, set[str]]:
        """The words of each document: its headline and the sentences that hold claims."""
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self._claims:
            found[claim.document_id].append(claim)
        return {name: article_words(own, self._documents.get(name)) for name, own in found.items()}

    @cached_property
    def signatures(self) -> list[Signature]:
        """One signature a claim, in the order of the claims."""
        return [self.signature(*placed) for placed in _placed(self._claims)]

    def signature(
        self, claim: Claim, place: int = 0, rivals: int = 1, order: tuple[int, int] = (0, 1)
    ) -> Signature:
        """Return what a claim says apart from its number, weighed by the words of this ledger."""
        words = spoken(claim).strip()
        named = names_in(f"{words[:1].lower()}{words[1:]} {claim.about} {claim.place}")
        weights = self._vocabulary.weigh(said_words(claim))
        return Signature(
            claim, kind_of(claim), event_of(claim), weights, named, place, rivals, order
        )

    @cached_property
    def _weighed_articles(self) -> dict[str, Weights]:
        return {name: self._vocabulary.weigh(words) for name, words in self._articles.items()}

    @cached_property
    def ties(self) -> list[Tie]:
        """All pairs of claims from different documents that may speak of one thing."""
        return [tie for tie in self.every_tie if not tie.is_of_one_document]

    @cached_property
    def every_tie(self) -> list[Tie]:
        """All pairs of claims that may speak of one thing, also of one document.

        These stand in different sentences.
        """
        return self.ties_among(sorted(self._candidates()))

    def ties_among(self, pairs: Iterable[tuple[int, int]]) -> list[Tie]:
        """Return the ties of some pairs of claims, and among them the best.

        Claims are given by their places among those that can be compared, and of two documents all
        pairs. For the best, neither claim has a nearer one in the other article. Only claims of one
        kind are rivals: "one country, two systems" has none.
        """
        found = list(self._ties(pairs))
        best: defaultdict[tuple[str, str], float] = defaultdict(float)
        for tie in found:
            for side in _sides(tie) if tie.has_one_kind else ():
                best[side] = max(best[side], tie.words)
        return [
            replace(tie, is_best=all(tie.words >= best[side] for side in _sides(tie)))
            for tie in found
        ]

    def _ties(self, pairs: Iterable[tuple[int, int]]) -> Iterator[Tie]:
        signatures = self.signatures
        articles: dict[tuple[str, str], float] = {}
        for at, other in pairs:
            first, second = signatures[at], signatures[other]
            is_copy = masked(first.claim) == masked(second.claim)
            words = 1.0 if is_copy else cosine(first.words, second.words)
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
        vocabulary = self._vocabulary
        most = vocabulary.most
        holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for at, signature in enumerate(self.signatures):
            for word in signature.words:
                if vocabulary.spread(word) <= most:
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
            holders[masked(signature.claim)].append(at)
        few = (each for each in holders.values() if len(each) <= MOST_OF_ONE_SENTENCE)
        same = (pair for each in few for pair in combinations(each, 2))
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
