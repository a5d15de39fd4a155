"""Units of measurement and money.

What a number is measured in, read from the words and signs beside it.

In comes a text and an offset beside a number; out comes the `Unit` with the span of its words. The
tables are data (`units/units.txt`, `units/currencies.txt`). "$" and other signs that several
countries share stay open (unit "dollar"). A symbol that is also a word or another symbol ("m", "C",
"'") is left to the caller where its look alone does not decide it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import NamedTuple

from claims.data import parts, read_entries

_PREFIXES = {
    "n": ("nano", "1E-9"), "μ": ("micro", "1E-6"), "µ": ("micro", "1E-6"), "p": ("pico", "1E-12"),
    "f": ("femto", "1E-15"), "m": ("milli", "1E-3"), "c": ("centi", "1E-2"), "d": ("deci", "1E-1"),
    "h": ("hecto", "1E+2"), "k": ("kilo", "1E+3"), "M": ("mega", "1E+6"), "G": ("giga", "1E+9"),
    "T": ("tera", "1E+12"), "P": ("peta", "1E+15"), "E": ("exa", "1E+18"), "Z": ("zetta", "1E+21"),
}  # fmt: skip
# The hundredths of currencies
CENTS = frozenset(("cent", "penny", "sen", "paisa", "kopeck"))
_PLURAL = "s"
_SPACE = "[ \u00a0\u2009\u202f]"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `factor` turns it into the base unit of its dimension, None where nothing does."""

    name: str
    dimension: str
    factor: Decimal | None = None

    def times(self, prefix: str, power: Decimal) -> Unit:
        """Return the unit that a prefix makes of this one, as "kilo" does."""
        factor = None if self.factor is None else self.factor * power
        return Unit(prefix + self.name, self.dimension, factor)


class UnitSpan(NamedTuple):
    """A unit and the span of the words or signs that say it."""

    unit: Unit
    start: int
    end: int


class _Table(NamedTuple):
    words: dict[str, Unit]  # folded, hyphens as spaces
    symbols: dict[str, Unit]  # exactly as written, after a number
    signs: dict[str, Unit]  # money before a number
    after: dict[str, Unit]  # money after a number
    glued: set[str]  # symbols and signs that count only when glued to the digits
    letters: dict[str, Unit]  # money before a number that is an amount by its look
    codes: dict[str, Unit]  # ISO 4217
    names: dict[str, Unit]


@cache
def _table() -> _Table:
    table = _Table({}, {}, {}, {}, set(), {}, {}, {})
    for unit, words, symbols in _measures():
        _add_measure(table, unit, words, symbols)
    with read_entries("units/currencies", 4) as entries:
        for currency in entries:
            _add_currency(table, *currency)
    return table


def _add_measure(table: _Table, unit: Unit, words: Iterable[str], symbols: Iterable[str]) -> None:
    """Add a unit of measurement with the words and the symbols for it."""
    table.names[unit.name] = unit
    for form in chain.from_iterable(map(_forms, words)):
        table.words.setdefault(form, unit)
    for symbol in symbols:
        if not symbol.startswith("!"):
            table.symbols.setdefault(symbol.lstrip("~"), unit)
        if symbol.startswith("~"):
            table.glued.add(symbol[1:])


def _add_currency(table: _Table, name: str, code: str, spellings: str, signs: str) -> None:
    """Add a line of `units/currencies.txt`."""
    unit = Unit(name, "money")
    table.names.setdefault(name, unit)
    words = list(parts(spellings))
    if f"={name}s" not in words:  # "the 50 mark" is no money, "50 marks" are
        words.insert(0, name)
    for form in chain.from_iterable(map(_forms, words)):
        table.words.setdefault(form, unit)  # "pound" stays the weight: see symbols.py
    for sign in parts(signs):
        _add_sign(table, sign, unit)
    if code != "-":
        table.codes[code] = unit


def _add_sign(table: _Table, sign: str, unit: Unit) -> None:
    """Add a sign of money with the mark before it that says where it counts."""
    if sign.startswith("!"):
        table.letters[sign[1:]] = unit
        return
    if sign.startswith("~"):
        table.glued.add(sign[1:])
    else:
        table.signs.setdefault(sign.lstrip("<"), unit)
    if not sign.startswith("<"):
        table.after.setdefault(sign.lstrip("~"), unit)


def _measures() -> Iterator[tuple[Unit, list[str], list[str]]]:
    with read_entries("units/units", 6) as entries:
        for name, dimension, factor, words, symbols, prefixes in entries:
            unit = Unit(name, dimension, None if factor == "-" else Decimal(factor))
            spelled, written = [name, *parts(words)], parts(symbols)
            yield unit, spelled, written
            for letter in prefixes.split():
                prefix, power = _PREFIXES[letter]
                yield (
                    unit.times(prefix, Decimal(power)),
                    [prefix + word for word in spelled[:2]],
                    [letter + symbol.lstrip("~!") for symbol in written[:1]],
                )


def _forms(word: str) -> Iterator[str]:
    """Yield a word as it may stand in a text: folded, hyphens as spaces, singular and plural."""
    folded = word.lower().removeprefix("=").replace("-", " ")
    yield folded
    if word.startswith("="):
        return
    first, space, rest = folded.partition(" ")
    yield folded + _PLURAL
    yield first + _PLURAL + space + rest  # "pounds sterling", "miles per hour", "degrees Celsius"


def unit_named(name: str) -> Unit | None:
    """Return the unit of this canonical name.

    >>> unit_named("kilometre").factor
    Decimal('1E+3')
    """
    return _table().names.get(name)


def dimension_of(name: str, otherwise: str = "count") -> str:
    """Return the dimension of the unit of this name, and of what is no unit the one given.

    >>> dimension_of("kilometre"), dimension_of("air strike")
    ('length', 'count')
    """
    unit = unit_named(name)
    return unit.dimension if unit else otherwise


@cache
def scales() -> dict[str, Unit]:
    """Return the scales whose name stands before the number, by their names in small letters."""
    names = _table().names
    return {
        name.lower(): unit
        for name, unit in names.items()
        if unit.dimension in ("magnitude", "scale")
    }


def convert(value: Decimal, unit: str, into: str) -> Decimal | None:
    """Convert between two units of one dimension.

    None where that has no meaning (money, counts, temperature).

    >>> convert(Decimal(2), "mile", "kilometre")
    Decimal('3.218688')
    """
    old, new = _scale_of(unit), _scale_of(into)
    if old is None or new is None or old[0] != new[0]:
        return None
    return value * old[1] / new[1]


def _scale_of(name: str) -> tuple[str, Decimal] | None:
    """Return the dimension of a unit and what turns it into the base unit of that."""
    unit = unit_named(name)
    if unit is None or unit.factor is None or unit.dimension == "temperature":
        return None
    return unit.dimension, unit.factor


# What no name is written with: "N25,750", "R2.5bn"
_AMOUNT = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?(?:[mb]n?\b|tn\b|[ ](?:million|billion|trillion)\b)",
    re.I,
)
_WORDS = re.compile(r"[^\W\d_]+(?:[ \u00a0-][^\W\d_]+){0,5}")
_BREAK = re.compile(r"[ \u00a0-]")


def word_after(folded: str, at: int) -> UnitSpan | None:
    """Read a unit spelled out at this offset: "percent", "square kilometres", "US dollars"."""
    found = _WORDS.match(folded, at)
    if found is None:
        return None
    words = _table().words
    phrase, end = _BREAK.sub(" ", found.group()), found.end()
    while phrase:
        unit = words.get(phrase)
        if unit is not None:
            return UnitSpan(unit, at, end)
        phrase, _, last = phrase.rpartition(" ")
        end -= len(last) + 1
    return None


@cache
def _symbol() -> re.Pattern[str]:
    signs = _table().symbols
    by_length = sorted(signs, key=len, reverse=True)
    letters = "|".join(re.escape(sign) for sign in by_length if sign[-1].isalnum())
    marks = "|".join(re.escape(sign) for sign in by_length if not sign[-1].isalnum())
    return re.compile(rf"(?:{letters})(?![\w²³]|-\d)|(?:{marks})")


def symbol_after(text: str, at: int, glued: bool) -> UnitSpan | None:
    """Read a unit symbol at this offset, with its capitals: "km/h", "%", "MW"."""
    found = _symbol().match(text, at)
    if found is None or (not glued and found.group() in _table().glued):
        return None
    return UnitSpan(_table().symbols[found.group()], at, found.end())


@cache
def _money_before() -> re.Pattern[str]:
    table = _table()
    signs = "|".join(re.escape(sign) for sign in sorted(table.signs, key=len, reverse=True))
    codes = "|".join(table.codes)
    return re.compile(
        rf"(?:(?<![A-Za-z])(?:{codes})|(?<![A-Za-z.])(?:{signs})|(?<=[a-z ])[$€£¥₹])"
        rf"{_SPACE}?$"
    )


def money_before(text: str, at: int) -> UnitSpan | None:
    """Read a currency sign or code that ends at this offset: "US$", "RM", "EUR ", "£"."""
    window = max(at - 8, 0)
    found = _money_before().search(text[window:at])
    if found is None:
        return _letter_before(text, at)
    if found.group() == "us $":
        # "it cost us $75": copy that lost its capitals parts the sign from the number too
        return UnitSpan(_table().signs["$"], at - 1, at)
    written = found.group().rstrip()
    unit = _table().signs.get(written) or _table().codes[written]
    return UnitSpan(unit, window + found.start(), at)


def _letter_before(text: str, at: int) -> UnitSpan | None:
    """Read a letter of money before what can only be an amount: "N25,750", "R2.5bn"."""
    unit = _table().letters.get(text[at - 1 : at])
    if unit is None or text[at - 2 : at - 1].isalnum() or not _AMOUNT.match(text, at):
        return None
    return UnitSpan(unit, at - 1, at)


@cache
def _money_after() -> re.Pattern[str]:
    table = _table()
    signs = "|".join(re.escape(sign) for sign in sorted(table.after, key=len, reverse=True))
    return re.compile(
        rf"(?P<sign>{signs})(?![\w])|(?P<millions>M{{0,2}})(?P<code>{'|'.join(table.codes)})(?!\w)"
    )


class MoneyAfter(NamedTuple):
    """A currency after a number, and whether its code carries a million ("30 MUSD")."""

    unit: Unit
    start: int
    end: int
    millions: bool


def money_after(text: str, at: int, glued: bool) -> MoneyAfter | None:
    """Read a currency sign or code at this offset, unless a digit follows.

    For example "15 €", "100元", "115USD".
    """
    found = _money_after().match(text, at)
    if found is None or text[found.end() : found.end() + 1].isdigit():
        return None
    table = _table()
    if not glued and found["sign"] in table.glued:
        return None
    unit = table.after[found["sign"]] if found["sign"] else table.codes[found["code"]]
    return MoneyAfter(unit, at, found.end(), bool(found["millions"]))
