"""What the text of a cell stands for.

Numbers, whole numbers, dates and moments; None or False where it is none.

Text in; values or yes and no out. Nothing is guessed and nothing raises: "1_000", "١٢" and
"20240501" are not what a ledger writes, and a number too large for any news ("1e999999999") must
not eat the machine.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from claims.decimals import is_statable

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(_DATE.pattern + r"T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def decimal(text: str) -> Decimal | None:
    """Return the number in a cell, None where there is none that news could state.

    >>> decimal("2.4E+6"), decimal(""), decimal("1e999999999")
    (Decimal('2.4E+6'), None, None)
    """
    try:
        number = Decimal(text) if text.isascii() and "_" not in text else None
    except InvalidOperation:
        return None
    return number if number is not None and is_statable(number) else None


def integer(text: str) -> int | None:
    """Return the whole number in a cell, None where there is none.

    >>> integer("12"), integer("1_2"), integer("")
    (12, None, None)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def is_date(text: str) -> bool:
    """Tell whether a cell holds a day that exists.

    >>> is_date("2024-02-29"), is_date("2023-02-29"), is_date("20240229")
    (True, False, False)
    """
    return _DATE.fullmatch(text) is not None and _is_of_kind(date, text)


def is_moment(text: str) -> bool:
    """Tell whether a cell holds a second in UTC.

    >>> is_moment("2024-05-01T10:00:00Z"), is_moment("2024-05-01T10:00:00")
    (True, False)
    """
    return _MOMENT.fullmatch(text) is not None and _is_of_kind(datetime, text)


def _is_of_kind(kind: type[date], text: str) -> bool:
    try:
        kind.fromisoformat(text)
    except ValueError:
        return False
    return True
