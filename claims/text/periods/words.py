"""Words of a sentence with what they can mean in a time expression.

In comes a stretch of text; out go its words and marks, each with the kinds that
`claims/data/time/periods.txt` lists for it and a value. A word may be of several kinds: "second" is
a unit and an ordinal, "2018" a year and a number. Nothing is decided here beyond the word itself
and its neighbours; the rules do that.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from claims.data import rows
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
_ABBREVIATIONS = frozenset(
    {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)
_CAPITALISED = frozenset(("MONTH", "WEEKDAY", "HOLIDAY"))
# A number between these can be a year when it has four digits and no comma.
_FIRST_YEAR, _LAST_YEAR = 1000, 2200


@cache
def _lexicon() -> dict[str, dict[str, Any]]:
    words: dict[str, dict[str, Any]] = {}
    for word, kind, value in rows("time/periods"):
        words.setdefault(word, {})[kind.upper()] = (
            int(value) if value.lstrip("-").isdigit() else value
        )
    for word, kind, value, _ in rows("numbers/numerals"):
        if kind in ("unit", "teen", "ten"):
            words.setdefault(word, {})["NUM"] = int(value)
    return words


def is_time_word(word: str) -> bool:
    """Tell whether a noun is a month, a day, a part of a day, a season or a unit of time.

    >>> [is_time_word(word) for word in ("Tuesday", "Sept.", "years", "may", "budget")]
    [True, True, True, False, False]
    """
    kinds = _kinds_of_word(word.rstrip("."))
    return not kinds.keys().isdisjoint(("MONTH", "WEEKDAY", "SEASON", "UNIT", "HOURS", "DAY-WORD"))


@cache
def trigger() -> re.Pattern[str]:
    """Return a pattern that finds something in every sentence that can hold a period."""
    kinds = ("MONTH", "WEEKDAY", "SEASON", "HOLIDAY", "UNIT", "HOURS")
    told = {
        word for word, kinds_of in _lexicon().items() if any(kind in kinds_of for kind in kinds)
    }
    words = sorted(
        told
        | {
            "today",
            "yesterday",
            "tomorrow",
            "tonight",
            "period",
            "then",
            "time",
            "currently",
            "date",
            "far",
            "writing",
        },
        key=len,
        reverse=True,
    )
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
        kinds = _kinds(found, text)
        first, at = found.start(), found.end()
        if at < end and text[at] == "." and _is_short_month(found.group(), kinds):
            at += 1
        is_name = not shouted and _is_shouted_day(found.group(), kinds)
        small = found.group() if is_name else text[first:at].lower().replace("’", "'")
        words.append(Word(first, at, small, kinds))
        _join_compound_number(words)
    return words


def _kinds(found: re.Match[str], text: str) -> dict[str, Any]:
    """Return what a token can mean, with its value for each kind."""
    kind, token = str(found.lastgroup), found.group()
    if kind in ("MARK", "OWNER"):
        return {}
    if kind == "WORD":
        return _kinds_of_word(token)
    if kind == "NUM":
        is_price = text[max(found.start() - 1, 0)] in _CURRENCY
        return {} if is_price else _kinds_of_number(token, text, found.end())
    if kind == "DAY":
        return {"DAY": int(token[:-2]), "ORDINAL": int(token[:-2])}
    return {kind: token}


def _is_short_month(token: str, kinds: dict[str, Any]) -> bool:
    """Tell whether a full stop behind a word belongs to it: "Jan."."""
    return "MONTH" in kinds and token.lower() in _ABBREVIATIONS


def _is_shouted_day(token: str, kinds: dict[str, Any]) -> bool:
    """Tell whether a word in capitals may be of a name and no day: "USA TODAY"."""
    return token.isupper() and len(token) > 2 and kinds.keys() <= {"DAY-WORD"}


def _kinds_of_word(token: str) -> dict[str, Any]:
    kinds = _lexicon().get(token.lower(), {})
    if not token[0].isupper():
        kinds = {kind: value for kind, value in kinds.items() if kind not in _CAPITALISED}
    return kinds


def _kinds_of_number(token: str, text: str, end: int) -> dict[str, Any]:
    kinds: dict[str, Any] = {"NUM": int(token) if token.isdigit() and len(token) < 8 else None}
    if len(token) < 3 and token.isdigit() and 1 <= int(token) <= 31:
        kinds["DAY"] = int(token)
    if (
        len(token) == 4
        and token.isdigit()
        and _FIRST_YEAR <= int(token) < _LAST_YEAR
        and not _counts(text, end)
    ):
        kinds["YEAR"] = int(token)
    return kinds


def _counts(text: str, end: int) -> bool:
    """Tell whether a four-digit number counts what follows.

    For example "2000 people", "1500 m", "2000%", "2016-strong".
    """
    following = re.compile(r"[ \u00a0]?[%°]|-[^\W\d_]|[ \u00a0]([a-z]+)").match(text, end)
    if not following:
        return False
    word = following[1]
    if word is None:
        return True
    return is_plural(word) and word not in (
        "was",
        "has",
        "is",
        "as",
        "this",
        "its",
        "does",
        "versus",
        "plus",
        "less",
    )


def _join_compound_number(words: list[Word]) -> None:
    """Read "twenty-one" as one number."""
    if len(words) < 3 or words[-2].small != "-":
        return
    ten, unit = words[-3].kinds.get("NUM"), words[-1].kinds.get("NUM")
    spelled = words[-3].small.isalpha() and words[-1].small.isalpha()
    if spelled and ten and unit and ten in range(20, 100, 10) and unit < 10:
        joined = f"{words[-3].small}-{words[-1].small}"
        words[-3:] = [
            Word(words[-3].start, words[-1].end, joined, {"NUM": ten + unit, "DAY": ten + unit})
        ]
