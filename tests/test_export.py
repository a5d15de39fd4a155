"""Every export, read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import schema_org
from pyarrow import parquet

from claims.errors import ClaimbookError
from claims.ledger.canonical import unescape
from claims.ledger.conditions import Condition
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CHECKS, CLAIMS
from claims.model import Check, Claim, Document, Reason, Status
from claims.sheets.formulas import restore
from claims.views.export.claimreview import Reviewer
from claims.views.export.formats import ALIASES, FORMATS, Wishes
from claims.views.export.selection import COLUMNS, gather
from claims.views.export.spreadsheets import columns_of
from tests.conftest import Run
from tests.made import make
from tests.samples import restated

HOSTILE = "=cmd|' /C calc'!A0 \x1b[2J \u202e</script>\n| 27 towns | <b>*x* [y](z) ; =1+1"
DESK = Reviewer("The Desk", "https://desk.example/{claim_id}")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = make(tmp_path_factory.mktemp("export") / "ledger", documents=3, each=8, checked=0.7)
    start, end = HOSTILE.index("27"), HOSTILE.index("27") + 8
    claim = Claim(
        start=start,
        end=end,
        surface="27 towns",
        value=None,
        quote=HOSTILE,
        about="@SUM(A1)",
        place="\ud800",
    )
    [added] = made.add_all(
        [(Document(text=HOSTILE, title="=1+1", url="https://x.example/<b>"), [claim])]
    )
    note = Check(
        check_id="",
        claim_id=added.claims[0].claim_id,
        at="",
        by="=Eve",
        status=Status.FALSE,
        reason=Reason.STALE,
    )
    made.sign([note])
    return Ledger.open(made.folder)


def written(ledger: Ledger, name: str, table: str = "claims", *conditions: str) -> bytes:
    selection = gather(ledger, map(Condition.parse, conditions))
    return b"".join(FORMATS[name].contents(selection, Wishes(table, DESK)))


@pytest.mark.parametrize("table", list(COLUMNS))
def test_csv_reads_back_to_the_same_cells(ledger: Ledger, table: str) -> None:
    text = written(ledger, "csv", table).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert tuple(header) == columns_of(table)
    read = [
        dict(zip(header, (unescape(restore(cell)) for cell in row), strict=True)) for row in rows
    ]
    assert [{column: row[column] for column in COLUMNS[table]} for row in read] == [
        {column: row[column] for column in COLUMNS[table]} for row in gather(ledger).rows(table)
    ]


def test_no_csv_cell_begins_like_a_formula(ledger: Ledger) -> None:
    text = written(ledger, "csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert "'@SUM(A1)" in cells
    assert not [cell for cell in cells if cell[:1] in "=+@" and cell]


def test_xlsx_holds_three_sheets_with_text_as_text_and_numbers_as_numbers(ledger: Ledger) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(ledger, "xlsx")))
    assert book.sheetnames == ["claims", "checks", "documents"]
    header, *rows = book["claims"].iter_rows()
    names = [cell.value for cell in header]
    expected = list(gather(ledger).rows("claims"))
    assert [row[names.index("claim_id")].value for row in rows] == [
        row["claim_id"] for row in expected
    ]
    assert names[:5] == ["status", "statement", "claimant", "number", "claim_id"]
    # "f" would be a formula
    assert {cell.data_type for row in rows for cell in row} <= {"s", "inlineStr", "n"}
    hostile = next(row for row in rows if row[names.index("surface")].value == "27 towns")
    assert hostile[names.index("about")].value == "@SUM(A1)"
    assert hostile[names.index("about")].quotePrefix
    assert unescape(hostile[names.index("quote")].value) == HOSTILE
    values = [
        row[names.index("value")].value
        for row in rows
        if row[names.index("value")].value is not None
    ]
    assert values == [float(row["value"]) for row in expected if row["value"]]


def test_a_cell_that_xlsx_cannot_hold_is_cut_and_says_so(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    text = "27 towns " + "x" * 40_000
    ledger.add(
        Document(text=text), [Claim(start=0, end=8, surface="27 towns", value=None, quote=text)]
    )
    book = openpyxl.load_workbook(io.BytesIO(written(ledger, "xlsx")))
    quote = next(book["claims"].iter_rows(min_row=2, values_only=True))[
        COLUMNS["claims"].index("quote")
    ]
    assert (len(quote), quote[-5:]) == (32_767, "[cut]")


def test_json_lines_hold_each_claim_with_its_document_and_checks(ledger: Ledger) -> None:
    records = [json.loads(line) for line in written(ledger, "jsonl").decode().splitlines()]
    assert [record["claim_id"] for record in records] == list(ledger.claim_ids())
    assert list(records[0])[:4] == ["status", "statement", "claimant", "number"]
    assert sum(len(record["checks"]) for record in records) == len(ledger.checks)
    assert {record["status"] for record in records} == {
        ledger.status(claim_id).value for claim_id in ledger.claim_ids()
    }
    hostile = next(record for record in records if record["surface"] == "27 towns")
    assert hostile["quote"] == HOSTILE


def test_parquet_has_types_and_the_numbers_as_written(ledger: Ledger) -> None:
    table = parquet.read_table(io.BytesIO(written(ledger, "parquet")))
    kinds = {field.name: str(field.type) for field in table.schema}
    assert (kinds["start"], kinds["value"], kinds["value_text"], kinds["period_start"]) == (
        "int64",
        "double",
        "string",
        "date32[day]",
    )
    rows = table.to_pylist()
    assert [row["claim_id"] for row in rows] == list(ledger.claim_ids())
    assert [row["value_text"] or "" for row in rows] == [
        row["value"] for row in ledger.rows(CLAIMS)
    ]
    assert all(
        row["value"] == (float(row["value_text"]) if row["value_text"] else None) for row in rows
    )


def test_parquet_dates_are_dates(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    claim = Claim(
        start=0, end=8, surface="27 towns", value=None, quote="27 towns", period_start="2018-01-01"
    )
    ledger.add(Document(text="27 towns"), [claim])
    [row] = parquet.read_table(io.BytesIO(written(ledger, "parquet"))).to_pylist()
    assert row["period_start"] == date(2018, 1, 1)


def test_sqlite_joins_and_searches(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    file.write_bytes(written(ledger, "sqlite"))
    base = sqlite3.connect(file)
    try:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        counts = [
            base.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("claims", "checks", "documents")
        ]
        assert counts == [len(ledger.claims), len(ledger.checks), len(ledger.documents)]
        joined = base.execute(
            "SELECT claims.status, checks.reason FROM claims JOIN checks USING (claim_id) WHERE "
            "surface = '27 towns'"
        )
        assert joined.fetchall() == [("false", "stale")]
        found = base.execute(
            "SELECT surface FROM claims_fts WHERE claims_fts MATCH 'towns'"
        ).fetchall()
        assert found == [("27 towns",)]
    finally:
        base.close()


def test_markdown_shows_hostile_text_as_text(ledger: Ledger) -> None:
    text = written(ledger, "markdown").decode()
    assert text.count("\n## ") + text.startswith("## ") == len(ledger.documents)
    lines = text.splitlines()
    [row] = [line for line in lines if line.startswith("| ✗ false | “=cmd")]
    assert row.endswith(r"| (own voice) | 27 towns |")
    assert not any(
        "<b>" in line or "\x1b" in line or "</script>" in line.replace(r"\<", "") for line in lines
    )
    [quoted] = [line for line in lines if line.startswith("“=cmd")]
    assert r"\| **27 towns** \| \<b\>\*x\* \[y\](z)" in quoted


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every typed node of a JSON-LD document."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def test_claim_reviews_use_the_vocabulary_of_schema_org(ledger: Ledger) -> None:
    document = json.loads(written(ledger, "claimreview"))
    assert document["@context"] == "https://schema.org"
    checked = [
        claim_id
        for claim_id in ledger.claim_ids()
        if ledger.status(claim_id) not in ("unverified", "checking")
    ]
    assert [review["url"].rpartition("/")[2] for review in document["@graph"]] == checked
    seen = set()
    for node in nodes(document["@graph"]):
        kind = getattr(schema_org, node["@type"])
        properties = {each.schema_name: each for each in kind.SCHEMA_PROPERTIES}
        for name, value in node.items():
            if name == "@type":
                continue
            ranges = properties[
                name
            ].ranges  # a KeyError is a property that schema.org does not know
            seen.add(f"{node['@type']}.{name}")
            for each in value if isinstance(value, list) else [value]:
                assert _fits(each, ranges), (name, each, ranges)
    assert {
        "ClaimReview.claimReviewed",
        "Rating.alternateName",
        "Claim.appearance",
        "Claim.author",
    } <= seen


def _fits(value: Any, ranges: tuple[str, ...]) -> bool:
    """Whether a value is of a kind that a property takes.

    An untyped node with a name fits any kind of thing.
    """
    if isinstance(value, dict):
        if "@type" not in value:
            return "Person" in ranges or "Organization" in ranges
        return bool(set(getattr(schema_org, value["@type"]).SCHEMA_TYPES) & set(ranges))
    if isinstance(value, int):
        return "Number" in ranges
    if "Date" in ranges or "DateTime" in ranges:
        return bool(date.fromisoformat(value[:10]))
    # schema.org takes an address wherever it takes a work (https://schema.org/docs/gs.html,
    # "expected types")
    return bool({"Text", "URL"} & set(ranges)) or value.startswith("https://")


def test_a_rating_says_only_what_the_status_says(ledger: Ledger) -> None:
    reviews = json.loads(written(ledger, "claimreview"))["@graph"]
    scale = {
        review["reviewRating"]["alternateName"]: review["reviewRating"].get("ratingValue")
        for review in reviews
    }
    assert scale == {"True": 5, "Partly true": 3, "False": 1, "Unproven": None, "Disputed": None}


def test_claim_reviews_can_stand_in_a_script_element(ledger: Ledger) -> None:
    text = written(ledger, "claimreview").decode()
    assert "<" not in text
    assert any(review["claimReviewed"] == HOSTILE for review in json.loads(text)["@graph"])


def test_a_review_leads_with_the_statement_and_keeps_the_quote(tmp_path: Path) -> None:
    ledger = make(tmp_path / "ledger", documents=1, each=2, checked=1)
    claim = ledger.claims[0]
    restated(ledger, claim.claim_id, {"statement": "[the mill] lost 40 jobs"})
    text = b"".join(FORMATS["claimreview"].contents(gather(ledger), Wishes(reviewer=DESK))).decode()
    reviewed = {
        review["claimReviewed"]: review["itemReviewed"]["text"]
        for review in json.loads(text)["@graph"]
    }
    assert reviewed["[the mill] lost 40 jobs"] == claim.quote


@pytest.mark.parametrize(
    ("reviewer", "message"),
    [
        (Reviewer("", "https://desk.example/{claim_id}"), "give --publisher"),
        (Reviewer("Desk", ""), "does not make one up"),
        (Reviewer("Desk", "javascript:alert(1)"), "does not make one up"),
        (Reviewer("Desk", "https://desk.example/1"), "one address for"),
        (Reviewer("Desk", "https://desk.example/{id}"), "is not {claim_id}"),
    ],
)
def test_claim_reviews_refuse_to_invent(ledger: Ledger, reviewer: Reviewer, message: str) -> None:
    with pytest.raises(ClaimbookError, match=message):
        list(FORMATS["claimreview"].contents(gather(ledger), Wishes(reviewer=reviewer)))


def test_filters_limit_every_table(ledger: Ledger) -> None:
    rows = csv.reader(
        io.StringIO(
            written(ledger, "csv", "checks", "status=false").decode("utf-8-sig"), newline=""
        )
    )
    ids = {row[CHECKS.columns.index("claim_id")] for row in list(rows)[1:]}
    assert ids == {
        claim_id for claim_id in ledger.claim_ids() if ledger.status(claim_id) == "false"
    }


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_empty_ledger_exports_in_every_format(tmp_path: Path, name: str) -> None:
    assert written(Ledger.create(tmp_path / "ledger"), name) is not None


def test_the_command_writes_whole_files_and_never_into_the_ledger(
    ledger: Ledger, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "claims.csv"
    done = run("export", "csv", "-o", file, "--ledger", ledger.folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert file.read_bytes() == written(ledger, "csv")
    assert [path.name for path in tmp_path.iterdir()] == ["claims.csv"]
    before = (ledger.folder / "claims.csv").read_bytes()
    refused = run("export", "csv", "-o", ledger.folder / "claims.csv", "--ledger", ledger.folder)
    assert (refused.returncode, (ledger.folder / "claims.csv").read_bytes()) == (2, before)
    assert "lies in the ledger" in refused.stderr
    missing = run("export", "csv", "-o", tmp_path / "no" / "x.csv", "--ledger", ledger.folder)
    assert missing.returncode == 2
    assert "cannot write" in missing.stderr
    shown = run("export", "markdown", "--ledger", ledger.folder, "--table", "checks")
    assert shown.returncode == 2


def test_another_spelling_of_a_format_is_taken(ledger: Ledger, run: Run) -> None:
    assert ALIASES["md"] == "markdown"
    assert run("export", "md").stdout == run("export", "markdown").stdout
    wrong = run("export", "mrkdown")
    assert (wrong.returncode, 'did you mean "markdown"?' in wrong.stderr) == (2, True)
