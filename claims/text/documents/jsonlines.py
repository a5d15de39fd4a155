"""JSON Lines in, one `Document` a line out: `{"text": ..., "title": ..., "published": ...}`.

A line that cannot be read is refused with its number; the lines after it still count.
The stored text is the "text" of the line, normalised; a separate "title" is not put into it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from claims.errors import UnreadableDocument
from claims.model import Document
from claims.text.documents.decode import normalise
from claims.text.documents.given import Given, with_given
from claims.text.documents.names import METADATA_NAMES

_LONGEST_FIELD = 2_000  # characters, the length of a long address
MAX_LINE = 16 * 1024 * 1024


def read_line(line: bytes, place: str, path: str, number: int) -> Document:
    """Return the document of one line.

    Raises:
        UnreadableDocument: the line is too long, no JSON, or no document.
    """
    line = line.removeprefix(b"\xef\xbb\xbf")
    if len(line) > MAX_LINE:
        raise UnreadableDocument(
            place, f"is longer than {MAX_LINE >> 20} MB; split it into articles"
        )
    try:
        record = json.loads(line)
    except UnicodeDecodeError:
        raise UnreadableDocument(place, "is not UTF-8, which JSON Lines must be") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(place, f"is not JSON: {error}") from None
    if not isinstance(record, dict):
        raise UnreadableDocument(place, 'is no {"text": ...} object')
    return document_of(record, place, path, number)


def document_of(record: Mapping[str, object], place: str, path: str, number: int) -> Document:
    """Return the document of a record, whose keys may be named as others name them (`names`).

    Raises:
        UnreadableDocument: it has no text, or a field that is none.
    """
    text = record.get("text")
    if not isinstance(text, str):
        raise UnreadableDocument(place, 'is no {"text": ...} object')
    if not text.strip():
        raise UnreadableDocument(place, 'its "text" is empty')
    document = Document(
        text=normalise(text), path=f"{path}#{_mark(record, number)}" if path else ""
    )
    return with_given(document, place, _fields(record, place))


def _fields(record: Mapping[str, object], place: str) -> Given:
    """Return what a record says of its document; of two keys for one field, the first counts."""
    fields = Given()
    for key, value in record.items():
        if key in METADATA_NAMES and value not in (None, ""):
            fields.setdefault(METADATA_NAMES[key], _one_line(_checked(key, value, place)))
    return fields


def _checked(key: str, value: object, place: str) -> str:
    """Return a field that is text, and no longer than a field can be."""
    if not isinstance(value, str):
        raise UnreadableDocument(place, f'"{key}" should be text, not {type(value).__name__}')
    if len(value) > _LONGEST_FIELD:
        raise UnreadableDocument(place, f'"{key}" is longer than {_LONGEST_FIELD} characters')
    return value


def _mark(record: Mapping[str, object], number: int) -> str:
    """Return the name of the line within its file.

    Its name is its own id, which survives when lines are inserted, or else its number.
    """
    mark = record.get("id")
    named = _one_line(str(mark)) if isinstance(mark, str | int) else ""
    return named or str(number)


def _one_line(text: str) -> str:
    return " ".join(normalise(text).split())
