"""Merges of any two people's work on one ledger lose nothing and forge nothing.

No row, no cell and no signature is lost, and none is invented. The tables go through the driver's
own merge, signed files through git's union as .gitattributes asks for. `--full` makes ten thousand.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from claims.ledger.canonical import format_row, format_table, read_table
from claims.ledger.doctor import examine
from claims.ledger.git.drivers import install
from claims.ledger.identity import is_entry_id
from claims.ledger.merging.decisions import ROW, is_same
from claims.ledger.merging.files import merge
from claims.ledger.row_faults import row_faults
from claims.ledger.rows import entry_row
from claims.ledger.schema import CHECKS, CLAIMS
from claims.ledger.signing import signed
from claims.model import Check, Status
from tests.simulated import Clone, Rows, claim, claims_text, in_order

FREE = ("unit", "about", "claimant", "place", "event", "statement", "value", "modifier")
CELLS = ("town", "village", "", 'the "old" mayor, he said', "=1+1", "\u202e", "\\n", "person ", "é")
PEOPLE = ("Ann Lee", "Ben", "李 Lee", "王 Lee")
ODD = {"value": ("3", "3.0", "-7", "", "1" * 40), "modifier": ("exact", "approximate", "more_than")}


@dataclass
class Side:
    """A ledger at one commit: its claims, and what each person signed."""

    rows: Rows
    checks: dict[str, list[bytes]] = field(default_factory=dict)

    def copy(self) -> Side:
        return Side(
            {key: dict(row) for key, row in self.rows.items()},
            {name: list(lines) for name, lines in self.checks.items()},
        )

    def works(self, rng: random.Random, names: list[str], day: int) -> None:
        """Correct some cells, log and remove rows, and sign."""
        for key in rng.sample(sorted(self.rows), min(len(self.rows), rng.randint(0, 7))):
            name = rng.choice(FREE)
            self.rows[key][name] = rng.choice(ODD.get(name, CELLS))
            marks = {*self.rows[key]["edited"].split(), name}
            self.rows[key]["edited"] = " ".join(sorted(marks))
        for number in rng.sample(range(40, 60), rng.randint(0, 2)):
            row = claim(number, number % 3, 2_000 + number)
            self.rows[row["claim_id"]] = row
        if rng.random() < 0.1 and self.rows:
            del self.rows[rng.choice(sorted(self.rows))]
        for number in range(rng.randint(0, 4)):
            name = rng.choice(names)
            status = rng.choice(list(Status)[:3])
            draft = Check(check_id="", claim_id=rng.choice(KEPT), at="", by=name, status=status)
            at = f"2026-02-{day:02d}T04:{rng.randrange(60):02d}:{number:02d}Z"
            entry = signed(replace(draft, note=f"{rng.random()}"), at)
            self.checks.setdefault(name, []).append(format_row(entry_row(entry), CHECKS))

    def lines(self) -> list[bytes]:
        return list(format_table(in_order(self.rows), CLAIMS))


BASE = {row["claim_id"]: row for row in (claim(n, n % 3, 100 * n) for n in range(8))}
KEPT = sorted(BASE)[:2]  # claims that nobody removes, so that checks have something to be on


def sides(rng: random.Random) -> tuple[Side, Side, Side]:
    """Return a base and what two people made of it; sometimes one person at two machines."""
    base = Side({key: dict(row) for key, row in BASE.items()})
    base.works(rng, list(PEOPLE), 1)
    ours, theirs = base.copy(), base.copy()
    both = rng.random() < 0.2
    ours.works(rng, list(PEOPLE if both else PEOPLE[:2]), 2)
    theirs.works(rng, list(PEOPLE if both else PEOPLE[2:]), 3)
    for side in (base, ours, theirs):
        side.rows |= {key: side.rows.get(key, dict(BASE[key])) for key in KEPT}
    return base, ours, theirs


def union(base: list[bytes], ours: list[bytes], theirs: list[bytes], folder: Path) -> list[bytes]:
    """Merge a signed file as git does with merge=union."""
    if theirs == base or ours == theirs:
        return ours
    if ours == base:
        return theirs
    for name, lines in (("ours", ours), ("base", base), ("theirs", theirs)):
        (folder / name).write_bytes(b"".join(lines))
    command = ["git", "merge-file", "-p", "--union", "ours", "base", "theirs"]
    ended = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return ended.stdout.splitlines(keepends=True)


def try_merge(number: int, folder: Path) -> tuple[bool, Mapping[str, list[bytes]]]:
    """Merge two people's work and hold the outcome to the laws.

    Return whether it had conflicts.
    """
    rng = random.Random(f"merge:{number}")
    versions = sides(rng)
    files = []
    for name, side in zip(("base", "ours", "theirs"), versions, strict=True):
        files.append(folder / f"{name}.csv")
        files[-1].write_bytes(b"".join(side.lines()))
    outcome = merge(*files)
    swapped = merge(files[0], files[2], files[1])
    assert len(outcome.conflicts) == len(swapped.conflicts)
    result = {row["claim_id"]: row for _, row in read_table(outcome.lines, CLAIMS, "claims.csv")}
    told = {(each.id, each.field): each for each in outcome.conflicts}
    base, ours, theirs = versions
    for name, side in (("ours", ours), ("theirs", theirs)):
        for key, cell, value in changes(base.rows, side.rows):
            if (key, ROW) in told:
                continue  # a person decides about the whole row
            kept = getattr(told[key, cell], name) if (key, cell) in told else result[key][cell]
            assert is_same(cell, kept, value), (number, key, cell)
    for key, row in result.items():
        assert list(row_faults(row, CLAIMS)) == [], (number, key)
        for cell, value in row.items():
            own = {side.rows[key][cell] for side in versions if key in side.rows}
            # nobody's words but theirs
            assert cell == "edited" or value in own, (number, key, cell)
    checks = {}
    for name in sorted({*ours.checks, *theirs.checks}):
        was, here, there = (side.checks.get(name, []) for side in versions)
        checks[name] = merged = union(was, here, there, folder)
        assert sorted(merged) == sorted({*here, *there}), (number, name)
        for side_lines in (here, there):  # each side's own order
            assert [line for line in merged if line in side_lines] == side_lines, (number, name)
    return bool(told), checks


def changes(base: Rows, side: Rows) -> Iterator[tuple[str, str, str]]:
    """Yield the cells that a side has otherwise than the base; 3.0 is 3."""
    for key, row in side.items():
        for cell, value in row.items():
            if cell == "edited":
                continue
            if key not in base or not is_same(cell, base[key][cell], value):
                yield key, cell, value


@pytest.mark.slow
def test_merges_lose_and_forge_nothing(tmp_path: Path, full: bool) -> None:
    conflicts = 0
    for number in range(10_000 if full else 100):
        had_conflicts, checks = try_merge(number, tmp_path)
        conflicts += had_conflicts
        if number % 500 == 499:
            print(f"{number + 1:,} merges, {conflicts:,} with conflicts", flush=True)
        for lines in checks.values():
            for _, row in read_table([*format_table([], CHECKS), *lines], CHECKS, "checks"):
                assert is_entry_id(row, CHECKS)
    assert conflicts > 8


def test_checks_that_a_renamed_folder_leaves_behind_are_named(tmp_path: Path) -> None:
    clone = Clone(tmp_path / "clone")
    clone.write_claims(BASE)
    clone.commit("base")
    clone.git("checkout", "-q", "-b", "there")
    note = Check(check_id="", claim_id=KEPT[0], at="", by="Cem", note="rang")
    signed_there = [entry_row(signed(note, "2026-02-03T04:05:06Z"))]
    clone.write("checks/cem.csv", signed_there, CHECKS)
    clone.commit("theirs")
    clone.git("checkout", "-q", "main")
    clone.git("mv", "ledger", "data")
    clone.commit("ours")
    clone.git("-c", "merge.directoryRenames=false", "merge", "-q", "--no-edit", "there")
    found = [finding for finding in examine(clone.top / "data") if finding.is_missing]
    assert any("ledger/checks/cem.csv lies in no ledger" in finding.words for finding in found)


def test_a_merge_of_many_branches_is_right_or_leaves_everything_as_it_was(tmp_path: Path) -> None:
    clone = Clone(tmp_path / "clone")
    clone.write_claims(BASE)
    install(clone.ledger)
    base = clone.commit("base")
    for number, key in enumerate(sorted(BASE)[:3]):
        clone.git("checkout", "-q", "-b", f"there{number}", base)
        clone.write_claims({**BASE, key: BASE[key] | {"place": f"Dar {number}"}})
        clone.commit("theirs")
    clone.git("checkout", "-q", "main")
    said = clone.git("merge", "-q", "there0", "there1", "there2", allowed=(0, 1, 2))
    if clone.git("rev-parse", "HEAD").strip() == base:
        assert said.strip()
        clone.git("reset", "-q", "--merge")
        assert clone.claims_text() == claims_text(BASE)
    else:
        assert [clone.claims_text().count(f"Dar {number}") for number in range(3)] == [1, 1, 1]
