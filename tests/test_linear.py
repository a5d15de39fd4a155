"""Work grows with the length of a text and with nothing else.

It is counted in steps, which no busy machine changes. A step is a line of the program that is run,
or a function that is called. Each kind of text that once took too long is read at two sizes, and
measured against news: by the byte, and where nearly every word is a number, by the number. `python
-m tests.benchmarks.scale --full` does the same by the clock with 5 MB in one line, 10,000 numbers
in a sentence and 100,000 quotes or brackets.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from claims import extract
from tests.conftest import ROOT

NEWS = [path.read_text("utf-8") for path in sorted((ROOT / "tests/articles").glob("*.txt"))[:6]]
SOME = "The army took 27 towns, killing 40 men, Ann Lee said in May. He lost $5 or 3% of it.\n"
WORDS = "The council met the mayor of the town and the river rose while people slept "

# few numbers or none: as much work a byte as news, at most twice
KINDS: dict[str, Callable[[int], str]] = {
    "one line of words": lambda n: WORDS * (n // 10),
    "one word": lambda n: "x" * 100 * n,
    "digits": lambda n: "1" * 100 * n,
    "groups of digits": lambda n: "1" + ",000" * 10 * n,
    "quotes": lambda n: '"' * 10 * n + " They took 27 towns.",
    "opening quotes": lambda n: "“" * 10 * n + " They took 27 towns.",
    "words in quotes": lambda n: '"a" ' * n + "27 towns",
    "brackets": lambda n: "(" * 10 * n + "27 towns" + ")" * 10 * n,
    "words in brackets": lambda n: "(a) " * n + "27 towns",
    "commas": lambda n: ", " * 10 * n + "27 towns",
    "hyphens": lambda n: "a-" * n + "27 towns",
    "names": lambda n: "Ann Lee " * n + "said 27 towns fell.",
    "sayings": lambda n: "He said that " * n + "27 towns fell.",
    "phrases": lambda n: "27 towns " + "of the south " * n,
    "relative clauses": lambda n: "40 men, " + "who saw the man " * n,
    "scales": lambda n: "one" + " billion" * n,
}
# nothing but numbers: as much work a number as news, at most twice
DENSE: dict[str, Callable[[int], str]] = {
    "numbers": lambda n: " ".join(str(at % 97 + 3) for at in range(n)),
    "ranges": lambda n: "1–" * n,
    "listed numbers": lambda n: ", ".join(f"{at % 97 + 3} towns" for at in range(n)),
    "joined numbers": lambda n: " and ".join(f"{at % 97 + 3} towns" for at in range(n)),
    "shares": lambda n: "5% " * n,
    "sums": lambda n: "$5 " * n,
    "ages": lambda n: "12-year-old-and-" * n,
    "said numbers": lambda n: "Ann Lee said 40 of the 50 boats and " * (n // 2),
    "numbers of clauses": lambda n: "the army took 27 towns, killing 40 men and " * (n // 2),
    "numbers of pronouns": lambda n: "he said his 40 cows left, " * n,
    "numbers in quotes": lambda n: '"He said 5% of them" ' * n,
    "dated numbers": lambda n: "in 2010 it rose 5% in May, " * n,
}
LONGEST_TEXT = 60  # repetitions, fewer than fill the longest sentence


def steps(text: str) -> tuple[int, int]:
    """Count the steps of an extraction, and the claims that it found."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> Callable[..., object]:
        nonlocal counted
        counted += event in ("call", "line")
        return count

    traced = sys.gettrace()
    sys.settrace(count)
    try:
        found = extract(text)
    finally:
        sys.settrace(traced)
    return counted, len(found)


@pytest.fixture(scope="module")
def news() -> tuple[float, float]:
    """Return the steps that news takes a byte, and a claim."""
    for text in (*NEWS, SOME):
        extract(text)  # tables are read, and words described, once
    counted = [steps(text) for text in NEWS]
    total = sum(taken for taken, _ in counted)
    return total / sum(map(len, NEWS)), total / sum(found for _, found in counted)


@pytest.mark.parametrize("kind", [*KINDS, *DENSE])
def test_twice_the_words_take_twice_the_work_within_one_sentence(kind: str):
    text = (KINDS | DENSE)[kind]
    once, twice = text(LONGEST_TEXT // 2), text(LONGEST_TEXT)
    for each in (once, twice):
        extract(each)
    (taken, _), (taken_twice, _) = steps(once), steps(twice)
    # the square would be 4 times; what looks once at each of at most 40 neighbours is near 3
    assert taken_twice <= 3 * taken + 2_000, f"{taken:,} steps, then {taken_twice:,}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_byte_takes_at_most_twice_the_work_of_news(kind: str, news: tuple[float, float]):
    text = KINDS[kind](10 * LONGEST_TEXT)
    taken, _ = steps(text)
    assert taken / len(text.encode()) <= 2 * news[0]


@pytest.mark.parametrize("kind", DENSE)
def test_a_number_takes_at_most_twice_the_work_of_news(kind: str, news: tuple[float, float]):
    taken, found = steps(DENSE[kind](3 * LONGEST_TEXT))
    assert found >= LONGEST_TEXT
    assert taken / found <= 2 * news[1]


def test_a_line_without_end_takes_no_more_than_its_articles():
    lines = [" ".join(article.split()) for article in NEWS]
    apart = sum(steps(line)[0] for line in lines)
    assert steps(" ".join(lines))[0] <= 1.5 * apart


def test_articles_one_after_the_other_take_the_sum_of_their_work():
    few, many = NEWS[:2], NEWS[:2] * 4
    assert steps("\n\n".join(many))[0] <= 4.5 * steps("\n\n".join(few))[0]
