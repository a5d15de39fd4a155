"""Many documents at once.

Any number of processes gives the same bytes, and nothing stops the rest.
"""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import chdir, suppress
from functools import partial
from pathlib import Path

import pytest

import claims
from claims.bulk import Extracted, extract_each
from claims.cli.resumable import ResumableFile
from claims.errors import ClaimbookError, UnreadableDocument
from claims.model import Document
from claims.text.documents import Piece, pieces, read_all
from tests.conftest import ROOT, Run

TEXTS = [path.read_text("utf-8") for path in sorted((ROOT / "tests/articles").glob("*.txt"))]


def corpus(folder: Path, count: int = 40) -> Path:
    """Write JSON Lines with a broken line, an empty text and a date that is none among them."""
    lines = [
        json.dumps(
            {
                "id": f"a{at}",
                "title": f"Story {at}",
                "text": TEXTS[at % len(TEXTS)][:1500] + f"\n\nNo. {at}.",
            }
        )
        for at in range(count)
    ]
    lines[7:7] = [
        "{broken",
        json.dumps({"text": "  "}),
        json.dumps({"text": "x", "published": "soon"}),
    ]
    path = folder / "corpus.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    """Read a ledger, but for the moment at which its documents were read."""
    read = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    rows = read["documents.csv"].split(b"\n")
    read["documents.csv"] = b"\n".join(
        b",".join(cell for cell in row.split(b",") if b"T" not in cell) for row in rows
    )
    return {name: content for name, content in read.items() if not name.startswith(".claimbook")}


def test_any_number_of_processes_logs_the_same_bytes(tmp_path: Path, run: Run):
    corpus(tmp_path)
    made = []
    for jobs in (1, 2):
        claims.Ledger.create(tmp_path / str(jobs))
        done = run("add", "corpus.jsonl", "--jobs", jobs, "--ledger", str(jobs))
        assert done.returncode == 2
        assert done.stderr.count("claimbook: corpus.jsonl:") == 3
        assert "3 documents could not be read:\n  corpus.jsonl:8: " in done.stderr
        made.append((files(tmp_path / str(jobs)), done.stdout))
    assert made[0] == made[1]
    assert claims.validate(tmp_path / "2") == []


def test_resume_passes_over_what_the_ledger_has(tmp_path: Path, run: Run):
    path = corpus(tmp_path)
    claims.Ledger.create(tmp_path / "whole")
    run("add", path.name, "--ledger", "whole")
    claims.Ledger.create(tmp_path / "cut")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:20]))
    run("add", path.name, "--ledger", "cut")
    path.write_bytes(b"".join(lines))
    done = run("add", path.name, "--ledger", "cut", "--resume", "--jobs", 2)
    assert "passed over 17 documents that the ledger has" in done.stderr
    assert files(tmp_path / "cut") == files(tmp_path / "whole")


def test_an_extraction_that_was_killed_goes_on_to_the_same_bytes(tmp_path: Path, run: Run):
    corpus(tmp_path, 160)
    run("extract", "corpus.jsonl", "--out", "whole.jsonl", "--jobs", 2)
    command = [sys.executable, "-m", "claims", "extract", "corpus.jsonl", "--out", "cut.jsonl"]
    job = subprocess.Popen(
        command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL
    )
    state = tmp_path / "cut.jsonl.part.json"
    until = time.monotonic() + 60
    while not state.exists() and job.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    job.send_signal(signal.SIGKILL)
    job.wait()
    assert not (tmp_path / "cut.jsonl").exists()
    begun = json.loads(state.read_text("utf-8"))
    assert 0 < begun["pieces"] < 163
    done = run("extract", "corpus.jsonl", "--out", "cut.jsonl", "--resume")
    assert (
        f" of {160 - begun['pieces'] + (3 if begun['pieces'] > 7 else 0)} documents" in done.stderr
    )
    assert (tmp_path / "cut.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert not state.exists()


def test_a_part_is_gone_on_with_only_for_the_same_sources(tmp_path: Path):
    sources = [Piece(str(at), 1, partial(Document, text="x")) for at in range(5)]
    with suppress(KeyboardInterrupt), ResumableFile(tmp_path / "out", resume=False) as file:
        for source in sources[:3]:
            file.write(f"{source.place}\n".encode())
            file.mark(source.place)
        file.write(b"half a li")
        raise KeyboardInterrupt
    assert not (tmp_path / "out").exists()
    with (
        pytest.raises(ClaimbookError, match="other sources"),
        ResumableFile(tmp_path / "out", resume=True) as file,
    ):
        file.rest(sources[1:])
    with ResumableFile(tmp_path / "out", resume=True) as file:
        for left in file.rest(sources):
            file.write(f"{left.place}\n".encode())
            file.mark(left.place)
    assert (tmp_path / "out").read_text() == "0\n1\n2\n3\n4\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def die() -> Document:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def broken() -> Document:
    raise RecursionError("too deep")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_breaks_its_reader_stops_no_other(jobs: int):
    sources = [
        Piece(str(at), 1, partial(Document, text=f"They took {at} towns.")) for at in range(60)
    ]
    sources[30] = Piece("bad", 1, broken)
    if jobs > 1:
        sources[5] = Piece("deadly", 1, die)
    found = [outcome.found for outcome in extract_each(sources, {}, jobs)]
    refused = [str(each) for each in found if isinstance(each, UnreadableDocument)]
    assert refused == [
        *(["deadly: the process that read it died of it"] * (jobs > 1)),
        "bad: is broken: RecursionError: too deep",
    ]
    values = [each.claims[0].value for each in found if isinstance(each, Extracted)]
    assert values == [at for at in range(60) if at != 30 and (at != 5 or jobs == 1)]


def test_patterns_are_matched_where_a_shell_did_not(tmp_path: Path):
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.txt", "deep/c.txt", "note.md"):
        (tmp_path / name).write_text("They took 27 towns.", "utf-8")
    with chdir(tmp_path):
        assert [document.path for document in read_all(["**/*.txt"])] == [
            "a.txt",
            "b.txt",
            "deep/c.txt",
        ]
        [refused] = read_all(["*.pdf"])
        assert str(refused) == "*.pdf: matches no file"
        Path("[a].txt").write_text("Itself, 12 times.", "utf-8")
        assert [document.path for document in read_all(["[a].txt"])] == ["[a].txt"]


def test_parquet_is_read_row_by_row(tmp_path: Path):
    from datetime import date

    import pyarrow
    from pyarrow import parquet

    rows = {
        "text": ["They took 27 towns.", None, "It fell by 3 percent."],
        "headline": ["Towns", "None", "Fall"],
        "date": [date(2024, 5, 1), None, date(2024, 5, 2)],
        "id": ["x", "y", "z"],
        "views": [1, 2, 3],
    }
    parquet.write_table(pyarrow.table(rows), tmp_path / "a.parquet")
    with chdir(tmp_path):
        first, refused, last = read_all(["a.parquet"])
    assert (first.title, first.published, first.path) == ("Towns", "2024-05-01", "a.parquet#x")
    assert str(refused) == 'a.parquet:2: is no {"text": ...} object'
    assert last.text == "It fell by 3 percent."
    parquet.write_table(pyarrow.table({"body": ["x"]}), tmp_path / "b.parquet")
    (tmp_path / "c.parquet").write_bytes(b"PAR1 no, not at all PAR1")
    assert "has no column text" in str(next(read_all([tmp_path / "b.parquet"])))
    assert "is no Parquet file" in str(next(read_all([tmp_path / "c.parquet"])))


def record(url: str, status: str, kind: str, body: bytes) -> bytes:
    """Write a response as a crawler keeps it."""
    answer = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    told = {"WARC-Type": "response", "WARC-Target-URI": url, "WARC-Date": "2024-05-01T00:00:00Z"}
    told |= {"WARC-Record-ID": f"<urn:{url}>", "Content-Type": "application/http; msgtype=response"}
    head = "".join(
        f"{name}: {value}\r\n" for name, value in {**told, "Content-Length": len(answer)}.items()
    )
    return gzip.compress(f"WARC/1.0\r\n{head}\r\n".encode() + answer + b"\r\n\r\n")


def test_the_pages_of_a_web_archive_are_documents(tmp_path: Path):
    words = (
        "The army said it had taken 27 towns in the south of the province since the start of the "
        "week. " * 3
    )
    article = f"<article><p>{words}</p></article>"
    page = f"<html><head><title>Towns</title></head><body>{article}</body></html>".encode()
    whole = record("https://example.org/0", "200 OK", "text/html; charset=utf-8", page)
    others = record("https://example.org/1", "404 Not Found", "text/html", page)
    others += record("https://example.org/2", "200 OK", "image/png", b"\x89PNG")
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(whole + others)
    first, skipped = pieces(str(path))
    document = first.document({})
    assert (document.url, document.title) == ("https://example.org/0", "Towns")
    assert "taken 27 towns" in document.text
    assert (skipped.place, skipped.why) == (str(path), "2 records that are no pages")
    path.write_bytes(whole[:-25])
    [refused] = pieces(str(path))
    assert "is cut off" in str(refused)
    path.write_bytes(whole[:40])
    [refused] = pieces(str(path))
    assert "holds no record" in str(refused)


def test_memory_does_not_grow_with_the_number_of_documents(tmp_path: Path):
    """The generator holds no outcome that was handed out, and takes no piece before its turn."""
    taken = 0

    def sources():
        nonlocal taken
        for at in range(1000):
            taken += 1
            yield Piece(str(at), 1, partial(Document, text="Nothing."))

    for done, _ in enumerate(extract_each(sources(), {}, 2)):
        assert taken - done <= 2 * 4 * 16 + 16
    assert done == 999
