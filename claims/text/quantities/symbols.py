"""Symbols and words that are units only in company: "20C", "30'", "a second", "50 pounds".

In comes a symbol or a unit that was read at its word, with the sentence; out goes the unit that it
is there, None where it is none. What decides is a word beside it, or one of the cues of
`units/symbols.txt` anywhere in the sentence.
"""

from __future__ import annotations

from functools import cache

from claims.data import read_entries
from claims.text.grammar.shapes import Shape
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.units import Unit, UnitSpan, symbol_after, unit_named

_ORDINAL = Shape("second -? ORDINAL")  # two second-half goals
_YEARS = range(1600, 2100)
_LARGE = 1_000_000
_FEWEST_WON = 100


@cache
def _cued_symbols() -> dict[str, list[tuple[Unit, frozenset[str]]]]:
    """Return what each symbol may be, with the words that say so."""
    symbols: dict[str, list[tuple[Unit, frozenset[str]]]] = {}
    with read_entries("units/symbols", 3) as entries:
        for symbol, name, cues in entries:
            unit = unit_named(name)
            if unit is None:
                raise ValueError(f'units.txt has no unit "{name}"')
            symbols.setdefault(symbol, []).append((unit, frozenset(cues.split())))
    return symbols


def unit_cued(passage: Passage, symbol: str) -> Unit | None:
    """Return the unit that the words of a sentence make of a symbol."""
    meant = _cued_symbols().get(symbol, ())
    return next((unit for unit, cues in meant if not cues.isdisjoint(passage.words.places)), None)


def symbol_at(passage: Passage, reading: Reading, at: int) -> UnitSpan | None:
    """Read the unit symbol of a number at this offset: "km/h", "%", "C" of "20C"."""
    found = symbol_after(passage.text, at, at == reading.end) or _cued_at(passage, at)
    is_spelled = passage.text[reading.number.start].isalpha()
    if found is not None and is_spelled and passage.text[found.start : found.end].isupper():
        return None  # "a dozen HP managers"; units in capitals follow digits
    return found


def _cued_at(passage: Passage, at: int) -> UnitSpan | None:
    if passage.text[at + 1 : at + 2].isalnum():
        return None
    unit = unit_cued(passage, passage.text[at : at + 1])
    return UnitSpan(unit, at, at + 1) if unit else None


def settled(passage: Passage, reading: Reading, word: UnitSpan) -> UnitSpan | None:
    """Settle spelled units with two meanings.

    For example "second" the ordinal, "pound" the money, "degree" the angle.
    """
    written = passage.folded[word.start : word.end]
    if _is_no_unit(passage, reading, word, written):
        return None
    if written in ("pound", "pounds") and _is_sterling(passage, reading):
        return _renamed(word, unit_named("pound sterling"))
    if word.unit.name == "degree" and passage.speaks_of("temperature"):
        return _renamed(word, Unit("degree", "temperature"))
    return word


def _renamed(word: UnitSpan, unit: Unit | None) -> UnitSpan:
    return UnitSpan(unit, word.start, word.end) if unit else word


def _is_no_unit(passage: Passage, reading: Reading, word: UnitSpan, written: str) -> bool:
    """Tell a name, an ordinal, a verb or another number's unit from the unit of a number."""
    if word.unit.name == "magnitude":  # 400 magnitude 2 earthquakes
        return passage.folded[word.end + 1 : word.end + 2].isdigit()
    if written == "won" and reading.value < _FEWEST_WON:
        return True
    if written == "second" and _ORDINAL.behind(passage.words, word.start):
        return True
    return passage.text[word.start].isupper() and _is_year(passage, reading)  # in 2016 Pound ran


def _is_year(passage: Passage, reading: Reading) -> bool:
    return passage.written(reading).isdigit() and reading.value in _YEARS


def _is_sterling(passage: Passage, reading: Reading) -> bool:
    """Tell pounds of money from those of weight."""
    is_large = reading.scale >= _LARGE or "£" in passage.text[passage.start : passage.end]
    return is_large or passage.speaks_of("sterling")
