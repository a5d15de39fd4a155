"""Which claims of an archive may speak of one thing, found by DuckDB.

What each claim says goes in, a claim at a time; pairs of claims come out, by the numbers in which
they came, in order. They are the pairs that `Likeness` finds in memory, without most of those that
no rule and no group would look at twice. The tables lie in a file that is gone with the pairing,
and DuckDB is held to a part of the memory: what is more waits in files.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from claims.ledger.dataset.layout import connected
from claims.numbers.likeness import MOST_OF_ONE_SENTENCE
from claims.numbers.tie import LEAST_ALIKE, RELATED
from claims.numbers.vocabulary import Vocabulary

_ROWS = 100_000  # handed over at a time
_SLICE = 25_000  # claims that are paired with all others at once
# sums of DuckDB differ from Python's in their last digits: a pair is left out only where it is
# clear, and Python asks the rest
_NEARLY = 1e-5

_TABLES = """
CREATE TABLE claims (claim INTEGER, document INTEGER, sentence INTEGER, family INTEGER,
                     masked BIGINT, fate INTEGER, size INTEGER);
CREATE TABLE heard (claim INTEGER, word INTEGER);
"""
# the words of each claim with their weights of length 1 together, those apart that bring claims
# together
_WEIGHED = """
CREATE TABLE lengths AS
    SELECT claim, sqrt(sum(weight * weight)) AS length FROM heard JOIN words USING (word)
    GROUP BY claim;
CREATE TABLE said AS
    SELECT claim, word, (weight / length)::FLOAT AS weight, is_rare
    FROM heard JOIN words USING (word) JOIN lengths USING (claim) ORDER BY claim;
CREATE TABLE posted AS
    SELECT word, family, claim, sentence, weight FROM said JOIN claims USING (claim)
    WHERE is_rare ORDER BY claim;
CREATE TABLE copied AS
    SELECT masked, claim, document FROM claims
    WHERE masked IN (SELECT masked FROM claims GROUP BY masked
                     HAVING count(*) BETWEEN 2 AND $copies);
"""
# pairs of a slice of claims with those behind them: that share rare words, or a whole sentence
_PAIRS = """
WITH shared AS (
    SELECT a.claim AS one, b.claim AS other, count(*) AS words
    FROM posted a JOIN posted b ON a.word = b.word AND a.family = b.family AND a.claim < b.claim
    WHERE a.claim >= $first AND a.claim < $last AND a.sentence != b.sentence
    GROUP BY ALL
), candidates AS (
    SELECT one, other
    FROM shared JOIN claims x ON x.claim = one JOIN claims y ON y.claim = other
    WHERE words > 1 OR least(x.size, y.size) <= 3
), alike AS (
    SELECT one, other, sum(a.weight * b.weight) AS words
    FROM candidates JOIN said a ON a.claim = one
    JOIN said b ON b.claim = other AND b.word = a.word
    WHERE a.claim >= $first AND a.claim < $last
    GROUP BY ALL
), related AS (
    SELECT one, other, words, x.document AS here, y.document AS there,
           x.fate != 0 AND x.fate = y.fate AS has_one_fate
    FROM alike JOIN claims x ON x.claim = one JOIN claims y ON y.claim = other
    WHERE words >= $related
), looked_at AS (
    SELECT one, other FROM related
    WHERE words >= $least
       OR (here, there) IN (SELECT (here, there) FROM related WHERE has_one_fate)
)
SELECT one, other FROM looked_at
UNION
SELECT a.claim, b.claim FROM copied a JOIN copied b ON a.masked = b.masked AND a.claim < b.claim
WHERE a.document != b.document AND a.claim >= $first AND a.claim < $last
ORDER BY ALL
"""


class Saying(NamedTuple):
    """What a claim says apart from its number, as far as pairs are found by it."""

    document: int  # numbers in the order in which they came
    sentence: int
    family: str
    masked: str  # its sentence without its number
    fate: str  # what becomes of people, "" where it counts no people or does not say
    words: Sequence[str]


class Pairing:
    """Claims that come in one by one, and the pairs of them; closed with `close`."""

    def __init__(self) -> None:
        self._left = ExitStack()
        folder = Path(self._left.enter_context(TemporaryDirectory(prefix="claimbook-")))
        self._connection = connected(folder / "pairing.duckdb")
        self._left.callback(self._connection.close)
        self._connection.execute(_TABLES)
        self._words: dict[str, int] = {}
        self._kinds: dict[str, int] = {"": 0}
        self._claims: list[tuple[int, ...]] = []
        self._heard = array("i"), array("i")
        self.number = 0  # of claims that were taken in

    def close(self) -> None:
        """Remove the tables."""
        self._left.close()

    def take(self, saying: Saying) -> None:
        """Take in what one claim says, under the next number."""
        number = self.number
        self.number += 1
        words = dict.fromkeys(saying.words)
        family, fate = self._kind(saying.family), self._kind(saying.fate)
        masked = hash(saying.masked)
        row = (number, saying.document, saying.sentence, family, masked, fate, len(words))
        self._claims.append(row)
        for word in words:
            self._heard[0].append(number)
            self._heard[1].append(self._words.setdefault(word, len(self._words)))
        if len(self._claims) >= _ROWS:
            self._hand_over()

    def pairs(
        self,
        vocabulary: Vocabulary,
        watch: Callable[[Sequence[int]], Iterable[int]] = iter,
    ) -> Iterator[tuple[int, int]]:
        """Yield all pairs in order; `watch` sees the slices of claims pass."""
        self._hand_over()
        self._weigh(vocabulary)
        asked = {"related": RELATED - _NEARLY, "least": LEAST_ALIKE - _NEARLY}
        for first in watch(range(0, self.number, _SLICE)):
            found = self._connection.cursor().execute(
                _PAIRS, {**asked, "first": first, "last": first + _SLICE}
            )
            while rows := found.fetchmany(_ROWS):
                yield from rows

    def _kind(self, name: str) -> int:
        return self._kinds.setdefault(name, len(self._kinds))

    def _hand_over(self) -> None:
        import pyarrow

        names = ("claim", "document", "sentence", "family", "masked", "fate", "size")
        columns = map(pyarrow.array, zip(*self._claims, strict=True))
        self._insert("claims", dict(zip(names, columns, strict=False)))
        self._insert("heard", {"claim": self._heard[0], "word": self._heard[1]})
        self._claims.clear()
        self._heard = array("i"), array("i")

    def _insert(self, table: str, columns: Mapping[str, Any]) -> None:
        import pyarrow

        if columns:
            self._connection.register("rows", pyarrow.table(dict(columns)))
            self._connection.execute(f"INSERT INTO {table} SELECT * FROM rows")
            self._connection.unregister("rows")

    def _weigh(self, vocabulary: Vocabulary) -> None:
        import pyarrow

        most = vocabulary.most
        words = {
            "word": pyarrow.array(range(len(self._words)), pyarrow.int32()),
            "weight": pyarrow.array(map(vocabulary.weight, self._words), pyarrow.float64()),
            "is_rare": pyarrow.array(
                (vocabulary.spread(word) <= most for word in self._words), pyarrow.bool_()
            ),
        }
        self._words.clear()
        self._connection.execute(
            "CREATE TABLE words (word INTEGER, weight DOUBLE, is_rare BOOLEAN)"
        )
        self._insert("words", words)
        for query in _WEIGHED.split(";"):
            if query.strip():
                self._connection.execute(
                    query, {"copies": MOST_OF_ONE_SENTENCE} if "$copies" in query else None
                )
