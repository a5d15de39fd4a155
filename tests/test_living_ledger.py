"""The project's own ledger is what the program makes of `seeds/`; `--update` writes it anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import claims
from tests.conftest import ROOT, Run

LIVING = ROOT / "ledger"
FILES = ("claims.csv", "documents.csv", "datapackage.json", "claimbook.toml")


def test_the_living_ledger_is_made_from_the_seeds(tmp_path: Path, run: Run, update: bool) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    claims.Ledger.create(tmp_path / "ledger")
    run("add", "seeds").check_returncode()
    made = tmp_path / "ledger"
    rows = (made / "documents.csv").read_text("utf-8")
    for was, now in zip(
        claims.Ledger.open(LIVING).documents, claims.Ledger.open(made).documents, strict=True
    ):
        # the one thing that differs from run to run
        rows = rows.replace(now.retrieved_at, was.retrieved_at)
    (made / "documents.csv").write_text(rows, "utf-8")
    for name in (*FILES, *(f"texts/{path.name}" for path in (LIVING / "texts").iterdir())):
        if update:
            shutil.copyfile(made / name, LIVING / name)
        assert (made / name).read_bytes() == (LIVING / name).read_bytes()


def test_the_living_ledger_is_valid() -> None:
    assert claims.validate(LIVING) == []
