"""Tell what a name names: a person, an organisation, a place or a people.

In come the words of a name and what stands around it; out go clues, each a kind with its weight,
and the gender where a title, a role or a given name tells it. One clue may mislead ("Jordan said"),
so they are summed over all mentions of a name. The words are data: `claims/data/names/*.txt` and
the places of `places/places.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.text.grammar.lexicon import listed as words_of_kind
from claims.text.grammar.lexicon import marks
from claims.text.speech.cues import find_verb_cue

_AFTER_PERSON = re.compile(
    r"""
      ,\s\d\d[,.\s]              # "Rose Kettle, 71,"
    | \s\(\d\d\)                 # "Rose Kettle (71)"
    | ,?\swho\s                  # "Rose Kettle, who"
    | \s\([DRI](?:-[^()]{2,12})?\)  # "Ann Lee (D-Vt.)"
    """,
    re.VERBOSE,
)
_APPOSED = re.compile(
    r"""
    (?:,|\s(?:is|was|became))\s(?:an?|the|his|her|its|their)\s+  # ", a", "is a"
    (?P<words>(?:[\w’'-]+\s)*?[\w’'-]+)             # "Swiss glaciologist", up to its noun
    (?=[,.;:)] | \s(?:of|in|at|for|from|with|on|by|to|and|who|that|which)\b)
    """,
    re.VERBOSE,
)
_PLACED = re.compile(r"\b(?:in|at|near|across|throughout|outside)\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:of|from|in)\s+$")  # "Ann Lee of Selby, who"
_ARTICLE = re.compile(r"\b[Tt]he\s+$")
_SMALL_WORD = re.compile(r"\s[a-z]+")
_ROLE_BEFORE = re.compile(
    r"""
    \b(?P<role>[A-Za-z][a-z-]+)
    (?:
      ,?\s                                          # "spokesman Novak", "the spokesman, Novak"
    | \s(?:of|for)\s(?:the\s)?(?:[A-Z][\w’'-]*,?\s(?:and\s)?){1,4}  # "Minister for Health Novak"
    | \s(?:of|in|for|at|with)\s[^,.;:\n]{2,40},\s            # "its leader in the assembly, Novak"
    )$
    """,
    re.VERBOSE,
)
_LONGEST_ROLE = 70
_LAST_WORD = re.compile(r"\b([a-z][a-z-]+),? $")
_WORD_AFTER = re.compile(r"(?:, [^,.]{1,80},)?[\s,]*(?:also |then |later |has |had )?([a-z]+)")
# '," [said] Chief Executive '
_WORD_BEFORE = re.compile(r"[,?!\"”’']\s+([a-z]+)\s+(?:[\w.’'-]+\s+){0,3}$")
_LONGEST_APPOSITION = 90
CERTAIN, LIKELY, _HINT = 20, 4, 1


def listed(name: str) -> dict[str, str]:
    """Return a lexicon of words with one mark each.

    Titles, roles, given names, organisations, peoples.
    """
    return marks(f"names/{name}")


def is_role(word: str) -> bool:
    """Tell what a person may be called by: "the general", "the lawyer"."""
    return word in listed("roles") or word in listed("titles")


def is_title(word: str) -> bool:
    """Tell a title before a name: "minister"."""
    return word in listed("titles")


def is_body(words: str) -> bool:
    """Tell what any organisation may be called again by: "company", "news agency"."""
    return listed("organisations").get(words) in ("any", "body", "outlet")


def is_place(name: str) -> bool:
    """Tell a country, a state, a region or a city that the lexicon knows."""
    return name in words_of_kind("places/places", "name")


def is_common(word: str) -> bool:
    """Tell a word, in small letters, that is known for something else than a coined name.

    A place, a people, a title.
    """
    lexicons = ("organisations", "titles", "given", "openers", "peoples", "roles", "plain")
    return (
        len(word) < 4
        or is_place(word.title())
        or any(word in listed(lexicon) for lexicon in lexicons)
    )


def is_people(words: Sequence[str]) -> bool:
    """Tell words, in small letters, that name a people or a party.

    For example "African-Americans", "a Democrat".
    """
    parts = [part for word in words for part in word.split("-")]
    return all(
        part in listed("peoples") or part.removesuffix("s") in listed("peoples") for part in parts
    )


def gender_of(words: Sequence[str], roles: Sequence[str]) -> str:
    """Return "m" or "f" where a title, a role or the given name tells, else ""."""
    for role in roles:
        mark = listed("titles").get(role) or listed("roles").get(role, "-")
        if mark != "-":
            return mark
    is_whole = len(words) > 1  # "Kelly" alone is more often a surname
    return listed("given").get(words[0], "").replace("-", "") if is_whole else ""


def clues(
    text: str, start: int, end: int, words: Sequence[str], roles: Sequence[str]
) -> Iterator[tuple[str, int]]:
    """Yield what shows the kind of the name at [start, end) of a text.

    Its `words` are without titles.
    """
    if kind := _kind_by_words(text[start:end], words, roles):
        yield kind
    yield from _clues_around(text, start, end)
    yield from _clues_before(word_before(text, start))
    yield from _clues_apposed(text, end, words)
    if is_speaking(text, start, end):
        yield "person", _HINT


def _kind_by_words(name: str, words: Sequence[str], roles: Sequence[str]) -> tuple[str, int] | None:
    """Return the kind that the words of a name tell by themselves, with its weight."""
    if is_people(words) and not roles:
        return "people", CERTAIN
    if is_place(name) and not roles:
        return "place", CERTAIN
    if _has_body_word(words):
        return "organisation", CERTAIN
    if roles or words[0] in listed("given"):
        return "person", CERTAIN
    is_letters = len(words) == 1 and len(words[0]) > 1 and name.isupper()
    return ("organisation", LIKELY) if is_letters else None


def _clues_around(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield what marks and small words around a name show.

    For example "in Novak", "the Novak", "Novak, 71,".
    """
    if _AFTER_PERSON.match(text, end) and not _FROM.search(text, max(0, start - 6), start):
        yield "person", LIKELY
    if _PLACED.search(text, max(0, start - 16), start):
        yield "place", _HINT
    elif _ARTICLE.search(text, max(0, start - 6), start) and not _SMALL_WORD.match(text, end):
        yield "organisation", LIKELY


def _clues_before(word: str) -> Iterator[tuple[str, int]]:
    """Yield what the word before a name shows: "the oil giant Novak", "the union Novak"."""
    if is_body(word):
        yield "organisation", LIKELY
    elif listed("organisations").get(word) == "noun":  # but "told the court Novak was"
        yield "organisation", _HINT


def _clues_apposed(text: str, end: int, words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield what an apposition behind a name shows: "Novak, a lawyer", "Novak, a Swiss lender"."""
    apposed = apposition(text, end)
    if not apposed:
        return
    if is_role(apposed[-1]):
        yield "person", LIKELY
    elif is_body(apposed[-1]):
        yield "organisation", LIKELY
    elif 1 < len(words) < 4 and text.startswith(", a", end):  # "Hal Brandt, a Swiss glaciologist"
        yield "person", _HINT


def _has_body_word(words: Sequence[str]) -> bool:
    """Tell a name with a word of organisations in it.

    "Sun" opens names of persons, "Baltimore Sun" does not.
    """
    marks = [listed("organisations").get(word, "") for word in words]
    return any(marks[1:]) or (marks[0] not in ("", "press")) or marks == ["press"]


def apposition(text: str, end: int) -> list[str]:
    """Return the words of an apposition or "is a ..." after a name that ends here.

    In small letters, up to its noun.

    >>> apposition("Hal Brandt, a Swiss glaciologist at Bergen, said", 10)
    ['swiss', 'glaciologist']
    """
    found = _APPOSED.match(text, end, end + _LONGEST_APPOSITION)
    return found["words"].lower().split() if found else []


def role_before(text: str, start: int) -> str:
    """Return the role that stands before a name, "" where none does.

    >>> [role_before(f"{role} Novak", len(role) + 1) for role in ("a police spokesman",
    ...     "Minister for Health")]
    ['spokesman', 'minister']
    >>> role_before("its leader in the assembly, Novak", 28)
    'leader'
    """
    found = _ROLE_BEFORE.search(text, max(0, start - _LONGEST_ROLE), start)
    role = found["role"].lower() if found else ""
    return role if is_role(role) else ""


def word_before(text: str, start: int) -> str:
    """Return the word in small letters right before an offset, "" where there is none."""
    found = _LAST_WORD.search(text, max(0, start - 30), start)
    return found[1] if found else ""


def is_speaking(text: str, start: int, end: int) -> bool:
    """Tell words [start, end) that a verb which takes a quotation stands beside."""
    after = _WORD_AFTER.match(text, end)
    before = _WORD_BEFORE.search(text, max(0, start - 60), start)
    for word in (after[1] if after else "", before[1] if before else ""):
        if word.endswith("s") and word != "says":  # "Rust Belt states": more often a noun
            continue
        cue = find_verb_cue([word], 0) if word else None
        if cue is not None and "quote" in cue.takes:
            return True
    return False
