"""Reading a ledger's documents again: what is told, how polite it is, and what is refused."""

from __future__ import annotations

import json
import re
import shlex
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claims.copies import Copies
from claims.intake import Intake, log_documents
from claims.ledger.identity import short_length
from claims.ledger.known_documents import is_another_article
from claims.ledger.ledger import Ledger
from claims.ledger.places import Places
from claims.likeness import Texts
from claims.meaning import validate
from claims.model import Document, Status
from claims.refresh import refresh, rows_of
from claims.text.documents import read

Run = Callable[..., "CompletedProcess[str]"]
STORY = (
    "Storm floods the valley\n\n"
    "The army retook 27 towns. The ministry said that 859 people fled from the floods.\n"
)


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
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_here: Run) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(STORY, encoding="utf-8")
    assert run_here("init").returncode == 0
    assert run_here("add", "a.txt").returncode == 0
    return run_here


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


def test_a_ledger_without_documents_has_nothing_to_read_again(tmp_path: Path, run: Run) -> None:
    assert run("init").returncode == 0
    done = run("refresh")
    assert done.returncode == 0
    assert done.stderr.startswith("0 documents edited, 0 unchanged, 0 not read")


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
    assert not is_another_article(STORY, STORY.replace("27", "37"))
    assert is_another_article(
        STORY, "Cookies help us deliver services, please accept before reading further."
    )


def test_near_copies_are_found_whatever_their_numbers() -> None:
    other = "Nothing of the kind was reported anywhere else on that quiet day in the hills."
    texts = Texts()
    for name, text in ("a", STORY * 2), ("b", STORY.replace("27", "37") * 2), ("c", other):
        texts.add(name, text)
    assert [(pair.document_id, pair.other_id) for pair in texts.near("b")] == [("b", "a")]
    assert texts.near("c") == []


def test_a_text_of_the_ledger_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    copies = Copies(ledger)
    read: list[str] = []
    text = Ledger.text

    def counted(ledger: Ledger, document_id: str) -> str:
        read.append(document_id)
        return text(ledger, document_id)

    told = 0
    for number in range(30, 36):
        story = Document(text=STORY.replace("27", str(number)) * 2, path=f"{number}.txt")
        logged = [each for each in log_documents(ledger, [story]) if isinstance(each, Intake)]
        with monkeypatch.context() as patched:
            patched.setattr(Ledger, "text", counted)
            copies.read(logged)
        told += len(list(copies.near(logged)))
    assert told == 5
    assert len(read) == len(set(read)) == 6


def test_ids_are_counted_once_a_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    counted: list[Ledger] = []
    ids = Ledger.claim_ids

    def claim_ids(ledger: Ledger) -> Iterator[str]:
        counted.append(ledger)
        return ids(ledger)

    monkeypatch.setattr(Ledger, "claim_ids", claim_ids)
    for batch in range(2):
        text = STORY.replace("27", f"{batch + 3}1")
        list(log_documents(ledger, [Document(text=text, path=f"{batch}.txt")]))
        assert ledger.id_length() == ledger.id_length() == short_length(ids(ledger))
    assert len(counted) == 2


def test_a_near_copy_is_named_with_what_differs(desk: Run) -> None:
    story = STORY.replace("Storm floods", "A storm floods").replace("859 people", "895 people")
    Path("copy.txt").write_text(story, encoding="utf-8")
    told = desk("add", "copy.txt").stderr
    assert "nearly repeats storm-floods-the-valley" in told
    assert '"859 people" there, "895 people" here' in told
    assert f"`claimbook add copy.txt --as {Ledger.open().documents[1].document_id}`" in told
    Path("other.txt").write_text(
        "Fire\n\nFire burned 40 hectares of dry forest near the northern road.\n", "utf-8"
    )
    assert "nearly repeats" not in desk("add", "other.txt").stderr


def offered(told: str) -> list[str]:
    """Return the words of the command that was offered last."""
    *_, command = re.findall(r"`claimbook (.+?)`", told)
    return shlex.split(command)


def test_a_near_copy_can_be_taken_as_an_edition_as_offered(desk: Run) -> None:
    [story] = Ledger.open().documents
    fled = next(claim for claim in Ledger.open().claims if claim.value == 859)
    text = STORY.replace("Storm floods", "A storm floods").replace("859 people", "895 people")
    Path("copy.txt").write_text(text, encoding="utf-8")
    told = desk(*offered(desk("add", "copy.txt").stderr))
    assert Ledger.open().claim(fled.claim_id).value == 895
    assert Ledger.open().claim(fled.claim_id).document_id == story.document_id
    assert "has this very text too, and stays in the ledger" in told.stderr
    done = desk(*offered(told.stderr), "--by", "Ann", "--yes")
    assert done.returncode == 0
    ledger = Ledger.open()
    left = [each for each in ledger.claims if ledger.status(each.claim_id) != Status.WITHDRAWN]
    assert {claim.document_id for claim in left} == {story.document_id}


def test_what_is_remembered_is_no_part_of_the_ledger(tmp_path: Path, address: str) -> None:
    ledger = Ledger.create(tmp_path / "ledger")
    list(log_documents(ledger, [read(address, allow_private=True)]))
    list(refresh(ledger, rows_of(ledger), allow_private=True, pause=0))
    remembered = ledger.folder / ".claimbook" / "fetched.json"
    assert address in json.loads(remembered.read_text("utf-8"))
    remembered.write_text("no json", "utf-8")
    assert not next(iter(refresh(ledger, rows_of(ledger), allow_private=True, pause=0))).is_fault


def test_a_file_is_one_document_by_whatever_path_it_is_named(desk: Run, tmp_path: Path) -> None:
    [document] = Ledger.open().documents
    assert document.path == "a.txt"
    elsewhere = tmp_path / "deep" / "down"
    elsewhere.mkdir(parents=True)
    for name in ("../../a.txt", str(tmp_path / "a.txt")):
        assert "nothing new" in desk("add", name, cwd=elsewhere).stderr
    (elsewhere / "a.txt").write_text("Fire\n\nFire burned 40 hectares of dry forest.\n", "utf-8")
    assert desk("add", "a.txt", cwd=elsewhere).returncode == 0
    assert {each.path for each in Ledger.open().documents} == {"a.txt", "deep/down/a.txt"}
    assert "2 unchanged" in desk("refresh", cwd=elsewhere).stderr
    Path("a.txt").write_text(STORY.replace("859", "895"), encoding="utf-8")
    assert "edited" in desk("add", str(tmp_path / "a.txt"), cwd=elsewhere).stderr
    assert len(Ledger.open().documents) == 2


def test_paths_count_from_the_top_of_the_repository_and_lead_back(tmp_path: Path) -> None:
    top, outside = tmp_path / "desk", tmp_path / "elsewhere.txt"
    for folder in (top / ".git", top / "checks" / "ledger", top / "news"):
        folder.mkdir(parents=True)
    for file in (outside, top / "news" / "a.txt", top / "news" / "feed.jsonl"):
        file.write_text("x", encoding="utf-8")
    places = Places(top / "checks" / "ledger")
    assert places.top == top
    kept = {
        str(top / "news" / "a.txt"): "news/a.txt",
        str(top / "checks" / ".." / "news" / "a.txt"): "news/a.txt",
        f"{top}/news/feed.jsonl#item/7": "news/feed.jsonl#item/7",
        str(outside): str(outside),
        "no/such/file.txt": "no/such/file.txt",
        "": "",
    }
    assert {path: places.kept(path) for path in kept} == kept
    assert places.file("news/a.txt") == top / "news" / "a.txt"
    assert places.file(str(outside)) == outside
    assert places.file("no/such/file.txt") is None


def test_a_path_that_an_earlier_version_kept_as_it_was_given_stays_that_file(
    desk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news").mkdir()
    Path("news/b.txt").write_text(STORY.replace("27", "37"), encoding="utf-8")
    desk("add", "news/b.txt")
    table = Path("ledger/documents.csv")
    table.write_text(table.read_text("utf-8").replace("news/b.txt", "b.txt"), "utf-8")
    Path("news/b.txt").write_text(STORY.replace("27", "38"), encoding="utf-8")
    assert "edited" in desk("add", "b.txt", cwd=tmp_path / "news").stderr
    assert {each.path for each in Ledger.open().documents} == {"a.txt", "b.txt"}
    assert "2 unchanged" in desk("refresh", cwd=tmp_path / "news").stderr


def test_a_desk_that_keeps_no_texts_sees_an_edition_as_one_and_the_same_text_as_the_same(
    desk: Run,
) -> None:
    Path("ledger/claimbook.toml").write_text("[rules]\nkeep_texts = false\n", encoding="utf-8")
    Path("b.txt").write_text(STORY.replace("27", "37").replace("valley", "hill"), "utf-8")
    desk("add", "b.txt")
    assert not any(each.text for each in Ledger.open().documents if each.path == "b.txt")
    before = {path: path.read_bytes() for path in Path("ledger").glob("*.csv")}
    assert "2 unchanged" in desk("refresh").stderr
    assert "nothing new" in desk("add", "b.txt").stderr
    assert {path: path.read_bytes() for path in before} == before
    Path("b.txt").write_text(Path("b.txt").read_text("utf-8").replace("859", "895"), "utf-8")
    assert "1 document edited, 1 unchanged" in desk("refresh").stderr
    assert validate("ledger") == []
