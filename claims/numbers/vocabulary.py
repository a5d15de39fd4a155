"""How many documents of a ledger have a word, and so how much it weighs.

The words of documents in; weights out. Nothing is learnt: a word weighs by how few documents have
it. Kept is one number a word, so that an archive of millions of documents has one vocabulary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import fsum, log, sqrt

Weights = Mapping[str, float]

_MOST_COMMON = 0.05  # a word that more of the documents have brings no two claims together
_RARE_ENOUGH = 40  # documents that may share a word in any ledger
# documents that may share a word in an archive: what brings more together is a theme and no event,
# and its pairs grow with the square
_MOST_EVER = 200


class Vocabulary:
    """The words of some documents, each with the number of documents that have it."""

    def __init__(self) -> None:
        self.documents = 0
        self._spread: Counter[str] = Counter()

    def read(self, words: Iterable[str]) -> None:
        """Take note of the words of one document."""
        self.documents += 1
        self._spread.update(set(words))

    @property
    def most(self) -> int:
        """How many documents may have a word that brings claims together."""
        return min(max(_RARE_ENOUGH, int(self.documents * _MOST_COMMON)), _MOST_EVER)

    def spread(self, word: str) -> int:
        """Return in how many documents a word stands."""
        return self._spread[word]

    def weight(self, word: str) -> float:
        """Return what a word weighs: more the fewer documents have it."""
        return 1 + log((self.documents + 1) / (self._spread[word] + 1))

    def weigh(self, words: Iterable[str]) -> Weights:
        """Return the words of one sentence or article with their weights, of length 1 together."""
        weights = {word: self.weight(word) for word in dict.fromkeys(words)}
        # added up exactly: a last digit that hangs on the order of words would part equal sentences
        length = sqrt(fsum(weight * weight for weight in weights.values())) or 1
        return {word: weight / length for word, weight in weights.items()}
