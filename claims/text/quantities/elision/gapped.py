"""Names with their numbers: "Labour won 104 seats, the Greens 11", "the count is Berg 41, Ruiz 15".

In comes a number behind a name, with the number before it. Where the two are told one after
another, the name is who has the number, and not part of it ("a Boeing 747"), and it counts what the
one before counts.
"""

from __future__ import annotations

from claims.text.grammar.rules import Found, Rule, Rules, apply_each
from claims.text.grammar.shapes import Shape
from claims.text.quantities.passages import Passage, Reading

_NAME = "CAP ( CAP|-|'s|'|.|&|(|) )*6"
_NAMED = f"the? {_NAME}"
_ELSE = f"in|at|near|around {_NAME}"
_GAPPED = Shape(
    f",|; and|while|but|to? {_NAMED}",  # Labour won 104 seats, the Greens [11]
    f"and|while|but|to {_NAMED}",
)
# Labour has 31 seats up in May, Greens [12].
_GAPPED_LATER = Shape(f"( !CD|. W|-|–|'s|'|$|% )*9 ,|; and|while|but? {_NAMED}")
_ELSEWHERE = Shape(f",|; {_ELSE}", f",? and|but {_ELSE}")  # Here 12 died, and in Aleppo [30].
_CLAUSE_ENDS = Shape(".|,|;|)|and", "END")
_LONGEST, _FARTHEST = 75, 150  # characters of a phrase and a name; of a clause that goes on
_CARRIED = ("count", "share", "points", "age")


def fill_gapped(passage: Passage, previous: Reading, reading: Reading) -> None:
    """Give a number the unit of the one before it where its verb and unit are left out."""
    unit, dimension, end = _told(previous)
    if dimension in _CARRIED and _is_gapped(passage, end, reading):
        reading.unit, reading.dimension = unit, dimension
    elif _ends_clause(passage, reading) and _is_elsewhere(passage, previous, reading):
        reading.dimension = "count"  # what it counts is filled in with what the one before counts


def _told(previous: Reading) -> tuple[str, str, int]:
    """Return what a number measures or counts, and where the words for it end."""
    noun = previous.bare_noun
    if noun is None:
        return previous.unit, previous.dimension, previous.end
    return noun.kind, "count", noun.end


def _is_gapped(passage: Passage, end: int, reading: Reading) -> bool:
    if reading.start - end > _LONGEST:
        return False
    if _GAPPED.between(passage.words, end, reading.start):
        return True
    later = _GAPPED_LATER if _ends_clause(passage, reading) else None
    return later is not None and later.between(passage.words, end, reading.start) is not None


def _is_elsewhere(passage: Passage, previous: Reading, reading: Reading) -> bool:
    """Tell "Here 12 died, and in Aleppo 30", which names another place."""
    if not 0 < reading.start - previous.end <= _FARTHEST:
        return False
    found = _ELSEWHERE.before(passage.words, reading.start)
    return found is not None and found.start >= previous.end


def _ends_clause(passage: Passage, reading: Reading) -> bool:
    return _CLAUSE_ENDS.behind(passage.words, reading.end) is not None


def _place(found: Found) -> int | None:
    """Return where a name with its number begins that another follows; both are in digits."""
    are_in_digits = found.word("n")[0].isdigit() and found.word("next")[0].isdigit()
    return found.first if are_in_digits else None


_TALLY = Rules(
    Rule(f"{_NAME} n=CD ,|; and? {_NAMED} next=CD", _place),  # Berg 41, Ruiz 15
    Rule(f"{_NAME} n=CD and {_NAMED} next=CD", _place),  # Berg 41 and Ruiz 15
)


def is_tally(passage: Passage) -> bool:
    """Tell whether a sentence is a result.

    It gives one name with its number after another, and says so.
    """
    return passage.once(_is_tally)


def _is_tally(passage: Passage) -> bool:
    places = apply_each(_TALLY, passage.words)
    return 0 in places or (bool(places) and "TALLY" in passage.words.places)
