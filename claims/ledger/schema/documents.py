"""The columns of documents.csv: one row for each article or transcript, as it was read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from claims.ledger.cells import is_moment
from claims.ledger.schema.table import WEB, WEB_FORM, Field, Rule, Table

_DAY = timedelta(1)
_DATE_OR_TIME = r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?"
_DATE_OR_TIME_FORM = "a date or a time: write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ"


def _is_before(published: str, read: str) -> bool:
    # a day's grace: the outlet's day may have begun before the one in UTC
    return (
        not is_moment(read) or published[:10] <= (date.fromisoformat(read[:10]) + _DAY).isoformat()
    )


def _is_on_calendar(published: str) -> bool:
    try:
        datetime.fromisoformat(published or "2000-01-01")
    except ValueError:
        return False
    return True


DOCUMENTS = Table(
    "documents",
    "document_id",
    (
        Field(
            "document_id",
            "string",
            "Key: words of the title and a short hash",
            required=True,
            pattern=r"[a-z0-9-]+",
            label="document",
            width=32,
        ),
        Field("title", "string", "Headline as found", width=32),
        Field("publisher", "string", "Outlet that published it", width=18),
        Field("author", "string", "Byline", width=18),
        Field(
            "published",
            "string",
            "Date or date-time of publication, ISO 8601",
            pattern=_DATE_OR_TIME,
            form=_DATE_OR_TIME_FORM,
        ),
        Field("url", "string", "Where it was published", pattern=WEB, form=WEB_FORM, width=28),
        Field("path", "string", "File it was read from, from the top of the repository"),
        Field(
            "sha256",
            "string",
            "Digest of the text as read (UTF-8)",
            required=True,
            pattern=r"[0-9a-f]{64}",
        ),
        Field("retrieved_at", "datetime", "When it was read, UTC", required=True),
        Field("language", "string", "ISO 639-1 code, where known"),
        Field("origin", "string", "Agency a copy comes from"),
        Field("archive_url", "string", "Where an archived copy stands", pattern=WEB, form=WEB_FORM),
    ),
    (
        Rule(
            "published",
            ("published",),
            _is_on_calendar,
            "is on no day of the calendar: write YYYY-MM-DD",
        ),
        Rule(
            "published",
            ("published", "retrieved_at"),
            _is_before,
            "is after the document was read: correct one of the two dates",
        ),
    ),
)
