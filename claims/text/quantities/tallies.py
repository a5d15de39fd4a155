"""Names with their numbers: "Labour won 104 seats, the Greens 11", "the count is Berg 41, Ruiz 15".

In comes a number behind a name, with the number before it; out comes whether the two are told one after another,
so that the name is who has the number, not part of it ("a Boeing 747"). What is counted is filled in by `elided.py`.
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
_CUE = re.compile(rf"\b{any_of('cues.txt', 'tally')}\b")


def is_gapped(passage: Passage, previous: Reading, reading: Reading) -> bool:
    """Tell whether the verb and the unit of a number are left out, as the number before it has them."""
    ends = _CLAUSE_ENDS.match(passage.text, reading.end, passage.end) is not None
    if ends and _ELSEWHERE.fullmatch(passage.text, previous.end, reading.start):
        return True
    if not previous.unit and previous.noun is None and not previous.is_gapped:
        return False
    end = previous.noun.end if previous.noun and not previous.unit else previous.end
    if _GAPPED.fullmatch(passage.text, end, reading.start):
        return True
    return ends and _GAPPED_LATER.fullmatch(passage.text, end, reading.start) is not None


def is_tally(passage: Passage) -> bool:
    """Tell whether a sentence gives one name with its number after another, and says that it is a result."""
    if _NEXT.match(passage.text, passage.start, passage.end):
        return True
    found = _NEXT.search(passage.text, passage.start, passage.end)
    return found is not None and _CUE.search(passage.folded, passage.start, passage.end) is not None
