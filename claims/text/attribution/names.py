"""Find the names of people and organisations in a text, without parsing it.

In comes a text, out go its names in text order: capitalised words that stand together, without the
titles before them ("Interior Minister Dana Holub" is Dana Holub), each marked as a person, an
organisation or unknown, with the pronoun's gender where title, given name or role tell it. It knows
no list of persons; given names, titles and the words of organisations are data (`claims/data/names_*.txt`).
It takes time linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from claims.text.attribution.headings import datelines, heading_lines, known_parts
from claims.text.attribution.kinds import clues, gender_of, is_place, is_role, is_speaking, listed, word_before

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
# Between two words of one name: "Mark de Boer", "Ministry of Health", "Sen. Ann Lee"
_JOIN = re.compile(
    r"\.? "
    r"(?:& )?"
    r"(?:(?:de|da|del|della|der|den|di|dos|du|el|la|le|van|von|bin|ibn|al) ){0,2}(?P<of>of (?:the )?|for )?"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_ADJECTIVE = re.compile(  # "Zurich-based", "Saudi-led": what is said of a name
    r"-(?:area|backed|based|born|bound|controlled|era|funded|led|made|owned|run|style|supported|trained|wide)$"
)
_ABBREVIATED = ("Jr", "Sr")
_SENTENCE_HEAD = re.compile(r"(?:^|[.!?:;]['\"”’)\]]*\s+|\n\s*|[\"“‘(—–-]\s?|''\s?)$")
_DATELINES = 20  # more than a paper's digest has
_LONGEST = 6  # words of a name; longer runs of capitals are headings


@dataclass(frozen=True, slots=True)
class Name:
    """A name at [start, end); `text` leaves out titles, `roles` are the words before it that say what it is.

    `gender` is "m", "f" or "". `clues` holds what speaks for each kind: "person", "organisation", "place", "people".
    """

    start: int
    end: int
    text: str
    roles: tuple[str, ...]
    gender: str
    clues: Mapping[str, int]
    in_heading: bool = False

    @property
    def kind(self) -> str:
        """Return the kind that most speaks for, "" where nothing does."""
        return max(self.clues, key=lambda kind: self.clues[kind]) if self.clues else ""


def find_names(text: str) -> list[Name]:
    """Find the names of a text.

    >>> [name.text for name in find_names("Interior Minister Dana Holub met General Samer in the World Bank.")]
    ['Dana Holub', 'General Samer', 'World Bank']
    """
    headings = heading_lines(text)
    starts = [line.start for line in headings]
    body: list[_Run] = []
    in_headings: list[_Run] = []
    placed = datelines(text)
    for run in _runs(text):
        if any(start <= run[0].start() < end for start, end in placed[:_DATELINES]):
            continue
        line = bisect_right(starts, run[0].start()) - 1
        is_heading = line >= 0 and run[0].start() < headings[line].end
        (in_headings if is_heading else body).append(run)
    known = _Known.of(text, body)
    names = [name for run in body if (name := _name(text, run, known))]
    forms = {form for name in names for form in _forms(name)}
    for run in in_headings:
        for first, last in known_parts([_plain(word[0]) for word in run], forms, listed("given")):
            if name := _name(text, run[first:last], known):
                names.append(replace(name, in_heading=True))
    return sorted(names, key=lambda name: name.start)


_Run = list[re.Match[str]]


class _Known(NamedTuple):
    """What a text has where no sentence starts: words with a capital and never without, whole names, small words."""

    words: frozenset[str]
    names: frozenset[tuple[str, ...]]
    small: frozenset[str]

    @classmethod
    def of(cls, text: str, runs: Sequence[_Run]) -> _Known:
        words: set[str] = set()
        names: set[tuple[str, ...]] = set()
        for run in runs:
            plain = tuple(_plain(word[0]) for word in run)
            opened = _opens(text, run[0].start())
            words.update(plain[opened and len(run) == 1 :])
            if not opened or plain[0] in listed("openers"):
                names.add(plain[plain[0] in listed("openers") :])
        small = frozenset(re.findall(r"\b[a-z]{2,}\b", text))
        return cls(frozenset(words - small), frozenset(names - {()}), small)


def _forms(name: Name) -> Iterator[tuple[str, ...]]:
    """Yield the forms by which a heading may call a name: all of it, and a person's surname or given name."""
    words = tuple(_plain(word) for word in name.text.split())
    yield words
    if name.kind != "organisation":
        yield words[-1:]
    if words[0] in listed("given"):
        yield words[:1]


def _opens(text: str, start: int) -> bool:
    """Does a sentence or a quotation start here?"""
    return start == 0 or _SENTENCE_HEAD.search(text, max(0, start - 6), start) is not None


def _runs(text: str) -> Iterator[_Run]:
    """Yield the runs of capitalised words that stand together."""
    run: _Run = []
    for word in _WORD.finditer(text):
        if _ADJECTIVE.search(word[0]):
            continue
        if run and not _joins(text, run, word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _joins(text: str, run: _Run, word: re.Match[str]) -> bool:
    last = run[-1]
    if _POSSESSIVE.search(last[0]) or word.start() - last.end() > 14:
        return False
    joint = _JOIN.fullmatch(text, last.end(), word.start())
    if joint is None:
        return False
    if joint[0].startswith(".") and _plain(last[0]) not in listed("titles"):
        return False
    return not joint["of"] or _plain(last[0]) in listed("organisations")


@lru_cache(maxsize=10_000)  # each word of a name is asked for several times
def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word).lower().rstrip(".").replace("’", "'")


def _name(text: str, run: _Run, known: _Known) -> Name | None:
    """Make a name of a run of words: drop what opens the sentence, and the titles.

    A capital at the head of a sentence proves nothing: its word counts where the text has it (`known`)
    as a name elsewhere, or where the lexicons do.
    """
    openers, titles, given = listed("openers"), listed("titles"), listed("given")
    opens = _opens(text, run[0].start())
    while run and (first := _plain(run[0][0])) not in titles and not (len(first) > 1 and run[0][0].isupper()):
        is_name = first in known.words or first in given or len(run) > 1 or _speaks(text, run[0], known)
        if first not in openers and (not opens or is_name):
            break
        run = run[1:]
        opens = False
    if not run or len(run) > _LONGEST:
        return None
    # "Yesterday Ann Lee", "In Ohio Novak": a name that the text has by itself, after what is none
    words = tuple(_plain(word[0]) for word in run)
    is_seen = words in known.names or words[0] in titles or words[0] in given or words[-1] in listed("organisations")
    is_aside = is_place(run[0][0]) or (opens and words[0] in known.small)
    if is_aside and not is_seen and words[1:] in known.names:
        run = run[1:]
    # "Londoner Peter Lang", "Democrat Ann Lee": the name starts with the given name
    if len(run) > 2 and _plain(run[0][0]) not in given | titles and _plain(run[1][0]) in given and "." not in run[0][0]:
        run = run[1:]
    if len(run) > 2 and _plain(run[-1][0]) in listed("postnominals"):
        run = run[:-1]
    words = tuple(_plain(word[0]) for word in run)
    after_titles = max((i + 1 for i, word in enumerate(words) if word in titles), default=0)
    if after_titles >= len(run):
        after_titles = 0 if len(run) > 1 else after_titles
        if after_titles:
            return None
    before = _roles_before(text, run[0].start())
    roles = (*before, *words[:after_titles])
    start = run[after_titles].start() if len(run) - after_titles > 1 else run[max(after_titles - 1, 0)].start()
    end = run[-1].end() - len(owned[0] if (owned := _POSSESSIVE.search(run[-1][0])) else "")
    if run[-1][0] in _ABBREVIATED and text[end : end + 1] == ".":
        end += 1
    named = words[after_titles:]
    found = Counter[str]()
    for kind, weight in clues(text, start, end, named, roles):
        found[kind] += weight
    words_of_name = " ".join(text[start:end].split())
    # "KAREL NOVY:" in a transcript is the Karel Novy of the other lines
    if found["person"] and len(words) > 1 and words_of_name.isupper():
        words_of_name = words_of_name.title()
    return Name(run[0].start(), end, words_of_name, roles, gender_of(named, roles), found)


def _speaks(text: str, word: re.Match[str], known: _Known) -> bool:
    """Is this the one word of "Novak said"? "Officials said" may be anybody."""
    is_plural = word[0].endswith("s") or word[0].lower() in known.small
    return not is_plural and is_speaking(text, word.start(), word.end())


def _roles_before(text: str, start: int) -> tuple[str, ...]:
    """Return the role right before a name: "police spokeswoman Irena Dahl"."""
    word = word_before(text, start)
    return (word,) if is_role(word) else ()
