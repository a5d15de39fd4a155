"""What a measure is told of: the subject of its clause, where the words between them only name the measure.

In comes a measure in its clause; out goes whether it is the subject's: "the storm moved at 20 mph" is about the storm,
"she died at the age of 78" about her, and so is "she died at 78".
"""

from __future__ import annotations

from claims.text.clauses.carried import Carried
from claims.text.grammar.clauses import Role
from claims.text.grammar.lexicon import listed


def is_of_subject(carried: Carried) -> bool:
    """Tell whether a measure belongs to the subject of its clause and not to the noun nearest to it."""
    if carried.role is not Role.CIRCUMSTANCE:
        return False
    over = carried.way[1:]
    if over:  # "at the [age] of 78", "over a [distance] of 5 km"
        return len(over) == 1 and carried.head_word(over[0]) in listed("about.txt", "dimension")
    preposition = carried.words(carried.chunk)[0]
    return preposition == "at" and carried.quantity.dimension in ("speed", "age")
