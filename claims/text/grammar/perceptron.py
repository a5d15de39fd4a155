"""Averaged perceptrons: weights in files of `claims/data/grammar`, and how they are learnt.

A model maps a feature (a string) to its row: the whole-number weight that the feature gives to each
choice. A row is itself one whole number, in which every choice has a field of some bits: adding up
rows adds up the weights of all choices at once. Training is plain Python in a fixed order, so that
the same examples always give the same file, byte for byte.
"""

from __future__ import annotations

import gzip
import json
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice, repeat
from operator import mul
from pathlib import Path
from sys import intern
from typing import Any, Generic, TypeVar

from claims.data import FOLDER

Choice = TypeVar("Choice", bound=Hashable)

# Averages are kept to a quarter, and within one signed byte; smaller weights change nothing.
_SCALE = 4
_LARGEST = 127
_SMALLEST = 4

# Bits of a field: sums of some dozen averages fit into 16, and all that is added up while learning
# into 64.
_BITS = 16
_LEARNING_BITS = 64


# Totals that are kept: some 20 MB of them
_MOST_TOTALS = 100_000


_NO_ROWS: Mapping[str, int] = {}


def _as_they_are(*features: str) -> tuple[str, ...]:
    return features


@dataclass
class Weights(Generic[Choice]):
    """The rows of a model, by feature, and the choices in the order of their fields.

    >>> weights = Weights(["NN", "VB"])
    >>> weights.rows["the"] = weights.row({"NN": 5, "VB": -3})
    >>> weights.rows["-s"] = weights.row({"NN": 1})
    >>> weights.scores(weights.total(["the", "-s", "never seen"]), ["VB", "NN"])
    [-3, 6]
    """

    choices: Sequence[Choice]
    bits: int = _BITS
    rows: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._shifts = {choice: self.bits * i for i, choice in enumerate(self.choices)}
        self._mask = (1 << self.bits) - 1
        # what makes the smallest weight 0: a field below 0 would borrow from the next one
        self._lift = 1 << self.bits - 1
        self._lifts = self.row(dict.fromkeys(self.choices, self._lift))

    def row(self, weights: Mapping[Choice, int]) -> int:
        """Make a row of the weights of some choices."""
        return sum(weight << self._shifts[choice] for choice, weight in weights.items())

    def total(self, features: Iterable[str]) -> int:
        """Add up the rows of these features."""
        return sum(map(self.rows.get, features, repeat(0)))

    def scores(self, row: int, choices: Iterable[Choice]) -> list[int]:
        """Read the weights of some choices out of a row or a sum of rows."""
        row += self._lifts
        shifts, mask, lift = self._shifts, self._mask, self._lift
        return [(row >> shifts[choice] & mask) - lift for choice in choices]

    def best(self, total: int, choices: Sequence[Choice]) -> Choice:
        """Return the choice with the highest score in a total, of equals the first."""
        scores = self.scores(total, choices)
        return choices[scores.index(max(scores))]


class Totals(dict[tuple[Any, ...], int], Generic[Choice]):
    """Totals of features that come together again and again.

    Each worked out once, while the weights stay the same.

    They are asked for by what the features describe, so that these need not be spelt out again.

    >>> weights = Weights(["NN", "VB"])
    >>> weights.rows["the cat"] = weights.row({"NN": 5})
    >>> totals = Totals(weights, lambda before, word: (f"{before} {word}",))
    >>> weights.scores(totals["the", "cat"], ["NN"])
    [5]
    """

    def __init__(
        self, weights: Weights[Choice], describe: Callable[..., Iterable[str]] = _as_they_are
    ) -> None:
        super().__init__()
        self.weights = weights
        self.describe = describe

    def __missing__(self, seen: tuple[Any, ...]) -> int:
        """Work out a total that is asked for the first time."""
        if len(self) >= _MOST_TOTALS:
            self.clear()
        total = self[seen] = self.weights.total(self.describe(*seen))
        return total


class Tables(dict[str, Mapping[str, int]]):
    """Rows in small tables, by the first words of a feature and then by the rest.

    Each table is laid out when it is first asked for.

    >>> Tables({"two a b": 1, "two a c": 2, "two ab c": 3})["two a"]
    {'b': 1, 'c': 2}
    """

    def __init__(self, rows: Mapping[str, int]) -> None:
        super().__init__()
        self._rows = rows
        self._features = sorted(rows)

    def __missing__(self, first: str) -> Mapping[str, int]:
        """Lay out a table that is asked for the first time."""
        begin = bisect_left(self._features, f"{first} ")
        end = bisect_left(self._features, f"{first}!", begin)  # "!" comes next after " "
        if begin == end:
            return _NO_ROWS  # words that no feature knows need no place in memory
        features = self._features[begin:end]
        self[first] = {intern(each[len(first) + 1 :]): self._rows[each] for each in features}
        return self[first]


def read_model(name: str) -> dict[str, Any]:
    """Read a model of the project."""
    model: dict[str, Any] = json.loads(
        gzip.decompress((FOLDER / "grammar" / f"{name}.json.gz").read_bytes())
    )
    return model


def write_model(path: Path, model: dict[str, Any]) -> None:
    """Write a model so that the same content gives the same bytes."""
    text = json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def pack(weights: Weights[Any]) -> dict[str, Any]:
    """Pack weights so that they are small and read fast: features, and rows that many share.

    >>> weights = Weights(["NN", "VB"])
    >>> weights.rows["the"] = weights.row({"NN": 5, "VB": -3})
    >>> unpack(pack(weights)) == weights
    True
    """
    features = sorted(weights.rows)
    # those that most features have come first, and so have the shortest numbers
    rows = [row for row, _ in Counter(map(weights.rows.__getitem__, features)).most_common()]
    places = {row: place for place, row in enumerate(rows)}
    scores = [weights.scores(row, weights.choices) for row in rows]
    known = [[(i, weight) for i, weight in enumerate(row) if weight] for row in scores]
    return {
        "features": "\n".join(features),
        "choices": list(weights.choices),
        "rows": [places[weights.rows[feature]] for feature in features],
        "lengths": bytes(map(len, known)).decode("latin-1"),
        "chosen": bytes(i for row in known for i, _ in row).decode("latin-1"),
        "weights": array("b", (weight for row in known for _, weight in row))
        .tobytes()
        .decode("latin-1"),
    }


def unpack(packed: dict[str, Any]) -> Weights[Any]:
    """Unpack what `pack` packed.

    Features share their rows: most of the time of adding rows up goes into fetching them from
    memory.
    """
    unpacked: Weights[Any] = Weights(packed["choices"])
    units = [unpacked.row({choice: 1}) for choice in unpacked.choices]
    chosen = map(units.__getitem__, packed["chosen"].encode("latin-1"))
    known = map(mul, array("b", packed["weights"].encode("latin-1")), chosen)
    rows = [sum(islice(known, length)) for length in packed["lengths"].encode("latin-1")]
    features = packed["features"].split("\n")
    unpacked.rows.update(zip(features, map(rows.__getitem__, packed["rows"]), strict=True))
    return unpacked


class Learner(Generic[Choice]):
    """Weights while they are learnt (Collins 2002, averaged as in Daumé's thesis, figure 2.3)."""

    def __init__(self, choices: Sequence[Choice], features: Set[str]) -> None:
        self.weights = Weights(choices, _LEARNING_BITS)
        self._features = features  # those that are worth a weight
        # each change times the step it was made at
        self._moments: defaultdict[str, int] = defaultdict(int)
        self._step = 1

    def next_example(self) -> None:
        """Count one more example."""
        self._step += 1

    def correct(self, features: Iterable[str], right: Choice, wrong: Choice) -> None:
        """Make the right choice likelier and the wrong one less likely.

        That is, where these features are seen.
        """
        self._change(features, self.weights.row({right: 1, wrong: -1}))

    def change(self, features: Iterable[str], choice: Choice, by: int) -> None:
        """Add to the weights that the features give to a choice."""
        self._change(features, self.weights.row({choice: by}))

    def _change(self, features: Iterable[str], row: int) -> None:
        rows = self.weights.rows
        for feature in features:
            if feature in self._features:
                rows[feature] = rows.get(feature, 0) + row
                self._moments[feature] += row * self._step

    def averaged(self) -> Weights[Choice]:
        """Return the mean of the weights over all examples, in quarters.

        Without those too small to matter.
        """
        choices = self.weights.choices
        averages = Weights(choices)
        for feature, row in self.weights.rows.items():
            # the step may be large, the product still fits into the field
            total = self.weights.scores(row * self._step - self._moments[feature], choices)
            quarters = [weight * _SCALE // self._step for weight in total]
            kept = {
                choice: max(-_LARGEST, min(weight, _LARGEST))
                for choice, weight in zip(choices, quarters, strict=True)
                if abs(weight) >= _SMALLEST
            }
            if kept:
                averages.rows[feature] = averages.row(kept)
        return averages


def frequent(counts: Counter[str], often_enough: int) -> frozenset[str]:
    """Return the features that were seen often enough to be worth a weight."""
    return frozenset(feature for feature, count in counts.items() if count >= often_enough)
