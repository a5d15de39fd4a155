"""WARC in, one `Raw` page a record out.

What a web archive holds of articles, as the server sent it.

Pages are successful responses and the text of WET files. The rest of an archive (requests, images,
redirects) is no document; how much of it there was is said once at the end. Read record by record,
so an archive may have any size.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claims.errors import UnreadableDocument
from claims.text.documents.files import Skipped
from claims.text.documents.raw import MAX_BYTES, Raw

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def pages_of(path: Path, place: str) -> Iterator[tuple[int, Raw | Skipped | UnreadableDocument]]:
    """Yield the pages of an archive in order, each with its share of the file in bytes.

    At last, tell how many records were no pages.

    Raises:
        UnreadableDocument: warcio is not installed, or the file is no WARC, or stops being one.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise UnreadableDocument(
            place, 'reading web archives needs an extra: pip install "claimbook[archives]"'
        ) from None
    number = others = at = 0
    with path.open("rb") as file:
        try:
            for number, record in enumerate(ArchiveIterator(file), start=1):
                if page := _page(record, f"{place}:{number}"):
                    yield file.tell() - at, page
                    at = file.tell()
                else:
                    others += 1
        except (ArchiveLoadFailed, ValueError, EOFError, OSError) as error:
            raise UnreadableDocument(
                place, f"is no web archive that can be read to its end: {error}"
            ) from None
    if not number:
        raise UnreadableDocument(place, "holds no record of a web archive")
    if others:
        yield 0, Skipped(place, f"{others:,} records that are no pages")


def _page(record: Any, place: str) -> Raw | UnreadableDocument | None:
    """Return the page of a record, None where it is none."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type == "conversion":
        kind = "text/plain"
    elif (
        record.rec_type == "response"
        and record.http_headers
        and record.http_headers.get_statuscode() == "200"
    ):
        kind = record.http_headers.get_header("Content-Type") or ""
    else:
        return None
    media_type, _, parameters = kind.partition(";")
    if media_type.strip().lower() not in _PAGES:
        return None
    content = record.content_stream().read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        return UnreadableDocument(
            place, f"is larger than {MAX_BYTES >> 20} MB, too much for one document"
        )
    if record.raw_stream.limit > 0:  # bytes that the record should still have
        return UnreadableDocument(
            place, "is cut off: the archive ends, or is damaged, in the middle of the page"
        )
    charset = parameters.partition("charset=")[2].split(";")[0].strip(" \"'")
    return Raw(
        place, content, url=url.strip("<>"), media_type=media_type.strip().lower(), charset=charset
    )
