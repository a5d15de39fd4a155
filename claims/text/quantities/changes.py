"""Words of change in a sentence: what makes two numbers of "from A to B", and no range.

In come a passage and a stretch of it; out comes whether a verb, a noun or an adverb of change
(`numbers/trends.txt`) stands there. The words are looked for once in each sentence.
"""

from __future__ import annotations

from functools import cache

from claims.text.grammar.rules import Found, Rule, Rules, apply_each
from claims.text.grammar.shapes import Shape
from claims.text.quantities.classes import entries
from claims.text.quantities.reading import Passage, Reading

_FILE = "numbers/trends"
_MOVES = tuple(
    f"{way}{kind}" for way in ("rise", "fall") for kind in ("", "_price", "_object", "_adverb")
)
_CHANGES = (*_MOVES, "rise_noun", "fall_noun", "change")
_SOFTLY = "about|around|just|only|another|nearly|almost?"


@cache
def _changes() -> Rules[int]:
    return Rules(Rule(entries(_FILE, *_CHANGES), _start))


@cache
def _moved() -> Shape:
    return Shape(f"{entries(_FILE, *_MOVES)} by? {_SOFTLY}", f"by by? {_SOFTLY}")


def _start(found: Found) -> int:
    return found.line.words[found.first].start


def _starts(passage: Passage) -> list[int]:
    """Return where the words of change start."""
    return apply_each(_changes(), passage.words)


def has_change(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a word of change stands in [start, end), in the clause that goes on behind it."""
    marks = [passage.folded.rfind(mark, start, end) for mark in ";:"]
    return any(max(start, *marks) <= at < end for at in passage.once(_starts))


def is_moved_by(passage: Passage, reading: Reading) -> bool:
    """Tell the amount of a change: "rose by about 12", "gained 2%"."""
    return _moved().before(passage.words, reading.start) is not None
