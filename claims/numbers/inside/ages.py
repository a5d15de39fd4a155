"""Rules for ages and elapsed years: "born in 1940, died in 2019, aged 84".

"opened in 1990, 40 years ago". One sentence in, flags out; a number of years counts also where it
is no claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from claims.model import Claim, Flag
from claims.numbers.desk import Article
from claims.numbers.items import matches, number_of
from claims.numbers.rules import flag
from claims.numbers.sentences import Sentence
from claims.text.grammar.rules import Found

_AGE = "{age=AGE|COUNT;n=NUM}"
_LIVES = (
    f"born G* born=YEAR G* died|dies|killed G* died=YEAR ;? G* {_AGE}",
    f"born G* born=YEAR G* {_AGE} when|at|on G* died|dies|killed G* died=YEAR",
    f"{_AGE} when|at|on G* died|dies|killed G* died=YEAR G* born G* born=YEAR",
    f"born G* born=YEAR G* died|dies|killed G* {_AGE} in G* died=YEAR",
    f"{_AGE} when|at|on G* died|dies|killed G* died=YEAR ; G* born G* born=YEAR",
    f"died|dies|killed G* died=YEAR G* {_AGE} G* ;? G* born G* born=YEAR",
    f"OPEN G* born=YEAR G* HYPHEN|DASH G* died=YEAR CLOSE G* {_AGE}",
)
_DEATH = ("died", "dies", "death", "killed")
_NOW = ("age=AGE ,? G* born in|on G* born=YEAR",)
_YEARS = "{long=TIME;n=NUM unit=year|years}"
_SPANS = (
    f"first=YEAR G* last=YEAR ,? {_YEARS} later|after|on",
    f"first=YEAR G* last=YEAR ,? after {_YEARS}",
    f"in last=YEAR ,? {_YEARS} after G* first=YEAR",
    f"first=YEAR G* ,? {_YEARS} later|after ,? in last=YEAR",
    f"{_YEARS} G* from|between first=YEAR and|to|until|HYPHEN|DASH last=YEAR",
    "from|between|since first=YEAR and|to|until|till|HYPHEN|DASH last=YEAR "
    f",|OPEN|DASH {{for;or;a W of;}} {_YEARS}",
)
_AGO = (f"in first=YEAR , W? W? {_YEARS} ago", f"{_YEARS} ago , in first=YEAR")
_YEAR_UNITS = ("year", "years")


def check_age(article: Article) -> Iterator[Flag]:
    """Compare ages with years of birth, and with the day of death or of publication."""
    for sentence in article.sentences:
        for _, _, found in matches(_LIVES, sentence.items):
            yield from _lived(sentence, found, found.value("died", "YEAR"))
        if article.published and not any(item.small in _DEATH for item in sentence.items):
            for _, _, found in matches(_NOW, sentence.items):
                yield from _lived(sentence, found, article.published.year)


def _lived(sentence: Sentence, found: Found, until: int) -> Iterator[Flag]:
    born = found.value("born", "YEAR")
    age = _count(found, "age")
    if age is None or until - born in (age, age + 1):
        return
    shown = f"{until} − {born} = {until - born}, the text says {age}"
    message = (
        f"who was born in {born} was {until - born - 1} or {until - born} in {until}, not {age}"
    )
    yield flag("age", "error", message, shown, _claims(sentence, found, "age"))


def check_elapsed(article: Article) -> Iterator[Flag]:
    """Compare "30 years later" and "30 years ago" with the dates beside them.

    "Later" is compared with its two years, "ago" with the day of publication.
    """
    for sentence in article.sentences:
        for _, _, found in matches(_SPANS, sentence.items):
            yield from _elapsed(
                sentence, found, found.value("last", "YEAR"), str(found.value("last", "YEAR"))
            )
        if article.published:
            for _, _, found in matches(_AGO, sentence.items):
                yield from _elapsed(
                    sentence, found, article.published.year, _named(article.published)
                )


def _elapsed(sentence: Sentence, found: Found, until: int, named: str) -> Iterator[Flag]:
    first, long = found.value("first", "YEAR"), number_of(found, "long")
    years = _count(found, "long")
    if years is None or (long and long.unit not in _YEAR_UNITS) or (long and not long.is_exact):
        return
    if abs(until - first - years) > 1:
        shown = f"{until} − {first} = {until - first}, the text says {years}"
        message = f"from {first} to {named} are {until - first} years, not {years}"
        yield flag("elapsed years", "error", message, shown, _claims(sentence, found, "long"))


def _count(found: Found, name: str) -> int | None:
    claimed = number_of(found, name)
    if claimed is None:
        return found.value("n", "NUM") if "n" in found else None
    return int(claimed.value) if claimed.value == int(claimed.value) else None


def _claims(sentence: Sentence, found: Found, name: str) -> list[Claim]:
    """Return the claim of the number, else those of its sentence."""
    claimed = number_of(found, name)
    return [claimed.claim] if claimed else [spot.claim for spot in sentence.spots]


def _named(day: date) -> str:
    return f"publication in {day.year}"
