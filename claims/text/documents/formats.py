"""Which reader a document needs.

By its first bytes where they are a signature, else by declared type or name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple

from claims.model import Document
from claims.text.documents.docx import read_docx
from claims.text.documents.html import read_html
from claims.text.documents.markdown import read_markdown
from claims.text.documents.pdf import read_pdf
from claims.text.documents.plain import read_plain
from claims.text.documents.raw import Raw


class Reader(NamedTuple):
    """What reads a format, and the library that it leaves hostile bytes to, if it does."""

    read: Callable[[Raw], Document]
    library: str = ""


READERS: dict[str, Reader] = {
    "plain": Reader(read_plain),
    "markdown": Reader(read_markdown),
    "html": Reader(read_html, "trafilatura"),
    "pdf": Reader(read_pdf, "pypdf"),
    "docx": Reader(read_docx, "docx"),
}
_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonlines",
    ".ndjson": "jsonlines",
}
_MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/x-ndjson": "jsonlines",
    "application/jsonl": "jsonlines",
}
_HTML = re.compile(
    rb"\s*(?:<!--[^>]{0,500}-->\s*|<\?xml[^>]{0,200}\?>\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|article)\b",
    re.I,
)
_JSON_LINE = re.compile(rb'\s*\{[^\n]{0,2000}"text"\s*:')


def format_of(raw: Raw) -> str:
    """Return the key of the reader in `READERS`, or "jsonlines", which holds many documents."""
    start = raw.content[:4096].removeprefix(b"\xef\xbb\xbf")
    return _by_signature(start) or _by_name(raw) or _by_look(start, has_name=bool(raw.path))


def _by_signature(start: bytes) -> str:
    """Return the format that the first bytes prove, "" where they prove none."""
    if start[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    return "docx" if start.startswith(b"PK\x03\x04") else ""


def _by_name(raw: Raw) -> str:
    """Return the format that is declared, or that a name ends with, "" where none is."""
    suffix = PurePosixPath(raw.path).suffix.lower()
    return _MEDIA_TYPES.get(raw.media_type) or _SUFFIXES.get(suffix, "")


def _by_look(start: bytes, *, has_name: bool) -> str:
    """Return the format that a text looks like."""
    if _HTML.match(start):
        return "html"
    return "jsonlines" if not has_name and _JSON_LINE.match(start) else "plain"
