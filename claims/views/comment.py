"""What a change brings, as a comment on a pull request: a diff or flags in, lines of Markdown out.

Statuses that moved stand first, then new claims, changed cells, what is gone, and documents. Hosts
take no comment over 65,536 characters: each part keeps within half of that, and its last line says
how much it leaves out and which command shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from claims.ledger.diff import Changed, Diff, Move, Rows
from claims.ledger.dismissals import flag_id
from claims.model import Flag, Status
from claims.views.changes import OFFSETS
from claims.views.columns import row_amount
from claims.views.markdown import check, claimant, plain, statement, status

Row = Mapping[str, str]

LIMIT = 32_000  # characters of a part: two of them are a comment that GitHub takes
_CELL = 240  # characters of a cell: more is for `claimbook show`
_CLAIMS = 4  # that are told of a flag: a headline can disagree with many


def changes_comment(diff: Diff, labels: Mapping[Status, str]) -> Iterator[str]:
    """Yield a diff as Markdown, line by line."""
    yield "### What changed in the ledger"
    yield ""
    if not diff:
        yield "Nothing."
        return
    yield f"{', '.join(_counts(diff))}."
    yield from _within(_parts(diff, labels), "claimbook diff")


def flags_comment(flags: Sequence[Flag], rows: Mapping[str, Row]) -> Iterator[str]:
    """Yield flags of an audit as Markdown, each with its arithmetic and the claims it speaks of.

    Args:
        flags: What was found, in this order.
        rows: The rows of claims.csv that they speak of, by id.
    """
    yield "### What does not add up"
    yield ""
    if not flags:
        yield "Nothing to flag."
        return
    yield from _within(_flags(flags, rows), "claimbook audit")


def _counts(diff: Diff) -> Iterator[str]:
    counted = (
        (len(diff.documents.added), "new document"),
        (len(diff.claims.added), "new claim"),
        (sum(1 for changed in diff.claims.changed if _cells(changed)), "changed claim"),
        (len(diff.claims.removed), "removed claim"),
        (len(diff.checks.added), "new check"),
        (len(diff.checks.changed) + len(diff.checks.removed), "rewritten check"),
    )
    found = [f"{number} {name}{'s' * (number != 1)}" for number, name in counted if number]
    yield from found or ["Only documents, places in their texts, or columns"]


def _parts(diff: Diff, labels: Mapping[Status, str]) -> Iterator[str]:
    yield from _moves(diff, labels)
    added = [(statement(row), claimant(row), plain(row_amount(row))) for row in diff.claims.added]
    yield from _table("New claims", ("claim", "claimant", "number"), added)
    cells = [
        (statement(changed.new), plain(name), _cut(old), _cut(new))
        for changed in diff.claims.changed
        for name, (old, new) in _cells(changed).items()
    ]
    yield from _table("Changed claims", ("claim", "field", "before", "now"), cells)
    removed = [(statement(row), claimant(row)) for row in diff.claims.removed]
    yield from _table("Claims that are in the ledger no more", ("claim", "claimant"), removed)
    yield from _documents(diff.documents)


def _moves(diff: Diff, labels: Mapping[Status, str]) -> Iterator[str]:
    rows = [
        (
            statement(move.claim) if move.claim else plain(move.claim_id),
            claimant(move.claim) if move.claim else "",
            status(move.old, labels),
            status(move.new, labels),
        )
        for move in diff.moves
    ]
    yield from _table("Where claims stand", ("claim", "claimant", "before", "now"), rows)
    if diff.moves:
        yield ""
    for move in diff.moves:
        yield from _signed(diff, move, labels)


def _signed(diff: Diff, move: Move, labels: Mapping[Status, str]) -> Iterator[str]:
    """Yield the checks that moved a claim; one that was rewritten or removed is a fault."""
    for row in diff.checks.added:
        if row["claim_id"] == move.claim_id:
            yield f"- {check(row, labels)}"
    for row in diff.checks.removed:
        if row["claim_id"] == move.claim_id:
            yield f"- **a check was removed:** {check(row, labels)}"
    for changed in diff.checks.changed:
        if changed.new["claim_id"] == move.claim_id:
            yield f"- **a check was rewritten:** {check(changed.new, labels)}"


def _documents(documents: Rows) -> Iterator[str]:
    rows = [("new", plain(row["title"] or row["document_id"])) for row in documents.added]
    rows += [("removed", plain(row["title"] or row["document_id"])) for row in documents.removed]
    rows += [
        (f"other {', '.join(_cells(changed))}", plain(changed.new["title"]))
        for changed in documents.changed
    ]
    yield from _table("Documents", ("", "document"), rows)


def _flags(flags: Iterable[Flag], rows: Mapping[str, Row]) -> Iterator[str]:
    for flag in flags:
        yield (
            f"- **{flag.severity}** {plain(flag.rule)}: {_cut(flag.message)}"
            f" ({_cut(flag.arithmetic)}) · flag {flag_id(flag)}"
        )
        for claim_id in flag.claim_ids[:_CLAIMS]:
            if claim_id in rows:
                yield f"    - {statement(rows[claim_id])} · {claimant(rows[claim_id])}"
        if len(flag.claim_ids) > _CLAIMS:
            yield f"    - and {len(flag.claim_ids) - _CLAIMS:,} more claims"


def _cells(changed: Changed) -> dict[str, tuple[str, str]]:
    """Return the cells that differ, but for places in the text: they move with every word."""
    return {name: cells for name, cells in changed.cells.items() if name not in OFFSETS}


def _table(title: str, names: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        return
    yield from ("", f"#### {title}", "", f"| {' | '.join(names)} |", f"|{'---|' * len(names)}")
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _cut(cell: str) -> str:
    """Return a cell as plain text, its end left out where it is long."""
    return plain(cell if len(cell) <= _CELL else f"{cell[:_CELL]}…") or "(empty)"


def _within(lines: Iterable[str], command: str) -> Iterator[str]:
    """Yield lines as long as they fit, then say how many are left out."""
    room, left_out = LIMIT, 0
    for line in lines:
        room -= len(line) + 1
        if room >= 0:
            yield line
        else:
            left_out += 1
    if left_out:
        yield from ("", f"{left_out:,} more lines: `{command}` shows them.")
