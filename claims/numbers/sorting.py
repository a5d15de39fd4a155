"""Values in the order of their keys, however many there are.

Keys with values in, values in order out. What is more than fits in memory waits in files of its
own, each in order, that are gone when nobody reads them any more.
"""

from __future__ import annotations

import heapq
import pickle
import tempfile
from collections.abc import Iterator
from typing import IO, Any, Generic, TypeVar

T = TypeVar("T")
MOST = 100_000  # values in memory: of a few hundred bytes each, tens of megabytes


class Sorted(Generic[T]):
    """A heap of values that is read once it is whole, and then as often as one likes."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._number = 0
        self._waiting: list[tuple[tuple[Any, ...], int, T]] = []
        self._files: list[IO[bytes]] = []

    def __len__(self) -> int:
        """Return how many values there are."""
        return self._number

    def add(self, key: tuple[Any, ...], value: T) -> None:
        """Take in a value; of two with one key the first comes out first."""
        self._waiting.append((key, self._number, value))
        self._number += 1
        if len(self._waiting) >= self._most:
            self._put_aside()

    def __del__(self) -> None:
        """Close the files, which removes them."""
        for file in self._files:
            file.close()

    def __iter__(self) -> Iterator[T]:
        """Yield all values in order."""
        self._waiting.sort(key=_place)
        runs = [iter(self._waiting), *map(_read, self._files)]
        return (value for _, _, value in heapq.merge(*runs, key=_place))

    def _put_aside(self) -> None:
        file = tempfile.TemporaryFile(prefix="claimbook-")  # noqa: SIM115 - read until nobody does
        for each in sorted(self._waiting, key=_place):
            pickle.dump(each, file, pickle.HIGHEST_PROTOCOL)
        self._files.append(file)
        self._waiting.clear()


def _place(kept: tuple[tuple[Any, ...], int, Any]) -> tuple[tuple[Any, ...], int]:
    return kept[:2]


def _read(file: IO[bytes]) -> Iterator[Any]:
    at = 0
    while True:
        file.seek(at)
        try:
            each = pickle.load(file)
        except EOFError:
            return
        at = file.tell()
        yield each
