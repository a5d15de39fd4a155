"""Ages: "65-year-old", "ten months old", "aged 3 to 5", "Smith, 20,", "children under 5".

In comes a reading; its unit becomes "year of age" (or month, week, day) where the words make it an
age. A bare number is an age only where the language leaves no other reading: after "aged", set off
by commas behind a name, or as what a person is or turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.model import Modifier
from claims.text.grammar.chunks import Chunk
from claims.text.grammar.lexicon import marks
from claims.text.grammar.rules import Found, Line, Rule, Rules, apply_each
from claims.text.grammar.syntax import Sentence, Token
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.words import Signs
from claims.text.quantities.written import Form

# "the under-12s", "over-40s"; with a capital it is a team ("England Under-21s")
_CLASSES = {"under-": Modifier.LESS_THAN, "over-": Modifier.MORE_THAN}
_CLASS = re.compile(r"(?<![^\W_])(?<!-)(?:under|over)-$")
_LONGEST_CLASS = 6  # characters
_PLURAL = re.compile(r"['’]?s(?![^\W_])")
_ROLES = ("roles", "titles", "epithets")
_UNIT = "unit=year|years|yr|yrs|month|months|week|weeks|day|days"
_DASH = "-|‐|‑|–*2"
_SOFTLY = "only|just|now|already|about|around|nearly|almost?"
_SHE = "he|she|who|i|you"
_YOUNGEST, _OLDEST = 4, 125
_MOST_PARENTS = 12  # "a child of two doctors" tells no age, "a child of 14 speaks" does


class _Told(NamedTuple):
    """A number whose own unit says that it is an age: its index, the unit, and where that ends."""

    number: int
    unit: str
    end: int


def _told(found: Found) -> _Told:
    words = found.line.words
    unit = found.word("unit").removesuffix("s") or "year"
    last = found.at("unit") if "kin" in found else found.last - 1
    unit = "year" if unit == "yr" else unit
    return _Told(found.value("n", "NUM"), f"{unit} of age", words[last].end)


_OLD = Rules(
    Rule(f"n=NUM {_DASH} {_UNIT} {_DASH} old|olds", _told),  # 65-year-old, ten years old
    Rule(f"n=NUM -? {_UNIT} of age", _told),  # 95 years of age
    Rule("n=NUM -? yo|y.o.", _told),  # 87 yo
    Rule("n=NUM -? y /? o", _told),
    Rule(f"n=NUM - {_UNIT} -? kin=SOMEBODY|KIN", _told),  # her 11-month daughter
)
_SIGNS = Signs(
    aged=(
        "aged|age|ages group? of|is|was|from|between|just|only|about|around|under|over|above|below*"
        " n=NUM",
        "n=NUM -? age -? group|groups|range|ranges|bracket|brackets|cohort|cohorts|band|bands",
    ),
    lived=(
        "as young|old as n=NUM",  # children as young as 12
        "lived|lives|live|living past|beyond|to|until n=NUM",  # those living past 90
        "lived|lives|live|living to be n=NUM",
    ),
    # people under 5; voters aged or younger than 30; men 60 and over
    limited=(
        "PERSON W? under|over|above|below|between n=NUM",
        "PERSON W? younger|older than n=NUM",
        "PERSON n=NUM and|or under|over|older|younger|up|above",
    ),
    somebody=(
        "an|a|another|the|one ( !NUM|CD W|- )*4 SOMEBODY of just|only? n=NUM",
    ),  # a man of 64
    older=(
        "n=NUM and|or older|younger",  # those 45 or older
        "older|younger than n=NUM",
        "die|dies|died|dead|retire|retires|retired|married at n=NUM",
    ),
    said=(
        "was|is only? n=NUM &.|;|END",
        "was|is only? n=NUM ,? when",
        "was|is only? n=NUM ,? at the time",
    ),
    becomes=(
        f"{_SHE} is|was|am|turned|turns|'s|'m|'re {_SOFTLY} n=NUM",
        f"{_SHE} will|'ll be|turn {_SOFTLY} n=NUM",
        f"{_SHE} would be {_SOFTLY} n=NUM",
        f"{_SHE} has|had|just turned {_SOFTLY} n=NUM",
        "turned|turns|turning n=NUM",
        "will turn n=NUM",
    ),
    ends=(
        "n=NUM &.|,|;|:|)|!|?|when|and|but|by|in|on|this|next|last|or|now|END",
        "n=NUM at the time",
    ),
    apposed=(
        "CAP jr|sr|jr.|sr.|ii|iii? , now|then|just|only? n=NUM &,|;|.|)|who|was|is|and|END",
        "CAP jr|sr|jr.|sr.|ii|iii? , now|then|just|only? n=NUM of|from CAP",  # Smith, 19, of Leeds
    ),
    described=(
        "the|a|an|his|her|their|our|my|another|whose ( !NUM|CD W|- )*6 , n=NUM &,",  # the man, 65,
        "ARTICLE , n=NUM &,",  # a fourth, 19, fled
    ),
    bounded=("between|under|over|above|below n=NUM",),  # two over 60, two between 51 and 60
)


def _range_of_ages(found: Found) -> tuple[int, int] | None:
    """Read "voters 18 to 34", but no score: "beat the visitors 18 to 34"."""
    return None if "the" in found else (found.value("n", "NUM"), found.value("oldest", "NUM"))


_RANGES = Rules(Rule("the=the? PERSON n=NUM to|-|– oldest=NUM", _range_of_ages))


def read_ages(passage: Passage, readings: Sequence[Reading | None], line: Line) -> None:
    """Make ages of the readings that are ages; those that are no quantities are None.

    Once one is told, its sentence may tell more without the words.
    """
    told = {each.number: each for each in reversed(apply_each(_OLD, line))}
    signs = _SIGNS.beside(line)
    for at in _ranged(readings, line):
        signs[at].add("ranged")
    last: Reading | None = None
    for at, reading in enumerate(readings):
        if reading is not None:
            _read_age(passage, reading, told.get(at), signs[at])
            _read_age_too(passage, last, reading, signs[at])
            last = reading if reading.dimension == "age" else last


def _ranged(readings: Sequence[Reading | None], line: Line) -> set[int]:
    """Return the first numbers of "voters 18 to 34"."""
    pairs = apply_each(_RANGES, line)
    return {young for young, old in pairs if _may_be_ages(readings[young], readings[old])}


def _may_be_ages(young: Reading | None, old: Reading | None) -> bool:
    if young is None or old is None:
        return False
    return _YOUNGEST < young.value < old.value < 100


def _may_be_age(reading: Reading) -> bool:
    """Tell a bare number that people can be old."""
    return reading.is_alone and 0 < reading.value < _OLDEST


def _read_age_too(
    passage: Passage, last: Reading | None, reading: Reading, signs: set[str]
) -> None:
    """Make an age of a bare number that goes on with the last one."""
    if last is None or not _may_be_age(reading):
        return
    if "bounded" in signs or _is_age_too(passage, last, reading):
        reading.measured_in(last.unit, "age", reading.end)


def _is_age_too(passage: Passage, last: Reading, reading: Reading) -> bool:
    """Tell "the sisters, 41 and 38,", "Berg (34 years old) and Ruiz (45)"."""
    opening, closing = passage.mark_before(reading), passage.mark_behind(reading)
    if passage.between(last, reading) in (" and ", ", ", ", and "):
        return closing in (",", ".", ";", "") or passage.folded.startswith(" and ", reading.end)
    return (opening, closing, passage.mark_behind(last)) == ("(", ")", ")")


def is_age_class(passage: Passage, reading: Reading) -> bool:
    """Tell "the under-12s" from the decade of "the 1990s"."""
    return _class_before(passage, reading) is not None


def _class_before(passage: Passage, reading: Reading) -> str | None:
    """Return the "under-" or "over-" that makes a class of people of a number with an s."""
    if _PLURAL.match(passage.text, reading.end) is None:
        return None
    first = max(passage.start, reading.start - _LONGEST_CLASS)
    found = _CLASS.search(passage.text, first, reading.start)
    return found.group() if found else None


def _read_age(passage: Passage, reading: Reading, told: _Told | None, signs: set[str]) -> None:
    """Make the reading an age where it is one."""
    before = _class_before(passage, reading)
    if before is not None:
        reading.start, reading.modifier = reading.start - len(before), _CLASSES[before]
        reading.measured_in("year of age", "age", passage.folded.index("s", reading.end) + 1)
    elif told is not None:
        reading.measured_in(told.unit, "age", told.end)
    elif reading.dimension == "time" and "aged" in signs:  # under the age of 5 years
        reading.measured_in(f"{reading.unit} of age", "age", reading.end)
    elif any(_bare_age(passage, reading, signs)):
        reading.measured_in("year of age", "age", reading.end)


def _bare_age(passage: Passage, reading: Reading, signs: set[str]) -> Iterator[bool]:
    """Yield what makes an age of a number without a unit."""
    if reading.unit or not 0 < reading.value < _OLDEST:
        return
    counts = passage.is_plural(reading.noun)
    yield not signs.isdisjoint(("aged", "ranged"))
    yield "limited" in signs and not counts
    yield "somebody" in signs and (not counts or reading.value > _MOST_PARENTS)
    yield reading.noun is None and _is_lived(reading, signs)
    yield "said" in signs and _is_said_of_person(passage, reading)
    yield _is_set_off(reading, signs)


def _is_set_off(reading: Reading, signs: set[str]) -> bool:
    """Tell "Smith, 19, of Leeds" and "the man, 65,"."""
    if reading.form is not Form.DIGITS or not reading.is_whole:
        return False
    return "apposed" in signs or ("described" in signs and reading.value > _YOUNGEST)


def _is_lived(reading: Reading, signs: set[str]) -> bool:
    """Tell an age with nothing behind it: "living past 90", "45 or older", "she turned 10"."""
    is_older = "older" in signs and reading.value >= 1
    return is_older or "lived" in signs or {"becomes", "ends"} <= signs


def _is_said_of_person(passage: Passage, reading: Reading) -> bool:
    """Tell "Smith, the former mayor, was 90." from "The index was 90." by who is the subject."""
    is_in_digits = reading.form is Form.DIGITS and reading.value >= 1
    return is_in_digits and any(_each_is_person(passage.parsed(), reading))


def _each_is_person(sentence: Sentence, reading: Reading) -> Iterator[bool]:
    """Yield whether the subject of a number is a person, and what stands beside that."""
    seat = sentence.seat(sentence.token_at(reading.start))
    subject = None if seat is None else seat.clause.subject
    if subject is not None:
        for at in (subject, *sentence.dependents(subject, "appos")):
            yield _is_person(sentence, sentence.chunks[at])


def _is_person(sentence: Sentence, phrase: Chunk) -> bool:
    """Tell who names a person or the role of one: "Ann Lee", "the mayor", "the former lyricist"."""
    head, first = sentence.tokens[phrase.head], sentence.tokens[phrase.first]
    is_former = head.tag == "NN" and "former" in sentence.words[phrase.first : phrase.head]
    return _is_role(head) or _is_full_name(first, head) or is_former


def _is_role(noun: Token) -> bool:
    return any(noun.text.lower() in marks(f"names/{name}") for name in _ROLES)


def _is_full_name(first: Token, last: Token) -> bool:
    return first.tag == last.tag == "NNP" and last.text[1:].islower()
