"""A ledger that version 0.1.0 wrote, with checks and corrections.

It is opened, read, filled and merged by this version. `tests/ledgers/0.1.0` is what that version
made of seven of our own articles; its files are never written anew.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import claims
from claims.ledger.merging.lines import merge_lines
from claims.ledger.schema import CLAIMS
from claims.model import Basis, Check, Claim, Document, Status
from claims.text.extract import extract
from tests.conftest import Run
from tests.samples import restated

OLD = Path(__file__).parent / "ledgers" / "0.1.0" / "ledger"
NEW = ("statement", "event", "attribution")
CORRECTED = "knhj4rlrnsloz"


@pytest.fixture
def ledger(tmp_path: Path) -> claims.Ledger:
    shutil.copytree(OLD, tmp_path / "ledger")
    return claims.Ledger.open(tmp_path / "ledger")


def cells(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "claims.csv").open(newline="", encoding="utf-8") as lines:
        return {row["claim_id"]: row for row in csv.DictReader(lines)}


def files(folder: Path, *names: str) -> dict[str, bytes]:
    return {name: path.read_bytes() for name in names for path in folder.glob(name)}


def read(document: Document) -> Sequence[Claim]:
    """Read as this version does, in words that show where they come from."""
    return [
        replace(
            claim,
            statement=f"[it] {claim.surface}",
            event="be",
            attribution=Basis.STATED if claim.cue else Basis.NONE,
        )
        for claim in extract(document)
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "--where", "statement="),
        ("list", "--json"),
        ("show", "ktle6d", "knhj4r"),
        ("stats",),
        ("export", "csv"),
        ("export", "markdown"),
        ("report", "-o", "report.html"),
        ("check", "ktle6d", "--by", "Ann", "--status", "checking"),
        ("note", "ktle6d", "--by", "Ann", "asked"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_every_verb_reads_it_as_it_is(
    ledger: claims.Ledger, run: Run, words: tuple[str, ...]
) -> None:
    before = files(ledger.folder, "claims.csv", "documents.csv")
    ended = run(*words)
    assert (ended.returncode, "claimbook:" in ended.stderr) == (0, False), ended.stderr
    assert files(ledger.folder, "claims.csv", "documents.csv") == before


def test_a_checker_signs_and_corrects_without_changing_its_columns(ledger: claims.Ledger) -> None:
    before = (ledger.folder / "claims.csv").read_bytes().splitlines()
    restated(ledger, CORRECTED, {"unit": "passenger"})
    after = (ledger.folder / "claims.csv").read_bytes().splitlines()
    assert [line[:13] for old, line in zip(before, after, strict=True) if old != line] == [
        CORRECTED.encode()
    ]
    ledger.sign([Check(check_id="", claim_id=CORRECTED, at="", by="Ann", status=Status.CHECKING)])
    assert ledger.missing_columns() == NEW


def test_correcting_a_new_column_brings_all_rows_to_todays_columns(ledger: claims.Ledger) -> None:
    before = cells(OLD)
    restated(ledger, CORRECTED, {"statement": "31 [people] are unaccounted for"})
    assert claims.validate(ledger.folder) == []
    after = cells(ledger.folder)
    assert after.pop(CORRECTED)["statement"] == "31 [people] are unaccounted for"
    assert after == {
        key: row | dict.fromkeys(NEW, "") for key, row in before.items() if key != CORRECTED
    }


def test_validate_says_what_to_do(ledger: claims.Ledger) -> None:
    columns, description = claims.validate(ledger.folder)
    assert columns.message.startswith(
        "an older claimbook wrote this file, without statement, event, attribution: run"
    )
    assert description.file.endswith("datapackage.json")


@pytest.mark.parametrize(
    "verb", [("validate", "--fix"), ("add", "new.txt")], ids=["validate", "add"]
)
def test_new_columns_come_with_the_next_add_or_fix(
    ledger: claims.Ledger, run: Run, verb: tuple[str, ...]
) -> None:
    (ledger.folder.parent / "new.txt").write_text("Rebels took 27 towns.", "utf-8")
    checks = files(ledger.folder, "checks/*", "texts/hopes*")
    ended = run(*verb)
    assert ended.returncode == 0, ended.stderr
    assert claims.validate(ledger.folder) == []
    assert files(ledger.folder, "checks/*", "texts/hopes*") == checks
    after = cells(ledger.folder)
    for key, row in cells(OLD).items():
        assert {name: after[key][name] for name in row} == row


def test_a_claim_is_filled_from_what_is_read_in_its_place(ledger: claims.Ledger) -> None:
    told = ledger.complete(read)
    after = cells(ledger.folder)
    gone = [row for row in after.values() if row["gone"]]
    assert (len(gone), told.filled, told.without_text) == (1, len(after) - len(gone), 0)
    assert all(
        row["statement"] == f"[it] {row['surface']}" or row["edited"]
        for row in after.values()
        if not row["gone"]
    )
    assert {row["statement"] for row in gone} == {""}


def test_filling_says_nothing_of_a_source_that_a_person_gave(ledger: claims.Ledger) -> None:
    ledger.complete(read)
    row = cells(ledger.folder)[CORRECTED]
    assert (row["statement"], row["attribution"], row["claimant"]) == (
        "[it] 31",
        "",
        "the coast guard",
    )


def test_filling_keeps_what_a_person_wrote_into_a_new_column(ledger: claims.Ledger) -> None:
    restated(ledger, CORRECTED, {"event": "be unaccounted for"})
    ledger.complete(read)
    assert cells(ledger.folder)[CORRECTED]["event"] == "be unaccounted for"


def test_claims_without_their_text_stay_and_are_counted(ledger: claims.Ledger) -> None:
    (ledger.folder / "texts/hopes-fade-for-missing-in-luma-strait-aubwyp.txt").unlink()
    assert ledger.complete(read).without_text == 19


def test_a_diff_names_the_columns_that_came_and_no_claim(ledger: claims.Ledger) -> None:
    ledger.complete(read)
    diff = claims.diff(OLD, ledger.folder)
    assert (diff.claims.columns, diff.claims.changed, diff.claims.added, diff.moves) == (
        NEW,
        [],
        [],
        [],
    )
    back = claims.diff(ledger.folder, OLD)
    assert (back.claims.columns, back.claims.changed) == (NEW, [])


def test_a_diff_shows_what_changed_beside_the_new_columns(ledger: claims.Ledger) -> None:
    ledger.complete(read)
    restated(ledger, CORRECTED, {"unit": "passenger", "statement": "31 were missing"})
    (changed,) = claims.diff(OLD, ledger.folder).claims.changed
    assert changed.cells["unit"] == ("", "passenger")
    assert changed.cells["statement"] == ("", "31 were missing")
    assert "attribution" not in changed.cells


def lines(folder: Path) -> list[bytes]:
    return (folder / "claims.csv").read_bytes().splitlines(keepends=True)


@pytest.mark.parametrize("swapped", [False, True], ids=["ours is new", "theirs is new"])
def test_a_merge_takes_new_columns_from_the_side_that_has_them(
    ledger: claims.Ledger, tmp_path: Path, swapped: bool
) -> None:
    shutil.copytree(OLD, tmp_path / "other")
    other = claims.Ledger.open(tmp_path / "other")
    restated(other, CORRECTED, {"unit": "passenger"})  # by somebody whose claimbook is older
    ledger.complete(read)
    sides = [lines(ledger.folder), lines(other.folder)]
    merge = merge_lines(lines(OLD), *(sides[::-1] if swapped else sides))
    assert merge.conflicts == []
    (tmp_path / "ledger" / "claims.csv").write_bytes(b"".join(merge.lines))
    after = cells(tmp_path / "ledger")
    assert (after[CORRECTED]["unit"], after[CORRECTED]["statement"]) == ("passenger", "[it] 31")


@pytest.mark.parametrize("swapped", [False, True], ids=["ours is new", "theirs is new"])
def test_an_article_logged_by_two_versions_is_no_conflict(
    ledger: claims.Ledger, swapped: bool
) -> None:
    ledger.complete(read)
    sides = [lines(ledger.folder), lines(OLD)]
    merge = merge_lines([], *(sides[::-1] if swapped else sides))
    assert merge.conflicts == []
    assert merge.lines == lines(ledger.folder)
    assert merge.lines[0].decode().rstrip("\n").split(",") == list(CLAIMS.columns)


def read_better(document: Document) -> list[Claim]:
    """Read the same numbers with other words around them.

    They have other units and claimants, and sentences are cut elsewhere.
    """
    text = document.text
    found = []
    for place, claim in enumerate(extract(document)):
        # a word more in front, as for a hedge
        start = text.rfind(" ", 0, max(claim.start - 1, 0)) + 1
        at = text.rfind(claim.quote, 0, claim.start + len(claim.quote))
        end = min(at + len(claim.quote) + 20, len(text))
        start = max(start, at)
        found.append(
            replace(
                claim,
                start=start,
                surface=text[start : claim.end],
                quote=text[at:end],
                unit=f"other {claim.unit}",
                about="something else",
                source=None,
                source_start=None,
                source_end=None,
                cue="",
                claimant="",
                value=claim.value if place % 3 else None,
            )
        )
    return found[1:]  # and takes the first number of each article for none


def test_read_again_by_a_better_program_every_claim_keeps_its_id_checks_and_corrections(
    ledger: claims.Ledger,
) -> None:
    before = cells(OLD)
    checks = files(ledger.folder, "checks/*")
    for document in ledger.documents:
        ledger.revise(document, read_better(document))
    after = cells(ledger.folder)
    assert files(ledger.folder, "checks/*") == checks
    assert after.keys() == before.keys()
    moved = ("start", "end", "source_start", "source_end", "surface", "quote")
    for key, row in before.items():
        assert (
            int(after[key]["start"])
            <= int(row["start"])
            < int(row["end"])
            <= int(after[key]["end"])
        )
        assert after[key]["gone"] == row["gone"]
        assert {name: after[key][name] for name in row["edited"].split() if name not in moved} == {
            name: row[name] for name in row["edited"].split() if name not in moved
        }
    kept = sum(after[key]["unit"] == row["unit"] for key, row in before.items())
    assert kept == 1 + len(ledger.documents) + sum(
        "unit" in row["edited"].split() for row in before.values()
    )


def test_an_edit_found_by_a_better_program_keeps_all_ids_and_names_the_number(
    ledger: claims.Ledger,
) -> None:
    before = cells(OLD)
    (ferry,) = (document for document in ledger.documents if "ferry" in document.path)
    edited = replace(
        ferry,
        text=ferry.text.replace("licensed to carry 120", "licensed to carry 150"),
        retrieved_at="",
    )
    revision = ledger.revise(edited, read_better(edited))
    numbers = [
        (change.before, change.after) for change in revision.changes if change.claim.value == 150
    ]
    assert ("120 passengers", "carry 150 passengers") in numbers
    assert not [change for change in revision.changes if change.kind in ("new", "gone")]
    assert cells(ledger.folder).keys() == before.keys()
