"""What the numbers of a ledger say about each other.

Claims in, flags out, each with its arithmetic.

A flag is a question to a person, never a verdict: nothing is changed and no status is set. The
rules are few and narrow on purpose, since a rule that is wrong half of the time is soon switched
off; `claimbook help audit` lists them with what each of them does not see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from claims.decimals import exactly
from claims.errors import LedgerError, unknown
from claims.ledger.conditions import Found
from claims.ledger.dismissals import dismissed, flag_id
from claims.ledger.filters import select
from claims.ledger.identity import identify
from claims.ledger.ledger import Ledger
from claims.ledger.links import links
from claims.ledger.rows import claim_from_row, document_from_row
from claims.ledger.verdicts import number_checked
from claims.model import Claim, Document, Flag, Link, Relation, Status
from claims.numbers.across.copies import (
    check_hedge_lost,
    check_noun,
    check_period,
    check_precision,
    check_source_lost,
)
from claims.numbers.across.tolls import check_toll
from claims.numbers.across.values import check_same_thing, check_unit
from claims.numbers.desk import Desk, Earlier
from claims.numbers.inside.ages import check_age, check_elapsed
from claims.numbers.inside.changes import check_direction, check_multiple, check_percent_change
from claims.numbers.inside.dates import check_weekday
from claims.numbers.inside.edited import check_edited
from claims.numbers.inside.headline import check_headline
from claims.numbers.inside.lists import check_list
from claims.numbers.inside.margins import check_margin
from claims.numbers.inside.ranges import check_conversion, check_range
from claims.numbers.inside.rates import check_each, check_rate
from claims.numbers.inside.shares import (
    check_fraction_word,
    check_grim,
    check_part_of_whole,
    check_possible,
    check_share,
)
from claims.numbers.inside.totals import check_survey, check_total
from claims.numbers.inside.twice import check_twice
from claims.numbers.rules import AuditRule, in_articles, in_sentences

RULES: tuple[AuditRule, ...] = (
    in_sentences(check_total, "parts and total"),
    in_sentences(check_survey, "shares of a whole"),
    in_sentences(check_part_of_whole, "part above whole"),
    in_sentences(check_share, "share"),
    in_sentences(check_fraction_word, "fraction and percent", least=1),
    in_sentences(check_possible, "impossible share", least=1),
    in_sentences(check_grim, "impossible fraction"),
    in_sentences(check_percent_change, "percent change", "percent for points", "points"),
    in_sentences(check_direction, "direction"),
    in_sentences(check_multiple, "multiple"),
    in_sentences(check_margin, "margin"),
    in_sentences(check_rate, "rate"),
    in_sentences(check_each, "each and all"),
    in_sentences(check_range, "range upside down"),
    in_sentences(check_conversion, "conversion"),
    in_sentences(check_list, "list count", least=1),
    AuditRule(("number edited",), check_edited, is_within=True),
    in_articles(check_headline, "headline and body"),
    AuditRule(("said twice",), check_twice),
    in_articles(check_weekday, "weekday and date"),
    in_articles(check_age, "age"),
    in_articles(check_elapsed, "elapsed years"),
    AuditRule(("two values", "scale slip", "digit slip"), check_same_thing),
    AuditRule(("unit slip",), check_unit),
    AuditRule(("hedge lost",), check_hedge_lost),
    AuditRule(("precision grown",), check_precision),
    AuditRule(("source lost",), check_source_lost),
    AuditRule(("noun drift",), check_noun),
    AuditRule(("period drift",), check_period),
    AuditRule(("toll falls", "stale figure", "jump"), check_toll),
)
"""All rules, in the order in which their flags are shown."""


@exactly
def audit(
    ledger_or_claims: Ledger | Iterable[Claim], documents: Iterable[Document] = ()
) -> list[Flag]:
    """Return what does not fit, rule by rule, within documents and then across them.

    Claims without an id get the one that a ledger would give them; `documents` are theirs, where
    they are known.

    >>> from claims.text.extract import extract
    >>> flag, = audit(extract("Officials counted 41 deaths: 30 in Aleppo and 12 in Idlib."))
    >>> flag.rule, flag.arithmetic
    ('parts and total', '30 + 12 = 42, the text says 41 deaths')
    """
    return audit_desk(desk_of(ledger_or_claims, documents))


@exactly
def audit_desk(desk: Desk, rules: Iterable[AuditRule] = RULES) -> list[Flag]:
    """Return what does not fit.

    Rules that are switched off and flags that were dismissed are left out.

    Raises `LedgerError` where a rule is switched off that there is not.
    """
    for name in desk.off - NAMES:
        raise LedgerError(f"claimbook.toml: {unknown(name, NAMES, 'rule of [audit]')}")
    checks = (rule.check(desk) for rule in rules if not set(rule.names) <= desk.off)
    found = (flag for check in checks for flag in check if flag.rule not in desk.off)
    return [flag for flag in found if flag_id(flag) not in desk.dismissed]


NAMES = frozenset(name for rule in RULES for name in rule.names)
"""The names of all rules."""
_JOINS = frozenset(Relation) - {Relation.DIFFERS}


def desk_of(source: Ledger | Iterable[Claim], documents: Iterable[Document] = ()) -> Desk:
    """Return what an audit looks at."""
    if isinstance(source, Ledger):
        linked = links(source)
        return replace(
            desk_of_found(source, select(source)),
            together=frozenset(_pair(link) for link in linked if link.relation in _JOINS),
            apart=frozenset(_pair(link) for link in linked if link.relation not in _JOINS),
        )
    return Desk(list(_named(source)), {document.document_id: document for document in documents})


def desk_of_found(ledger: Ledger, found: Iterable[Found]) -> Desk:
    """Return what an audit of some claims of a ledger looks at, without reading the others.

    Left out are claims that are gone from their article, and those that somebody withdrew.
    """
    claims: list[Claim] = []
    documents: dict[str, Document] = {}
    earlier: dict[str, Earlier] = {}
    for one in found:
        if one.row["gone"] or one.standing.status is Status.WITHDRAWN:
            continue
        claims.append(claim_from_row(one.row))
        if _is_edited_in_its_source(one):
            earlier[one.row["claim_id"]] = Earlier(one.standing.given[-1], "when it was checked")
        if one.row["document_id"] not in documents:
            documents[one.row["document_id"]] = document_from_row(one.document)
    return Desk(
        claims,
        documents,
        ledger.settings.approximate,
        earlier=earlier,
        off=ledger.settings.rules_off,
        dismissed=dismissed(ledger),
    )


def _is_edited_in_its_source(found: Found) -> bool:
    """Tell whether the article has another number than the one that a verdict was given to.

    What a person corrects, and what a later claimbook reads otherwise, is no edit of the source.
    """
    standing = found.standing
    is_another = "number" in standing.changed and bool(standing.given)
    return (
        is_another and not standing.is_read_anew and not _is_corrected(found.row["edited"].split())
    )


def _is_corrected(edited: Collection[str]) -> bool:
    return not {"value", "upper"}.isdisjoint(edited)


def with_earlier(desk: Desk, before: Ledger, until: str) -> Desk:
    """Return a desk that also knows which numbers its claims had before.

    They are those of an earlier version of the ledger.
    """
    numbers = {claim.claim_id: number_checked(claim) for claim in before.claims}
    earlier = {
        claim.claim_id: Earlier(number, until)
        for claim in desk.claims
        if (number := numbers.get(claim.claim_id, "")) and number != number_checked(claim)
        if not _is_corrected(claim.edited)
    }
    return replace(desk, earlier={**earlier, **desk.earlier})


def _pair(link: Link) -> frozenset[str]:
    return frozenset((link.claim_id, link.other_id))


def _named(claims: Iterable[Claim]) -> Iterator[Claim]:
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.claim_id:
            yield claim
        else:
            by_document.setdefault(claim.document_id, []).append(claim)
    for document_id, found in by_document.items():
        yield from (
            replace(claim, document_id=document_id) for claim in identify(found, document_id)
        )
