"""The hedge on a number: "about 600", "at least 27", "five or more". Text in, modifier and its span out.

The phrases are data (`hedges.txt`), for the left and the right of a number. A hedge is taken only where it
stands at the number, with nothing but a determiner or a filler between; it is never invented.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from claims.data import entries
from claims.model import Modifier
from claims.text.reading import Passage, Reading

# What may stand between a hedge and its number: "at least another five", "more than a staggering $3 billion".
_BETWEEN = r"(?:(?:the|a|an|another|an additional|its|their|some|as|just|only|around|about)[ ])?"


class _Found(NamedTuple):
    modifier: Modifier
    start: int
    end: int


@cache
def _sides() -> tuple[dict[str, Modifier], dict[str, Modifier], re.Pattern[str], re.Pattern[str]]:
    left: dict[str, Modifier] = {}
    right: dict[str, Modifier] = {}
    for line in entries("hedges.txt"):
        phrase, modifier, side = (column.strip() for column in line.split(";"))
        if side != "right":
            left[phrase] = Modifier(modifier)
        if side != "left":
            right[phrase] = Modifier(modifier)
    return left, right, _left_pattern(left), _right_pattern(right)


def _alternatives(phrases: dict[str, Modifier]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


def _left_pattern(phrases: dict[str, Modifier]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<phrase>{_alternatives(phrases)})(?:(?<=[~≈<>≥≤=-])|\s+){_BETWEEN}[\"“‘'(]?$")


def _right_pattern(phrases: dict[str, Modifier]) -> re.Pattern[str]:
    return re.compile(rf"[ ]?(?P<phrase>{_alternatives(phrases)})(?!\w)")


def hedge(passage: Passage, reading: Reading) -> None:
    """Set the modifier of a reading and grow it over the hedge's words."""
    found = _left(passage, reading) or _right(passage, reading)
    if found is not None:
        reading.modifier = found.modifier
        reading.start, reading.end = min(reading.start, found.start), max(reading.end, found.end)


def _left(passage: Passage, reading: Reading) -> _Found | None:
    phrases, _, pattern, _ = _sides()
    window = passage.before(reading.start, 40)
    found = pattern.search(window)
    if found is None:
        return None
    start = reading.start - len(window) + found.start()
    return _Found(phrases[re.sub(r"\s+", " ", found["phrase"])], start, reading.end)


def _right(passage: Passage, reading: Reading) -> _Found | None:
    _, phrases, _, pattern = _sides()
    for at in (reading.number.end, reading.end):
        found = pattern.match(passage.folded, at, passage.end)
        if found is not None:
            return _Found(phrases[re.sub(r"\s+", " ", found["phrase"])], reading.start, found.end())
    return None
