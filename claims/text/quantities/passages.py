"""A quantity while it is being read: every step of `find.py` fills in what it can see.

The steps work on the text and on its folded copy (lower case, same offsets), within one sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from operator import attrgetter

from claims.model import Modifier, Quantity, Span, Trend
from claims.text.grammar.lexicon import listed
from claims.text.grammar.once import Once
from claims.text.grammar.plurals import is_plural
from claims.text.grammar.rules import Line
from claims.text.grammar.syntax import Sentence, Syntax
from claims.text.quantities.classes import plain_words
from claims.text.quantities.digits import is_whole
from claims.text.quantities.nouns import CountedNoun
from claims.text.quantities.number_words import number_words
from claims.text.quantities.written import Form, Numeral

_WORD = re.compile(r"[^\W\d_]{3,}")
_OPEN_NUMBERS = frozenset(("$", "€", "£", "a", "an"))
_START = attrgetter("start")
_NEIGHBOURS = "numbers/neighbours"
_RANGE_LINKS = (" to ", " or ", "-to-")


@dataclass(frozen=True)
class Passage(Once):
    """A sentence within its text.

    `folded` is the whole text in lower case, [start, end) the sentence.

    `named` are the numbers that the text has used as names so far ("a Boeing 757"), shared by all
    its passages.
    """

    text: str
    folded: str
    start: int
    end: int
    syntax: Syntax
    named: set[str] = field(default_factory=set)

    @cached_property
    def words(self) -> Line:
        """The words of the sentence with their classes."""
        return Line(plain_words(self.parsed()))

    def speaks_of(self, kind: str) -> bool:
        """Tell whether a word of the sentence is of a class of `numbers/neighbours.txt`."""
        if kind.upper() in self.words.places:
            return True
        sentence = self.folded[self.start : self.end]
        return any(" " in word and word in sentence for word in listed(_NEIGHBOURS, kind))

    def has_near(self, kind: str, start: int, end: int) -> bool:
        """Tell whether a word of a kind starts in [start, end) of the text."""
        words = self.words.words
        return any(start <= words[at].start < end for at in self.words.places.get(kind, ()))

    def is_number_at(self, at: int) -> bool:
        """Tell whether the next word opens a number: "12", "$5", "a dozen", "two"."""
        index = bisect_left(self.words.words, at, key=_START)
        small = self.words.words[index].small if index < len(self.words) else " "
        return small[0].isdigit() or small in _OPEN_NUMBERS or small in number_words()

    def written(self, reading: Reading) -> str:
        """Return the digits or the number words of a reading as the text has them."""
        return self.text[slice(*reading.number)]

    def mark_before(self, reading: Reading) -> str:
        """Return the character right before a reading, "" at the beginning of the text."""
        return self.text[reading.start - 1 : reading.start]

    def mark_behind(self, reading: Reading) -> str:
        """Return the character right behind a reading, "" at the end of the text."""
        return self.text[reading.end : reading.end + 1]

    def between(self, left: Reading, right: Reading) -> str:
        """Return the folded text between two readings."""
        return self.folded[left.end : right.start]

    def parsed(self) -> Sentence:
        """Return the tagged sentence."""
        return self.syntax.parse(self.syntax.sentence_index(self.start))

    def before(self, at: int, width: int = 60) -> str:
        """Return the folded text of this sentence up to an offset.

        At most `width` characters.
        """
        return self.folded[max(self.start, at - width) : at]

    def after(self, at: int, width: int = 60) -> str:
        """Return the folded text of this sentence from an offset on.

        At most `width` characters.
        """
        return self.folded[at : min(self.end, at + width)]

    def is_headline(self) -> bool:
        """Tell whether nearly every word of the sentence has a capital."""
        return self.once(_is_headline)

    def tag_before(self, at: int) -> str:
        """Return the tag of the word that ends before an offset, "" where there is none."""
        sentence = self.parsed()
        after = sentence.token_after(at)
        return sentence.tokens[after - 1].tag if after else ""

    def tag_after(self, at: int) -> str:
        """Return the tag of the word that starts at or after an offset, "" where there is none."""
        sentence = self.parsed()
        following = sentence.token_from(at)
        return sentence.tokens[following].tag if following < len(sentence.tokens) else ""

    def is_plural(self, noun: CountedNoun | None) -> bool:
        """Tell whether the head of a counted noun is a plural."""
        return noun is not None and is_plural(self.text[noun.start : noun.end].split()[-1])


def _is_headline(passage: Passage) -> bool:
    words = _WORD.findall(passage.text, passage.start, passage.end)
    return len(words) < 2 or sum(word[0].isupper() for word in words) > 0.8 * len(words)


@dataclass(slots=True)
class Reading:
    """What is known so far: [start, end) grows from the numeral to the hedge and the unit.

    `noun` is a counted noun that follows the number; it becomes the unit only once nothing else
    claims the number.
    """

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
    noun: CountedNoun | None = None
    divisor: Span | None = (
        None  # a number that is part of this one: "per 100,000 people", "one-half of 1 percent"
    )
    money_sign: bool = False  # the currency stands before the number: "$5"
    points_back: bool = False  # it says "others" for what it counts

    @classmethod
    def of(cls, numeral: Numeral) -> Reading:
        """Start from a bare numeral."""
        span = Span(numeral.start, numeral.end)
        return cls(*span, span, numeral.value, numeral.form, numeral.upper, numeral.scale)

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing is read of what it measures, and it may count something."""
        return not self.unit and self.dimension in ("", "count")

    @property
    def is_open(self) -> bool:
        """Tell whether nothing at all is read of what it measures or counts."""
        return not (self.unit or self.dimension)

    @property
    def is_alone(self) -> bool:
        """Tell whether neither a unit nor a noun stands beside it."""
        return not self.unit and self.noun is None

    @property
    def is_counted(self) -> bool:
        """Tell whether it is read what it counts."""
        return self.dimension == "count" and self.unit != ""

    @property
    def is_whole(self) -> bool:
        """Tell whether it is a whole number."""
        return is_whole(self.value)

    @property
    def is_part(self) -> bool:
        """Tell whether it is less than one of something, as a half is."""
        return 0 < self.value < 1

    @property
    def is_spelled_one(self) -> bool:
        """Tell whether it is "one", which may be a pronoun."""
        return self.form is Form.WORDS and self.value == 1

    @property
    def bare_noun(self) -> CountedNoun | None:
        """The noun that it counts, None where it is measured in a unit."""
        return None if self.unit else self.noun

    def counts(self, unit: str) -> None:
        """Take in what it counts, which its own words leave out."""
        self.unit, self.dimension = unit, "count"

    def goes_with(self, other: Reading) -> None:
        """Take in the unit and the dimension of another number."""
        self.unit, self.dimension = other.unit, other.dimension

    def measured_in(self, unit: str, dimension: str, end: int) -> None:
        """Take in the unit that ends at this offset."""
        self.unit, self.dimension, self.end = unit, dimension, max(self.end, end)

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


def opens_range(passage: Passage, reading: Reading, following: Reading | None) -> bool:
    """Tell the first number of "five or six weeks", which counts what the second counts."""
    if following is None or passage.folded[reading.end : following.start] not in _RANGE_LINKS:
        return False
    return bool(following.unit) or passage.is_plural(following.noun)
