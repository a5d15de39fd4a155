"""One bad source harms nothing else.

Every reader ends in a message, in time and in memory, whatever it is given.
"""

from __future__ import annotations

import io
import os
import random
import signal
import socketserver
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from claims.errors import UnreadableDocument
from claims.ledger.ledger import Ledger
from claims.model import Document
from claims.text.documents import columnar
from claims.text.documents.apart import each_apart, read_apart
from claims.text.documents.formats import READERS, Reader
from claims.text.documents.inputs import expand, read_all, read_each
from claims.text.documents.limits import Limits
from claims.text.documents.pieces import Piece
from claims.text.documents.raw import Raw
from tests.attack.driving import run

GOOD = "The mayor said 12 houses burned on Friday.\n"
SEEDS = Path(__file__).parent.parent / "documents"


def read(path: Path) -> Document | UnreadableDocument:
    [found] = read_each(str(path))
    return found


def word(body: str) -> bytes:
    """A Word document with this body."""
    from docx import Document as Word

    written = io.BytesIO()
    Word().save(written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/document.xml":
                head, _, rest = content.decode().partition("<w:body>")
                content = (head + "<w:body>" + body + rest[rest.index("<w:sectPr") :]).encode()
            new.writestr(entry, content)
    return out.getvalue()


CELL = (
    '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr>'
    "<w:p><w:r><w:t>27 towns</w:t></w:r></w:p></w:tc>"
)
WIDE = f"<w:tbl><w:tr>{CELL.format(999_999_999)}</w:tr></w:tbl>"
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a cell of a thousand million columns": ("wide.docx", lambda: word(WIDE)),
    "200,000 empty paragraphs": ("empty.docx", lambda: word("<w:p/>" * 200_000)),
    "TOML in TOML": ("deep.md", lambda: f"+++\na = {'[' * 9_000}\n+++\n{GOOD}".encode()),
    "a number of 5,000 digits": (
        "digits.md",
        lambda: f"+++\na = {'9' * 5_000}\n+++\n{GOOD}".encode(),
    ),
    "a reference of zeros": (
        "zeros.html",
        lambda: f"<html><body><article><p>{GOOD * 9}&#{'0' * 4_300}1;</p></article>".encode(),
    ),
    "deep JSON": ("deep.jsonl", lambda: b'{"text": ' + b"[" * 100_000 + b"\n"),
    "a line of 40 MB": ("long.jsonl", lambda: b'{"text": "' + b"x" * 40_000_000 + b'"}\n'),
    "no Parquet": ("x.parquet", lambda: b"PAR1" + b"\xff" * 100),
    "no archive": ("x.warc", lambda: b"\xff" * 100),
    "no PDF": ("x.pdf", lambda: b"%PDF-1.7\n" + b"\xff" * 100),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_ends_in_one_message_and_the_others_are_done(
    name: str, tmp_path: Path
) -> None:
    file, content = HOSTILE[name]
    (tmp_path / "good.txt").write_text("She sold 42 goats in May, a neighbour said.\n")
    (tmp_path / file).write_bytes(content())
    run(tmp_path, "init")
    ended = run(tmp_path, "add", file, "good.txt")
    assert "good" in ended.stderr
    assert ended.stderr.count(f"claimbook: {file}") <= 1, ended.stderr[:500]
    assert "fault of claimbook" not in ended.stderr
    assert run(tmp_path, "validate").code == 0


def test_what_a_wide_cell_says_is_still_read(tmp_path: Path) -> None:
    (tmp_path / "wide.docx").write_bytes(word(WIDE))
    found = read(tmp_path / "wide.docx")
    assert isinstance(found, Document)
    assert "27 towns" in found.text


def test_control_characters_do_not_come_back_through_markup(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The mayor said &#27;[2J 12 &#x7f; houses &#8232; burned.\n")
    found = read(tmp_path / "a.md")
    assert isinstance(found, Document)
    assert not any(
        (ord(character) < 32 and character != "\n") or ord(character) == 127
        for character in found.text
    )


def test_reading_ends_in_time_and_memory() -> None:
    def for_ever() -> Document:
        while True:
            pass

    def with_everything() -> Document:
        return Document(text="x" * (1 << 33))

    late = Piece("late", 1, for_ever).document({}, Limits(seconds=0.2))
    large = Piece("large", 1, with_everything).document({}, Limits(megabytes=64))
    assert str(late) == "late: is refused: reading takes more than 0.2 seconds"
    assert str(large) == "large: is refused: reading takes more than 64 MB of memory"


def hangs(_raw: Raw) -> Document:
    """Hang as a library in C does: whatever is raised in Python waits until it is done."""
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
    while True:
        pass


def crashes(_raw: Raw) -> Document:
    os.kill(os.getpid(), signal.SIGKILL)  # as the system does that runs out of memory
    return Document(text="")


def eats(_raw: Raw) -> Document:
    return Document(text="x" * (1 << 33))


def exits(_raw: Raw) -> Document:
    os._exit(0)


APART: dict[Callable[[Raw], Document], str] = {
    hangs: "x: is refused: reading takes more than 0.5 seconds",
    crashes: "x: the process that read it died of it",
    eats: "x: is refused: reading takes more than 64 MB of memory",
    exits: "x: the process that read it died of it",
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="read here")
@pytest.mark.parametrize("reader", APART, ids=lambda reader: reader.__name__)
def test_what_a_library_does_harms_its_own_document_only(reader: Callable[[Raw], Document]) -> None:
    before = children()
    read = partial(read_apart, reader, Raw("x", b""), Limits(0.5, 64))
    assert str(Piece("x", 1, read).document({}, Limits(0.5, 64))) == APART[reader]
    threaded: list[object] = []  # where no signal comes
    thread = threading.Thread(
        target=lambda: threaded.append(Piece("x", 1, read).document({}, Limits(0.5, 64)))
    )
    thread.start()
    thread.join()
    assert str(threaded[0]) == APART[reader]
    assert children() == before  # nothing is left running


def children() -> set[str]:
    """The processes that this one has started, where the system tells."""
    return {
        child
        for thread in Path("/proc/self/task").glob("*/children")
        for child in thread.read_text().split()
    }


def two_rows_and_a_crash() -> Iterator[list[int]]:
    yield [1]
    yield [2]
    os.kill(os.getpid(), signal.SIGKILL)


def rows_that_end_in_a_hang() -> Iterator[list[int]]:
    yield [1]
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
    while True:
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="read here")
def test_what_came_before_a_crash_or_a_hang_is_kept() -> None:
    before = children()
    crashed = each_apart(two_rows_and_a_crash, "x", Limits(5, 64))
    assert [next(crashed), next(crashed)] == [[1], [2]]
    with pytest.raises(UnreadableDocument, match="the process that read it died of it"):
        next(crashed)
    hung = each_apart(rows_that_end_in_a_hang, "x", Limits(0.5, 64))
    assert next(hung) == [1]
    with pytest.raises(TimeoutError, match="takes more than"):
        next(hung)
    left = each_apart(partial(iter, [[1], [2]]), "x", Limits(5, 64))
    assert next(left) == [1]
    left.close()  # by somebody who has seen enough
    assert children() == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="read here")
def test_a_table_that_kills_its_library_is_named_and_the_others_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_path: Path, _place: str) -> Iterator[tuple[int, int, dict[str, object]]]:
        yield 1, 10, {"text": GOOD}
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(columnar, "rows_of", crash)
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    found = [str(each) for each in read_all([tmp_path / "a.parquet", tmp_path / "good.txt"])]
    assert len(found) == 3
    assert "a.parquet: the process that read it died of it" in found[1]


def test_the_limits_of_a_ledger_reach_its_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, "init")
    (tmp_path / "ledger" / "claimbook.toml").write_text("[reading]\nseconds = 1\n")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "good.txt").write_text(GOOD)
    monkeypatch.setitem(READERS, "pdf", Reader(hangs, "pypdf"))
    ended = run(tmp_path, "add", "a.pdf", "good.txt")
    assert ended.code == 2
    assert "a.pdf: is refused: reading takes more than 1 seconds" in ended.stderr
    assert len(Ledger.open(tmp_path).documents) == 1


def test_the_limits_are_the_ledgers_own(tmp_path: Path) -> None:
    run(tmp_path, "init")
    settings = tmp_path / "ledger" / "claimbook.toml"
    for value in ("0", "-1", "true", '"60"', "1.5", "99999999999999999999"):
        settings.write_text(f"[reading]\nseconds = {value}\n")
        assert "seconds is a whole number from 1" in run(tmp_path, "validate").stdout


def test_folders_nested_deeper_than_python_calls_are_walked(tmp_path: Path) -> None:
    nested = [tmp_path]
    for _ in range(1_200):
        nested.append(nested[-1] / "d")
        nested[-1].mkdir()
    (tmp_path / "a.txt").write_text(GOOD)
    (nested[-1] / "b.txt").write_text(GOOD)
    try:
        assert sum(isinstance(place, str) for place in expand([tmp_path])) == 2
    finally:  # what tidies up after the tests is not as patient
        (nested[-1] / "b.txt").unlink()
        for folder in reversed(nested[1:]):
            folder.rmdir()


@pytest.mark.slow
def test_no_reader_raises_on_a_file_that_was_tampered_with(tmp_path: Path, full: bool) -> None:
    rng = random.Random(5)
    files = sorted(
        path for path in SEEDS.rglob("*") if path.is_file() and path.stat().st_size < 200_000
    )
    assert files
    for _ in range(5_000 if full else 60):
        source = rng.choice(files)
        content = bytearray(source.read_bytes())
        for _ in range(rng.randint(1, 20)):
            at = rng.randrange(len(content)) if content else 0
            cut = rng.choice((0, 1, 1, 50, 2_000))
            content[at : at + cut] = rng.randbytes(rng.choice((0, 1, 8, 300)))
        victim = tmp_path / source.name
        victim.write_bytes(content)
        for found in read_all([victim]):
            assert isinstance(found, Document | UnreadableDocument)


@contextmanager
def server(answer: bytes) -> Iterator[str]:
    """A server on loopback that answers everything with these bytes and hangs up."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(65_536)
            self.request.sendall(answer)

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.server_address[1]}/page"
        finally:
            listening.shutdown()
            thread.join()


PAGE = GOOD.encode() * 20
PACKED = zlib.compress(PAGE, wbits=31)
ANSWERS = {
    "short of its length": (
        b"Content-Type: text/plain\r\nContent-Length: 5000\r\n\r\n" + PAGE,
        "breaks off",
    ),
    "packed and cut": (
        b"Content-Type: text/plain\r\nContent-Encoding: gzip\r\n\r\n" + PACKED[: len(PACKED) // 2],
        "breaks off",
    ),
    "a redirect to no address": (b"Location: http://[::1\r\n\r\n", "no valid address"),
    "chunks that end": (b"Transfer-Encoding: chunked\r\n\r\nffff\r\nabc", "cannot be fetched"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_a_server_did_not_send_whole_is_refused(name: str) -> None:
    answer, words = ANSWERS[name]
    status = b"302 Found" if b"Location" in answer else b"200 OK"
    with server(b"HTTP/1.1 " + status + b"\r\nConnection: close\r\n" + answer) as url:
        [found] = read_each(url, allow_private=True)
    assert isinstance(found, UnreadableDocument)
    assert words in str(found)


@pytest.mark.parametrize(
    "parameter",
    [b"charset*=x'", b"charset*0*=%ff", b"charset=\xff\xfe", b'charset="', b"charset*=utf-8''%"],
)
def test_a_charset_that_is_none_is_none(parameter: bytes) -> None:
    answer = (
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/plain; "
        + parameter
        + b"\r\n\r\n"
        + PAGE
    )
    with server(answer) as url:
        [found] = read_each(url, allow_private=True)
    assert isinstance(found, Document)


def test_lines_from_the_net_say_where_they_come_from() -> None:
    line = b'{"id": 7, "text": "The mayor said 12 houses burned."}\n'
    with server(
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/x-ndjson\r\n\r\n" + line
    ) as url:
        [found] = read_each(url, allow_private=True)
    assert isinstance(found, Document)
    assert found.path == f"{url}#7"
