"""All documents of a ledger read again from where they came.

A ledger in, what became of each of them out.

A document is read from its file if it is there, else from its address. Servers are asked politely:
one request at a time, a pause before the next one to the same host, and with what they said last
time ("not modified since"), so that an unchanged page costs them nothing. Refused, and told for
each document: what cannot be read, and a text that is no edition of the article (a notice, another
page), because it would declare every claim gone. A ledger that cannot be written ends all of it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from claims.errors import LedgerError, UnreadableDocument
from claims.intake import Intake, log_documents
from claims.ledger.known_documents import is_another_article
from claims.ledger.layout import STAGING
from claims.ledger.ledger import Ledger
from claims.ledger.places import Places
from claims.ledger.rows import document_from_row
from claims.ledger.schema import DOCUMENTS
from claims.model import Document
from claims.text.documents import read
from claims.text.documents.inputs import read_address
from claims.text.documents.raw import Validators

PAUSE = 1.0  # seconds between two requests to one host
REMEMBERED = f"{STAGING}/fetched.json"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of one document: what was logged, or else in words why nothing was."""

    document_id: str
    intake: Intake | None = None
    why: str = ""
    is_fault: bool = False


class Servers:
    """When each host was asked last, and what it said of each address."""

    def __init__(self, folder: Path, pause: float) -> None:
        self._file = folder / REMEMBERED
        self._pause = pause
        self._asked: dict[str, float] = {}
        self._known: dict[str, dict[str, str]] = {}
        with suppress(OSError, ValueError):  # what is not remembered is asked for in full
            self._known = dict(json.loads(self._file.read_text("utf-8")))

    def known(self, document: Document) -> Validators:
        """Return what was said of the address when the text that the ledger has was read."""
        said = self._known.get(document.url, {})
        is_same = said.get("sha256") == document.sha256
        return (
            Validators(said.get("etag", ""), said.get("modified", "")) if is_same else Validators()
        )

    def wait(self, url: str) -> None:
        """Wait until the host may be asked again."""
        host = urlsplit(url).hostname or ""
        since = time.monotonic() - self._asked.get(host, float("-inf"))
        if since < self._pause:
            time.sleep(self._pause - since)
        self._asked[host] = time.monotonic()

    def remember(self, url: str, said: Validators, sha256: str) -> None:
        """Take note of what was said of an address."""
        self._known[url] = {**asdict(said), "sha256": sha256}

    def save(self) -> None:
        """Keep what servers said beside the ledger's lock, where git does not look.

        It saves requests and nothing else.
        """
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            self._file.write_text(json.dumps(self._known), "utf-8")


def refresh(
    ledger: Ledger,
    rows: Sequence[dict[str, str]],
    *,
    allow_private: bool = False,
    pause: float = PAUSE,
) -> Iterator[Refreshed]:
    """Read documents again, given by their rows, and log what changed in them."""
    servers = Servers(ledger.folder, pause)
    try:
        for row in rows:
            yield _refreshed(ledger, row, servers, allow_private)
    finally:
        servers.save()


def rows_of(ledger: Ledger) -> list[dict[str, str]]:
    """Return the rows of all documents."""
    return list(ledger.rows(DOCUMENTS))


def _refreshed(
    ledger: Ledger, row: dict[str, str], servers: Servers, allow_private: bool
) -> Refreshed:
    key = row["document_id"]
    was = document_from_row(row, ledger.text(key))
    try:
        found = _read(ledger, was, servers, allow_private)
        if isinstance(found, str):
            return Refreshed(key, why=found)
        if is_another_article(was.text, found.text):
            raise UnreadableDocument(
                was.path or was.url,
                f"is another text than {key}: look at it; `claimbook add --as {key}` takes it",
            )
    except UnreadableDocument as error:
        return Refreshed(key, why=str(error), is_fault=True)
    [intake] = log_documents(ledger, [replace(found, document_id=key)])
    if isinstance(intake, LedgerError):
        return Refreshed(key, why=str(intake), is_fault=True)
    return Refreshed(key, intake)


def _read(ledger: Ledger, was: Document, servers: Servers, allow_private: bool) -> Document | str:
    """Return the document as it is now, with what the ledger has of it.

    Where there is nothing new, return in words why.
    """
    path = Places(ledger.folder).file(was.path)
    if path is not None:
        return replace(was, text=read(path).text, retrieved_at="")
    if not was.url:
        return (
            f"{was.path} is not there any more"
            if was.path
            else "came from standard input: nothing to read again"
        )
    servers.wait(was.url)
    found = read_address(was.url, allow_private=allow_private, known=servers.known(was))
    if found is None:
        return "not modified"
    document, said = found
    servers.remember(was.url, said, document.sha256)
    return replace(
        was,
        text=document.text,
        title=document.title or was.title,
        retrieved_at=document.retrieved_at,
    )
