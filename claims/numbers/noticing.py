"""What there is to notice about some claims of a ledger.

Flags of the audit, and what was checked before.

A ledger in; for the claims that a view shows, their flags and earlier verdicts out, in the time
that a view may take. Rules within an article read the articles of these claims only. Rules across
articles and earlier verdicts need many claims to be read: beyond `MOST` of them they are left out,
which `left_out` says in words, and `claimbook audit` looks at all. The ledger is taken to stay as
it is: who changes it asks for a new `Noticing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from claims.ledger.conditions import Found
from claims.ledger.filters import in_documents, number
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_from_row, document_from_row
from claims.model import Flag
from claims.numbers.audit import RULES, audit_desk
from claims.numbers.checked_before import Known, Verdict, known, verdicts_for
from claims.numbers.desk import Article, Desk
from claims.numbers.ledger_desk import desk_of, desk_of_found

MOST = 5_000  # claims that are compared with each other in about a second

Watch = Callable[[Sequence[Article]], Iterator[Article]]


class Notice(NamedTuple):
    """What there is to notice about one claim."""

    flags: Sequence[Flag] = ()
    known: Sequence[Known] = ()


NOTHING = Notice()


class Noticing:
    """Looks at claims of one ledger; what the whole ledger tells is worked out once.

    `watch` sees the articles go by while they are audited, for a progress bar.
    """

    def __init__(self, ledger: Ledger, watch: Watch = iter) -> None:
        self._ledger = ledger
        self._watch = watch

    def notices(
        self, found: Sequence[Found], articles: Sequence[Found] | None = None
    ) -> Mapping[str, Notice]:
        """Return what there is to notice, by claim; claims with nothing are left out.

        `articles` are all claims of their articles; they are read where they are not given.
        """
        flags, before = self._flags(found, articles), self.known(found)
        return {
            claim_id: Notice(flags.get(claim_id, ()), before.get(claim_id, ()))
            for claim_id in (one.row["claim_id"] for one in found)
            if claim_id in flags or claim_id in before
        }

    def _flags(
        self, found: Iterable[Found], articles: Sequence[Found] | None
    ) -> Mapping[str, Sequence[Flag]]:
        asked = {one.row["claim_id"]: one.row["document_id"] for one in found}
        if articles is None:
            articles = in_documents(self._ledger, set(asked.values()))
        flags: dict[str, list[Flag]] = {}
        for flag in (*self._within(articles), *self._across):
            for claim_id in flag.claim_ids:
                if claim_id in asked:
                    flags.setdefault(claim_id, []).append(flag)
        return flags

    def _within(self, articles: Sequence[Found]) -> Iterator[Flag]:
        desk = desk_of_found(self._ledger, articles)
        rules = [rule for rule in RULES if rule.is_within]
        for article in self._watch(desk.articles):
            yield from audit_desk(replace(desk, claims=article.claims), rules)

    def known(self, found: Sequence[Found]) -> Mapping[str, Sequence[Known]]:
        """Return earlier verdicts on what these claims say, by claim, the nearest first."""
        if not found or self.has_too_many_verdicts:
            return {}
        documents = {one.row["document_id"]: one.document for one in found}
        claims = [claim_from_row(one.row) for one in found]
        return known(claims, map(document_from_row, documents.values()), self._verdicts)

    @property
    def left_out(self) -> list[str]:
        """What was not looked for, and why."""
        said = []
        if self.desk is None:
            said.append(
                f"not compared across articles, for more than {MOST:,} claims: `claimbook audit` is"
            )
        if self.has_too_many_verdicts:
            said.append(f"not compared with what was checked before, more than {MOST:,} verdicts")
        return said

    @property
    def has_too_many_verdicts(self) -> bool:
        """Whether there are more earlier verdicts than a view compares with."""
        return len(self._verdicts) > MOST

    @cached_property
    def desk(self) -> Desk | None:
        """All of the ledger, None where that is too much for a view."""
        return desk_of(self._ledger) if number(self._ledger) <= MOST else None

    @cached_property
    def _across(self) -> Sequence[Flag]:
        across = [rule for rule in RULES if not rule.is_within]
        return audit_desk(self.desk, across) if self.desk else ()

    def forget_verdicts(self) -> None:
        """Read the verdicts anew: somebody signed."""
        self.__dict__.pop("_verdicts", None)

    @cached_property
    def _verdicts(self) -> Sequence[Verdict]:
        return verdicts_for(self._ledger)
