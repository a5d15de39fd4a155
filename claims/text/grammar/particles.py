"""Small words that belong to the verb before them and say nothing of a number behind.

For example "handed over 50 files".

In come the words before the small word, out goes whether their last one is a verb that takes it
(`numbers/particles.txt`).
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.text.grammar.lexicon import kinds, listed

_FILE = "numbers/particles"


def belongs_to_verb(before: Sequence[str], particle: str) -> bool:
    """Tell whether a word belongs to the verb that ends the words before it, all in small letters.

    >>> belongs_to_verb(["women", "make"], "up"), belongs_to_verb(["turnout", "was"], "up")
    (True, False)
    """
    kind = particle.replace(" ", "_")
    if kind not in kinds(_FILE):
        return False
    return any(" ".join(before[-length:]) in listed(_FILE, kind) for length in (1, 2))
