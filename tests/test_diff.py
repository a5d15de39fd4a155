"""A diff names what came, went and changed, and nothing else.

Applied to the old version it gives the new one.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import LedgerError
from claims.ledger.canonical import format_table, read_table
from claims.ledger.diff import Changed, Rows, diff
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CLAIMS, DOCUMENTS, Table
from claims.model import Check, Reason, Status
from tests.samples import ARTICLE, TOWNS, sample
from tests.simulated import Clone

Row = dict[str, str]


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Ledger, Ledger]:
    sample(tmp_path / "old")
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    return Ledger.open(tmp_path / "old"), Ledger.open(tmp_path / "new")


def edit(ledger: Ledger, name: str, old: bytes, new: bytes) -> None:
    path = ledger.folder / name
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))


def test_the_same_ledger_has_no_differences(versions: tuple[Ledger, Ledger]) -> None:
    assert not diff(*versions)
    assert not diff(versions[0].folder, str(versions[1].folder))


def test_changed_cells_are_named_one_by_one(versions: tuple[Ledger, Ledger]) -> None:
    edit(versions[1], "claims.csv", b"27 towns,,27,", b"37 towns,,37,")
    found = diff(*versions)
    assert [changed.cells for changed in found.claims.changed] == [
        {"surface": ("27 towns", "37 towns"), "value": ("27", "37")}
    ]
    assert not any((found.claims.added, found.claims.removed, found.documents, found.checks))
    [move] = found.moves  # Ann verified 27
    assert (move.old.status, move.new.status, move.new.was) == (
        Status.VERIFIED,
        Status.OUTDATED,
        Status.VERIFIED,
    )


def test_documents_and_claims_come_and_go(versions: tuple[Ledger, Ledger]) -> None:
    added = versions[1].add(
        replace(ARTICLE, title="A second day", path="second.txt", text=ARTICLE.text + "\n"), [TOWNS]
    )
    found = diff(*versions)
    assert [row["title"] for row in found.documents.added] == ["A second day"]
    assert [row["claim_id"] for row in found.claims.added] == [added.claims[0].claim_id]
    back = diff(versions[1], versions[0])
    assert (back.documents.removed, back.claims.removed) == (
        found.documents.added,
        found.claims.added,
    )


def test_statuses_move_with_the_checks_that_moved_them(versions: tuple[Ledger, Ledger]) -> None:
    towns, villages, _ = (claim.claim_id for claim in versions[1].claims)
    draft = Check(
        check_id="", claim_id=towns, at="", by="Cem", status=Status.FALSE, reason=Reason.STALE
    )
    versions[1].sign(
        [draft, replace(draft, claim_id=villages, status=None, reason=None, note="ask the army")]
    )
    moves = {move.claim_id: (move.old.status, move.new.status) for move in diff(*versions).moves}
    assert moves == {
        towns: (Status.VERIFIED, Status.DISPUTED),
        villages: (Status.UNVERIFIED, Status.UNVERIFIED),
    }


def test_a_rule_that_was_switched_on_moves_statuses(versions: tuple[Ledger, Ledger]) -> None:
    (versions[1].folder / "claimbook.toml").write_text("[rules]\ntwo_person = true\n")
    moved = [(move.old.status, move.new.awaiting) for move in diff(*versions).moves]
    assert moved == [(Status.VERIFIED, Status.VERIFIED), (Status.FALSE, Status.FALSE)]


def test_order_quotes_and_columns_are_no_difference(versions: tuple[Ledger, Ledger]) -> None:
    path = versions[1].folder / "claims.csv"
    header, *lines = path.read_text().splitlines()
    path.write_text("\n".join([header, *reversed(lines)]).replace(",exact,", ',"exact",') + "\n")
    assert not diff(*versions)
    rows = [
        row
        for _, row in read_table(path.read_bytes().splitlines(keepends=True), CLAIMS, "claims.csv")
    ]
    turned = Table("claims", "claim_id", tuple(reversed(CLAIMS.fields)))
    path.write_bytes(b"".join(format_table(rows, turned)))
    assert not diff(*versions)
    assert not diff(versions[1], versions[0])


def test_a_checker_who_moves_to_another_file_changes_nothing(
    versions: tuple[Ledger, Ledger],
) -> None:
    checks = versions[1].folder / "checks"
    (checks / "ben.csv").rename(checks / "benjamin.csv")
    assert not diff(*versions)


def test_an_id_that_stands_twice_is_refused_with_its_line(versions: tuple[Ledger, Ledger]) -> None:
    path = versions[1].folder / "claims.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(
        b"".join(
            [*lines, lines[1].replace(b"27 towns", b"28 towns"), lines[1].replace(b"27", b"29")]
        )
    )
    with pytest.raises(LedgerError, match=r"claims\.csv:6: claim_id: .* stands twice"):
        diff(*versions)


# --- laws

KEYS = st.sampled_from("abcdef")
CELLS = st.sampled_from(["", "x", "y", "27", 'a "quoted", cell', "two\nlines"])


def tables(table: Table) -> st.SearchStrategy[dict[str, Row]]:
    """Rows of a table by their keys, with few columns that vary."""
    varying = table.columns[5:8]
    row = st.fixed_dictionaries(dict.fromkeys(varying, CELLS))
    return st.dictionaries(KEYS, row).map(
        lambda rows: {
            key: dict.fromkeys(table.columns, "") | row | {table.key: key}
            for key, row in sorted(rows.items())
        }
    )


def written(folder: Path, documents: dict[str, Row], claims: dict[str, Row]) -> Path:
    folder.mkdir()
    for table, rows in ((DOCUMENTS, documents), (CLAIMS, claims)):
        (folder / f"{table.name}.csv").write_bytes(b"".join(format_table(rows.values(), table)))
    return folder


def applied(rows: dict[str, Row], found: Rows, key: str) -> dict[str, Row]:
    """The old rows with a diff applied, read from what the diff says alone."""
    new = {name: row for name, row in rows.items() if row not in found.removed}
    for changed in found.changed:
        new[changed.new[key]] = rows[changed.new[key]] | {
            name: cell for name, (_, cell) in changed.cells.items()
        }
    return dict(sorted((new | {row[key]: row for row in found.added}).items()))


VERSION = st.tuples(tables(DOCUMENTS), tables(CLAIMS))


@given(VERSION, VERSION)
def test_a_diff_applied_to_the_old_version_gives_the_new_one(
    old: tuple[dict[str, Row], dict[str, Row]], new: tuple[dict[str, Row], dict[str, Row]]
) -> None:
    with TemporaryDirectory() as folder:
        before, after = written(Path(folder) / "old", *old), written(Path(folder) / "new", *new)
        found, back = diff(before, after), diff(after, before)
        assert not diff(before, before)
    assert applied(old[0], found.documents, "document_id") == new[0]
    assert applied(old[1], found.claims, "claim_id") == new[1]
    assert bool(found) == (old != new)
    turned = [Changed(changed.new, changed.old) for changed in found.claims.changed]
    assert sorted(back.claims.changed, key=str) == sorted(turned, key=str)


# --- the command


def test_the_command_compares_with_the_last_commit(tmp_path: Path) -> None:
    clone = Clone(tmp_path / "clone")
    ledger = sample(clone.ledger)
    assert clone.claimbook("diff").returncode == 2  # no commit yet
    clone.commit("log")
    same = clone.claimbook("diff")
    assert (same.returncode, same.stdout, same.stderr) == (0, "", "nothing changed\n")
    edit(ledger, "claims.csv", b"27 towns,,27,", b"37 towns,,37,")
    changed = clone.claimbook("diff")
    assert changed.returncode == 1
    assert "value: 27 -> 37" in changed.stdout
    record, moved = map(json.loads, clone.claimbook("diff", "--json").stdout.splitlines())
    assert record["fields"]["value"] == {"old": "27", "new": "37"}
    assert (moved["old"], moved["new"]) == ("verified", "outdated")
    clone.commit("edit")
    assert clone.claimbook("diff").returncode == 0
    assert clone.claimbook("diff", "HEAD~1", "HEAD").stdout == changed.stdout
    assert clone.claimbook("diff", "nowhere").returncode == 2


def test_a_revision_without_a_ledger_counts_as_an_empty_one(tmp_path: Path) -> None:
    clone = Clone(tmp_path / "clone")
    (clone.top / "readme").write_text("nothing yet")
    clone.commit("before")
    sample(clone.ledger)
    assert clone.claimbook("diff").stdout.count("  + k") == 3
