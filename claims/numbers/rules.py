"""The one kind of rule that an audit has, and how a rule says what it found.

A rule reads the desk, that is the articles with their claims and what a ledger knows of them, and
yields flags. Most look at one sentence or one article at a time: `in_sentences` and `in_articles`
make rules of such checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from claims.model import Claim, Flag
from claims.numbers.bounds import Bounds
from claims.numbers.desk import Article, Desk
from claims.numbers.items import Number
from claims.numbers.sentences import Sentence


@dataclass(frozen=True, slots=True)
class AuditRule:
    """What to look for: the names that its flags bear, and the check that yields them.

    A rule within articles finds the same whatever else is on the desk; the others weigh words by
    how many documents of the ledger have them, or compare articles.
    """

    names: tuple[str, ...]
    check: Callable[[Desk], Iterator[Flag]]
    is_within: bool = False


def in_sentences(
    check: Callable[[Sentence], Iterator[Flag]], *names: str, least: int = 2
) -> AuditRule:
    """Make a rule of a check that needs one sentence, with at least so many numbers."""

    def every(desk: Desk) -> Iterator[Flag]:
        for article in desk.articles:
            for sentence in article.sentences:
                if len(sentence.numbers) >= least:
                    yield from check(sentence)

    return AuditRule(names, every, is_within=True)


def in_articles(check: Callable[[Article], Iterator[Flag]], *names: str) -> AuditRule:
    """Make a rule of a check that needs one article."""

    def every(desk: Desk) -> Iterator[Flag]:
        for article in desk.articles:
            yield from check(article)

    return AuditRule(names, every, is_within=True)


def flag(
    rule: str, severity: str, message: str, arithmetic: str, found: Iterable[Number | Claim]
) -> Flag:
    """Return what a rule found, with the ids of the claims whose numbers it compared."""
    claims = (one.claim if isinstance(one, Number) else one for one in found)
    return Flag(
        rule,
        severity,
        message,
        arithmetic,
        tuple(dict.fromkeys(claim.claim_id for claim in claims)),
    )


def severity(comparison: Callable[[bool], tuple[Bounds, Bounds] | None]) -> str:
    """Return how badly two numbers disagree.

    It is "error", "warning" where rounding may explain it, or "" where they agree.

    `comparison` returns the two intervals, as written or rounded, or None where they cannot be
    compared.
    """
    written, rounded = comparison(False), comparison(True)
    if written is None or rounded is None or written[0].has_common(written[1]):
        return ""
    return "warning" if rounded[0].has_common(rounded[1]) else "error"
