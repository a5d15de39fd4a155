"""Rules for lists and their totals.

Parts that do not add up, shares of one whole that do not make a hundred.

One sentence in, flags out. A list is complete after a colon or a dash, behind "made up of", and
where it ends with "the other" or "the remaining"; after a comma it may leave parts out, and then it
can only be too much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from claims.model import Flag
from claims.numbers.bounds import HUNDRED, Bounds, plain, total
from claims.numbers.inside.lone import lone_total
from claims.numbers.items import Number, matches, numbers_of
from claims.numbers.rules import flag, severity
from claims.numbers.sentences import Sentence
from claims.numbers.words import is_one_of
from claims.text.grammar.rules import Word

# words from one part to the next: "30 in the eastern suburbs of the city of Aleppo and 12 in Idlib"
_LONGEST_GAP = 12
_COMPLETE = (
    "whole=COUNT|MONEY W* :|DASH W* first=COUNT|MONEY",
    "total of whole=COUNT|MONEY W* OPEN first=COUNT|MONEY",
    "the|these|all whole=COUNT|MONEY W* OPEN first=COUNT|MONEY",
    "whole=COUNT|MONEY W* made up of W* first=COUNT|MONEY",
    "whole=COUNT|MONEY W* split|divided between|among|into W* first=COUNT|MONEY",
    "whole=COUNT|MONEY consist|consists|consisted|comprising|composed of? W* first=COUNT|MONEY",
)
_OPEN = (
    "of the|its|their|all|these|those whole=COUNT W* , W* first=COUNT",
    "whole=COUNT , first=COUNT",
    "whole=COUNT W* , first=COUNT of them|which|whom",
)
_SUMS = (
    "whole=COUNT|MONEY W? in ALL",
    "whole=COUNT|MONEY altogether|combined|overall",
    "total|sum|totals|totalling|totaling of? whole=COUNT|MONEY",
    "total W? to whole=COUNT|MONEY",
    "make|makes|making W? whole=COUNT|MONEY",
)
_COUNTS = {"count", ""}  # a number without a noun is counted
_ROUNDED_SHARE = Decimal("0.5")  # each share of a survey is rounded by as much
_FEWEST_ANSWERS, _MOST_ANSWERS = 3, 6


@dataclass(frozen=True, slots=True)
class Listing:
    """A total and its parts; `complete` where nothing can be missing from the list."""

    whole: Number
    parts: tuple[Number, ...]
    complete: bool


def check_total(sentence: Sentence) -> Iterator[Flag]:
    """Compare a total with its parts: "41 deaths: 30 in Aleppo and 12 in Idlib"."""
    told: set[Number] = set()
    for listing in _listings(sentence):
        if listing.whole in told or not (level := _disagreement(listing)):
            continue
        told.add(listing.whole)
        message = f"the parts do not add up to {listing.whole.words}"
        yield flag(
            "parts and total",
            level,
            message,
            sum_of(listing.whole, listing.parts),
            (listing.whole, *listing.parts),
        )


def sum_of(whole: Number, parts: Sequence[Number]) -> str:
    """Return the sum of the parts in words, and what the text says instead."""
    terms = " + ".join(plain(part.value) for part in parts)
    added = sum((part.value for part in parts), Decimal(0))
    return f"{terms} = {plain(added)}, the text says {whole.words}"


def _disagreement(listing: Listing) -> str:
    def comparison(rounded: bool) -> tuple[Bounds, Bounds]:
        return total(part.bounds(rounded) for part in listing.parts), listing.whole.bounds(rounded)

    level = severity(comparison)
    if not level or listing.complete:
        return level
    added, whole = comparison(False)
    return "warning" if added.low > whole.high else ""


def _listings(sentence: Sentence) -> Iterator[Listing]:
    items = sentence.items
    yield from _after(items, _COMPLETE, True)
    yield from _before(items)
    yield from _after(items, _OPEN, False)
    if lone := lone_total(sentence):
        whole, parts = lone
        if all(is_part(part, whole) for part in parts) and _have_one_noun(parts):
            yield Listing(whole, tuple(parts), True)


def _after(items: Sequence[Word], openings: Sequence[str], complete: bool) -> Iterator[Listing]:
    """Yield the totals whose parts follow."""
    for _, _, found in matches(openings, items):
        whole, first = numbers_of(found, "whole", "first")
        at = next(place for place, item in enumerate(items) if item.start == first.start)
        found_parts = _list_from(items, at, whole, is_named if complete else is_part)
        if len(found_parts.numbers) > 1 and found_parts.is_closed:
            yield Listing(whole, tuple(found_parts.numbers), complete or found_parts.has_rest)


class _Parts(NamedTuple):
    """The parts that a list names, and how it ends: with "and", a bracket, or "the rest"."""

    numbers: Sequence[Number] = ()
    is_closed: bool = False
    has_rest: bool = False


def _list_from(
    items: Sequence[Word], at: int, whole: Number, belongs: Callable[[Number, Number], bool]
) -> _Parts:
    """Return the parts from here on; none where a number among them is no part of the whole."""
    parts: list[Number] = []
    gap: list[Word] = []  # the words since the last part
    is_closed = has_rest = False
    for item in items[at:]:
        if "N" in item.kinds:
            if item.kinds.keys() & {"TIME", "AGE"}:
                break
            # "41 (12 in 2019, 13 in 2020)": each of its own year
            if has_kind(gap, "YEAR") or not belongs(item.kinds["N"], whole):
                return _Parts()
            is_closed, has_rest = _joint(gap)
            parts.append(item.kinds["N"])
            gap = []
        else:
            is_closed = is_closed or (len(parts) > 1 and _is_end(items, at, item))
            if _is_comparison(item):
                return _Parts()
            if item.small in (".", "?", "!") or len(gap) > _LONGEST_GAP:
                break
            gap.append(item)
    return _Parts(parts, is_closed, has_rest)


def _joint(gap: Sequence[Word]) -> tuple[bool, bool]:
    """Tell whether "and" leads to the next part, and whether that part is "the rest"."""
    is_last = any(word.small in ("and", "plus", "&") for word in gap)
    return is_last, is_last and has_kind(gap, "REST")


def _is_end(items: Sequence[Word], at: int, item: Word) -> bool:
    """Tell whether a list that has no "and" ends here.

    It ends at its bracket, or with its sentence where a dash began it.
    """
    opening = [one for one in items[max(at - 1, 0) : at] if {"OPEN", "DASH"} & one.kinds.keys()]
    ends = "CLOSE" in item.kinds or item.small == "."
    return bool(opening) and ends


def _is_comparison(item: Word) -> bool:
    return "COMPARE" in item.kinds


def has_kind(items: Iterable[Word], kind: str) -> bool:
    """Tell whether one of some words is of a kind."""
    return any(kind in item.kinds for item in items)


def _before(items: Sequence[Word]) -> Iterator[Listing]:
    """Yield the totals whose parts stand before them: "30 here and 12 there, 42 in all"."""
    for first, _, found in matches(_SUMS, items):
        whole = found.value("whole", "N")
        before = items[: items.index(first)]
        if any(_is_comparison(item) or item.small in (";", ":") for item in before):
            continue
        parts = [item.kinds["N"] for item in before if "N" in item.kinds]
        if len(parts) > 1 and all(is_part(part, whole) for part in parts) and _have_one_noun(parts):
            yield Listing(whole, tuple(parts), True)


def _have_one_noun(parts: Sequence[Number]) -> bool:
    """Tell whether the parts count one kind of thing.

    The first names it, and the others may leave the name out.
    """
    units = {part.unit for part in parts if part.unit}
    return len(units) <= 1 or all(is_one_of(unit, "person") for unit in units)


def is_named(part: Number, whole: Number) -> bool:
    """Tell whether a number can be some of another, in a list of what makes it up.

    In such a list people go by any name.
    """
    people = is_one_of(whole.unit, "person") and not is_one_of(part.unit, "group")
    return is_part(part, whole) or (people and part.claim.dimension == "count")


def is_part(part: Number, whole: Number) -> bool:
    """Tell whether a number can be some of another: the same noun, none, or people of people."""
    if (
        part.claim.dimension != whole.claim.dimension
        and {part.claim.dimension, whole.claim.dimension} != _COUNTS
    ):
        return False
    if part.unit in (whole.unit, "") or not whole.unit:
        return True
    return is_one_of(part.unit, "person") and is_one_of(whole.unit, "person")


def check_survey(sentence: Sentence) -> Iterator[Flag]:
    """Add up the answers to one question, where the last answer is nobody else's.

    "40 percent said yes, 48 said no and 12 percent did not know" is complete.
    """
    items = sentence.items
    places = [place for place, item in enumerate(items) if "SHARE" in item.kinds]
    has_aside = has_kind(items, "OPEN") or has_kind(items, "COMPARE")
    if has_aside or not _FEWEST_ANSWERS <= len(places) <= _MOST_ANSWERS:
        return
    shares = [items[place].kinds["N"] for place in places]
    has_rest = "REST" in items[places[-1] - 1].kinds
    has_open = has_kind(items[places[-1] :], "OPEN-ANSWER")
    if _is_no_hundred(shares, has_rest, has_open):
        terms = " + ".join(plain(share.value) for share in shares)
        added_up = plain(sum((share.value for share in shares), Decimal(0)))
        message = "the answers do not make 100 percent"
        shown = f"{terms} = {added_up} percent, not 100"
        yield flag("shares of a whole", "error", message, shown, shares)


def _is_no_hundred(shares: Iterable[Number], has_rest: bool, has_open: bool) -> bool:
    """Tell whether shares make too much; with "the rest" among them, too little also."""
    added = total(share.bounds() for share in shares).widened(_ROUNDED_SHARE)
    is_over = (has_rest or has_open) and added.low > HUNDRED
    return is_over or (has_rest and added.high < HUNDRED)
