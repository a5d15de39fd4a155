"""Arithmetic that is right, made up by seeded code.

The numbers fit each other, for each relation of phrasings.csv. `RELATIONS[relation](chance)` makes
the numbers, `fitted` works out what depends on the sentence, `filled` writes the sentence, and
`tampered` makes one of the numbers wrong, by more than rounding or loose speech could explain.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MONTHS = tuple(date(2000, month, 1).strftime("%B") for month in range(1, 13))
WEEKDAYS = tuple(date(2000, 1, 3 + day).strftime("%A") for day in range(7))
TOWNS = (
    "Aldmoor",
    "Brenwick",
    "Carrow",
    "Dunlea",
    "Eastmere",
    "Farley",
    "Greenholt",
    "Hexley",
    "Ickford",
)
FRACTIONS = {
    "a third": 33,
    "a quarter": 25,
    "half": 50,
    "two-thirds": 67,
    "three-quarters": 75,
    "a fifth": 20,
}

Slots = dict[str, object]


@dataclass(frozen=True)
class Arithmetic:
    """Numbers that fit each other, those that may be tampered with, and a test of their fit."""

    slots: Slots
    tampered: tuple[str, ...]
    holds: Callable[[Slots], bool]


def near(one: object, other: object, room: float = 0.12) -> bool:
    """See whether two numbers are so near that rounding or loose speech could explain it."""
    return abs(float(str(one)) - float(str(other))) <= max(abs(float(str(other))) * room, 1.5)


def number(slots: Slots, name: str) -> int:
    return int(str(slots[name]))


# --- arithmetic that is right


def total(chance: random.Random) -> Arithmetic:
    a, b, c = (chance.randrange(12, 400) for _ in range(3))

    def holds(slots: Slots) -> bool:
        return sum(number(slots, name) for name in "ABC" if name in slots) == number(slots, "T")

    return Arithmetic({"A": a, "B": b, "C": c}, ("A", "B"), holds)


def survey(chance: random.Random) -> Arithmetic:
    p, q = chance.randrange(31, 50), chance.randrange(21, 40)
    return Arithmetic(
        {"P": p, "Q": q, "R": 100 - p - q},
        ("P", "Q"),
        lambda slots: sum(number(slots, name) for name in "PQR") <= 103,
    )


def part(chance: random.Random) -> Arithmetic:
    whole = chance.randrange(40, 900)
    return Arithmetic(
        {"T": whole, "A": chance.randrange(12, whole - 10)},
        ("A", "T"),
        lambda slots: number(slots, "A") <= number(slots, "T"),
    )


def share(chance: random.Random) -> Arithmetic:
    whole = chance.randrange(40, 900)
    some = chance.randrange(whole // 10, whole - 10)

    def holds(slots: Slots) -> bool:
        return near(100 * number(slots, "A") / number(slots, "T"), slots["P"])

    return Arithmetic({"T": whole, "A": some, "P": rounded(100 * some / whole)}, ("P", "A"), holds)


def fraction(chance: random.Random) -> Arithmetic:
    word, percent = chance.choice(list(FRACTIONS.items()))
    whole = chance.randrange(10, 60) * 60

    def holds(slots: Slots) -> bool:
        said = number(slots, "P")
        return abs(said - percent) <= 8 and near(
            number(slots, "A"), number(slots, "T") * percent / 100, 0.2
        )

    slots: Slots = {
        "F": word.capitalize(),
        "f": word,
        "P": percent,
        "T": whole,
        "A": rounded(whole * percent / 100),
    }
    return Arithmetic(slots, ("P", "A"), holds)


def rise(chance: random.Random) -> Arithmetic:
    old = chance.randrange(110, 900)
    new = old + chance.randrange(old // 8, old)

    def holds(slots: Slots) -> bool:
        grown = 100 * (number(slots, "B") - number(slots, "A")) / number(slots, "A")
        return near(abs(grown), slots["P"], 0.2)

    return Arithmetic(
        {"A": old, "B": new, "P": rounded(100 * (new - old) / old)}, ("P", "B"), holds
    )


def fall(chance: random.Random) -> Arithmetic:
    turned = rise(chance)
    new, old = number(turned.slots, "A"), number(turned.slots, "B")
    slots: Slots = {"A": old, "B": new, "P": rounded(100 * (old - new) / old)}
    return Arithmetic(slots, ("P",), turned.holds)


def points(chance: random.Random) -> Arithmetic:
    old = chance.randrange(12, 60)
    more = chance.randrange(4, 30)

    def holds(slots: Slots) -> bool:
        return abs(number(slots, "Q") - number(slots, "P") - number(slots, "D")) <= 1

    return Arithmetic({"P": old, "Q": old + more, "D": more}, ("D", "Q"), holds)


def multiple(chance: random.Random) -> Arithmetic:
    old = chance.randrange(110, 900)
    return Arithmetic(
        {"A": old, "B": 2 * old + chance.randrange(-9, 9)},
        ("A", "B"),
        lambda slots: 1.4 < number(slots, "B") / max(number(slots, "A"), 1) < 2.6,
    )


def margin(chance: random.Random) -> Arithmetic:
    low = chance.randrange(21, 45)
    lead = chance.randrange(4, 20)

    def holds(slots: Slots) -> bool:
        return abs(abs(number(slots, "A") - number(slots, "B")) - number(slots, "D")) <= 1

    return Arithmetic({"A": low + lead, "B": low, "D": lead}, ("D", "B"), holds)


def rate(chance: random.Random) -> Arithmetic:
    long, each = chance.randrange(11, 60), chance.randrange(11, 90)

    def holds(slots: Slots) -> bool:
        return near(number(slots, "T") / max(number(slots, "A"), 1), slots["B"], 0.25)

    return Arithmetic({"T": long * each, "A": long, "B": each}, ("B", "T"), holds)


def impossible(chance: random.Random) -> Arithmetic:
    return Arithmetic(
        {"P": chance.randrange(21, 97)}, ("P",), lambda slots: number(slots, "P") <= 100
    )


def range_(chance: random.Random) -> Arithmetic:
    low = chance.randrange(21, 700)
    return Arithmetic(
        {"A": low, "B": low + chance.randrange(20, 200)},
        ("A",),
        lambda slots: number(slots, "A") <= number(slots, "B"),
    )


UNITS = {"miles": 1.609, "kilometres": 0.6214, "gallons": 3.785, "tonnes": 2204.6, "acres": 0.4047}


def conversion(chance: random.Random) -> Arithmetic:
    """The factor depends on the sentence, and is filled in by `with_units`."""
    return Arithmetic({"A": chance.randrange(11, 90)}, ("B",), lambda slots: True)


def with_units(sentence: str, made: Arithmetic) -> Arithmetic:
    amount = number(made.slots, "A")
    if "Celsius" in sentence:
        amount = amount % 30 + 5
        other, off = amount * 1.8 + 32, 8.0
    else:
        other = amount * UNITS[re.findall(r"\{A\} (\w+)", sentence)[0]]
        off = max(other * 0.2, 2)
    slots = {"A": amount, "B": rounded(other)}
    return Arithmetic(slots, ("B",), lambda slots: abs(number(slots, "B") - other) <= off)


def a_day(chance: random.Random) -> date:
    return date(chance.randrange(1960, 2019), 1, 1) + timedelta(days=chance.randrange(365))


def weekday(chance: random.Random) -> Arithmetic:
    day = a_day(chance)
    slots: Slots = {
        "W": WEEKDAYS[day.weekday()],
        "M": MONTHS[day.month - 1],
        "d": day.day,
        "y": Year(day.year),
    }
    return Arithmetic(slots, ("W",), lambda changed: changed["W"] == slots["W"])


def age(chance: random.Random) -> Arithmetic:
    born = a_day(chance)
    old = chance.randrange(31, 90)
    slots: Slots = {
        "M": MONTHS[born.month - 1],
        "d": born.day,
        "e": min(born.day + 1, 28),
        "A": old,
    }
    slots |= {"d": min(born.day, 27), "y": Year(born.year - 60), "z": Year(born.year - 60 + old)}
    return Arithmetic(slots, ("A",), lambda slots: abs(number(slots, "A") - old) <= 1)


def elapsed(chance: random.Random) -> Arithmetic:
    first = chance.randrange(1890, 1980)
    long = chance.randrange(11, 38)
    slots: Slots = {"y": Year(first), "z": Year(first + long), "A": long}
    return Arithmetic(slots, ("A",), lambda slots: abs(number(slots, "A") - long) <= 1)


def list_(chance: random.Random) -> Arithmetic:
    count = chance.randrange(3, 7)
    towns = chance.sample(TOWNS, count)
    listed = f"{', '.join(towns[:-1])} and {towns[-1]}"
    return Arithmetic(
        {"K": Counted(count), "l": listed}, ("K",), lambda slots: number(slots, "K") == count
    )


def grim(chance: random.Random) -> Arithmetic:
    whole = chance.randrange(6, 19)
    some = chance.randrange(1, whole)
    possible = {int(100 * k / whole + up) for k in range(whole + 1) for up in (0.5, 0.499)}
    slots: Slots = {"T": whole, "P": rounded(100 * some / whole)}
    return Arithmetic(
        slots, ("P",), lambda slots: number(slots, "P") in possible or number(slots, "P") > 99
    )


class Year(int):
    """A year, which has no comma."""


class Counted(int):
    """A number that is written out."""


RELATIONS: dict[str, Callable[[random.Random], Arithmetic]] = {
    "total": total,
    "survey": survey,
    "part": part,
    "share": share,
    "fraction": fraction,
    "rise": rise,
    "fall": fall,
    "points": points,
    "multiple": multiple,
    "margin": margin,
    "rate": rate,
    "each": rate,
    "conversion": conversion,
    "impossible": impossible,
    "range": range_,
    "weekday": weekday,
    "age": age,
    "elapsed": elapsed,
    "list": list_,
    "grim": grim,
}


def rounded(value: float) -> int:
    return int(Decimal(str(value)).quantize(Decimal(1), ROUND_HALF_UP))


def written(value: object) -> str:
    """Write a slot as news does: thousands with a comma, years without, a few numbers in words."""
    if isinstance(value, Counted) and value < len(WORDS):
        return WORDS[value]
    return str(int(value)) if isinstance(value, Year) else _grouped(value)


def _grouped(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def filled(sentence: str, slots: Slots) -> str:
    text = sentence.format(**{name: written(value) for name, value in slots.items()})
    return text[0].upper() + text[1:]


def fitted(relation: str, sentence: str, made: Arithmetic) -> Arithmetic:
    """Work out what depends on which slots the sentence has."""
    if relation == "conversion":
        return with_units(sentence, made)
    used = set(re.findall(r"\{(\w)\}", sentence))
    slots = {name: value for name, value in made.slots.items() if name in used or name in "TAP"}
    if relation == "total":
        slots["T"] = sum(number(slots, name) for name in "ABC" if name in used)
        return replace(made, slots=slots)
    return replace(
        made, tampered=tuple(name for name in made.tampered if name in used) or made.tampered
    )


def tampered(chance: random.Random, made: Arithmetic) -> Slots | None:
    """Return the slots with one of them made wrong.

    None where no tampering of a few contradicts the others.
    """
    for _ in range(40):
        name = chance.choice(made.tampered)
        slots = dict(made.slots)
        slots[name] = _wrong(chance, slots[name])
        if slots[name] != made.slots[name] and not made.holds(slots):
            return slots
    return None


def _wrong(chance: random.Random, value: object) -> object:
    if value in WEEKDAYS:
        return chance.choice(WEEKDAYS)
    assert isinstance(value, int)
    digits = list(str(int(value)))
    how = chance.choice(("swap", "digit", "digit", "scale"))
    at = chance.randrange(len(digits))
    if how == "swap" and len(digits) > 1:
        at = max(at, 1)
        digits[at - 1], digits[at] = digits[at], digits[at - 1]
    elif how == "digit" or len(digits) == 1:
        digits[at] = str(chance.randrange(1, 10))
    else:
        digits.append("0")
    wrong = int("".join(digits))
    return type(value)(wrong) if wrong else value
