"""What is known of a number from how it is written: its value, its form and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Form(StrEnum):
    """How a numeral is written, which is what decides what else it could be."""

    DIGITS = "digits"  # 600, 1,234.5
    SCALED = "scaled"  # 1.5 million, three hundred
    WORDS = "words"  # seven, twenty-one
    FRACTION = "fraction"  # two thirds, 1/2, half, two and a half
    ARTICLE = "article"  # a hundred, a third, a dozen
    VAGUE = "vague"  # tens of thousands, several hundred
    MULTIPLE = "multiple"  # threefold, twice
    CLOCKED = "clocked"  # 2:14:04, 3:59.4: a length of time, in seconds


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
