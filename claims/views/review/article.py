"""An article with its claims marked, laid out in lines: text, spans and a width in, lines of styled pieces out.

Every claim is enclosed and carries the sign of its status (`‹27 towns ?›`), the one in focus points at itself
(`►27 towns ?◄`), and the words that say who said it have a style of their own. So nothing depends on colour, and the
screen that draws the lines needs to know no language and no offsets. Text is made safe here, piece by piece, because
that changes its length. It refuses nothing: spans that lie outside the text or inside another are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from claims.model import Claim, Span, Status
from claims.views.safe import safe
from claims.views.statuses import LOOKS

NOWHERE = Span(0, 0)
PLAIN, FOCUS, SOURCE, CUE = "plain", "focus", "source", "cue"  # kinds of text besides the statuses
_JOIN = "\u00a0"  # keeps the sign on the line of the number's last word


class Mark(NamedTuple):
    """A stretch of the text to be set off: its kind names a style, `before` and `after` are shown around it."""

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


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of an article, and which of them show the claim in focus and the sentence it stands in."""

    lines: list[Line]
    focus: Span
    quoted: Span


def claim_marks(claims: Iterable[tuple[Claim, Status]], focus: Claim, text: str) -> list[Mark]:
    """Return the marks of an article's claims, and of who said the one in focus; earlier marks win over later."""
    marks: list[Mark] = []
    for claim, status in claims:
        sign = LOOKS[status].sign
        if claim.claim_id == focus.claim_id:
            marks.insert(0, Mark(claim.start, claim.end, FOCUS, "►", f"{_JOIN}{sign}◄"))
        else:
            marks.append(Mark(claim.start, claim.end, status.value, "‹", f"{_JOIN}{sign}›"))
    if focus.source_start is not None and focus.source_end is not None:
        marks.append(Mark(focus.source_start, focus.source_end, SOURCE))
    if cue := cue_span(focus, text):
        marks.append(Mark(*cue, CUE))
    return marks


def quote_span(claim: Claim, text: str) -> Span:
    """Return where the claim's quote stands: the occurrence that holds the claim, else the claim alone."""
    at = text.find(claim.quote, max(claim.end - len(claim.quote), 0)) if claim.quote else -1
    return Span(at, at + len(claim.quote)) if 0 <= at <= claim.start else Span(claim.start, claim.end)


def cue_span(claim: Claim, text: str) -> Span | None:
    """Return where the claim's cue stands: the ledger keeps its words only, so the nearest to who said it."""
    if not claim.cue:
        return None
    anchor = claim.start if claim.source_start is None else claim.source_start
    found = [match.start() for match in re.finditer(rf"\b{re.escape(claim.cue)}\b", text)]
    start = min(found, key=lambda at: abs(at - anchor), default=None)
    return None if start is None else Span(start, start + len(claim.cue))


def lay_out(text: str, marks: Sequence[Mark], width: int, quoted: Span = NOWHERE) -> Layout:
    """Wrap the marked text at `width` cells, between words where that is possible.

    >>> found = lay_out("It took 27 towns.", [Mark(8, 16, FOCUS, "►", "◄")], 14)
    >>> ["".join(piece.text for piece in line) for line in found.lines]
    ['It took ►27', 'towns◄.']
    """
    lines: list[Line] = []
    waiting = _without_overlaps(marks)
    at = 0
    for paragraph in text.split("\n"):
        end = at + len(paragraph)
        inside = []
        while waiting and waiting[-1].start <= end:
            inside.append(waiting.pop())
        lines += _wrapped(paragraph, at, tuple(inside), width)
        at = end + 1
    return Layout(
        lines,
        _lines_with(lines, lambda piece: piece.kind == FOCUS),
        _lines_with(lines, lambda piece: quoted.start <= piece.start < quoted.end),
    )


@lru_cache(maxsize=20_000)  # moving the focus changes two paragraphs: the others of a long transcript are kept
def _wrapped(paragraph: str, at: int, marks: tuple[Mark, ...], width: int) -> tuple[Line, ...]:
    lines: list[list[Piece]] = [[]]
    room = width
    gap: list[Piece] = []
    for word in _words(_pieces(paragraph, at, marks)):
        if word[0].text.isspace():
            gap = word
            continue
        if lines[-1] and _width(gap) + _width(word) > room:
            lines.append([])
            room = width
        for piece in _fitting([*gap, *word] if lines[-1] else word, width):
            if cell_len(piece.text) > room:
                lines.append([])
                room = width
            lines[-1].append(piece)
            room -= cell_len(piece.text)
        gap = []
    return tuple(map(tuple, lines))


def _pieces(paragraph: str, offset: int, marks: Iterable[Mark]) -> Iterator[Piece]:
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


# Spaces that a line may break at, or a run of anything else; no-break spaces belong to the run.
_SPACE = r"[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]"
_RUN = re.compile(rf"(?P<gap>{_SPACE}+)|(?:(?!{_SPACE}).)+", re.DOTALL)


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield gaps, and words, which can be of several pieces ("(‹27")."""
    word: list[Piece] = []
    for piece in pieces:
        for run in _RUN.finditer(piece.text):
            if run["gap"]:
                if word:
                    yield word
                    word = []
                yield [Piece(" ", piece.kind, piece.start + run.start())]
            else:
                word.append(Piece(safe(run[0]), piece.kind, piece.start + run.start()))
    if word:
        yield word


def _fitting(pieces: Iterable[Piece], width: int) -> Iterator[Piece]:
    """Cut what is wider than a line."""
    for piece in pieces:
        for part in chop_cells(piece.text, width) if cell_len(piece.text) > width else (piece.text,):
            yield piece._replace(text=part)


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


def _lines_with(lines: Sequence[Line], is_wanted: Callable[[Piece], bool]) -> Span:
    found = [number for number, line in enumerate(lines) if any(map(is_wanted, line))]
    return Span(found[0], found[-1] + 1) if found else NOWHERE


def _width(pieces: Iterable[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)
