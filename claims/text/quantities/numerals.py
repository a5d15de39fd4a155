"""The grammar of English numerals: text in, every numeral out, with its value and its span.

It knows digits and spelled numbers, mixed forms ("1.5 million", "$3.415bn", "3.4 lakh crore"),
fractions, dozens, and vague plurals, which are ranges of one decade by rule: "thousands" is 1,000
to 10,000, "tens of thousands" 10,000 to 100,000, "dozens" 12 to 120, "several hundred" 100 to
1,000.

It refuses little that looks like a numeral: whether "2016" is a year, "one" a pronoun or "a third"
an ordinal is decided by `lookalikes.py`, which sees the context. No tags are needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from claims.text.quantities.digits import VULGAR, Written, clocked_at, digits_at, divide, slashed_at
from claims.text.quantities.number_words import (
    Meaning,
    NumberWord,
    kind_after,
    number_words,
    word_after,
    word_at,
)
from claims.text.quantities.parts import counted_part, mixed
from claims.text.quantities.scale_words import ARTICLE_BEFORE, read_scale_alone, read_vague
from claims.text.quantities.spelled import (
    Cardinal,
    below_hundred,
    cardinal,
    digits_after_hundred,
    lower_groups,
)
from claims.text.quantities.written import Form, Numeral

_ONE = Decimal(1)
_SHORT = re.compile(r"[ \u00a0\u2009\u202f]?([a-z]{2,3})\.?(?![a-z0-9²³'’/])")
_GLUED = re.compile(r"(?<=\d)([a-z]+)")  # $4million, 3lakh
_OF_A_SCALE = re.compile(r"[ -](?:of[ -])?(?:an?[ -])?([a-z]+)")
_POINT = re.compile(
    r"\s+point((?:\s+(?:zero|nought|naught|oh|one|two|three|four|five|six|seven|eight|nine)\b)+)"
)
_POINT_ABOVE_NINE = re.compile(r"\s+point\s+([a-z]+)")
_AT_BEFORE = re.compile(r"(?<!\w)at[ ]$")  # at one point two men left
_ORDINAL_NEXT = re.compile(
    r"(?<!\bone)[-‐‑](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)(?![a-z])"
)
# The parts that need no article: "half of them", "quarter million"
_ALONE = {Form.FRACTION: (2,), Form.SCALED: (2, 4)}
_NO_NUMBER = Meaning("", Decimal(0), Decimal(0))


@cache
def _trigger() -> re.Pattern[str]:
    """Where a numeral may start: a digit, a vulgar fraction, or a number word."""
    by_letter: dict[str, list[str]] = {}
    for word, (kind, *_) in number_words().items():
        if kind not in ("short", "letter"):
            by_letter.setdefault(word[0], []).append(word[1:])
    words = "|".join(
        f"{first}(?:{'|'.join(sorted(rest, key=len, reverse=True))})"
        for first, rest in sorted(by_letter.items())
    )
    return re.compile(rf"[\d{''.join(VULGAR)}]|(?<![a-z])(?:{words})(?![a-z])")


def find_numerals(folded: str) -> Iterator[Numeral]:
    """Yield the numerals of a folded text (see `number_words.fold`) in order.

    Each as long as it can be read.

    >>> [str(n.value) for n in find_numerals("two and a half million, 1,234.5 or half a dozen")]
    ['2.5E+6', '1234.5', '6.0']
    >>> [(int(n.value), int(n.upper)) for n in find_numerals("tens of thousands of people")]
    [(10000, 100000)]
    """
    trigger = _trigger()
    position = 0
    while (found := trigger.search(folded, position)) is not None:
        numeral = _read(folded, found.start(), position)
        position = found.end() if numeral is None else max(numeral.end, found.end())
        if numeral is not None:
            yield numeral


def _read(folded: str, at: int, floor: int) -> Numeral | None:
    """Read the numeral at a trigger; an article before it may be taken in, down to `floor`."""
    if folded[at] in VULGAR:
        return Numeral(at, at + 1, divide(*VULGAR[folded[at]]), Form.FRACTION)
    if folded[at].isdigit():
        return _read_digits(folded, at, floor)
    word = word_at(folded, at)
    return _READERS.get(word.kind, read_scale_alone)(folded, word, floor) if word else None


def _read_digits(folded: str, at: int, floor: int) -> Numeral | None:
    clocked = clocked_at(folded, at)
    if clocked is not None:
        return Numeral(at, clocked.end, clocked.value, Form.CLOCKED)
    slashed = slashed_at(folded, at)
    if slashed is not None:
        return Numeral(at, slashed.end, slashed.value, Form.FRACTION)
    digits = digits_at(folded, at, floor)
    return None if digits is None else _read_number(folded, digits)


def _read_number(folded: str, digits: Written) -> Numeral:
    number = Cardinal(digits.value, digits.end)
    plain = Numeral(digits.start, digits.end, digits.value, Form.DIGITS)
    return _with_scale_or_part(folded, digits.start, number) or plain


def _read_words(folded: str, word: NumberWord, floor: int) -> Numeral | None:
    number = cardinal(folded, word.start)
    if _ORDINAL_NEXT.match(folded, number.end):  # "the twenty-first victim"
        return None
    number = _with_decimals(folded, word.start, number)
    form = Form.SCALED if number.scale > _ONE else Form.WORDS
    plain = Numeral(word.start, number.end, number.value, form, scale=number.scale)
    return _with_scale_or_part(folded, word.start, number) or plain


def _with_decimals(folded: str, at: int, whole: Cardinal) -> Cardinal:
    """Read what follows the point: "(one) point two five", "(nought) point eleven"."""
    if _AT_BEFORE.search(folded, max(at - 4, 0), at):
        return whole
    decimals = _digits_behind_point(folded, whole.end) or _number_behind_point(folded, whole.end)
    if decimals is None:
        return whole
    written, end = decimals
    return Cardinal(Decimal(f"{whole.value:f}.{written}"), end)


def _digits_behind_point(folded: str, at: int) -> tuple[str, int] | None:
    """Read "point two five" as its digits, and where it ends; "oh" is a zero."""
    found = _POINT.match(folded, at)
    if found is None:
        return None
    spelled = (number_words().get(word, _NO_NUMBER).value for word in found[1].split())
    return "".join(map(str, spelled)), found.end()


def _number_behind_point(folded: str, at: int) -> tuple[str, int] | None:
    """Read "point eleven" as its digits, and where it ends."""
    above = kind_after(folded, at, "teen", "ten", link=_POINT_ABOVE_NINE)
    if above is None:
        return None
    decimals = below_hundred(folded, above.start)
    return str(decimals.value), decimals.end


def _with_scale_or_part(folded: str, at: int, number: Cardinal) -> Numeral | None:
    """Read what turns a number into a larger one.

    A fraction ("and a half"), a scale ("million"), parts ("thirds").
    """
    with_part = mixed(folded, number) if number.scale < 1000 else None
    scaled = _scaled(folded, with_part or number)
    if scaled is not None:
        return Numeral(at, scaled.end, scaled.value, Form.SCALED, scale=scaled.scale)
    if with_part is not None:
        return Numeral(at, with_part.end, with_part.value, Form.FRACTION)
    return _parts_of_one(folded, at, number)


def _parts_of_one(folded: str, at: int, number: Cardinal) -> Numeral | None:
    """Read the "thirds" of "two thirds of a million"."""
    part = counted_part(folded, number, folded[at].isalpha())
    if part is None:
        return None
    return _fraction_of_scale(folded, at, Cardinal(divide(number.value, part.value), part.end))


def _scaled(folded: str, number: Cardinal) -> Cardinal | None:
    """Multiply by the scale words that follow.

    For example "million", "bn", "lakh crore", "hundred thousand", "dozen".
    """
    scaled = _times_words(folded, number)
    if scaled.scale > _ONE:
        return digits_after_hundred(folded, scaled) or lower_groups(folded, scaled) or scaled
    return _times_short(folded, number)


def _times_words(folded: str, number: Cardinal) -> Cardinal:
    """Multiply by the words "million", "hundred thousand", "dozens"."""
    scale, end = _ONE, number.end
    word = word_after(folded, end) or word_after(folded, end, _GLUED)
    while word is not None and _multiplies(folded, word):
        scale, end = scale * _times(word), word.end
        word = word_after(folded, end)
    return Cardinal(number.value * scale, end, scale)


def _times_short(folded: str, number: Cardinal) -> Cardinal | None:
    """Multiply by "bn" and the like, which need digits before them."""
    short = _SHORT.match(folded, number.end)
    meaning = number_words().get(short[1]) if short else None
    if short is None or meaning is None or meaning.kind != "short":
        return None
    return Cardinal(number.value * meaning.value, short.end(1), meaning.value)


def _times(word: NumberWord) -> Decimal:
    return number_words()["dozen"].value if word.kind == "vague" else word.value  # "3 dozens"


def _multiplies(folded: str, word: NumberWord) -> bool:
    # "3 dozens"
    return word.kind in ("scale", "hundred", "group") or folded[word.start : word.end] == "dozens"


def _read_part(folded: str, part: NumberWord, floor: int) -> Numeral | None:
    """Read "half", "a third", "half a million", "quarter million".

    "third" and "thirds" alone are ordinals.
    """
    if folded[part.end - 1] == "s":
        return None
    article = ARTICLE_BEFORE.search(folded, max(floor, part.start - 4), part.start)
    start = article.start() if article else part.start
    numeral = _fraction_of_scale(folded, start, Cardinal(divide(1, part.value), part.end))
    if article is None:
        return numeral if part.value in _ALONE[numeral.form] else None
    is_scaled = numeral.form is Form.SCALED
    return numeral if is_scaled else replace(numeral, form=Form.ARTICLE)


def _read_multiple(folded: str, word: NumberWord, floor: int) -> Numeral:
    return Numeral(word.start, word.end, word.value, Form.MULTIPLE)


def _read_vague(folded: str, word: NumberWord, floor: int) -> Numeral | None:
    return read_vague(folded, word)


def _fraction_of_scale(folded: str, start: int, fraction: Cardinal) -> Numeral:
    """Finish "half a million", "two thirds of a million", "quarter million", "half-dozen"."""
    word = word_after(folded, fraction.end, _OF_A_SCALE)
    if word is not None and (word.kind == "scale" or folded[word.start : word.end] == "dozen"):
        return Numeral(start, word.end, fraction.value * word.value, Form.SCALED, scale=word.value)
    return Numeral(start, fraction.end, fraction.value, Form.FRACTION)


_READERS: Mapping[str, Callable[[str, NumberWord, int], Numeral | None]] = {
    "unit": _read_words,
    "teen": _read_words,
    "ten": _read_words,
    "part": _read_part,
    "vague": _read_vague,
    "multiple": _read_multiple,
}
