"""What was checked before and what does not fit, in one line each.

Verdicts and flags in, safe words out.

`list`, `show`, `add`, the review and the report all say it in these words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.model import Flag
from claims.views.safe import safe

if TYPE_CHECKING:  # only their names are needed, and the rules are slow to load
    from claims.numbers.checked_before import Known
    from claims.numbers.noticing import Notice

FLAG, KNOWN = "⚑", "↺"  # before a flag, and before what was checked before


def notice_lines(notice: Notice) -> Iterator[str]:
    """Yield all that there is to notice about a claim, each with its sign."""
    yield from (f"{FLAG} {flag_line(flag)}" for flag in notice.flags)
    yield from (f"{KNOWN} checked before, {known_line(found)}" for found in notice.known)


def known_line(found: Known) -> str:
    """Return an earlier verdict in words.

    It reads as `number differs: "37 passengers" (Post, 2019-05-06): false, Ann`.
    """
    verdict = found.verdict
    document = verdict.document
    where = ", ".join(
        part
        for part in (document.publisher or document.document_id, document.published[:10])
        if part
    )
    signed = ", ".join(
        part for part in (verdict.rating, verdict.by, verdict.on, verdict.url) if part
    )
    return safe(f'{found.match.value}: "{verdict.claim.surface}" ({where}): {signed}')


def flag_line(flag: Flag) -> str:
    """Return a flag in words.

    It reads as `parts and total: the parts do not add up to 41 deaths (30 + 12 = 42, ...)`.
    """
    return safe(f"{flag.rule}: {flag.message} ({flag.arithmetic})")
