"""Cut a text into paragraphs and sentences, as spans into it.

In comes any text; out go the spans of its paragraphs (a headline, a byline, a list entry is one
too) and of its sentences, without the white space around them, in text order and never overlapping.
A sentence never crosses a paragraph. Which shortened words may end a sentence is data
(`claims/data/grammar/sentences.txt`). It changes no character of the text and takes time linear in
it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from claims.model import Span
from claims.text.grammar.lexicon import listed

_FILE = "grammar/sentences"

# Text without a full stop (tables, base64) is cut, so that no later step meets a sentence without
# end: each of its claims quotes it whole. Of 41,000 sentences of 1,055 news articles the longest
# English one has 1,000 characters.
LONGEST_SENTENCE = 1500
# Lines of hard-wrapped text (mail, wire copy, old PDF exports) are at most this wide.
WIDEST_WRAP = 100

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_VISIBLE = re.compile(r"[^\s\u200b\u200e\u200f\u2060\ufeff]")
_LIST_ENTRY = re.compile(
    r"""
    [•▪‣◦·*–—-]\s      # "- one", "• one"
    | \(?[0-9]{1,3}[.)]\s # "1. one", "(2) two"
    | \(?[a-z][.)]\s   # "a) one"
    """,
    re.VERBOSE,
)
_CLOSERS = r"[\"'”’»)\]}]"
_STOP = re.compile(
    rf"""
    (?P<mark> \.(?:[ \u00a0]?\.){{1,5}} | … | [.!?]+ )  # "...", ". . .", "?!", "."
    (?P<closers> (?:{_CLOSERS} | \[[0-9]{{1,3}}\]){{0,6}} ) # 'he said."', "in 2015.[3]"
    (?: (?P<space>\s+) | (?=[A-Z“"][a-z]) | $ )            # also "last year.The", as left by web pages
    | \s(?P<bullet>[•▪‣◦])\s                               # bullets that lost their lines
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[^\s\"“‘(\[—–]+$")
_WORD_AFTER = re.compile(r"[\"'“‘«(\[]*([^\s\"”’,;:!?.)\]]+(?:[’'][a-z]+|\.)?)")
_INITIAL = re.compile(r"(?:[A-Z]\.-?)*[A-Z]\.")  # "J.", "J.K.", "J.-P."
# an aside within a sentence; a stop inside it does not end the sentence
_ASIDE = re.compile(r"(?<=[\w,;:’”\"'] )[(\[][^()\[\]\n]{1,200}[)\]]")
_ASKED_BY = re.compile(r"\s*(?:(?:[A-Z][\w.’'-]*|the|of|de|van)\s+){1,5}(?P<verb>[a-z]+)")


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
    """Is this word listed as this kind, in the letter case that the list asks for?"""
    word = word.replace("’", "'")
    return not listed(_FILE, kind).isdisjoint(
        (word, word.lower(), word.capitalize() if word.isupper() else word)
    )


def _trim(text: str, start: int, end: int) -> Span | None:
    """Narrow a span to its visible characters; None where there are none."""
    first = _VISIBLE.search(text, start, end)
    if first is None:
        return None
    while not _VISIBLE.match(text, end - 1):
        end -= 1
    return Span(first.start(), end)


def paragraphs(text: str) -> list[Span]:
    r"""Find the paragraphs of a text.

    A blank line always ends a paragraph. A single line break ends one too, unless the text is
    hard-wrapped and the first word of the next line would not have fitted.

    >>> text = "Council votes\nBy Ann Lee\n\nThe council voted."
    >>> [text[start:end] for start, end in paragraphs(text)]
    ['Council votes', 'By Ann Lee', 'The council voted.']
    """
    lines = [line for match in _LINE.finditer(text) if (line := _trim(text, *match.span()))]
    width = _wrap_width(text, lines)
    found: list[Span] = []
    last: Span | None = None
    for line in lines:
        if last and found and _runs_on(text, last, line, width):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
        last = line
    return found


def _is_next_line(text: str, last: Span, line: Span) -> bool:
    """Is there one line break, and no blank line, between the two?"""
    between = text[last.end : line.start]
    return len(re.findall(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", between)) == 1


def _wrap_width(text: str, lines: list[Span]) -> int:
    """Return the width that the text is hard-wrapped to, 0 where every line is a paragraph.

    Wrapped lines are short, and many go on in small letters.
    """
    followed = [(last, line) for last, line in pairwise(lines) if _is_next_line(text, last, line)]
    running_on = sum(text[line.start].islower() for _, line in followed)
    if not followed or running_on < 0.3 * len(followed):
        return 0
    widths = sorted(line.end - line.start for line in lines)
    width = widths[len(widths) * 19 // 20]
    return width if width <= WIDEST_WRAP else 0


def _runs_on(text: str, last: Span, line: Span, width: int) -> bool:
    """Is the line the rest of the last one, which was full?"""
    if not width or not _is_next_line(text, last, line) or _LIST_ENTRY.match(text, line.start):
        return False
    first_word = text[line.start : line.end].split(maxsplit=1)[0]
    return last.end - last.start + 1 + len(first_word) > width


def sentences(text: str) -> list[Span]:
    """Find the sentences of a text.

    >>> text = "He met Gen. Samer at 5 p.m. Tuesday. It cost $1.5 million. The U.S. paid."
    >>> [text[start:end] for start, end in sentences(text)]
    ['He met Gen. Samer at 5 p.m. Tuesday.', 'It cost $1.5 million.', 'The U.S. paid.']
    """
    return [
        sentence for paragraph in paragraphs(text) for sentence in _sentences_of(text, paragraph)
    ]


def _sentences_of(text: str, paragraph: Span) -> Iterator[Span]:
    words = text[paragraph.start : paragraph.end]
    asides = deque(match.span() for match in _ASIDE.finditer(words))
    start = 0
    for stop in _STOP.finditer(words):
        while asides and asides[0][1] < stop.end("mark"):
            asides.popleft()
        in_aside = bool(asides) and asides[0][0] < stop.start()
        if _ends_sentence(words, start, stop, in_aside):
            end = stop.start("bullet") if stop["bullet"] else stop.end("closers")
            yield from _bounded(text, paragraph.start + start, paragraph.start + end)
            start = end
    yield from _bounded(text, paragraph.start + start, paragraph.end)


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentence, in pieces where it is too long."""
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = space if space > 0 else start + LONGEST_SENTENCE
        if piece := _trim(text, start, cut):
            yield piece
        start = cut
    if piece := _trim(text, start, end):
        yield piece


def _ends_sentence(words: str, start: int, stop: re.Match[str], in_aside: bool) -> bool:
    """Does this stop end the sentence that began at `start`? The clearest signs come first."""
    if stop["bullet"] or stop.end() == len(words):
        return True
    after = _WORD_AFTER.match(words, stop.end())
    before = _WORD_BEFORE.search(words, max(start, stop.start() - 40), stop.end("mark"))
    word = before[0] if before else ""
    if stop["space"] is None:
        return _is_glued(words, stop, word)
    if after is None or words.startswith(("-", "–", "—"), stop.end()):
        return False  # "Why? - and when" goes on
    next_word = after[1]
    if next_word[0].islower() and not any(map(str.isupper, next_word)):
        return False  # "iPhone" may open a sentence, "said" may not
    mark = stop["mark"]
    if in_aside:
        return any(bracket in stop["closers"] for bracket in ")]") and _is(next_word, "starter")
    if "." in mark[1:] or mark == "…":
        # "by France ... by Italy": with a space before it, an ellipsis stands for words left out of
        # one sentence
        set_off = stop.start() > 0 and words[stop.start() - 1].isspace()
        return _is(next_word, "starter") if set_off else not next_word[0].isdigit()
    if mark[0] in "!?":
        return not _is(word, "exclaimed") and not (stop["closers"] and _is_asked_by(words, stop))
    if stop["closers"]:
        return not _is(word, "title")
    return _ends_after_word(words, start, stop, word, next_word)


def _is_glued(words: str, stop: re.Match[str], word: str) -> bool:
    """Does a sentence start right at the stop ("last year.The")?

    A file or site name is none ("Booking.Com").
    """
    glued = re.compile(r"[“\"]?[A-Z][a-z]*(?=[\s,’'])").match(words, stop.end())
    return glued is not None and re.fullmatch(r"[a-z]{2,}[.!?]+|[0-9]+[.!?]+", word) is not None


def _is_asked_by(words: str, stop: re.Match[str]) -> bool:
    """Does a speaker follow the quotation that ends here ('"Why?" Smith asked')?"""
    asked = _ASKED_BY.match(words, stop.end())
    return asked is not None and _is(asked["verb"], "asking")


def _ends_after_word(
    words: str, start: int, stop: re.Match[str], word: str, next_word: str
) -> bool:
    """Decide a single full stop by the word before it and the word after it."""
    is_starter = _is(next_word.rstrip("."), "starter")
    if _is(word, "title") or _is(word, "inner"):
        return False
    if _is(word, "label"):
        return not (next_word[0].isdigit() or next_word[0] in "#$£€¥") and (
            is_starter or not word[0].isupper()
        )
    if _is(word, "clock"):
        return not _is(next_word.rstrip("."), "after") and not next_word[0].isdigit()
    if _is(word, "short"):
        return is_starter
    if _INITIAL.fullmatch(word):
        return is_starter
    # "1. The first": the number of a list entry at the head of the sentence
    return not (
        re.fullmatch(r"\(?(?:[0-9]{1,3}|[a-z])\.", word)
        and words[start : stop.start()].strip() == word[:-1]
    )
