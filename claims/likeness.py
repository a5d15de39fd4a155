"""How alike texts are, and which texts of a ledger nearly repeat another.

Texts in, shares and pairs out.

Texts are compared by runs of words (shingles; Broder 1997, "On the resemblance and containment of
documents"), of which one in eight is kept, chosen by its hash, so that a ledger is compared in time
linear in its length. Nothing is decided here: an agency's copy and a second day's article can be
equally alike, so both are named and a person tells.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from typing import NamedTuple

RUN = 5  # words of a shingle: long enough that two articles share few by chance
KEPT = 8  # one shingle in so many
NEAR = 0.5  # share of the shorter text's shingles from which it is called nearly the same
COMMON = 50  # texts that share a shingle: boilerplate, which says nothing
_WORD = re.compile(r"\w+")


class Pair(NamedTuple):
    """Two documents and the share of the shorter one's shingles that the other has too."""

    document_id: str
    other_id: str
    share: float


class Texts:
    """Texts by the ids of their documents, each read once, to be asked for near repeats."""

    def __init__(self) -> None:
        self._shingles: dict[str, frozenset[int]] = {}
        self._places: defaultdict[int, list[str]] = defaultdict(list)

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._shingles)

    def __contains__(self, document_id: str) -> bool:
        """Tell whether the text of a document is there."""
        return document_id in self._shingles

    def add(self, document_id: str, text: str) -> None:
        """Take in a text."""
        self._shingles[document_id] = _shingles(text)
        for shingle in self._shingles[document_id]:
            self._places[shingle].append(document_id)

    def near(self, document_id: str) -> list[Pair]:
        """Return what nearly repeats a document, the most alike first."""
        own = self._shingles.get(document_id, frozenset())
        shared: Counter[str] = Counter()
        for shingle in own:
            if len(self._places[shingle]) <= COMMON:
                shared.update(self._places[shingle])
        pairs = (
            Pair(document_id, other, number / min(len(own), len(self._shingles[other])))
            for other, number in shared.items()
            if other != document_id
        )
        return sorted((pair for pair in pairs if pair.share >= NEAR), key=lambda pair: -pair.share)


def _shingles(text: str) -> frozenset[int]:
    """Return one in `KEPT` of the hashed runs of words.

    Of a text so short that few would be left, return all.
    """
    words = _WORD.findall(re.sub(r"\d+", "#", text.casefold()))
    runs = (" ".join(words[at : at + RUN]) for at in range(max(len(words) - RUN + 1, 1)))
    hashes = {
        int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest())
        for run in runs
    }
    kept = frozenset(each for each in hashes if each % KEPT == 0)
    return kept if len(kept) >= KEPT else frozenset(hashes)
