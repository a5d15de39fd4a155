"""Tell what a name names: a person, an organisation, a place or a people.

In come the words of a name and what stands around it; out go clues, each a kind with its weight,
and the gender where a title, a role or a given name tells it. One clue may mislead ("Jordan said"),
so they are summed over all mentions of a name. The words are data: `claims/data/names/*.txt` and
the places of `places/places.txt`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from claims.data import parts, rows
from claims.text.grammar import lexicon
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
# '," [said] Chief Executive '
_WORD_BEFORE = re.compile(r"[,?!\"”’']\s+([a-z]+)\s+(?:[\w.’'-]+\s+){0,3}$")
_LONGEST_APPOSITION = 90
_LEXICONS = ("organisations", "titles", "given", "openers", "peoples", "roles", "plain")
CERTAIN, LIKELY, _HINT = 20, 4, 1


def listed(name: str) -> dict[str, str]:
    """Return a lexicon of words with one mark each.

    Titles, roles, given names, organisations, peoples.
    """
    return lexicon.marks(f"names/{name}")


def words_of(kind: str) -> frozenset[str]:
    """Return a small class of words from `names/words.txt`.

    >>> "deputy" in words_of("deputy")
    True
    """
    return lexicon.listed("names/words", kind)


@cache
def called(kind: str) -> dict[str, tuple[str, ...]]:
    """Return by which nouns something may go that a noun calls again: a "body", a "document".

    >>> called("document")["paper"]
    ('paper', 'report', 'study')
    """
    return {
        noun: (noun, *parts(others))
        for noun, of_kind, others in rows("names/called")
        if of_kind == kind
    }


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
    return name in lexicon.listed("places/places", "name")


def is_common(word: str) -> bool:
    """Tell a word, in small letters, that is known for something else than a coined name.

    A place, a people, a title.
    """
    is_listed = any(word in listed(name) for name in _LEXICONS)
    return len(word) < 4 or is_listed or is_place(word.title())


def is_people(words: Sequence[str]) -> bool:
    """Tell words, in small letters, that name a people or a party.

    For example "African-Americans", "a Democrat".
    """
    peoples = listed("peoples")
    parts = [part for word in words for part in word.split("-")]
    return all(part in peoples or part.removesuffix("s") in peoples for part in parts)


@cache
def _genders() -> dict[str, str]:
    """The pronouns of a person with their gender."""
    return {word: gender for word, gender in rows("names/pronouns") if len(gender) == 1}


def pronoun_gender(word: str) -> str:
    """Return "m" or "f" for the pronoun of a person, "" for any other word.

    >>> pronoun_gender("Her"), pronoun_gender("it")
    ('f', '')
    """
    return _genders().get(word.lower(), "")


def gender_of(words: Sequence[str], roles: Sequence[str]) -> str:
    """Return "m" or "f" where a title, a role or the given name tells, else ""."""
    by_role = next((mark for mark in map(_gender_of_role, roles) if mark != "-"), None)
    if by_role is not None:
        return by_role
    is_whole = len(words) > 1  # "Kelly" alone is more often a surname
    return listed("given").get(words[0], "").replace("-", "") if is_whole else ""


def _gender_of_role(role: str) -> str:
    return listed("titles").get(role) or listed("roles").get(role, "-")


def clues(
    text: str, start: int, end: int, words: Sequence[str], roles: Sequence[str]
) -> Counter[str]:
    """Return what shows the kind of the name at [start, end) of a text: kinds with their weights.

    Its `words` are without titles.
    """
    summed = Counter[str]()
    for kind, weight in chain(
        _clues_by_words(text[start:end], words, roles),
        _clues_around(text, start, end),
        _clues_before(word_before(text, start)),
        _clues_apposed(text, end, words),
    ):
        summed[kind] += weight
    if is_speaking(text, start, end):
        summed["person"] += _HINT
    return summed


def _clues_by_words(
    name: str, words: Sequence[str], roles: Sequence[str]
) -> Iterator[tuple[str, int]]:
    """Yield the kind that the words of a name tell by themselves."""
    if known := "" if roles else _known_kind(name, words):
        yield known, CERTAIN
    elif _has_body_word(words):
        yield "organisation", CERTAIN
    elif roles or words[0] in listed("given"):
        yield "person", CERTAIN
    elif _is_acronym(name, words):
        yield "organisation", LIKELY


def _known_kind(name: str, words: Sequence[str]) -> str:
    """Return what a whole name is known for, "" where it is not."""
    if is_people(words):
        return "people"
    return "place" if is_place(name) else ""


def _is_acronym(name: str, words: Sequence[str]) -> bool:
    return len(words) == 1 and len(words[0]) > 1 and name.isupper()


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


@cache
def _word_after() -> re.Pattern[str]:
    adverbs = lexicon.pattern("names/words", "before-verb")
    return re.compile(rf"(?:, [^,.]{{1,80}},)?[\s,]*(?:(?:{adverbs}) )?([a-z]+)")


def is_speaking(text: str, start: int, end: int) -> bool:
    """Tell words [start, end) that a verb which takes a quotation stands beside."""
    after = _word_after().match(text, end)
    if after is not None and _takes_quotation(after[1]):
        return True
    before = _WORD_BEFORE.search(text, max(0, start - 60), start)
    return before is not None and _takes_quotation(before[1])


def _takes_quotation(word: str) -> bool:
    """Tell a verb that a quotation goes with; "Rust Belt states" is more often a noun."""
    if word.endswith("s") and word != "says":
        return False
    cue = find_verb_cue([word], 0)
    return cue is not None and "quote" in cue.takes
