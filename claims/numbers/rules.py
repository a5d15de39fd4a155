"""The one kind of rule that an audit has, and how a rule says what it found.

A rule looks at one thing at a time: a sentence, an article, two claims that may speak of one thing,
or a group of such claims. It gets that thing, with a desk that has its articles and what a ledger
knows of them, and yields flags. So no rule holds a ledger, and an archive of any size passes by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from claims.model import Claim, Flag
from claims.numbers.bounds import Bounds
from claims.numbers.desk import Article, Desk
from claims.numbers.items import Number
from claims.numbers.sentences import Sentence
from claims.numbers.tie import Tie


class Scope(Enum):
    """What a rule looks at, one at a time."""

    ARTICLE = auto()
    REPEAT = auto()  # two claims of one article
    TIE = auto()  # two claims of two articles
    GROUP = auto()  # claims on one thing


@dataclass(frozen=True, slots=True)
class AuditRule:
    """What to look for: the names that its flags bear, and the check that yields them."""

    names: tuple[str, ...]
    scope: Scope
    check: Callable[[Any, Desk], Iterator[Flag]]
    is_told_once: bool = False  # of a later claim, whatever else it is compared with

    @property
    def is_within(self) -> bool:
        """Whether the rule finds the same whatever else is in the ledger.

        The others weigh words by how many documents of the ledger have them, or compare articles.
        """
        return self.scope is Scope.ARTICLE


def in_sentences(
    check: Callable[[Sentence], Iterator[Flag]], *names: str, least: int = 2
) -> AuditRule:
    """Make a rule of a check that needs one sentence, with at least so many numbers."""

    def every(article: Article, _: Desk) -> Iterator[Flag]:
        for sentence in article.sentences:
            if len(sentence.numbers) >= least:
                yield from check(sentence)

    return AuditRule(names, Scope.ARTICLE, every)


def in_articles(check: Callable[[Article], Iterator[Flag]], *names: str) -> AuditRule:
    """Make a rule of a check that needs one article."""
    return AuditRule(names, Scope.ARTICLE, lambda article, _: check(article))


def in_edits(check: Callable[[Article, Desk], Iterator[Flag]], *names: str) -> AuditRule:
    """Make a rule of a check that needs one article and what its numbers were before."""
    return AuditRule(names, Scope.ARTICLE, check)


def in_repeats(check: Callable[[Tie, Desk], Iterator[Flag]], *names: str) -> AuditRule:
    """Make a rule of a check that needs two claims of one article."""
    return AuditRule(names, Scope.REPEAT, check)


def in_ties(
    check: Callable[[Tie, Desk], Iterator[Flag]], *names: str, is_told_once: bool = True
) -> AuditRule:
    """Make a rule of a check that needs two claims of two articles."""
    return AuditRule(names, Scope.TIE, check, is_told_once)


def in_groups(check: Callable[[Any, Desk], Iterator[Flag]], *names: str) -> AuditRule:
    """Make a rule of a check that needs a group of claims on one thing."""
    return AuditRule(names, Scope.GROUP, check)


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
