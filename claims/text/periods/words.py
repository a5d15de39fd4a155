"""Words of a sentence with what they can mean in a time expression.

In comes a stretch of text; out go its words and marks, each with the kinds that
`claims/data/time/periods.txt` lists for it and a value. A word may be of several kinds: "second" is
a unit and an ordinal, "2018" a year and a number. Nothing is decided here beyond the word itself
and its neighbours; the rules do that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from claims.data import read_entries
from claims.text.grammar.lexicon import listed
from claims.text.grammar.plurals import is_plural
from claims.text.grammar.rules import Word

_TOKEN = re.compile(
    r"""
      (?P<ISO>\d{4}-\d{2}-\d{2})(?!\w)                        # 2018-01-03
    | (?P<SLASHED>\d{1,2}/\d{1,2}/\d{4})(?!\w)                # 03/01/2018
    | (?P<SPAN>(?:1[89]|20)\d\d[-–/]\d\d)(?![\d-])            # 2018-19, 2017/18
    | (?P<DECADE>1\d\d0s|20\d0s)(?!\w)                        # 1990s
    | (?P<SHORTDECADE>['’]?[1-9]0s)(?!\w)                     # '90s, 90s
    | (?P<CLOCK>\d{1,2}(?:[:.]\d\d)?[ \u00a0]?(?:[ap]\.m\.|[apAP][mM]\b)   # 5 p.m.
               |\d{1,2}:\d\d(?![:\d]))                         # 17:30
    | (?P<QUARTER>[1-4]Q|Q[1-4]|H[12]|[12]H)(?=\W|['’]?\d\d)  # Q1, 2H
    | (?P<FISCAL>FY[ ]?['’]?(?:\d{4}|\d\d))(?!\w)             # FY2019, FY'19
    | (?P<DAY>[0-3]?\d(?:st|nd|rd|th))(?!\w)                  # 3rd
    | (?P<NUM>\d+(?:[.,]\d+)*)
    | (?P<OWNER>['’][sS](?!\w))                               # year's
    | (?P<WORD>[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*)
    | (?P<MARK>\S)
    """,
    re.VERBOSE,
)
_CURRENCY = frozenset("$£€¥₹#")
_COUNTED = re.compile(r"[ \u00a0]?[%°]|-[^\W\d_]|[ \u00a0](?P<noun>[a-z]+)")  # "2000 people"
_CAPITALISED = frozenset(("MONTH", "WEEKDAY", "HOLIDAY"))
_OF_TIME = frozenset(("MONTH", "WEEKDAY", "SEASON", "UNIT", "HOURS", "DAY-WORD"))
_TELLING = frozenset(("MONTH", "WEEKDAY", "SEASON", "HOLIDAY", "UNIT", "HOURS"))
# A number among these can be a year when it has four digits and no comma
_YEARS = range(1000, 2200)
_DAYS_OF_MONTH = range(1, 32)
_TENS = range(20, 100, 10)
_LONGEST_NUMBER = 7  # digits


@cache
def _lexicon() -> dict[str, dict[str, Any]]:
    words: dict[str, dict[str, Any]] = {}
    with read_entries("time/periods", 3) as entries:
        for word, kind, value in entries:
            words.setdefault(word, {})[kind.upper()] = (
                int(value) if value.lstrip("-").isdigit() else value
            )
    with read_entries("numbers/numerals", 4) as entries:
        for word, kind, value, _ in entries:
            if kind in ("unit", "teen", "ten"):
                words.setdefault(word, {})["NUM"] = int(value)
    return words


def is_time_word(word: str) -> bool:
    """Tell whether a noun is a month, a day, a part of a day, a season or a unit of time.

    >>> [is_time_word(word) for word in ("Tuesday", "Sept.", "years", "may", "budget")]
    [True, True, True, False, False]
    """
    return not _OF_TIME.isdisjoint(_kinds_of_word(word.rstrip(".")))


@cache
def _short_months() -> frozenset[str]:
    """The months that are cut short, behind which a full stop may stand: "Jan."."""
    months = [word for word, kinds in _lexicon().items() if "MONTH" in kinds]
    return frozenset(
        short for short in months for month in months if month.startswith(short) and month != short
    )


@cache
def trigger() -> re.Pattern[str]:
    """Return a pattern that finds something in every sentence that can hold a period."""
    told = {word for word, kinds in _lexicon().items() if not _TELLING.isdisjoint(kinds)}
    words = sorted(told | listed("time/words", "sign"), key=len, reverse=True)
    return re.compile(
        r"\d{4}|['’]?\d0s\b|\d[QH]\b|[QH][1-4]\b|FY|\d[ap:]"
        rf"|(?<!\w)(?:{'|'.join(words)})(?!\w)",
        re.I,
    )


def read_words(text: str, start: int, end: int) -> list[Word]:
    """Cut a sentence into words with their kinds.

    >>> [(word.small, *word.kinds) for word in read_words("Since Jan. 3, 2018", 0, 18)]
    [('since',), ('jan.', 'MONTH'), ('3', 'NUM', 'DAY'), (',',), ('2018', 'NUM', 'YEAR')]
    """
    words: list[Word] = []
    shouted = text[start:end].isupper()
    at = start
    while found := _TOKEN.search(text, at, end):
        kinds = _kinds(found)
        first, at = found.start(), found.end()
        if text.startswith(".", at, end) and _is_short_month(found.group(), kinds):
            at += 1
        is_name = not shouted and _is_shouted_day(found.group(), kinds)
        small = found.group() if is_name else text[first:at].lower().replace("’", "'")
        words.append(Word(first, at, small, kinds))
        _join_compound_number(words)
    return words


def _kinds(found: re.Match[str]) -> dict[str, Any]:
    """Return what a token can mean, with its value for each kind."""
    kind = str(found.lastgroup)
    read = _READERS.get(kind)
    return {kind: found.group()} if read is None else read(found)


def _is_short_month(token: str, kinds: dict[str, Any]) -> bool:
    """Tell whether a full stop behind a word belongs to it: "Jan."."""
    return "MONTH" in kinds and token.lower() in _short_months()


def _is_shouted_day(token: str, kinds: dict[str, Any]) -> bool:
    """Tell whether a word in capitals may be of a name and no day: "USA TODAY"."""
    return token.isupper() and len(token) > 2 and kinds.keys() <= {"DAY-WORD"}


def _kinds_of_word(token: str) -> dict[str, Any]:
    kinds = _lexicon().get(token.lower(), {})
    if not token[0].isupper():
        kinds = {kind: value for kind, value in kinds.items() if kind not in _CAPITALISED}
    return kinds


def _kinds_of_number(found: re.Match[str]) -> dict[str, Any]:
    """Tell whether a number may also be a day or a year; a price is no number here."""
    token, text = found.group(), found.string
    if text[max(found.start() - 1, 0)] in _CURRENCY:
        return {}
    if not token.isdigit() or len(token) > _LONGEST_NUMBER:
        return {"NUM": None}
    number = int(token)
    kinds = {"NUM": number}
    if len(token) < 3 and number in _DAYS_OF_MONTH:
        kinds["DAY"] = number
    if len(token) == 4 and number in _YEARS and not _counts(text, found.end()):
        kinds["YEAR"] = number
    return kinds


def _kinds_of_day(found: re.Match[str]) -> dict[str, Any]:
    number = int(found.group()[:-2])
    return {"DAY": number, "ORDINAL": number}


_READERS: dict[str, Callable[[re.Match[str]], dict[str, Any]]] = {
    "WORD": lambda found: _kinds_of_word(found.group()),
    "NUM": _kinds_of_number,
    "DAY": _kinds_of_day,
    "MARK": lambda found: {},
    "OWNER": lambda found: {},
}


def _counts(text: str, end: int) -> bool:
    """Tell whether a four-digit number counts what follows.

    For example "2000 people", "1500 m", "2000%", "2016-strong".
    """
    following = _COUNTED.match(text, end)
    if following is None:
        return False
    return following["noun"] is None or is_plural(following["noun"])


def _join_compound_number(words: list[Word]) -> None:
    """Read "twenty-one" as one number."""
    if len(words) < 3 or words[-2].small != "-":
        return
    ten, unit = words[-3], words[-1]
    if _spelled(ten) in _TENS and 0 < _spelled(unit) < 10:
        number = _spelled(ten) + _spelled(unit)
        kinds = {"NUM": number, "DAY": number}
        words[-3:] = [Word(ten.start, unit.end, f"{ten.small}-{unit.small}", kinds)]


def _spelled(word: Word) -> int:
    """Return the number that a word spells, 0 where it spells none."""
    return (word.kinds.get("NUM") or 0) if word.small.isalpha() else 0
