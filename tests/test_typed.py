"""What people type straight into claims.csv: kept, marked, signed, never reverted.

And what validate says of it.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claims.intake import log_documents
from claims.ledger.corrections import correct, plan
from claims.ledger.ledger import Ledger
from claims.ledger.repair import repair
from claims.ledger.schema import CLAIMS, EDITS
from claims.ledger.store import Store
from claims.ledger.typed import Typing, _news, keep, typed
from claims.meaning import can_mean, doubts, validate
from claims.model import Document
from tests.conftest import ROOT

Run = Callable[..., "CompletedProcess[str]"]
TEXT = "The army retook 27 towns. The ministry said that 859 people fled.\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.create(tmp_path / "ledger")
    list(log_documents(ledger, [Document(text=TEXT, path="a.txt", title="Towns")]))
    return ledger


def type_over(ledger: Ledger, old: str, new: str, name: str = "claims.csv") -> None:
    file = ledger.folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    later = file.stat().st_mtime_ns + 10**9
    os.utime(file, ns=(later, later))


def edition(ledger: Ledger, text: str) -> None:
    list(
        log_documents(
            Ledger.open(ledger.folder), [Document(text=text, path="a.txt", title="Towns")]
        )
    )


def test_what_was_typed_is_marked_signed_and_never_reverted(ledger: Ledger) -> None:
    type_over(ledger, ",town,", ",settlement,")
    edition(ledger, TEXT.replace("27", "28"))
    after = Ledger.open(ledger.folder)
    towns = after.claims[0]
    assert (towns.value, towns.unit, towns.edited) == (28, "settlement", ("unit",))
    [edit] = after.rows(EDITS)
    assert (edit["field"], edit["before"], edit["after"], edit["why"]) == (
        "unit",
        "town",
        "settlement",
        "typed into claims.csv",
    )
    assert validate(after.folder) == []


def test_nothing_is_typed_where_claimbook_wrote(ledger: Ledger) -> None:
    assert typed(ledger.store) == Typing()
    correct(ledger, plan(ledger, {ledger.claims[0].claim_id: {"unit": "place"}}), "Ann")
    edition(ledger, TEXT.replace("859", "860"))
    assert keep(ledger) == []
    assert [edit["field"] for edit in ledger.rows(EDITS)] == ["unit"]


def test_a_branch_without_a_correction_is_no_correction(ledger: Ledger) -> None:
    before = (ledger.folder / "claims.csv").read_text("utf-8")
    correct(ledger, plan(ledger, {ledger.claims[0].claim_id: {"unit": "place"}}), "Ann")
    after = (ledger.folder / "claims.csv").read_text("utf-8")
    type_over(ledger, after, before)  # as git does when another branch is checked out
    assert keep(ledger) == []


def test_an_edition_that_came_with_a_pull_is_no_correction(ledger: Ledger, tmp_path: Path) -> None:
    other = Ledger(Path(shutil.copytree(ledger.folder, tmp_path / "other")))
    edition(other, TEXT.replace("27 towns", "about 30 villages"))
    for name in ("claims.csv", "documents.csv"):
        text = (ledger.folder / name).read_text("utf-8")
        type_over(ledger, text, (other.folder / name).read_text("utf-8"), name)
    assert keep(ledger) == []


def test_a_spreadsheets_form_does_not_hide_what_was_typed(ledger: Ledger) -> None:
    type_over(ledger, ",town,", ",settlement,")
    file = ledger.folder / "claims.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert keep(ledger) == []  # nothing can be read, and nothing is lost
    repair(ledger.store)
    later = file.stat().st_mtime_ns + 10**9
    os.utime(file, ns=(later, later))
    assert [found.fields for found in keep(ledger)] == [("unit",)]


def test_rows_that_are_only_written_in_another_way_are_not_held(ledger: Ledger) -> None:
    file = ledger.folder / "claims.csv"
    header, *lines = file.read_text("utf-8").splitlines()
    quoted = ['"' + '","'.join(next(csv.reader([line]))) + '"' for line in lines]
    type_over(ledger, file.read_text("utf-8"), "\n".join([header, *quoted, ""]))
    assert _news(ledger.store, CLAIMS, "claims.csv") == ({}, {})
    assert typed(ledger.store) == ([], {})
    type_over(ledger, '"town"', '"settlement"')
    before, after = _news(ledger.store, CLAIMS, "claims.csv")
    assert [row["unit"] for row in (*before.values(), *after.values())] == ["town", "settlement"]
    [(_, _, fields)] = typed(ledger.store).rows
    assert fields == ("unit",)


def test_a_fresh_clone_has_nothing_to_compare_with(ledger: Ledger) -> None:
    shutil.rmtree(ledger.folder / ".claimbook")
    type_over(ledger, ",town,", ",settlement,")
    assert keep(ledger) == []


def test_the_next_command_says_what_it_kept(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("init").returncode == 0
    assert run("add", "a.txt").returncode == 0
    type_over(Ledger(tmp_path / "ledger"), ",town,", ",settlement,")
    assert "kept what was typed into claims.csv: unit of k" in run("list").stderr
    assert run("list").stderr == "2 claims\n"
    assert (
        "typed into claims.csv"
        in run("show", Ledger(tmp_path / "ledger").claims[0].claim_id).stdout
    )


def test_the_table_is_compared_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    lines = Store.lines

    def counted(store: Store, name: str) -> Iterator[bytes]:
        read.append(name)
        return lines(store, name)

    type_over(ledger, ",town,", ",settlement,")
    monkeypatch.setattr(Store, "lines", counted)
    assert [found.fields for found in typed(ledger.store).rows] == [("unit",)]
    # its lines, and for each of the two comparisons of cells the header and the lines
    assert read.count("claims.csv") == 5


def test_an_id_that_was_typed_over_is_told(ledger: Ledger) -> None:
    key = ledger.claims[0].claim_id
    type_over(ledger, key, "kaaaaaaaaaaaa")
    assert typed(ledger.store).ids == {"kaaaaaaaaaaaa": key}
    [problem] = validate(ledger.folder)
    assert problem.field == "claim_id"
    assert f"put {key} back" in problem.message


def test_a_number_that_its_words_cannot_mean_is_told(ledger: Ledger) -> None:
    type_over(ledger, ",859,", ",895,")
    [problem] = validate(ledger.folder)
    assert (problem.field, problem.line) == ("value", 3)
    assert problem.message.startswith('895 is not what "859 people" can mean')


@pytest.mark.parametrize(
    ("number", "surface", "quote", "can"),
    [
        ("93", "39 people", "39 people died.", False),
        ("390", "39 people", "39 people died.", False),
        ("39", "thirty-nine people", "Thirty-nine people died.", True),
        ("38", "thirty-nine people", "Thirty-nine people died.", False),
        ("1200000", "1.2 million", "It cost 1.2 million.", True),
        ("1.2", "1.2 million", "It cost 1.2 million.", False),
        ("412000000", "£412m", "Profit fell to £412m.", True),
        ("5000000", "5", "They want 5 to 10 million.", True),
        ("5000000", "5", "They want 5 to 10.", False),
        ("0.35", "7 out of 20 cases", "7 out of 20 cases were mild.", True),
        ("24", "two dozen", "Two dozen came.", True),
        ("20", "14 to 31", "It rose from 14 to 31.", False),
        ("-3", "minus 3 degrees", "It was minus 3 degrees.", True),
        ("1", "several towns", "Several towns fell.", True),
    ],
)
def test_what_words_can_mean(number: str, surface: str, quote: str, can: bool) -> None:
    assert can_mean(Decimal(number), surface, quote) is can


def test_no_claim_that_extraction_reads_in_our_articles_is_doubted() -> None:
    from claims.ledger.rows import claim_row
    from claims.text.extract import extract

    articles = sorted((ROOT / "tests" / "articles").glob("*.txt"))
    assert articles
    doubted = [
        (article.name, claim.surface, told)
        for article in articles
        for claim in extract(article.read_text("utf-8"))
        for told in doubts(claim_row(claim))
    ]
    assert doubted == []


def test_an_edit_cannot_give_a_number_that_the_words_cannot_mean(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("init").returncode == 0
    assert run("add", "a.txt").returncode == 0
    key = Ledger(tmp_path / "ledger").claims[0].claim_id
    done = run("edit", key, "value=93", "--by", "Ann")
    assert done.returncode == 2
    assert '93 is not what "27 towns" can mean' in done.stderr
