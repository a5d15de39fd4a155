"""Reading a ledger's documents again: what is told, how polite it is, and what is refused."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claims.intake import log_documents
from claims.ledger.ledger import Ledger
from claims.likeness import is_edition, near
from claims.refresh import refresh, rows_of
from claims.text.documents import read

Run = Callable[..., "CompletedProcess[str]"]
STORY = "Storm floods the valley\n\nThe army retook 27 towns. The ministry said that 859 people fled from the floods.\n"


class Site(BaseHTTPRequestHandler):
    """One page that knows its version."""

    page = STORY
    asked: list[str] = []  # noqa: RUF012  # what each request was answered with

    def do_GET(self) -> None:
        tag = f'"{abs(hash(Site.page))}"'
        if self.headers.get("If-None-Match") == tag:
            Site.asked.append("304")
            self.send_response(304)
            self.end_headers()
            return
        Site.asked.append("200")
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(Site.page.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    Site.page, Site.asked = STORY, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/story"
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(STORY, encoding="utf-8")
    assert run("init").returncode == 0
    assert run("add", "a.txt").returncode == 0
    return run


def test_a_checked_number_that_changed_rings(desk: Run) -> None:
    [towns] = [claim for claim in Ledger.open().claims if claim.value == 27]
    sources = ("--evidence", "https://example.org/map", "--by", "Ann")
    assert desk("check", towns.claim_id, "--status", "verified", *sources).returncode == 0
    quiet = desk("refresh")
    assert quiet.returncode == 0
    assert "0 documents edited, 1 unchanged, 0 not read; 0 checked claims changed" in quiet.stderr
    Path("a.txt").write_text(STORY.replace("859", "895"), encoding="utf-8")
    assert desk("refresh").returncode == 0  # a number that nobody had checked
    Path("a.txt").write_text(STORY.replace("27", "37"), encoding="utf-8")
    rung = desk("refresh")
    assert rung.returncode == 1
    assert "was verified" in rung.stdout
    assert "1 checked claim changed" in rung.stderr
    assert desk("refresh").returncode == 0  # it rings once


def test_what_cannot_be_read_is_told_and_the_others_are_done(desk: Run) -> None:
    Path("b.txt").write_text(
        "A second story\n\nFire burned 40 hectares of the forest.\n", encoding="utf-8"
    )
    assert desk("add", "b.txt").returncode == 0
    Path("a.txt").write_bytes(b"\x00\x01\x02")
    Path("b.txt").write_text(
        "A second story\n\nFire burned 45 hectares of the forest.\n", encoding="utf-8"
    )
    done = desk("refresh")
    assert done.returncode == 0
    assert "1 document edited, 0 unchanged, 1 not read" in done.stderr
    assert "a.txt" in done.stderr
    assert {claim.value for claim in Ledger.open().claims if not claim.gone} == {27, 859, 45}
    Path("a.txt").unlink()
    assert "is not there any more" not in desk("refresh", "nowhere").stderr
    assert desk("refresh", "nowhere").returncode == 2


def test_another_page_declares_no_claim_gone(desk: Run) -> None:
    Path("a.txt").write_text(
        "Please accept our conditions before reading further articles here.\n", encoding="utf-8"
    )
    done = desk("refresh")
    assert "is another text than" in done.stderr
    assert done.returncode == 2
    assert not any(claim.gone for claim in Ledger.open().claims)


def test_a_page_that_is_known_is_not_sent_again(tmp_path: Path, address: str) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    list(log_documents(ledger, [read(address, allow_private=True)]))
    for answered in ("200", "304", "304"):
        [found] = refresh(Ledger.open(ledger.folder), rows_of(ledger), allow_private=True, pause=0)
        assert not found.is_fault, found.why
        assert Site.asked[-1] == answered
    Site.page = STORY.replace("27", "37")
    [found] = refresh(Ledger.open(ledger.folder), rows_of(ledger), allow_private=True, pause=0)
    assert found.intake is not None
    assert [change.kind for change in found.intake.changes] == ["number"]
    assert {claim.value for claim in Ledger.open(ledger.folder).claims} == {37, 859}


def test_one_host_is_asked_at_its_ease(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("claims.refresh.time.sleep", waited.append)
    ledger = Ledger.create(tmp_path / "ledger")
    for name in ("one", "two"):
        Site.page = STORY.replace("Storm", name)
        list(log_documents(ledger, [read(f"{address}/{name}", allow_private=True)]))
    list(refresh(ledger, rows_of(ledger), allow_private=True, pause=5))
    [pause] = waited
    assert 4 < pause <= 5


def test_editions_are_told_from_other_pages() -> None:
    assert is_edition(STORY, STORY.replace("27", "37"))
    assert not is_edition(
        STORY, "Cookies help us deliver services, please accept before reading further."
    )


def test_near_copies_are_found_whatever_their_numbers() -> None:
    other = "Nothing of the kind was reported anywhere else on that quiet day in the hills."
    texts = [("a", STORY * 2), ("b", STORY.replace("27", "37") * 2), ("c", other)]
    assert [(pair.document_id, pair.other_id) for pair in near(texts, ["b", "c"])] == [("b", "a")]


def test_a_near_copy_is_named_with_what_differs(desk: Run) -> None:
    story = STORY.replace("Storm floods", "A storm floods").replace("859 people", "895 people")
    Path("copy.txt").write_text(story, encoding="utf-8")
    told = desk("add", "copy.txt").stderr
    assert "nearly repeats storm-floods-the-valley" in told
    assert '"859 people" there, "895 people" here' in told
    Path("other.txt").write_text(
        "Fire\n\nFire burned 40 hectares of dry forest near the northern road.\n", "utf-8"
    )
    assert "nearly repeats" not in desk("add", "other.txt").stderr


def test_what_is_remembered_is_no_part_of_the_ledger(tmp_path: Path, address: str) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    list(log_documents(ledger, [read(address, allow_private=True)]))
    list(refresh(ledger, rows_of(ledger), allow_private=True, pause=0))
    remembered = ledger.folder / ".claimbook" / "fetched.json"
    assert address in json.loads(remembered.read_text("utf-8"))
    remembered.write_text("no json", "utf-8")
    assert not next(iter(refresh(ledger, rows_of(ledger), allow_private=True, pause=0))).is_fault
