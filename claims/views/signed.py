"""What people signed, in words for a terminal.

Rows of checks, edits, links and assignments in, one line each out.

The lines are safe: everything in them that comes from outside passes through `safe`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter

from claims.ledger.schema import ASSIGNMENTS, CHECKS, DISMISSALS, EDITS, LINKS, Table
from claims.model import Relation
from claims.views.safe import safe

Row = Mapping[str, str]


def signed_lines(signed: Mapping[Table, Iterable[Row]], claim_id: str) -> Iterator[str]:
    """Yield what people signed about a claim beside its checks, earliest first."""
    others = [
        (row["at"], row, table)
        for table, rows in signed.items()
        if table is not CHECKS
        for row in rows
    ]
    for _, row, table in sorted(others, key=itemgetter(0)):
        yield signed_words(row, table, claim_id)


def signed_words(row: Row, table: Table, claim_id: str = "") -> str:
    """Return one entry in words, for a link seen from a claim.

    It reads as `ben signed false (overstated) on 2026-02-03: ...`.
    """
    is_from_other = table is LINKS and row["other_id"] == claim_id
    what = _link_to(row) if is_from_other else _SAID[table](row)
    said = f"{row['by']} {what} on {row['at'][:10]}"
    return safe(said + "".join(f": {row[name]}" for name in _EXPLAINED[table] if row[name]))


def _check(row: Row) -> str:
    reason = f" ({row['reason']})" if row["reason"] else ""
    return f"signed {row['status']}{reason}" if row["status"] else "noted"


def _edit(row: Row) -> str:
    if row["field"] == "claim_id":
        return "logged it by hand"
    return f'corrected {row["field"]} "{row["before"]}" -> "{row["after"]}"'


def _link(row: Row) -> str:
    if row["relation"] == Relation.NONE:
        return f"took back its link to {row['other_id']}"
    return f"linked it: {LINKED[Relation(row['relation'])]} {row['other_id']}"


def _link_to(row: Row) -> str:
    if row["relation"] == Relation.NONE:
        return f"took back its link to {row['claim_id']}"
    return f"linked it: {_LINKED_BY[Relation(row['relation'])]} {row['claim_id']}"


def _assignment(row: Row) -> str:
    until = f" until {row['due']}" if row["due"] else ""
    return f"assigned it to {row['to']}{until}" if row["to"] else "gave it back"


def _dismissal(row: Row) -> str:
    return f"{'dismissed' if row['shown'] == 'no' else 'showed again'} a flag ({row['arithmetic']})"


LINKED = {  # what a claim is to the other one
    Relation.SAME: "the same as",
    Relation.REPEATS: "repeats",
    Relation.CONTRADICTS: "contradicts",
    Relation.UPDATES: "updates",
    Relation.DIFFERS: "another thing than",
}
_LINKED_BY = {  # and what the other one is to it
    Relation.SAME: "the same as",
    Relation.REPEATS: "repeated by",
    Relation.CONTRADICTS: "contradicted by",
    Relation.UPDATES: "updated by",
    Relation.DIFFERS: "another thing than",
}
_SAID: dict[Table, Callable[[Row], str]] = {
    CHECKS: _check,
    EDITS: _edit,
    LINKS: _link,
    ASSIGNMENTS: _assignment,
    DISMISSALS: _dismissal,
}
_EXPLAINED = {
    CHECKS: ("note", "evidence_url"),
    EDITS: ("why",),
    LINKS: ("note",),
    ASSIGNMENTS: ("note",),
    DISMISSALS: ("note",),
}
