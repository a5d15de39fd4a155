"""Which claims are meant.

Conditions in, the claims that meet all of them out, in the order that was asked for. What a
condition is, and what it refuses, is said in `conditions`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, islice
from typing import Protocol, runtime_checkable

from claims.ledger import layout
from claims.ledger.assignments import NOBODY, assigned
from claims.ledger.cells import decimal
from claims.ledger.checks import UNCHECKED
from claims.ledger.conditions import (
    GROUPS,
    NOWHERE,
    NUMBERS,
    OF_DOCUMENT,
    Condition,
    Found,
    cells_of,
    require_field,
)
from claims.ledger.ledger import Ledger
from claims.ledger.lookup import rows_with
from claims.ledger.schema import CLAIMS, DOCUMENTS
from claims.model import Status

_OF_MARKED = frozenset({"status", "gone"})
_STATUS_ORDER = {status.value: place for place, status in enumerate(Status)}


@runtime_checkable
class Database(Protocol):
    """A ledger that finds and counts claims itself, faster than by looking at each."""

    def select(
        self, conditions: Iterable[Condition], sort: str, limit: int | None
    ) -> Iterator[Found]:
        """Yield the claims that meet all conditions, in order, at most `limit`."""

    def number(self, conditions: Iterable[Condition]) -> int:
        """Return how many claims meet all conditions."""

    def select_articles(self, conditions: Iterable[Condition]) -> Iterator[tuple[Found, bool]]:
        """Yield all claims of the articles in which one meets all conditions; see below."""


def select(
    ledger: Ledger, conditions: Iterable[Condition] = (), sort: str = "", limit: int | None = None
) -> Iterator[Found]:
    """Yield the claims that meet all conditions, in the order of the file or by a field.

    "-value" puts the largest value first.
    """
    descending, by = sort.startswith("-"), sort.lstrip("-")
    if by:
        require_field(by)
    if isinstance(ledger, Database):
        return ledger.select(conditions, sort, limit)
    conditions = list(conditions)
    is_meant = _all_of(conditions)
    if limit is not None and not by and all(map(_is_of_claim, conditions)):
        return _first(ledger, is_meant, limit)
    documents = {row["document_id"]: row for row in ledger.rows(DOCUMENTS)}
    met = filter(is_meant, _described(ledger, ledger.rows(CLAIMS), documents))
    return islice(_sorted(met, by, descending) if by else met, limit)


def select_articles(
    ledger: Ledger, conditions: Iterable[Condition] = ()
) -> Iterator[tuple[Found, bool]]:
    """Yield all claims of the articles in which one meets all conditions, in order.

    Each is told with whether it meets them.
    """
    conditions = list(conditions)
    if isinstance(ledger, Database):
        yield from ledger.select_articles(conditions)
        return
    tests = [condition.test() for condition in conditions]
    for _, article in groupby(select(ledger), key=lambda found: found.row["document_id"]):
        found = [(claim, all(test(claim) for test in tests)) for claim in article]
        if any(is_met for _, is_met in found):
            yield from found


def number(ledger: Ledger, conditions: Sequence[Condition] = ()) -> int:
    """Return how many claims meet all conditions.

    Where these ask for nothing but the status and what is gone, as a plain `list` does, only the
    claims that have a check or are gone are parsed: all others are alike.
    """
    if isinstance(ledger, Database):
        return ledger.number(conditions)
    if any(condition.field not in _OF_MARKED for condition in conditions):
        return sum(1 for _ in select(ledger, conditions))
    is_meant = _all_of(conditions)
    marked = [Found(row, ledger.standing_of(row), NOWHERE) for row in ledger.marked_rows()]
    met = sum(map(is_meant, marked))
    unmarked = Found(dict.fromkeys(CLAIMS.columns, ""), UNCHECKED, NOWHERE)
    others = sum(1 for _ in ledger.claim_ids()) - len(marked)
    return met + (others if is_meant(unmarked) else 0)


def _all_of(conditions: Iterable[Condition]) -> Callable[[Found], bool]:
    """Return a function that says whether a claim meets all conditions."""
    tests = [condition.test() for condition in conditions]
    return lambda found: all(test(found) for test in tests)


def _is_of_claim(condition: Condition) -> bool:
    """Tell whether a condition asks for nothing outside the row of a claim and its checks."""
    columns = GROUPS.get(condition.field, (condition.field,))
    return condition.field not in ("assignee", "due") and OF_DOCUMENT.isdisjoint(columns)


def pick(ledger: Ledger, claim_ids: Collection[str]) -> list[Found]:
    """Return claims by their whole ids, in the order given, without parsing others.

    Raise `UnknownClaim` for an id that is no claim's.
    """
    rows = ledger.rows_by_key(CLAIMS, claim_ids)
    if isinstance(ledger, Database):
        found = ledger.select([Condition("claim_id", "=", tuple(rows))], "", None)
        by_id = {claim.row["claim_id"]: claim for claim in found}
        return [by_id[key] for key in rows]
    return _found(ledger, list(rows.values()))


def in_documents(ledger: Ledger, document_ids: Collection[str]) -> list[Found]:
    """Return the claims of some documents in file order, parsing no others."""
    if isinstance(ledger, Database):
        return list(ledger.select([Condition("document_id", "=", tuple(document_ids))], "", None))
    rows = rows_with(ledger.store, [layout.CLAIMS], CLAIMS, 1, document_ids)
    return _found(ledger, list(rows))


def _first(ledger: Ledger, is_meant: Callable[[Found], bool], limit: int) -> Iterator[Found]:
    """Return the first claims that are meant, parsing no more rows than it takes to find them.

    What is asked must be about nothing but the claim and its checks.
    """
    alone = (Found(row, ledger.standing_of(row), NOWHERE) for row in ledger.rows(CLAIMS))
    first = islice(filter(is_meant, alone), limit)
    return iter(_found(ledger, [claim.row for claim in first]))


def _found(ledger: Ledger, rows: Sequence[dict[str, str]]) -> list[Found]:
    """Return claims by their rows, parsing no documents but theirs."""
    wanted = {row["document_id"] for row in rows}
    described = rows_with(ledger.store, [layout.DOCUMENTS], DOCUMENTS, 0, wanted)
    return list(_described(ledger, rows, {row["document_id"]: row for row in described}))


def _described(
    ledger: Ledger, rows: Iterable[dict[str, str]], documents: Mapping[str, Mapping[str, str]]
) -> Iterator[Found]:
    """Return claims by their rows, with where they stand, their documents and their tasks."""
    tasks = assigned(ledger)
    return (
        Found(
            row,
            ledger.standing_of(row),
            documents.get(row["document_id"], NOWHERE),
            tasks.get(row["claim_id"], NOBODY),
        )
        for row in rows
    )


def _sorted(found: Iterable[Found], by: str, descending: bool) -> list[Found]:
    """Sort; claims without the field come last in either direction."""
    cells = cells_of(by)

    def key(claim: Found) -> Decimal | int | str | None:
        cell = next(iter(cells(claim)), "")
        if by == "status":
            return _STATUS_ORDER[cell]
        return decimal(cell) if by in NUMBERS else cell or None

    keyed = [(key(claim), claim) for claim in found]
    having = [pair for pair in keyed if pair[0] is not None]
    # the keys of one field are of one kind
    having.sort(key=lambda pair: pair[0], reverse=descending)  # type: ignore[arg-type,return-value]
    return [claim for _, claim in having] + [claim for value, claim in keyed if value is None]
