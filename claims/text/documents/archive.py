"""WARC in, one `Raw` page a record out.

What a web archive holds of articles, as the server sent it.

Pages are successful responses and the text of WET files. The rest of an archive (requests, images,
redirects) is no document; how much of it there was is said once at the end. Read record by record,
so an archive may have any size.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

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
    records = others = at = 0
    with path.open("rb") as file:
        for page in _pages(file, place):
            records += 1
            if page is None:
                others += 1
            else:
                yield file.tell() - at, page
                at = file.tell()
    if not records:
        raise UnreadableDocument(place, "holds no record of a web archive")
    if others:
        yield 0, Skipped(place, f"{others:,} records that are no pages")


def _pages(file: IO[bytes], place: str) -> Iterator[Raw | UnreadableDocument | None]:
    """Yield the page of each record of an archive, None for a record that is none."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise UnreadableDocument(
            place, 'reading web archives needs an extra: pip install "claimbook[archives]"'
        ) from None
    try:
        for number, record in enumerate(ArchiveIterator(file), start=1):
            yield _page(record, f"{place}:{number}")
    except (ArchiveLoadFailed, ValueError, EOFError, OSError) as error:
        raise UnreadableDocument(
            place, f"is no web archive that can be read to its end: {error}"
        ) from None


def _page(record: Any, place: str) -> Raw | UnreadableDocument | None:
    """Return the page of a record, None where it is none."""
    media_type, _, parameters = _content_type(record).partition(";")
    media_type = media_type.strip().lower()
    if media_type not in _PAGES:
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
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    charset = parameters.partition("charset=")[2].split(";")[0].strip(" \"'")
    return Raw(place, content, url=url.strip("<>"), media_type=media_type, charset=charset)


def _content_type(record: Any) -> str:
    """Return of what type the text of a record, or a page that was served, says that it is."""
    if record.rec_type == "conversion":
        return "text/plain"
    headers = record.http_headers
    is_served = record.rec_type == "response" and headers and headers.get_statuscode() == "200"
    return (headers.get_header("Content-Type") or "") if is_served else ""
