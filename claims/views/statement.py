"""The claim in one line with its number found in it: a claim in, the line cut at its number out.

The line is the claim's statement, or the sentence it stands in where the ledger has no statement.
It refuses to guess: words that stand in the line twice are set apart only where the text tells
which of them are meant.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.model import Claim
from claims.views.marks import quote_span


class Statement(NamedTuple):
    """The claim in one line, cut at its number.

    `number` is empty where the line does not have its words.
    """

    before: str
    number: str
    after: str


def statement(claim: Claim, text: str = "") -> Statement:
    """Return the claim in one line, its number apart; `text` is the article where it is kept.

    >>> statement(Claim(start=0, end=8, surface="27 towns", value=None,
    ...     quote="In 1927 it took 27 towns."))
    Statement(before='In 1927 it took ', number='27 towns', after='.')
    """
    line = claim.statement or claim.quote or claim.surface
    words = rf"(?<!\w){re.escape(claim.surface)}(?!\w)"
    found = [match.span() for match in re.finditer(words, line) if claim.surface]
    if len(found) > 1:
        at = claim.start - quote_span(claim, text).start
        found = [span for span in found if line == claim.quote and text and span[0] == at]
    if len(found) != 1:
        return Statement(line, "", "")
    [(start, end)] = found
    return Statement(line[:start], line[start:end], line[end:])
