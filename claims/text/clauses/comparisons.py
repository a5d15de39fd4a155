"""What a comparison says of an amount: "40 died, [up] from 31", "it is 25% [higher]".

In comes a quantity in its clause; out goes "be up", "be less" or what the amount is a degree of,
and "" where nothing is compared. Changes that a verb or a noun tells are for `events.py`.
"""

from __future__ import annotations

from claims.model import Trend
from claims.text.clauses.carried import Carried
from claims.text.grammar.tagger import NOUNS

_LED_BY = frozenset({"from", "by", "to", "about", "around", "some", "only"})
_MOVED = frozenset({"up", "down"})
_BEING = frozenset({"be", "is", "are", "was", "were", "been", "'s", "’s", "'re", "’re"})
_COMPARING = frozenset({"JJR", "RBR"})
_DEGREES = frozenset({"JJ", "RB"})
_LEVEL = frozenset({"JJ", "NN"})
_BEFORE_NOUN = NOUNS | {"JJ", "VBG", "HYPH"}


def compared(carried: Carried) -> str:
    """Read the adverb of an amount set apart.

    For example "40 died, [up] from 31", "it was [down] by 5%", "£9, £2 [less] than in May".
    """
    led = carried.first
    while carried.text_at(led - 1) in _LED_BY:
        led -= 1
    return _moved(carried, led) or _more_or_less(carried, led)


def _moved(carried: Carried, led: int) -> str:
    """Read "up" or "down" before an amount with the words that lead to it."""
    moved = carried.text_at(led - 1) if led >= 2 else ""
    if moved not in _MOVED:
        return ""
    is_state = _is_apart(carried, led - 2) or carried.text_at(led - 2) in _BEING
    return f"be {moved}" if is_state or _is_of_noun(carried, led - 2) else ""


def _is_of_noun(carried: Carried, token: int) -> bool:
    """Tell "[sales] up 5%", where a change is told of the noun before it."""
    return carried.quantity.trend is not Trend.NONE and carried.tag_at(token) in NOUNS


def _more_or_less(carried: Carried, led: int) -> str:
    """Read the comparison behind an amount set apart: "£9, £2 [less] than in May"."""
    is_than = carried.text_at(carried.last + 1) == "than"
    is_compared = is_than and carried.tag_at(carried.last) in _COMPARING
    is_apart = is_compared and _is_apart(carried, led - 1)
    return f"be {carried.text_at(carried.last)}" if is_apart else ""


def _is_apart(carried: Carried, token: int) -> bool:
    """Tell whether a mark sets apart what stands behind it."""
    return carried.tag_at(token) in (",", ":", "(")


def difference(carried: Carried) -> str:
    """Read what an amount is a degree of.

    For example "is 25% [higher]", "is 80% [complete]", "is twice as [heavy]", "is 12% [above
    normal]".
    """
    if carried.verb(carried.clause) != "be":
        return ""
    word, after = carried.text_at(carried.last), carried.text_at(carried.last + 1)
    tag_after = carried.tag_at(carried.last + 1)
    if word == "as" and tag_after == "JJ":
        return after
    if word in ("above", "below") and tag_after in _LEVEL:
        return f"{word} {after}"
    return word if _is_degree(carried, carried.last) else ""


def _is_degree(carried: Carried, token: int) -> bool:
    """Tell "25% higher" and "80% complete" from "80% complete houses"."""
    tag = carried.tag_at(token)
    is_own = tag in _DEGREES and carried.tag_at(token + 1) not in _BEFORE_NOUN
    return is_own or tag in _COMPARING
