"""An archive that is audited and compared without being in memory: a dataset in, desks out.

Its articles are read once, in order, some on a desk at a time, and put aside in a file, from which
those that speak of one thing come together on a desk again. In memory are the words of the archive
with one number each, the ids of its articles, and what lies on a desk; DuckDB, which finds the
pairs, has a limit of its own.
"""

from __future__ import annotations

import pickle
import tempfile
from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from itertools import groupby, islice
from typing import Any, NamedTuple

from claims.ledger.conditions import Condition, Found
from claims.ledger.dataset.read import Dataset
from claims.ledger.ledger import Ledger
from claims.model import Claim, Document
from claims.numbers.desk import Article, Desk, Earlier, Source
from claims.numbers.ledger_desk import bare_desk, desk_of, laid
from claims.numbers.likeness import article_words, comparable
from claims.numbers.pairing import Pairing, Saying
from claims.numbers.signature import event_of, family, kind_of, masked, said_words
from claims.numbers.tie import Tie
from claims.numbers.vocabulary import Vocabulary

Watch = Callable[[Iterable[Any], str, int], Iterable[Any]]
Told = tuple[Found, bool]  # a claim, and whether it was asked about

_ON_A_DESK = 200  # articles that are read together
_PAIRS = 2_000  # that come together on one desk, with the articles of their claims


class _Aside(NamedTuple):
    """An article as it is put aside."""

    claims: Sequence[Claim]
    document: Document
    earlier: Mapping[str, Earlier]
    asked: frozenset[str] | None
    first: int  # the number of its first claim that can be compared


class Archive:
    """A dataset as something to audit and to compare; closed with `close`."""

    def __init__(
        self, dataset: Dataset, conditions: Sequence[Condition] = (), watch: Watch | None = None
    ) -> None:
        self._dataset = dataset
        self._conditions = conditions
        self._watch = watch or _unwatched
        self._vocabulary = Vocabulary()
        self._pairing = Pairing()
        self._shelf = _Shelf()
        self._sentences = 0
        self._firsts = array("q")  # the numbers of the first claims of the articles
        self._ids: list[str] = []  # of the same articles

    def close(self) -> None:
        """Remove what was put aside."""
        self._pairing.close()
        self._shelf.close()

    @cached_property
    def bare(self) -> Desk:
        """What the ledger knows beyond its articles."""
        return replace(bare_desk(self._dataset), vocabulary=self._vocabulary)

    def desks(self) -> Iterator[Desk]:
        """Yield all articles once, and take note of their words."""
        total = self._dataset.number_of_articles(self._conditions)
        found = self._dataset.select_articles(self._conditions)
        articles = (list(own) for _, own in groupby(found, key=_document_id))
        for some in _batched(self._watch(articles, "reading", total)):
            desk = laid(self.bare, (one for own in some for one in own), bool(self._conditions))
            for article in desk.articles:
                self._put_aside(article, desk)
            yield desk

    def _put_aside(self, article: Article, desk: Desk) -> None:
        """Put an article aside, and take note of what its claims say."""
        ids = [claim.claim_id for claim in article.claims]
        earlier = {key: desk.earlier[key] for key in ids if key in desk.earlier}
        asked = desk.asked if desk.asked is None else desk.asked.intersection(ids)
        first = self._pairing.number
        document_id = article.claims[0].document_id
        self._shelf.put(
            document_id, _Aside(article.claims, article.document, earlier, asked, first)
        )
        claims = list(comparable(article.claims))
        if not claims:
            return
        self._firsts.append(first)
        self._ids.append(document_id)
        self._vocabulary.read(article_words(claims, article.document))
        sentences: dict[str, int] = {}
        for claim in claims:
            sentence = sentences.setdefault(claim.quote, self._sentences + len(sentences))
            self._pairing.take(_saying(claim, len(self._ids), sentence))
        self._sentences += len(sentences)

    def tied(self) -> Iterator[tuple[Desk, Sequence[Tie]]]:
        """Yield the pairs of claims that may speak of one thing, with their articles."""

        def slices(firsts: Sequence[int]) -> Iterable[int]:
            return self._watch(firsts, "comparing", len(firsts))

        some: list[tuple[int, int]] = []
        pairs = self._pairing.pairs(self._vocabulary, slices)
        for _, own in groupby(pairs, key=lambda pair: self._article_of(pair[0])):
            some += own  # of two articles all pairs come together
            if len(some) >= _PAIRS:
                yield self._tied(some)
                some = []
        if some:
            yield self._tied(some)

    def _tied(self, pairs: Sequence[tuple[int, int]]) -> tuple[Desk, Sequence[Tie]]:
        articles = sorted({self._article_of(number) for pair in pairs for number in pair})
        asides = [self._shelf.take(self._ids[article]) for article in articles]
        desk = self._desk(asides)
        places: dict[int, int] = {}
        for aside in asides:
            count = sum(1 for _ in comparable(aside.claims))
            places |= {aside.first + at: len(places) + at for at in range(count)}
        return desk, desk.likeness.ties_among((places[at], places[other]) for at, other in pairs)

    def _article_of(self, number: int) -> int:
        return bisect_right(self._firsts, number) - 1

    def desk_with(self, document_ids: Collection[str]) -> Desk:
        """Return a desk that has these articles, without any that is not in the archive."""
        return self._desk([self._shelf.take(each) for each in document_ids])

    def _desk(self, asides: Sequence[_Aside]) -> Desk:
        narrowed = [aside.asked for aside in asides if aside.asked is not None]
        return replace(
            self.bare,
            claims=[claim for aside in asides for claim in aside.claims],
            documents={aside.claims[0].document_id: aside.document for aside in asides},
            earlier={key: each for aside in asides for key, each in aside.earlier.items()},
            asked=frozenset().union(*narrowed) if self._conditions else None,
        )


@contextmanager
def source_of(
    ledger: Ledger, conditions: Sequence[Condition] = (), watch: Watch | None = None
) -> Iterator[Source]:
    """Open what is to be audited and compared of a ledger, or of a dataset of any size.

    With conditions, it is the articles in which a claim meets them. `watch` sees work on an archive
    pass: things, what is done with them, and how many there are.
    """
    if not isinstance(ledger, Dataset):
        yield desk_of(ledger, conditions=conditions)
        return
    archive = Archive(ledger, conditions, watch)
    try:
        yield archive
    finally:
        archive.close()


class _Shelf:
    """Articles in a file, to be taken up again by their ids."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="claimbook-")  # noqa: SIM115 - open until close
        self._places: dict[str, int] = {}
        self._end = 0

    def put(self, document_id: str, aside: _Aside) -> None:
        self._places[document_id] = self._end
        kept = pickle.dumps(aside, pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._end)
        self._end += self._file.write(kept)

    def take(self, document_id: str) -> _Aside:
        self._file.seek(self._places[document_id])
        aside: _Aside = pickle.load(self._file)
        return aside

    def close(self) -> None:
        self._file.close()


def _saying(claim: Claim, document: int, sentence: int) -> Saying:
    return Saying(
        document=document,
        sentence=sentence,
        family=family(claim),
        masked=masked(claim),
        fate=event_of(claim) if kind_of(claim) == "person" else "",
        words=said_words(claim),
    )


def _document_id(told: Told) -> str:
    return told[0].row["document_id"]


def _batched(articles: Iterable[list[Told]]) -> Iterator[list[list[Told]]]:
    remaining = iter(articles)
    while some := list(islice(remaining, _ON_A_DESK)):
        yield some


def _unwatched(things: Iterable[Any], _doing: str, _total: int) -> Iterable[Any]:
    return things
