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
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


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
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise UnreadableDocument(place, "there is no such file") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise UnreadableDocument(place, f"cannot be opened: {reason}") from None
    refusal = _refusal(os.fstat(descriptor).st_mode)
    if refusal:
        os.close(descriptor)
        raise UnreadableDocument(place, refusal)
    return descriptor


def _refusal(mode: int) -> str:
    """Return why something is not read that is no plain file, "" where it is one."""
    if stat.S_ISREG(mode):
        return ""
    if stat.S_ISDIR(mode):
        return "is a folder, not a document; read_all reads what is in it"
    kind = "a named pipe" if stat.S_ISFIFO(mode) else "a device"
    return f"is {kind}, not a file; pipe its content in and give - instead"


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
    """Yield what lies in a folder: its documents, its folders, and what is passed over."""
    try:
        entries = sorted(
            os.scandir(folder), key=lambda entry: (entry.is_dir(follow_symlinks=False), entry.name)
        )
    except OSError as error:
        yield Skipped(folder.as_posix(), f"cannot be opened: {error.strerror}")
        return
    for entry in entries:
        path = folder / entry.name
        if why := _why_skipped(entry, path):
            yield Skipped(path.as_posix(), why)
        else:
            yield _Folder(path) if entry.is_dir() else path


def _why_skipped(entry: os.DirEntry[str], path: Path) -> str:
    """Return why something in a folder is passed over, "" where it is not."""
    if entry.name.startswith("."):
        return "hidden"
    if entry.is_symlink():
        return "a link"
    if entry.is_dir():
        return "a ledger" if (path / LEDGER_MARK).exists() else ""
    return _why_no_document(path)


def _why_no_document(path: Path) -> str:
    """Return why a file is passed over by its name, "" where it is not."""
    if path.name.lower().endswith(SUFFIXES):
        return ""
    return f"no document format is called {path.suffix or 'that'}"
