"""Hostile texts without end, each of them given back by its number alone.

A text is put together from what the program knows most about: the words of all lexicons, the
patterns of its rules, signs of every class of Unicode, numbers in all dresses, and sentences of our
own articles with words swapped, doubled, cut and renumbered. Short on purpose: what breaks a reader
of sentences is a sentence.
"""

from __future__ import annotations

import pkgutil
import random
import re
import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path

import claims.numbers
import claims.text
from claims import data
from claims.text.grammar.rule_language import is_kind
from claims.text.grammar.rules import Rules

ARTICLES = Path(__file__).parent.parent / "articles"
WORD = re.compile(r"\w+|\W")
SCALES = ("", "", "", " hundred", " thousand", " million", "bn", "m", "k", " dozen", " billion")
BEHIND = ("", "", "%", " percent", "st", "th", "s", "-strong", "°C", " km", "/day", "p", "x", "-")
BEFORE = ("", "", "", "$", "£", "€", "-", "−", "+", "~", "№", "#", "<", "US$", "(", "c.")
JOINTS = (
    " ",
    " ",
    " ",
    " ",
    " ",
    ", ",
    " and ",
    " to ",
    "-",
    "–",
    " or ",
    ": ",
    "",
    "/",
    "\n",
    "; ",
)
ENDS = (".", ".", ".", ",", "?", "!", "", '"', "”", ")", ":", "\n\n", "…")
QUOTES = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("", ""), ("“", ""))
PUBLISHED = ("", "2024-02-29", "0001-01-01", "9999-12-31", "2018-06-14")


def text(number: int, seed: int = 14) -> str:
    """Return the text of a number."""
    rng = random.Random(f"{seed}:{number}")
    made = rng.choice(MAKERS)(rng)
    return _spoilt(made, rng) if rng.random() < 0.3 else made


def published(number: int) -> str:
    """Return the day on which the text of a number is said to have been published."""
    return PUBLISHED[number % len(PUBLISHED)]


def _of_words(rng: random.Random) -> str:
    """Words of all lexicons between numbers."""
    made = []
    for _ in range(rng.randint(2, 10)):
        made.append(_number(rng) if rng.random() < 0.3 else _word(rng))
        made.append(rng.choice(JOINTS))
    return "".join(made) + rng.choice(ENDS)


def _of_a_rule(rng: random.Random) -> str:
    """What a rule describes, inside a sentence of ours."""
    before, _, after = rng.choice(sentences()).partition(" ")
    return f"{before} {_matching(rng.choice(patterns()), rng)} {after[: rng.randint(0, 60)]}"


def _of_rules(rng: random.Random) -> str:
    """Several rules run into each other."""
    found = [_matching(rng.choice(patterns()), rng) for _ in range(rng.randint(1, 3))]
    return rng.choice(JOINTS).join(found) + rng.choice(ENDS)


def _of_a_sentence(rng: random.Random) -> str:
    """A sentence of an article with some of its words changed."""
    pieces = WORD.findall(rng.choice(sentences()))
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(pieces))
        rng.choice(CHANGES)(pieces, at, rng)
        if not pieces:
            break
    return "".join(pieces)


def _of_speech(rng: random.Random) -> str:
    """Two numbers, and somebody who says them."""
    one, other, who = rng.choice(sentences()), _number(rng), _matching("GIVEN GIVEN", rng)
    cue, (left, right) = rng.choice(data.rows("speech/verbs"))[0], rng.choice(QUOTES)
    said = rng.choice((f"{who} {cue}s", f"{cue} {who}, the {_word(rng)}", f"it was {cue}ed that"))
    return f"{left}{one[: rng.randint(10, 80)]},{right} {said}, {left}{other} {_word(rng)}.{right}"


def _of_numbers(rng: random.Random) -> str:
    """Numbers in a row, which may be ranges, scores, dates, sums or nothing."""
    joint = rng.choice(JOINTS)
    return joint.join(_number(rng) for _ in range(rng.randint(2, 6))) + rng.choice(ENDS)


def _of_signs(rng: random.Random) -> str:
    """Signs of any class of Unicode around a number."""
    made = [rng.choice(rng.choice(signs())) for _ in range(rng.randint(1, 12))]
    made.insert(rng.randrange(len(made) + 1), f" {_number(rng)} {_word(rng)} ")
    return "".join(made)


MAKERS: tuple[Callable[[random.Random], str], ...] = (
    _of_words,
    _of_a_rule,
    _of_rules,
    _of_a_sentence,
    _of_a_sentence,
    _of_speech,
    _of_numbers,
    _of_signs,
)


def _number(rng: random.Random) -> str:
    whole = rng.choice(
        (
            lambda: str(rng.randint(0, 12)),
            lambda: str(rng.randint(0, 2_100)),
            lambda: f"{rng.randint(0, 10**9):,}",
            lambda: f"{rng.random() * 100:.{rng.randint(1, 6)}f}",
            lambda: f"{rng.randint(1, 31)}/{rng.randint(1, 13)}/{rng.randint(1, 2_030)}",
            lambda: f"{rng.randint(0, 25)}:{rng.randint(0, 61):02d}",
            lambda: str(rng.randint(0, 10 ** rng.choice((15, 28, 99, 101)))),
            lambda: rng.choice(data.rows("numbers/numerals"))[0],
            lambda: "".join(rng.choice(rng.choice(digits())) for _ in range(rng.randint(1, 4))),
        )
    )()
    return rng.choice(BEFORE) + whole + rng.choice(SCALES) + rng.choice(BEHIND)


def _spoilt(made: str, rng: random.Random) -> str:
    """Put signs where none belong, cut the text, or say it twice."""
    at = rng.randrange(len(made) + 1)
    return rng.choice(
        (
            lambda: made[:at] + rng.choice(rng.choice(signs())) + made[at:],
            lambda: made[:at],
            lambda: made[at:],
            lambda: made + made[:at],
            lambda: made.upper(),
            lambda: made.lower(),
            lambda: made.replace(" ", rng.choice(("  ", "\u00a0", "\n", "\t", "\u200b"))),
            lambda: f"“{made}”",
        )
    )()


def _swap(pieces: list[str], at: int, rng: random.Random) -> None:
    other = rng.randrange(len(pieces))
    pieces[at], pieces[other] = pieces[other], pieces[at]


def _replace(pieces: list[str], at: int, rng: random.Random) -> None:
    pieces[at] = _word(rng)


def _renumber(pieces: list[str], at: int, rng: random.Random) -> None:
    places = [place for place, piece in enumerate(pieces) if piece.isdigit()] or [at]
    pieces[rng.choice(places)] = _number(rng)


def _repeat(pieces: list[str], at: int, rng: random.Random) -> None:
    pieces[at:at] = pieces[at : at + rng.randint(1, 8)]


def _drop(pieces: list[str], at: int, rng: random.Random) -> None:
    del pieces[at : at + rng.randint(1, 4)]


CHANGES: tuple[Callable[[list[str], int, random.Random], None], ...] = (
    _swap,
    _replace,
    _renumber,
    _repeat,
    _drop,
)


def _matching(pattern: str, rng: random.Random) -> str:
    """Return words that a rule's pattern describes, or nearly."""
    made = []
    for piece in pattern.split():
        rest = piece.rpartition("=")[2]
        if piece[0] in "()" or rest[0] == "!" or (rest[-1] in "?*" and rng.random() < 0.5):
            continue
        choice = rng.choice(rest.rstrip("?*").split("|"))
        made.append(_of_kind(choice, rng) if is_kind(choice) else choice.replace("_", " "))
    return " ".join(made)


def _of_kind(kind: str, rng: random.Random) -> str:
    known = kinds().get(kind.lower())
    return rng.choice(known) if known and rng.random() < 0.9 else _number(rng)


def _word(rng: random.Random) -> str:
    return rng.choice(rng.choice(lexicons()))


@cache
def lexicons() -> list[list[str]]:
    """Return the words and phrases of each lexicon."""
    paths = sorted(path.relative_to(data.FOLDER) for path in data.FOLDER.rglob("*.txt"))
    return [[entry for entry, *_ in data.rows(path.with_suffix("").as_posix())] for path in paths]


@cache
def kinds() -> dict[str, list[str]]:
    """Return the entries of all lexicons by their kinds."""
    found: dict[str, list[str]] = {}
    for path in sorted(data.FOLDER.rglob("*.txt")):
        for entry, *said in data.rows(path.relative_to(data.FOLDER).with_suffix("").as_posix()):
            found.setdefault((said or [""])[0].lower(), []).append(entry)
    return found


@cache
def patterns() -> list[str]:
    """Return the patterns of all rules over words, wherever in the program they stand."""
    found: set[str] = set()
    for package in (claims.text, claims.numbers):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".training" in module.name:
                continue
            for value in vars(import_module(module.name)).values():
                if isinstance(value, Rules):
                    found |= {rule.pattern for rule in value}
    return sorted(found)


@cache
def sentences() -> list[str]:
    """Return what stands between full stops in our own articles."""
    found = [
        sentence
        for path in sorted(ARTICLES.glob("*.txt"))
        for sentence in re.split(r"(?<=[.?!”])\s+", path.read_text("utf-8"))
    ]
    return [sentence for sentence in found if 3 < len(sentence) < 160]


@cache
def signs() -> list[str]:
    """Return some signs of each class of Unicode, all that are rare enough to list."""
    classes: dict[str, list[str]] = {}
    for code in range(sys.maxunicode + 1):
        classes.setdefault(unicodedata.category(chr(code)), []).append(chr(code))
    rng = random.Random(0)
    return ["".join(rng.sample(known, min(len(known), 300))) for known in classes.values()]


@cache
def digits() -> list[str]:
    """Return the digits of each script that has its own."""
    tens: dict[str, list[str]] = {}
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) == "Nd":
            tens.setdefault(unicodedata.name(chr(code)).rpartition(" DIGIT")[0], []).append(
                chr(code)
            )
    return ["".join(known) for known in tens.values()]
