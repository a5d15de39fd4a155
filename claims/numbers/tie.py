"""What two claims have in common: measure or noun, event, what they are about, place and period.

Two signatures with the likeness of their words in; one question a property out. Whoever compares
claims asks for as much as it needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.numbers.signature import Signature, family, names_in, words_about

_CLOSE = 0.55  # of the weight of their words, when the sentences alone have to do
_CLOSE_BY_NAME, _NAMES_THAT_TIE = 0.45, 2  # the same where they share so many names
# of the weight of their words, below which only what becomes of people can make two claims one:
# one report's words for other things in `across.copies` ask for least
LEAST_ALIKE = 0.4
RELATED = 0.15  # the same where the articles are about one event and tell the same of people
_ONE_EVENT = 0.25  # of the weight of the words of two articles
_SAME_SENTENCE, _ONE_REPORT = 0.8, 0.5  # one report in two papers: a short sentence is the same one
_ONE_FIELD = 0.1  # the same where no name in the sentences ties them
_FEWEST_WORDS = 3  # that two sentences must share: "He was 85" is said of many


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
    def is_of_one_document(self) -> bool:
        """Whether both stand in one document."""
        return self.first.claim.document_id == self.second.claim.document_id

    @property
    def is_of_one_report(self) -> bool:
        """Whether the two articles are copies of one report."""
        return not self.is_of_one_document and self.articles >= _ONE_REPORT

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
        return counted and self.words >= RELATED and self.articles >= _ONE_EVENT

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
        one, other = (words_about(signature.claim) for signature in (self.first, self.second))
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
            names_in(f"{claim.about} {claim.place}")
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
        is_alike = one.trend == other.trend and family(one) == family(other)
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
