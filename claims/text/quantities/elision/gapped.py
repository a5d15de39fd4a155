"""Names with their numbers: "Labour won 104 seats, the Greens 11", "the count is Berg 41, Ruiz 15".

In comes a number behind a name, with the number before it. Where the two are told one after
another, the name is who has the number, and not part of it ("a Boeing 747"), and it counts what the
one before counts.
"""

from __future__ import annotations

import re

from claims.text.grammar.lexicon import any_of
from claims.text.quantities.reading import Passage, Reading

_NAME = r"(?:[A-Z][\w.()&’'-]*[ ]){1,4}"
_GAPPED = re.compile(rf"(?:,|;|[,;]? and|,? while|,? but|,? to) (?:the )?{_NAME}")
# "Labour has 31 seats up in May, Greens 12."
_GAPPED_LATER = re.compile(rf"[ ][^\d,;:.()]{{1,40}}[,;] (?:and |while |but )?(?:the )?{_NAME}")
# "Here 12 died, and in Aleppo 30."
_ELSEWHERE = re.compile(rf".{{0,120}}(?:,|;|,? and|,? but)[ ](?:in|at|near|around)[ ]{_NAME}")
_CLAUSE_ENDS = re.compile(r"[.,;)]|$| and ")
_NEXT = re.compile(rf"{_NAME}\d[\d,.]*(?:[,;]|[,;]?[ ]and)[ ](?:the )?{_NAME}\d")
_CARRIED = ("count", "share", "points", "age")
_CUE = re.compile(rf"\b{any_of('numbers/neighbours', 'tally')}\b")


def fill_gapped(passage: Passage, previous: Reading, reading: Reading) -> None:
    """Give a number the unit of the one before it where its verb and unit are left out."""
    noun = previous.noun if not previous.unit else None
    unit, dimension = (noun.kind, "count") if noun else (previous.unit, previous.dimension)
    if dimension in _CARRIED and _is_gapped(passage, noun.end if noun else previous.end, reading):
        reading.unit, reading.dimension = unit, dimension
    elif _ends_clause(passage, reading) and _ELSEWHERE.fullmatch(
        passage.text, previous.end, reading.start
    ):
        reading.dimension = "count"  # what it counts is filled in with what the one before counts


def _is_gapped(passage: Passage, end: int, reading: Reading) -> bool:
    if _GAPPED.fullmatch(passage.text, end, reading.start):
        return True
    return (
        _ends_clause(passage, reading)
        and _GAPPED_LATER.fullmatch(passage.text, end, reading.start) is not None
    )


def _ends_clause(passage: Passage, reading: Reading) -> bool:
    return _CLAUSE_ENDS.match(passage.text, reading.end, passage.end) is not None


def is_tally(passage: Passage) -> bool:
    """Tell whether a sentence is a result.

    It gives one name with its number after another, and says so.
    """
    if _NEXT.match(passage.text, passage.start, passage.end):
        return True
    found = _NEXT.search(passage.text, passage.start, passage.end)
    return found is not None and _CUE.search(passage.folded, passage.start, passage.end) is not None
