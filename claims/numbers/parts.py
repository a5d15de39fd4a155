"""Rules for parts and wholes: lists that do not add up, parts above their whole, shares that are not the fraction.

One sentence in, flags out. A list counts as complete only after a colon or a dash; anything looser may leave parts out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import Flag
from claims.numbers.bounds import HUNDRED, Bounds, plain, severity, share, size, total
from claims.numbers.sentences import Sentence, Spot
from claims.numbers.words import names, pattern

_LIST_OPENS = re.compile(r"[^:;,.\d]{0,30}(?::|\s[–—-]|—)\s*")
_LONGEST_PART = 60  # characters from one part to the next: "30 in the eastern suburbs of Aleppo and 12 in Idlib"
_CLAUSE_ENDS = re.compile(r"[;:.?!()–—]")
_ADDED = re.compile(r",?\s*(?:and|plus|,)\s*(?:[^\W\d]+\s+){0,2}", re.IGNORECASE)  # also "and another"
_RATE = re.compile(r"\b(?:in|out of)\s+$", re.IGNORECASE)  # the 10 of "7 in 10 of them" counts nothing
_LAST_JOINT = re.compile(r",?\s*\b(?:and|plus)\b", re.IGNORECASE)
_PERCENT_OF_IT = re.compile(r"\s*(?:,\s*(?:or|i\.e\.)\s+|\s+or\s+|\()\s*", re.IGNORECASE)
_OF = re.compile(r"(?:\s+out)?\s+of\s+(?:the|its|their|his|her|all|our|those|these)?\s*", re.IGNORECASE)
_SHARE_OF = re.compile(r"\s+of\s+(?:the\s+|all\s+|its\s+|their\s+)?(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+)", re.IGNORECASE)
_PERCENT_OFF = 1  # percentage points by which "12 of 30, or 41 percent" may be off: people round either way


def check_total(sentence: Sentence) -> Iterator[Flag]:
    """Compare a total with the list after its colon or dash: "41 deaths: 30 in Aleppo and 12 in Idlib"."""
    for spot in sentence.spots:
        parts = _listed_parts(sentence, spot)
        if len(parts) < 2:
            continue

        def comparison(
            rounded: bool, whole: Spot = spot, parts: Sequence[Spot] = parts
        ) -> tuple[Bounds, Bounds] | None:
            each = [found for part in parts if (found := part.bounds(rounded))]
            stated = whole.bounds(rounded)
            return (total(each), stated) if stated and len(each) == len(parts) else None

        if level := severity(comparison):
            message = f"the parts do not add up to {spot.claim.surface}"
            yield Flag("parts and total", level, message, _sum(spot, parts), _ids(spot, *parts))


def _listed_parts(sentence: Sentence, whole: Spot) -> list[Spot]:
    """Return the parts of a list that begins right after the total and ends with "and"; empty where it is none."""
    parts: list[Spot] = []
    joined = False
    for spot in sentence.following(whole):
        gap = sentence.text[(parts[-1].end if parts else whole.end) : spot.start]
        if not parts and not _LIST_OPENS.fullmatch(gap):
            return []
        if parts and (len(gap) > _LONGEST_PART or _CLAUSE_ENDS.search(gap) or pattern("compare").search(gap)):
            return []
        if spot.claim.unit not in (whole.claim.unit, "") or spot.claim.dimension not in (whole.claim.dimension, ""):
            return []
        joined = bool(parts and _LAST_JOINT.search(gap))
        parts.append(spot)
    rest = sentence.after(parts[-1]) if parts else ""
    return parts if joined and not pattern("compare").search(rest) else []


def check_part_of_whole(sentence: Sentence) -> Iterator[Flag]:
    """Compare a number of people with those who are said to be among them: "41 people, including 50 soldiers"."""
    for spot in sentence.spots:
        whole = spot.claim
        if (
            whole.dimension != "count"
            or whole.value is None
            or not names(whole.unit, "person")
            or _is_added(sentence, spot)
        ):
            continue
        parts = _included(sentence, spot)
        top = whole.upper or whole.value  # "at least 41 people, including 50 soldiers" is at least 50
        for part in parts:
            found = part.bounds()
            if found and found.low > top:
                message = f"{part.claim.surface} cannot be among {whole.surface}"
                shown = f"{plain(part.claim.value or top)} > {plain(top)}"
                yield Flag("part above whole", "error", message, shown, _ids(spot, part))
                break
        else:
            found = total(each for part in parts if (each := part.bounds()))
            if len(parts) > 1 and found.low > top:
                message = f"the groups together are more than {whole.surface}, unless they overlap"
                yield Flag("part above whole", "warning", message, _sum(spot, parts), _ids(spot, *parts))


def _is_added(sentence: Sentence, spot: Spot) -> bool:
    """Tell whether a number is added to this one: of "40 pilgrims and 12 traders, among them 30 women" it is 52."""
    return any(_ADDED.fullmatch(sentence.between(other, spot)) for other in sentence.spots if other.end <= spot.start)


def _included(sentence: Sentence, whole: Spot) -> list[Spot]:
    parts: list[Spot] = []
    for spot in sentence.following(whole):
        gap = sentence.text[(parts[-1].end if parts else whole.end) : spot.start]
        opened = re.fullmatch(rf"[^;:.\d]{{0,30}}{pattern('part').pattern}\s+", gap, re.IGNORECASE)
        goes_on = parts and len(gap) <= _LONGEST_PART and re.fullmatch(r"(?:[^;:.\d]*,|[^;:.,\d]*\band)\s+", gap)
        if not (goes_on if parts else opened) or pattern("compare").search(gap):
            break
        if spot.claim.dimension not in ("count", "") or spot.claim.value is None:
            break
        parts.append(spot)
    return parts


def check_share(sentence: Sentence) -> Iterator[Flag]:
    """Compare "12 of 30 homes (41 percent)" with the fraction."""
    for part, whole in _fractions(sentence):
        for spot in sentence.following(whole)[:1]:
            gap = sentence.between(whole, spot)
            if spot.claim.unit == "percent" and spot.claim.value is not None and _PERCENT_OF_IT.fullmatch(gap):
                yield from _share(part, whole, spot)


def _fractions(sentence: Sentence) -> Iterator[tuple[Spot, Spot]]:
    """Yield the numbers of "12 of 30 homes": one claim can hold the other, or they stand side by side."""
    for part in sentence.spots:
        for whole in sentence.spots:
            if part is whole or part.start >= whole.start or part.claim.dimension != "count":
                continue
            if _RATE.search(sentence.before(part)):
                continue
            own = part.claim.surface[: whole.start - part.start] if whole.end <= part.end else part.claim.surface
            gap = sentence.text[part.start : whole.start][len(own) :] if whole.end > part.end else ""
            joined = _OF.fullmatch(gap) if gap else re.search(r"\sof(?:\s+\w+)?\s*$", own)
            same = part.claim.unit == whole.claim.unit or not part.claim.unit
            counted = part.claim.value is not None and part.claim.value >= 1  # "half of" is no count
            if joined and same and counted and whole.claim.dimension == "count" and whole.claim.value is not None:
                yield part, whole


def _share(part: Spot, whole: Spot, stated: Spot) -> Iterator[Flag]:
    def comparison(rounded: bool) -> tuple[Bounds, Bounds] | None:
        ends = part.bounds(rounded), whole.bounds(rounded)
        said = stated.bounds(rounded)
        found = share(*ends) if ends[0] and ends[1] else None  # type: ignore[arg-type]
        return (found.widened(Decimal(_PERCENT_OFF)), size(said)) if found and said else None

    if level := severity(comparison):
        assert part.claim.value is not None
        assert whole.claim.value is not None
        percent = part.claim.value / whole.claim.value * HUNDRED
        shown = f"{plain(part.claim.value)} / {plain(whole.claim.value)} = {plain(percent)}%"
        message = f'"{stated.claim.surface}" is not the share of {plain(part.claim.value)} in {whole.claim.surface}'
        shown = f"{shown}, the text says {stated.claim.surface}"
        yield Flag("share", level, message, shown, _ids(part, whole, stated))


def check_possible(sentence: Sentence) -> Iterator[Flag]:
    """Flag shares of people or homes above 100 percent, and fractions with more than there is of the whole."""
    for spot in sentence.spots:
        claim = spot.claim
        found = spot.bounds()
        noun = _SHARE_OF.match(sentence.after(spot))
        of_people = noun and any(names(form, "person", "group") for form in (noun["noun"], noun["noun"].rstrip("s")))
        if claim.unit == "percent" and not claim.trend and found and found.low > HUNDRED and of_people:
            shown = f"{plain(found.low)} > 100"
            yield Flag("impossible share", "error", f"no group has {claim.surface} of its members", shown, _ids(spot))
    for part, whole in _fractions(sentence):
        most, there = whole.bounds(), part.bounds()
        if most and there and there.low > most.high:
            message = f"{plain(there.low)} cannot be out of {whole.claim.surface}"
            yield Flag(
                "impossible share", "error", message, f"{plain(there.low)} > {plain(most.high)}", _ids(part, whole)
            )


def _sum(whole: Spot, parts: Sequence[Spot]) -> str:
    values = [part.claim.value for part in parts if part.claim.value is not None]
    terms = " + ".join(map(plain, values))
    return f"{terms} = {plain(sum(values, start=values[0] * 0))}, the text says {whole.claim.surface}"


def _ids(*spots: Spot) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spot.claim.claim_id for spot in spots))
