"""Ages: "65-year-old", "ten months old", "aged 3 to 5", "Smith, 20,", "children under 5", "who was 10".

In comes a reading; its unit becomes "year of age" (or month, week, day) where the words make it an
age. A bare number is an age only where the language leaves no other reading: after "aged", set off
by commas behind a name, or as what a person is or turns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.model import Modifier
from claims.text.grammar.chunks import Chunk
from claims.text.grammar.lexicon import any_of, marks
from claims.text.grammar.plurals import is_plural
from claims.text.grammar.syntax import Sentence
from claims.text.quantities.digits import is_whole
from claims.text.quantities.numerals import Form
from claims.text.quantities.reading import Passage, Reading

_FILE = "numbers/neighbours"
_OLD = re.compile(
    r"""
    [ ‐‑–-]{0,2}(?P<unit>year|yr|month|week|day)s?[ ‐‑–-]{1,2}(?:old|olds)\b  # 65-year-old, 15 year-old, ten years old
    | [ -](?P<span>year|month|week|day)s?[ ]of[ ]age\b                 # 95 years of age
    | [ -]?(?:y/?o|y\.o\.)(?!\w)                                        # 87 yo
    """,
    re.VERBOSE,
)
# "the under-12s", "over-40s"; with a capital it is a team ("England Under-21s")
_CLASSES = {"under-": Modifier.LESS_THAN, "over-": Modifier.MORE_THAN}
_CLASS_BEFORE = re.compile(r"(?<![\w-])(?:under|over)-$")
_CLASS_AFTER = re.compile(r"['’]?s(?!\w)")
_AGED = re.compile(
    r"""
    \b(?: aged | ages? | age[ ]group | the[ ]ages?[ ]of )
    (?:[ ](?:of|is|was|from|between|just|only|about|around|under|over|above|below))*[ ]$
    """,
    re.VERBOSE,
)
_PEOPLE_UNDER = re.compile(
    rf"\b{any_of(_FILE, 'person')}[ ](?:\w+[ ])?(?:under|over|above|below|between|younger[ ]than|older[ ]than)[ ]$"
)
# "voters 18 to 34", "men 18-25", but no score ("beat the visitors 18 to 34")
_PEOPLE_BEFORE = re.compile(rf"(?<!the )\b{any_of(_FILE, 'person')}[ ]$")
_AGES_AFTER = re.compile(r"(?:[ ]to[ ]|[-–])(?P<oldest>\d\d)(?![\d,.]\d|[ ]?%)")
# "children as young as 12", "those living past 90"
_LIVED_BEFORE = re.compile(
    r"\b(?:as (?:young|old) as|(?:lived|lives|live|living) (?:past|beyond|to|until|to be))[ ]$"
)
# "her 11-month daughter"
_CHILD = re.compile(
    rf"-(?P<unit>year|month|week|day)[ -](?:{any_of(_FILE, 'somebody')}|daughter|son|brother|sister|twins?)\b"
)
_PEOPLE_AND_UNDER = re.compile(
    rf"\b{any_of(_FILE, 'person')}[ ]#[ ](?:and|or)[ ](?:under|over|older|younger|up|above)\b"
)
_SOMEBODY_OF = re.compile(
    rf"\b(?:an?|another|the|one)[ ](?:[a-z-]+[ ]){{0,2}}{any_of(_FILE, 'somebody')}[ ]of[ ](?:just[ ]|only[ ])?$"
)
_AGE_GROUP_AFTER = re.compile(r"[ -]age[ -](?:group|range|bracket|cohort|band)s?\b")
_OLDER_BEFORE = re.compile(
    r"\b(?:(?:older|younger)[ ]than|(?:die[sd]?|dead|retire[sd]?|married)[ ]at)[ ]$"
)
_OLDER_AFTER = re.compile(r"[ ](?:and|or)[ ](?:older|younger)\b")  # those 45 or older
_PERSON_COMMA = re.compile(
    r"\b(?:the|a|an|his|her|their|our|my|another|whose)[ ](?:[a-z-]+[ ]){0,3}[a-z]+,[ ]$"
)
_BECOMES = re.compile(
    r"""
    \b(?:he|she|who|i|you)
    (?: [ ](?: is | was | am | turned | turns | will[ ](?:be|turn) | would[ ]be | (?:has|had|just)[ ]turned )
      | ['’](?: s | m | re | ll[ ](?:be|turn) ) )
    (?:[ ](?:only|just|now|already|about|around|nearly|almost))?[ ]$
    """,
    re.VERBOSE,
)
_TURNED = re.compile(r"\b(?:turned|turns|turning|will turn)[ ]$")
_AFTER_BECOMES = re.compile(
    r"$|[.,;:)!?]|[ ](?:when|at the time|and|but|by|in|on|this|next|last|or|now)\b"
)
_APPOSITION = re.compile(
    r"[A-Z][\w'’.-]+(?:[ ](?:Jr|Sr|II|III)\.?)?,[ ](?:(?:now|then|just|only)[ ])?$"
)
# "Smith, 19, of Leeds", "Smith, 19 of Leeds", but not "in a poll by Norden Research, 19 of 24"
_AFTER_APPOSITION = re.compile(r"[,;.)\n]|$|[ ](?:(?:of|from)[ ][A-Z]|(?:who|was|is|and)\b)")
_WAS = re.compile(r"\b(?:was|is) (?:only )?$")
_ENDS_CLAUSE = re.compile(r"[.;]|$|,? (?:when|at the time)\b")
_AGED_TOO = re.compile(
    r"\b(?:between|under|over|above|below)[ ]$"
)  # two over 60, two between 51 and 60
_YOUNGEST, _OLDEST = 4, 125
_MOST_PARENTS = 12  # "a child of two doctors" tells no age, "a child of 14 speaks" does


def read_ages(passage: Passage, readings: Sequence[Reading]) -> None:
    """Make ages of the readings that are ages.

    Once one is told, its sentence may tell more without the words.
    """
    last: Reading | None = None
    for reading in readings:
        read_age(passage, reading)
        is_bare = not reading.unit and reading.noun is None and 0 < reading.value < _OLDEST
        if last is not None and is_bare and _is_age_too(passage, last, reading):
            reading.measured_in(last.unit, "age", reading.end)
        last = reading if reading.dimension == "age" else last


def _is_age_too(passage: Passage, last: Reading, reading: Reading) -> bool:
    """Tell "the sisters, 41 and 38,", "Berg (34 years old) and Ruiz (45)", "two over 60, two between 51 and 60"."""
    if _AGED_TOO.search(passage.before(reading.start, 16)):
        return True
    opening, closing = (
        passage.text[reading.start - 1 : reading.start],
        passage.text[reading.end : reading.end + 1],
    )
    if passage.folded[last.end : reading.start] in (" and ", ", ", ", and "):
        return closing in (",", ".", ";", "") or passage.folded.startswith(" and ", reading.end)
    return opening == "(" and closing == ")" and passage.text[last.end : last.end + 1] == ")"


def is_age_class(passage: Passage, reading: Reading) -> bool:
    """Tell "the under-12s" from the decade of "the 1990s"."""
    start = max(passage.start, reading.start - len("xunder-"))
    before = _CLASS_BEFORE.search(passage.text, start, reading.start)
    return before is not None and _CLASS_AFTER.match(passage.text, reading.end) is not None


def read_age(passage: Passage, reading: Reading) -> None:
    """Make the reading an age where it is one."""
    if is_age_class(passage, reading):
        before = "under-" if passage.before(reading.start).endswith("under-") else "over-"
        reading.start, reading.modifier = reading.start - len(before), _CLASSES[before]
        reading.measured_in("year of age", "age", passage.folded.index("s", reading.end) + 1)
        return
    found = _OLD.match(passage.folded, reading.number.end)
    if found is not None:
        unit = found["unit"] or found["span"] or "year"
        reading.measured_in(f"{'year' if unit == 'yr' else unit} of age", "age", found.end())
    elif (child := _CHILD.match(passage.folded, reading.number.end)) is not None:
        reading.measured_in(f"{child['unit']} of age", "age", child.end("unit"))
    elif reading.dimension == "time" and _AGED.search(passage.before(reading.start)):
        reading.measured_in(
            f"{reading.unit} of age", "age", reading.end
        )  # under the age of 5 years
    elif not reading.unit and 0 < reading.value < _OLDEST and _is_bare_age(passage, reading):
        reading.measured_in("year of age", "age", reading.end)


def _is_said_of_person(passage: Passage, reading: Reading) -> bool:
    """Tell "Smith, the former mayor, was 90." from "The index was 90." by who is the subject."""
    is_end = (
        reading.form is Form.DIGITS
        and _ENDS_CLAUSE.match(passage.folded, reading.end, passage.end) is not None
    )
    if not is_end or reading.value < 1 or _WAS.search(passage.before(reading.start, 8)) is None:
        return False
    sentence = passage.parsed()
    chunk = sentence.chunk_at(sentence.token_at(reading.start))
    subject = sentence.clauses.seat(chunk).clause.subject if chunk is not None else None
    if subject is None:
        return False
    said_of = [subject, *sentence.dependents(subject, "appos")]
    return any(_is_person(sentence, sentence.chunks[at]) for at in said_of)


def _is_person(sentence: Sentence, phrase: Chunk) -> bool:
    """Tell a phrase that names a person or the role of one: "Ann Lee", "the mayor", "the former lyricist"."""
    head, first = sentence.tokens[phrase.head], sentence.tokens[phrase.first]
    words = sentence.words[phrase.first : phrase.head]
    is_role = any(
        head.text.lower() in marks(f"names/{name}") for name in ("roles", "titles", "epithets")
    )
    is_name = head.tag == "NNP" and first.tag == "NNP" and head.text[1:].islower()
    return is_role or is_name or ("former" in words and head.tag == "NN")


def _is_bare_age(passage: Passage, reading: Reading) -> bool:
    before, after = passage.before(reading.start), passage.after(reading.end)
    if _AGED.search(before) or _AGE_GROUP_AFTER.match(after):
        return True
    if _LIVED_BEFORE.search(before):
        return reading.noun is None
    ages = _AGES_AFTER.match(passage.folded, reading.end) if _PEOPLE_BEFORE.search(before) else None
    if ages is not None:
        return _YOUNGEST < reading.value < int(ages["oldest"])
    if _PEOPLE_UNDER.search(before) or _PEOPLE_AND_UNDER.search(before + "#" + after):
        return reading.noun is None or not is_plural(
            passage.folded[reading.noun.start : reading.noun.end]
        )
    if _SOMEBODY_OF.search(before):
        named = reading.noun and is_plural(passage.folded[reading.noun.start : reading.noun.end])
        return not named or reading.value > _MOST_PARENTS  # "a man of 64 lives here"
    if _OLDER_AFTER.match(passage.folded, reading.number.end) or _OLDER_BEFORE.search(before):
        return reading.value >= 1 and reading.noun is None
    if _is_said_of_person(passage, reading):
        return True
    if _BECOMES.search(before) or _TURNED.search(before):
        return reading.noun is None and _AFTER_BECOMES.match(after) is not None
    if (
        reading.form is not Form.DIGITS
        or not is_whole(reading.value)
        or not _AFTER_APPOSITION.match(passage.text, reading.end)
    ):
        return False
    if (
        after[:1] == "," and reading.value > _YOUNGEST and _PERSON_COMMA.search(before)
    ):  # the man, 65, died
        return True
    return (
        _APPOSITION.search(passage.text, max(passage.start, reading.start - 40), reading.start)
        is not None
    )
