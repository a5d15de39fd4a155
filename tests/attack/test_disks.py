"""On a full disk every writing verb says so in one line and changes nothing.

With room again it works. The disk is full from a step on (as the system would say it), a file can
grow no further (which the system itself says), or it is a real one of a few pages, where this may
mount one.
"""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.ledger.validate import validate
from tests.attack import desks
from tests.attack.driving import run
from tests.attack.killing import Death, command, contents, in_a_copy, some_death
from tests.attack.test_kills import LARGEST, SEVERAL_STEPS, is_between, prepared, recovered

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a copy of this process meets the disk"),
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with desks.frozen():
        yield desks.warmed(tmp_path_factory.mktemp("base"))


def disks(rng: random.Random, steps: int, full: bool) -> Iterator[Death]:
    if full:
        yield from (Death(step, is_full=True) for step in range(1, steps + 1))
    for _ in range(40 if full else 1):
        yield some_death(rng, steps, LARGEST, is_full=True)


@pytest.mark.parametrize("name", desks.VERBS)
def test_a_verb_on_a_full_disk_changes_nothing(
    base: Path, tmp_path: Path, name: str, full: bool
) -> None:
    desk, words = prepared(base, name, tmp_path)
    before = contents(desk)
    done = desks.copied(desk, tmp_path / "done")
    ended = in_a_copy(command(done, *words), done)
    after = contents(done)
    for disk in disks(random.Random(name), ended.steps, full):
        victim = desks.copied(desk, tmp_path / "victim")
        found = in_a_copy(command(victim, *words), victim, disk)
        assert not found.is_killed, disk
        state = recovered(victim)
        if found.code == ended.code != 2:  # what was left to do needed no room
            assert state == after, disk
            continue
        assert found.code in (1, 2), disk
        if name in SEVERAL_STEPS:
            assert is_between(state, before, after), disk
        else:
            assert state in (before, after), disk
        if state != after:
            again = in_a_copy(command(victim, *words), victim)
            assert again.code == ended.code, disk
            assert contents(victim) == after, disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB, where the system lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "claimbook-test", str(place)]
    try:
        mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no mount here")
    if mounted.returncode:
        pytest.skip(f"cannot mount a small disk: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_real_disk_that_is_full(base: Path, small_disk: Path) -> None:
    desk = desks.copied(base, small_disk / "desk")
    before = contents(desk)
    ballast = small_disk / "ballast"
    verbs = [name for name in ("add", "check", "edit", "import claims") if name in desks.VERBS]
    named = desks.named(base)
    for name in verbs:
        words = [named.get(word, word) for word in desks.VERBS[name].words]
        fill(ballast)
        ended = run(desk, *words)
        assert ended.code == 2, name
        assert "no space left on device" in ended.stderr, name
        ballast.unlink()
        assert contents(desk) == before, name
        assert validate(desk / "ledger") == [], name
    fill(ballast)
    assert run(desk, "list").code == 0  # reading needs no room
    ballast.unlink()
    assert run(desk, "add", "new.txt").code == 0


def fill(ballast: Path) -> None:
    """Take what room a disk has left."""
    with ballast.open("wb", buffering=0) as handle:
        try:
            while handle.write(b"x" * 4096):
                pass
        except OSError:
            pass
