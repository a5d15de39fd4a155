"""Repositories with a ledger in them, made for tests: plain rows, two checkers, real git."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from claims.ledger.canonical import format_table
from claims.ledger.git.drivers import install
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS, Table
from tests.conftest import ROOT

Rows = dict[str, dict[str, str]]
_LETTERS = str.maketrans("0123456789", "abcdefghij")

# No settings of the machine, and drivers that find this checkout of claimbook.
ENVIRONMENT = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_EDITOR": "true",
    "PYTHONPATH": str(ROOT),
    "NO_COLOR": "1",
}


class Clone:
    """A clone with a ledger in `ledger`, and what a person does in it."""

    def __init__(
        self, top: Path, checker: str = "ann", source: Path | None = None, ledger: str = "ledger"
    ) -> None:
        self.top = top
        self.ledger = top / ledger
        top.parent.mkdir(parents=True, exist_ok=True)
        git = [
            "git",
            *(("clone", "-q", str(source)) if source else ("init", "-q", "-b", "main")),
            str(top),
        ]
        subprocess.run(git, env=ENVIRONMENT, check=True)
        self.git("config", "user.name", checker)
        self.git("config", "user.email", f"{checker}@desk.example")
        self.git("config", "gc.auto", "0")

    def git(self, *arguments: str, allowed: tuple[int, ...] = (0,), **environment: str) -> str:
        """Run git here and return what it prints, its messages last."""
        ended = subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            env=ENVIRONMENT | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert ended.returncode in allowed, (
            f"git {arguments}: {ended.returncode}\n{ended.stdout}{ended.stderr}"
        )
        return ended.stdout + ended.stderr

    def claimbook(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run claimbook here."""
        return subprocess.run(
            [sys.executable, "-m", "claims", *arguments],
            cwd=self.top,
            env=ENVIRONMENT,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def write(self, name: str, rows: Iterable[Mapping[str, str]], table: Table) -> None:
        """Write a whole file of the ledger."""
        path = self.ledger / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(format_table(rows, table)))

    def write_claims(self, rows: Rows) -> None:
        """Write claims.csv in its order."""
        self.write("claims.csv", in_order(rows), CLAIMS)

    def commit(self, message: str) -> str:
        """Commit everything and return the commit."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD").strip()

    def claims_text(self) -> str:
        """Return claims.csv as it is."""
        return (self.ledger / "claims.csv").read_text("utf-8")


def claims_text(rows: Rows) -> str:
    """Return what claims.csv holds with these rows."""
    return b"".join(format_table(in_order(rows), CLAIMS)).decode()


def in_order(rows: Rows) -> list[dict[str, str]]:
    """Return rows by document, place in its text, and id."""
    return sorted(
        rows.values(),
        key=lambda row: (row["document_id"], int(row["start"]), int(row["end"]), row["claim_id"]),
    )


def claim(number: int, document: int, start: int) -> dict[str, str]:
    """Return a claim with cells that say which it is; quotes and commas as news has them."""
    surface = f"{number + 2} towns"
    return dict.fromkeys(CLAIMS.columns, "") | {
        "claim_id": f"k{number:04d}".translate(_LETTERS),
        "document_id": f"article-{document:02d}".translate(_LETTERS),
        "start": str(start),
        "end": str(start + len(surface)),
        "surface": surface,
        "value": str(number + 2),
        "modifier": "exact",
        "unit": "town",
        "dimension": "count",
        "about": "towns in the south",
        "claimant": f"Officer {number % 7}",
        "stance": "asserted",
        "type": "statistical",
        "quote": f'Officer {number % 7} said, "{surface}, no more", on Monday.',
    }


def claims(count: int = 500, documents: int = 10) -> Rows:
    """Return claims spread evenly over documents."""
    each = count // documents
    rows = (claim(number, number // each, 100 + number % each * 90) for number in range(count))
    return {row["claim_id"]: row for row in rows}


def document(number: int) -> dict[str, str]:
    """Return a row of documents.csv."""
    key = f"article-{number:02d}".translate(_LETTERS)
    return dict.fromkeys(DOCUMENTS.columns, "") | {
        "document_id": key,
        "title": f"Article, the {number}th",
        "url": f"https://example.org/{key}",
        "sha256": f"{number:064d}",
        "retrieved_at": "2026-01-02T03:04:05Z",
    }


def check(
    number: int, claim_id: str, by: str, status: str = "verified", note: str = ""
) -> dict[str, str]:
    """Return a check with an id of its own."""
    return dict.fromkeys(CHECKS.columns, "") | {
        "check_id": f"c{by}{number:04d}".translate(_LETTERS),
        "claim_id": claim_id,
        "at": f"2026-02-03T04:{number // 60 % 60:02d}:{number % 60:02d}Z",
        "by": by,
        "status": status,
        "note": note,
    }


def two_branches(clone: Clone, ours: Rows, theirs: Rows, base: Rows) -> Clone:
    """Commit a base, `theirs` on the branch there, and `ours` here."""
    clone.write_claims(base)
    install(clone.ledger)
    clone.commit("base")
    clone.git("checkout", "-q", "-b", "there")
    clone.write_claims(theirs)
    clone.commit("theirs")
    clone.git("checkout", "-q", "main")
    clone.write_claims(ours)
    clone.commit("ours")
    return clone
