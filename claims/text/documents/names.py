"""What others call the fields of a document.

Keys of JSON Lines and front matter in, field names out.
"""

from __future__ import annotations

from typing import Literal

FieldName = Literal[
    "title", "publisher", "author", "published", "url", "archive_url", "language", "origin"
]

METADATA_NAMES: dict[str, FieldName] = {
    "title": "title",
    "headline": "title",
    "publisher": "publisher",
    "sitename": "publisher",  # trafilatura
    "site": "publisher",
    "author": "author",
    "byline": "author",
    "published": "published",
    "date": "published",  # trafilatura, Jekyll, Hugo
    "url": "url",
    "permalink": "url",
    "archive_url": "archive_url",
    "language": "language",
    "lang": "language",
    "origin": "origin",
}
