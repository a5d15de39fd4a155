"""How a sentence falls into clauses: which hangs on which, and who does what in each."""

import pytest

from claims import extract
from claims.text.grammar.clauses import Clause, Role, Tie
from claims.text.grammar.syntax import Sentence, Syntax


def words_of(sentence: Sentence, chunk: int | None) -> str:
    if chunk is None:
        return ""
    first, last, *_ = sentence.chunks[chunk]
    return " ".join(sentence.words[first:last])


def clause_of(sentence: Sentence, word: str) -> Clause:
    found = sentence.seat(sentence.words.index(word))
    assert found is not None
    return found.clause


@pytest.mark.parametrize(
    ("text", "word", "tie", "above"),
    [
        ("Police said on Monday that 40 people had died.", "40", Tie.CONTENT, "said"),
        ("The storm hit the coast, killing 40 people.", "40", Tie.PARTICIPLE, "hit"),
        ("The storm killed 5 men and wounded 40 women.", "40", Tie.COORDINATE, "killed"),
        ("The mayor, who has 40 cows, resigned.", "40", Tie.RELATIVE, "resigned"),
        ("The firm hopes to sell 40 shops.", "40", Tie.INFINITIVE, "hopes"),
        ("Farmers left when the river flooded 40 fields.", "40", Tie.ADVERBIAL, "left"),
        ("Farmers sold 40 cows.", "40", Tie.MAIN, ""),
    ],
)
def test_a_clause_hangs_on_the_one_above_it(text: str, word: str, tie: Tie, above: str) -> None:
    sentence = Syntax(text).parse(0)
    clause = clause_of(sentence, word)
    upper = sentence.clauses.above(clause)
    assert (clause.tie, words_of(sentence, upper.head) if upper else "") == (tie, above)


@pytest.mark.parametrize(
    ("text", "word", "subject", "object_"),
    [
        ("The storm hit the coast, killing 40 people.", "40", "The storm", "40 people"),
        ("The storm killed 5 men and wounded 40 women.", "40", "The storm", "40 women"),
        ("The mayor, who has 40 cows, resigned.", "40", "who", "40 cows"),
        ("The firm hopes to sell 40 shops.", "40", "The firm", "40 shops"),
        ("Police said on Monday that 40 people had died.", "40", "40 people", ""),
    ],
)
def test_a_clause_has_its_own_subject_or_shares_one(
    text: str, word: str, subject: str, object_: str
) -> None:
    sentence = Syntax(text).parse(0)
    clause = clause_of(sentence, word)
    assert (words_of(sentence, clause.subject), words_of(sentence, clause.object)) == (
        subject,
        object_,
    )


@pytest.mark.parametrize(
    ("text", "role", "way"),
    [
        ("The storm brought gusts of 60 mph.", Role.OBJECT, ["of 60 mph", "gusts"]),
        ("About 60 people died.", Role.SUBJECT, ["About 60 people"]),
        ("Prices fell by 60 percent.", Role.CIRCUMSTANCE, ["by 60 percent"]),
    ],
)
def test_a_number_has_a_seat_in_its_clause(text: str, role: Role, way: list[str]) -> None:
    sentence = Syntax(text).parse(0)
    seat = sentence.seat(sentence.words.index("60"))
    assert seat is not None
    assert (seat.role, [words_of(sentence, chunk).removesuffix(".") for chunk in seat.way]) == (
        role,
        way,
    )


def test_a_clause_knows_voice_and_polarity() -> None:
    sentence = Syntax("Forty men were killed, and 12 did not return.").parse(0)
    killed, returned = clause_of(sentence, "Forty"), clause_of(sentence, "12")
    assert (killed.is_passive, killed.is_negated) == (True, False)
    assert (returned.is_passive, returned.is_negated) == (False, True)


def test_the_clauses_of_a_long_list_take_steps_in_proportion_to_its_length() -> None:
    sentence = Syntax("They are " + ", ".join(f"{n} cows" for n in range(2, 2000)) + ".").parse(0)
    assert all(len(sentence.clauses.seat(chunk).way) <= 31 for chunk in range(len(sentence.chunks)))


@pytest.mark.parametrize(
    ("text", "surface", "happened"),
    [
        ("The slide led to the deaths of 29 miners.", "29 miners", "die"),
        ("The fire caused damage to 60 cars.", "60 cars", "damage"),
        ("A total of 39 are dead.", "39", "die"),
        ("Turnout was 25% higher.", "25%", "be higher"),
        ("It has a fund worth $5 million.", "$5 million", "be worth"),
        ("Police noted 370 horns seized in May.", "370 horns", "seize"),
        ("Leeds was one of six towns that had shut.", "six towns", "shut"),
        ("The storm injured 21 men in Davao and 36 in Cebu.", "36", "injure"),
    ],
)
def test_says_what_happened_to_the_counted_things(text: str, surface: str, happened: str) -> None:
    assert {claim.surface: claim.event for claim in extract(text)}[surface] == happened


@pytest.mark.parametrize(
    ("text", "surface", "statement"),
    [
        (
            "A quake of magnitude 6.6 hit Izmir. The US Geological Survey said it was of "
            "magnitude 7.0.",
            "magnitude 7.0",
            "[the quake] was of magnitude 7.0",
        ),
        (
            "Phanfone hit Cebu. It forced 58,000 men to flee.",
            "58,000 men",
            "[Phanfone] forced 58,000 men to flee",
        ),
        (
            "The US Geological Survey reported on Monday. It was of magnitude 7.0.",
            "magnitude 7.0",
            "It was of magnitude 7.0",
        ),
    ],
)
def test_takes_no_speaker_for_a_thing(text: str, surface: str, statement: str) -> None:
    assert {claim.surface: claim.statement for claim in extract(text)}[surface] == statement
