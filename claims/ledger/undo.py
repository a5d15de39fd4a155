"""Taking back what a person signed last: a ledger and a name in, what was taken back in words out.

What was signed in one step (a bulk check, an edit of several cells, a split) is one entry and goes
as one. Nothing is removed: others may have read or merged it, so what stood before is signed again,
with the id of what it takes back. Refused: where there is nothing, and where a cell was changed
again since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from claims.errors import LedgerError
from claims.ledger import signing
from claims.ledger.corrections import Correction, planned, write
from claims.ledger.drafts import taken_back, withdrawals
from claims.ledger.ledger import Ledger
from claims.ledger.lookup import rows_with
from claims.ledger.rows import (
    assignment_from_row,
    check_from_row,
    dismissal_from_row,
    edit_from_row,
    link_from_row,
)
from claims.ledger.schema import (
    ASSIGNMENTS,
    CHECKS,
    CLAIMS,
    DISMISSALS,
    EDITS,
    LINKS,
    SIGNED,
    Table,
)
from claims.model import Assignment, Check, Dismissal, Edit, Link, Relation

Row = dict[str, str]


@dataclass(slots=True)
class Undone:
    """What is signed to take the last entry back; `words` say what that was."""

    at: str
    words: list[str] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    dismissals: list[Dismissal] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)


def last_entry(ledger: Ledger, by: str) -> str:
    """Return when a person signed last, "" where that was never."""
    rows = (row for table in SIGNED for row in signing.own_rows(ledger.store, table, by))
    return max((row["at"] for row in rows), default="")


def plan_undo(ledger: Ledger, by: str, at: str = "") -> Undone:
    """Return what would take back the last entry of a person, or the one of a moment.

    Raise `LedgerError` where there is none.
    """
    own = {table: signing.own_rows(ledger.store, table, by) for table in SIGNED}
    last = at or last_entry(ledger, by)
    if not last:
        raise LedgerError(f"nothing to undo: {by} has signed nothing in this ledger")

    def entry(table: Table) -> Iterator[Row]:
        return (row for row in own[table] if row["at"] == last)

    plan = Undone(last)
    _undo_edits(ledger, list(map(edit_from_row, entry(EDITS))), by, plan)
    _undo_checks(ledger, list(map(check_from_row, entry(CHECKS))), plan)
    for link in map(link_from_row, entry(LINKS)):
        plan.links.append(_unlinked(link, own[LINKS], plan))
    for assignment in map(assignment_from_row, entry(ASSIGNMENTS)):
        plan.assignments.append(_unassigned(ledger, assignment, plan))
    for dismissal in map(dismissal_from_row, entry(DISMISSALS)):
        plan.dismissals.append(_shown_again(dismissal, plan))
    return plan


def undo(ledger: Ledger, plan: Undone, by: str) -> None:
    """Sign what takes an entry back, as one change."""
    with ledger.change() as change:
        if plan.corrections:
            write(
                change,
                ledger,
                plan.corrections,
                by,
                f"takes back what was signed at {plan.at}",
                plan.marks,
            )
        signing.append(change, ledger.store, ledger.given(plan.checks))
        signing.append(change, ledger.store, plan.links)
        signing.append(change, ledger.store, plan.assignments)
        signing.append(change, ledger.store, plan.dismissals)


def _undo_edits(ledger: Ledger, edits: Sequence[Edit], by: str, plan: Undone) -> None:
    rows = ledger.rows_by_key(CLAIMS, {edit.claim_id for edit in edits})
    born = [edit.claim_id for edit in edits if edit.field == "claim_id"]
    plan.checks += withdrawals(born, by, "takes back that it was logged")
    plan.words += [f"logging of {claim_id}" for claim_id in born]
    corrected = [edit for edit in edits if edit.field != "claim_id"]
    for claim_id, row in rows.items():
        cells = {edit.field: edit for edit in corrected if edit.claim_id == claim_id}
        if cells:
            _undo_corrections(ledger, row, cells, plan)


def _undo_corrections(ledger: Ledger, row: Row, cells: Mapping[str, Edit], plan: Undone) -> None:
    """Put back what the cells of one claim held; refuse where they were changed again since."""
    claim_id = row["claim_id"]
    for name, edit in cells.items():
        if row[name] != edit.after:
            raise LedgerError(
                f'{claim_id}: {name} was changed again since, to "{row[name]}": edit it instead'
            )
    before = {name: edit.before for name, edit in cells.items()}
    plan.corrections.append(planned(row, before, ledger))
    plan.marks[claim_id] = _marks(ledger, row, cells)
    plan.words.append(f"edit of {', '.join(cells)} of {claim_id}")


def _undo_checks(ledger: Ledger, signed: Sequence[Check], plan: Undone) -> None:
    plan.checks += taken_back(ledger, signed)
    plan.words += [f"{check.status or 'note'} on {check.claim_id}" for check in signed]


def _marks(ledger: Ledger, row: Mapping[str, str], cells: Mapping[str, Edit]) -> str:
    """Return the marks of a row without the fields that nobody had corrected before."""
    others = rows_with(ledger.store, ledger.files(EDITS), EDITS, 1, [row["claim_id"]])
    own = {edit.edit_id for edit in cells.values()}
    before = {other["field"] for other in others if other["edit_id"] not in own}
    return " ".join(name for name in row["edited"].split() if name not in cells or name in before)


def _unlinked(link: Link, own: Sequence[Row], plan: Undone) -> Link:
    plan.words.append(f"link {link.relation} from {link.claim_id} to {link.other_id}")
    pair = (link.claim_id, link.other_id)
    before = [
        row for row in own if (row["claim_id"], row["other_id"]) == pair and row["at"] < link.at
    ]
    relation = link_from_row(before[-1]).relation if before else Relation.NONE
    return replace(link, link_id="", at="", relation=relation, note=_takes(link.link_id))


def _unassigned(ledger: Ledger, given: Assignment, plan: Undone) -> Assignment:
    plan.words.append(f"assignment of {given.claim_id}")
    rows = rows_with(ledger.store, ledger.files(ASSIGNMENTS), ASSIGNMENTS, 1, [given.claim_id])
    before = sorted((row for row in rows if row["at"] < given.at), key=lambda row: row["at"])
    to, due = (before[-1]["to"], before[-1]["due"]) if before else ("", "")
    return Assignment(
        claim_id=given.claim_id, by=given.by, to=to, due=due, note=_takes(given.assignment_id)
    )


def _shown_again(given: Dismissal, plan: Undone) -> Dismissal:
    plan.words.append(f"dismissal of {given.flag} ({given.arithmetic})")
    shown = "yes" if given.shown == "no" else "no"
    return replace(given, dismissal_id="", at="", shown=shown, note=_takes(given.dismissal_id))


def _takes(key: str) -> str:
    return f"takes back {key}"
