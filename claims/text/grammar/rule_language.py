"""Turn the rules over words into regular expressions over encoded sentences.

In comes a rule as `claims.text.grammar.rules` describes them; out go its expression, the words with
which it may begin, and those that it cannot do without. A word is encoded as "WORD/KIND/KIND/ ",
and so a rule is written over words and read over characters, in time linear in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import count
from typing import NamedTuple

_SEPARATORS = re.compile(r"[\s/]")
_kept = count()  # a name for each of what is kept: expressions are joined
_TIMES = re.compile(r"(?<=.)(?:\?|[*+]\d*)[?+]?$")
_MARKS = {"END": "$", "START": "^"}
_GROUPS = {"(": "(?:", "&(": "(?=", "!(": "(?!"}
_AHEAD = {"&": "=", "!": "!"}
_NO_WORDS = frozenset[str]()
_ANY_WORD = frozenset("~")  # what "~x" may begin with


def bare(small: str) -> str:
    """Return a word as rules name it, in one piece.

    >>> bare("1 1/2")
    '1_1_2'
    """
    return small if small.isalnum() else _SEPARATORS.sub("_", small)


def is_kind(choice: str) -> bool:
    """Tell a kind ("NUM", "HALF-YEAR") from a word ("past", "%")."""
    return choice != choice.lower()


class _Part(NamedTuple):
    """A piece or a group of a rule.

    Its expression, with which words it may begin, and whether it may be empty.
    """

    expression: str
    openings: frozenset[str]
    may_be_empty: bool

    @property
    def need(self) -> frozenset[str]:
        """The words of which a sentence must have one, none where it can do without."""
        is_free = self.may_be_empty or not self.openings.isdisjoint(_ANY_WORD)
        return _NO_WORDS if is_free else self.openings


class Parser:
    """Reads a rule from left to right.

    A run of parts, and within brackets several runs with "|" between.
    """

    def __init__(self, pattern: str) -> None:
        self._pieces = pattern.split()
        self._at = 0
        self.needs: list[frozenset[str]] = []

    def run(self, depth: int = 0) -> _Part:
        """Read up to the end, or to the bracket or bar that ends this run."""
        expression, openings, may_be_empty = "", _NO_WORDS, True
        while self._at < len(self._pieces) and self._pieces[self._at][0] not in ")|":
            part = self._part(depth)
            expression += part.expression
            if may_be_empty:
                openings |= part.openings
            may_be_empty = may_be_empty and part.may_be_empty
        return _Part(expression, openings, may_be_empty)

    def _part(self, depth: int) -> _Part:
        piece = self._pieces[self._at]
        self._at += 1
        part = self._group(depth + 1, _GROUPS[piece]) if piece in _GROUPS else _piece(piece)
        if depth == 0 and part.need:
            self.needs.append(part.need)
        return part

    def _group(self, depth: int, opening: str) -> _Part:
        runs = [self.run(depth)]
        while self._pieces[self._at] == "|":
            self._at += 1
            runs.append(self.run(depth))
        times = self._pieces[self._at][1:]
        self._at += 1
        group = f"{opening}{'|'.join(run.expression for run in runs)})"
        if opening != _GROUPS["("]:
            return _Part(group, _NO_WORDS, True)
        openings = _NO_WORDS.union(*(run.openings for run in runs))
        may_be_empty = _is_optional(times) or any(run.may_be_empty for run in runs)
        return _Part(_repeated(group, times), openings, may_be_empty)


def _repeated(expression: str, times: str) -> str:
    """Return an expression as often as a rule asks for it: "*3" is "{0,3}", "+3" is "{1,3}".

    What gives nothing back ("*+") is looked ahead for and then taken as it was found: the "*+" of
    `re` itself is broken in Python up to 3.11.4 (https://github.com/python/cpython/issues/106052).
    """
    keeps = len(times) > 1 and times.endswith("+")
    times = times[:-1] if keeps else times
    most = times[1:].rstrip("?")
    fewest = "1" if times[:1] == "+" else "0"
    often = f"{{{fewest},{most}}}{times[1 + len(most) :]}" if most else times
    if not keeps:
        return expression + often
    name = f"kept{next(_kept)}"
    return f"(?=(?P<{name}>(?:{expression}){often}))(?P={name})"


def _is_optional(times: str) -> bool:
    return times[:1] in ("?", "*")


def _piece(piece: str) -> _Part:
    """Read one piece of a rule, such as "n=NUM", "a|an?", "!of"."""
    if piece in _MARKS:
        return _Part(_MARKS[piece], _NO_WORDS, True)
    name, choices, often = _parsed(_SEPARATORS.sub("_", piece))  # as words are encoded
    if choices[0] in _AHEAD and len(choices) > 1:
        return _Part(f"(?{_AHEAD[choices[0]]}{_ahead(choices[1:])})", _NO_WORDS, True)
    word, openings = _word(choices)
    named = f"(?P<{name}>{word})" if name else f"(?:{word})"
    return _Part(_repeated(named, often), openings, _is_optional(often))


@cache  # rules ask for the same words again and again
def _word(choices: str) -> tuple[str, frozenset[str]]:
    """Return the expression of a word that is one of these choices, and how it may begin."""
    if choices[0] == "~" and len(choices) > 1:
        return f"(?!{_ahead(choices[1:])})[^ ]+ ", _ANY_WORD
    return f"(?={_ahead(choices)})[^ ]+ ", frozenset(choices.split("|"))


def _parsed(piece: str) -> tuple[str, str, str]:
    """Part a piece into its name, what it may be, and how often: "n=NUM|a*3", "n", "NUM|a", "*3".

    What has no name before its "=" is a word with that sign in it.
    """
    name, equals, rest = piece.partition("=")
    if not equals or not name.isidentifier():
        name, rest = "", piece
    often = _TIMES.search(rest)
    return (name, rest, "") if often is None else (name, rest[: often.start()], often.group())


def _ahead(choices: str) -> str:
    """Return what the next word looks like where it is one of these choices."""
    each = choices.split("|")
    words = "|".join(f"{_choice(choice)}/" for choice in each if choice not in _MARKS)
    marks = [_MARKS[choice] for choice in each if choice in _MARKS]
    return f"(?:{'|'.join([words, *marks])})"


def _choice(choice: str) -> str:
    """Return where a choice stands in an encoded word, which is "WORD/KIND/KIND/ "."""
    return f"[^ ]*/{re.escape(choice)}" if is_kind(choice) else re.escape(choice)


class Ready(NamedTuple):
    """A rule as an expression over the encoded words of a `Line`.

    A sentence that has none of the needs, if there are any, has no place where it fits.
    """

    expression: str
    needs: frozenset[str]


def ready(pattern: str) -> Ready:
    """Make a rule ready for whoever tries it at places of their own."""
    parser = Parser(pattern)
    part = parser.run()
    needs = [*parser.needs, *filter(None, [part.need])]
    return Ready(part.expression, rarest(needs) if needs else frozenset())


def rarest(needs: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the need that fewest sentences meet.

    Short words are frequent and long ones rare (Zipf 1949, The Psycho-Biology of Language), and so
    it is with the names of kinds: "NUM" and "VB", but "RISE_NOUN".

    >>> sorted(rarest([frozenset(["NUM"]), frozenset(["the"]), frozenset(["figure", "figures"])]))
    ['figure', 'figures']
    """
    return min(needs, key=lambda need: sum(map(_frequency, need)))


def _frequency(symbol: str) -> float:
    """Guess how frequent a word or kind is: half as much for each letter, a kind like "a"."""
    return 2.0 ** (2 * is_kind(symbol) - len(symbol))
