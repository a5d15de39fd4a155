"""A verb that is killed on its way to the disk has done all of its work or none.

What was acknowledged before is there, in its order; nobody's name stands under what they did not
sign; the next command finds a sound ledger. A normal run dies at some places, `--full` before every
step of every verb and ten thousand times in days of work that go on after each death, in two
processes. A day that fails is named by its number: `day(base, desk, NUMBER)` is the same day again.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from claims.ledger.canonical import read_table
from claims.ledger.identity import is_entry_id
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS, DOCUMENTS, EDITS, SIGNED
from claims.ledger.validate import validate
from tests.attack import desks
from tests.attack.crowd import attempts
from tests.attack.killing import ALIVE, Death, command, contents, in_a_copy, some_death

pytestmark = [
    pytest.mark.skipif(
        "not hasattr(__import__('os'), 'fork')", reason="copies of this process die"
    ),
    pytest.mark.slow,
]
COMMANDS = 40  # of a day
DAYS = 740  # of which each has some fourteen deaths
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
        yield desks.warmed(tmp_path_factory.mktemp("base"))


def prepared(base: Path, name: str, folder: Path) -> tuple[Path, list[str]]:
    """Return the desk of a verb, and its command line."""
    named = desks.named(base)
    desk = desks.copied(base, folder / "prepared")
    desks.VERBS[name].made(desk)
    return desk, [named.get(word, word) for word in desks.VERBS[name].words]


def recovered(desk: Path) -> Mapping[str, bytes]:
    """Return the files of a desk as the next reader finds them."""
    for folder in sorted(desk.rglob("claims.csv")):
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
    yield from map(Death, range(1, steps + 1) if full else [rng.randint(1, steps)])
    for _ in range(60 if full else 1):
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


def turn(rng: random.Random, desk: Path, number: int) -> tuple[str, list[str]]:
    """Return somebody's name and what they do next, at a desk that goes on."""
    name = rng.choice(("Ann Lee", "Ben", "Cem"))
    rows = list(Ledger.open(desk / "ledger").rows(CLAIMS))
    one, other = (row["claim_id"] for row in rng.sample(rows, 2))
    article = desk / f"article-{number}.txt"
    article.write_text(f"The mayor said {number + 2} houses burned, and {number + 3} stand.\n")
    (desk / "houses.txt").write_text(desks.HOUSES.replace("12 fled", f"{number + 13} fled"))
    (desk / "checks.csv").write_text(f"claim_id,status,by,note\n{one},checking,{name},{number}\n")
    words = rng.choice(
        (
            ["add", article.name],
            ["add", article.name, "houses.txt"],
            ["refresh"],
            ["check", one, other, "--status", "checking", "--by", name, "--yes", "--force"],
            ["check", one, "--status", "verified", "--evidence", article.name, "--by", name],
            ["note", one, f"note {number}", "--by", name],
            ["edit", one, f"place=Dar {number}", f"unit=u{number}", "--by", name],
            ["edit", one, other, f"event=fall {number}", "--by", name, "--yes"],
            ["link", one, other, "--by", name],
            ["assign", one, "Dana", "--by", name],
            ["withdraw", one, "--by", name],
            ["restore", one, "--by", name],
            ["undo", "--by", name],
            ["import", "checks", "checks.csv", "--by", name],
            ["validate", "--fix"],
        )
    )
    return name, words


def assert_grown(before: Mapping[str, bytes], after: Mapping[str, bytes], name: str) -> int:
    """Hold a desk to what it was.

    Nothing signed is gone or changed, and what is new is one person's. Return how many entries are
    new.
    """
    for table in (DOCUMENTS, CLAIMS):
        was, now = (keys(files[f"ledger/{table.name}.csv"]) for files in (before, after))
        assert was <= now
    new = 0
    for file, content in after.items():
        signed = next((each for each in SIGNED if file.startswith(f"ledger/{each.folder}/")), None)
        if signed is None or content == before.get(file):
            continue
        assert content.startswith(before.get(file, b"")), file
        lines = content.splitlines(keepends=True)
        rows = [row for _, row in read_table(lines, signed, file)][
            max(len(before.get(file, b"").splitlines()) - 1, 0) :
        ]
        new += len(rows)
        assert {row["by"] for row in rows} == {name}, file
        assert all(is_entry_id(row, signed) for row in rows)
        if signed is EDITS:
            assert_corrected(rows, after["ledger/claims.csv"])
    assert before.keys() <= after.keys()
    return new


def assert_corrected(edits: Sequence[Mapping[str, str]], claims: bytes) -> None:
    """Hold the claims to corrections that were just signed: one without the other would be half."""
    lines = claims.splitlines(keepends=True)
    rows = {row["claim_id"]: row for _, row in read_table(lines, CLAIMS, "claims.csv")}
    for edit in edits:
        assert rows[edit["claim_id"]][edit["field"]] == edit["after"]


def keys(content: bytes) -> set[bytes]:
    return {line.partition(b",")[0] for line in content.splitlines()}


class Day(NamedTuple):
    """What came of a day of work: commands, how many of them died, and entries that were signed."""

    commands: int
    killed: int
    signed: int


def day(base: Path, desk: Path, number: int) -> Day:
    """Work for a day at a fresh desk, with commands that die, and hold the desk after each.

    The same number gives the same day.
    """
    rng = random.Random(f"day {number}")
    now = contents(desks.copied(base, desk))
    killed = signed = 0
    for at in range(COMMANDS):
        name, words = turn(rng, desk, at)
        death = some_death(rng, 45, LARGEST) if rng.random() < 0.8 else ALIVE
        before, found = now, in_a_copy(command(desk, *words), desk, death)
        assert found.is_killed or found.code in (0, 1, 2), words
        now = recovered(desk)
        new = assert_grown(before, now, name)
        if not found.is_killed and found.code == 2:
            assert new == 0, words
        killed += found.is_killed
        signed += new
        if at % 20 == 0:
            assert validate(desk / "ledger") == []
    return Day(COMMANDS, killed, signed)


def day_apart(base: Path, folder: Path, number: int) -> Day:
    """Work for a day at a desk of its own, which is gone afterwards."""
    desk = folder / str(number)
    try:
        return day(base, desk, number)
    finally:
        shutil.rmtree(desk, ignore_errors=True)


def test_days_of_work_in_which_every_other_command_dies(
    base: Path, tmp_path: Path, full: bool
) -> None:
    if not full:
        assert day(base, tmp_path / "day", 0).killed > 5
        return
    total, faults = Day(0, 0, 0), []
    work = partial(day_apart, base, tmp_path)
    for number, (done, fault) in enumerate(attempts(work, range(DAYS))):
        total = Day(*map(sum, zip(total, done or Day(0, 0, 0), strict=True)))
        faults += [f"day {number}: {fault}"] if fault else []
        print(f"day {number}: {total} {fault}", flush=True)
    assert not faults
    assert total.killed > 10_000
    assert total.signed > total.killed / 20
