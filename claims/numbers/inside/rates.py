"""Rules for rates: "600 sorties in 30 days, or 50 a day", "12 halls with 40 beds each, 500 in all".

One sentence in, flags out. A number in the words beside it need not be a claim: a ledger does not
log "30 days" where it only frames another number, so a numeral before a unit of time counts too.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from claims.model import Flag
from claims.numbers.bounds import Bounds, plain
from claims.numbers.inside.lone import lone_product
from claims.numbers.items import Number, matches, number_of, numbers_of
from claims.numbers.rules import flag
from claims.numbers.sentences import Sentence
from claims.text.grammar.rules import Found

_LONG = "{long=TIME;n=NUM unit=UNIT}"
_EACH = "{rate=RATE;each=COUNT|MONEY a|an|per|every|each per=UNIT;each=COUNT|MONEY per=EVERY}"
_RATES = (
    f"total=COUNT|MONEY W* in|over|during|within|for the? W? {_LONG} "
    f"W* ,|OPEN|DASH|;|:|works W* {_EACH}",
    f"in|over|during|within the? {_LONG} W* ,? total=COUNT|MONEY W* ,|OPEN|DASH W* {_EACH}",
    f"{_EACH} W* for|over {_LONG} , total=COUNT|MONEY",
    f"{_EACH} W* , W* total=COUNT|MONEY W* in|over|during|within the? {_LONG}",
)
_SHARED_OUT = (
    "number=COUNT W* each=COUNT each|apiece ,|DASH W* total=COUNT",
    "total=COUNT W* number=COUNT W* , each=COUNT in|at|to|for each",
)
_ROOM = Decimal("0.12")  # averages are rounded freely
_DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("30.4"), "year": Decimal("365.25")}
_HOURS = {"hour": Decimal(1) / 24, "minute": Decimal(1) / 1440, "night": Decimal(1)}
_SECONDS = {"second": Decimal(1) / 86400}


class Rate(NamedTuple):
    """So many in all over so many units of time, and so many for each unit."""

    total: Number
    each: Number
    length: Decimal
    unit: str
    per: str


def check_rate(sentence: Sentence) -> Iterator[Flag]:
    """Compare a sum over a length of time with what it makes a day, week or month."""
    for _, _, found in matches(_RATES, sentence.items):
        rate = _rate(found)
        if rate is None:
            continue
        lengths = rate.length * _days(rate.unit) / _days(rate.per)
        found_each = rate.total.value / lengths
        said = rate.each.bounds()
        near = Bounds(found_each, found_each).widened(max(found_each * _ROOM, Decimal("0.5")))
        if not near.has_common(said):
            in_units = "" if rate.unit == rate.per else f" {rate.per}s"
            shown = (
                f"{plain(rate.total.value)} / {plain(lengths)}{in_units} = {plain(found_each)} a "
                f"{rate.per}"
            )
            message = (
                f'"{rate.each.words}" does not fit {rate.total.words} in {plain(rate.length)} '
                f"{rate.unit}s"
            )
            three = (rate.total, rate.each)
            yield flag("rate", "error", message, f"{shown}, the text says {rate.each.words}", three)


def _rate(found: Found) -> Rate | None:
    whole, each = number_of(found, "total"), number_of(found, "rate") or number_of(found, "each")
    long = number_of(found, "long")
    length = long.value if long else found.value("n", "NUM")
    unit = long.unit if long else found.word("unit").rstrip("s")
    per = each.unit.rpartition("per ")[2] if each and "rate" in found else _unit_of(found)
    if whole is None or each is None or not length or not _days(unit) or not _days(per):
        return None
    return Rate(whole, each, Decimal(length), unit, per)


def _is_bare(number: Number) -> bool:
    """Tell whether a number has no noun beside it, so that what it counts was only supposed."""
    return not any(letter.isalpha() for letter in number.words)


def _unit_of(found: Found) -> str:
    """Return the unit of time behind "a", or in "daily"."""
    return str(found.value("per", "EVERY") or found.word("per"))


def _days(unit: str) -> Decimal:
    return (_DAYS | _HOURS | _SECONDS).get(unit, Decimal(0))


def check_each(sentence: Sentence) -> Iterator[Flag]:
    """Multiply what each has: "12 halls with 40 beds each, 500 in all"."""
    told = [
        numbers_of(found, "number", "each", "total")
        for _, _, found in matches(_SHARED_OUT, sentence.items)
    ]
    lone = lone_product(sentence)
    for number, each, whole in told or ([lone] if lone else []):
        product = number.value * each.value
        same = each.unit == whole.unit or not (each.unit and whole.unit) or _is_bare(whole)
        if (
            same
            and not Bounds(product, product).has_common(whole.bounds(rounded=True))
            and number.is_exact
            and each.is_exact
        ):
            shown = (
                f"{plain(number.value)} × {plain(each.value)} = {plain(product)}, the text says "
                f"{whole.words}"
            )
            message = f"{number.words} with {each.words} each are not {whole.words}"
            yield flag("each and all", "error", message, shown, (number, each, whole))
