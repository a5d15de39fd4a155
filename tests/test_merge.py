"""Merging three files: one folder a case in tests/merges, named by what the two sides did.

`base.csv ours.csv theirs.csv merged.csv`, and where they apply `conflicts.csv` (what is left to a
person) and `read_again.txt` (ids whose number and attribution changed on opposite sides).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from claims.ledger.canonical import MalformedFile
from claims.ledger.merging.lines import Merge, merge_lines
from claims.ledger.schema import CLAIMS, DOCUMENTS

CASES = sorted(Path(__file__).with_name("merges").iterdir())
HEADER = b"claim_id,document_id,start,end,surface,modifier,stance,type,quote\n"
ROW = b"k%s,bridge,%d,9,surface,exact,asserted,statistical,quote\n"


def merged(case: Path, base: str = "base", ours: str = "ours", theirs: str = "theirs") -> Merge:
    table = DOCUMENTS if case.name.startswith("documents") else CLAIMS
    old, mine, other = (
        (case / f"{name}.csv").read_bytes().splitlines(keepends=True)
        for name in (base, ours, theirs)
    )
    return merge_lines(old, mine, other, table)


def conflicts_in(case: Path) -> set[tuple[str, ...]]:
    file = case / "conflicts.csv"
    if not file.exists():
        return set()
    with file.open(newline="") as lines:
        return {tuple(row) for row in list(csv.reader(lines))[1:]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_merged_file_conflicts_and_rows_to_read_again(case: Path) -> None:
    merge = merged(case)
    assert b"".join(merge.lines).decode() == (case / "merged.csv").read_text()
    assert {(d.id, d.field, d.base, d.ours, d.theirs) for d in merge.conflicts} == conflicts_in(
        case
    )
    again = case / "read_again.txt"
    assert [row.id for row in merge.combined] == (
        again.read_text().split() if again.exists() else []
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_other_way_round_has_the_same_conflicts_from_the_other_side(case: Path) -> None:
    there = merged(case, ours="theirs", theirs="ours")
    assert {(d.id, d.field, d.base, d.theirs, d.ours) for d in there.conflicts} == conflicts_in(
        case
    )
    if not there.conflicts:
        assert b"".join(there.lines).decode() == (case / "merged.csv").read_text()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_merging_theirs_once_more_changes_nothing(case: Path) -> None:
    if not conflicts_in(case):
        assert (
            b"".join(merged(case, ours="merged").lines).decode()
            == (case / "merged.csv").read_text()
        )


@pytest.mark.parametrize(
    ("lines", "line", "field"),
    [
        ([HEADER, ROW % (b"2", 1), ROW % (b"2", 2)], 3, "claim_id"),
        ([HEADER, ROW % (b"2", 1), ROW % (b"2", 1)], 3, "claim_id"),
        ([HEADER, b"k2,bridge,1\n"], 2, "end"),
        ([HEADER, b'k2,"bridge,1,9,surface,exact,asserted,statistical,quote\n'], 2, "document_id"),
        ([b"version https://git-lfs.github.com/spec/v1\n", b"oid sha256:00\n"], 1, ""),
        ([b"<<<<<<< ours\n"], 1, ""),
    ],
    ids=["an id twice", "a line twice", "ragged", "unclosed quote", "LFS pointer", "markers"],
)
@pytest.mark.parametrize("side", [0, 1, 2])
def test_what_is_no_table_is_refused_with_its_place(
    lines: list[bytes], line: int, field: str, side: int
) -> None:
    sides = [[HEADER], [HEADER], [HEADER]]
    sides[side] = lines
    with pytest.raises(MalformedFile) as refused:
        merge_lines(*sides)
    problem = refused.value.problem
    assert (problem.file, problem.line) == (("base", "ours", "theirs")[side], line)
    assert not field or problem.field == field


def test_an_id_that_a_side_adds_beside_an_unchanged_row_is_refused() -> None:
    same = [HEADER, ROW % (b"2", 1)]
    with pytest.raises(MalformedFile, match="stands on line 2 already"):
        merge_lines(same, [*same, ROW % (b"2", 7)], same)


def test_a_conflict_in_a_base_is_no_side_s_cell() -> None:
    """Criss-cross merges merge the bases first.

    Choosing there would hide that the sides decided differently.
    """
    case = Path(__file__).with_name("merges") / "cell-same"
    versions = [
        (case / f"{name}.csv").read_bytes().splitlines(keepends=True)
        for name in ("base", "ours", "theirs")
    ]
    base, ours, theirs = versions
    between = merge_lines(*versions, is_ancestor=True).lines
    (conflict,) = merge_lines(between, ours, theirs).conflicts
    assert (conflict.ours, conflict.theirs) == ("13", "14")
    assert [decision.merged for decision in merge_lines(between, ours, base).conflicts] == ["13"]
    assert merge_lines(between, ours, ours).lines == ours
