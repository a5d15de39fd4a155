"""`add` and `extract` as a user calls them: what is logged, said and returned."""

from __future__ import annotations

import json
from contextlib import chdir
from pathlib import Path

import pytest

import claims
from claims.intake import log_documents
from claims.ledger.ledger import Ledger
from claims.model import Check, Claim, Document, Status
from tests.conftest import Run

ARTICLE = """Army says it retook 27 towns

Around 600 air strikes were counted in the province, the observers said.

The army retook 27 towns in the south.

The road to the border was 80 kilometres long.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    Ledger.create(tmp_path / "ledger")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def log(desk: Path) -> None:
    """Log the article as `claimbook add a.txt` does, without the wait for a process."""
    with chdir(desk):
        assert len(list(log_documents(Ledger.open(), [claims.read("a.txt")]))) == 1


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in (folder / "ledger").rglob("*") if path.is_file()
    }


def test_what_is_new_is_shown_as_a_table_and_logged(desk, run: Run):
    done = run("add", "a.txt", "--published", "14 June 2018", "--publisher", "The Daily Example")
    assert done.returncode == 0, done.stderr
    assert "»around 600 air strikes«" in " ".join(done.stdout.casefold().split())
    assert done.stderr.endswith(": 4 claims\n")
    [document] = Ledger.open(desk).documents
    assert (document.published, document.publisher, document.path) == (
        "2018-06-14",
        "The Daily Example",
        "a.txt",
    )
    assert document.text == ARTICLE


def test_the_same_again_changes_no_byte(desk, run: Run):
    log(desk)
    before = files(desk)
    done = run("add", "a.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing new, 4 claims known" in done.stderr
    assert files(desk) == before


def test_what_a_person_says_of_a_known_document_is_logged(desk, run: Run):
    log(desk)
    claims = Ledger.open(desk).claims
    done = run("add", "a.txt", "--archive-url", "https://archive.example/1")
    assert "described anew" in done.stderr
    assert Ledger.open(desk).documents[0].archive_url == "https://archive.example/1"
    assert Ledger.open(desk).claims == claims


def test_an_edited_article_says_which_numbers_changed(desk, run: Run):
    log(desk)
    towns = next(claim for claim in Ledger.open(desk).claims if "The army" in claim.quote)
    verified = Check(check_id="", claim_id=towns.claim_id, at="", by="Ann", status=Status.VERIFIED)
    Ledger.open(desk).sign([verified])
    edited = ARTICLE.replace("army retook 27", "army retook 37").replace(
        "The road to the border was 80 kilometres long.", "It lost 9 tanks."
    )
    (desk / "a.txt").write_text(edited, encoding="utf-8")
    done = run("add", "a.txt", COLUMNS="160")
    assert done.returncode == 0
    assert "tank" in done.stdout
    [number] = [line for line in done.stdout.splitlines() if line.startswith("number")]
    assert "27 towns" in number
    assert "37 towns" in number
    assert "was verified on 27 towns: check again" in number
    assert any(
        line.startswith("gone") and "80 kilometres" in line for line in done.stdout.splitlines()
    )
    assert "edited, 1 new claim, 3 known" in done.stderr
    assert "outdated" in run("list").stdout
    assert "was verified" in run("list").stdout
    assert "1 claim withdrawn or gone left out" in run("list").stderr
    assert "gone from the text" in run("list", "--all").stdout
    assert "on 27 towns: number" in run("show", towns.claim_id).stdout
    after = Ledger.open(desk)
    assert after.claim(towns.claim_id).value == 37
    assert after.text(towns.document_id) == edited


def test_an_edited_article_keeps_the_date_that_was_given(desk):
    ledger = Ledger.open(desk)

    def read(text: str, published: str = "") -> Claim:
        document = Document(
            text=text, path="b.txt", published=published, retrieved_at="2020-06-20T10:00:00Z"
        )
        list(log_documents(ledger, [document], told=["published"] if published else []))
        return ledger.claims[0]

    before = read("The army retook 27 towns last week.", "2018-06-14")
    after = read("The army retook 37 towns last week.")
    assert before.period_start
    assert after.value == 37
    assert (after.claim_id, after.period_start) == (before.claim_id, before.period_start)
    assert read("The army retook 37 towns last week.", "2019-06-14").period_start.startswith(
        "2019-06"
    )


def test_a_new_edition_in_another_file_is_told_with_as(desk, run: Run):
    log(desk)
    [document] = Ledger.open(desk).documents
    (desk / "b.txt").write_text(ARTICLE.replace("600", "700"), encoding="utf-8")
    done = run("add", "b.txt", "--as", document.document_id)
    assert "around 700 air strikes" in done.stdout.casefold()
    assert [known.path for known in Ledger.open(desk).documents] == ["b.txt"]
    unknown = run("add", "b.txt", "--as", "nobody")
    assert unknown.returncode == 2
    assert 'no document "nobody"' in unknown.stderr


def test_what_cannot_be_read_is_reported_and_the_rest_is_done(desk, run: Run):
    (desk / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (desk / "empty.txt").write_bytes(b"")
    (desk / "no\x1b[31mred.txt").write_bytes(b"\0")
    done = run(
        "add",
        "missing.txt",
        "broken.pdf",
        "empty.txt",
        "no\x1b[31mred.txt",
        "http://127.0.0.1/",
        "a.txt",
    )
    assert done.returncode == 2
    told = done.stderr.splitlines()
    assert told[0] == "claimbook: missing.txt: there is no such file"
    assert "PDF that cannot be read" in told[1]
    assert told[2] == "claimbook: empty.txt: is empty"
    assert told[3].startswith(r"claimbook: no\x1b[31mred.txt: is binary")
    assert "--allow-private" in told[4]
    assert len(Ledger.open(desk).claims) == 4


def test_wrong_use_logs_nothing(desk, run: Run):
    (desk / "b.txt").write_text("It lost 9 tanks.", encoding="utf-8")
    log(desk)
    before = files(desk)
    for arguments in (
        ["a.txt", "b.txt", "--title", "x"],
        ["a.txt", "--published", "3/4/2018"],
        ["a.txt", "--as", "x"],
    ):
        done = run("add", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
    assert files(desk) == before


def test_no_ledger_here(tmp_path, run: Run):
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = run("add", "a.txt")
    assert done.returncode == 2
    assert "claimbook init" in done.stderr


def test_a_text_that_is_not_to_be_kept(desk, run: Run):
    run("add", "a.txt", "--no-text")
    assert len(Ledger.open(desk).claims) == 4
    assert not list((desk / "ledger").rglob("texts/*"))


def test_json_of_what_is_new_and_changed(desk, run: Run):
    new = [json.loads(line) for line in run("add", "a.txt", "--json").stdout.splitlines()]
    assert [(record["change"], record["value"]) for record in new] == [
        ("new", 27),
        ("new", 600),
        ("new", 27),
        ("new", 80),
    ]
    (desk / "a.txt").write_text(
        ARTICLE.replace("600", "700").replace("Army says", "Army claims"), encoding="utf-8"
    )
    title, strikes = [
        json.loads(line) for line in run("add", "a.txt", "--json").stdout.splitlines()
    ]
    assert (title["change"], title["field"], title["after"]) == (
        "document",
        "title",
        "Army claims it retook 27 towns",
    )
    assert (strikes["change"], strikes["claim_id"]) == ("number", new[1]["claim_id"])


def test_json_lines_from_standard_input(desk, run: Run):
    lines = [
        {"text": "It lost 9 tanks.", "url": f"https://example.org/{n}", "date": "2018-06-14"}
        for n in range(3)
    ]
    done = run("add", "-", stdin="".join(json.dumps(line) + "\n" for line in lines))
    assert done.returncode == 0
    assert [document.published for document in Ledger.open(desk).documents] == ["2018-06-14"] * 3


def test_extract_needs_no_ledger(tmp_path, run: Run):
    table = run("extract", "-", stdin="Rebels lost 27 towns.")
    assert "»27 towns«" in table.stdout
    [line] = run("extract", "-", "--json", stdin="Rebels lost 27 towns.").stdout.splitlines()
    claim = json.loads(line)
    assert (claim["surface"], claim["start"], claim["end"]) == ("27 towns", 12, 20)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_says_what_it_skips(desk, run: Run):
    (desk / "news").mkdir()
    (desk / "news" / "photo.jpg").write_bytes(b"\xff")
    done = run("add", "news")
    assert done.returncode == 2
    assert "skipped news/photo.jpg" in done.stderr
    assert "holds no document" in done.stderr
