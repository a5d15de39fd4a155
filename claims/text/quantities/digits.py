"""Numbers in digits.

Every thousands and decimal convention of the English-language press, and fractions.

In comes a text and the offset of a digit; out comes the value and where it ends. It reads what is
written and judges nothing: "9/11" is no fraction because eleventh parts are not written so, the
rest is up to others.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip

_DIGITS = re.compile(
    r"""
    (?: \d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?                 # 1,234,567.89
      | \d{1,2}(?:,\d{2})+,\d{3}(?!\d|,\d)(?:\.\d+)?           # 12,34,567.89, as in India
      | \d{1,3}(?:['’]\d{3})+(?!\d)(?:\.\d+)?                  # 1'234'567, as in Switzerland
      | \d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)? # 1 234 567 with hard or thin spaces
      | \d{1,3}(?:\ \d{3}){2,}(?!\d)(?:[.,]\d+)?   # 1 234 567 with plain ones, twice to be sure
      | \d{1,3}\ 000(?!\d|\ \d)                                # 10 000
      | (?<=[$€£])\d{1,3}(?:\ \d{3})+(?=\ (?:million|billion)) # $13 049 million
      | \d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?                  # 1.234.567, as on the Continent
      | (?<!\d,)\d+,\d{1,2}(?!\d|,\d)   # 2,5: the Continental decimal comma; not "3,5,8"
      | \d{1,3}(?:\ ,\ \d{3})+(?!\d)                           # 60 , 000, as tokenised text has it
      | \d+\ \.\ \d+(?=\ (?:%|[a-z]))  # 14 . 8 %, the same
      | \d+(?:\.\d+)?                                          # 1234.5
    )
    (?P<power> e[+-]?\d{1,3}(?!\w)                             # 1e10
      | [ ]?[x×*][ ]?10\^?[-−]?\d{1,3}(?!\w) )?                # 6.23x10^-4
    (?: \^ (?P<exponent>[-−]{0,2}\d{1,3})(?![\w.]) )?            # 2.5^3
    """,
    re.VERBOSE,
)
# What a stopwatch shows; hours and minutes alone ("2:14") are a time of day as often.
_CLOCKED = re.compile(
    r"(?<![\d:./-])(?:(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d(?:\.\d{1,3})?)"
    r"|(?P<short>\d{1,2}):(?P<parts>[0-5]\d\.\d{1,3}))(?![\d:/-]|\.\d)"
)
_DATE_BEFORE = re.compile(r"\d[T ]$", re.IGNORECASE)  # 2019-03-01 12:30:00
_SLASHED = re.compile(r"(\d{1,3})[ ]?[/⁄][ ]?(\d{1,3})(?![\d/⁄]|[ ]?[/⁄])")
_SLASHED_AFTER = re.compile(r"(?:[ \u00a0]{1,20}|[ ]?-)(\d{1,2})[/⁄](\d{1,2})(?![\d/⁄])")
_VULGAR_AFTER = re.compile(rf"[ \u00a0-]?([{''.join(VULGAR)}])")
_SLASH_PARTS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 100})
_LARGEST_ROUNDED = Decimal("1E+20")  # beyond it Decimal has no digits left for six decimals
_DECIMALS = 6  # of a quotient, and as many significant digits: no fraction in the news says more


class Written(NamedTuple):
    """A number in digits, and where it starts and ends."""

    value: Decimal
    start: int
    end: int


def divide(above: Decimal | int, below: Decimal | int) -> Decimal:
    """Divide, to six decimals where the quotient goes on, and to six digits where it is small.

    >>> divide(3, 4), divide(1, 3), divide(1, 121)
    (Decimal('0.75'), Decimal('0.333333'), Decimal('0.00826446'))
    """
    quotient = Decimal(above) / Decimal(below)
    if len(quotient.as_tuple().digits) <= 8 or abs(quotient) > _LARGEST_ROUNDED:
        return quotient
    return quotient.quantize(
        Decimal(1).scaleb(-max(_DECIMALS, _DECIMALS - 1 - quotient.adjusted()))
    )


def is_whole(value: Decimal) -> bool:
    """Tell a whole number, whatever its size.

    >>> is_whole(Decimal("1E+100")), is_whole(Decimal("2.5"))
    (True, False)
    """
    return value == value.to_integral_value()


def digits_at(text: str, at: int, floor: int = 0) -> Written | None:
    """Read the number whose first digit stands at this offset.

    A leading point (".08") may stand before it.
    """
    found = _DIGITS.match(text, at)
    value = _value(found) if found else None
    if found is None or value is None:
        return None
    if (
        at > floor
        and text[at - 1] == "."
        and found.group().isdigit()
        and not _is_word_end(text, at - 2)
    ):
        return Written(Decimal(f"0.{found.group()}"), at - 1, found.end())
    return Written(value, at, found.end())


def _is_word_end(text: str, at: int) -> bool:
    return at >= 0 and not (text[at].isspace() or text[at] in "($£€[-−–~<>")


def _value(found: re.Match[str]) -> Decimal | None:
    exponent = found["exponent"]
    written = (
        found.group()
        if exponent is None
        else found.string[found.start() : found.start("exponent") - 1]
    )
    plain = re.sub(r"[ \u00a0\u2009\u202f'’]", "", written)
    plain, _, power = re.sub(r"[x×*]10\^?", "e", plain).replace("−", "-").partition("e")
    if plain.count(".") > 1:
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    try:
        value = Decimal(plain.replace(",", "")).scaleb(int(power or 0))
        return (
            value
            if exponent is None
            else value ** int(exponent.replace("−", "-").replace("--", ""))
        )
    except ArithmeticError:  # a power beyond what Decimal holds
        return None


def clocked_at(text: str, at: int) -> Written | None:
    """Read a time that was taken, in seconds, but no time of day.

    >>> [str(clocked_at(time, 0).value) for time in ("2:14:04", "3:59.4")]
    ['8044', '239.4']
    """
    found = _CLOCKED.match(text, at)
    if found is None or _DATE_BEFORE.search(text[max(at - 3, 0) : at]):
        return None
    if found["short"]:
        return Written(60 * int(found["short"]) + Decimal(found["parts"]), at, found.end())
    minutes = 60 * int(found["hours"]) + int(found["minutes"])
    return Written(60 * minutes + Decimal(found["seconds"]), at, found.end())


def slashed_at(text: str, at: int) -> Written | None:
    """Read "3/4" as a fraction, but leave "9/11", "2016/17" and "24/7" alone."""
    return _fraction(_SLASHED.match(text, at))


def fraction_after(text: str, at: int) -> Written | None:
    """Read the fraction of a mixed number at this offset: "(2)½", "(2) ½", "(2) 1/4", "(2)-1/2"."""
    vulgar = _VULGAR_AFTER.match(text, at)
    if vulgar is not None:
        return Written(divide(*VULGAR[vulgar[1]]), vulgar.start(1), vulgar.end())
    return _fraction(_SLASHED_AFTER.match(text, at))


def _fraction(found: re.Match[str] | None) -> Written | None:
    if found is None:
        return None
    above, below = int(found[1]), int(found[2])
    if below not in _SLASH_PARTS or not 0 < above < below:
        return None
    return Written(divide(above, below), found.start(), found.end())
