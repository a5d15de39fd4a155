"""Find the runs of capitalised words that stand together, and what of them is a name.

In comes a text, out go its runs of words; then, with what the whole text shows, each run without
the words that have their capital only from the head of a sentence or belong to no name ("Yesterday
Ann Lee"). It takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from claims.model import Span
from claims.text.actors.kinds import is_place, is_role, is_speaking, listed, words_of
from claims.text.grammar import lexicon

Word = re.Match[str]

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĻŁŃŅŇŐŒŘŚŞŠŤŪŮŰŹŻŽ"
_WORD = re.compile(
    rf"""
    [{_UPPER}]\.(?:\s?[{_UPPER}]\.)*      # initials: "J.", "U.S.", "J. K."
    | (?<=[a-z]\s)[“"][{_UPPER}][^\W\d_]{{1,11}}[”"](?=\s[{_UPPER}])  # "John “Tig” Weller"
    | (?:\b[a-z]{{2}}-)?[{_UPPER}][\w&]*(?:[’'-][{_UPPER}\w]*[^\W_])*   # "O'Neill", "al-Assad"
      (?:/[{_UPPER}]\w*(?:[’'-]\w+)*)*                               # "Herald/Gazette"
    """,
    re.VERBOSE,
)
_FOR = re.compile(r" (?:of|for) ")
_LONGEST_JOIN = 14
_LONGEST_OFFICE = 40
_OF_SEVERAL = ("' ", "’ ")
POSSESSIVE = re.compile(r"[’']s?$")
_SENTENCE_HEAD = re.compile(r"(?:^|[.!?:;]['\"”’)\]]*\s+|\n\s*|[\"“‘(—–-]\s?|''\s?)$")


@cache
def _join() -> re.Pattern[str]:
    """What may stand between two words of one name.

    "Mark de Boer", "Kessel & Co", "Ministry of Health", "Sen. Ann Lee".
    """
    particles = lexicon.pattern("names/words", "particle")
    return re.compile(rf"\.? (?:& )?(?:(?:{particles}) ){{0,2}}(?P<of>of (?:the )?|for )?")


@cache
def _adjective() -> re.Pattern[str]:
    """What is said of a name: "Zurich-based", "Saudi-led"."""
    return re.compile(rf"-(?:{lexicon.pattern('names/words', 'compound')})$")


@cache
def _office() -> re.Pattern[str]:
    """An office with what it is for, of which the name behind it is none."""
    titles = lexicon.pattern("names/words", "office")
    return re.compile(rf"\b(?i:{titles}) (?:of|for) (?:the )?$")


def runs(text: str) -> Iterator[list[Word]]:
    """Yield the runs of capitalised words.

    >>> [[word[0] for word in run] for run in runs("Yesterday Ann Lee met the Ministry of Health.")]
    [['Yesterday', 'Ann', 'Lee'], ['Ministry', 'Health']]
    """
    run: list[Word] = []
    for word in _WORD.finditer(text):
        if _adjective().search(word[0]):
            continue
        if run and not _is_joined(text, run[-1], word) and not _is_field(text, run, word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def words_in(text: str, span: Span) -> list[Word]:
    """Return the capitalised words of a stretch of text."""
    return list(_WORD.finditer(text, *span))


def _is_joined(text: str, last: Word, word: Word) -> bool:
    """Tell whether a word goes on with the run that ends with another."""
    before, after = plain(last), plain(word)
    if before.endswith("s") and text[last.end() : word.start()] in _OF_SEVERAL:
        return after in listed("organisations")  # "Ward Nurses' Association"
    if POSSESSIVE.search(last[0]):  # "Sheriff's Office"
        is_office = is_role(before) and after in listed("organisations")
        return is_office and word.start() == last.end() + 1
    joint = _join().fullmatch(text, last.end(), min(word.start(), last.end() + _LONGEST_JOIN))
    return joint is not None and joint.end() == word.start() and _joins(joint, before)


def _joins(joint: re.Match[str], before: str) -> bool:
    """Tell whether a joint holds behind a word: a stop only behind a title, "of" behind a body."""
    if joint[0].startswith(".") and before not in listed("titles"):
        return False
    return not joint["of"] or _is_body_word(before)


def _is_body_word(word: str) -> bool:
    return word in listed("organisations") or word.removesuffix("s") in listed("organisations")


def _is_field(text: str, run: Sequence[Word], word: Word) -> bool:
    """Tell one more thing that a body is for.

    For example "the Ministry of Works [and Housing]", not "and World Bank".
    """
    if len(run) < 2 or text[run[-1].end() : word.start()] != " and ":
        return False
    return _has_field(text, run) and not _is_other_body(text, word)


def _has_field(text: str, run: Sequence[Word]) -> bool:
    """Tell a run with a body and what it is for: "the Ministry of Works"."""
    body = next((part for part in run[:-1] if _is_body_word(plain(part))), None)
    return body is not None and _FOR.match(text, body.end()) is not None


def _is_other_body(text: str, word: Word) -> bool:
    """Tell the first word of another body: "and [World] Bank", but not "[Human] Services"."""
    if _is_body_word(plain(word)):
        return True
    after = _WORD.match(text, word.end() + 1)
    if after is None or plain(after) in words_of("field"):
        return False
    return _is_body_word(plain(after))


def plain(word: Word) -> str:
    """Return a word in small letters, without its possessive and its stop."""
    return _plain(word[0])


@lru_cache(maxsize=10_000)  # each word of a name is asked for several times
def _plain(word: str) -> str:
    return POSSESSIVE.sub("", word).lower().rstrip(".").replace("’", "'")


class Seen(NamedTuple):
    """What a text has where no sentence starts.

    Words with a capital and never without, whole names, small words.
    """

    words: frozenset[str]
    names: frozenset[tuple[str, ...]]
    small: frozenset[str]


def see(text: str, found: Sequence[Sequence[Word]]) -> Seen:
    """Read what the runs of a text show where no sentence starts."""
    words: set[str] = set()
    names: set[tuple[str, ...]] = set()
    for run in found:
        name = tuple(plain(word) for word in run)
        opened = _is_opening(text, run[0].start())
        has_opener = name[0] in listed("openers")
        words.update(name[opened and len(run) == 1 :])
        if has_opener or not opened:
            names.add(name[has_opener:])
    small = frozenset(re.findall(r"\b[a-z]{2,}\b", text))
    return Seen(frozenset(words - small), frozenset(names - {()}), small)


def _is_opening(text: str, start: int) -> bool:
    """Tell where a sentence or a quotation starts."""
    return start == 0 or _SENTENCE_HEAD.search(text, max(0, start - 6), start) is not None


def trimmed(text: str, run: list[Word], seen: Seen) -> list[Word]:
    """Return a run without what is no part of its name; empty where no name is left.

    A capital at the head of a sentence proves nothing: its word counts where the text has it as a
    name elsewhere, where the lexicons do, or where it speaks.
    """
    run, opens = _without_openers(text, run, seen)
    if run and _is_beside_name(run, seen, opens=opens):
        run = run[1:]
    if len(run) > 2 and _is_said_of_name(run, opens=opens):
        run = run[1:]
    return run[-2:] if _is_behind_office(text, run) else run


def _is_said_of_name(run: Sequence[Word], *, opens: bool) -> bool:
    """Tell a first word that says what the person behind it is."""
    return _is_kind(run) or (opens and _is_bare_role(run[0]))


def _is_behind_office(text: str, run: Sequence[Word]) -> bool:
    """Tell a name that what an office is for stands in: "Minister for [Health] Ann Lee"."""
    if len(run) < 3:
        return False
    start = run[0].start()
    return _office().search(text, max(0, start - _LONGEST_OFFICE), start) is not None


def _without_openers(text: str, run: list[Word], seen: Seen) -> tuple[list[Word], bool]:
    """Return a run without words that open its sentence, and whether it still opens it."""
    opens = _is_opening(text, run[0].start())
    while run and _is_opener(text, run, seen, opens=opens):
        run, opens = run[1:], False
    return run, opens


def _is_opener(text: str, run: Sequence[Word], seen: Seen, *, opens: bool) -> bool:
    """Tell a first word that is no part of the name behind it."""
    if _is_certain(run[0]):
        return False
    return (opens and not _is_known(text, run, seen)) or plain(run[0]) in listed("openers")


def _is_certain(word: Word) -> bool:
    """Tell a word that has its capital wherever it stands: a title, letters."""
    spelled = plain(word)
    return spelled in listed("titles") or (len(spelled) > 1 and word[0].isupper())


def _is_known(text: str, run: Sequence[Word], seen: Seen) -> bool:
    """Tell whether the first word of a run is a name, though it opens a sentence."""
    first = plain(run[0])
    is_named = len(run) > 1 or first in seen.words or first in listed("given")
    return is_named or _is_speaker(text, run[0], seen)


def _is_beside_name(run: Sequence[Word], seen: Seen, *, opens: bool) -> bool:
    """Tell a first word that is none before a name that the text has by itself.

    For example "[Yesterday] Ann Lee", "In [Ohio] Novak".
    """
    words = tuple(plain(word) for word in run)
    if words[1:] not in seen.names or words in seen.names:
        return False
    is_aside = is_place(run[0][0]) or (opens and words[0] in seen.small)
    return is_aside and not _is_of_name(words)


def _is_of_name(words: Sequence[str]) -> bool:
    """Tell a title, a given name, or a body that the first word belongs to."""
    is_name = words[0] in listed("titles") or words[0] in listed("given")
    return is_name or words[-1] in listed("organisations")


def _is_kind(run: Sequence[Word]) -> bool:
    """Tell what a person is, before the given name: "[Londoner] Peter Lang"."""
    given, first = listed("given"), plain(run[0])
    is_name = first in given or first in listed("titles") or "." in run[0][0]
    return not is_name and plain(run[1]) in given


def _is_bare_role(word: Word) -> bool:
    """Tell a role that is no title: "[Farmer] Ann Lee"."""
    return is_role(plain(word)) and plain(word) not in listed("titles")


def _is_speaker(text: str, word: Word, seen: Seen) -> bool:
    """Tell the one word of "Novak said"; "Officials said" may be anybody."""
    is_plural = word[0].endswith("s") or word[0].lower() in seen.small
    return not is_plural and is_speaking(text, word.start(), word.end())
