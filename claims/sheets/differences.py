"""What a row of a sheet says otherwise than the ledger.

Two rows in, the cells that the desk changed out.

A row that was exported here remembers what it said then (`fingerprint`), so three things can be
told apart: what the desk changed, what was changed in the ledger meanwhile, and what both changed,
which is a conflict and is not taken in unasked. A desk's own row remembers nothing: its empty cells
say nothing, and it does not go before a correction that a person has signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claims.ledger.corrections import EDITABLE
from claims.sheets.fingerprint import COLUMN, Exported, is_same
from claims.sheets.refusal import Refused

Cells = Mapping[str, str]
CUT = "… [cut]"  # how an exported cell ends that was too long for a spreadsheet
VERDICT = (
    "status",
    "reason",
    "note",
    "evidence_url",
    "evidence_kind",
    "evidence_quote",
    "archive_url",
)
SIGNED = ("by", "at")  # tell who and when, and nothing by themselves
# the columns of an export that have another name
AS_EXPORTED = {"by": "checked_by", "at": "checked_at"}
_KEYS = ("claim_id", COLUMN)
_POINTING = ("quote", "surface")  # of a desk's own row: they say which claim is meant
_OF_ARTICLE = frozenset({"title", "publisher", "published", "url"})


@dataclass(frozen=True, slots=True)
class Differences:
    """The cells that a row corrects, those it gives as a verdict, and what is not taken in."""

    corrected: dict[str, str] = field(default_factory=dict)
    verdict: dict[str, str] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


def differences(
    cells: Cells, now: Cells, fields: Iterable[str], is_forced: bool = False
) -> Differences:
    """Return what a row changes of a claim.

    Args:
        cells: the row, by field.
        now: the claim as it would be exported now, by column.
        fields: those of the row's fields that its sheet has.
        is_forced: the sheet goes before newer work.
    """
    exported = Exported(cells[COLUMN])
    found = Differences()
    for name in fields:
        column, cell = AS_EXPORTED.get(name, name), cells[name]
        newer = now.get(column, "")
        if name in _KEYS or not _is_changed(exported, name, column, cell, newer):
            continue
        is_overtaken = name not in SIGNED and _is_newer(exported, column, newer, now)
        if is_overtaken and not is_forced:
            found.refused.append(Refused(name, _conflict(cell, newer)))
        elif name in EDITABLE:
            found.corrected[name] = cell
        elif name in (*VERDICT, *SIGNED):
            found.verdict[name] = cell
        elif exported:
            found.refused.append(Refused(name, _fixed(name, cell, newer)))
    if any(refused.field == "status" for refused in found.refused):
        found.verdict.clear()  # a note or a reason without its verdict would say something else
    return found


def _is_changed(exported: Exported, name: str, column: str, cell: str, newer: str) -> bool:
    """Tell whether the desk says something else here than the ledger.

    A row that remembers nothing of its export cannot tell.
    """
    if is_same(column, cell, newer) or cell.endswith(CUT):
        return False
    if exported:
        return not exported.has_held(column, cell)
    return bool(cell) and name not in _POINTING and cell.casefold() != newer.casefold()


def _is_newer(exported: Exported, column: str, newer: str, now: Cells) -> bool:
    """Tell whether the ledger has newer work in this cell than the sheet knows."""
    return not exported.has_held(column, newer) if exported else column in now["edited"].split()


def _conflict(cell: str, newer: str) -> str:
    return (
        f'"{cell}" here, "{newer}" in the ledger, which is newer: --force takes the sheet\'s word'
    )


def _fixed(name: str, cell: str, newer: str) -> str:
    why = "follows from other cells and is not corrected by itself"
    if name in _OF_ARTICLE:
        why = "is of the article: `claimbook add` with its options corrects that"
    return f'"{newer}" was changed to "{cell}", but {why}'
