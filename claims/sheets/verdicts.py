"""Other desks' words for a verdict.

A word in, a status of ours and the reason that it implies out, or None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from claims.data import rows
from claims.errors import ClaimbookError
from claims.model import Reason, Status


class Verdict(NamedTuple):
    """What a word stands for."""

    status: Status
    reason: Reason | None = None


def verdicts(labels: Mapping[Status, str], given: Iterable[str] = ()) -> dict[str, Verdict]:
    """Return what every known word for a verdict stands for.

    Known are our statuses, the desk's labels, the lexicon, and the words that were given.

    `given` is in the form of the lexicon, `Mostly true=partly overstated`. Raises `ClaimbookError`
    where it is not.
    """
    known = dict(_lexicon())
    known |= {status.value: Verdict(status) for status in Status}
    known |= {label.casefold(): Verdict(status) for status, label in labels.items()}
    for words in given:
        label, equals, meant = words.rpartition("=")
        if not equals:
            raise ClaimbookError(
                f'"{words}" says no status: write --verdict WORD=STATUS, such as "Bogus=false '
                'stale"'
            )
        known[label.strip().casefold()] = _parsed(meant, words)
    return known


@cache
def _lexicon() -> dict[str, Verdict]:
    return {
        words: _parsed(f"{status} {reason}", words)
        for words, status, reason in rows("checking/verdicts")
    }


def _parsed(meant: str, words: str) -> Verdict:
    status, _, reason = meant.strip().casefold().partition(" ")
    try:
        return Verdict(Status(status), Reason(reason.strip()) if reason.strip() else None)
    except ValueError:
        statuses, reasons = ", ".join(Status), ", ".join(Reason)
        message = f'"{words}": a status is one of {statuses}; a reason after it one of {reasons}'
        raise ClaimbookError(message) from None
