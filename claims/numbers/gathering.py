"""Which claims speak of one thing: ties in, groups out.

Groups are made by machine, the strongest ties first, and corrected by people: what they link stays
together, what they part stays apart. Two numbers of one sentence are never in one group. Held in
memory are the ids of the claims that are tied, and of articles those of some groups at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from claims.decimals import exactly
from claims.model import Claim, Document
from claims.numbers.compare import Accord, Group, group_of
from claims.numbers.desk import Article, Desk, Pair, Source
from claims.numbers.sorting import Sorted
from claims.numbers.tie import Tie

_TOGETHER = 200  # groups whose articles are taken up at once


class Spot(NamedTuple):
    """Where a claim stands: its document, and its sentence as a hash."""

    claim_id: str
    document_id: str
    sentence: int

    @classmethod
    def of(cls, claim: Claim) -> Spot:
        """Return where a claim stands."""
        return cls(claim.claim_id, claim.document_id, hash((claim.document_id, claim.quote)))


class Gathered(NamedTuple):
    """A group with the documents of its claims."""

    group: Group
    documents: Mapping[str, Document]
    asked: frozenset[str] | None  # claims of it that somebody asked about, None for all

    def desk(self, bare: Desk) -> Desk:
        """Return a desk with what the group speaks of."""
        return replace(bare, claims=self.group.claims, documents=self.documents, asked=self.asked)


def groups(source: Source) -> list[Group]:
    """Return the groups of claims on one thing, those with a conflict first, then the largest."""
    return [one.group for one in gathered(source)]


@exactly
def gathered(source: Source) -> Sorted[Gathered]:
    """Return the groups with their documents, those with a conflict first, then the largest."""
    gathering = Gathering(source.bare)
    for desk in source.desks():
        for article in desk.articles:
            gathering.read(article)
    for _, ties in source.tied():
        for tie in ties:
            gathering.see(tie)
    return gathering.groups(source)


class Gathering:
    """Ties that are seen one by one, and the groups that they make."""

    def __init__(self, desk: Desk) -> None:
        self._apart, self._together = desk.apart, desk.together
        self._linked = frozenset(claim_id for pair in desk.together for claim_id in pair)
        self._spots: dict[str, Spot] = {}  # of the claims that people linked
        self._ties: Sorted[tuple[Spot, Spot]] = Sorted()

    def read(self, article: Article) -> None:
        """Take note of claims that people linked."""
        for claim in article.claims if self._linked else ():
            if claim.claim_id in self._linked:
                self._spots[claim.claim_id] = Spot.of(claim)

    def see(self, tie: Tie) -> None:
        """Take note of two claims that make a claim on one thing in two documents."""
        if tie.is_of_one_document or not tie.is_same:
            return
        first, second = Spot.of(tie.first.claim), Spot.of(tie.second.claim)
        if frozenset((first.claim_id, second.claim_id)) not in self._apart:
            self._ties.add((-tie.words, -tie.articles), (first, second))

    def groups(self, source: Source) -> Sorted[Gathered]:
        """Return the groups of all that was seen."""
        found: Sorted[Gathered] = Sorted()
        for desk, spots in _with_articles(self._clusters(), source):
            if desk.is_asked(spot.claim_id for spot in spots):
                one = _gathered(spots, desk)
                is_agreed = one.group.accord is not Accord.CONFLICT
                found.add((is_agreed, -len(one.group.claims)), one)
        return found

    def _clusters(self) -> Iterator[list[Spot]]:
        clusters = _Clusters(self._apart)
        for pair in sorted(self._together, key=sorted):
            if len(pair) == 2 and all(claim_id in self._spots for claim_id in pair):
                clusters.join(*(self._spots[claim_id] for claim_id in sorted(pair)))
        for first, second in self._ties:
            if not clusters.has_parted(first, second):
                clusters.join(first, second)
        return clusters.of_several_documents()


def _gathered(spots: Iterable[Spot], desk: Desk) -> Gathered:
    group = group_of((desk.claim(spot.claim_id) for spot in spots), desk)
    documents = {claim.document_id: desk.document(claim) for claim in group.claims}
    asked = desk.asked and desk.asked.intersection(claim.claim_id for claim in group.claims)
    return Gathered(group, documents, asked)


def _with_articles(
    clusters: Iterable[list[Spot]], source: Source
) -> Iterator[tuple[Desk, list[Spot]]]:
    """Yield clusters with a desk that has their articles, which are taken up for some at once."""
    for some in _batched(clusters, _TOGETHER):
        desk = source.desk_with({spot.document_id for spots in some for spot in spots})
        for spots in some:
            yield desk, spots


def _batched(clusters: Iterable[list[Spot]], most: int) -> Iterator[list[list[Spot]]]:
    some: list[list[Spot]] = []
    for cluster in clusters:
        some.append(cluster)
        if len(some) == most:
            yield some
            some = []
    if some:
        yield some


class _Clusters:
    """Claims that belong together; two numbers of one sentence never do."""

    def __init__(self, apart: Iterable[Pair]) -> None:
        self._apart = frozenset(apart)
        self._of: dict[str, list[Spot]] = {}

    def _members(self, spot: Spot) -> list[Spot]:
        return self._of.get(spot.claim_id, [spot])

    def has_parted(self, first: Spot, second: Spot) -> bool:
        """Tell whether joining these two would bring together what belongs apart.

        People parted it, or it is two numbers of one sentence.
        """
        one, other = self._members(first), self._members(second)
        if one is other:
            return False
        sentences = {spot.sentence for spot in one}
        if not sentences.isdisjoint(spot.sentence for spot in other):
            return True
        return bool(self._apart) and any(
            frozenset((a.claim_id, b.claim_id)) in self._apart for a in one for b in other
        )

    def join(self, first: Spot, second: Spot) -> None:
        """Put two claims, with all that belongs to either, in one cluster."""
        one, other = self._members(first), self._members(second)
        if one is other:
            return
        small, large = sorted((one, other), key=len)
        # both at their own places first: clusters come out by the first claim that was joined
        for members in (one, other):
            for spot in members:
                self._of.setdefault(spot.claim_id, large)
        large.extend(small)
        for spot in small:
            self._of[spot.claim_id] = large

    def of_several_documents(self) -> Iterator[list[Spot]]:
        """Yield each cluster of several documents once, in the order of its first claim."""
        told: set[int] = set()
        for members in self._of.values():
            if id(members) not in told:
                told.add(id(members))
                if len({spot.document_id for spot in members}) > 1:
                    yield members
