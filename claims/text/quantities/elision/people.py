"""People counted without a noun.

For example "kills 30, injures 200", "dozens were arrested", "six are still missing".

In come the readings of a sentence. A bare number of those whom something befell, or who did what
only people do, counts what was counted so before it in the sentence ("killed five soldiers and
wounded 12"), else persons. The words are data (`numbers/people.txt`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.text.grammar.plurals import singular
from claims.text.grammar.rules import Found, Rule, Rules, apply_each
from claims.text.grammar.syntax import Sentence
from claims.text.quantities.passages import Passage, Reading
from claims.text.quantities.words import words_of

PERSON = "person"


def _index(found: Found) -> int:
    index: int = found.value("n", "NUM")
    return index


_MORE = "( more|others|other|people )? ( of them|whom|those )? ( , including W* , )?"
_AFFECTED = Rules(
    Rule("HARM SOFT* n=NUM", _index),  # quake kills 30, injuring at least 12
    Rule("LEAVE SOFT* n=NUM SOFT* HARM|STATE", _index),  # left five dead
    Rule(
        f"n=NUM {_MORE} ( AUX|SOFT )* BE SOFT* HARM", _index
    ),  # dozens, including two children, have been arrested
    Rule(f"n=NUM {_MORE} ( AUX|SOFT )* STATE|SUFFER", _index),  # 12 are still missing, twelve died
    Rule("n=BARE SOFT* HARM", _index),  # scores injured
    Rule("n=NUM SOFT* who", _index),  # of the 2.8 million who voted
    Rule("n=VAGUE ( AUX|SOFT )* VBD|VBP|VBN|VB", _index),  # thousands took part
    Rule("VBN by SOFT* n=VAGUE", _index),  # attended by thousands
)
# two aged 14, two between 51 and 60
_AGED = Rules(Rule("n=BARE SOFT* aged|between|under|over SOFT* IN-AGE", _index))


def affected(passage: Passage, readings: Sequence[Reading]) -> list[int]:
    """Return the indices of the readings that tell people, or things to which the same was done."""
    words = words_of(passage, readings)
    return sorted(set(apply_each(_AFFECTED, words)))


def count_people(passage: Passage, readings: Sequence[Reading]) -> None:
    """Give bare numbers of people their unit."""
    if not any(reading.is_open for reading in readings):
        return
    _count_affected(passage, readings)
    if any(reading.dimension == "age" for reading in readings):
        _count_aged(passage, readings)


def _count_aged(passage: Passage, readings: Sequence[Reading]) -> None:
    """Count those who are told by their ages."""
    for index in apply_each(_AGED, words_of(passage, readings)):
        readings[index].counts(_grouped(passage, readings[:index]) or PERSON)


def _count_affected(passage: Passage, readings: Sequence[Reading]) -> None:
    """Count those whom something befell as what was counted so before, else as persons."""
    told = ""
    for index in affected(passage, readings):
        reading = readings[index]
        if reading.is_open:
            reading.counts(told or _listed_under(passage, readings[:index], reading) or PERSON)
        told = reading.unit if reading.is_counted else told


def _listed_under(passage: Passage, before: Sequence[Reading], reading: Reading) -> str:
    """Return what a list is of: "the army lost 41 men: 30 died"."""
    whole = next((other for other in before if other.is_counted), None)
    is_list = whole is not None and ":" in passage.text[whole.end : reading.start]
    return whole.unit if whole is not None and is_list else ""


def _grouped(passage: Passage, before: Sequence[Reading]) -> str:
    """Return who are told by their ages.

    What was counted last, or the subject ("the victims were aged nine").
    """
    counted = [reading.unit for reading in before if reading.is_counted]
    return counted[-1] if counted else next(_plural_subjects(passage.parsed()), "")


def _plural_subjects(sentence: Sentence) -> Iterator[str]:
    """Yield the subjects of a sentence that are many, in the singular."""
    for clause in sentence.clauses.all:
        if clause.subject is not None:
            head = sentence.chunks[clause.subject].head
            if sentence.tokens[head].tag == "NNS":
                yield singular(sentence.words[head])
