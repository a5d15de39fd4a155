"""The date of publication as people and machines write it in, ISO 8601 out.

A form that can be read two ways ("03/04/2018") gives nothing: a wrong date would shift every period
in the document.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

# "2018-06-14T08:30:00-04:00", "2018-06-14 08:30:00 +0100" (Jekyll), "20180614", "2018-06-14T12:30Z"
_ISO = re.compile(
    r"""
    (?P<date> \d{4}-\d{2}-\d{2} | \d{8} )
    (?: [T ]+ (?P<time> \d{2}:?\d{2} (?: :?\d{2} (?: [.,]\d{1,9} )? )? )
        \s* (?P<zone> Z | [+-]\d{2}:?\d{2} | UTC | GMT )? )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# the month in words leaves no doubt
_SPELLED = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y %B %d")
_WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_LONGEST = 64  # no date is longer, and hostile metadata can be


def iso_date(text: str) -> str:
    """Return the ISO date, or date-time where a time is given; empty when there is no sure reading.

    >>> iso_date("14 June 2018"), iso_date("2018-06-14 08:30 +0100"), iso_date("03/04/2018")
    ('2018-06-14', '2018-06-14T08:30:00+01:00', '')
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return ""
    if match := _ISO.fullmatch(text):
        return _from_iso(match)
    return _spelled(text) or _from_feed(text)


def _spelled(text: str) -> str:
    """Return the date of words such as "Thursday, June 14th, 2018", "" where they are none."""
    plain = _ORDINAL.sub("", _WEEKDAY.sub("", text)).replace(",", " ").replace(".", " ")
    for form in _SPELLED:
        with suppress(ValueError):
            return datetime.strptime(" ".join(plain.split()), form).date().isoformat()
    return ""


def _from_feed(text: str) -> str:
    """Return the moment that RFC 2822 writes "Thu, 14 Jun 2018 08:30:00 +0100"."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return moment.isoformat() if _is_in_utc(moment) else ""


def _from_iso(match: re.Match[str]) -> str:
    time = match["time"]
    zone = (match["zone"] or "").upper().replace("UTC", "Z").replace("GMT", "Z")
    try:
        if time is None:
            return date.fromisoformat(match["date"]).isoformat()
        moment = datetime.fromisoformat(f"{match['date']}T{time.replace(',', '.')}{zone}")
    except ValueError:
        return ""
    return moment.replace(microsecond=0).isoformat() if _is_in_utc(moment) else ""


def _is_in_utc(moment: datetime) -> bool:
    """Tell whether the calendar has the moment in UTC too.

    For example "0001-01-01T00:00+14:00" would be in the year before.
    """
    try:
        moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except OverflowError:
        return False
    return True
