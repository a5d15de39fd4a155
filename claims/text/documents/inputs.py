"""The way in.

Paths, folders, "-" and web addresses in, documents out, each format with its own reader.

One document that cannot be read never stops the others: `read_all` yields the reason in its place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from glob import glob
from pathlib import Path, PurePath
from typing import Unpack

from claims.errors import UnreadableDocument
from claims.model import Document
from claims.text.documents.files import SUFFIXES, Skipped, walk
from claims.text.documents.given import Given, is_web_address
from claims.text.documents.pieces import STANDARD_INPUT, Piece, of_content, pieces
from claims.text.documents.raw import Validators

_MAGIC = re.compile(r"[*?[]")


def read(
    path_or_url: str | PurePath, *, allow_private: bool = False, **given: Unpack[Given]
) -> Document:
    """Read one document from a file, an http(s) address, or standard input ("-").

    Args:
        path_or_url: what to read.
        allow_private: also fetch from loopback and private addresses.
        given: fields of the document that are known better than what is found in it.

    Raises:
        UnreadableDocument: there is no one document there, or it cannot be read.
    """
    place = os.fspath(path_or_url)
    found = list(read_each(place, allow_private=allow_private, **given))
    for document in found:
        if isinstance(document, UnreadableDocument):
            raise document
    if len(found) != 1 or not isinstance(found[0], Document):
        raise UnreadableDocument(
            place, f"holds {len(found)} documents, not one; read_all reads them all"
        )
    return found[0]


def read_all(
    arguments: Iterable[str | PurePath], *, allow_private: bool = False, **given: Unpack[Given]
) -> Iterator[Document | UnreadableDocument | Skipped]:
    """Read everything that the arguments name, in their order.

    Folders are read in the order of `files.walk`.
    """
    for place in expand(arguments):
        if isinstance(place, str):
            yield from read_each(place, allow_private=allow_private, **given)
        else:
            yield place


def read_address(
    url: str, *, allow_private: bool, known: Validators
) -> tuple[Document, Validators] | None:
    """Read a web page unless it is still the version that is known.

    Return it with how the server names it.

    Returns None where it is; raises `UnreadableDocument` where it cannot be read.
    """
    from claims.text.documents.web import NotModified, fetch  # brings in http and ssl

    try:
        raw = fetch(url, allow_private=allow_private, known=known)
    except NotModified:
        return None
    return _only(list(of_content(raw, len(raw.content))), url), raw.validators


def _only(cut: Sequence[Piece | UnreadableDocument | Skipped], url: str) -> Document:
    """Return the one document that a page is."""
    if len(cut) == 1:
        document = cut[0].document({}) if isinstance(cut[0], Piece) else cut[0]
        if isinstance(document, Document):
            return document
        if isinstance(document, UnreadableDocument):
            raise document
    raise UnreadableDocument(url, f"holds {len(cut)} documents, not one")


def expand(arguments: Iterable[str | PurePath]) -> Iterator[str | UnreadableDocument | Skipped]:
    """Replace each folder and each pattern such as `2024-*/*.html` by the documents in it.

    None of them is read.

    What stays is for `read_each` or `pieces`. Patterns are for shells that do not know them, and
    for more files than a shell can name; a file that has such a name is meant itself.
    """
    for argument in [os.fspath(argument) for argument in arguments]:
        if argument == STANDARD_INPUT or is_web_address(argument):
            yield argument
        elif _is_pattern(argument):
            yield from _matching(argument)
        else:
            yield from _in_path(argument)


def _is_pattern(argument: str) -> bool:
    """Tell a pattern from the name of a file or a folder, which may look like one."""
    return _MAGIC.search(argument) is not None and not os.path.lexists(argument)


def read_each(
    place: str, *, allow_private: bool = False, **given: Unpack[Given]
) -> Iterator[Document | UnreadableDocument]:
    """Read the documents in one file, address or standard input.

    There is one, or as many as its format holds.
    """
    for piece in pieces(place, allow_private):
        if isinstance(piece, Piece):
            yield piece.document(given)
        elif isinstance(piece, UnreadableDocument):
            yield piece


def _in_path(path: str) -> Iterator[str | UnreadableDocument | Skipped]:
    """Yield a file itself, and the documents in a folder."""
    return _in_folder(path) if os.path.isdir(path) else iter([path])  # noqa: PTH112


def _in_folder(folder: str) -> Iterator[str | UnreadableDocument | Skipped]:
    is_empty = True
    for entry in walk(Path(folder)):
        is_empty = is_empty and isinstance(entry, Skipped)
        yield entry if isinstance(entry, Skipped) else entry.as_posix()
    if is_empty:
        yield UnreadableDocument(folder, f"this folder holds no document ({' '.join(SUFFIXES)})")


def _matching(pattern: str) -> Iterator[str | UnreadableDocument | Skipped]:
    # not Path.glob: patterns may be absolute, and "**" means what it means in shells
    found = sorted(glob(pattern, recursive=True))  # noqa: PTH207
    if not found:
        yield UnreadableDocument(pattern, "matches no file")
    for path in found:
        yield from _in_path(path)
