"""The grammar of English numerals: text in, every numeral out, with its value and its span.

It knows digits with every thousands and decimal convention of the English-language press, numbers
spelled out at any length, mixed forms ("1.5 million", "$1.762bn", "3.4 lakh crore"), fractions, dozens,
and vague plurals, which are ranges of one decade by rule: "thousands" is 1,000 to 10,000, "tens of
thousands" 10,000 to 100,000, "dozens" 12 to 120, "several hundred" 100 to 1,000.

It refuses nothing that looks like a numeral: whether "2016" is a year, "one" a pronoun or "a third" an
ordinal is decided by `claims/text/lookalikes.py`, which sees the context. No tags are needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from claims.data import entries

# A fraction such as 1/3 is kept to six significant digits: no news figure is finer than that.
_FRACTION_DIGITS = Decimal("1E-6")
_GAP = r"(?:[ \t\u00a0\u2009\u202f]{1,2}|[ ]?[-‐‑][ ]?|\r?\n)"
_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip


class Form(StrEnum):
    """How a numeral is written, which is what decides what else it could be."""

    DIGITS = "digits"  # 600, 1,234.5
    SCALED = "scaled"  # 1.5 million, 25k, three hundred
    WORDS = "words"  # seven, twenty-one
    FRACTION = "fraction"  # two thirds, 1/2, half
    ARTICLE = "article"  # a hundred, a third, a dozen
    VAGUE = "vague"  # tens of thousands, several hundred


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeral at [start, end); `upper` is set for a vague plural only.

    `scale` is what the last scale word multiplies by, so that "5 to 10 million" can share it.
    """

    start: int
    end: int
    value: Decimal
    form: Form
    upper: Decimal | None = None
    scale: Decimal = Decimal(1)


class _Word(NamedTuple):
    kind: str
    value: Decimal
    end: int


class _Part(NamedTuple):
    """A number read so far, and where it ends."""

    value: Decimal
    end: int
    scale: Decimal = Decimal(1)


@cache
def number_words() -> dict[str, tuple[str, Decimal]]:
    """Return kind and value of every word in `numerals.txt`."""
    words = {}
    for line in entries("numerals.txt"):
        word, kind, value = line.split()
        words[word] = (kind, Decimal(value))
    return words


def fold(text: str) -> str:
    """Lower the letters of a text, keeping every offset.

    >>> len(fold("İstanbul"))
    8
    """
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


@cache
def _trigger() -> re.Pattern[str]:
    """Where a numeral may start: a digit, a vulgar fraction, or a number word; letters before it rule it out."""
    by_letter: dict[str, list[str]] = {}
    for word, (kind, _) in number_words().items():
        if kind not in ("short", "letter"):
            by_letter.setdefault(word[0], []).append(word[1:])
    words = "|".join(
        f"{first}(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for first, rest in sorted(by_letter.items())
    )
    return re.compile(rf"(?<![a-z])(?:\d|[{''.join(_VULGAR)}]|(?:{words})(?![a-z]))")


_DIGITS = re.compile(
    r"""
    (?: \d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?                 # 1,234,567.89
      | \d{1,2}(?:,\d{2})+,\d{3}(?!\d|,\d)(?:\.\d+)?           # 12,34,567.89, as in India
      | \d{1,3}(?:['’]\d{3})+(?!\d)(?:\.\d+)?                  # 1'234'567, as in Switzerland
      | \d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)? # 1 234 567 with hard or thin spaces
      | \d{1,3}(?:\ \d{3}){2,}(?!\d)(?:[.,]\d+)?               # 1 234 567 with plain ones, twice to be sure
      | \d{1,3}\ 000(?!\d|\ \d)                                # 10 000
      | \d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?                  # 1.234.567, as on the Continent
      | \d+,\d{1,2}(?!\d|,\d)                                  # 2,5: the Continental decimal comma
      | \d+(?:\.\d+)?                                          # 1234.5
    )
    (?P<power> e[+-]?\d{1,3}(?!\w)                             # 1e10
      | [ ]?[x×*][ ]?10\^?[-−]?\d{1,3}(?!\w) )?                # 6.23x10^-4
    """,
    re.VERBOSE,
)
_SLASHED = re.compile(r"(\d{1,3})[ ]?[/⁄][ ]?(\d{1,3})(?![\d/⁄]|[ ]?[/⁄])")
_MIXED_SLASHED = re.compile(r"[ \u00a0-]{1,2}(\d{1,2})[/⁄](\d{1,2})(?![\d/⁄])")
_SLASH_PARTS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 100})
_ASCII_WORD = re.compile(r"[a-z]+")
_GAP_WORD = re.compile(rf"{_GAP}([a-z]+)")
_AND_WORD = re.compile(r"(?:,?\s+and\s+|-and-)([a-z]+|\d{1,2}(?![\d.,]))")
_COMMA_WORD = re.compile(r",\s+([a-z]+)")
_AND_A = re.compile(r"(?:\s+and\s+|-and-)(?:an?[ -]|one[ -])?(?=[a-z])")
_GLUED = re.compile(r"[ \u00a0\u2009\u202f]?([a-z]{1,3})\.?(?![a-z0-9²³'’/])")
_OF_A = re.compile(r"(?:[ -](?:of[ -])?an?[ -]|[ -])([a-z]+)")
_OF_VAGUE = re.compile(r"\s+(?:of|upon|and|on)\s+([a-z]+)")
_POINT = re.compile(r"\s+point((?:\s+(?:zero|nought|naught|oh|one|two|three|four|five|six|seven|eight|nine)\b)+)")
_ARTICLE_BEFORE = re.compile(r"(?:(?<=^)|(?<=[^\w'’-]))an?[ -]$")
_FEW_BEFORE = re.compile(r"(?<![\w'’-])(?:an?[ ]+)?(?:several|few|many|some|couple(?:[ ]+of)?)[ ]+$")
_ONE = Decimal(1)


def find_numerals(folded: str, start: int = 0, end: int | None = None) -> Iterator[Numeral]:
    """Yield the numerals of a folded text (see `fold`) in order, as long as they can be read.

    >>> [str(n.value) for n in find_numerals("two and a half million, 1,234.5 or half a dozen")]
    ['2.5E+6', '1234.5', '6.0']
    >>> [(str(n.value), str(n.upper)) for n in find_numerals("tens of thousands of people")]
    [('1E+4', '1E+5')]
    """
    end = len(folded) if end is None else end
    trigger = _trigger()
    position = start
    while (found := trigger.search(folded, position, end)) is not None:
        numeral = _read(folded, found.start(), max(position, start))
        position = found.end() if numeral is None else max(numeral.end, found.end())
        if numeral is not None:
            yield numeral


def _read(folded: str, at: int, floor: int) -> Numeral | None:
    if folded[at].isdigit() or folded[at] in _VULGAR:
        return _read_digits(folded, at, floor)
    word = _word_at(folded, at)
    if word is None:
        return None
    if word.kind in ("unit", "teen", "ten"):
        return _read_words(folded, at)
    if word.kind == "part":
        return _read_part(folded, at, floor, word)
    if word.kind == "vague":
        return _read_vague(folded, at, word)
    return _read_bare_scale(folded, at, floor, word)


def _word_at(folded: str, at: int) -> _Word | None:
    found = _ASCII_WORD.match(folded, at)
    known = number_words().get(found.group()) if found else None
    return _Word(*known, found.end()) if found and known else None


def _next(folded: str, at: int, pattern: re.Pattern[str] = _GAP_WORD) -> _Word | None:
    """Return the number word that follows, after a gap or whatever the pattern asks for."""
    found = pattern.match(folded, at)
    if found is None:
        return None
    text = found.group(1)
    if text.isdigit():
        return _Word("digits", Decimal(text), found.end())
    known = number_words().get(text)
    return _Word(*known, found.end()) if known else None


# digits


def _read_digits(folded: str, at: int, floor: int) -> Numeral | None:
    if folded[at] in _VULGAR:
        return Numeral(at, at + 1, _ratio(*_VULGAR[folded[at]]), Form.FRACTION)
    slashed = _slashed(folded, at)
    if slashed is not None:
        return Numeral(at, slashed.end, slashed.value, Form.FRACTION)
    found = _DIGITS.match(folded, at)
    if found is None:  # a digit of another script
        return None
    start, value = at, _digits_value(found.group())
    if value is None:
        return None
    if at > floor and folded[at - 1] == "." and not folded[max(at - 2, 0) : at - 1].strip(" \t\n($£€[-−–~<>"):
        start, value = at - 1, Decimal(f"0.{found.group()}") if found.group().isdigit() else value
    number = _Part(value, found.end())
    mixed = _mixed(folded, number)
    scaled = _scales(folded, mixed or number)
    if scaled is not None:
        return Numeral(start, scaled.end, scaled.value, Form.SCALED, scale=scaled.scale)
    if mixed is not None:
        return Numeral(start, mixed.end, mixed.value, Form.FRACTION)
    part = _next(folded, number.end)
    if part is not None and part.kind == "part" and _is_count_of_parts(folded, number, part):
        return Numeral(start, part.end, _divide(value, part.value), Form.FRACTION)
    return Numeral(start, number.end, value, Form.DIGITS)


def _digits_value(written: str) -> Decimal | None:
    plain = re.sub(r"[ \u00a0\u2009\u202f'’]", "", written)
    plain, _, power = re.sub(r"[x×*]10\^?", "e", plain).replace("−", "-").partition("e")
    if plain.count(".") > 1:
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    try:
        return Decimal(plain.replace(",", "")).scaleb(int(power or 0))
    except ArithmeticError:  # a power beyond what Decimal holds
        return None


def _slashed(folded: str, at: int) -> _Part | None:
    """Read "3/4" as a fraction, but leave "9/11", "2016/17" and "24/7" alone."""
    found = _SLASHED.match(folded, at)
    if found is None:
        return None
    above, below = int(found[1]), int(found[2])
    if below not in _SLASH_PARTS or not 0 < above < below:
        return None
    return _Part(_ratio(above, below), found.end())


def _mixed(folded: str, whole: _Part) -> _Part | None:
    """Read the fraction of a mixed number: "2½", "2 1/4", "two and a half", "3 and three quarters"."""
    if folded[whole.end : whole.end + 1] in _VULGAR and whole.end < len(folded):
        return _Part(whole.value + _ratio(*_VULGAR[folded[whole.end]]), whole.end + 1)
    found = _MIXED_SLASHED.match(folded, whole.end)
    if found is not None:
        above, below = int(found[1]), int(found[2])
        if 0 < above < below and below in _SLASH_PARTS:
            return _Part(whole.value + _ratio(above, below), found.end())
    joined = _AND_A.match(folded, whole.end)
    if joined is None:
        return None
    word = _word_at(folded, joined.end())
    if word is not None and word.kind == "part" and re.search(r"[ -](?:an?|one)[ -]$", joined.group()):
        return _Part(whole.value + _ratio(1, word.value), word.end)
    if word is not None and word.kind == "unit":
        part = _next(folded, word.end)
        if part is not None and part.kind == "part":
            return _Part(whole.value + _ratio(word.value, part.value), part.end)
    return None


def _scales(folded: str, number: _Part) -> _Part | None:
    """Multiply by the scale words that follow: "million", "bn", "lakh crore", "hundred thousand"."""
    result = None
    word = _next(folded, number.end)
    while word is not None and word.kind in ("scale", "hundred", "group"):
        scale = word.value * (result.scale if result else _ONE)
        result = _Part(number.value * scale, word.end, scale)
        word = _next(folded, word.end)
    if result is not None:
        rest = _rest(folded, result)
        return rest or result
    glued = _GLUED.match(folded, number.end)
    known = number_words().get(glued[1]) if glued else None
    if glued and known and known[0] == "short":
        return _Part(number.value * known[1], glued.end(1), known[1])
    return None


# words


def _read_words(folded: str, at: int) -> Numeral:
    joins = not re.search(r"\bbetween\s+$", folded[max(at - 12, 0) : at])
    number = _cardinal(folded, at, joins)
    decimal = _POINT.match(folded, number.end)
    if decimal is not None:
        digits = "".join(
            str(number_words().get(word, ("", Decimal(0)))[1]) for word in decimal[1].split()
        )  # "oh" is a zero
        number = _Part(Decimal(f"{number.value}.{digits}"), decimal.end())
    mixed = _mixed(folded, number) if number.scale < 1000 else None
    scaled = _scales(folded, mixed or number)
    if scaled is not None:
        return Numeral(at, scaled.end, scaled.value, Form.SCALED, scale=scaled.scale)
    if mixed is not None:
        return Numeral(at, mixed.end, mixed.value, Form.FRACTION)
    part = _next(folded, number.end)
    if part is not None and part.kind == "part" and _is_count_of_parts(folded, number, part):
        fraction = _Part(_divide(number.value, part.value), part.end)
        return _scaled_fraction(folded, at, fraction)
    form = Form.SCALED if number.scale > _ONE else Form.WORDS
    return Numeral(at, number.end, number.value, form, scale=number.scale)


def _cardinal(folded: str, at: int, joins: bool = True) -> _Part:
    """Read a spelled cardinal whose first word is a unit, teen or ten: "twenty-eight thousand six hundred"."""
    number = _below_thousand(folded, at, joins)
    word = _next(folded, number.end)
    if word is None or word.kind != "scale":
        return number
    while word is not None and word.kind == "scale":
        number = _Part(number.value * word.value, word.end, max(number.scale, _ONE) * word.value)
        word = _next(folded, word.end)
    return _rest(folded, number, joins) or number


def _below_thousand(folded: str, at: int, joins: bool = True) -> _Part:
    number = _below_hundred(folded, at)
    word = _next(folded, number.end)
    if word is None or word.kind != "hundred":
        return number
    number = _Part(number.value * word.value, word.end, word.value)
    rest = _next(folded, number.end) or (_next(folded, number.end, _AND_WORD) if joins else None)
    if rest is None or rest.kind not in ("unit", "teen", "ten", "digits"):
        return number
    lower = _Part(rest.value, rest.end) if rest.kind == "digits" else _below_hundred(folded, _start(folded, rest))
    after = _next(folded, lower.end)
    if after is not None and after.kind in ("hundred", "part"):  # "two hundred and three hundred"
        return number
    return _Part(number.value + lower.value, lower.end, number.scale)


def _below_hundred(folded: str, at: int) -> _Part:
    word = _word_at(folded, at)
    assert word is not None
    if word.kind == "ten":
        unit = _next(folded, word.end)
        if unit is not None and unit.kind == "unit" and unit.value:
            return _Part(word.value + unit.value, unit.end)
    return _Part(word.value, word.end)


def _rest(folded: str, number: _Part, joins: bool = True) -> _Part | None:
    """Read the lower groups after a scale: "(two million) three hundred thousand", "(a million) and a half"."""
    half = _AND_A.match(folded, number.end)
    if half is not None and joins and number.scale >= 1000:
        part = _word_at(folded, half.end())
        if part is not None and part.kind == "part" and re.search(r"[ -](?:an?|one)[ -]$", half.group()):
            after = _next(folded, part.end)
            lower = after.value if after is not None and after.kind == "scale" else number.scale
            end = after.end if after is not None and after.kind == "scale" else part.end
            return _Part(number.value + _ratio(1, part.value) * lower, end, number.scale)
    word = _next(folded, number.end) or _next(folded, number.end, _COMMA_WORD)
    if word is None and joins:
        word = _next(folded, number.end, _AND_WORD)
    if word is None or word.kind not in ("unit", "teen", "ten"):
        return None
    lower_group = _cardinal(folded, _start(folded, word), joins)
    if lower_group.value >= number.scale:  # "between one million and two million"
        return None
    return _Part(number.value + lower_group.value, lower_group.end, number.scale)


def _start(folded: str, word: _Word) -> int:
    at = word.end
    while at and folded[at - 1].isalpha():
        at -= 1
    return at


# fractions, scales without a number, vague plurals


def _is_count_of_parts(folded: str, number: _Part, part: _Word) -> bool:
    """Tell "two thirds" and "one-third" from "two third parties" and "one second half"."""
    plural = folded[part.end - 1] == "s" or folded[part.end - 4 : part.end] == "half"
    return plural != (number.value == _ONE) and 0 < number.value < 100 and not number.value % 1


def _read_part(folded: str, at: int, floor: int, part: _Word) -> Numeral | None:
    if folded[part.end - 1] == "s":  # "thirds" without a number
        return None
    before = _ARTICLE_BEFORE.search(folded[max(floor, at - 4) : at])
    start = at - len(before.group()) if before else at
    if part.value != 2 and before is None:
        half = _OF_A.match(folded, part.end)  # "quarter million"
        if part.value != 4 or half is None or number_words().get(half[1], ("",))[0] != "scale":
            return None
    numeral = _scaled_fraction(folded, start, _Part(_ratio(1, part.value), part.end))
    if numeral.form is Form.FRACTION and before is not None:
        return Numeral(start, numeral.end, numeral.value, Form.ARTICLE)
    return numeral


def _scaled_fraction(folded: str, start: int, fraction: _Part) -> Numeral:
    """Finish "half a million", "two thirds of a million", "quarter million", "half-dozen"."""
    found = _OF_A.match(folded, fraction.end)
    known = number_words().get(found[1]) if found else None
    if found and known and (known[0] == "scale" or (known[0] == "group" and found[1] == "dozen")):
        return Numeral(start, found.end(), fraction.value * known[1], Form.SCALED, scale=known[1])
    return Numeral(start, fraction.end, fraction.value, Form.FRACTION)


def _read_bare_scale(folded: str, at: int, floor: int, word: _Word) -> Numeral | None:
    """Read "a hundred", "a million and a half", "several dozen", "a couple of thousand", "million"."""
    window = folded[max(floor, at - 16) : at]
    article = _ARTICLE_BEFORE.search(window)
    few = None if article else _FEW_BEFORE.search(window)
    if word.kind == "group" and folded[at : word.end] != "dozen" and not few:
        return None
    number = _Part(_ONE, at)
    scaled = _scales(folded, _Part(_ONE, at - 1)) if folded[at - 1 : at].strip(" -") == "" and at else None
    if scaled is None:
        scaled = _Part(word.value, word.end, word.value)
        scaled = _rest(folded, scaled) or scaled
    del number
    if few is not None and "couple" in few.group():
        return Numeral(at - len(few.group()), word.end, 2 * word.value, Form.SCALED, scale=word.value)
    if few is not None and scaled.value == scaled.scale:
        return Numeral(
            at - len(few.group()), scaled.end, scaled.value, Form.VAGUE, scaled.value.scaleb(1), scaled.scale
        )
    start = at - len(article.group()) if article else at
    return Numeral(start, scaled.end, scaled.value, Form.ARTICLE, scale=scaled.scale)


def _read_vague(folded: str, at: int, word: _Word) -> Numeral | None:
    low, end = word.value, word.end
    following = _next(folded, end, _OF_VAGUE)
    while following is not None and following.kind == "vague":
        if following.value != word.value:  # "tens of thousands", but not "thousands upon thousands"
            low *= following.value
        end, word = following.end, following
        following = _next(folded, end, _OF_VAGUE)
    if low in (10, 20) and not re.match(r"\s+of\b", folded[end : end + 6]):  # "he scores", "the tens"
        return None
    return Numeral(at, end, low, Form.VAGUE, low.scaleb(1), low)


def _ratio(above: Decimal | int, below: Decimal | int) -> Decimal:
    return _divide(Decimal(above), Decimal(below))


def _divide(above: Decimal, below: Decimal) -> Decimal:
    quotient = above / below
    if quotient.as_tuple().digits.__len__() <= 6:
        return quotient
    return quotient.quantize(_FRACTION_DIGITS) if quotient >= Decimal("0.1") else +quotient.normalize()
