"""How far two claims speak of the same thing: their parts first, then their words.

Claims with their documents in, `Tie`s out: pairs of claims from different documents whose sentences
share what is rare in this ledger, with what else they have in common (measure or counted noun,
event, what it is about, place, period). Who compares, follows a figure or looks for an earlier
check reads the ties and asks for as much as it needs. Nothing is learnt: a word weighs by how few
documents have it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import combinations
from math import log, sqrt

from claims.data import rows
from claims.model import Claim, Document, Stance
from claims.numbers.words import is_one_of, kinds_of
from claims.text.grammar.plurals import singular

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME = re.compile(r"\b[A-Z][^\W\d_]+")
_SHORTEST = 3  # letters of a word that says what a sentence is about
_MOST_COMMON = 0.05  # a word that more of the documents have brings no two claims together
_RARE_ENOUGH = 40  # documents that may share a word in any ledger
_CLOSE = 0.55  # of the weight of their words, when the sentences alone have to do
_CLOSE_BY_NAME, _NAMES_THAT_TIE = 0.45, 2  # the same where they share so many names
_RELATED = 0.15  # the same where the articles are about one event and tell the same of people
_ONE_EVENT = 0.25  # of the weight of the words of two articles
_SAME_SENTENCE, _ONE_REPORT = 0.8, 0.5  # one report in two papers: a short sentence is the same one
_ONE_FIELD = 0.1  # the same where no name in the sentences ties them
_FEWEST_WORDS = 3  # that two sentences must share: "He was 85" is said of many

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Signature:
    """What one claim says, apart from its number."""

    claim: Claim
    kind: str  # what is counted or measured: "person", "US dollar", "town", "percent"
    event: str  # what becomes of people: "die", "injure"
    words: Weights
    names: frozenset[str]
    place: int  # which of the numbers of its kind it is in its sentence, from 0
    rivals: int  # how many numbers of its kind the sentence has
    order: tuple[int, int]  # the same among all numbers of the sentence


@dataclass(frozen=True)
class Tie:
    """Two claims that share words, the earlier one first where their days are known."""

    first: Signature
    second: Signature
    words: float  # cosine of the words of their sentences
    articles: float  # cosine of the words of their articles
    is_best: bool = True  # no other claim of either article is nearer to the other one

    @property
    def is_close(self) -> bool:
        """Whether their words say that they speak of one thing."""
        return self.has_one_wording or self.has_one_fate

    @property
    def has_one_wording(self) -> bool:
        """Whether the sentences are much alike and no name tells them apart."""
        named = self.first.names, self.second.names
        least = _CLOSE_BY_NAME if len(named[0] & named[1]) >= _NAMES_THAT_TIE else _CLOSE
        if self.words >= _SAME_SENTENCE and self.is_of_one_report:
            return True
        if self.words < least or not self.has_common_words:
            return False
        if all(named):
            return 2 * len(named[0] & named[1]) >= min(map(len, named))
        return self.articles >= (_ONE_EVENT if any(named) else _ONE_FIELD)

    @property
    def is_of_one_report(self) -> bool:
        """Whether the two articles are copies of one report."""
        copies = self.first.claim.document_id != self.second.claim.document_id
        return copies and self.articles >= _ONE_REPORT

    @property
    def has_common_words(self) -> bool:
        """Tell whether two claims share more words than by chance.

        Copies of one report always do.
        """
        shared = len(self.first.words.keys() & self.second.words.keys())
        counted = self.first.claim.unit and self.first.claim.unit == self.second.claim.unit
        return self.is_of_one_report or shared + bool(counted) >= _FEWEST_WORDS

    @property
    def has_one_fate(self) -> bool:
        """Whether two articles on one event count to how many people the same happened."""
        one, other = self.first, self.second
        counted = (
            one.kind == other.kind == "person" and bool(one.event) and one.event == other.event
        )
        return counted and self.words >= _RELATED and self.articles >= _ONE_EVENT

    @property
    def has_one_kind(self) -> bool:
        """Whether they count or measure the same, or one of them leaves it out."""
        one, other = self.first, self.second
        if one.kind == other.kind == "person" and not (one.event and one.event == other.event):
            return _noun(one) == _noun(other)  # passengers are no inhabitants, unless they all died
        if one.kind and other.kind:
            return one.kind.split()[-1] == other.kind.split()[-1]  # "air strike" and "strike"
        return one.kind == other.kind or (not (one.kind and other.kind) and _is_counted(one, other))

    @property
    def has_one_event(self) -> bool:
        """Whether the same becomes of what they count, or one does not say."""
        one, other = self.first.event, self.second.event
        return one == other or not (one and other)

    @property
    def has_one_group(self) -> bool:
        """Tell whether two claims may be about one group of things.

        What they are about has a word in common, or one does not say, and the place is the same.
        """
        if self._are_of_other_names:
            return False  # "towns of Daraa" and "towns of Homs"
        one, other = (_about(signature.claim) for signature in (self.first, self.second))
        alike = self.first.rivals == self.second.rivals
        if alike and self.first.rivals > 1:
            return self.first.place == self.second.place
        if not (one and other) or self.words == 1:
            return True
        return (
            not one.isdisjoint(self.second.words)
            or not other.isdisjoint(self.first.words)
            or bool(one & other)
        )

    @property
    def _are_of_other_names(self) -> bool:
        """Whether the names in what each is about are nowhere in the sentence of the other."""
        one, other = (
            _names(f"{claim.about} {claim.place}")
            for claim in (self.first.claim, self.second.claim)
        )
        return (
            bool(one and other)
            and one.isdisjoint(self.second.names)
            and other.isdisjoint(self.first.names)
        )

    @property
    def has_one_period(self) -> bool:
        """Whether they can hold at one time: their periods overlap, or one does not say when."""
        one, other = self.first.claim, self.second.claim
        if not (one.period_start and other.period_start):
            return True
        starts = max(one.period_start, other.period_start)
        return starts < min(one.period_end or "9999", other.period_end or "9999")

    @property
    def is_same(self) -> bool:
        """Whether they make a claim on the same thing, whatever number they give."""
        return self.is_best and self.is_close and self.has_one_subject

    @property
    def has_one_subject(self) -> bool:
        """Whether all their parts but the number go together."""
        one, other = self.first.claim, self.second.claim
        is_alike = one.trend == other.trend and _family(one) == _family(other)
        return is_alike and self.has_one_kind and self.has_one_event and self.has_one_group

    @property
    def is_contained(self) -> bool:
        """Whether all words of one sentence, two at least, are in the other."""
        one, other = self.first.words.keys(), self.second.words.keys()
        return min(len(one), len(other)) > 1 and (one <= other or other <= one)


def _noun(signature: Signature) -> str:
    return signature.claim.unit.lower().rpartition(" ")[2]


def _is_counted(*signatures: Signature) -> bool:
    return all(signature.claim.dimension in ("count", "") for signature in signatures)


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
        weights = {word: 1 + log((count + 1) / (self._spread[word] + 1)) for word in set(words)}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1
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
        named = _names(f"{words[:1].lower()}{words[1:]} {claim.about} {claim.place}")
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
            words = 1.0 if _masked(first) == _masked(second) else cosine(first.words, second.words)
            if words < _RELATED or not _may_be_one(first.claim, second.claim):
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
                    holders[word, _family(signature.claim)].append(at)
        pairs: Counter[tuple[int, int]] = Counter()
        for each in holders.values():
            for one, other in combinations(each, 2):
                if self.signatures[one].claim.quote != self.signatures[
                    other
                ].claim.quote or self._are_apart(one, other):
                    pairs[one, other] += 1
        for at, signature in enumerate(self.signatures):
            holders[_masked(signature), "="].append(at)
        same = {
            pair
            for (_, key), each in holders.items()
            if key == "="
            for pair in combinations(each, 2)
        }
        apart = {pair for pair in same if self._are_apart(*pair)}
        return apart | {
            pair for pair, shared in pairs.items() if shared > 1 or self._is_short(pair)
        }

    def _are_apart(self, one: int, other: int) -> bool:
        return self.signatures[one].claim.document_id != self.signatures[other].claim.document_id

    def _is_short(self, pair: tuple[int, int]) -> bool:
        return min(len(self.signatures[at].words) for at in pair) <= 3


def _sides(tie: Tie) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return each claim with the document that the other stands in."""
    one, other = tie.first.claim, tie.second.claim
    return (one.claim_id, other.document_id), (other.claim_id, one.document_id)


def _masked(signature: Signature) -> str:
    """Return the sentence of a claim without its number."""
    return signature.claim.quote.replace(signature.claim.surface, "#", 1)


def _family(claim: Claim) -> str:
    return "count" if claim.dimension in ("count", "") else claim.dimension


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


def kind_of(claim: Claim) -> str:
    """Return what a claim counts or measures; people of all kinds are one kind.

    >>> from decimal import Decimal
    >>> kind_of(Claim(start=0, end=6, surface="3 boys", value=Decimal(3), unit="boy",
    ...     dimension="count"))
    'person'
    """
    if claim.dimension in ("count", "") and is_one_of(claim.unit, "person"):
        return "person"
    return claim.unit.lower()


def event_of(claim: Claim) -> str:
    """Return what becomes of those who are counted: a class of `audit.txt`, or nothing.

    Verbs of other kinds are no class: "take in 250,000 refugees" and "admit 250,000 Syrians" are
    one thing.
    """
    for word in (claim.event, claim.unit.rpartition(" ")[2]):
        for one in word.lower().split():
            if found := kinds_of(one).get("EVENT"):
                return str(found)
    return fate_of(claim) if kind_of(claim) == "person" else ""


def fate_of(claim: Claim) -> str:
    """Return what happened to people, nothing where that is not told.

    The word that stands nearest to the number in its sentence tells it.

    >>> from decimal import Decimal
    >>> quote = "The fire killed 41 people and injured 12."
    >>> fate_of(Claim(start=16, end=25, surface="41 people", value=Decimal(41), quote=quote))
    'die'
    """
    at = max(claim.quote.find(claim.surface), 0)
    found = [
        (min(abs(word.end() - at), abs(word.start() - at - len(claim.surface))), str(event))
        for word in _WORD.finditer(claim.quote)
        if (event := kinds_of(word[0].lower()).get("EVENT"))
    ]
    return min(found)[1] if found else ""


def _names(text: str) -> frozenset[str]:
    return frozenset(name.lower() for name in _NAME.findall(text))


def _about(claim: Claim) -> set[str]:
    return set(content_words(claim.about))


def spoken(claim: Claim) -> str:
    """Return the words in which a claim is made: its sentence without who said it."""
    words = claim.quote
    for part in (claim.source or "", claim.cue):
        words = words.replace(part, " ", 1) if part else words
    return words


def content_words(text: str) -> list[str]:
    """Return the words that say what a text is about, in the singular and in small letters.

    >>> content_words("The army said that 12 of the villages were retaken.")
    ['army', 'village', 'retaken']
    """
    small = (
        singular(word.lower().removesuffix("'s").removesuffix("’s")) for word in _WORD.findall(text)
    )
    return [word for word in small if len(word) >= _SHORTEST and word not in _common()]


@cache
def _common() -> frozenset[str]:
    said = {verb.split()[0] for verb, *_ in rows("speech/verbs")}
    return frozenset(said | {word for word, *_ in rows("checking/common_words")})


def cosine(one: Weights, other: Weights) -> float:
    """Return how much of their weight two sets of words share, from 0 to 1."""
    small, large = sorted((one, other), key=len)
    return sum(weight * large.get(word, 0) for word, weight in small.items())
