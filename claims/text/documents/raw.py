"""Content as it arrived, before anybody decided what format it is in."""

from __future__ import annotations

from dataclasses import dataclass

# the longest books are near 4 MB of text; a scanned report as PDF can be 30
MAX_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Validators:
    """How a server names the version of a page.

    With it, only another version is asked for (RFC 9110, 13.1).
    """

    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        """Return the headers that ask only for another version."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {
            name: value
            for name, value in asked.items()
            if value and value.isascii() and value.isprintable()
        }


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes with what is known about them from outside.

    `place` is what messages name ("news/a.html", "standard input"); `path` or `url` go into the
    document. `media_type` and `charset` are what a server declared, empty elsewhere.
    """

    place: str
    content: bytes
    path: str = ""
    url: str = ""
    media_type: str = ""
    charset: str = ""
    validators: Validators = Validators()
