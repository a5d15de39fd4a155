"""A sound ledger has no problem, for us and for a foreign reader.

Tests/errors holds what each fault is told as.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.intake import log_documents
from claims.ledger.description import description, table_schema
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CHECKS, SIGNED, TABLES
from claims.ledger.validate import validate
from claims.model import Document
from tests.samples import sample
from tests.tables import rows

TESTS = Path(__file__).parent


def test_a_ledger_written_by_claimbook_has_no_problems(tmp_path: Path) -> None:
    assert validate(sample(tmp_path).folder) == []


def test_an_empty_ledger_has_no_problems(tmp_path: Path) -> None:
    assert validate(Ledger.create(tmp_path).folder) == []


def test_problems_stand_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    folder = sample(tmp_path).folder
    for path in (folder / "claims.csv", folder / "documents.csv"):
        path.write_bytes(path.read_bytes() + b"x\ny\n")
    places = [(problem.file, problem.line) for problem in validate(folder)]
    assert places == sorted(places)
    assert len(places) == 4


def test_the_description_is_read_by_frictionless(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    folder = sample(tmp_path).folder
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "message"])
    schema = frictionless.Schema.from_descriptor(table_schema(CHECKS))
    for file in sorted((folder / "checks").iterdir()):
        with frictionless.system.use_context(trusted=True):
            report = frictionless.validate(str(file), schema=schema)
        assert report.valid, report.flatten(["fieldName", "message"])


def test_frictionless_finds_the_faults_that_the_schema_forbids(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    claims = sample(tmp_path).folder / "claims.csv"
    claims.write_bytes(claims.read_bytes().replace(b",27,,exact,", b",2x,,exactly,", 1))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert {name for (name,) in report.flatten(["fieldName"])} == {"value", "modifier"}


def test_every_column_is_described() -> None:
    package = json.loads(description())
    schemas = [resource["schema"] for resource in package["resources"]]
    schemas += [package[table.name]["schema"] for table in SIGNED]
    assert [[field["name"] for field in schema["fields"]] for schema in schemas] == [
        list(table.columns) for table in TABLES
    ]
    assert all(field["description"] for schema in schemas for field in schema["fields"])


def test_what_is_logged_of_any_text_is_valid(tmp_path: Path) -> None:
    """Whole articles, and every sentence of the case tables: scores, pairs, ranges upside down."""
    articles = [*TESTS.glob("articles/*.txt"), *TESTS.glob("unseen/*/*.txt")]
    texts = [path.read_text("utf-8") for path in sorted(articles)]
    texts += [
        row["text"] for name in ("quantities", "periods", "attribution") for row in rows(name)
    ]
    ledger = Ledger.create(tmp_path / "ledger")
    for _ in log_documents(
        ledger, (Document(text=text, path=f"{at}.txt") for at, text in enumerate(texts))
    ):
        pass
    assert len(ledger.claims) > 1000
    assert any(claim.value and claim.upper and claim.upper < claim.value for claim in ledger.claims)
    assert validate(tmp_path) == []
