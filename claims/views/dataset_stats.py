"""The counts of `stats`, made by the database that a dataset is: conditions in, the same value out.

At ten million claims no row leaves the database: each group is counted there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from claims.ledger.conditions import Condition
from claims.ledger.dataset.read import Dataset
from claims.model import Status
from claims.views.stats import NONE, OWN_VOICE, UNNAMED, Count, Stats, in_order

_CLAIMANT = f"""
coalesce(nullif(c.claimant, ''), nullif(c.source, ''),
    CASE WHEN c.cue = '' THEN '{OWN_VOICE}' ELSE '{UNNAMED}' END)
"""
_MONTH = "coalesce(nullif(left(d.published, 7), ''), '" + NONE + "')"


def count_dataset(dataset: Dataset, conditions: Sequence[Condition]) -> Stats:
    """Count the claims that meet all conditions, their documents, and the checks on them."""

    def grouped(name: str) -> dict[str, Count]:
        groups: dict[str, Count] = defaultdict(Count)
        for key, status, overtaken, number in dataset.grouped(
            (name, "c.status", "c.overtaken"), conditions
        ):
            groups[key][Status(status)] += number
            groups[key].overtaken += number if overtaken else 0
        return groups

    by_month = grouped(_MONTH)
    signed: dict[str, Counter[str]] = defaultdict(Counter)
    for by, status, number in dataset.checks_grouped(conditions):
        signed[by][status or "note"] = number
    return in_order(
        statuses=_sum(by_month.values()),
        by_claimant=grouped(_CLAIMANT),
        by_document=grouped("c.document_id"),
        by_dimension=grouped(f"coalesce(nullif(c.dimension, ''), '{NONE}')"),
        by_month=by_month,
        by_checker=signed,
    )


def _sum(groups: Iterable[Count]) -> Count:
    total = Count()
    for group in groups:
        total.include(group)
    return total
