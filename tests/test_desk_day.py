"""A day at a fact desk.

Five articles, two people, an edited article, a sheet that goes out and comes back, an export. Each
part of the day begins with a copy of the desk as the part before left it, so that a part can be
read, and run, without the others. What a walk through such a day found missing once is listed in
tests/cases/desk_day.csv, each finding with the tests that hold it; those of language are tried here
on sentences of their own.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from claims.ledger.ledger import Ledger
from claims.meaning import validate
from claims.model import Claim, Document
from claims.text.extract import extract
from tests.attack import driving
from tests.conftest import ROOT
from tests.simulated import ENVIRONMENT, Clone
from tests.tables import cases, rows

ARTICLES = ("climate", "conflict", "court", "health", "local")
AMINA, BORIS = ("--by", "Amina Diallo"), ("--by", "Boris Ilic")


class Desk(Clone):
    """A clone in which commands run within this process and must end as expected."""

    def cb(self, *words: str, code: int = 0) -> str:
        """Run claimbook, and return what it said, the result first."""
        done = driving.run(self.top, *words)
        assert done.code == code, f"{words}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def out(self, *words: str) -> str:
        """Run claimbook, and return the result."""
        return driving.run(self.top, *words).stdout

    def copied(self, top: Path) -> Desk:
        """Return another desk that stands where this one does."""
        shutil.copytree(self.top, top)
        return Desk(top, checker="amina")

    def claim(self, words: str) -> Claim:
        """Return the claim with these words in its own."""
        return next(claim for claim in Ledger.open(self.ledger).claims if words in claim.surface)

    def record(self, words: str) -> dict[str, Any]:
        """Return what `show` tells of a claim."""
        return dict(json.loads(self.out("show", self.claim(words).claim_id, "--json")))

    def article(self, name: str, old: str, new: str) -> None:
        """Edit an article as its outlet would."""
        text = (self.top / "news" / name).read_text("utf-8")
        assert old in text
        (self.top / "news" / name).write_text(text.replace(old, new), "utf-8")

    def reviews(self) -> list[dict[str, Any]]:
        """Return what would be published as ClaimReview."""
        address = ("--publisher", "The Desk", "--review-url", "https://desk.example/{claim_id}")
        return list(json.loads(self.out("export", "claimreview", *address))["@graph"])

    def sheet(self) -> list[dict[str, str]]:
        """Return the rows of a CSV export."""
        return list(csv.DictReader(io.StringIO(self.out("export", "csv").lstrip("\ufeff"))))

    def tables(self) -> dict[str, bytes]:
        """Return all files of the ledger's tables."""
        files = self.ledger.rglob("*.csv")
        return {path.relative_to(self.ledger).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module", autouse=True)
def own_settings() -> Iterator[None]:
    """Let no settings of the machine into commands that run within this process."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "NO_COLOR"):
            patch.setenv(name, ENVIRONMENT[name])
        yield


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Five articles are logged."""
    desk = Desk(tmp_path_factory.mktemp("morning") / "desk", checker="amina")
    (desk.top / "news").mkdir()
    for name in ARTICLES:
        shutil.copy(ROOT / "tests" / "articles" / f"{name}.txt", desk.top / "news")
    desk.cb("init")
    desk.cb("add", "news", "--published", "2024-05-01", "--publisher", "The Example")
    desk.commit("Log five articles")
    return desk


@pytest.fixture(scope="module")
def noon(morning: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Amina and Boris have worked on branches of their own, and both are merged."""
    desk = morning.copied(tmp_path_factory.mktemp("noon") / "desk")
    civilians, court = desk.claim("85 civilians").claim_id, desk.claim("$2.3 million").claim_id
    desk.git("switch", "-qc", "amina")
    (desk.top / "morgue.pdf").write_bytes(b"%PDF the morgue counts 85")
    sources = ("--evidence", "https://example.org/graves", "--evidence", "morgue.pdf")
    desk.cb("check", civilians, "--status", "verified", *sources, "--kind", "primary", *AMINA)
    desk.cb("edit", court, "place=Northgate", "--why", "the dateline", *AMINA)
    desk.cb("assign", court, "Boris Ilic", "--due", "2024-05-03", *AMINA)
    desk.commit("Check the dead of Hamra")
    desk.git("switch", "-q", "main")
    desk.git("switch", "-qc", "boris")
    call = ("--evidence", "call:Rana Saad 2024-05-01", "--note", "no count was possible")
    desk.cb("check", civilians, "--status", "false", "--reason", "overstated", *call, *BORIS)
    desk.cb("withdraw", court, *BORIS)
    desk.cb("undo", *BORIS)
    desk.cb("link", desk.claim("112").claim_id, civilians, "--as", "contradicts", *BORIS)
    desk.commit("Doubt the dead of Hamra")
    desk.git("switch", "-q", "main")
    desk.git("merge", "-q", "--no-edit", "amina")
    desk.git("merge", "-q", "--no-edit", "boris")
    return desk


@pytest.fixture(scope="module")
def afternoon(noon: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """They have agreed, and then the article was edited and read again."""
    desk = noon.copied(tmp_path_factory.mktemp("afternoon") / "desk")
    civilians = desk.claim("85 civilians").claim_id
    desk.cb("check", civilians, "--status", "verified", "--quote", "85 graves", *BORIS)
    assert [review["reviewRating"]["alternateName"] for review in desk.reviews()] == ["True"]
    desk.article("conflict.txt", "85 civilians", "95 civilians")
    assert "1 checked claim changed" in desk.cb("refresh", code=1)
    return desk


def test_the_same_articles_again_are_nothing_new_by_whatever_path(morning: Desk) -> None:
    for place in ("news", str(morning.top / "news"), "news/../news/court.txt"):
        assert "nothing new" in morning.cb("add", place)
    paths = [document.path for document in Ledger.open(morning.ledger).documents]
    assert sorted(paths) == [f"news/{name}.txt" for name in ARTICLES]


def test_a_copy_and_standard_input_are_the_same_document(morning: Desk) -> None:
    court = morning.top / "news" / "court.txt"
    shutil.copy(court, morning.top / "copy of court.txt")
    assert "nothing new" in morning.cb("add", "copy of court.txt")
    again = driving.run(morning.top, "add", "-", stdin=court.read_bytes())
    assert "nothing new" in again.stderr
    assert len(Ledger.open(morning.ledger).documents) == len(ARTICLES)


def test_a_date_that_is_none_is_refused_with_how_to_write_it(morning: Desk) -> None:
    refused = morning.cb("list", "--since", "2020-13", code=2)
    assert '"2020-13" is no date: write it as 2024, 2024-05 or 2024-05-31' in refused


def test_a_verdict_needs_its_evidence(morning: Desk) -> None:
    cases = morning.claim("212").claim_id
    assert "needs evidence" in morning.cb("check", cases, "--status", "verified", code=2)
    assert Ledger.open(morning.ledger).checks == []


def test_two_people_merge_without_a_conflict_and_see_that_they_differ(noon: Desk) -> None:
    assert validate(noon.ledger) == []
    record = noon.record("85 civilians")
    assert record["status"] == "disputed"
    assert noon.reviews()[0]["reviewRating"]["alternateName"] not in ("True", "False")
    court = noon.claim("$2.3 million")
    assert court.place == "Northgate"
    assert noon.record("$2.3 million")["status"] == "unverified"  # withdrawn, and that taken back
    assert "contradicts" in noon.cb("show", noon.claim("112").claim_id)
    assert court.claim_id in noon.cb("list", "--assignee", "boris", "--json")
    assert "corrected place" in noon.cb("log", court.claim_id)


def test_an_edited_article_takes_its_verdict_down_and_nothing_of_it_is_published(
    afternoon: Desk,
) -> None:
    record = afternoon.record("95 civilians")
    assert (record["status"], record["was"]) == (
        "outdated",
        "was verified on at least 85 civilians",
    )
    assert afternoon.reviews() == []
    key = record["claim_id"]
    assert {row["status"] for row in afternoon.sheet() if row["claim_id"] == key} == {"outdated"}
    for words in (("list", "--status", "outdated"), ("export", "markdown"), ("stats",)):
        assert "outdated" in afternoon.cb(*words)


def test_a_correction_typed_into_the_file_outlives_the_next_edition(
    noon: Desk, tmp_path: Path
) -> None:
    desk = noon.copied(tmp_path / "desk")
    file = desk.ledger / "claims.csv"
    key = desk.claim("212").claim_id
    [row] = [line for line in file.read_text("utf-8").splitlines() if line.startswith(key)]
    typed = file.read_text("utf-8").replace(row, row.replace(",case,", ",infection,"))
    file.write_text(typed, "utf-8")
    os.utime(file, ns=(file.stat().st_mtime_ns + 10**9,) * 2)
    desk.article("health.txt", "212 cases", "214 cases")
    desk.cb("add", "news/health.txt")
    assert (desk.claim("214").unit, desk.claim("214").edited) == ("infection", ("unit",))
    assert validate(desk.ledger) == []


def test_a_sheet_goes_out_is_corrected_and_comes_back(noon: Desk, tmp_path: Path) -> None:
    desk = noon.copied(tmp_path / "desk")
    sheet = desk.top / "out.xlsx"
    desk.cb("export", "xlsx", "-o", str(sheet))
    soil, jobs, pool, tax = (desk.claim(words) for words in ("800", "35 jobs", "£6", "£38"))
    desk.cb("edit", jobs.claim_id, "place=Selby", *BORIS)  # newer than the sheet

    book = openpyxl.load_workbook(sheet)
    page = book["claims"]
    columns = {cell.value: cell.column for cell in page[1]}
    lines = {
        page.cell(line, columns["claim_id"]).value: line for line in range(2, page.max_row + 1)
    }

    def write(line: int, **cells: str) -> None:
        for name, text in cells.items():
            page.cell(line, columns[name]).value = text

    write(lines[soil.claim_id], unit="metric ton", claimant="Selby Borough Council")
    write(lines[jobs.claim_id], place="the old bus depot")  # both changed it
    write(
        lines[pool.claim_id],
        status="Mostly false",
        reason="overstated",
        evidence_url="https://a.example",
    )
    write(lines[tax.claim_id], status="verified")  # without evidence
    climate = desk.claim("40 percent")
    added = {"document_id": climate.document_id, "quote": climate.quote, "surface": "five years"}
    write(page.max_row + 1, **added, unit="year", status="unverifiable", note="nobody can know")
    book.save(sheet)

    before = desk.tables()
    would = desk.out("import", "claims", str(sheet), "--dry-run", *AMINA)
    assert desk.tables() == before
    told = desk.cb("import", "claims", str(sheet), *AMINA, code=1)
    assert told.startswith(would)  # what was done is what was told, line by line
    assert "took in 1 correction, 1 new claim, 2 checks" in told
    assert "2 refused" in told
    assert '"the old bus depot" here, "Selby" in the ledger, which is newer' in told
    assert "verified needs evidence" in told

    now = Ledger.open(desk.ledger)
    corrected = now.claim(soil.claim_id)
    assert (corrected.unit, corrected.claimant) == ("metric ton", "Selby Borough Council")
    assert set(corrected.edited) == {"unit", "claimant"}
    assert now.claim(jobs.claim_id).place == "Selby"
    assert desk.record("£6")["status"] == "false"
    assert desk.record("£38")["status"] == "unverified"
    new = desk.claim("five years")
    assert (new.unit, desk.record("five years")["status"]) == ("year", "unverifiable")
    assert len({claim.claim_id for claim in now.claims}) == len(now.claims)
    assert validate(desk.ledger) == []
    desk.cb("undo", *AMINA)
    assert Ledger.open(desk.ledger).claim(soil.claim_id).unit == soil.unit
    assert desk.record("£6")["status"] == "unverified"


def test_in_the_evening_the_verdict_is_confirmed_published_and_proved(
    afternoon: Desk, tmp_path: Path
) -> None:
    desk = afternoon.copied(tmp_path / "desk")
    civilians = desk.claim("95 civilians").claim_id
    desk.cb("check", civilians, "--confirm", *AMINA)
    [review] = desk.reviews()
    assert "95 civilians" in review["claimReviewed"]
    assert review["reviewRating"]["alternateName"] == "True"
    assert "https://example.org/graves" in review["citation"]
    desk.cb("report", "-o", "day.html")
    assert "95 civilians" in (desk.top / "day.html").read_text("utf-8")
    assert validate(desk.ledger) == []
    desk.commit("Close the day")
    assert "nothing ever disappeared" in desk.cb("validate", "--history")


@pytest.mark.parametrize("case", cases("desk_day_words"))
def test_findings_of_language(case: dict[str, str]) -> None:
    document = Document(text=case["text"], published="2024-05-31")
    [claim] = [each for each in extract(document) if each.surface == case["surface"]]
    expected = dict(pair.split("=", 1) for pair in case["expected"].split("; "))
    assert {name: str(getattr(claim, name)) for name in expected} == expected


@pytest.mark.parametrize("row", rows("desk_day"), ids=lambda row: row["id"])
def test_every_finding_has_tests_that_are_there(row: dict[str, str]) -> None:
    assert row["tests"]
    for name in row["tests"].split():
        file, _, test = name.partition("::")
        assert test in names_of_tests(file), name


@cache
def names_of_tests(file: str) -> set[str]:
    """Return the names of the tests in a file of this folder."""
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {node.name for node in functions if node.name.startswith("test_")}
