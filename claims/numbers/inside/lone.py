"""What the numbers that a sentence has alone are to each other.

The order of the words does not matter. A sentence in; the numbers of one relation in their parts
out, None where the sentence has other numbers of the kind too. Rules read long sentences by the
words between two numbers; where nothing else is counted, a word that names the relation anywhere in
the sentence is enough ("June brought 358 ballots, a 19 percent jump on May's 300").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from claims.numbers.items import Number
from claims.numbers.sentences import Sentence
from claims.text.grammar.rules import Word

_SIZED = frozenset({"COUNT", "MONEY", "MEASURE"})
_OLD = frozenset({"from", "than", "compared", "against", "versus", "on", "over"})  # before the base
_BESIDE = _OLD | {"above", "below", "to"}
_UP, _DOWN = frozenset({"more", "higher"}), frozenset({"fewer", "less", "lower"})
_PARTING = frozenset({"and", "but", "while", "whereas", "although", "though", "said", ";"})
_OF_OTHERS = frozenset({"of", "were", "are", "more", "less"})
_SUMMING = frozenset({"makes", "making", "make", "totalling", "totaling"})
_IN_FAVOUR = frozenset({"for", "favour", "favor"})
_DEFINITE = frozenset({"the", "its", "their", "last", "this", "as"})
_NEAR = 4  # words between a number and the word that says what it is
_APART = 8  # words between two numbers and what is said of them
_FEWEST_PARTS, _MOST_PARTS = 2, 6


@dataclass(frozen=True)
class Held:
    """The numbers of a sentence by kind, each with its place among the words."""

    items: Sequence[Word]
    sized: list[tuple[int, Number]]
    shares: list[tuple[int, Number]]
    points: list[tuple[int, Number]]

    def has(self, *kinds: str) -> bool:
        """Tell whether a word of one of these kinds is there."""
        return any(not item.kinds.keys().isdisjoint(kinds) for item in self.items)

    def words(self, first: int, last: int) -> list[str]:
        """Return the words between two places, in small letters."""
        return [item.small for item in self.items[max(first, 0) : max(last, 0)]]

    def of_one_noun(self) -> list[list[tuple[int, Number]]]:
        """Return the sized numbers noun by noun.

        Those without a noun go with the only noun there is.
        """
        by_noun: dict[tuple[str, str], list[tuple[int, Number]]] = {}
        nouns = {number.unit for _, number in self.sized if number.unit}
        for at, number in self.sized:
            unit = number.unit or (min(nouns) if len(nouns) == 1 else "")
            by_noun.setdefault((number.claim.dimension or "count", unit), []).append((at, number))
        return list(by_noun.values())

    def pair(self) -> list[tuple[int, Number]] | None:
        """Return the only two sized numbers of one noun, None where no noun or several have two."""
        many = [numbers for numbers in self.of_one_noun() if len(numbers) > 1]
        return many[0] if len(many) == 1 and len(many[0]) == 2 else None

    def is_told_by(self, at: int, words: Collection[str]) -> bool:
        """Tell whether one of these words stands close before a number."""
        return not frozenset(self.words(at - _NEAR, at)).isdisjoint(words)


def held(sentence: Sentence) -> Held:
    """Return the numbers of a sentence by kind."""
    kinds = (_SIZED, frozenset({"SHARE", "FRACTION"}), frozenset({"POINTS"}))
    found: tuple[list[tuple[int, Number]], ...] = ([], [], [])
    for at, item in enumerate(sentence.items):
        for kind, numbers in zip(kinds, found, strict=True):
            if "N" in item.kinds and not kind.isdisjoint(item.kinds):
                numbers.append((at, item.kinds["N"]))
    return Held(sentence.items, *found)


def lone_change(sentence: Sentence) -> tuple[Number, Number, Number, str, bool] | None:
    """Return old, new and what is said of the step, with the word that calls it a rise or a fall.

    The sentence has two numbers of one kind, one set against the other, and one percentage.
    """
    found = held(sentence)
    pair = found.pair()
    if not pair or len(found.shares) != 1 or found.points:
        return None
    (at, one), (later, other) = pair
    word, rises = _direction(found, found.shares[0][0])
    if not word or found.has("FORECAST"):
        return None
    is_named = found.has("RISE", "FALL")  # "a rise of 12 percent" is said of both numbers
    if not (is_named or found.is_told_by(at, _OLD) or found.is_told_by(later, _OLD)):
        return None
    low, high = sorted((one, other), key=lambda number: number.value)
    old, new = (low, high) if rises else (high, low)
    return old, new, found.shares[0][1], word, rises


def _direction(found: Held, said: int) -> tuple[str, bool]:
    """Return the one word that says rise or fall, empty where there is none, or both."""
    told = {
        (item.small, not item.kinds.keys().isdisjoint(("RISE", "ROSE")))
        for item in found.items
        if not item.kinds.keys().isdisjoint(("RISE", "ROSE", "FALL", "FELL"))
    }
    after = found.words(said + 1, said + 2)
    told |= {(word, word in _UP) for word in after if word in _UP | _DOWN}
    directions = {rises for _, rises in told}
    return min(told) if len(directions) == 1 else ("", False)


def lone_points(sentence: Sentence) -> tuple[Number, Number, Number] | None:
    """Return two percentages that are compared, and the points between them."""
    found = held(sentence)
    if len(found.shares) != 2 or len(found.points) != 1 or found.has("ERROR", "FORECAST"):
        return None
    (at, one), (later, other) = found.shares
    if found.is_told_by(later, _BESIDE) or found.is_told_by(at, _OLD):
        return one, other, found.points[0][1]
    return None


def has_lead(sentence: Sentence) -> bool:
    """Tell whether a sentence is about what one side has over the other."""
    return held(sentence).has("LEAD")


def lone_share(sentence: Sentence) -> tuple[Number, Number, Number] | None:
    """Return part and whole of "12 of the 30 homes", and the one share that is said of them."""
    found = held(sentence)
    if len(found.sized) != 2 or len(found.shares) != 1 or found.points:
        return None
    (at, part), (later, whole) = found.sized
    between = found.words(at + 1, later)
    if "of" not in between or "," in between or len(between) > _APART:
        return None
    if found.has("RISE", "FALL", "ROSE", "FELL"):
        return None
    said, number = found.shares[0]
    first, last = (later, said) if said > later else (said, at)
    behind = found.words(said + 1, said + 2)
    is_of_others = said > later and not _OF_OTHERS.isdisjoint(behind)
    return None if is_of_others or not _is_close(found, first, last) else (part, whole, number)


def _is_close(found: Held, first: int, last: int) -> bool:
    """Tell whether a bracket, a dash, a comma or "or" alone parts a share from its numbers."""
    gap = found.words(first + 1, last)
    if len(gap) > _APART or not _PARTING.isdisjoint(gap):
        return False
    marks = (found.items[place].kinds.keys() & {"OPEN", "DASH"} for place in range(first, last))
    return any(marks) or "," in gap or "or" in gap


def lone_total(sentence: Sentence) -> tuple[Number, list[Number]] | None:
    """Return a sum and its parts, all counts that the sentence has before the word for the sum."""
    found = held(sentence)
    numbers = max(found.of_one_noun(), key=len, default=[])
    if not _FEWEST_PARTS < len(numbers) <= _MOST_PARTS + 1 or found.shares:
        return None
    at, whole = numbers[-1]
    if not _is_summed(found, at) or _has_comparison(found):
        return None
    return whole, [number for _, number in numbers[:-1]]


def _is_summed(found: Held, at: int) -> bool:
    after = found.items[at + 1 : at + 3]
    is_named = any("ALL" in item.kinds for item in after)
    is_total = found.words(at - 2, at) == ["total", "of"]
    return is_named or is_total or found.is_told_by(at, _SUMMING)


def _has_comparison(found: Held) -> bool:
    """Tell whether a word sets numbers against each other.

    "225 more on the second day" does not.
    """
    small = [item.small for item in found.items]
    return any(
        "COMPARE" in item.kinds
        and not (item.small == "more" and small[at + 1 : at + 2] != ["than"])
        for at, item in enumerate(found.items)
    )


def lone_multiple(sentence: Sentence) -> tuple[Number, Number, Word] | None:
    """Return the two numbers that "doubled" or "twice the" ties, and that word.

    The lower number comes first.
    """
    found = held(sentence)
    verbs = [
        item
        for at, item in enumerate(found.items)
        if "TIMES-VERB" in item.kinds or _is_of_the(found, at, item)
    ]
    pair = found.pair()
    if not pair or len(verbs) != 1:
        return None
    (at, one), (later, other) = pair
    is_tied = found.is_told_by(later, ("to", "from")) or found.is_told_by(at, ("from",))
    is_told_later = found.is_told_by(at, ("to",)) and found.is_told_by(later, ("was", "were"))
    low, high = sorted((one, other), key=lambda number: number.value)
    is_of_the = "FACTOR" in verbs[0].kinds
    return (low, high, verbs[0]) if is_tied or is_told_later or is_of_the else None


def _is_of_the(found: Held, at: int, item: Word) -> bool:
    """Tell whether a word is "twice" or "double" and says of what.

    "Double the south's 40" does.
    """
    is_multiple = item.kinds.get("FACTOR", 0) > 1
    return is_multiple and not _DEFINITE.isdisjoint(found.words(at + 1, at + 2))


def lone_margin(sentence: Sentence) -> tuple[Number, Number, Number] | None:
    """Return two sides and the lead of one over the other."""
    found = held(sentence)
    if len(found.sized) != 3:
        return None
    for place, (at, lead) in enumerate(found.sized):
        if _is_lead(found, at):
            (first, one), (second, two) = (
                each for other, each in enumerate(found.sized) if other != place
            )
            if _are_sides(found, first, second, one, two):
                return one, two, lead
    return None


def _is_lead(found: Held, at: int) -> bool:
    after, before = found.items[at + 1 : at + 3], found.items[max(at - 3, 0) : at]
    is_named = any("LEAD" in item.kinds for item in (*after, *before))
    return is_named or [item.small for item in after] == ["to", "spare"]


def _are_sides(found: Held, first: int, second: int, one: Number, two: Number) -> bool:
    between = found.words(first + 1, second)
    against = found.words(second + 1, second + 3)
    return (
        one.claim is two.claim
        or "against" in between
        or ("against" in against and not _IN_FAVOUR.isdisjoint(between))
    )


def lone_product(sentence: Sentence) -> tuple[Number, Number, Number] | None:
    """Return how many there are, what each of them has, and all of these."""
    found = held(sentence)
    if len(found.sized) != 3 or "each" not in found.words(0, len(found.items)):
        return None
    wholes = [(at, number) for at, number in found.sized if _is_summed(found, at)]
    if len(wholes) != 1:
        return None
    number, each = (number for at, number in found.sized if at != wholes[0][0])
    return number, each, wholes[0][1]
