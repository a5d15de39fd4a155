"""Claims as JSON Lines.

One object a line, with the names and order of `model.Claim`, numbers as JSON numbers.

Lossless but for a number's trailing zeros, and harmless in a terminal: a line that would hold a
hidden or control character is written in ASCII with JSON's own escapes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims.ledger.checks import Standing
from claims.ledger.conditions import Found
from claims.ledger.dismissals import flag_id
from claims.ledger.rows import claim_from_row
from claims.model import Claim
from claims.views.since import since

if TYPE_CHECKING:  # what was checked before needs the words of the rules, which lists do not
    from claims.numbers.checked_before import Known
    from claims.numbers.noticing import Notice


def claim_record(claim: Claim, standing: Standing | None = None) -> dict[str, Any]:
    """Return all fields of a claim, and its status.

    The status comes with what awaits a second checker, and with what it was before the claim
    changed.
    """
    record: dict[str, Any] = asdict(claim)
    del record["number"]  # only what was just read knows it
    if standing:
        record["status"] = standing.status
        record["awaiting"] = standing.awaiting
        record["was"] = since(standing)
    return record


def found_record(found: Found) -> dict[str, Any]:
    """Return a claim as it was found in a ledger, as JSON has it."""
    return claim_record(claim_from_row(found.row), found.standing)


def json_line(record: Mapping[str, Any]) -> str:
    r"""Return one line without its end.

    >>> json_line({"surface": "27\u202e", "value": Decimal("27"), "upper": None})
    '{"surface": "27\\u202e", "value": 27, "upper": null}'
    """
    line = json.dumps(record, ensure_ascii=False, default=_number)
    return line if line.isprintable() else json.dumps(record, default=_number)


def _number(value: object) -> int | float:
    if not isinstance(value, Decimal):
        raise TypeError(f"{value!r} has no form in JSON")
    return int(value) if value == value.to_integral_value() else float(value)


def known_record(found: Known) -> dict[str, object]:
    """Return an earlier verdict on what a claim says, as JSON has it."""
    verdict = found.verdict
    return {
        "match": found.match.value,
        "claim_id": verdict.claim.claim_id,
        "surface": verdict.claim.surface,
        "rating": verdict.rating,
        "by": verdict.by,
        "on": verdict.on,
        "url": verdict.url,
    }


def noticed_record(notice: Notice) -> dict[str, object]:
    """Return what there is to notice about a claim, as JSON has it."""
    return {
        "flags": [{"flag": flag_id(flag)} | asdict(flag) for flag in notice.flags],
        "checked_before": [known_record(found) for found in notice.known],
    }
