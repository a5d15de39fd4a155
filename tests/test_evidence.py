"""Evidence as desks have it.

Several sources for one check, files kept by their digest, and what needs evidence at all.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claims.errors import LacksEvidence, LedgerError
from claims.ledger.evidence import (
    addresses,
    is_sound,
    read_sources,
    refuse_without_evidence,
    sources,
)
from claims.ledger.ledger import Ledger
from claims.ledger.settings import parse_settings
from claims.meaning import validate
from claims.model import Check, Status

Run = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_here: Run) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The army retook 27 towns.\n", encoding="utf-8")
    Path("Court File.PDF").write_bytes(b"%PDF the court counts 27")
    for words in (("init",), ("add", "a.txt")):
        assert run_here(*words).returncode == 0
    return run_here


def check(run: Run, *words: str) -> CompletedProcess[str]:
    [claim] = Ledger.open().claims
    return run("check", claim.claim_id, "--status", "verified", "--by", "Ann", *words)


def test_a_check_keeps_several_sources_and_copies_files(desk: Run) -> None:
    [document] = Ledger.open().documents
    given = (
        "https://example.org/map",
        "Court File.PDF",
        document.document_id,
        "call: Anna Meyer, 2024-05-31",
    )
    done = check(desk, *(word for source in given for word in ("--evidence", source)))
    assert done.returncode == 0, done.stderr
    [signed] = Ledger.open().checks
    web, file, article, call = sources(signed.evidence_url)
    assert (web, article, call) == (
        given[0],
        f"document:{document.document_id}",
        "call:Anna Meyer 2024-05-31",
    )
    assert file.startswith("evidence/")
    assert file.endswith("-court-file.pdf")
    assert (Path("ledger") / file).read_bytes() == Path("Court File.PDF").read_bytes()
    shown = desk("show", signed.claim_id).stdout
    assert all(f"evidence: {source}" in shown for source in (web, file, article, call))
    assert validate("ledger") == []
    reviews = desk(
        "export", "claimreview", "--publisher", "Desk", "--review-url", "https://desk.example/1"
    ).stdout
    assert given[0] in reviews
    assert "court-file" not in reviews  # no address that a reader could open
    (Path("ledger") / file).write_bytes(b"%PDF the court counts 72")
    [problem] = validate("ledger")
    assert "is not what was copied" in problem.message
    (Path("ledger") / file).unlink()
    [problem] = validate("ledger")
    assert "restore it with git" in problem.message


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "verified needs evidence"),
        (("--evidence", "no-such-file.pdf"), "is no web address and no other evidence"),
        (("--evidence", "call:Anna Meyer"), "is no web address and no other evidence"),
        (("--evidence", "document:nowhere"), "is no web address and no other evidence"),
        (("--evidence", "https://example.org/a b"), "an address has none"),
    ],
)
def test_what_is_no_evidence_is_refused_and_nothing_is_signed(
    desk: Run, words: tuple[str, ...], message: str
) -> None:
    done = check(desk, *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert Ledger.open().checks == []


def test_a_quote_or_a_snapshot_is_evidence_too(desk: Run) -> None:
    assert check(desk, "--quote", "the court counts 27").returncode == 0
    assert check(desk, "--archive", "https://archive.example/1").returncode == 0


def test_a_desk_decides_which_statuses_need_evidence(desk: Run) -> None:
    settings = Path("ledger/claimbook.toml")
    settings.write_text('[rules]\nneed_evidence = ["false"]\n', encoding="utf-8")
    assert check(desk).returncode == 0
    assert parse_settings("[rules]\nneed_evidence = []", "x").need_evidence == frozenset()
    for wrong in ('"verified"', '["verifed"]', "true"):
        with pytest.raises(LedgerError, match=r"need_evidence|verified"):
            parse_settings(f"[rules]\nneed_evidence = {wrong}", "x")


def test_the_same_file_is_kept_once(desk: Run) -> None:
    for _ in range(2):
        assert check(desk, "--evidence", "Court File.PDF").returncode == 0
    assert len(list(Path("ledger/evidence").iterdir())) == 1


def test_sources_of_one_cell_are_told_apart() -> None:
    cell = read_sources(["https://example.org/a|b", "file:shared/court file.pdf"]).cell
    assert sources(cell) == ["https://example.org/a%7Cb", "file:shared/court file.pdf"]
    assert addresses(cell) == ["https://example.org/a%7Cb"]
    assert is_sound(cell)
    assert not is_sound("example.org/map")
    assert not is_sound("javascript:alert(1)")


def test_only_statuses_that_need_it_lack_evidence() -> None:
    draft = Check(check_id="", claim_id="k1", at="", by="Ann", status=Status.UNVERIFIABLE)
    refuse_without_evidence(draft, {Status.VERIFIED})
    with pytest.raises(LacksEvidence, match="need_evidence"):
        refuse_without_evidence(draft, {Status.UNVERIFIABLE})
