"""A place cut into pieces of work.

Files, lines, rows and pages that can each be read alone, by any process.

One file or address is one piece; a file that holds many documents is cut into its lines, rows or
records without reading what they say. `Piece.document` reads one, and whatever goes wrong in it is
one message. A piece says how many bytes it is worth, so that progress can be told for all of them
alike.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path, PurePath
from typing import IO

from claims.errors import UnreadableDocument
from claims.model import Document
from claims.text.documents import archive, columnar
from claims.text.documents.apart import beyond, broken, each_apart, read_apart
from claims.text.documents.files import Skipped, bounded, open_file, read_file, size_of
from claims.text.documents.formats import READERS, format_of
from claims.text.documents.given import Given, is_web_address, with_given
from claims.text.documents.jsonlines import MAX_LINE, document_of, read_line
from claims.text.documents.limits import Limits, in_force
from claims.text.documents.raw import MAX_BYTES, Raw

STANDARD_INPUT = "-"
LIMITS = Limits()
_LINES = (".jsonl", ".ndjson")
_ARCHIVES = (".warc", ".warc.gz", ".wet.gz")
_ADDRESS_BYTES = 50_000  # what a page is worth before it is fetched


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that can be read alone; `read` can be sent to another process."""

    place: str
    size: int  # bytes of the source that it is worth
    read: Callable[[], Document]

    def document(self, given: Given, limits: Limits = LIMITS) -> Document | UnreadableDocument:
        """Return the document in it, or the reason why there is none.

        Libraries raise anything on what is broken.
        """
        try:
            with limits.held():
                return _finished(self.read(), self.place, given)
        except UnreadableDocument as error:
            return error
        except (TimeoutError, MemoryError) as error:
            return beyond(self.place, error, limits)
        except Exception as error:
            return broken(self.place, error)


def pieces(
    place: str, allow_private: bool = False, limits: Limits = LIMITS
) -> Iterator[Piece | UnreadableDocument | Skipped]:
    """Cut a file, an address or standard input into pieces, in order.

    The limits are for what a library reads to cut it: a few rows of Parquet.
    """
    try:
        yield from _pieces(place, allow_private, limits)
    except UnreadableDocument as error:
        yield error
    except (TimeoutError, MemoryError) as error:
        yield beyond(place, error, limits)
    except (
        Exception
    ) as error:  # an address, a server or an archive that a library cannot make sense of
        yield broken(place, error)


def _pieces(
    place: str, allow_private: bool, limits: Limits
) -> Iterator[Piece | UnreadableDocument | Skipped]:
    if is_web_address(place):
        return of_content(_fetched(place, allow_private), _ADDRESS_BYTES)
    if place == STANDARD_INPUT:
        raw = Raw("standard input", bounded(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"))
        return of_content(raw, len(raw.content))
    return _of_file(place, limits)


def _of_file(place: str, limits: Limits) -> Iterator[Piece | UnreadableDocument | Skipped]:
    """Cut a file into pieces: into lines, rows or pages, or it is one itself."""
    small = place.lower()
    if small.endswith(_LINES):
        return _lines_of(place)
    if small.endswith(".parquet"):
        return _rows(place, limits)
    if small.endswith(_ARCHIVES):
        return _pages(place)
    if "://" in place[:16] and not Path(place).exists():
        raise UnreadableDocument(place, "only http:// and https:// addresses are fetched")
    return iter([Piece(place, size_of(place), partial(_read_file, place))])


def _lines_of(place: str) -> Iterator[Piece]:
    with os.fdopen(open_file(Path(place), place), "rb") as file:
        yield from _lines(_whole_lines(file), place, PurePath(place).as_posix())


def of_content(raw: Raw, size: int) -> Iterator[Piece | UnreadableDocument | Skipped]:
    """Cut content that has arrived into pieces."""
    if format_of(raw) == "jsonlines":
        return _lines(raw.content.splitlines(keepends=True), raw.place, raw.path or raw.url)
    return iter([Piece(raw.place, size, partial(_read_raw, raw))])


def _whole_lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file, of one that is too long its beginning alone."""
    while line := file.readline(MAX_LINE + 1):
        yield line
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE + 1)


def _lines(lines: Iterable[bytes], place: str, path: str) -> Iterator[Piece]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            named = f"{place}:{number}"
            yield Piece(named, len(line), partial(read_line, line, named, path, number))


def _rows(place: str, limits: Limits) -> Iterator[Piece]:
    path = PurePath(place).as_posix()
    rows = partial(columnar.rows_of, Path(place), place)
    for number, size, record in each_apart(rows, place, limits):
        named = f"{place}:{number}"
        yield Piece(named, size, partial(document_of, record, named, path, number))


def _pages(place: str) -> Iterator[Piece | UnreadableDocument | Skipped]:
    for size, page in archive.pages_of(Path(place), place):
        yield Piece(page.place, size, partial(_read_raw, page)) if isinstance(page, Raw) else page


def _fetched(place: str, allow_private: bool) -> Raw:
    # brings in http and ssl, which files need not wait for
    from claims.text.documents.web import fetch

    return fetch(place, allow_private=allow_private)


def _read_file(place: str) -> Document:
    return _read_raw(Raw(place, read_file(Path(place), place), path=PurePath(place).as_posix()))


def _read_raw(raw: Raw) -> Document:
    reader = READERS[format_of(raw)]
    if reader.library:
        with suppress(ImportError):  # loaded once here, not in each copy of this process
            import_module(reader.library)
        document = read_apart(reader.read, raw, in_force())
    else:
        document = reader.read(raw)
    if not document.text.strip():
        raise UnreadableDocument(raw.place, "holds no text")
    return document


def _finished(document: Document, place: str, given: Given) -> Document:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return replace(with_given(document, place, given), retrieved_at=now)
