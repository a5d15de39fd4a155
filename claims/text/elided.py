"""What a bare number leaves out because it was just said: "27 towns, along with another five", "from 47 percent to 40".

In come the finished readings of a sentence in order; a bare number takes the unit of the one before it where
a word between them says that it goes on with the same thing. It never reaches over another kind of number.
"""

from __future__ import annotations

import re
from itertools import pairwise

from claims.text.numerals import Form
from claims.text.reading import Passage, Reading

_GOES_ON_BEFORE = re.compile(
    r"""
    \b(?: another | and | or | but | than | from | to | with | just | only | including | included | plus | versus
      | against | of[ ](?:which|whom|them) | as[ ]many[ ]as | up[ ]to | at[ ]least | nearly | about | around | almost
      | and[ ]\w+(?:ed|ing) | \w+ing | injured | wounded | hurt | killed )[ ]$   # 12 people died and 30 were hurt
    """,
    re.VERBOSE,
)
_GOES_ON_AFTER = re.compile(
    r"[ ](?:more|others?|of (?:them|which|whom|those|these)|fewer|less|were|are|have|had)\b"  # three more, 12 of them
)
_FARTHEST = 120


def fill_elided(passage: Passage, readings: list[Reading]) -> None:
    """Give bare numbers the unit that they leave out, and take "another" into their surface."""
    for left, reading in pairwise(readings):
        is_bare = reading.unit in ("", "other") and reading.dimension in ("", "count")
        if is_bare and _goes_on(passage, left, reading):
            reading.unit, reading.dimension = left.unit, left.dimension
    for reading in readings:
        another = re.search(r"\banother[ ]$", passage.before(reading.start, 10))
        if another:
            reading.start -= len(another.group())


def _goes_on(passage: Passage, left: Reading, reading: Reading) -> bool:
    if not left.unit or left.dimension in ("time", "age", "score", "money", "multiple", "rate"):
        return False
    if reading.form in (Form.FRACTION, Form.ARTICLE, Form.VAGUE) or reading.start - left.end > _FARTHEST:
        return False
    if left.dimension == "count" and reading.value % 1:
        return False
    before, after = passage.before(reading.start, 30), passage.after(reading.end, 12)
    return bool(_GOES_ON_BEFORE.search(before) or _GOES_ON_AFTER.match(after))
