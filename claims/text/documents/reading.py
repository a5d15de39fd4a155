"""The way in: paths, folders, "-" and web addresses in, documents out, each format with its own reader.

One document that cannot be read never stops the others: `read_all` yields the reason in its place.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Unpack

from claims.errors import UnreadableDocument
from claims.model import Document
from claims.text.documents.files import SUFFIXES, Skipped, bounded, open_file, read_file, walk
from claims.text.documents.formats import READERS, format_of
from claims.text.documents.given import Given, is_web_address, with_given
from claims.text.documents.jsonlines import MAX_LINE, read_lines
from claims.text.documents.raw import MAX_BYTES, Raw

STANDARD_INPUT = "-"


def read(path_or_url: str | PurePath, *, allow_private: bool = False, **given: Unpack[Given]) -> Document:
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
        raise UnreadableDocument(place, f"holds {len(found)} documents, not one; read_all reads them all")
    return found[0]


def read_all(
    arguments: Iterable[str | PurePath], *, allow_private: bool = False, **given: Unpack[Given]
) -> Iterator[Document | UnreadableDocument | Skipped]:
    """Read everything that the arguments name, in the order given, folders in the order of `files.walk`."""
    for place in expand(arguments):
        if isinstance(place, str):
            yield from read_each(place, allow_private=allow_private, **given)
        else:
            yield place


def expand(arguments: Iterable[str | PurePath]) -> list[str | UnreadableDocument | Skipped]:
    """Replace each folder by the documents in it, without reading any; what stays is for `read_each`."""
    places: list[str | UnreadableDocument | Skipped] = []
    for argument in [os.fspath(argument) for argument in arguments]:
        if argument == STANDARD_INPUT or is_web_address(argument) or not os.path.isdir(argument):  # noqa: PTH112
            places.append(argument)
            continue
        found = [entry if isinstance(entry, Skipped) else entry.as_posix() for entry in walk(Path(argument))]
        places.extend(found)
        if not any(isinstance(entry, str) for entry in found):
            places.append(UnreadableDocument(argument, f"this folder holds no document ({' '.join(SUFFIXES)})"))
    return places


def read_each(
    place: str, *, allow_private: bool = False, **given: Unpack[Given]
) -> Iterator[Document | UnreadableDocument]:
    """Read the documents in one file, address or standard input: one, or as many as JSON Lines hold."""
    try:
        if place.lower().endswith((".jsonl", ".ndjson")) and not is_web_address(place):
            path = PurePath(place).as_posix()
            with os.fdopen(open_file(Path(place), place), "rb") as file:
                found = read_lines(iter(lambda: file.readline(MAX_LINE + 1), b""), place, path)
                yield from _finished_each(found, given)
            return
        raw = _fetch(place, allow_private)
        if format_of(raw) == "jsonlines":
            yield from _finished_each(read_lines(raw.content.splitlines(), raw.place, raw.path), given)
            return
        document = READERS[format_of(raw)](raw)
        if not document.text.strip():
            raise UnreadableDocument(raw.place, "holds no text")
        yield _finished(document, raw.place, given)
    except UnreadableDocument as error:
        yield error


def _finished_each(
    found: Iterable[Document | UnreadableDocument], given: Given
) -> Iterator[Document | UnreadableDocument]:
    for document in found:
        try:
            yield document if isinstance(document, UnreadableDocument) else _finished(document, document.path, given)
        except UnreadableDocument as error:
            yield error


def _finished(document: Document, place: str, given: Given) -> Document:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return replace(with_given(document, place, given), retrieved_at=now)


def _fetch(place: str, allow_private: bool) -> Raw:
    if place == STANDARD_INPUT:
        return Raw("standard input", bounded(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"))
    if is_web_address(place):
        from claims.text.documents.web import fetch  # brings in http and ssl, which files need not wait for

        return fetch(place, allow_private=allow_private)
    if "://" in place[:16] and not Path(place).exists():
        raise UnreadableDocument(place, "only http:// and https:// addresses are fetched")
    return Raw(place, read_file(Path(place), place), path=PurePath(place).as_posix())
