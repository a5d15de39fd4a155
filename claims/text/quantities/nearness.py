"""How far a phrase of a sentence stands from a quantity, in steps that readers would have to make.

In come a quantity and the span of a phrase; out goes a number: one step for a word between them,
more for a clause mark or another number, which the phrase may belong to instead. What follows is
nearer than what stands before, except at the beginning of a clause that goes on with a comma ("In
2017, ...").
"""

from __future__ import annotations

import re

from claims.model import Quantity

_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(
    r"[,;:–—()]|\b(?:and|but|while|when|which|who|that|because|although|as|after|before)\b"
)
_NUMBER = re.compile(r"\d[\d,.]*")
_BEFORE, _CLAUSE_STEPS, _NUMBER_STEPS = 3, 4, 6


def steps_between(quantity: Quantity, start: int, end: int, text: str) -> int:
    """Return the steps between a quantity and the phrase at [start, end) outside it."""
    follows = start >= quantity.end
    between = text[quantity.end : start] if follows else text[end : quantity.start]
    steps = len(_WORD.findall(between))
    steps += _NUMBER_STEPS * len(_NUMBER.findall(between)) + _CLAUSE_STEPS * len(
        _CLAUSE.findall(between)
    )
    if follows:
        return steps
    return steps + _BEFORE - (_CLAUSE_STEPS if between.startswith(",") else 0)
