"""Averaged perceptrons: weights in files of `claims/data/grammar`, and how they are learnt.

A model maps a feature (a string) to its row: the whole-number weight that the feature gives to each
choice. Training is plain Python on whole numbers in a fixed order, so that the same examples always
give the same file, byte for byte.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from claims.data import FOLDER

Rows = dict[str, dict[str, int]]

# Averages are kept to an eighth; smaller weights change nothing.
_SCALE = 8


def read_model(name: str) -> dict[str, Any]:
    """Read a model of the project."""
    model: dict[str, Any] = json.loads(gzip.decompress((FOLDER / "grammar" / f"{name}.json.gz").read_bytes()))
    return model


def write_model(path: Path, model: dict[str, Any]) -> None:
    """Write a model so that the same content gives the same bytes."""
    text = json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


class Learner:
    """Weights while they are learnt (Collins 2002, with averages as in Daumé's thesis, figure 2.3)."""

    def __init__(self, features: frozenset[str]) -> None:
        self.rows: Rows = {}
        self._features = features  # those that are worth a weight
        self._moments: Rows = {}  # each change times the step it was made at
        self._step = 1

    def next_example(self) -> None:
        """Count one more example."""
        self._step += 1

    def change(self, feature: str, choice: str, by: int) -> None:
        """Add to one weight."""
        if feature not in self._features:
            return
        row = self.rows.setdefault(feature, {})
        row[choice] = row.get(choice, 0) + by
        moments = self._moments.setdefault(feature, {})
        moments[choice] = moments.get(choice, 0) + by * self._step

    def averaged(self, smallest: int = 4) -> Rows:
        """Return the mean of the weights over all examples, in eighths, without those too small to matter."""
        averages: Rows = {}
        for feature, row in self.rows.items():
            moments = self._moments[feature]
            means = {
                choice: (weight * self._step - moments[choice]) * _SCALE // self._step for choice, weight in row.items()
            }
            if kept := {choice: mean for choice, mean in means.items() if abs(mean) >= smallest}:
                averages[feature] = kept
        return averages
