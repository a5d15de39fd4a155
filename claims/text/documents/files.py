"""Files and folders: a path in, its bytes out, and only if it is a plain file of bearable size.

A named pipe would block for ever and a device never end, so both are refused; a link found in a
folder is skipped, since it can lead out of the folder or round in a circle. A link that somebody
names is followed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claims.errors import UnreadableDocument
from claims.text.documents.raw import MAX_BYTES

# what a folder is searched for; a file that is named outright is read whatever it is called
SUFFIXES = (
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"),
    *(".jsonl", ".ndjson", ".parquet", ".warc", ".warc.gz", ".wet.gz"),
)
# a folder with this file is a ledger, and its texts have been read already
LEDGER_MARK = "claimbook.toml"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a folder that was passed over, and why; nothing is passed over silently."""

    place: str
    why: str


def open_file(path: Path, place: str) -> int:
    """Open a plain file for reading and return its descriptor.

    The open descriptor is asked what it is, so nothing can be exchanged in between.

    Raises:
        UnreadableDocument: it is missing, no plain file, or may not be read.
    """
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except FileNotFoundError:
        raise UnreadableDocument(place, "there is no such file") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableDocument(place, f"cannot be opened: {reason}") from None
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        if stat.S_ISDIR(mode):
            raise UnreadableDocument(
                place, "is a folder, not a document; read_all reads what is in it"
            )
        kind = "a named pipe" if stat.S_ISFIFO(mode) else "a device"
        raise UnreadableDocument(
            place, f"is {kind}, not a file; pipe its content in and give - instead"
        )
    return descriptor


def read_file(path: Path, place: str) -> bytes:
    """Return the bytes of a plain file.

    Raises:
        UnreadableDocument: as `open_file`, or it is empty or larger than `MAX_BYTES`.
    """
    with os.fdopen(open_file(path, place), "rb") as file:
        return bounded(file.read(MAX_BYTES + 1), place)


def bounded(content: bytes, place: str) -> bytes:
    """Return the content if there is some, and not more than can be one document."""
    if not content:
        raise UnreadableDocument(place, "is empty")
    if len(content) > MAX_BYTES:
        raise UnreadableDocument(
            place, f"is larger than {MAX_BYTES >> 20} MB, too much for one document; split it"
        )
    return content


def size_of(place: str) -> int:
    """Return the size of a file in bytes, 0 where there is none to ask."""
    try:
        return Path(place).stat().st_size
    except (OSError, ValueError):
        return 0


def walk(folder: Path) -> Iterator[Path | Skipped]:
    """Yield the documents below a folder in a fixed order, and what was passed over.

    A folder's own files come first, by name, then its folders, by name. Hidden files and folders,
    links, ledgers and files that no reader is for are skipped.
    """
    waiting = [folder]  # and no recursion: folders can be nested deeper than Python calls
    while waiting:
        inner: list[Path] = []
        for found in _in_folder(waiting.pop()):
            if isinstance(found, _Folder):
                inner.append(found.path)
            else:
                yield found
        waiting += reversed(inner)


@dataclass(frozen=True, slots=True)
class _Folder:
    path: Path


def _in_folder(folder: Path) -> Iterator[Path | Skipped | _Folder]:
    try:
        entries = sorted(
            os.scandir(folder), key=lambda entry: (entry.is_dir(follow_symlinks=False), entry.name)
        )
    except OSError as error:
        yield Skipped(folder.as_posix(), f"cannot be opened: {error.strerror}")
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            yield Skipped(path.as_posix(), "hidden")
        elif entry.is_symlink():
            yield Skipped(path.as_posix(), "a link")
        elif entry.is_dir():
            if (path / LEDGER_MARK).exists():
                yield Skipped(path.as_posix(), "a ledger")
            else:
                yield _Folder(path)
        elif entry.name.lower().endswith(SUFFIXES):
            yield path
        else:
            yield Skipped(path.as_posix(), f"no document format is called {path.suffix or 'that'}")
