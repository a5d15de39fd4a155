"""The mutation benchmark keeps its promise.

Planted faults are found, and what is right is left alone.
"""

from __future__ import annotations

import pytest

from tests.benchmarks.mutations import run_inside


@pytest.mark.slow
def test_arithmetic_made_wrong_is_found_and_right_arithmetic_left_alone(request):
    step = 1 if request.config.getoption("--full") else 3
    tallies = dict(run_inside(each=1, step=step))
    assert len(tallies) == 20  # each relation of phrasings.csv
    assert {name: tally.alarms for name, tally in tallies.items() if tally.alarms} == {}
    planted, found = (
        sum(getattr(tally, count) for tally in tallies.values()) for count in ("planted", "found")
    )
    assert found / planted >= 0.9
