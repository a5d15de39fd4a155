"""What a verdict was given to: a claim in, the words that a check keeps of it out.

Later, what changed since. The words are kept in one cell that people read in a diff: the number
first ("exact 27 town", which is all that checks of older ledgers have), then the words of the
article, event, claimant and statement, each with its name, where the claim had them, and a short
digest of the sentence. Compared is only what the cell has: a column that was empty when the check
was signed, and is filled now, is no change. Whether words of a line differ is asked word by word,
without regard to case and punctuation. It decides nothing about statuses: `checks` does.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from claims.decimals import CONTEXT
from claims.ledger.cells import decimal
from claims.model import Claim, Stance

OUTLET, NOT_NAMED = "the outlet itself", "somebody not named"
GONE = "gone"  # the one change that is none of a field: the article no longer says it
_BETWEEN = " | "
_WORD = re.compile(r"\w+")


class Given(NamedTuple):
    """The words that a check keeps of its claim.

    The number is written as `number_checked` does, and the other fields stand by their names.
    """

    number: str
    fields: Mapping[str, str]


def number_checked(claim: Claim) -> str:
    """Return the number of a claim as a check keeps it: hedge, value, upper and unit.

    >>> from decimal import Decimal
    >>> number_checked(Claim(start=0, end=8, surface="27 towns", value=Decimal("27.0"),
    ...     unit="town"))
    'exact 27 town'
    """
    numbers = (
        f"{number.normalize(CONTEXT):f}"
        for number in (claim.value, claim.upper)
        if number is not None
    )
    return " ".join((claim.modifier, *numbers, claim.unit)).strip()


def words_checked(claim: Claim) -> str:
    """Return all that a check keeps of its claim, as one cell.

    >>> from decimal import Decimal
    >>> words_checked(Claim(start=0, end=8, surface="27 towns", value=Decimal(27), unit="town",
    ...     event="retake"))
    'exact 27 town | words: 27 towns | event: retake | claimant: the outlet itself'
    """
    fields = _fields(claim) | {"sentence": _digest(claim.quote)}
    told = (f"{name}: {words}" for name, words in fields.items() if words)
    return _BETWEEN.join(map(_escaped, (number_checked(claim), *told)))


def given_to(checked: str) -> Given:
    """Read the cell of a check.

    >>> given_to("exact 27 town | event: retake").fields
    {'event': 'retake'}
    """
    number, *told = map(_unescaped, checked.split(_BETWEEN))
    named = (each.partition(": ") for each in told)
    return Given(number, {name: words for name, _, words in named})


def changes_since(checked: str, claim: Claim) -> tuple[str, ...]:
    """Name what changed since a check was given to these words.

    Nothing is named where the check may still speak for the claim.

    >>> from decimal import Decimal
    >>> changes_since("exact 27 town", Claim(start=0, end=8, surface="37 towns", value=Decimal(37),
    ...     unit="town"))
    ('number',)
    """
    changed = [GONE] if claim.gone else []
    if checked:
        given = given_to(checked)
        changed += [
            *_changes_of_number(given.number, number_checked(claim)),
            *_changes_of_fields(given.fields, claim),
        ]
    return tuple(dict.fromkeys(changed))


def is_same_sentence(checked: str, claim: Claim) -> bool:
    """Tell whether the article still has the sentence of the check.

    If so, what changed is how it is read.
    """
    return (
        not claim.gone
        and given_to(checked).fields.get("sentence", "") == _digest(claim.quote) != ""
    )


def in_words(changed: Sequence[str]) -> str:
    """Say what changed since a check was given.

    >>> in_words(("gone", "number", "statement"))
    'no longer in the article; number and statement changed since'
    """
    fields = [name for name in changed if name != GONE]
    said = ["no longer in the article"] if GONE in changed else []
    said += [f"{' and '.join(fields)} changed since"] if fields else []
    return "; ".join(said)


def credited(claim: Claim) -> str:
    """Return who is credited with a claim, in words that are never empty."""
    return claim.claimant or claim.source or (OUTLET if claim.source is None else NOT_NAMED)


def _fields(claim: Claim) -> dict[str, str]:
    """Return the fields that are kept beside the number.

    Trend and stance are kept only where they are not the usual ones.
    """
    return {
        "words": claim.surface,
        "trend": claim.trend.value,
        "event": claim.event,
        "claimant": credited(claim),
        "stance": "" if claim.stance is Stance.ASSERTED else claim.stance.value,
        "statement": claim.statement,
    }


def _changes_of_number(before: str, now: str) -> Iterator[str]:
    parts = ("hedge", "number", "unit")
    return (
        name
        for name, old, new in zip(parts, number_parts(before), number_parts(now), strict=True)
        if old != new
    )


def number_parts(number: str) -> tuple[str, tuple[str, ...], str]:
    """Cut a number as `number_checked` writes it into hedge, one or two numbers, and unit."""
    hedge, *words = number.split(" ")
    numbers = 0
    while numbers < min(2, len(words)) and decimal(words[numbers]) is not None:
        numbers += 1
    return hedge, tuple(words[:numbers]), " ".join(words[numbers:])


def _changes_of_fields(given: Mapping[str, str], claim: Claim) -> Iterator[str]:
    now = _fields(claim)
    for name in ("event", "claimant", "statement"):
        if name in given and _words(given[name]) != _words(now[name]):
            yield name
    # a check that keeps fields at all: an absent trend was none, an absent stance the usual one
    if "words" in given:
        if given.get("trend", "") != now["trend"]:
            yield "number"
        if given.get("stance", "") != now["stance"]:
            yield "claimant"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _digest(quote: str) -> str:
    return (
        hashlib.blake2s(quote.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
        if quote
        else ""
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
