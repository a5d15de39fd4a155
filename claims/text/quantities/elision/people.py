"""People counted without a noun.

For example "kills 30, injures 200", "dozens were arrested", "six are still missing".

In come the readings of a sentence. A bare number of those whom something befell, or who did what
only people do, counts what was counted so before it in the sentence ("killed five soldiers and
wounded 12"), else persons. The words are data (`numbers/people.txt`).
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.text.grammar.plurals import singular
from claims.text.grammar.rules import Found, Rule, Rules, apply_each
from claims.text.quantities.reading import Passage, Reading
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
    if all(reading.unit or reading.dimension for reading in readings):
        return
    _count_affected(passage, readings)
    if any(reading.dimension == "age" for reading in readings):
        for index in apply_each(_AGED, words_of(passage, readings)):
            readings[index].unit = _grouped(passage, readings[:index]) or PERSON
            readings[index].dimension = "count"


def _count_affected(passage: Passage, readings: Sequence[Reading]) -> None:
    """Count those whom something befell as what was counted so before, else as persons."""
    told = ""
    for index in affected(passage, readings):
        reading = readings[index]
        if _is_counted(reading):
            told = reading.unit
        elif not reading.unit and not reading.dimension:
            told = told or _listed_under(passage, readings[:index], reading) or PERSON
            reading.unit, reading.dimension = told, "count"


def _is_counted(reading: Reading) -> bool:
    return reading.dimension == "count" and reading.unit != ""


def _listed_under(passage: Passage, before: Sequence[Reading], reading: Reading) -> str:
    """Return what a list is of: "the army lost 41 men: 30 died"."""
    whole = next((other for other in before if _is_counted(other)), None)
    return (
        whole.unit if whole is not None and ":" in passage.text[whole.end : reading.start] else ""
    )


def _grouped(passage: Passage, before: Sequence[Reading]) -> str:
    """Return who are told by their ages.

    What was counted last, or the subject ("the victims were aged nine").
    """
    counted = [reading.unit for reading in before if _is_counted(reading)]
    sentence = passage.parsed()
    subjects = [
        sentence.chunks[clause.subject].head
        for clause in sentence.clauses.all
        if clause.subject is not None
    ]
    told = [
        singular(sentence.words[head]) for head in subjects if sentence.tokens[head].tag == "NNS"
    ]
    return counted[-1] if counted else told[0] if told else ""
