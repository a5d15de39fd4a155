"""Content as it arrived, before anybody decided what format it is in."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 32 * 1024 * 1024  # the longest books are near 4 MB of text; a scanned report as PDF can be 30


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes with what is known about them from outside.

    `place` is what messages name ("news/a.html", "standard input"); `path` or `url` go into the document.
    `media_type` and `charset` are what a server declared, empty elsewhere.
    """

    place: str
    content: bytes
    path: str = ""
    url: str = ""
    media_type: str = ""
    charset: str = ""
