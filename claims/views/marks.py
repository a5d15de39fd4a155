"""Stretches of an article that are set off.

A text and marks in, the text cut into pieces at them out.

The review screen and the report both show an article with its claims marked, each in its own way;
where the marks stand and which wins where two overlap is decided here. It refuses nothing: marks
that lie outside the text are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from claims.model import Claim, Span

PLAIN = "plain"  # the kind of all text that no mark sets off


class Mark(NamedTuple):
    """A stretch of the text to be set off.

    Its kind names a style, `before` and `after` are shown around it.
    """

    start: int
    end: int
    kind: str
    before: str = ""
    after: str = ""


class Piece(NamedTuple):
    """Words of one kind as they are shown; `start` is where they begin in the article."""

    text: str
    kind: str
    start: int


def by_paragraph(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, str, tuple[Mark, ...]]]:
    """Yield each paragraph with where it begins and its marks in text order.

    Of two marks that overlap the first stays.
    """
    waiting = _without_overlaps(marks)
    at = 0
    for paragraph in text.split("\n"):
        end = at + len(paragraph)
        inside = []
        while waiting and waiting[-1].start <= end:
            inside.append(waiting.pop())
        yield at, paragraph, tuple(inside)
        at = end + 1


def pieces(paragraph: str, offset: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Yield the words of a paragraph, those of a mark between what it shows around them."""
    at = offset
    end = offset + len(paragraph)
    for mark in marks:
        stop = min(mark.end, end)
        yield Piece(paragraph[at - offset : mark.start - offset], PLAIN, at)
        yield Piece(mark.before, mark.kind, mark.start)
        yield Piece(paragraph[mark.start - offset : stop - offset], mark.kind, mark.start)
        yield Piece(mark.after, mark.kind, stop)
        at = stop
    yield Piece(paragraph[at - offset :], PLAIN, at)


def quote_span(claim: Claim, text: str) -> Span:
    """Return where the claim's quote stands around the claim, else where the claim stands."""
    at = text.find(claim.quote, max(claim.end - len(claim.quote), 0)) if claim.quote else -1
    return (
        Span(at, at + len(claim.quote)) if 0 <= at <= claim.start else Span(claim.start, claim.end)
    )


def cue_span(claim: Claim, text: str) -> Span | None:
    """Return where the claim's cue stands.

    The ledger keeps only its words, so this is the place of them that is nearest to who said it.
    """
    if not claim.cue:
        return None
    anchor = claim.start if claim.source_start is None else claim.source_start
    found = [match.start() for match in re.finditer(rf"\b{re.escape(claim.cue)}\b", text)]
    start = min(found, key=lambda at: abs(at - anchor), default=None)
    return None if start is None else Span(start, start + len(claim.cue))


def _without_overlaps(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks last first; of two that overlap the one that was named first stays."""
    kept: list[tuple[int, Mark]] = []
    for rank, mark in sorted(enumerate(marks), key=lambda ranked: ranked[1].start):
        if not 0 <= mark.start < mark.end:
            continue
        if kept and mark.start < kept[-1][1].end:
            if rank < kept[-1][0]:
                kept[-1] = (rank, mark)
        else:
            kept.append((rank, mark))
    return [mark for _, mark in reversed(kept)]
