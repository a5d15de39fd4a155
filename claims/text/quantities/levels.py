"""Where a change begins and ends: the numbers that "from" and "to" lead to.

In come a passage and a reading; out comes whether the words that lead up to the number say so.
"""

from __future__ import annotations

from claims.text.grammar.rules import Found
from claims.text.grammar.shapes import Shape
from claims.text.quantities.passages import Passage, Reading

_FROM = Shape(
    "from about|around|just|nearly|almost|some?",  # from about 14
    "from as low as",
)
_TO = Shape("to about|around|just|only|nearly|almost|barely|some?")  # to only 20,000
_BARE_LEVEL = Shape("to|at")  # closed at 7,425
_COMPARED = Shape("from|to|than|with|against|versus")  # down from 2.3 million


def led_by_from(passage: Passage, reading: Reading) -> Found | None:
    """Return the words of "from about 14" that stand before its number."""
    return _FROM.before(passage.words, reading.start)


def is_from(passage: Passage, reading: Reading) -> bool:
    """Tell the first number of "from about 14 to 31"."""
    return led_by_from(passage, reading) is not None


def is_to(passage: Passage, reading: Reading) -> bool:
    """Tell what something came to: "cut it to only 20,000"."""
    return _TO.before(passage.words, reading.start) is not None


def is_bare_level(passage: Passage, reading: Reading) -> bool:
    """Tell where something stands: "closed at 7,425", "fell 162 points to 7,425"."""
    return _BARE_LEVEL.before(passage.words, reading.start) is not None


def is_compared(passage: Passage, reading: Reading) -> bool:
    """Tell what a number is set beside: "down from 2.3 million"."""
    return _COMPARED.before(passage.words, reading.start) is not None
