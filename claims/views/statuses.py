"""How each status looks and what it means: the one table that tables, the review screen, the report and help share.

A status is always shown by its word or its sign; colour only repeats it, so that nothing is lost on a terminal without
colour, in print, or to a reader who does not see the difference.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.model import Status


class Look(NamedTuple):
    """One status for people: a sign one cell wide, a rich style, and what it says about the claim."""

    sign: str
    style: str  # ANSI names, so that the terminal's own light or dark theme decides the shade
    meaning: str


LOOKS: dict[Status, Look] = {
    Status.UNVERIFIED: Look("?", "bold", "nobody has looked at it yet"),
    Status.CHECKING: Look("~", "blue", "somebody is on it"),
    Status.VERIFIED: Look("✓", "green", "the evidence supports the number at the precision stated"),
    Status.PARTLY: Look("½", "yellow", "close, or the right number in the wrong context"),
    Status.FALSE: Look("✗", "bold red", "the evidence contradicts the number"),
    Status.DISPUTED: Look("≠", "magenta", "checkers or credible sources disagree"),
    Status.UNVERIFIABLE: Look("∅", "cyan", "no evidence can be had"),
    Status.OUTDATED: Look("<", "cyan", "right when it was said, superseded since"),
    Status.WITHDRAWN: Look("-", "dim", "a duplicate, no claim, or logged by mistake"),
}

# Final statuses close a claim; the others leave work to do.
OPEN = frozenset({Status.UNVERIFIED, Status.CHECKING, Status.DISPUTED})
