"""Part the words of a mention: what it is of, and what is said of it.

In come the words of a noun phrase with all that belongs to it, out go its core, which ends at the
first comma, bracket or relative pronoun, and its head, which ends before "of" and its like: "the
mayor of Selby, Ann Lee" has the core "the mayor of Selby" and the head "the mayor".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from claims.model import Span
from claims.text.grammar import lexicon

_CORE_END = re.compile(
    r"\s*(?:,(?!\d|\s(?:19|20)\d\d\s[A-Za-z])|[;(—–])|\s-\s|\s(?:who|whose|which|that)\b"
)
_LIST = re.compile(r"[^,]+(?:, (?!an? )[^,]+){1,5},? and [^,]+")  # "Growers, traders and the port"
_POSSESSIVE = re.compile(r"[’']s$")
_QUOTE = re.compile(r"[\"“”]|''")


class Mention(NamedTuple):
    """A mention, with its words, without a possessive; its core up to a comma; its head up to "of".

    "the mayor of Selby, Ann Lee" has the core "the mayor of Selby" and the head "the mayor".
    """

    span: Span
    words: str
    core: str
    head: str

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.span.start

    @property
    def head_end(self) -> int:
        """Where the head ends in the text."""
        return self.span.start + len(self.head)

    @property
    def core_end(self) -> int:
        """Where the core ends in the text."""
        return self.span.start + len(self.core)

    @property
    def noun(self) -> str:
        """The last word of the head."""
        return self.head.rpartition(" ")[2]

    @property
    def is_whole(self) -> bool:
        """Tell one source: no two, and no half of a title ("his book “The Art")."""
        return " and " not in self.head and len(_QUOTE.findall(self.head)) % 2 == 0


def without_possessive(words: str) -> str:
    """Return the words of a mention without the "'s" behind them."""
    return _POSSESSIVE.sub("", words)


def is_list(words: str) -> bool:
    """Tell several sources with commas between them: "Growers, traders and the port"."""
    return _LIST.fullmatch(words) is not None


def up_to_comma(words: str) -> str:
    """Return the words of a mention up to the first comma, bracket or relative pronoun.

    >>> up_to_comma("the mayor of Selby, Ann Lee"), up_to_comma("a man who saw it")
    ('the mayor of Selby', 'a man')
    """
    end = _CORE_END.search(words)
    return words[: end.start()] if end else words


def core_of(words: str) -> str:
    """Return the words that stand for a mention: up to the first comma, but all of a list."""
    core = up_to_comma(words)
    is_whole = " and " not in core and is_list(words)
    return words if is_whole or not core else core


@cache
def _head_end() -> re.Pattern[str]:
    return re.compile(
        rf"""
        \s(?:
            {lexicon.pattern("names/words", "behind")}
          | the\s\w+\s\w+ed | (?:it|they)\s\w+ed                # "figures [the force issued]"
          | (?:this|last)\s(?:week|weekend|month|year|spring|summer|autumn|winter)
        )\b
        """,
        re.VERBOSE,
    )


def head_ends(core: str) -> Iterator[int]:
    """Yield where the head of a core may end, from left to right.

    >>> list(head_ends("the Ministry of Health in Oslo"))
    [12, 22]
    """
    return (found.start() for found in _head_end().finditer(core))


def without_day(head: str) -> str:
    """Return a head without the day behind it: "the report [yesterday]".

    >>> without_day("the report yesterday"), without_day("the poll Monday")
    ('the report', 'the poll')
    """
    before, _, last = head.rpartition(" ")
    return before if before and _is_day(last) else head


def _is_day(word: str) -> bool:
    """Tell a day seen from here, or a day of the week with its capital."""
    if word in lexicon.listed("time/words", "seen"):
        return True
    return word.istitle() and word.endswith("day") and word.lower() in lexicon.marks("time/nouns")
