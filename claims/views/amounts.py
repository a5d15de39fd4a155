"""A number as people write it: value, hedge and trend in.

A few characters out, such as "> 60%" or "~600". The hedge is never dropped, digits are grouped, and
round millions are written with their word. It says nothing about what is counted, except that a
percent sign belongs to the number.
"""

from __future__ import annotations

from decimal import Decimal

from claims.decimals import exactly

_HEDGES = {
    "approximate": "~",
    "more_than": "> ",
    "at_least": "≥ ",
    "less_than": "< ",
    "at_most": "≤ ",
}
_TRENDS = {"rise": "↑ ", "fall": "↓ "}
_WORDS = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
_DECIMALS = 3  # "3.415 billion"; more digits than that are written out


@exactly
def amount(
    value: Decimal | None, upper: Decimal | None, modifier: str, trend: str, unit: str
) -> str:
    """Return the number with its hedge, or "" where there is none.

    >>> amount(Decimal(60), None, "more_than", "", "percent")
    '> 60%'
    >>> amount(Decimal(600), None, "approximate", "", "air strike")
    '~600'
    >>> amount(Decimal("2400000"), Decimal("3100000"), "between", "rise", "US dollar")
    '↑ 2.4–3.1 million'
    """
    if value is None:
        return ""
    number, word = _number(value)
    if upper is not None:
        last, last_word = _number(upper)
        number = f"{number}–{last}" if word == last_word else f"{number}{word}–{last}"
        word = last_word
    percent = "%" if unit == "percent" else ""
    return f"{_TRENDS.get(trend, '')}{_HEDGES.get(modifier, '')}{number}{word}{percent}"


def _number(value: Decimal) -> tuple[str, str]:
    """Return (digits, scale word with a space before it)."""
    for size, word in _WORDS:
        scaled = value / size
        if abs(scaled) >= 1 and scaled == round(scaled, _DECIMALS):
            return _digits(scaled.normalize()), f" {word}"
    return _digits(value), ""


def _digits(value: Decimal) -> str:
    return format(value, ",f").replace("-", "−")
