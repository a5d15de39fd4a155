"""Rules for parts of a whole.

More of them than there are, percentages and fractions that are not the part's.

One sentence in, flags out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from claims.model import Flag, Modifier
from claims.numbers.bounds import HUNDRED, Bounds, plain, share, size, total
from claims.numbers.inside.lone import lone_share
from claims.numbers.inside.totals import is_part, sum_of
from claims.numbers.items import Number, matches, number_of, numbers_of
from claims.numbers.rules import flag, severity
from claims.numbers.sentences import Sentence
from claims.numbers.words import is_one_of
from claims.text.grammar.rules import Found, Word

_OWNER = "( the|its|their|his|her|all|our|those|these | a total of )? W? W?"
_PARTS = (
    f"part=COUNT out? of {_OWNER} whole=COUNT",
    "whole=COUNT W* ,? {including;among them|whom|which;amongst them|whom;of whom|them} W? "
    "part=COUNT",
    "whole=COUNT W* ,? part=COUNT of which|whom|them",
    f"of {_OWNER} whole=COUNT W* , W* part=COUNT",
)
_SHARES = (
    f"part=COUNT out? of {_OWNER} whole=COUNT {{W* , or|which|that is?;W? W? W? OPEN;:|DASH}} "
    "said=SHARE|FRACTION",
    f"of {_OWNER} whole=COUNT W* , W* part=COUNT W* OPEN|,|DASH or? said=SHARE|FRACTION",
    f"said=SHARE|FRACTION of {_OWNER} whole=COUNT W* ,|OPEN|DASH or? part=COUNT",
    f"said=SHARE|FRACTION OPEN part=COUNT out? of {_OWNER} whole=COUNT",
)
_FRACTIONS = (
    "word=FRACTION W* ,|OPEN|DASH or? said=SHARE ,|CLOSE|DASH",
    "word=FRACTION W* ,|OPEN|DASH {or;that is;which is;i.e.} W? said=SHARE",
    "said=SHARE W* ,|OPEN|DASH or? word=FRACTION",
    "said=SHARE or W? word=FRACTION",
)
_HALVES = (
    "said=SHARE W* ,|OPEN|DASH or? half=FACTOR ,|CLOSE|DASH",
    "half=FACTOR of W* , or|which is? said=SHARE",
)
_HALF = Bounds(Decimal(50), Decimal(50))
_WHOLES = (
    f"said=SHARE of {_OWNER} whole=COUNT",
    f"of|among {_OWNER} whole=COUNT W* , W? said=SHARE",
)
_OF_PEOPLE = ("said=SHARE of {owner} group=PERSON|GROUP",)
# percentage points by which "12 of 30, or 41 percent" may be off: people round either way
_PERCENT_OFF = Decimal(1)
_WORD_OFF = Decimal(6)  # by how many points "a third" is used for a share nearby
_HEDGED_OFF = Decimal(1)
_MOST_FOR_GRIM = 50  # a share in whole percent of more than this can be any


class Part(NamedTuple):
    """A number that is some of another."""

    part: Number
    whole: Number


def check_part_of_whole(sentence: Sentence) -> Iterator[Flag]:
    """Compare a number with those said to be among them: "41 people, including 50 soldiers"."""
    for first, last, found in matches(_PARTS, sentence.items):
        part, whole = numbers_of(found, "part", "whole")
        if first.small == "of" and not _is_opening(sentence, first):
            continue
        if (
            not (_can_hold(whole, part) or _are_people_among(whole, part))
            or part.value < 1
            or _is_rate(sentence, part)
            or _is_added(sentence, whole)
        ):
            continue
        # "at least 41 people, including 50 soldiers" is at least 50
        top = whole.claim.upper or whole.value
        if part.bounds().low > top:
            message = f"{part.words} cannot be among {whole.words}"
            yield flag(
                "part above whole",
                "error",
                message,
                f"{plain(part.value)} > {plain(top)}",
                (part, whole),
            )
        else:
            yield from _groups(sentence, part, whole, sentence.items.index(last))


def _groups(sentence: Sentence, part: Number, whole: Number, at: int) -> Iterator[Flag]:
    """Add up several groups: "41 people, including 30 soldiers and 14 police"; they may overlap."""
    parts = [part]
    for item in sentence.items[at + 1 :]:
        if item.small in (";", ":", ".") or {"COMPARE", "DASH", "OPEN"} & item.kinds.keys():
            break
        if "N" in item.kinds:
            if "COUNT" not in item.kinds or not _are_people_among(whole, item.kinds["N"]):
                break
            parts.append(item.kinds["N"])
    top = whole.claim.upper or whole.value
    if (
        len(parts) > 1
        and is_one_of(whole.unit, "person")
        and total(one.bounds() for one in parts).low > top
    ):
        message = f"the groups together are more than {whole.words}, unless they overlap"
        yield flag("part above whole", "warning", message, sum_of(whole, parts), (whole, *parts))


def _is_opening(sentence: Sentence, item: Word) -> bool:
    """Tell whether "of" begins a clause about a whole: "Of the 30 homes, 12 burned".

    Not so in "marches of 250 thousand in New York, 100 thousand in London" and in ", of which 41
    are new".
    """
    before = [one for one in sentence.items if one.end <= item.start]
    following = sentence.items[len(before) + 1].small
    return (not before or "W" not in before[-1].kinds) and following not in (
        "which",
        "whom",
        "them",
    )


def _are_people_among(whole: Number, part: Number) -> bool:
    """Tell whether people are said to be among people, whatever the part calls them."""
    return is_one_of(whole.unit, "person") and part.claim.dimension in ("count", "")


def _can_hold(whole: Number, part: Number) -> bool:
    """Tell whether the part can be some of the whole.

    A family or a team holds several people, so people can be more than the families they are of.
    """
    is_counted = whole.claim.dimension == "count" or (part.unit and not whole.claim.dimension)
    return bool(is_counted) and is_part(part, whole)


def _is_rate(sentence: Sentence, part: Number) -> bool:
    """Tell whether a number is the second of a rate, which counts nothing.

    "7 in 10 of the 900 pupils" counts 900 and not 10.
    """
    before = sentence.text[: part.start].rstrip().lower()
    return before.endswith((" in", " out of"))


def _is_added(sentence: Sentence, whole: Number) -> bool:
    """Tell whether another number is added to this one.

    "40 pilgrims and 12 traders, among them 30 women" are 52.
    """
    before = [item for item in sentence.items if item.end <= whole.start]
    while before and before[-1].small in ("and", "plus", "another", "a", "the", "further", ","):
        if before.pop().small in ("and", "plus", ","):
            return any("COUNT" in item.kinds for item in before[-4:])
    return False


def check_share(sentence: Sentence) -> Iterator[Flag]:
    """Compare "12 of 30 homes (41 percent)" with the fraction."""
    told = [numbers_of(found, "part", "whole", "said") for _, _, found in _shares(sentence)]
    lone = lone_share(sentence)
    for part, whole, said in told or ([lone] if lone else []):
        if _can_hold(whole, part) and part.value >= 1 and said.claim.upper is None:
            yield from _share(part, whole, said)


def _shares(sentence: Sentence) -> Iterator[tuple[Word, Word, Found]]:
    return matches(_SHARES, sentence.items)


def _share(part: Number, whole: Number, said: Number) -> Iterator[Flag]:
    off = _PERCENT_OFF if said.unit == "percent" else _WORD_OFF

    def comparison(rounded: bool) -> tuple[Bounds, Bounds] | None:
        found = share(part.bounds(rounded), whole.bounds(rounded))
        return (found.widened(off), size(_percent(said, rounded))) if found else None

    if level := severity(comparison):
        percent = part.value / whole.value * HUNDRED
        shown = (
            f"{plain(part.value)} / {plain(whole.value)} = {plain(percent)}%, the text says "
            f"{said.words}"
        )
        message = f'"{said.words}" is not the share of {plain(part.value)} in {whole.words}'
        yield flag("share", level, message, shown, (part, whole, said))


def _percent(said: Number, rounded: bool = False) -> Bounds:
    found = said.bounds(rounded)
    return found if said.unit == "percent" else Bounds(found.low * HUNDRED, found.high * HUNDRED)


def check_fraction_word(sentence: Sentence) -> Iterator[Flag]:
    """Compare a fraction in words with the percentage beside it.

    "More than a third of voters, 21 percent" does not fit.
    """
    for _, _, found in matches(_HALVES, sentence.items):
        said = found.value("said", "N")
        if found.word("half") == "half" and not _HALF.widened(_WORD_OFF).has_common(
            size(said.bounds())
        ):
            shown = f"half = 50%, the text says {said.words}"
            yield flag(
                "fraction and percent", "error", f'"half" is not {said.words}', shown, (said,)
            )
    for _, _, found in matches(_FRACTIONS, sentence.items):
        word, said = numbers_of(found, "word", "said")
        off = _WORD_OFF if word.claim.modifier == Modifier.EXACT else _HEDGED_OFF
        if not _percent(word).widened(off).has_common(size(said.bounds())):
            shown = f"{word.words} = {plain(word.value * HUNDRED)}%, the text says {said.words}"
            message = f'"{word.words}" is not {said.words}'
            yield flag("fraction and percent", "error", message, shown, (word, said))


def check_possible(sentence: Sentence) -> Iterator[Flag]:
    """Flag shares of people or homes above 100 percent."""
    patterns = [one.format(owner=_OWNER) for one in _OF_PEOPLE]
    for _, _, found in matches(patterns, sentence.items):
        said = number_of(found, "said")
        if said and not said.claim.trend and said.value > HUNDRED:
            shown = f"{plain(said.value)} > 100"
            yield flag(
                "impossible share",
                "error",
                f"no group has {said.words} of its members",
                shown,
                (said,),
            )


def check_grim(sentence: Sentence) -> Iterator[Flag]:
    """Flag a percentage that no whole number of so few things has: "30 percent of the 8 towns".

    This is the GRIM test of Brown and Heathers (2017), for shares instead of means.
    """
    for _, _, found in matches(_WHOLES, sentence.items):
        said, whole = numbers_of(found, "said", "whole")
        # "among nine runners, 38 percent is a landslide"
        is_drawn_from = sentence.text[: whole.start].lower().endswith("out of ")
        if is_drawn_from or not _is_share_of_few(said, whole):
            continue
        possible = [Decimal(part) * HUNDRED / whole.value for part in range(int(whole.value) + 1)]
        if not _is_one_of(possible, said.value):
            yield _no_whole_number(said, whole, possible)


def _is_share_of_few(said: Number, whole: Number) -> bool:
    """Tell whether a percentage is of so few whole things that not every one is possible."""
    count = whole.value
    are_things = whole.claim.dimension == "count" and count == int(count)
    are_few = 1 < count <= _MOST_FOR_GRIM
    return are_things and are_few and whole.is_exact and said.is_exact and said.value <= HUNDRED


def _is_one_of(possible: Iterable[Decimal], said: Decimal) -> bool:
    """Tell whether a percentage is one of some, as exactly as it is written."""
    last_place = Decimal(1).scaleb(int(said.as_tuple().exponent)) if said % 1 else Decimal(1)
    return any(abs(one - said) <= last_place / 2 + Decimal("0.001") for one in possible)


def _no_whole_number(said: Number, whole: Number, possible: Iterable[Decimal]) -> Flag:
    nearest = sorted(possible, key=lambda one: abs(one - said.value))[:2]
    parts = " and ".join(
        f"{int(one * whole.value / HUNDRED)} of {plain(whole.value)} = {plain(one)}%"
        for one in sorted(nearest)
    )
    message = f"no whole number of {whole.words} is {said.words}"
    shown = f"{parts}, the text says {said.words}"
    return flag("impossible fraction", "warning", message, shown, (said, whole))
