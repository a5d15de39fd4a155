"""What a person says about a document, which always wins over what is found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypedDict

from claims.errors import UnreadableDocument
from claims.model import Document
from claims.text.documents.dates import iso_date
from claims.text.documents.origin import find_origin


class Given(TypedDict, total=False):
    """Fields of `Document` that a caller may set; an empty string counts as not given."""

    title: str
    publisher: str
    author: str
    published: str
    url: str
    archive_url: str
    language: str
    origin: str
    path: str


def with_given(document: Document, place: str, given: Given) -> Document:
    """Return the document with the given fields set.

    Where no origin is given, the text tells it.

    Raises:
        UnreadableDocument: `published` is no date, or an address is not http(s).
    """
    fields = {name: str(value).strip() for name, value in given.items() if value}
    if published := fields.get("published"):
        fields["published"] = _certain_date(published, place)
    _check_addresses(fields, place)
    # a copy says in its dateline which agency it comes from
    fields.setdefault("origin", document.origin or find_origin(document.text))
    return replace(document, **fields)


def _certain_date(published: str, place: str) -> str:
    """Return the ISO date of a publication date that can be read in one way alone."""
    day = iso_date(published)
    if not day:
        raise UnreadableDocument(
            place,
            f'published: "{published}" is no date I can be sure of; write it as 2018-06-14',
        )
    return day


def _check_addresses(fields: Mapping[str, str], place: str) -> None:
    """Refuse an address that is not of the web."""
    for name in ("url", "archive_url"):
        if name in fields and not is_web_address(fields[name]):
            raise UnreadableDocument(
                place, f'{name}: "{fields[name]}" does not start with http:// or https://'
            )


def is_web_address(text: str) -> bool:
    """Tell whether words are an http(s) address, and not a path or another scheme."""
    return text[:8].lower().startswith(("http://", "https://"))
