"""Every quantity of a text, in text order: the numeral with its hedge, unit or counted noun, range and trend.

In comes a `Syntax`; out comes one `Quantity` for each number that measures or counts something, also those
that only frame others ("over the past two weeks"). Years, dates, names and other look-alikes are left out.
The steps are one module each; this one says in which order they run.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from claims.model import Quantity
from claims.text.hedges import hedge
from claims.text.lookalikes import share_reasons, why_not_by_context, why_not_by_letters
from claims.text.measures import measure
from claims.text.nouns import counted_noun
from claims.text.number_words import fold
from claims.text.numerals import Numeral, find_numerals
from claims.text.ranges import join_ranges
from claims.text.reading import Passage, Reading
from claims.text.syntax import Syntax


def find_quantities(syntax: Syntax, country: str = "") -> list[Quantity]:
    """Find every quantity of a text.

    Args:
        syntax: the text with its sentences.
        country: ISO 3166 code of the document's country, which closes open currency signs ("$"); "" leaves them open.

    >>> [(q.surface, str(q.value), q.unit) for q in find_quantities(Syntax("They carried out around 600 air strikes."))]
    [('around 600 air strikes', '600', 'air strike')]
    """
    folded = fold(syntax.text)
    found: list[Quantity] = []
    numerals = find_numerals(folded)
    for index, group in groupby(numerals, key=lambda numeral: syntax.sentence_index(numeral.start)):
        sentence = syntax.sentences[index]
        passage = Passage(syntax.text, folded, sentence.start, sentence.end, country)
        found.extend(reading.quantity(syntax.text) for reading in _read(passage, list(group)))
    return found


def _read(passage: Passage, numerals: list[Numeral]) -> Iterator[Reading]:
    readings = [measure(passage, numeral) for numeral in numerals]
    reasons = [why_not_by_letters(passage, reading) for reading in readings]
    for at, reading in enumerate(readings):
        if not reasons[at]:
            if not reading.unit:
                _count(passage, reading)
            reasons[at] = why_not_by_context(passage, reading)
    share_reasons(passage, readings, reasons)
    kept = [reading for reading, reason in zip(readings, reasons, strict=True) if not reason]
    kept = join_ranges(passage, kept)
    for reading in kept:
        hedge(passage, reading)
    _fill_elided(kept)
    return iter(kept)


def _count(passage: Passage, reading: Reading) -> None:
    noun = counted_noun(passage.text, reading.end, passage.end)
    if noun is not None:
        reading.attributive = passage.text[reading.end : reading.end + 1] == "-"
        reading.unit, reading.dimension, reading.end = noun.kind, "count", noun.end


def _fill_elided(readings: list[Reading]) -> None:
    """Fill the noun in that "27 towns, along with another five" leaves out."""
    last = None
    for reading in readings:
        if reading.dimension == "count" and reading.unit:
            last = reading
        elif not reading.unit and last is not None:
            reading.unit, reading.dimension = last.unit, "count"
