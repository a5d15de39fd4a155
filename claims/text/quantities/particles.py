"""Small words that belong to the verb before them and say nothing of a number behind: "handed over 50 files".

In comes the text before the word, out goes whether its last word is a verb that takes it
(`numbers/particles.txt`).
"""

from __future__ import annotations

import re
from functools import cache

from claims.text.grammar.lexicon import any_of, kinds

_FILE = "numbers/particles"


@cache
def _verbs(particle: str) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_FILE, particle)}[ ]$")


def belongs_to_verb(before: str, particle: str) -> bool:
    """Tell whether a word belongs to the verb that ends the folded text before it.

    >>> belongs_to_verb("women make ", "up"), belongs_to_verb("turnout was ", "up")
    (True, False)
    """
    kind = particle.replace(" ", "_")
    return kind in kinds(_FILE) and _verbs(kind).search(before) is not None
