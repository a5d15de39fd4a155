"""An article with its claims marked, laid out in lines.

Text, spans and a width in, lines of styled pieces out.

Every claim is enclosed and carries the sign of its status (`‹27 towns ?›`), the one in focus points
at itself (`►27 towns ?◄`), and the words that say who said it have a style of their own. So nothing
depends on colour, and the screen that draws the lines needs to know no language and no offsets.
Text is made safe here, piece by piece, because that changes its length. It refuses nothing: spans
that lie outside the text or inside another are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len, chop_cells

from claims.model import STATUSES, Claim, Span, Status
from claims.views.marks import Mark, Piece, by_paragraph, cue_span, pieces
from claims.views.safe import safe

NOWHERE = Span(0, 0)
FOCUS, SOURCE, CUE = "focus", "source", "cue"  # kinds of text besides the statuses
_JOIN = "\u00a0"  # keeps the sign on the line of the number's last word


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of an article, those of the claim in focus, and those of its sentence."""

    lines: list[Line]
    focus: Span
    quoted: Span


def claim_marks(claims: Iterable[tuple[Claim, Status]], focus: Claim, text: str) -> list[Mark]:
    """Return the marks of an article's claims, and of who said the one in focus.

    Where marks overlap, the earlier one stays.
    """
    marks: list[Mark] = []
    for claim, status in claims:
        if text[claim.start : claim.end] != claim.surface:
            continue  # an edition of the article that no longer says it
        sign = STATUSES[status].sign
        if claim.claim_id == focus.claim_id:
            marks.insert(0, Mark(claim.start, claim.end, FOCUS, "►", f"{_JOIN}{sign}◄"))
        else:
            marks.append(Mark(claim.start, claim.end, status.value, "‹", f"{_JOIN}{sign}›"))
    if focus.source_start is not None and focus.source_end is not None:
        marks.append(Mark(focus.source_start, focus.source_end, SOURCE))
    if cue := cue_span(focus, text):
        marks.append(Mark(*cue, CUE))
    return marks


def lay_out(text: str, marks: Sequence[Mark], width: int, quoted: Span = NOWHERE) -> Layout:
    """Wrap the marked text at `width` cells, between words where that is possible.

    >>> found = lay_out("It took 27 towns.", [Mark(8, 16, FOCUS, "►", "◄")], 14)
    >>> ["".join(piece.text for piece in line) for line in found.lines]
    ['It took ►27', 'towns◄.']
    """
    lines: list[Line] = []
    for at, paragraph, inside in by_paragraph(text, marks):
        lines += _wrapped(paragraph, at, inside, width)
    return Layout(
        lines,
        _lines_with(lines, lambda piece: piece.kind == FOCUS),
        _lines_with(lines, lambda piece: quoted.start <= piece.start < quoted.end),
    )


# moving the focus changes two paragraphs: the others of a long transcript are kept
@lru_cache(maxsize=20_000)
def _wrapped(paragraph: str, at: int, marks: tuple[Mark, ...], width: int) -> tuple[Line, ...]:
    lines: list[list[Piece]] = [[]]
    room = width
    gap: list[Piece] = []
    for word in _words(pieces(paragraph, at, marks)):
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


# Spaces that a line may break at, or a run of anything else; no-break spaces belong to the run.
_SPACE = r"[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]"
_RUN = re.compile(rf"(?P<gap>{_SPACE}+)|(?:(?!{_SPACE}).)+", re.DOTALL)


def _words(cut: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield gaps, and words, which can be of several pieces ("(‹27")."""
    word: list[Piece] = []
    for piece in cut:
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
        for part in (
            chop_cells(piece.text, width) if cell_len(piece.text) > width else (piece.text,)
        ):
            yield piece._replace(text=part)


def _lines_with(lines: Sequence[Line], is_wanted: Callable[[Piece], bool]) -> Span:
    found = [number for number, line in enumerate(lines) if any(map(is_wanted, line))]
    return Span(found[0], found[-1] + 1) if found else NOWHERE


def _width(pieces: Iterable[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)
