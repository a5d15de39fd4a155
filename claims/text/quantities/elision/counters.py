"""Numbers that a noun of counting governs.

For example "the death toll rose to 41", "a population of 4,100", "put the total at 58".

In come the readings of a sentence, and those before it for a total that names nothing. A bare
number that such a noun governs, as what it is "of" or over its verb ("rose to", "stood at", "put
the toll at"), counts what the noun counts. A plural that a verb of change counts does the same
("cases rose to 58"). The nouns are data (`numbers/counters.txt`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.data import rows
from claims.text.grammar.clauses import Clause, Role, Seat
from claims.text.grammar.lexicon import listed, marks
from claims.text.grammar.plurals import is_plural, singular
from claims.text.grammar.syntax import Sentence
from claims.text.quantities.digits import is_whole
from claims.text.quantities.nouns import counted_noun
from claims.text.quantities.reading import Passage, Reading
from claims.text.quantities.trends import is_verb_of_change
from claims.text.quantities.units import unit_named
from claims.text.quantities.written import Form

_FILE = "numbers/counters"
_LEVELS = frozenset(("to", "at", "from", "of", "above", "below", "over", "under", "by", "as"))
_EMPTY = frozenset(
    (
        "total",
        "overall",
        "combined",
        "final",
        "official",
        "latest",
        "new",
        "previous",
        "reported",
        "estimated",
    )
)
_UNITS = {word: unit for word, kind, unit in rows(_FILE) if unit}


def count_by_noun(passage: Passage, readings: Sequence[Reading]) -> None:
    """Give bare numbers the unit that the noun of counting which governs them names.

    For example "deaths" of "death toll".
    """
    for reading, head in _governed(passage, readings):
        sentence = passage.parsed()
        word = sentence.tokens[head].text.lower()
        unit = (
            _counted_by(sentence, head)
            if word in listed(_FILE, "counter")
            else _UNITS.get(word, "")
        )
        # casualties increased
        unit = unit or _kind(sentence, head, head + 1) * (word not in marks(_FILE))
        known = unit_named(unit)
        if unit and (known is not None or is_whole(reading.value)):
            reading.unit, reading.dimension = unit, known.dimension if known else "count"


def count_by_total(
    passage: Passage, readings: Sequence[Reading], earlier: Sequence[Reading]
) -> None:
    """Give bare totals the unit of the main thing counted.

    The first of the sentence, or the last one told before.
    """
    before = [other.unit for other in earlier if _is_counted(other)]
    for reading, head in _governed(passage, readings):
        word = passage.parsed().tokens[head].text.lower()
        if word in listed(_FILE, "counter") and is_whole(reading.value):
            here = _counted_before(readings, reading)
            units = [*here[:1], *before[-1:], _UNITS.get(word, "")]
            if units[0]:
                reading.unit, reading.dimension = units[0], "count"


def _counted_before(readings: Sequence[Reading], reading: Reading) -> list[str]:
    """Return what the sentence counts before a reading, in order."""
    before = (other for other in readings if other.start < reading.start)
    return [other.unit for other in before if _is_counted(other)]


def _is_counted(reading: Reading) -> bool:
    return reading.dimension == "count" and reading.unit != ""


def _governed(passage: Passage, readings: Sequence[Reading]) -> Iterator[tuple[Reading, int]]:
    """Yield the bare numbers that a noun of counting governs, with its token."""
    for reading in readings:
        if reading.unit or reading.dimension not in ("", "count") or reading.form is Form.MULTIPLE:
            continue
        head = _governing(passage.parsed(), reading)
        if head is not None:
            yield reading, head


def _governing(sentence: Sentence, reading: Reading) -> int | None:
    """Return the token of the noun that says what a number counts, None where there is none."""
    chunk = sentence.chunk_at(sentence.token_at(reading.number.start))
    if chunk is None:
        return None
    seat = sentence.clauses.seat(chunk)
    above = (sentence.chunks[at].head for at in seat.way[1:])
    head = next((head for head in above if _is_counting(sentence, head)), None)
    return head if head is not None else _governing_in_clause(sentence, seat, reading)


def _governing_in_clause(sentence: Sentence, seat: Seat, reading: Reading) -> int | None:
    """Return the noun that the verb of a clause sets at a number: "[the toll] rose to 41"."""
    first = sentence.chunks[seat.way[-1]]
    lead = sentence.words[first.first].lower() if first.prepositions else ""
    is_said = seat.clause.has_verb and seat.role not in (Role.SUBJECT, Role.HEAD)
    if not is_said or not _leads_to_level(lead, reading):
        return None
    is_level = seat.role is Role.CIRCUMSTANCE and lead != ""
    heads = list(_heads(sentence, seat.clause, is_level))
    found = next((head for head in heads if _is_counting(sentence, head)), None)
    if found is None and lead and heads and _is_counted_plural(sentence, heads[-1], seat.clause):
        return heads[-1]
    return found


def _leads_to_level(lead: str, reading: Reading) -> bool:
    """Tell "at 41" and the object "41"; "put the death count in the hundreds"."""
    is_placed = lead == "in" and reading.form is Form.VAGUE
    return not lead or lead in _LEVELS or is_placed


def _heads(sentence: Sentence, clause: Clause, is_level: bool) -> Iterator[int]:
    """Yield the heads of the phrases that a number may be told of.

    For example "put [the toll] at 41", "[the toll] rose to 41".
    """
    if is_level and clause.object is not None:
        yield sentence.chunks[clause.object].head
    before = _phrase_before(sentence, clause.head)
    if before is not None:  # "reported [the number] of cases in the town rose to 58"
        yield before
    subject = clause.subject if clause.antecedent is None else clause.antecedent
    if subject is not None and sentence.chunks[subject].is_noun_phrase:
        yield sentence.chunks[subject].head


def _phrase_before(sentence: Sentence, verb: int) -> int | None:
    """Return the head of the noun phrase before a verb, without what it is of and where."""
    before = verb - 1
    while before > 0 and sentence.chunks[before].kind == "PP":
        before -= 1
    is_phrase = before >= 0 and sentence.chunks[before].is_noun_phrase
    return sentence.chunks[before].head if is_phrase else None


def _is_counting(sentence: Sentence, head: int) -> bool:
    word = sentence.tokens[head].text.lower()
    return any(word in listed(_FILE, kind) for kind in ("counter", "holder", "scale"))


def _is_counted_plural(sentence: Sentence, head: int, clause: Clause) -> bool:
    """Tell "casualties increased to 167" from "prices increased to 167"."""
    noun, verb = sentence.tokens[head], sentence.chunks[clause.head].head
    is_count = (
        noun.tag == "NNS"
        and is_plural(noun.text)
        and noun.text.lower() not in listed(_FILE, "measured")
    )
    return is_count and is_verb_of_change(sentence.tokens[verb].text.lower())


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
    first = head
    while first > 0 and sentence.tokens[first - 1].tag in ("NN", "NNS", "JJ", "VBN"):
        first -= 1
    words = [_in_small_letters(sentence, at) for at in range(first, end)]
    words = [word for word in words if word.lower() not in _EMPTY]
    has_noun = end > head or (head > 0 and sentence.tokens[head - 1].tag.startswith("NN"))
    return " ".join([*words[:-1], singular(words[-1])]) if words and has_noun else ""
