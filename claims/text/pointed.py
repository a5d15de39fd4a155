"""A claim that a person points at.

A text and words of it in, the claim they state out, for numbers nobody found.

The words are found in the text, and what stands there is read as everywhere: value, hedge, unit,
who said it, when and where. A number that is passed over elsewhere (a bare "1720", which could be a
year) is read all the same, because somebody says that it is one. Refused: words that do not stand
in the text, that stand there twice, and that hold no number, or several, unless `surface` says
which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.errors import ClaimbookError
from claims.model import Claim, Document, Quantity, Span
from claims.text.extract import claims_from
from claims.text.grammar.syntax import Syntax
from claims.text.quantities.find import find_quantities
from claims.text.quantities.number_words import fold
from claims.text.quantities.numerals import find_numerals

_SHOWN = 30  # characters around words that stand in a text several times


class NotFound(ClaimbookError):
    """Words that cannot be found in a text, or in which no single number is meant."""


def pointed(document: Document, words: str, surface: str = "", has_value: bool = False) -> Claim:
    """Return the claim that words of a document state.

    Args:
        document: with its text.
        words: the number's own words, or more of the text around them.
        surface: the number's own words, where `words` hold several numbers.
        has_value: the value is given beside, so that words in which none can be read will do.

    >>> claim = pointed(Document(text="The camp held 1720 then, officials said."), "held 1720")
    >>> claim.surface, str(claim.value), claim.source, claim.quote
    ('1720', '1720', 'officials', 'The camp held 1720 then, officials said.')
    """
    place = find_words(document.text, words)
    if surface:
        inner = find_words(document.text[place.start : place.end], surface)
        place = Span(place.start + inner.start, place.start + inner.end)
    syntax = Syntax(document.text)
    found = _numbers(syntax, place)
    if surface or (has_value and not found):
        quantity = _in_words(found, place, document.text)
    else:
        quantity = _only(found, document.text[place.start : place.end])
    [claim] = claims_from(document, syntax, [quantity])
    return claim


def find_words(text: str, words: str) -> Span:
    """Return where words stand in a text; white space and line breaks between them count alike.

    Raises `NotFound` where they do not stand there, or more than once.
    """
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        raise NotFound("no words were given: give the number's exact words")
    edge = r"(?<![\w.,])" if words.split()[0][0].isalnum() else ""
    found = [Span(*match.span()) for match in re.finditer(edge + r"\s+".join(parts), text)]
    if not found:
        raise NotFound(f'"{words}" does not stand in the text: copy its exact words')
    if len(found) > 1:
        where = "; ".join(f'"…{_around(text, span)}…"' for span in found[:3])
        raise NotFound(
            f'"{words}" stands {len(found)} times in the text ({where}): give more of its words'
        )
    return found[0]


def _around(text: str, span: Span) -> str:
    return " ".join(text[max(0, span.start - _SHOWN) : span.end + _SHOWN].split())


def _numbers(syntax: Syntax, place: Span) -> list[Quantity]:
    """Return the numbers in some words of a text.

    As they are read there, else as they are read alone.
    """
    found = [each for each in find_quantities(syntax) if _is_within(each.number, place)]
    return found or [
        _moved(each, place.start) for each in _alone(syntax.text[place.start : place.end])
    ]


def _only(found: Sequence[Quantity], words: str) -> Quantity:
    if not found:
        raise NotFound(f'"{words}" holds no number that can be read: give value=NUMBER too')
    if len(found) > 1:
        numbers = ", ".join(f'"{each.surface}"' for each in found[:5])
        raise NotFound(
            f"these words hold {len(found)} numbers ({numbers}): say which with surface=WORDS"
        )
    return found[0]


def _in_words(found: Sequence[Quantity], place: Span, text: str) -> Quantity:
    """Return a number whose exact words a person gave, as far as it can be read."""
    read = (
        found[0]
        if found
        else Quantity(start=0, end=0, surface="", number=place, value=None, dimension="count")
    )
    return replace(read, start=place.start, end=place.end, surface=text[place.start : place.end])


def _alone(words: str) -> Sequence[Quantity]:
    """Return the numbers of some words as read without their text, bare ones too."""
    read = find_quantities(Syntax(words))
    if read:
        return read
    return [
        Quantity(
            start=numeral.start,
            end=numeral.end,
            surface=words[numeral.start : numeral.end],
            number=Span(numeral.start, numeral.end),
            value=numeral.value,
            dimension="count",
        )
        for numeral in find_numerals(fold(words))
    ]


def _moved(quantity: Quantity, by: int) -> Quantity:
    number = Span(quantity.number.start + by, quantity.number.end + by)
    return replace(quantity, start=quantity.start + by, end=quantity.end + by, number=number)


def _is_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
