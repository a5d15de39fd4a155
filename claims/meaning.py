"""What words can mean.

A claim's row in, its numbers that its words cannot mean out, each with what to do.

A number is compared with what is written in the claim's own words, read numeral by numeral. Allowed
is what reading them in their sentence can make of them: a scale or a unit that stands elsewhere in
the sentence ("5 to 10 million"), several numerals put together ("five feet seven", "7 out of 20"),
vague words ("dozens"). Where nothing can be read in the words, nothing is said: it doubts what is
surely wrong, such as 93 for "39 people", and is no second reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import combinations
from pathlib import Path

from claims.ledger.cells import decimal
from claims.model import Problem
from claims.text.quantities.number_words import fold, number_words
from claims.text.quantities.numerals import find_numerals

_CLOSE = Decimal("0.000001")  # quotients are rounded to six decimals where they are read
_SCALES = frozenset(map(Decimal, ("1", "0.01", "100", "1e3", "1e5", "1e6", "1e7", "1e9", "1e12")))
_SCALING = frozenset({"scale", "short", "letter", "hundred", "multiple"})
# "a litre and a half", "dozens": their sum is the reader's own
_LOOSE = frozenset({"part", "vague", "group"})
_WORD = re.compile(r"[a-z]+")


def validate(folder: str | Path) -> list[Problem]:
    """Return every problem of a ledger, and the numbers that their words cannot mean.

    See `ledger.validate`.
    """
    from claims.ledger import validate as files  # pandera is slow to load

    return files.validate(folder, doubts)


def doubts(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a claim that its words cannot mean.

    Each is (field, what was seen and what to do).

    >>> list(doubts({"value": "93", "upper": "", "surface": "39 people",
    ...     "quote": "It said 39 people died."}))
    [('value', '93 is not what "39 people" can mean: correct the number, or the words')]
    >>> list(doubts({"value": "39", "upper": "", "surface": "thirty-nine people",
    ...     "quote": "Thirty-nine people died."}))
    []
    """
    for field in ("value", "upper"):
        number = decimal(row[field])
        if number is not None and not can_mean(number, row["surface"], row["quote"]):
            yield (
                field,
                f'{row[field]} is not what "{row["surface"]}" can mean: correct the number, or '
                "the words",
            )


def can_mean(number: Decimal, surface: str, quote: str) -> bool:
    """Tell whether words in their sentence can mean a number.

    They can where nothing can be read in them.
    """
    written = [
        end
        for each in find_numerals(fold(surface))
        for end in (each.value, each.upper)
        if end is not None
    ]
    if not written or _LOOSE & _kinds(surface):
        return True
    if {"a", "an"} & set(_WORD.findall(fold(surface))):
        written.append(Decimal(1))  # "a year or two"
    made = {*written, *_put_together(written)}
    scales = _SCALES if _SCALING & _kinds(quote) else {Decimal(1), Decimal("0.01")}
    if len(written) > 1 and max(written) < number < max(written) + 1:
        return True  # "six feet five inches": the second is a part of the first one's unit
    return any(_is_close(abs(number), abs(each) * scale) for each in made for scale in scales)


def _put_together(written: list[Decimal]) -> Iterator[Decimal]:
    """Yield what several numerals of one surface can make.

    "Five feet seven", "7 out of 20" and "two and a half" have several.
    """
    for one, other in combinations(written, 2):
        yield from (one + other, one - other, one * other)
        for above, below in ((one, other), (other, one)):
            try:
                yield above / below
            except (DivisionByZero, InvalidOperation):
                continue
    yield sum(written, Decimal(0))


def _kinds(text: str) -> set[str]:
    """Return the kinds of number words in a text; "£412m" has the word m."""
    known = number_words()
    return {known[word][0] for word in _WORD.findall(fold(text)) if word in known}


def _is_close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _CLOSE * max(abs(one), abs(other), Decimal(1))
