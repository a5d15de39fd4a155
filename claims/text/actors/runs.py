"""Find the runs of capitalised words that stand together, and what of them is a name.

In comes a text, out go its runs of words; then, with what the whole text shows, each run without
the words that have their capital only from the head of a sentence or belong to no name ("Yesterday
Ann Lee"). It takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from claims.model import Span
from claims.text.actors.kinds import is_place, is_role, is_speaking, listed

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
# Between two words of one name: "Mark de Boer", "Kessel & Co", "Ministry of Health", "Sen. Ann Lee"
_JOIN = re.compile(
    r"\.? (?:& )?(?:(?:de|da|del|della|der|den|di|dos|du|el|la|le|van|von|bin|ibn|al) "
    r"){0,2}(?P<of>of (?:the )?|for )?"
)
_FOR = re.compile(r" (?:of|for) ")
_PLURAL_FIELDS = frozenset(("services", "industries"))  # "Health and Human Services"
_LONGEST_JOIN = 14
POSSESSIVE = re.compile(r"[’']s?$")
_ADJECTIVE = re.compile(  # "Zurich-based", "Saudi-led": what is said of a name
    r"-(?:area|backed|based|born|bound|controlled|era|funded|led|made|owned|run|style|supported|trained|wide)$"
)
_OFFICE = re.compile(r"\b(?:[Mm]inister|[Ss]ecretary) (?:of|for) (?:the )?$")
_SENTENCE_HEAD = re.compile(r"(?:^|[.!?:;]['\"”’)\]]*\s+|\n\s*|[\"“‘(—–-]\s?|''\s?)$")


def runs(text: str) -> Iterator[list[Word]]:
    """Yield the runs of capitalised words.

    >>> [[word[0] for word in run] for run in runs("Yesterday Ann Lee met the Ministry of Health.")]
    [['Yesterday', 'Ann', 'Lee'], ['Ministry', 'Health']]
    """
    run: list[Word] = []
    for word in _WORD.finditer(text):
        if _ADJECTIVE.search(word[0]):
            continue
        if run and not _joins(text, run[-1], word) and not _is_field(text, run, word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def words_in(text: str, span: Span) -> list[Word]:
    """Return the capitalised words of a stretch of text."""
    return list(_WORD.finditer(text, *span))


def _joins(text: str, last: Word, word: Word) -> bool:
    """Does a word go on with the run that this is the last word of?"""
    before = plain(last)
    if before.endswith("s") and text[last.end() : word.start()] in (
        "' ",
        "’ ",
    ):  # "Ward Nurses' Association"
        return plain(word) in listed("organisations")
    if POSSESSIVE.search(last[0]):  # "Sheriff's Office"
        return (
            is_role(before)
            and plain(word) in listed("organisations")
            and word.start() == last.end() + 1
        )
    joint = _JOIN.fullmatch(text, last.end(), min(word.start(), last.end() + _LONGEST_JOIN))
    if (
        joint is None
        or joint.end() < word.start()
        or (joint[0].startswith(".") and before not in listed("titles"))
    ):
        return False
    return not joint["of"] or _is_body_word(before)


def _is_body_word(word: str) -> bool:
    return word in listed("organisations") or word.removesuffix("s") in listed("organisations")


def _is_field(text: str, run: Sequence[Word], word: Word) -> bool:
    """Is this one more thing that a body is for?

    For example "the Ministry of Works [and Housing]", not "and World Bank".
    """
    if len(run) < 2 or text[run[-1].end() : word.start()] != " and " or _is_body_word(plain(word)):
        return False
    body = next((at for at, part in enumerate(run[:-1]) if _is_body_word(plain(part))), None)
    is_for = body is not None and _FOR.match(text, run[body].end()) is not None
    after = _WORD.match(text, word.end() + 1)
    return is_for and not (
        after is not None and _is_body_word(plain(after)) and plain(after) not in _PLURAL_FIELDS
    )


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
        opened = _opens(text, run[0].start())
        words.update(name[opened and len(run) == 1 :])
        if not opened or name[0] in listed("openers"):
            names.add(name[name[0] in listed("openers") :])
    small = frozenset(re.findall(r"\b[a-z]{2,}\b", text))
    return Seen(frozenset(words - small), frozenset(names - {()}), small)


def _opens(text: str, start: int) -> bool:
    """Does a sentence or a quotation start here?"""
    return start == 0 or _SENTENCE_HEAD.search(text, max(0, start - 6), start) is not None


def trimmed(text: str, run: list[Word], seen: Seen) -> list[Word]:
    """Return a run without what is no part of its name; empty where no name is left.

    A capital at the head of a sentence proves nothing: its word counts where the text has it as a
    name elsewhere, where the lexicons do, or where it speaks.
    """
    openers, titles, given = listed("openers"), listed("titles"), listed("given")
    opens = _opens(text, run[0].start())
    while (
        run
        and (first := plain(run[0])) not in titles
        and not (len(first) > 1 and run[0][0].isupper())
    ):
        is_name = (
            first in seen.words or first in given or len(run) > 1 or _speaks(text, run[0], seen)
        )
        if first not in openers and (not opens or is_name):
            break
        run = run[1:]
        opens = False
    if not run:
        return []
    # "Yesterday Ann Lee", "In Ohio Novak": a name that the text has by itself, after what is none
    words = tuple(plain(word) for word in run)
    is_whole = (
        words in seen.names
        or words[0] in titles
        or words[0] in given
        or words[-1] in listed("organisations")
    )
    is_aside = is_place(run[0][0]) or (opens and words[0] in seen.small)
    if is_aside and not is_whole and words[1:] in seen.names:
        run = run[1:]
    # "Londoner Peter Lang", "Democrat Ann Lee": the name starts with the given name
    if (
        len(run) > 2
        and plain(run[0]) not in given | titles
        and plain(run[1]) in given
        and "." not in run[0][0]
    ):
        run = run[1:]
    # "Farmer Ann Lee"
    if len(run) > 2 and opens and is_role(plain(run[0])) and plain(run[0]) not in titles:
        run = run[1:]
    # "Minister for [Health] Ann Lee"
    if len(run) > 2 and _OFFICE.search(text, max(0, run[0].start() - 40), run[0].start()):
        run = run[-2:]
    return run


def _speaks(text: str, word: Word, seen: Seen) -> bool:
    """Is this the one word of "Novak said"? "Officials said" may be anybody."""
    is_plural = word[0].endswith("s") or word[0].lower() in seen.small
    return not is_plural and is_speaking(text, word.start(), word.end())
