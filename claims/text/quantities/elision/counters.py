"""Numbers that a noun of counting governs.

For example "the death toll rose to 41", "a population of 4,100", "put the total at 58".

In come the readings of a sentence, and those before it for a total that names nothing. A bare
number that such a noun governs, as what it is "of" or over its verb ("rose to", "stood at", "put
the toll at"), counts what the noun counts. A plural that a verb of change counts does the same
("cases rose to 58"). The nouns are data (`numbers/counters.txt`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from claims.data import rows
from claims.text.grammar.clauses import Clause, Role, Seat
from claims.text.grammar.lexicon import listed
from claims.text.grammar.plurals import is_plural, singular
from claims.text.grammar.syntax import Sentence, Token
from claims.text.quantities.nouns import counted_noun
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.trends import is_verb_of_change
from claims.text.quantities.units import dimension_of, unit_named
from claims.text.quantities.written import Form

_FILE = "numbers/counters"
_LEVELS = frozenset(("to", "at", "from", "of", "above", "below", "over", "under", "by", "as"))
_UNITS = {word: unit for word, kind, unit in rows(_FILE) if unit}


def count_by_noun(passage: Passage, readings: Sequence[Reading]) -> None:
    """Give bare numbers the unit that the noun of counting which governs them names.

    For example "deaths" of "death toll".
    """
    for reading, head in _governed(passage, readings):
        unit = _unit_by(passage.parsed(), head)
        if unit and (reading.is_whole or unit_named(unit) is not None):
            reading.unit, reading.dimension = unit, dimension_of(unit)


def _unit_by(sentence: Sentence, head: int) -> str:
    """Return what a noun of counting, a scale or a plural counts: "casualties increased"."""
    word = sentence.tokens[head].text.lower()
    if word in listed(_FILE, "counter"):
        return _counted_by(sentence, head)
    return _UNITS.get(word) or _kind(sentence, head, head + 1)


def count_by_total(
    passage: Passage, readings: Sequence[Reading], earlier: Sequence[Reading]
) -> None:
    """Give bare totals the unit of the main thing counted.

    The first of the sentence, or the last one told before.
    """
    before = _units_counted(earlier)
    for reading, word in _totals(passage, readings):
        here = _units_counted(other for other in readings if other.start < reading.start)
        unit = [*here[:1], *before[-1:], _UNITS.get(word, "")][0]
        if unit:
            reading.counts(unit)


def _totals(passage: Passage, readings: Sequence[Reading]) -> Iterator[tuple[Reading, str]]:
    """Yield the bare numbers that a noun like "total" governs, with that noun."""
    for reading, head in _governed(passage, readings):
        word = passage.parsed().tokens[head].text.lower()
        if reading.is_whole and word in listed(_FILE, "counter"):
            yield reading, word


def _units_counted(readings: Iterable[Reading]) -> list[str]:
    return [reading.unit for reading in readings if reading.is_counted]


def _governed(passage: Passage, readings: Sequence[Reading]) -> Iterator[tuple[Reading, int]]:
    """Yield the bare numbers that a noun of counting governs, with its token."""
    for reading in readings:
        may_be_governed = reading.is_bare and reading.form is not Form.MULTIPLE
        head = _governing(passage.parsed(), reading) if may_be_governed else None
        if head is not None:
            yield reading, head


def _governing(sentence: Sentence, reading: Reading) -> int | None:
    """Return the token of the noun that says what a number counts, None where there is none."""
    seat = sentence.seat(sentence.token_at(reading.number.start))
    if seat is None:
        return None
    above = (sentence.chunks[at].head for at in seat.way[1:])
    head = _first_counting(sentence, above)
    return _governing_in_clause(sentence, seat, reading) if head is None else head


def _first_counting(sentence: Sentence, heads: Iterable[int]) -> int | None:
    return next((head for head in heads if _is_counting(sentence, head)), None)


def _governing_in_clause(sentence: Sentence, seat: Seat, reading: Reading) -> int | None:
    """Return the noun that the verb of a clause sets at a number: "[the toll] rose to 41"."""
    lead = _lead(sentence, seat)
    if not _is_said(seat) or not _leads_to_level(lead, reading):
        return None
    heads = _heads(sentence, seat, lead)
    found = _first_counting(sentence, heads)
    return _counted_plural(sentence, heads, seat.clause) if found is None and lead else found


def _lead(sentence: Sentence, seat: Seat) -> str:
    """Return the preposition by which a number hangs on its verb, "" where there is none."""
    phrase = sentence.chunks[seat.way[-1]]
    return sentence.words[phrase.first].lower() if phrase.prepositions else ""


def _is_said(seat: Seat) -> bool:
    """Tell whether a verb says the number of something else."""
    return seat.clause.has_verb and seat.role not in (Role.SUBJECT, Role.HEAD)


def _leads_to_level(lead: str, reading: Reading) -> bool:
    """Tell "at 41" and the object "41"; "put the death count in the hundreds"."""
    is_placed = lead == "in" and reading.form is Form.VAGUE
    return not lead or lead in _LEVELS or is_placed


def _heads(sentence: Sentence, seat: Seat, lead: str) -> list[int]:
    """Return the heads of the phrases that a number may be told of.

    For example "put [the toll] at 41", "[the toll] rose to 41".
    """
    is_level = lead != "" and seat.role is Role.CIRCUMSTANCE
    told_of = (
        seat.clause.object if is_level else None,
        # "reported [the number] of cases in the town rose to 58"
        _phrase_before(sentence, seat.clause.head),
        _subject(sentence, seat.clause),
    )
    return [sentence.chunks[chunk].head for chunk in told_of if chunk is not None]


def _subject(sentence: Sentence, clause: Clause) -> int | None:
    """Return the noun phrase that a clause says something of."""
    subject = clause.subject if clause.antecedent is None else clause.antecedent
    is_phrase = subject is not None and sentence.chunks[subject].is_noun_phrase
    return subject if is_phrase else None


def _phrase_before(sentence: Sentence, verb: int) -> int | None:
    """Return the noun phrase before a verb, without what it is of and where."""
    before = verb - 1
    while before > 0 and sentence.chunks[before].kind == "PP":
        before -= 1
    is_phrase = before >= 0 and sentence.chunks[before].is_noun_phrase
    return before if is_phrase else None


def _counted_plural(sentence: Sentence, heads: Sequence[int], clause: Clause) -> int | None:
    """Return the plural that a verb of change counts: "[cases] rose to 58"."""
    verb = sentence.tokens[sentence.chunks[clause.head].head]
    is_counted = bool(heads) and _may_be_counted(sentence.tokens[heads[-1]])
    return heads[-1] if is_counted and is_verb_of_change(verb.text.lower()) else None


def _may_be_counted(noun: Token) -> bool:
    """Tell "casualties increased to 167" from "prices increased to 167"."""
    is_count = noun.tag == "NNS" and is_plural(noun.text)
    return is_count and noun.text.lower() not in listed(_FILE, "measured")


def _is_counting(sentence: Sentence, head: int) -> bool:
    word = sentence.tokens[head].text.lower()
    return any(word in listed(_FILE, kind) for kind in ("counter", "holder", "scale"))


def _counted_by(sentence: Sentence, head: int) -> str:
    """Return what a noun of counting counts.

    For example "cases" of "number of cases", the deaths of a death toll.
    """
    noun = sentence.tokens[head]
    is_of = sentence.words[head + 1 : head + 2] == ["of"]
    found = counted_noun(sentence, noun.end) if is_of else None
    # the death toll of the quake
    return _kind(sentence, head, head) or (found.kind if found else "")


def _in_small_letters(sentence: Sentence, at: int) -> str:
    """Return a word without the capital that it only has at the head of its sentence."""
    token = sentence.tokens[at]
    return token.text.lower() if at == 0 and not token.tag.startswith("NNP") else token.text


def _kind(sentence: Sentence, head: int, end: int) -> str:
    """Return the nouns and adjectives that lead up to a head.

    With it or without, as one kind in the singular.
    """
    if end == head and not _has_noun_before(sentence, head):
        return ""
    words = list(_telling_words(sentence, _start_of_kind(sentence, head), end))
    return " ".join([*words[:-1], *map(singular, words[-1:])])


def _has_noun_before(sentence: Sentence, head: int) -> bool:
    return head > 0 and sentence.tokens[head - 1].tag.startswith("NN")


def _start_of_kind(sentence: Sentence, head: int) -> int:
    """Return where the nouns and adjectives before a head begin."""
    first = head
    while first > 0 and sentence.tokens[first - 1].tag in ("NN", "NNS", "JJ", "VBN"):
        first -= 1
    return first


def _telling_words(sentence: Sentence, first: int, end: int) -> Iterator[str]:
    """Yield the words that say something of what is counted."""
    for at in range(first, end):
        word = _in_small_letters(sentence, at)
        if word.lower() not in _empty():
            yield word


@cache
def _empty() -> frozenset[str]:
    """Return the words of "the latest total death toll" that say nothing of the deaths."""
    return listed(_FILE, "empty") | {"total"}
