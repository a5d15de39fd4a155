"""Tell which stops end a sentence: the one in "He left. She paid", none in "the U.S. paid".

In comes a paragraph; out go the offsets where its sentences end at a stop. Which shortened words
may end a sentence is data (`claims/data/grammar/sentences.txt`).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

from claims.text.grammar.lexicon import listed

_FILE = "grammar/sentences"
_CLOSERS = r"[\"'”’»)\]}]"
_STOP = re.compile(
    rf"""
    (?P<mark> \.(?:[ \u00a0]?\.){{1,5}} | … | [.!?]+ )  # "...", ". . .", "?!", "."
    (?P<closers> (?:{_CLOSERS} | \[[0-9]{{1,3}}\]){{0,6}} ) # 'he said."', "in 2015.[3]"
    (?: (?P<space>\s+) | (?=[A-Z“"][a-z]) | $ )         # also "last year.The", as web pages have it
    | \s(?P<bullet>[•▪‣◦])\s                            # bullets that lost their lines
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[^\s\"“‘(\[—–]+$")
_WORD_AFTER = re.compile(r"[\"'“‘«(\[]*([^\s\"”’,;:!?.)\]]+(?:[’'][a-z]+|\.)?)")
_INITIAL = re.compile(r"(?:[A-Z]\.-?)*[A-Z]\.")  # "J.", "J.K.", "J.-P."
_ITEM = re.compile(r"\(?(?:[0-9]{1,3}|[a-z])\.")  # "1.", "(a."
_GLUED = re.compile(r"[“\"]?[A-Z][a-z]*(?=[\s,’'])")
_BEFORE_GLUED = re.compile(r"[a-z]{2,}[.!?]+|[0-9]+[.!?]+")
# an aside within a sentence; a stop inside it does not end the sentence
_ASIDE = re.compile(r"(?<=[\w,;:’”\"'] )[(\[][^()\[\]\n]{1,200}[)\]]")
_ASKED_BY = re.compile(r"\s*(?:(?:[A-Z][\w.’'-]*|the|of|de|van)\s+){1,5}(?P<verb>[a-z]+)")
_LONGEST_WORD = 40  # how far the word before a stop is looked for


def abbreviations() -> frozenset[str]:
    """Return the shortened words whose stop always belongs to them, as written.

    For example "Gen.", "Inc.", "a.m.".
    """
    words = frozenset[str]().union(
        *(listed(_FILE, kind) for kind in ("title", "inner", "short", "clock"))
    )
    return (
        words
        | {word.capitalize() for word in words if word.islower()}
        | {word.upper() for word in words}
    )


@lru_cache(maxsize=20_000)  # the words at the ends of sentences are few
def _is(word: str, kind: str) -> bool:
    """Tell whether this word is listed as this kind, in the letter case that the list asks for."""
    word = word.replace("’", "'")
    return not listed(_FILE, kind).isdisjoint(
        (word, word.lower(), word.capitalize() if word.isupper() else word)
    )


def sentence_ends(paragraph: str) -> Iterator[int]:
    """Yield where the sentences of a paragraph end at a stop, in order.

    The quotation marks and brackets that close at the stop are still in the sentence.

    >>> list(sentence_ends("Gen. Lee paid $1.5 million. He left."))
    [27, 36]
    """
    asides = deque(match.span() for match in _ASIDE.finditer(paragraph))
    begun = 0
    for match in _STOP.finditer(paragraph):
        while asides and asides[0][1] < match.end("mark"):
            asides.popleft()
        is_in_aside = bool(asides) and asides[0][0] < match.start()
        if _Stop(paragraph, begun, match, is_in_aside).ends_sentence():
            begun = match.start("bullet") if match["bullet"] else match.end("closers")
            yield begun


class _Stop:
    """A mark that may end the sentence that began at `begun`."""

    def __init__(self, text: str, begun: int, match: re.Match[str], is_in_aside: bool) -> None:
        self._text, self._begun = text, begun
        self._match, self._is_in_aside = match, is_in_aside

    def ends_sentence(self) -> bool:
        """Tell whether it ends the sentence; the clearest signs come first."""
        match = self._match
        if match["bullet"] or match.end() == len(self._text):
            return True
        if match["space"] is None:
            return self._is_before_glued()
        if self._goes_on():
            return False
        return self._ends_in_aside() if self._is_in_aside else self._ends_by_mark()

    @cached_property
    def _before(self) -> str:
        """The word that the stop is written with, "" for none."""
        end = self._match.end("mark")
        begin = max(self._begun, self._match.start() - _LONGEST_WORD)
        before = _WORD_BEFORE.search(self._text, begin, end)
        return before[0] if before else ""

    @cached_property
    def _after(self) -> str:
        """The word behind the stop, "" for none."""
        after = _WORD_AFTER.match(self._text, self._match.end())
        return after[1] if after else ""

    @property
    def _is_before_starter(self) -> bool:
        """Tell whether the next word is one that begins sentences ("The", "He")."""
        return _is(self._after.rstrip("."), "starter")

    def _is_before_glued(self) -> bool:
        """Tell whether a sentence starts right at the stop ("last year.The").

        A file or site name is none ("Booking.Com").
        """
        is_capital = _GLUED.match(self._text, self._match.end()) is not None
        return is_capital and _BEFORE_GLUED.fullmatch(self._before) is not None

    def _goes_on(self) -> bool:
        """Tell whether the sentence goes on behind it: "Why? - and when", "5 p.m. that day"."""
        if not self._after or self._text.startswith(("-", "–", "—"), self._match.end()):
            return True
        # "iPhone" may open a sentence, "said" may not
        return self._after[0].islower() and not any(map(str.isupper, self._after))

    def _ends_in_aside(self) -> bool:
        """Tell whether the aside that a stop is in closes with it, and a new sentence begins."""
        closes = not {")", "]"}.isdisjoint(self._match["closers"])
        return closes and _is(self._after, "starter")

    def _ends_by_mark(self) -> bool:
        mark = self._match["mark"]
        if "." in mark[1:] or mark == "…":
            return self._ends_by_ellipsis()
        if mark[0] in "!?":
            return not _is(self._before, "exclaimed") and not self._is_asked_by_speaker()
        if self._match["closers"]:
            return not _is(self._before, "title")
        return self._ends_by_word()

    def _ends_by_ellipsis(self) -> bool:
        """Tell whether words left out stand at the end of the sentence.

        With a space before it, as in "by France ... by Italy", they are left out of one sentence.
        """
        start = self._match.start()
        if start > 0 and self._text[start - 1].isspace():
            return _is(self._after, "starter")
        return not self._after[0].isdigit()

    def _is_asked_by_speaker(self) -> bool:
        """Tell whether a speaker follows the quotation that ends here: '"Why?" Smith asked'."""
        if not self._match["closers"]:
            return False
        asked = _ASKED_BY.match(self._text, self._match.end())
        return asked is not None and _is(asked["verb"], "asking")

    def _ends_by_word(self) -> bool:
        """Decide a single full stop by the word before it and the word after it."""
        for kind, ends in _BY_KIND:
            if _is(self._before, kind):
                return ends(self)
        if _INITIAL.fullmatch(self._before):
            return self._is_before_starter
        return not self._is_number_of_item()

    def _ends_after_label(self) -> bool:
        """Tell whether this is "He said no. Then", and not "No. 5", "Vol. II"."""
        if self._after[0].isdigit() or self._after[0] in "#$£€¥":
            return False
        return self._is_before_starter or not self._before[0].isupper()

    def _ends_after_clock(self) -> bool:
        """Tell whether this is "at 5 p.m. They left", and not "at 5 p.m. Tuesday"."""
        return not _is(self._after.rstrip("."), "after") and not self._after[0].isdigit()

    def _is_number_of_item(self) -> bool:
        """Tell whether this is the number of a list entry: "1. The first"."""
        if not _ITEM.fullmatch(self._before):
            return False
        return self._text[self._begun : self._match.start()].strip() == self._before[:-1]


# Whether a full stop that belongs to a shortened word ends the sentence too, by the kind of word.
# The first kind that the word has counts.
_BY_KIND: tuple[tuple[str, Callable[[_Stop], bool]], ...] = (
    ("title", lambda stop: False),
    ("inner", lambda stop: False),
    ("label", _Stop._ends_after_label),
    ("clock", _Stop._ends_after_clock),
    ("short", lambda stop: stop._is_before_starter),
)
