"""Several people write to one ledger at once, and some of them die.

What was said to be done is there, in order.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claims.ledger.ledger import Ledger
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS, EDITS
from claims.ledger.signing import own_rows
from claims.ledger.validate import validate
from tests.attack import desks
from tests.attack.driving import run
from tests.attack.killing import FAULT

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="copies of this process write"),
    pytest.mark.slow,
]
NAMES = ("Ann Lee", "Ben", "Cem", "Dana", "Eve", "Fay")


def writes(desk: Path, name: str, number: int) -> list[tuple[object, ...]]:
    """The commands of one person's turn, each of which leaves a trace of its own."""
    article = f"{name}-{number}.txt".replace(" ", "-")
    (desk / article).write_text(f"The mayor said {number + 2} houses of {name} burned.\n")
    claim = desks.named(desk)["ID"]
    return [
        ("add", article, "--title", article),
        ("note", claim, f"note {number}", "--by", name),
        ("check", claim, "--status", "checking", "--note", f"check {number}", "--by", name),
        ("edit", claim, f"place={name} {number}", "--by", name),
    ]


def writer(desk: Path, name: str, turns: int, said: int) -> Callable[[], None]:
    """A person who works, and says after each turn that it is done."""

    def work() -> None:
        for number in range(turns):
            for words in writes(desk, name, number):
                ended = run(desk, *words)
                # a cell that somebody else changed meanwhile is not overwritten, and that is said
                assert ended.code == 0 or (words[0] == "edit" and "changed" in ended.stderr), ended
            os.write(said, b"%d\n" % number)

    return work


def forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if not child:
        code = FAULT
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def at_work(desk: Path, writers: int, turns: int) -> Iterator[tuple[str, int, int]]:
    """Start people; yield the name, the process, and where each says what is done."""
    for name in NAMES[:writers]:
        hears, says = os.pipe()
        child = forked(writer(desk, name, turns, says))
        os.close(says)
        yield name, child, hears


def heard(hears: int) -> int:
    """Return how many turns somebody said were done."""
    with os.fdopen(hears, "rb") as said:
        return len(said.read().splitlines())


def assert_done(desk: Path, name: str, turns: int) -> None:
    """Hold the ledger to what a person was told is done.

    It is there in order, and at most one turn is there beyond it.
    """
    ledger = Ledger.open(desk)
    notes = [row["note"] for row in own_rows(ledger.store, CHECKS, name) if "note" in row["note"]]
    verdicts = [row["note"] for row in own_rows(ledger.store, CHECKS, name) if row["status"]]
    titles = {row["title"] for row in ledger.rows(DOCUMENTS)}
    for number in range(turns):
        assert f"{name}-{number}.txt".replace(" ", "-") in titles
    for kind, found in (("note", notes), ("check", [each for each in verdicts if "check" in each])):
        assert found == [f"{kind} {number}" for number in range(len(found))]
        assert turns <= len(found) <= turns + 1


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return desks.common(tmp_path)


def test_several_writers_lose_and_double_nothing(desk: Path, full: bool) -> None:
    turns = 30 if full else 2
    people = list(at_work(desk, 6 if full else 3, turns))
    for name, child, hears in people:
        assert heard(hears) == turns
        assert os.waitpid(child, 0)[1] == 0
        assert_done(desk, name, turns)
    assert validate(desk / "ledger") == []
    store = Ledger.open(desk).store
    edits = [row for name, *_ in people for row in own_rows(store, EDITS, name)]
    before, after = ({row[end] for row in edits} for end in ("before", "after"))
    place = Ledger.open(desk).row(CLAIMS, desks.named(desk)["ID"])["place"]
    assert after - before == {place}  # each began where another had ended, and the last one holds


def test_writers_that_die_lose_nothing_they_were_told_is_done(desk: Path, full: bool) -> None:
    rng = random.Random(3)
    for _ in range(40 if full else 1):
        victim = desks.copied(desk, desk.with_name("victim"))
        people = list(at_work(victim, 3, 50))
        for name, child, hears in people:
            assert os.read(hears, 1) == b"0"  # the first turn is done
            time.sleep(rng.uniform(0, 0.2))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            assert_done(victim, name, heard(hears))
        assert validate(victim / "ledger") == []
