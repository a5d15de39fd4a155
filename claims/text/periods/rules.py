"""A small language for rules over words: what a time expression looks like, and who reads it.

A rule is a line such as ``the? past n=NUM unit=UNIT``. Its pieces stand for one word each: a kind in
capitals or the word itself, alternatives with ``|``, an optional piece with ``?``, any number with
``*``; ``name=`` keeps the word for the reader; ``!x|y`` says that neither may follow; ``( )`` group.
Rules compile to regular expressions over an encoded sentence, so matching is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from claims.text.periods.words import Word

Result = TypeVar("Result")
_SEPARATORS = re.compile(r"[\s/]")


class Found:
    """What a rule matched: its words by name."""

    def __init__(self, words: Sequence[Word], named: dict[str, int]) -> None:
        self._words = words
        self._named = named

    def __contains__(self, name: str) -> bool:
        return name in self._named

    def word(self, name: str) -> str:
        """Return the small form of the named word, empty when it is not there."""
        return self._words[self._named[name]].small if name in self._named else ""

    def value(self, name: str, kind: str) -> Any:
        """Return what the named word stands for as this kind, None when it is not there or not of the kind."""
        return self._words[self._named[name]].kinds.get(kind) if name in self._named else None


@dataclass(frozen=True)
class Rule(Generic[Result]):
    """A pattern and the function that reads what it found; a reader may decline with None."""

    pattern: str
    read: Callable[..., Result | None]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<![^ ])" + "".join(map(_piece, pattern.split())))


def _piece(piece: str) -> str:
    if piece == "(":
        return "(?:"
    if piece[0] == ")":
        return piece
    name, equals, rest = piece.rpartition("=")
    times = rest[-1] if rest[-1] in "?*" and len(rest) > 1 else ""
    rest = rest.removesuffix(times)
    forbidden = rest.startswith("!")
    choices = "|".join(map(re.escape, rest.lstrip("!").split("|")))
    ahead = rf"[^ ]*/(?:{choices})/"
    if forbidden:
        return f"(?!{ahead})"
    word = f"(?={ahead})[^ ]+ "
    return (f"(?P<{name}>{word})" if equals else f"(?:{word})") + times


@cache
def _needs(pattern: str) -> tuple[frozenset[str], ...]:
    """Return what a rule cannot do without: for each piece outside groups that must be there, its alternatives."""
    needed, depth = [], 0
    for piece in pattern.split():
        depth += (piece == "(") - (piece[0] == ")")
        if depth == 0 and piece[0] not in "(!)" and piece[-1] not in "?*":
            needed.append(frozenset(piece.rpartition("=")[2].split("|")))
    return tuple(needed)


def encode(words: Sequence[Word]) -> tuple[str, list[int]]:
    """Return a sentence as the rules see it, and where each word starts in it."""
    pieces = ["/" + "/".join([_SEPARATORS.sub("_", word.small), *word.kinds]) + "/ " for word in words]
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece)
    return "".join(pieces), starts


def apply(rules: Sequence[Rule[Result]], words: Sequence[Word], *context: object) -> list[tuple[int, int, Result]]:
    """Find what the rules describe as (first word, word after the last, what was read).

    The leftmost match wins, then the longest, then the rule named first; matches never overlap.
    """
    line, starts = encode(words)
    symbols = {symbol for word in words for symbol in (word.small, *word.kinds)}
    candidates = []
    for order, rule in enumerate(rules):
        if any(map(symbols.isdisjoint, _needs(rule.pattern))):
            continue
        for match in _compiled(rule.pattern).finditer(line):
            if match.end() > match.start():
                candidates.append((match.start(), -match.end(), order, match))
    found: list[tuple[int, int, Result]] = []
    free_from = 0
    for begin, end, order, match in sorted(candidates, key=lambda candidate: candidate[:3]):
        if begin < free_from:
            continue
        named = {name: bisect_right(starts, match.start(name)) - 1 for name, text in match.groupdict().items() if text}
        result = rules[order].read(Found(words, named), *context)
        if result is not None:
            found.append((bisect_right(starts, begin) - 1, bisect_right(starts, -end - 1), result))
            free_from = -end
    return found
