"""A small language for rules over words: what an expression looks like, and who reads it.

A rule is a line such as ``the? past n=NUM unit=UNIT``. Its pieces stand for one word each: a kind
in capitals or the word itself in small letters, alternatives with ``|``, an optional piece with
``?``, any number with ``*``, at most three with ``*3``, at least one with ``+``; a second ``+``
keeps all that were taken, a second ``?`` takes as few as will do; ``name=`` keeps the word for the
reader. ``~x|y`` is a word that is neither, which may not come first.
``!x|y`` says that neither may follow, ``&x|y`` that one of them must, which the rule leaves where
it is; only these may ask for the END of the sentence, and only the first piece for its START. ``(
)`` group, and a ``|`` that stands alone parts the alternatives of a group: ``( a little | far )?``.
``!( )`` and ``&( )`` say of several words that they may not follow, or must.
What kinds a word has is for the caller to say: a tag, the part that it plays in a phrase, a class
of a lexicon, a number, a unit. A kind is never taken for a word of a text that looks like it.

Rules compile to regular expressions over an encoded sentence (`claims.text.grammar.rule_language`),
so matching is linear. A rule is looked up by the rarest thing that it asks for, and tried only
where its first word may stand: what cannot match a sentence costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, Generic, TypeVar

from claims.text.grammar.rule_language import Parser, bare, rarest

Result = TypeVar("Result")


class Word:
    """A word or mark at [start, end).

    Its small form, its kinds, and a value for each kind that has one. It must not change.
    """

    __slots__ = ("code", "end", "kinds", "small", "start", "symbols")

    def __init__(self, start: int, end: int, small: str, kinds: Mapping[str, Any]) -> None:
        self.start, self.end, self.small, self.kinds = start, end, small, kinds
        # what rules may call it, and how it is written in an encoded sentence
        self.symbols = (bare(small), *kinds)
        self.code = "/".join(self.symbols) + "/ "

    def at(self, start: int, end: int) -> Word:
        """Return the same word at another place."""
        word = Word.__new__(Word)
        word.start, word.end, word.small, word.kinds = start, end, self.small, self.kinds
        word.symbols, word.code = self.symbols, self.code
        return word


class Line(Sequence[Word]):
    """The words of a sentence, prepared once for all the rules that are tried on them."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self._where: dict[frozenset[str], Sequence[int]] = {}

    def __getitem__(self, at: Any) -> Any:
        return self.words[at]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word and each kind stands, by index."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            for symbol in word.symbols:
                places[symbol].append(at)
        return dict(places)

    def where(self, symbols: frozenset[str]) -> Sequence[int]:
        """Return where any of these words or kinds stands, by index, in order."""
        places = self._where.get(symbols)
        if places is None:
            each = [self.places.get(symbol, ()) for symbol in symbols]
            places = each[0] if len(each) == 1 else sorted(set().union(*each))
            self._where[symbols] = places
        return places

    @cached_property
    def offsets(self) -> list[int]:
        """Where each word starts in the text."""
        return [word.start for word in self.words]

    @cached_property
    def encoded(self) -> tuple[str, list[int]]:
        """The sentence as the rules see it, and where each word starts in it."""
        codes = [word.code for word in self.words]
        return "".join(codes), list(accumulate(map(len, codes), initial=0))[:-1]


class Found:
    """What a rule matched: the words [first, last), and those that it names."""

    def __init__(self, line: Line, match: re.Match[str]) -> None:
        self.line = line
        self._starts = line.encoded[1]
        self._match = match

    @property
    def first(self) -> int:
        """The index of the first word."""
        return bisect_right(self._starts, self._match.start()) - 1

    @property
    def last(self) -> int:
        """The index of the word behind the last one."""
        return bisect_right(self._starts, self._match.end() - 1)

    @property
    def start(self) -> int:
        """Where its first word starts in the text."""
        return self.line.words[self.first].start

    @property
    def end(self) -> int:
        """Where its last word ends in the text."""
        return self.line.words[self.last - 1].end

    def __contains__(self, name: str) -> bool:
        return bool(self._match.groupdict().get(name))

    def at(self, name: str) -> int:
        """Return the index of the named word, which must be there."""
        return bisect_right(self._starts, self._match.start(name)) - 1

    def named(self, name: str) -> Word:
        """Return the named word, which must be there."""
        return self.line.words[self.at(name)]

    def word(self, name: str) -> str:
        """Return the small form of the named word, empty when it is not there."""
        return self.line.words[self.at(name)].small if name in self else ""

    def value(self, name: str, kind: str) -> Any:
        """Return what the named word stands for as this kind.

        None when it is not there or not of the kind.
        """
        return self.line.words[self.at(name)].kinds.get(kind) if name in self else None


@dataclass(frozen=True)
class Rule(Generic[Result]):
    """A pattern and the function that reads what it found; a reader may decline with None."""

    pattern: str
    read: Callable[..., Result | None]


class _Tried:
    """A rule made ready.

    Where it may begin, what it cannot do without, and its expression, made when first tried.
    """

    def __init__(self, pattern: str) -> None:
        parser = Parser(pattern)
        expression, self.openings, _ = parser.run()
        self.needs = [*parser.needs, self.openings]
        self._expression: str | re.Pattern[str] = expression

    @property
    def rarest(self) -> frozenset[str]:
        """Return the need that fewest sentences meet."""
        return rarest(self.needs)

    def matches(self, line: Line) -> Iterator[re.Match[str]]:
        """Yield its matches in a sentence from left to right; they do not overlap."""
        if any(map(line.places.keys().isdisjoint, self.needs)):
            return
        if isinstance(self._expression, str):
            self._expression = re.compile(self._expression)
        text, starts = line.encoded
        free_from = 0
        for at in line.where(self.openings):
            start = starts[at]
            if start < free_from:
                continue
            match = self._expression.match(text, start)
            if match is not None and match.end() > match.start():
                free_from = match.end()
                yield match


class Rules(Generic[Result]):
    """Rules that are tried together, the ones named first before the others."""

    def __init__(self, *rules: Rule[Result]) -> None:
        self._rules = rules

    def __iter__(self) -> Iterator[Rule[Result]]:
        return iter(self._rules)

    def __add__(self, other: Rules[Result]) -> Rules[Result]:
        return Rules(*self._rules, *other._rules)

    @cached_property
    def _tried(self) -> list[_Tried]:
        return [_Tried(rule.pattern) for rule in self._rules]

    @cached_property
    def _by_need(self) -> dict[str, list[int]]:
        by_need: dict[str, list[int]] = {}
        for order, tried in enumerate(self._tried):
            for symbol in tried.rarest:
                by_need.setdefault(symbol, []).append(order)
        return by_need

    def matches(self, line: Line) -> Iterator[tuple[int, Rule[Result], re.Match[str]]]:
        """Yield what each rule matches by itself, rule by rule, with the order of the rule."""
        by_need = self._by_need
        met = line.places.keys() & by_need.keys()
        for order in sorted({order for symbol in met for order in by_need[symbol]}):
            for match in self._tried[order].matches(line):
                yield order, self._rules[order], match


def _line(words: Sequence[Word]) -> Line:
    return words if isinstance(words, Line) else Line(words)


def apply(
    rules: Rules[Result], words: Sequence[Word], *context: object
) -> list[tuple[int, int, Result]]:
    """Find what the rules describe as (first word, word after the last, what was read).

    The leftmost match wins, then the longest, then the rule named first; matches never overlap.
    """
    line = _line(words)
    found: list[tuple[int, int, Result]] = []
    free_from = 0
    candidates = [
        (match.start(), -match.end(), order, rule, match)
        for order, rule, match in rules.matches(line)
    ]
    for begin, end, _, rule, match in sorted(candidates, key=lambda candidate: candidate[:3]):
        if begin < free_from:
            continue
        words_found = Found(line, match)
        result = rule.read(words_found, *context)
        if result is not None:
            found.append((words_found.first, words_found.last, result))
            free_from = -end
    return found


def apply_each(rules: Rules[Result], words: Sequence[Word], *context: object) -> list[Result]:
    """Return what each rule reads by itself, rule by rule.

    The words of one may be those of another.
    """
    line = _line(words)
    read = [rule.read(Found(line, match), *context) for _, rule, match in rules.matches(line)]
    return [result for result in read if result is not None]
