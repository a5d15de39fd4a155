"""What the numbers of a ledger say about each other.

Claims in, flags out, each with its arithmetic.

A flag is a question to a person, never a verdict: nothing is changed and no status is set. The
rules are few and narrow on purpose, since a rule that is wrong half of the time is soon switched
off; `claimbook help audit` lists them with what each of them does not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.decimals import exactly
from claims.errors import LedgerError, unknown
from claims.ledger.dismissals import flag_id
from claims.ledger.ledger import Ledger
from claims.model import Claim, Document, Flag
from claims.numbers.across.copies import (
    check_hedge_lost,
    check_noun,
    check_period,
    check_precision,
    check_source_lost,
)
from claims.numbers.across.tolls import check_toll
from claims.numbers.across.values import check_same_thing, check_unit
from claims.numbers.compare import Group
from claims.numbers.desk import Article, Desk, Source
from claims.numbers.gathering import Gathering
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
from claims.numbers.ledger_desk import desk_of
from claims.numbers.rules import (
    AuditRule,
    Scope,
    in_articles,
    in_edits,
    in_groups,
    in_repeats,
    in_sentences,
    in_ties,
)
from claims.numbers.sorting import Sorted
from claims.numbers.tie import Tie

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
    in_edits(check_edited, "number edited"),
    in_articles(check_headline, "headline and body"),
    in_repeats(check_twice, "said twice"),
    in_articles(check_weekday, "weekday and date"),
    in_articles(check_age, "age"),
    in_articles(check_elapsed, "elapsed years"),
    in_ties(check_same_thing, "two values", "scale slip", "digit slip"),
    in_ties(check_unit, "unit slip", is_told_once=False),
    in_ties(check_hedge_lost, "hedge lost"),
    in_ties(check_precision, "precision grown", is_told_once=False),
    in_ties(check_source_lost, "source lost"),
    in_ties(check_noun, "noun drift"),
    in_ties(check_period, "period drift"),
    in_groups(check_toll, "toll falls", "stale figure", "jump"),
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


def audit_desk(source: Source, rules: Iterable[AuditRule] = RULES) -> list[Flag]:
    """Return what does not fit as a list; see `flagged`."""
    return list(flagged(source, rules))


@exactly
def flagged(source: Source, rules: Iterable[AuditRule] = RULES) -> Sorted[Flag]:
    """Return what does not fit, in the order of the rules, however much there is.

    Articles are read once for all rules, and so are the ties between them. Rules that are switched
    off and flags that were dismissed are left out.

    Raises `LedgerError` where a rule is switched off that there is not.
    """
    for name in source.bare.off - NAMES:
        raise LedgerError(f"claimbook.toml: {unknown(name, NAMES, 'rule of [audit]')}")
    finding = _Finding(source.bare, rules)
    gathering = Gathering(source.bare) if finding.has_rules(Scope.GROUP) else None
    for desk, article in _articles(source):
        finding.look(Scope.ARTICLE, article, desk)
        if gathering:
            gathering.read(article)
    if not finding.has_rules(Scope.REPEAT, Scope.TIE, Scope.GROUP):
        return finding.flags
    for desk, ties in source.tied():
        for tie in ties:
            finding.look(Scope.REPEAT if tie.is_of_one_document else Scope.TIE, tie, desk)
            if gathering:
                gathering.see(tie)
    for one in gathering.groups(source) if gathering else ():
        finding.look(Scope.GROUP, one.group, one.desk(source.bare))
    return finding.flags


def _articles(source: Source) -> Iterator[tuple[Desk, Article]]:
    return ((desk, article) for desk in source.desks() for article in desk.articles)


class _Finding:
    """What the rules have found so far, in their order."""

    def __init__(self, desk: Desk, rules: Iterable[AuditRule]) -> None:
        self.flags: Sorted[Flag] = Sorted()
        self._off, self._dismissed = desk.off, desk.dismissed
        self._rules: dict[Scope, list[tuple[int, AuditRule]]] = {}
        for place, rule in enumerate(rules):
            if not set(rule.names) <= desk.off:
                self._rules.setdefault(rule.scope, []).append((place, rule))
        self._told: set[tuple[int, str]] = set()  # by which rule, of which claim

    def has_rules(self, *scopes: Scope) -> bool:
        return not self._rules.keys().isdisjoint(scopes)

    def look(self, scope: Scope, thing: Article | Tie | Group, desk: Desk) -> None:
        """Have the rules of a scope look at one thing."""
        for place, rule in self._rules.get(scope, ()):
            later = (place, thing.second.claim.claim_id) if isinstance(thing, Tie) else None
            if later in self._told:
                continue
            for flag in rule.check(thing, desk):
                if rule.is_told_once and later:
                    self._told.add(later)
                self._keep(place, flag, desk)

    def _keep(self, place: int, flag: Flag, desk: Desk) -> None:
        is_off = flag.rule in self._off or not desk.is_asked(flag.claim_ids)
        if not is_off and flag_id(flag) not in self._dismissed:
            self.flags.add((place,), flag)


NAMES = frozenset(name for rule in RULES for name in rule.names)
"""The names of all rules."""
