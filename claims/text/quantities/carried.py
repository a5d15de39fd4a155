"""What a bare number leaves out because the sentence before said it: "It has 300 shops. Some 60 of them lose money".

In come the readings of a sentence and those of the sentence before. A bare number goes on with what was counted
there where its words point back ("of them", "of those", "another", "others"), or where the same verb governs both
("Ruiz has 41 seats. Berg has 30."). Where that sentence counted two kinds of things, it is not guessed which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.quantities.digits import is_whole
from claims.text.quantities.elided import governor, is_carried
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading

_FORMS = (Form.DIGITS, Form.WORDS, Form.SCALED)
_BACK_AFTER = re.compile(r"[ ]of[ ](?:them|these|those)\b|[ ]others?\b")
_BACK_BEFORE = re.compile(
    r"(?:\b(?:another|the other)|^of (?:them|these|those),?)[ ](?:about |around |some |at least )?$"
)
_DEFINITE_BEFORE = re.compile(r"\bthe[ ]$")  # "the two of them" are persons named before


def carry_over(passage: Passage, readings: Sequence[Reading], before: Passage, earlier: Sequence[Reading]) -> None:
    """Give the first bare numbers of a sentence the unit of the sentence before, where they point back to it."""
    counted = [reading for reading in earlier if reading.dimension == "count" and is_carried(before, reading)]
    for reading in readings:
        if is_carried(passage, reading) and reading.unit != "other":
            return  # what follows goes on with this
        if reading.unit not in ("", "other") or reading.dimension not in ("", "count"):
            continue
        if reading.form in _FORMS and is_whole(reading.value):
            unit = _unit(passage, reading, before, counted)
            if unit:
                reading.unit, reading.dimension = unit, "count"


def _unit(passage: Passage, reading: Reading, before: Passage, counted: Sequence[Reading]) -> str:
    verb = governor(passage, reading)
    parallel = [other for other in counted if verb and governor(before, other) == verb]
    words = passage.before(reading.start)
    is_part = _BACK_AFTER.match(passage.folded, reading.end) and not _DEFINITE_BEFORE.search(words)
    points_back = reading.unit == "other" or is_part or _BACK_BEFORE.search(words)
    kinds = {other.unit for other in (parallel or (counted if points_back else ()))}
    return kinds.pop() if len(kinds) == 1 else ""
