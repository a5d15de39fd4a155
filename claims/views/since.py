"""What a verdict was given to, as a person writes it: a standing or a check's cell in, words out.

The ledger keeps the number of a check in the form that is compared ("approximate 600 air strike").
Here it is put into words ("about 600 air strikes"). What comes out is not made safe: views do.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.ledger.cells import decimal
from claims.ledger.checks import Standing
from claims.ledger.verdicts import given_to, in_words, number_parts
from claims.text.grammar.plurals import plural
from claims.views.amounts import amount

_HEDGES = {
    "approximate": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "less_than": "less than ",
    "at_most": "at most ",
}
# what follows the noun that is counted: "members of parliament", "kilometres per hour"
_AFTER = ("of", "per", "in", "to", "from", "for", "Celsius", "Fahrenheit")


def since(standing: Standing) -> str:
    """Say what the verdict was given to, and nothing where it speaks for the claim as it is."""
    if standing.was is None:
        return ""
    given = ", ".join(filter(None, map(number_in_words, standing.given)))
    return f"was {standing.was}" + (f" on {given}" if given else "")


def overtaken(checked: str, changed: Sequence[str]) -> str:
    """Say what a check was given to and what changed since.

    >>> overtaken("exact 27 town | words: 27 towns", ("number", "statement"))
    'on 27 towns: number and statement changed since'
    """
    given = number_in_words(given_to(checked).number) if checked else ""
    return (f"on {given}: " if given else "") + in_words(changed)


def number_in_words(number: str) -> str:
    """Return a number that a check keeps as a person writes it.

    >>> for kept in ("exact 27 town", "approximate 600 air strike", "exact 1 town",
    ...     "more_than 60 percent", "between 2400000 3100000 US dollar",
    ...     "exact 30 kilometre per hour", "exact 12 degree Celsius"):
    ...     print(number_in_words(kept))
    27 towns
    about 600 air strikes
    1 town
    more than 60%
    2.4–3.1 million US dollars
    30 kilometres per hour
    12 degrees Celsius
    """
    hedge, numbers, unit = number_parts(number)
    value, upper = (*map(decimal, numbers), None, None)[:2]
    digits = amount(value, upper, "", "", unit)
    noun = "" if unit == "percent" and digits else unit
    if value != 1 or upper is not None:
        noun = _counted(noun)
    words = " ".join(filter(None, (digits, noun)))
    return f"{_HEDGES.get(hedge, '')}{words}" if words else ""


def _counted(unit: str) -> str:
    """Return a unit in the plural, formed at the noun that is counted."""
    words = unit.split()
    head = next((at for at, word in enumerate(words) if at and word in _AFTER), len(words)) - 1
    return " ".join(plural(word) if at == head else word for at, word in enumerate(words))
