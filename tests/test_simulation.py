"""Two checkers at work in real repositories.

Ten ways of dividing the work, many merges, with and without the driver. Each side corrects 20 of
500 claims and signs 20 checks; what a scenario does beyond that stands in its function. With the
driver, merges are clean wherever there is no disagreement, and every disagreement is listed.
Without it (a fresh clone) checks never conflict, nothing is lost, and `claimbook merge` afterwards
gives the file that the driver gives.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from claims.ledger.git.drivers import install
from claims.ledger.merging.files import merge_unmerged
from claims.ledger.schema import CHECKS, CLAIMS
from tests.simulated import Clone, Rows, check, claim, claims, claims_text

BASE = claims()
IDS = list(BASE)


@dataclass
class Side:
    """What one checker does on a branch."""

    name: str
    edits: dict[str, dict[str, str]] = field(default_factory=dict)
    new: Rows = field(default_factory=dict)
    checks: list[dict[str, str]] = field(default_factory=list)

    def works_on(self, ids: list[str], cells: str = "quote") -> None:
        for claim_id in ids:
            text = f"{BASE[claim_id][cells]} ({self.name})"
            self.edits.setdefault(claim_id, {})[cells] = text
            self.edits[claim_id]["edited"] = " ".join(
                sorted({*self.edits[claim_id], cells} - {"edited"})
            )
            self.signs(claim_id)

    def signs(self, claim_id: str, note: str = "") -> None:
        self.checks.append(check(len(self.checks), claim_id, self.name, note=note))

    def adds(self, number: int, document: int, start: int) -> None:
        row = claim(number, document, start)
        self.new[row["claim_id"]] = row

    def rows(self) -> Rows:
        return {key: row | self.edits.get(key, {}) for key, row in BASE.items()} | self.new


Scenario = Callable[[Side, Side, random.Random], object]


def by_half(ann: Side, ben: Side, chance: random.Random) -> None:
    ann.works_on(chance.sample(IDS[:250], 20))
    ben.works_on(chance.sample(IDS[250:], 20))


def anywhere(ann: Side, ben: Side, chance: random.Random) -> list[str]:
    *picked, one, two, three = chance.sample(IDS, 43)
    ann.works_on(picked[:20])
    ben.works_on(picked[20:])
    return [one, two, three]


def new_claims(ann: Side, ben: Side, chance: random.Random) -> None:
    anywhere(ann, ben, chance)
    for number in range(
        5
    ):  # three at the same place of the same article, as when a paragraph is read again
        ann.adds(600 + number, chance.randrange(10) if number > 2 else 4, 10 + 2 * number)
        ben.adds(700 + number, chance.randrange(10) if number > 2 else 4, 11 + 2 * number)


def notes(ann: Side, ben: Side, chance: random.Random) -> None:
    anywhere(ann, ben, chance)
    for side in (ann, ben):
        for claim_id in chance.sample(IDS, 10):
            side.signs(claim_id, note='Called the ministry, no answer: "later", they said')


def neighbours(ann: Side, ben: Side, chance: random.Random) -> None:
    first = chance.randrange(len(IDS) - 40)
    ann.works_on(IDS[first : first + 40 : 2])
    ben.works_on(IDS[first + 1 : first + 41 : 2])


def same_rows_other_cells(ann: Side, ben: Side, chance: random.Random) -> None:
    common = anywhere(ann, ben, chance)
    ann.works_on(common, "about")
    ben.works_on(common, "quote")


def same_cells(ann: Side, ben: Side, chance: random.Random) -> None:
    common = anywhere(ann, ben, chance)
    ann.works_on(common, "claimant")
    ben.works_on(common, "claimant")


def everything(ann: Side, ben: Side, chance: random.Random) -> None:
    new_claims(ann, ben, chance)
    for side in (ann, ben):
        for claim_id in chance.sample(IDS, 10):
            side.signs(claim_id, note="Seen")
    common = [claim_id for claim_id in IDS if claim_id not in ann.edits.keys() | ben.edits.keys()][
        :3
    ]
    ann.works_on(common, "about")
    ben.works_on(common, "claimant")


def same_article(ann: Side, ben: Side, chance: random.Random) -> None:
    anywhere(ann, ben, chance)
    for side in (ann, ben):
        for number in range(8):
            side.adds(800 + number, 60, 50 * number)


def same_verdicts_differ(ann: Side, ben: Side, chance: random.Random) -> None:
    """Checkers who disagree about a claim make a disputed claim and no conflict."""
    for claim_id in chance.sample(IDS, 20):
        ann.signs(claim_id)
        ben.checks.append(check(len(ben.checks), claim_id, "ben", status="unverifiable"))


SCENARIOS: list[Scenario] = [
    by_half,
    anywhere,
    new_claims,
    notes,
    neighbours,
    same_rows_other_cells,
    same_cells,
    everything,
    same_article,
    same_verdicts_differ,
]


def merged(ann: Side, ben: Side) -> tuple[str, set[tuple[str, ...]]]:
    """Return what the merge must give: claims.csv and the conflicts.

    It is worked out from what was done.
    """
    rows = ann.rows()
    conflicts: set[tuple[str, ...]] = set()
    for claim_id, row in ben.new.items():
        assert rows.setdefault(claim_id, row) == row
    for claim_id, cells in ben.edits.items():
        for name, text in cells.items():
            mine = ann.edits.get(claim_id, {}).get(name)
            if name == "edited":
                words = {*text.split(), *(mine or "").split()}
                rows[claim_id][name] = " ".join(sorted(words, key=CLAIMS.columns.index))
            elif mine is None or mine == text:
                rows[claim_id][name] = text
            else:
                conflicts.add((claim_id, name, BASE[claim_id][name], mine, text))
    return claims_text(rows), conflicts


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Clone, Clone]:
    """Return a clone with the drivers, and one of somebody who has not installed them."""
    folder = tmp_path_factory.mktemp("desk")
    ann = Clone(folder / "ann")
    ann.write_claims(BASE)
    for name in ("ann", "ben"):
        ann.write(f"checks/{name}.csv", [check(9999, IDS[0], name)], CHECKS)
    install(ann.ledger)
    ann.commit("base")
    ann.git("tag", "base")
    return ann, Clone(folder / "fresh", source=ann.top)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(10 if metafunc.config.getoption("--full") else 4))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_merges_of_two_checkers(desk: tuple[Clone, Clone], scenario: Scenario, seed: int) -> None:
    clone, fresh = desk
    ann, ben = Side("ann"), Side("ben")
    scenario(ann, ben, random.Random(seed))
    for side in (ann, ben):
        clone.git("checkout", "-q", "-B", side.name, "base")
        clone.write_claims(side.rows())
        clone.write(
            f"checks/{side.name}.csv", [check(9999, IDS[0], side.name), *side.checks], CHECKS
        )
        clone.commit(f"work of {side.name}")
    clone.git("checkout", "-q", "ann")
    expected, disagreements = merged(ann, ben)

    clone.git("merge", "-q", "ben", allowed=(1,) if disagreements else (0,))
    assert clone.claims_text() == expected
    assert listed(clone.ledger) == disagreements
    assert_checks(clone, ann, ben)
    clone.git("reset", "-q", "--hard")
    (clone.ledger / "claims.csv.conflicts.csv").unlink(missing_ok=True)

    fresh.git("fetch", "-q", "--force", "origin", "ann:ann_", "ben:ben_")
    fresh.git("checkout", "-q", "--detach", "ann_")
    fresh.git("merge", "-q", "ben_", allowed=(0, 1))
    assert set(fresh.git("diff", "--name-only", "--diff-filter=U").split()) <= {"ledger/claims.csv"}
    assert_checks(fresh, ann, ben)
    text = fresh.claims_text()
    if "<<<<<<< " in text:
        assert_nothing_lost(text, ann, ben)
        merge_unmerged(fresh.ledger)
    assert fresh.claims_text() == expected
    assert listed(fresh.ledger) == disagreements
    fresh.git("reset", "-q", "--hard")
    (fresh.ledger / "claims.csv.conflicts.csv").unlink(missing_ok=True)


def listed(ledger: Path) -> set[tuple[str, ...]]:
    file = ledger / "claims.csv.conflicts.csv"
    if not file.exists():
        return set()
    with file.open(newline="") as lines:
        return {tuple(row) for row in list(csv.reader(lines))[1:]}


def assert_checks(clone: Clone, ann: Side, ben: Side) -> None:
    for side in (ann, ben):
        with (clone.ledger / f"checks/{side.name}.csv").open(newline="") as lines:
            signed = [row["check_id"] for row in csv.DictReader(lines)]
        assert signed == [
            check(9999, "", side.name)["check_id"],
            *(row["check_id"] for row in side.checks),
        ]


def assert_nothing_lost(text: str, ann: Side, ben: Side) -> None:
    lines = set(text.splitlines())
    for side in (ann, ben):
        changed = {key: row for key, row in side.rows().items() if row != BASE.get(key)}
        assert set(claims_text(changed).splitlines()) <= lines
