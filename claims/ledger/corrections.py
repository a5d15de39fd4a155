"""Corrections of claims by people.

What they want comes in, checked rows to look at come out, and those that are written say who and
why.

A correction is planned first and written after, so that it can be shown, or dropped. Cells are
typed as the schema says; words of the article (surface, quote, source) are looked up in its text,
and their offsets follow. Every changed cell is marked in `edited`, so that no extraction overwrites
it, and signed in the corrector's own file of edits. Refused, with nothing changed: columns that
follow from others, cells that their column cannot hold, words that do not stand in the article, and
claims that somebody else changed in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from claims.errors import LedgerError, unknown
from claims.ledger import entries, signing
from claims.ledger.agreement import misplaced
from claims.ledger.identity import with_free_id
from claims.ledger.ledger import Ledger
from claims.ledger.rows import claim_row
from claims.ledger.schema import CLAIMS
from claims.ledger.store import Change
from claims.model import Check, Claim, Edit, Status

Row = Mapping[str, str]
Fault = tuple[str, str]  # field, what was seen and what to do
# what is wrong with a row that only somebody who reads words can tell
Doubt = Callable[[Row], Iterable[Fault]]

FOLLOWS = frozenset(
    {"claim_id", "document_id", "start", "end", "source_start", "source_end", "edited", "gone"}
)
EDITABLE = tuple(name for name in CLAIMS.columns if name not in FOLLOWS)
# marked in every claim that a person logged: nobody else chose these words
BY_HAND = ("surface", "quote")
_NUMBERS = ("value", "upper")
_SPLIT = "split into"


class Correction(NamedTuple):
    """The row of a claim as it is and as it is to be."""

    before: Row
    after: Row

    @property
    def claim_id(self) -> str:
        """The claim's id."""
        return self.before["claim_id"]

    @property
    def cells(self) -> dict[str, tuple[str, str]]:
        """What a person changes: by column, the cell before and after."""
        return {
            name: (self.before[name], self.after[name])
            for name in EDITABLE
            if self.before[name] != self.after[name]
        }


def plan(
    ledger: Ledger, wanted: Mapping[str, Mapping[str, str]], doubt: Doubt | None = None
) -> list[Correction]:
    """Return what would become of claims, by their whole ids, with these cells.

    Those that stay the same are left out. `doubt` says what is wrong with a row beside what its
    columns can hold. Raises `LedgerError` on the first cell that cannot be.
    """
    rows = ledger.rows_by_key(CLAIMS, wanted)
    found = []
    for claim_id, cells in wanted.items():
        correction = planned(rows[claim_id], cells, ledger)
        if correction.cells:
            _need_sound(correction, ledger, doubt)
            found.append(correction)
    return found


def correct(
    ledger: Ledger,
    corrections: Sequence[Correction],
    by: str,
    why: str = "",
    marks: Mapping[str, str] | None = None,
) -> list[Edit]:
    """Write corrections as one change, and return what was signed.

    `marks` gives the `edited` cell of some claims itself, for taking a correction back.
    """
    with ledger.change() as change:
        need_unchanged(ledger, corrections)
        return write(change, ledger, corrections, by, why, marks or {})


def log_claim(
    ledger: Ledger,
    claim: Claim,
    by: str,
    why: str = "",
    told: Iterable[str] = (),
    doubt: Doubt | None = None,
) -> Claim:
    """Log a claim that extraction missed, and return it with its id.

    `told` are the fields that the person gave. Its document must be in the ledger, and its words
    stand there in the text where it says. Raises `LedgerError` where they do not, or where the same
    words are a claim already.
    """
    with ledger.change() as change:
        new = _new(ledger, claim, told, doubt)
        entries.restate(change, ledger.store, [claim_row(new)])
        signing.append(change, ledger.store, [_birth(new, by, why)])
    return new


def split(
    ledger: Ledger,
    claim_id: str,
    parts: Sequence[Claim],
    by: str,
    why: str = "",
    doubt: Doubt | None = None,
) -> list[Claim]:
    """Log the parts of a claim as claims of their own, and withdraw it, as one change.

    Return the parts with their ids. Raises `LedgerError` where there are fewer than two parts, or
    one of them cannot be logged.
    """
    if len(parts) < 2:
        raise LedgerError("a claim is split into two parts or more: give the words of each")
    with ledger.change() as change:
        whole = ledger.claim(claim_id)
        news: list[Claim] = []
        for part in parts:
            news.append(_new(ledger, part, (), doubt, news))
        entries.restate(change, ledger.store, map(claim_row, news))
        signing.append(change, ledger.store, [_birth(new, by, why) for new in news])
        words = f"{_SPLIT} {', '.join(new.claim_id for new in news)}" + (f": {why}" if why else "")
        leaving = Check(
            check_id="", claim_id=whole.claim_id, at="", by=by, status=Status.WITHDRAWN, note=words
        )
        signing.append(change, ledger.store, [leaving])
    return news


def typed(field: str, text: str) -> str:
    """Return a cell as the ledger writes it: numbers without grouping commas and percent signs.

    >>> typed("value", "1,720"), typed("unit", " person ")
    ('1720', 'person')
    """
    if field not in EDITABLE:
        if field in FOLLOWS:
            raise LedgerError(
                f"{field}: follows from the words of the claim: correct surface, source or quote "
                "instead"
            )
        raise LedgerError(unknown(field, EDITABLE, "field"))
    text = text.strip()
    return text.replace(",", "").removesuffix("%").strip() if field in _NUMBERS else text


def planned(row: Row, cells: Mapping[str, str], ledger: Ledger) -> Correction:
    """Return a row with these cells, its offsets following its words.

    Whether it is sound is not looked at.
    """
    wanted = {name: typed(name, text) for name, text in cells.items()}
    changed = {name: cell for name, cell in wanted.items() if cell != row[name]}
    placed = (
        _placed(row, changed, ledger.text(row["document_id"]))
        if {"surface", "source"} & set(changed)
        else {}
    )
    marks = " ".join(dict.fromkeys([*row["edited"].split(), *changed]))
    return Correction(row, {**row, **changed, **placed, "edited": marks})


def _placed(row: Row, changed: Mapping[str, str], text: str) -> dict[str, str]:
    """Return the offsets of words that were corrected.

    They are where the words stand in the text, nearest to the number.
    """
    offsets: dict[str, str] = {}
    for field, start, end in (
        ("surface", "start", "end"),
        ("source", "source_start", "source_end"),
    ):
        if field not in changed:
            continue
        if field == "source" and not changed[field]:
            offsets |= {start: "", end: ""}
            continue
        at = _nearest(changed[field], text, int(row["start"]))
        if at is None:
            why = (
                "does not stand in the article"
                if text
                else "cannot be looked up: the ledger does not keep the text"
            )
            raise LedgerError(
                f'{row["claim_id"]}: {field}: "{changed[field]}" {why}: give its exact words'
            )
        offsets |= {start: str(at), end: str(at + len(changed[field]))}
    return offsets


def _nearest(words: str, text: str, place: int) -> int | None:
    if not words:
        return None
    before, after = text.rfind(words, 0, place + len(words)), text.find(words, place)
    return min(
        (at for at in (before, after) if at >= 0), key=lambda at: abs(at - place), default=None
    )


def _need_sound(correction: Correction, ledger: Ledger, doubt: Doubt | None) -> None:
    """Raise `LedgerError` for what would be wrong with the row.

    What was wrong before is no reason.
    """
    from claims.ledger.frame_schema import faults  # pandera is slow to load

    old, new = correction
    before = {fault[1:] for fault in faults({0: old}, CLAIMS)} if old["claim_id"] else set()
    found: list[Fault] = [
        fault[1:] for fault in faults({0: new}, CLAIMS) if fault[1:] not in before
    ]
    found += _in_text(new, ledger) if {"surface", "source", "quote"} & set(correction.cells) else []
    found += doubt(new) if doubt else []
    for field, message in found:
        raise LedgerError(f"{new['claim_id']}: {field}: {message}")


def _in_text(row: Row, ledger: Ledger) -> Iterator[Fault]:
    text = ledger.text(row["document_id"])
    return misplaced(row, text) if text and not row["gone"] else iter(())


def need_unchanged(ledger: Ledger, corrections: Sequence[Correction]) -> None:
    """Raise `LedgerError` where a claim changed since its correction was planned."""
    now = ledger.rows_by_key(CLAIMS, {correction.claim_id for correction in corrections})
    for correction in corrections:
        if now[correction.claim_id] != correction.before:
            raise LedgerError(
                f"{correction.claim_id}: somebody changed it in between: look at it again"
            )


def write(
    change: Change,
    ledger: Ledger,
    corrections: Sequence[Correction],
    by: str,
    why: str,
    marks: Mapping[str, str],
) -> list[Edit]:
    """Put corrections into a change that is under way, and sign them; see `correct`."""
    rows = [
        {**correction.after, "edited": marks.get(correction.claim_id, correction.after["edited"])}
        for correction in corrections
    ]
    entries.restate(change, ledger.store, rows)
    edits = [
        Edit(claim_id=correction.claim_id, by=by, field=name, before=before, after=after, why=why)
        for correction in corrections
        for name, (before, after) in correction.cells.items()
    ]
    return signing.append(change, ledger.store, edits)


def _new(
    ledger: Ledger,
    claim: Claim,
    told: Iterable[str],
    doubt: Doubt | None,
    beside: Sequence[Claim] = (),
) -> Claim:
    """Return a claim as it is to be logged.

    Its id is that of no other claim of the ledger, nor of those logged beside it.
    """
    logged = [*ledger.claims_of(claim.document_id), *beside]
    for other in logged:
        if (other.start, other.end) == (claim.start, claim.end) and not _is_withdrawn(
            ledger, other
        ):
            raise LedgerError(
                f'"{claim.surface}" is {other.claim_id} already: `claimbook edit` corrects it'
            )
    marks = tuple(dict.fromkeys((*BY_HAND, *told)))
    draft = with_free_id(claim, {other.claim_id for other in logged})
    new = replace(draft, edited=marks, checkable=True, gone="")
    _need_sound(Correction(dict.fromkeys(CLAIMS.columns, ""), claim_row(new)), ledger, doubt)
    return new


def _is_withdrawn(ledger: Ledger, claim: Claim) -> bool:
    return bool(claim.gone) or ledger.status(claim.claim_id) is Status.WITHDRAWN


def _birth(claim: Claim, by: str, why: str) -> Edit:
    return Edit(claim_id=claim.claim_id, by=by, field="claim_id", after=claim.claim_id, why=why)
