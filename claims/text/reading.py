"""A quantity while it is being read: every step of `quantities.py` fills in what it can see.

The steps work on the text and on its folded copy (lower case, same offsets), within one sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from claims.model import Modifier, Quantity, Span, Trend
from claims.text.numerals import Form, Numeral


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence within its text: `folded` is the whole text in lower case, [start, end) the sentence."""

    text: str
    folded: str
    start: int
    end: int
    country: str = ""

    def before(self, at: int, width: int = 60) -> str:
        """Return the folded text of this sentence that ends at an offset, at most `width` characters."""
        return self.folded[max(self.start, at - width) : at]

    def after(self, at: int, width: int = 60) -> str:
        """Return the folded text of this sentence that starts at an offset, at most `width` characters."""
        return self.folded[at : min(self.end, at + width)]


@dataclass(slots=True)
class Reading:
    """What is known so far: [start, end) grows from the numeral to the hedge and the unit."""

    start: int
    end: int
    number: Span
    value: Decimal
    form: Form
    upper: Decimal | None = None
    scale: Decimal = Decimal(1)
    unit: str = ""
    dimension: str = ""
    modifier: Modifier = Modifier.EXACT
    trend: Trend = Trend.NONE
    money_sign: bool = False  # the currency stands before the number: "$5"
    attributive: bool = False  # joined to a noun by a hyphen: "45-acre farm"
    notes: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, numeral: Numeral) -> Reading:
        """Start from a bare numeral."""
        span = Span(numeral.start, numeral.end)
        return cls(*span, span, numeral.value, numeral.form, numeral.upper, numeral.scale)

    def quantity(self, text: str) -> Quantity:
        """Return what was read as a finished quantity."""
        modifier = self.modifier
        if self.upper is not None and modifier is Modifier.EXACT:
            modifier = Modifier.BETWEEN
        return Quantity(
            start=self.start,
            end=self.end,
            surface=text[self.start : self.end],
            number=self.number,
            value=self.value,
            upper=self.upper,
            modifier=modifier,
            trend=self.trend,
            unit=self.unit,
            dimension=self.dimension,
        )
