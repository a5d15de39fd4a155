"""Values come out in the order of their keys, also where they waited in files."""

from __future__ import annotations

import random

import pytest

from claims.numbers.sorting import Sorted


@pytest.mark.parametrize("most", [3, 10, 1_000])
def test_values_come_out_in_order_and_equals_as_they_came(most: int):
    chance = random.Random(4)
    values = [(chance.randrange(9), number) for number in range(100)]
    kept: Sorted[tuple[int, int]] = Sorted(most)
    for value in values:
        kept.add((value[0],), value)
    assert len(kept) == 100
    assert list(kept) == sorted(values, key=lambda value: value[0])
    first, second = iter(kept), iter(kept)  # two readers do not disturb each other
    assert [next(first), next(first), next(second)] == [*list(kept)[:2], next(iter(kept))]


def test_nothing_comes_out_of_nothing():
    assert list(Sorted()) == []
