"""A day at a fact desk from morning to evening: two people, five articles, an edited one, a sheet, an export."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from pathlib import Path
from typing import Any

from claims.ledger.ledger import Ledger
from claims.ledger.verdicts import number_checked
from claims.meaning import validate
from claims.model import Claim
from tests.conftest import ROOT
from tests.simulated import Clone

ARTICLES = ("climate", "conflict", "court", "health", "local")


class Desk(Clone):
    """A clone in which commands must end as expected."""

    def cb(self, *words: str, code: int = 0) -> str:
        done = self.claimbook(*words)
        assert done.returncode == code, f"{words}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def claim(self, words: str) -> Claim:
        return next(claim for claim in Ledger.open(self.ledger).claims if words in claim.surface)

    def record(self, words: str) -> dict[str, Any]:
        return dict(json.loads(self.claimbook("show", self.claim(words).claim_id, "--json").stdout))

    def article(self, name: str, old: str = "", new: str = "") -> None:
        text = (self.top / "news" / name).read_text("utf-8")
        assert old in text
        (self.top / "news" / name).write_text(text.replace(old, new), "utf-8")

    def reviews(self) -> list[dict[str, Any]]:
        address = ("--publisher", "The Desk", "--review-url", "https://desk.example/{claim_id}")
        return list(json.loads(self.claimbook("export", "claimreview", *address).stdout)["@graph"])


def test_a_day_at_the_desk(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk", checker="amina")
    (desk.top / "news").mkdir()
    for name in ARTICLES:
        shutil.copy(ROOT / "tests" / "articles" / f"{name}.txt", desk.top / "news")
    desk.cb("init")
    desk.cb("add", "news", "--published", "2024-05-01", "--publisher", "The Example")
    assert "nothing new" in desk.cb("add", "news")
    desk.git("add", ".")
    desk.git("commit", "-qm", "Log five articles")

    # Amina: a verdict with two sources, a name, a missed number, work for Boris
    desk.git("switch", "-qc", "amina")
    (desk.top / "morgue.pdf").write_bytes(b"%PDF the morgue counts 85")
    civilians = desk.claim("85 civilians").claim_id
    court = desk.claim("2.3 million").claim_id
    sources = (
        "--evidence",
        "https://example.org/graves",
        "--evidence",
        "morgue.pdf",
        "--kind",
        "primary",
    )
    desk.cb("check", civilians, "--status", "verified", *sources, "--by", "Amina Diallo")
    desk.cb("check", desk.claim("212").claim_id, "--status", "verified", code=2)  # no evidence
    desk.cb("edit", court, "place=Hamra", "--why", "the dateline", "--by", "Amina Diallo")
    desk.cb("assign", court, "Boris Ilic", "--due", "2024-05-03", "--by", "Amina Diallo")
    desk.git("add", ".")
    desk.git("commit", "-qm", "Check the dead of Hamra")

    # Boris, meanwhile: another verdict, a row that is no claim, a link, and a slip that he takes
    # back
    desk.git("switch", "-q", "main")
    desk.git("switch", "-qc", "boris")
    boris = ("--by", "Boris Ilic")
    call = ("--evidence", "call:Rana Saad 2024-05-01", "--note", "no count was possible")
    desk.cb("check", civilians, "--status", "false", "--reason", "overstated", *call, *boris)
    desk.cb("withdraw", court, *boris)
    desk.cb("undo", *boris)
    desk.cb("link", desk.claim("112").claim_id, civilians, "--as", "contradicts", *boris)
    desk.git("add", ".")
    desk.git("commit", "-qm", "Doubt the dead of Hamra")

    # Both in main: no conflict, and they differ
    desk.git("switch", "-q", "main")
    desk.git("merge", "-q", "--no-edit", "amina")
    desk.git("merge", "-q", "--no-edit", "boris")
    assert validate(desk.ledger) == []
    assert desk.record("85 civilians")["status"] == "disputed"
    assert desk.claim("2.3 million").place == "Hamra"
    desk.cb("check", civilians, "--status", "verified", "--quote", "85 graves", *boris)
    [review] = desk.reviews()
    assert review["reviewRating"]["alternateName"] == "True"
    assert "https://example.org/graves" in review["citation"]

    # The article is edited: the verdict falls, and nothing of it is published
    desk.article("conflict.txt", "85 civilians", "95 civilians")
    told = desk.cb("refresh", code=1)
    assert "1 checked claim changed" in told
    record = desk.record("95 civilians")
    assert (record["claim_id"], record["status"]) == (civilians, "outdated")
    assert record["was"] == f"was verified on {_number(desk, civilians, '95', '85')}"
    assert desk.reviews() == []
    assert civilians in desk.cb("list", "--status", "outdated", "--json")

    # A correction typed into the file outlives the next edition
    file = desk.ledger / "claims.csv"
    before = desk.claim("212")
    row = next(
        line for line in file.read_text("utf-8").splitlines() if line.startswith(before.claim_id)
    )
    file.write_text(
        file.read_text("utf-8").replace(row, row.replace(",case,", ",infection,")), "utf-8"
    )
    os.utime(file, ns=(file.stat().st_mtime_ns + 10**9,) * 2)
    desk.article("health.txt", "212 cases", "214 cases")
    desk.cb("add", "news/health.txt")
    assert (desk.claim("214").unit, desk.claim("214").edited) == ("infection", ("unit",))

    # A sheet goes to a colleague and comes back with a verdict
    sheet = list(
        csv.DictReader(io.StringIO(desk.claimbook("export", "csv").stdout.lstrip("\ufeff")))
    )
    assert {row["status"] for row in sheet if row["claim_id"] == civilians} == {"outdated"}
    verdict = {
        "claim_id": desk.claim("214").claim_id,
        "status": "verified",
        "evidence_url": "https://example.org/cases",
    }
    (desk.top / "back.csv").write_text(
        "\n".join((",".join(verdict), ",".join(verdict.values()))) + "\n", "utf-8"
    )
    desk.cb("import", "checks", "back.csv", *boris)
    assert desk.record("214")["status"] == "verified"

    # Evening: the desk looks at the edited article, says that the verdict holds, and publishes two
    # reviews
    desk.cb("check", civilians, "--confirm", "--by", "Amina Diallo")
    assert desk.record("95 civilians")["status"] == "verified"
    assert len(desk.reviews()) == 2
    assert "corrected place" in desk.cb("log", court)
    assert validate(desk.ledger) == []
    desk.git("add", ".")
    desk.git("commit", "-qm", "Close the day")
    assert "nothing ever disappeared" in desk.cb("validate", "--history")


def _number(desk: Desk, claim_id: str, now: str, was: str) -> str:
    """Return the number of a claim as its checks keep it, with the value that it had."""
    return number_checked(Ledger.open(desk.ledger).claim(claim_id)).replace(now, was)
