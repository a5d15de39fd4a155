"""The rule for lists with a count: "nine states: ..." that names another number of them.

One sentence in, flags out. Only lists of names are counted, since in "four priorities: jobs, better
schools and roads" nobody can say from outside where one ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Flag
from claims.numbers.bounds import plain
from claims.numbers.items import Number, matches, number_of
from claims.numbers.rules import flag
from claims.numbers.sentences import Sentence

_OPENINGS = (
    "count=COUNT W* :",
    "count=COUNT W* DASH",
    "the|its count=COUNT W* are|were",
    "count=COUNT W* , namely",
    "count=COUNT W* ( , or )? namely",
)
_PAIR = re.compile(r"\s*,?\s+(?:and|&)\s+|\s*,\s*")
_NAME = re.compile(
    r"(?:[Tt]he )?[A-Z][\w.’'-]*(?: (?:(?:of|de|la|the|von|van) )?[A-Z][\w.’'-]*){0,3}"
)
_ENDS = re.compile(r"[.;?!]\s*$|\s[—–-]\s.*$|—.*$")
_FEWEST = 2


def check_list(sentence: Sentence) -> Iterator[Flag]:
    """Compare a count with the names that are listed after it."""
    for _, last, found in matches(_OPENINGS, sentence.items):
        count = number_of(found, "count")
        if count is None or not count.is_exact or not count.unit:
            continue
        named = _names(sentence.text[last.end :])
        if named and len(named) != count.value:
            yield _miscounted(count, named)


def _names(listed: str) -> list[str]:
    """Return the names of a list that ends its clause and is closed with "and", else None."""
    listed = _ENDS.sub("", listed.strip())
    each = _PAIR.split(listed)
    closed = len(each) >= _FEWEST and re.search(r"(?:and|&)\s+\S+(?: \S+){0,4}$", listed)
    return each if closed and all(_NAME.fullmatch(one) for one in each) else []


def _miscounted(count: Number, named: list[str]) -> Flag:
    terms = " + ".join("1" for _ in named) if len(named) < 6 else f"{len(named)} names"
    message = f'"{count.words}", but {len(named)} are named: {", ".join(named)}'
    return flag(
        "list count",
        "warning",
        message,
        f"{terms} = {len(named)}, the text says {plain(count.value)}",
        [count],
    )
