"""A claim in one line with its number set off: a row of claims.csv in, the line in pieces out.

The line is the claim's statement. A row without one, such as of a ledger that an older claimbook
wrote, is told by its quote, cut to the words around the number and set in quotation marks, so that
nobody takes it for a statement. Every view leads with this line; each sets the number off in its
own way. It refuses to guess: words that stand in the line twice are set off only where longer or
shorter words tell which of them are meant. What comes out is as it was written: views make it safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

WORDS = 24  # of a quote that stand for a statement: no statement is longer
_BEFORE = 10  # of them at most before the number
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\S+")


class Wording(NamedTuple):
    """The words of a claim before, in and after its number.

    `number` is empty where the line does not hold it.
    """

    before: str
    number: str
    after: str

    def __str__(self) -> str:
        """Return the whole line."""
        return self.before + self.number + self.after

    def marked(self, first: str = "»", last: str = "«") -> str:
        """Return the line with signs around the number, for readers who see no style.

        >>> Wording("the army took ", "27 towns", " in May").marked()
        'the army took »27 towns« in May'
        """
        return f"{self.before}{first}{self.number}{last}{self.after}" if self.number else str(self)


def wording(row: Mapping[str, str]) -> Wording:
    """Return the claim of a row in one line.

    It is the statement, or else the words of the quote around the number.

    >>> row = {"surface": "another five", "statement": "[Syria] took another five [towns]",
    ...     "quote": ""}
    >>> wording(row)
    Wording(before='[Syria] took ', number='another five', after=' [towns]')
    >>> str(wording(row | {"statement": "", "quote": "It took another five by force."}))
    '“It took another five by force.”'
    """
    if row["statement"]:
        return _split(row["statement"], *_place(row["statement"], row["surface"]))
    return _quoted(_split(row["quote"], *_place(row["quote"], row["surface"])))


def _place(line: str, surface: str) -> tuple[int, int]:
    """Return where the number stands in a line: the first of its namings that stands there once."""
    for words in filter(None, _namings(surface)):
        sought = rf"(?<!\w){re.escape(words)}(?!\w)"
        found = [match.span() for match in re.finditer(sought, line, re.IGNORECASE)]
        if len(found) == 1:
            return found[0]
    return 0, 0


def _namings(surface: str) -> Iterator[str]:
    """Yield a number's words, fewer of them from its beginning, and its numeral.

    A statement can part them: "27 towns" stands there as "27 [northern] towns".

    >>> list(_namings("around 600 air strikes"))
    ['around 600 air strikes', 'around 600 air', 'around 600', '600']
    """
    numeral = _NUMERAL.search(surface)
    ends = [match.end() for match in _WORD.finditer(surface)]
    yield surface
    for end in reversed(ends[(len(ends) - 1) // 2 : -1]):
        if numeral is None or numeral.end() <= end:
            yield surface[:end].lstrip()
    yield numeral[0] if numeral else ""


def _split(line: str, start: int, end: int) -> Wording:
    return Wording(line[:start], line[start:end], line[end:])


def _quoted(whole: Wording) -> Wording:
    """Return a quote cut to the words around its number, in quotation marks."""
    before, after = _WORD.findall(whole.before), _WORD.findall(whole.after)
    room = max(WORDS - len(_WORD.findall(whole.number)), 2)
    first = min(len(before), max(_BEFORE, room - len(after))) if whole.number else 0
    last = min(len(after), room - first)
    head, tail = _last_words(whole.before, first), _first_words(whole.after, last)
    return Wording(
        f"“{'…' if first < len(before) else ''}{head}",
        whole.number,
        f"{tail}{'…' if last < len(after) else ''}”",
    )


def _last_words(words: str, count: int) -> str:
    starts = [match.start() for match in _WORD.finditer(words)]
    return words[starts[-count] :] if count else words[len(words.rstrip()) :] if starts else words


def _first_words(words: str, count: int) -> str:
    ends = [match.end() for match in _WORD.finditer(words)]
    return words[: ends[count - 1]] if count else ""
