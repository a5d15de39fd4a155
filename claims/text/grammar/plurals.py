"""Singular and plural forms of English nouns.

In comes one word or a hyphenated compound, out goes its singular or plural in the case it was
written in. The spelling rules of English are here, the exceptions in
`claims/data/grammar/plurals.txt`. It looks at the form alone: whether "leaves" is a noun at all is
for the tagger to say.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims.text.grammar.lexicon import marks

_NOT_PLURAL = re.compile(r"(?:ss|us|is|['’]s)$")
_ES = re.compile(r"(?:ss|sh|ch|x|zz)es$")  # "losses", "crashes", "churches", "boxes"


@cache
def _exceptions() -> dict[str, str]:
    return marks("grammar/plurals")


def singular(word: str) -> str:
    """Return the singular of a noun; a noun that is not plural comes back as it is.

    >>> [singular(word) for word in ("strikes", "countries", "Churches", "people", "series",
    ...     "passers-by", "drive-ins")]
    ['strike', 'country', 'Church', 'person', 'series', 'passer-by', 'drive-in']
    """
    if not is_plural(word):
        return word
    small = word.lower()
    if small in _exceptions():
        return _in_case_of(word, _exceptions()[small])
    first, hyphen, last = word.rpartition("-")
    if hyphen:
        return first + hyphen + singular(last)
    if small.endswith("men"):
        return word[:-2] + _in_case_of(word[-1], "an")
    if small.endswith("ies") and len(small) > 4:
        return word[:-3] + _in_case_of(word[-1], "y")
    return word[:-2] if _ES.search(small) else word[:-1]


@cache
def _irregular_plurals() -> dict[str, str]:
    found: dict[str, str] = {}
    for many, one in _exceptions().items():
        if one != "!":
            found.setdefault(one, many)
    return found


def plural(word: str) -> str:
    """Return the plural of a noun; what is one already comes back as it is.

    >>> [plural(word) for word in ("strike", "country", "person", "box", "series", "policeman",
    ...     "day")]
    ['strikes', 'countries', 'people', 'boxes', 'series', 'policemen', 'days']
    """
    small = word.lower()
    if small in _irregular_plurals():
        return _in_case_of(word, _irregular_plurals()[small])
    if is_plural(word):
        return word
    if small.endswith("man"):
        return word[:-2] + _in_case_of(word[-1], "en")
    if re.search(r"[^aeiou]y$", small):
        return word[:-1] + _in_case_of(word[-1], "ies")
    return word + ("es" if re.search(r"(?:s|sh|ch|x|z)$", small) else "s")


@lru_cache(maxsize=20_000)
def is_plural(word: str) -> bool:
    """Tell whether the form can be a plural.

    Listed as one, or ending in an -s that is not part of the stem.

    >>> [is_plural(word) for word in ("towns", "people", "aircraft", "firemen", "town", "crisis",
    ...     "boss", "U.S.")]
    [True, True, True, True, False, False, False, False]
    """
    small = word.lower()
    if small in _exceptions():
        return _exceptions()[small] != "!"
    if word.isupper() and len(word) < 4:
        return False  # "the PBS journalists"
    if word[:-1].isupper() and word.endswith("s") and len(word) > 2:
        return True  # "52 RBIs"
    last = small.rpartition("-")[2]
    if last != small:
        return is_plural(last)
    if last.endswith("men"):
        return len(last) > 5  # "firemen", but not "omen"; "specimen" is listed
    return len(last) > 2 and last.endswith("s") and not _NOT_PLURAL.search(last)


def _in_case_of(letters: str, form: str) -> str:
    if letters.isupper() and (len(letters) > 1 or len(form) < 3):
        return form.upper()
    return form.capitalize() if letters[:1].isupper() else form
