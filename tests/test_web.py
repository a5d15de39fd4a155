"""Fetching over http.

What a page becomes, and everything that a hostile or broken server may try.
"""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import claims
from claims.errors import UnreadableDocument
from claims.text.documents import web

PAGE = (Path(__file__).parent / "documents" / "newsarticle.html").read_bytes()


class Site(BaseHTTPRequestHandler):
    """One path for each way a server can answer."""

    dripped_out = False

    def do_GET(self) -> None:
        kind, _, rest = self.path.strip("/").partition("/")
        answers: dict[str, Callable[[], None]] = {
            "page": lambda: self.answer(PAGE, "text/html; charset=utf-8"),
            "latin": lambda: self.answer(
                "Café to close\n\nIt lost £4m.\n".encode("cp1252"), "text/plain; charset=latin1"
            ),
            "host": lambda: self.answer(
                f"Host\n\n{self.headers['Host']} has 27 towns.\n".encode(), "text/plain"
            ),
            "gzip": lambda: self.answer(gzip.compress(b"27 towns"), "text/plain", gzip=True),
            "bomb": lambda: self.answer(
                gzip.compress(b"0" * (web.MAX_FETCHED + 9)), "text/plain", gzip=True
            ),
            "huge": lambda: self.answer(b"0" * (web.MAX_FETCHED + 9), "text/plain"),
            "empty": lambda: self.answer(b"", "text/html"),
            "picture": lambda: self.answer(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
            "to": lambda: self.redirect(rest),
            "loop": lambda: self.redirect("/loop"),
            "drip": self.drip,
        }
        answers.get(kind, lambda: self.send_error(404))()

    def answer(self, content: bytes, media_type: str, gzip: bool = False) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        if gzip:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"1")
            time.sleep(0.05)
        Site.dripped_out = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def handle(self) -> None:
        with suppress(OSError):  # the client hung up, as it should
            super().handle()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def refusal(url: str, **options: float) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        web.fetch(url, allow_private=True, **options)
    assert str(refused.value).startswith(url)
    return str(refused.value)


def test_a_page_is_read_with_its_address(site):
    document = claims.read(f"{site}/page#top", allow_private=True)
    assert document.title == "Rebels retreat from 27 towns"
    assert document.url == f"{site}/page"
    assert document.path == ""


def test_a_redirect_is_followed_and_the_final_address_kept(site):
    assert claims.read(f"{site}/to//page", allow_private=True).url == f"{site}/page"


def test_the_declared_encoding_is_used(site):
    assert (
        claims.read(f"{site}/latin", allow_private=True).text == "Café to close\n\nIt lost £4m.\n"
    )


def test_content_packed_unasked_is_unpacked(site):
    assert claims.read(f"{site}/gzip", allow_private=True).text == "27 towns"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("missing", "answered 404 Not Found"),
        ("empty", "is empty"),
        ("huge", "larger than 10 MB"),
        ("bomb", "larger than 10 MB"),
        ("loop", "redirects more than 5 times"),
        (
            "to/file:///etc/passwd",
            "only http:// and https:// addresses are fetched (redirected to file:///etc/passwd)",
        ),
        ("to/ftp://127.0.0.1/a", "only http:// and https://"),
        ("to/http://user:secret@127.0.0.1/", "holds a user name"),
        ("to/http://127.0.0.1:99999/", "is no valid address"),
    ],
)
def test_bad_answers_are_refused_in_words(site, path, words):
    assert words in refusal(f"{site}/{path}")


def test_binary_is_refused(site):
    with pytest.raises(UnreadableDocument, match="is binary"):
        claims.read(f"{site}/picture", allow_private=True)


def test_a_server_that_drips_is_cut_off(site):
    assert "within 0.3 seconds" in refusal(f"{site}/drip", seconds=0.3)
    assert not Site.dripped_out


def test_a_server_that_never_answers_is_cut_off():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "within 0.2 seconds" in refusal(
            f"http://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.2
        )


def test_nobody_there():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert "cannot be fetched" in refusal(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "host",
    [
        *(
            "127.0.0.1",
            "localhost",
            "0.0.0.0",
            "10.0.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
        ),
        *(
            "[::1]",
            "[fd00::1]",
            "[fe80::1]",
            "[::ffff:127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
        ),
        *("2130706433", "0x7f.1"),  # the resolver reads these as 127.0.0.1
    ],
)
def test_addresses_inside_the_network_are_refused(host):
    with pytest.raises(UnreadableDocument, match=r"inside this network|cannot be found"):
        web.fetch(f"http://{host}/")


def _resolve_to(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> None:
    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
            for ip in names.get(host, [host])
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    _resolve_to(monkeypatch, {"news.example": ["93.184.216.34", "10.0.0.7"]})
    with pytest.raises(
        UnreadableDocument, match=r"news\.example is 10\.0\.0\.7, inside this network"
    ):
        web.fetch("http://news.example/")


def test_every_redirect_is_checked_anew(site, monkeypatch):
    port = site.rsplit(":", 1)[1]
    _resolve_to(monkeypatch, {"news.example": ["127.0.0.1"], "router.example": ["192.168.1.1"]})
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(UnreadableDocument, match=r"router\.example is 192\.168\.1\.1"):
        web.fetch(f"http://news.example:{port}/to/http://router.example/")


def test_the_connection_goes_to_the_address_that_was_checked(site, monkeypatch):
    port = site.rsplit(":", 1)[1]
    _resolve_to(monkeypatch, {"news.example": ["127.0.0.1"]})
    raw = web.fetch(f"http://news.example:{port}/host", allow_private=True)
    assert raw.content == f"Host\n\nnews.example:{port} has 27 towns.\n".encode()


def test_https_does_not_fall_back_to_http(monkeypatch):
    headers = HTTPMessage()
    headers["Location"] = "http://news.example/"
    answer = web._Answer(301, headers, b"")
    monkeypatch.setattr(web, "_get", lambda *_: answer)
    _resolve_to(monkeypatch, {"news.example": ["93.184.216.34"]})
    with pytest.raises(UnreadableDocument, match="redirects from https to unprotected"):
        web.fetch("https://news.example/")


@pytest.mark.parametrize(
    "url",
    ["https://", "http:///path", "http://a b/", "http://[broken/", "https://user@news.example/"],
)
def test_addresses_that_are_none(url):
    with pytest.raises(UnreadableDocument):
        web.fetch(url)
