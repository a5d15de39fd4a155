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
from collections.abc import Iterable, Iterator
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


def near(texts: Iterable[tuple[str, str]], wanted: Iterable[str]) -> Iterator[Pair]:
    """Yield what nearly repeats some documents among all texts, the most alike first.

    The documents are given by their ids.
    """
    shingles = {document_id: _shingles(text) for document_id, text in texts}
    places: defaultdict[int, list[str]] = defaultdict(list)
    for document_id, own in shingles.items():
        for shingle in own:
            places[shingle].append(document_id)
    for document_id in wanted:
        shared: Counter[str] = Counter()
        for shingle in shingles.get(document_id, ()):
            if len(places[shingle]) <= COMMON:
                shared.update(places[shingle])
        pairs = (
            Pair(document_id, other, number / min(len(shingles[document_id]), len(shingles[other])))
            for other, number in shared.items()
            if other != document_id
        )
        yield from sorted(
            (pair for pair in pairs if pair.share >= NEAR), key=lambda pair: -pair.share
        )


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
