"""Averaged perceptrons: weights in files of `claims/data/grammar`, and how they are learnt.

A model maps a feature (a string) to its row: the whole-number weight that the feature gives to each
choice. Training is plain Python on whole numbers in a fixed order, so that the same examples always
give the same file, byte for byte.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Set
from pathlib import Path
from typing import Any, Generic, TypeVar

from claims.data import FOLDER

Rows = dict[str, dict[str, int]]
Row = TypeVar("Row", dict[str, int], list[int])

# Averages are kept to an eighth; smaller weights change nothing.
_SCALE = 8
_SMALLEST = 4


def read_model(name: str) -> dict[str, Any]:
    """Read a model of the project."""
    model: dict[str, Any] = json.loads(gzip.decompress((FOLDER / "grammar" / f"{name}.json.gz").read_bytes()))
    return model


def write_model(path: Path, model: dict[str, Any]) -> None:
    """Write a model so that the same content gives the same bytes."""
    text = json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


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
        """Return the mean of the weights over all examples, in eighths, without those too small to matter."""
        averages = {}
        for feature, row in self.rows.items():
            mean = self._empty()
            moments = self._moments[feature]
            for choice in row if isinstance(row, dict) else range(len(row)):
                weight = (row[choice] * self._step - moments[choice]) * _SCALE // self._step
                if abs(weight) >= _SMALLEST:
                    mean[choice] = weight
            if any(mean.values() if isinstance(mean, dict) else mean):
                averages[feature] = mean
        return averages


def frequent(counts: Counter[str], often_enough: int) -> frozenset[str]:
    """Return the features that were seen often enough to be worth a weight."""
    return frozenset(feature for feature, count in counts.items() if count >= often_enough)
