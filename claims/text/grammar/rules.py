"""A small language for rules over words: what an expression looks like, and who reads it.

A rule is a line such as ``the? past n=NUM unit=UNIT``. Its pieces stand for one word each: a kind
in capitals or the word itself in small letters, alternatives with ``|``, an optional piece with
``?``, any number with ``*``; ``name=`` keeps the word for the reader; ``!x|y`` says that neither
may follow; ``( )`` group. What kinds a word has is for the caller to say: a tag, the part that it
plays in a phrase, a class of a lexicon, a number, a unit. A kind is never taken for a word of a
text that looks like it.

Rules compile to regular expressions over an encoded sentence, so matching is linear; a rule that
asks for what a sentence does not have is not tried.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")
_SEPARATORS = re.compile(r"[\s/]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark at [start, end): its small form, its kinds, and a value for each kind that has one."""

    start: int
    end: int
    small: str
    kinds: Mapping[str, Any]


class Found:
    """What a rule matched: its words by name."""

    def __init__(self, words: Sequence[Word], named: dict[str, int]) -> None:
        self._words = words
        self._named = named

    def __contains__(self, name: str) -> bool:
        return name in self._named

    def at(self, name: str) -> int:
        """Return the index of the named word, which must be there."""
        return self._named[name]

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


def is_kind(choice: str) -> bool:
    """Tell a kind ("NUM", "HALF-YEAR") from a word ("past", "%")."""
    return choice != choice.lower()


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
    choices = "|".join(map(_choice, rest.lstrip("!").split("|")))
    ahead = f"(?:{choices})/"
    if forbidden:
        return f"(?!{ahead})"
    word = f"(?={ahead})[^ ]+ "
    return (f"(?P<{name}>{word})" if equals else f"(?:{word})") + times


def _choice(choice: str) -> str:
    """Return where a choice stands in an encoded word, which is "WORD/KIND/KIND/ "."""
    return f"[^ ]*/{re.escape(choice)}" if is_kind(choice) else re.escape(choice)


@cache
def _needs(pattern: str) -> tuple[frozenset[str], ...]:
    """Return what a rule cannot do without: for each piece outside groups that must be there, its alternatives."""
    needed, depth = [], 0
    for piece in pattern.split():
        depth += (piece == "(") - (piece[0] == ")")
        if depth == 0 and piece[0] not in "(!)" and piece[-1] not in "?*":
            needed.append(frozenset(piece.rpartition("=")[2].split("|")))
    return tuple(needed)


def _bare(word: Word) -> str:
    """Return a word as rules name it, in one piece."""
    return _SEPARATORS.sub("_", word.small)


def encode(words: Sequence[Word]) -> tuple[str, list[int]]:
    """Return a sentence as the rules see it, and where each word starts in it."""
    pieces = ["/".join([_bare(word), *word.kinds]) + "/ " for word in words]
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece)
    return "".join(pieces), starts


def apply(
    rules: Sequence[Rule[Result]], words: Sequence[Word], *context: object
) -> list[tuple[int, int, Result]]:
    """Find what the rules describe as (first word, word after the last, what was read).

    The leftmost match wins, then the longest, then the rule named first; matches never overlap.
    """
    line, starts = encode(words)
    found: list[tuple[int, int, Result]] = []
    free_from = 0
    candidates = [
        (match.start(), -match.end(), order, match) for order, match in _matches(rules, words, line)
    ]
    for begin, end, order, match in sorted(candidates, key=lambda candidate: candidate[:3]):
        if begin < free_from:
            continue
        result = rules[order].read(Found(words, _named(match, starts)), *context)
        if result is not None:
            found.append((bisect_right(starts, begin) - 1, bisect_right(starts, -end - 1), result))
            free_from = -end
    return found


def apply_each(rules: Sequence[Rule[Result]], words: Sequence[Word]) -> list[Result]:
    """Return what each rule reads by itself, rule by rule, though the words of one may be those of another."""
    line, starts = encode(words)
    read = [
        rules[order].read(Found(words, _named(match, starts)))
        for order, match in _matches(rules, words, line)
    ]
    return [result for result in read if result is not None]


def _matches(
    rules: Sequence[Rule[Result]], words: Sequence[Word], line: str
) -> Iterator[tuple[int, re.Match[str]]]:
    symbols = {symbol for word in words for symbol in (_bare(word), *word.kinds)}
    for order, rule in enumerate(rules):
        if not any(map(symbols.isdisjoint, _needs(rule.pattern))):
            for match in _compiled(rule.pattern).finditer(line):
                if match.end() > match.start():
                    yield order, match


def _named(match: re.Match[str], starts: Sequence[int]) -> dict[str, int]:
    return {
        name: bisect_right(starts, match.start(name)) - 1
        for name, text in match.groupdict().items()
        if text
    }
