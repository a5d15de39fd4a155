"""Find the names of people and organisations in a text, without parsing it.

In comes a text, out go its names in text order: capitalised words that stand together, without the
titles before them ("Interior Minister Dana Holub" is Dana Holub), each marked as a person, an
organisation or unknown, with the pronoun's gender where title, given name or role tell it. It knows
no list of persons; given names, titles and the words of organisations are data (`claims/data/names_*.txt`).
It takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.data import entries

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĻŁŃŅŇŐŒŘŚŞŠŤŪŮŰŹŻŽ"
_WORD = re.compile(
    rf"""
    [{_UPPER}]\.(?:\s?[{_UPPER}]\.)*      # initials: "J.", "U.S.", "J. K."
    | (?:[a-z]{{2}}-)?[{_UPPER}][\w&]*(?:[’'-][{_UPPER}\w]*[^\W_])*   # "O'Neill", "al-Assad"
      (?:/[{_UPPER}]\w*(?:[’'-]\w+)*)*                               # "Herald/Gazette"
    """,
    re.VERBOSE,
)
# Between two words of one name: "Mark de Boer", "Ministry of Health", "Sen. Ann Lee"
_JOIN = re.compile(
    r"\.? (?:(?:de|da|del|della|der|den|di|dos|du|el|la|le|van|von|bin|ibn|al) ){0,2}(?P<of>of (?:the )?|for )?"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_SENTENCE_HEAD = re.compile(r"(?:^|[.!?:;]['\"”’)\]]*\s+|\n\s*|[\"“‘(—–-]\s?|''\s?)$")
_LONGEST = 6  # words of a name; longer runs of capitals are headings


@dataclass(frozen=True, slots=True)
class Name:
    """A name at [start, end); `text` leaves out titles, `roles` are the words before it that say what it is.

    `gender` is "m", "f" or "". `kind` is "person", "organisation" or "".
    """

    start: int
    end: int
    text: str
    roles: tuple[str, ...]
    gender: str
    kind: str


@cache
def listed(name: str) -> dict[str, str]:
    """Return a lexicon of words with one mark each: titles, roles, given names, organisations."""
    found = {}
    for line in entries(f"names_{name}.txt"):
        word, _, mark = line.rpartition(" ") if " " in line else (line, "", "")
        found[word] = mark.strip()
    return found


def find_names(text: str) -> list[Name]:
    """Find the names of a text.

    >>> [name.text for name in find_names("Interior Minister Dana Holub met General Samer in the World Bank.")]
    ['Dana Holub', 'General Samer', 'World Bank']
    """
    runs = list(_runs(text))
    small = set(re.findall(r"\b[a-z]{2,}\b", text))
    inside = (word for run in runs for word in run[_opens(text, run[0].start()) and len(run) == 1 :])
    known = {_plain(word[0]) for word in inside} - small
    return [name for run in runs if (name := _name(text, run, known))]


def _opens(text: str, start: int) -> bool:
    """Does a sentence or a quotation start here?"""
    return start == 0 or _SENTENCE_HEAD.search(text, max(0, start - 6), start) is not None


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the runs of capitalised words that stand together."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if run and not _joins(text, run, word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _joins(text: str, run: list[re.Match[str]], word: re.Match[str]) -> bool:
    last = run[-1]
    if _POSSESSIVE.search(last[0]) or word.start() - last.end() > 14:
        return False
    joint = _JOIN.fullmatch(text, last.end(), word.start())
    if joint is None:
        return False
    if joint[0].startswith(".") and _plain(last[0]) not in listed("titles"):
        return False
    return not joint["of"] or _plain(last[0]) in listed("organisations")


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word).lower().rstrip(".").replace("’", "'")


def _name(text: str, run: list[re.Match[str]], known: set[str]) -> Name | None:
    """Make a name of a run of words: drop what opens the sentence, and the titles.

    A capital at the head of a sentence proves nothing: its word counts where the text has it (`known`)
    as a name elsewhere, or where the lexicons do.
    """
    openers, titles, given = listed("openers"), listed("titles"), listed("given")
    opens = _opens(text, run[0].start())
    while run and (first := _plain(run[0][0])) not in titles and not (len(first) > 1 and run[0][0].isupper()):
        is_name = first in known or first in given or (len(run) > 1 and first not in openers)
        if first not in openers and (not opens or is_name):
            break
        run = run[1:]
        opens = False
    if not run or len(run) > _LONGEST:
        return None
    # "Londoner Peter Lang", "Democrat Ann Lee": the name starts with the given name
    if len(run) > 2 and _plain(run[0][0]) not in given | titles and _plain(run[1][0]) in given and "." not in run[0][0]:
        run = run[1:]
    words = [_plain(word[0]) for word in run]
    after_titles = max((i + 1 for i, word in enumerate(words) if word in titles), default=0)
    if after_titles >= len(run):
        after_titles = 0 if len(run) > 1 else after_titles
        if after_titles:
            return None
    before = _roles_before(text, run[0].start())
    roles = (*before, *words[:after_titles])
    start = run[after_titles].start() if len(run) - after_titles > 1 else run[max(after_titles - 1, 0)].start()
    end = run[-1].end() - len(found[0] if (found := _POSSESSIVE.search(run[-1][0])) else "")
    gender = _gender(words[after_titles:], roles)
    kind = _kind(text, words[after_titles:], roles, end, bool(gender))
    words_of_name = " ".join(text[start:end].split())
    # "KAREL NOVY:" in a transcript is the Karel Novy of the other lines
    is_shouted = kind == "person" and len(words) > 1 and words_of_name.isupper()
    return Name(run[0].start(), end, words_of_name.title() if is_shouted else words_of_name, roles, gender, kind)


def _roles_before(text: str, start: int) -> tuple[str, ...]:
    """Return the role right before a name: "police spokeswoman Irena Dahl"."""
    found = re.compile(r"(?:[\w'’-]+ )?([a-z][a-z-]+),? $").search(text, max(0, start - 40), start)
    return (found[1],) if found and (found[1] in listed("roles") or found[1] in listed("titles")) else ()


def _gender(words: list[str], roles: tuple[str, ...]) -> str:
    for role in roles:
        mark = listed("titles").get(role) or listed("roles").get(role, "-")
        if mark != "-":
            return mark
    return listed("given").get(words[0], "").replace("-", "") if words else ""


def _kind(text: str, words: list[str], roles: tuple[str, ...], end: int, gendered: bool) -> str:
    if any(word in listed("organisations") for word in words):
        return "organisation"
    if roles or gendered or words[0] in listed("given"):
        return "person"
    # "Hal Brandt, a biologist", "Rose Kettle, 71,"
    if 1 < len(words) < 4 and re.compile(r", (?:an? |the |\d\d[,. ]|who )").match(text, end):
        return "person"
    if len(words) == 1 and text[end - len(words[0]) : end].isupper() and len(words[0]) > 1:
        return "organisation"
    return ""
