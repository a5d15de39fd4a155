"""What holds for every merge.

Sides that changed nothing, order of the sides, repetition, and that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.ledger.canonical import format_line, read_table
from claims.ledger.merging.decisions import ROW, is_same
from claims.ledger.merging.lines import merge_lines
from claims.ledger.schema import CLAIMS

FREE = ("surface", "value", "unit", "about", "claimant", "quote")
Rows = Mapping[str, Mapping[str, str]]

cells = st.one_of(
    st.sampled_from(
        ["", "1", "1.0", "1.00", "27", "a, b", '"q"', "\\", "\n", "=1+1", "town", "\u202e"]
    ),
    st.text(alphabet='ab1 ,"\\\n\u202e', max_size=4),
)
rows = st.fixed_dictionaries({"start": st.integers(0, 40).map(str)} | dict.fromkeys(FREE, cells))
ids = st.sampled_from([f"k{letter}" for letter in "abcdefgh"])
tables = st.dictionaries(ids, rows, max_size=8)


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[bytes], list[bytes], list[bytes]]:
    base = draw(tables)
    return written(base), written(edited(draw, base)), written(edited(draw, base))


def edited(draw: st.DrawFn, base: Rows) -> Rows:
    gone = draw(st.sets(ids, max_size=2))
    changed = draw(
        st.dictionaries(ids, st.dictionaries(st.sampled_from(FREE), cells, max_size=2), max_size=4)
    )
    added = draw(st.dictionaries(ids, rows, max_size=2))
    kept = {key: {**row, **changed.get(key, {})} for key, row in base.items() if key not in gone}
    return {**added, **kept}


def written(rows: Rows) -> list[bytes]:
    fixed = {
        "document_id": "bridge",
        "end": "9",
        "modifier": "exact",
        "stance": "asserted",
        "type": "statistical",
    }
    full = [{**fixed, **row, "claim_id": key} for key, row in rows.items()]
    full.sort(key=lambda row: (int(row["start"]), row["claim_id"]))
    return [
        format_line(CLAIMS.columns),
        *(format_line(row.get(name, "") for name in CLAIMS.columns) for row in full),
    ]


def read(lines: list[bytes]) -> dict[str, dict[str, str]]:
    return {row["claim_id"]: row for _, row in read_table(lines, CLAIMS, "claims.csv")}


@given(versions())
def test_a_side_that_changed_nothing_yields_to_the_other(sides: tuple[list[bytes], ...]) -> None:
    base, ours, _ = sides
    assert merge_lines(base, ours, base).lines == ours
    assert merge_lines(base, base, ours).lines == ours
    assert merge_lines(base, ours, ours).lines == ours


@given(versions())
def test_ours_and_theirs_swap_apart_from_what_conflicts_hold(
    sides: tuple[list[bytes], ...],
) -> None:
    base, ours, theirs = sides
    one, other = merge_lines(base, ours, theirs), merge_lines(base, theirs, ours)
    assert {(d.id, d.field, d.ours, d.theirs) for d in one.conflicts} == {
        (d.id, d.field, d.theirs, d.ours) for d in other.conflicts
    }
    undecided = {d.id for d in one.conflicts}
    assert [line for line in one.lines if key(line) not in undecided] == [
        line for line in other.lines if key(line) not in undecided
    ]
    assert {row.id for row in one.combined} == {row.id for row in other.combined}


@given(versions())
def test_a_merge_of_what_is_merged_changes_nothing(sides: tuple[list[bytes], ...]) -> None:
    base, ours, theirs = sides
    first = merge_lines(base, ours, theirs)
    if not first.conflicts:
        again = merge_lines(base, first.lines, theirs)
        assert again.lines == first.lines
        assert not again.conflicts


@given(versions())
@settings(max_examples=300)
def test_no_edit_is_lost(sides: tuple[list[bytes], ...]) -> None:
    """Whatever a side changed stands in the merged file, or in a conflict that holds it."""
    base, ours, theirs = map(read, sides)
    outcome = merge_lines(*sides)
    result = read(outcome.lines)
    conflicts = {(conflict.id, conflict.field): conflict for conflict in outcome.conflicts}
    for name, side in (("ours", ours), ("theirs", theirs)):
        for claim in side.keys() | base.keys():
            if (claim, ROW) in conflicts:
                line = format_line(side[claim].values()).decode()[:-1] if claim in side else ""
                assert getattr(conflicts[claim, ROW], name) == line
            elif claim not in side:
                assert claim not in result
            else:
                for field, cell in changed_cells(base.get(claim), side[claim]):
                    conflict = conflicts.get((claim, field))
                    kept = getattr(conflict, name) if conflict else result[claim][field]
                    assert is_same(field, kept, cell)


def changed_cells(base: Mapping[str, str] | None, side: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        (field, cell)
        for field, cell in side.items()
        if base is None or not is_same(field, base[field], cell)
    ]


def key(line: bytes) -> str:
    return line.partition(b",")[0].decode()
