"""Killed anywhere on the way to the disk, every writing verb has done all of its work or none of it.

What was acknowledged before is there, in its order; nobody's name stands under what they did not
sign; the next command finds a sound ledger. A normal run dies at some places, `--full` before every
step of every verb and ten thousand times in days of work that go on after each death.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from claims.ledger.ledger import Ledger
from tests.attack import desks
from tests.attack.killing import Death, command, contents, in_a_copy, some_death

pytestmark = [
    pytest.mark.skipif(
        "not hasattr(__import__('os'), 'fork')", reason="copies of this process die"
    ),
    pytest.mark.slow,
]
LARGEST = 6_000  # bytes of the files that a verb writes, but for the description
# What these do first stands by itself: a ledger begun, typed cells kept, an older or foreign table
# in today's form, articles before the claims of a sheet, conflicts before the table they are in.
SEVERAL_STEPS = (
    *("init", "add after typing", "add to an older ledger", "validate --fix"),
    *("complete an older ledger", "import claims", "merge", "merge to a file"),
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with desks.frozen():
        yield desks.common(tmp_path_factory.mktemp("base"))


def prepared(base: Path, name: str, folder: Path) -> tuple[Path, list[str]]:
    """Return the desk of a verb, and its command line."""
    named = desks.named(base)
    desk = desks.copied(base, folder / "prepared")
    desks.VERBS[name].made(desk)
    return desk, [named.get(word, word) for word in desks.VERBS[name].words]


def recovered(desk: Path) -> Mapping[str, bytes]:
    """Return the files of a desk as the next reader finds them."""
    for folder in sorted(desk.rglob("documents.csv")):
        Ledger.open(folder.parent)
    return contents(desk)


def is_between(
    state: Mapping[str, bytes], before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> bool:
    """Tell whether a desk lacks no row that both others have, and has none that neither has."""
    rows, old, new = (
        {(name, line.partition(b",")[0]) for name in files for line in files[name].splitlines()}
        for files in (state, before, after)
    )
    return old & new <= rows <= old | new


def deaths(rng: random.Random, steps: int, full: bool) -> Iterator[Death]:
    if full:
        yield from map(Death, range(1, steps + 1))
    for _ in range(60 if full else 3):
        yield some_death(rng, steps, LARGEST)


@pytest.mark.parametrize("name", desks.VERBS)
def test_a_killed_verb_leaves_all_or_nothing(
    base: Path, tmp_path: Path, name: str, full: bool
) -> None:
    desk, words = prepared(base, name, tmp_path)
    before = contents(desk)
    done = desks.copied(desk, tmp_path / "done")
    ended = in_a_copy(command(done, *words), done)
    after = contents(done)
    assert not ended.is_killed
    assert ended.steps > 1
    killed = 0
    for death in deaths(random.Random(name), ended.steps, full):
        victim = desks.copied(desk, tmp_path / "victim")
        found = in_a_copy(command(victim, *words), victim, death)
        killed += found.is_killed
        assert found.is_killed or found.code == ended.code, death
        state = recovered(victim)
        assert found.is_killed or state == after, death
        if name in SEVERAL_STEPS:
            assert is_between(state, before, after), death
        else:
            assert state in (before, after), death
        if state != after:  # the same can be asked for again, and is done as it would have been
            again = in_a_copy(command(victim, *words), victim)
            assert again.code == ended.code, death
            assert contents(victim) == after, death
    assert killed
