"""Averaged perceptrons: weights in files of `claims/data/grammar`, and how they are learnt.

A model maps a feature (a string) to its row: the whole-number weight that the feature gives to each
choice. Training is plain Python on whole numbers in a fixed order, so that the same examples always
give the same file, byte for byte.
"""

from __future__ import annotations

import gzip
import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Set
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from claims.data import FOLDER

Rows = dict[str, dict[str, int]]
Row = TypeVar("Row", dict[str, int], list[int])

# Averages are kept to a quarter, and within one signed byte; smaller weights change nothing.
_SCALE = 4
_LARGEST = 127
_SMALLEST = 4


def read_model(name: str) -> dict[str, Any]:
    """Read a model of the project."""
    model: dict[str, Any] = json.loads(gzip.decompress((FOLDER / "grammar" / f"{name}.json.gz").read_bytes()))
    return model


def write_model(path: Path, model: dict[str, Any]) -> None:
    """Write a model so that the same content gives the same bytes."""
    text = json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def pack_rows(rows: Rows) -> dict[str, Any]:
    """Pack rows of few among many choices, so that they are small and read fast.

    >>> unpack_rows(pack_rows({"a": {"NN": -3, "VB": 5}, "b": {"VB": 1}}))
    {'a': {'NN': -3, 'VB': 5}, 'b': {'VB': 1}}
    """
    features = sorted(rows)
    choices = sorted({choice for row in rows.values() for choice in row})
    pairs = [
        (choices.index(choice), weight) for feature in features for choice, weight in sorted(rows[feature].items())
    ]
    return {
        "features": "\n".join(features),
        "choices": choices,
        "lengths": bytes(len(rows[feature]) for feature in features).decode("latin-1"),
        "chosen": bytes(choice for choice, _ in pairs).decode("latin-1"),
        "weights": _pack(weight for _, weight in pairs),
    }


def unpack_rows(packed: dict[str, Any]) -> Rows:
    """Unpack what `pack_rows` packed."""
    choices = map(packed["choices"].__getitem__, packed["chosen"].encode("latin-1"))
    weights = iter(_unpack(packed["weights"]))
    lengths = packed["lengths"].encode("latin-1")
    return {
        feature: dict(zip(islice(choices, length), islice(weights, length), strict=True))
        for feature, length in zip(_lines(packed["features"]), lengths, strict=True)
    }


def pack_lists(rows: dict[str, list[int]]) -> dict[str, str]:
    """Pack rows that have a weight for every one of few choices."""
    features = sorted(rows)
    return {
        "features": "\n".join(features),
        "weights": _pack(weight for feature in features for weight in rows[feature]),
    }


def unpack_lists(packed: dict[str, str], length: int) -> dict[str, tuple[int, ...]]:
    """Unpack what `pack_lists` packed from rows of this length.

    >>> unpack_lists(pack_lists({"a": [1, 0, -2]}), 3)
    {'a': (1, 0, -2)}
    """
    weights = iter(_unpack(packed["weights"]))
    return dict(zip(_lines(packed["features"]), zip(*[weights] * length, strict=True), strict=True))


def _lines(features: str) -> list[str]:
    return features.split("\n") if features else []


def _pack(weights: Iterable[int]) -> str:
    return array("b", weights).tobytes().decode("latin-1")


def _unpack(weights: str) -> array[int]:
    return array("b", weights.encode("latin-1"))


class Learner(Generic[Row]):
    """Weights while they are learnt (Collins 2002, averaged as in Daumé's thesis, figure 2.3).

    `empty` makes a row without weights: a dict for many choices, of which a feature knows few, or a list
    for few choices, each one's place its number.
    """

    def __init__(self, features: Set[str], empty: Callable[[], Row]) -> None:
        self.rows: dict[str, Row] = {}
        self._features = features  # those that are worth a weight
        self._empty: Callable[[], Row] = empty
        self._moments: dict[str, Row] = {}  # each change times the step it was made at
        self._step = 1

    def next_example(self) -> None:
        """Count one more example."""
        self._step += 1

    def correct(self, features: Iterable[str], right: Any, wrong: Any) -> None:
        """Make the right choice likelier and the wrong one less likely where these features are seen."""
        self.change(features, right, 1)
        self.change(features, wrong, -1)

    def change(self, features: Iterable[str], choice: Any, by: int) -> None:
        """Add to the weights that the features give to a choice."""
        for feature in features:
            if feature in self._features:
                if feature not in self.rows:
                    self.rows[feature], self._moments[feature] = self._empty(), self._empty()
                self.rows[feature][choice] += by
                self._moments[feature][choice] += by * self._step

    def averaged(self) -> dict[str, Row]:
        """Return the mean of the weights over all examples, in quarters, without those too small to matter."""
        averages = {}
        for feature, row in self.rows.items():
            mean = self._empty()
            moments = self._moments[feature]
            for choice in row if isinstance(row, dict) else range(len(row)):
                weight = (row[choice] * self._step - moments[choice]) * _SCALE // self._step
                if abs(weight) >= _SMALLEST:
                    mean[choice] = max(-_LARGEST, min(weight, _LARGEST))
            if any(mean.values() if isinstance(mean, dict) else mean):
                averages[feature] = mean
        return averages


def frequent(counts: Counter[str], often_enough: int) -> frozenset[str]:
    """Return the features that were seen often enough to be worth a weight."""
    return frozenset(feature for feature, count in counts.items() if count >= often_enough)
