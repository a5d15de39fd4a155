"""What a merge left to people.

Listed beside the merged file, decided one by one, gone when all are decided.

`claims.csv.conflicts.csv` names id, field, base, ours and theirs of each; claims.csv itself stays
valid and holds ours. As long as the list is there, `problems` reports it and the hook that
`claimbook git install` set up refuses commits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from operator import attrgetter

from claims.errors import LedgerError, unknown
from claims.ledger.canonical import Header, format_line, format_table
from claims.ledger.cells import decimal
from claims.ledger.layout import CONFLICTS as SUFFIX
from claims.ledger.merging.decisions import ROW, Decision, Take
from claims.ledger.merging.lines import apply, in_order
from claims.ledger.rows import claim_from_row
from claims.ledger.schema import CLAIMS, CONFLICTS, DOCUMENTS
from claims.ledger.store import Store
from claims.model import Problem


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that both sides changed, or a row that one of them removed.

    A row has the field `ROW` and stands there as its line; "" where it was removed.
    """

    id: str
    field: str
    base: str
    ours: str
    theirs: str


def record(store: Store, name: str, found: Iterable[Conflict]) -> None:
    """Add conflicts to the list beside a file; those that are listed already stay listed once."""
    listing = name + SUFFIX
    with store.change() as change:
        listed = dict.fromkeys(_read(change.lines(listing), store.label(listing)))
        change.write(
            listing,
            _written([*listed, *(conflict for conflict in found if conflict not in listed)]),
        )


def undecided(store: Store) -> dict[str, list[Conflict]]:
    """Return the conflicts that are left, by the name of the file they are in."""
    names = [f"{table.name}.csv" for table in (DOCUMENTS, CLAIMS)]
    return {
        name: list(_read(store.lines(name + SUFFIX), store.label(name + SUFFIX)))
        for name in names
        if store.has(name + SUFFIX)
    }


def problems(store: Store) -> list[Problem]:
    """Return every undecided conflict as a problem."""
    return [
        Problem(
            store.label(name + SUFFIX),
            number,
            conflict.field,
            f'{conflict.id}: "{conflict.ours}" here, "{conflict.theirs}" there: run `claimbook '
            "merge --resolve`",
        )
        for name, conflicts in undecided(store).items()
        for number, conflict in enumerate(conflicts, start=2)
    ]


def choose(conflicts: Iterable[Conflict], words: Iterable[str]) -> dict[Conflict, str]:
    """Return what people typed as decisions.

    They type `ID=ours` or `ID=theirs`, the same with `ID.FIELD`, or `ID.FIELD=TEXT`.

    An id may be cut short. A text of one's own needs the field, so that no slip of "ours" becomes a
    cell. Raises `LedgerError` where the words fit no conflict, or a text is none that its cell can
    hold.
    """
    decided = {}
    listed = list(conflicts)
    for word in words:
        target, equals, answer = word.partition("=")
        key, _, field = target.partition(".")
        meant = [
            entry for entry in listed if entry.id.startswith(key) and field in ("", entry.field)
        ]
        if not equals or not key:
            raise LedgerError(f'"{word}": write ID=ours, ID=theirs or ID.FIELD=TEXT')
        if not meant:
            raise LedgerError(
                f'"{target}" names no undecided conflict: `claimbook merge --resolve` lists them'
            )
        if len({entry.id for entry in meant}) > 1:
            raise LedgerError(f'"{key}" names several rows: give more characters of the id')
        for conflict in meant:
            if answer in ("ours", "theirs"):
                decided[conflict] = getattr(conflict, answer)
            else:
                decided[conflict] = _own_text(conflict, field, answer)
    return decided


def _own_text(conflict: Conflict, field: str, answer: str) -> str:
    """Return a text of a person's own for a cell.

    Neither side may have had it; it must be asked for, and fit its cell.
    """
    if conflict.field == ROW:
        raise LedgerError(
            f"{conflict.id}: one side removed the row: write {conflict.id}=ours or =theirs"
        )
    if not field:
        wanted = f"{conflict.id}.{conflict.field}={answer}"
        raise LedgerError(
            f'"{answer}" is neither ours nor theirs: write {wanted} to have that text there'
        )
    column = next(
        each for table in (CLAIMS, DOCUMENTS) for each in table.fields if each.name == field
    )
    if column.enum and answer and answer not in column.enum:
        raise LedgerError(unknown(answer, column.enum, field))
    if column.type in ("number", "integer") and answer and decimal(answer) is None:
        raise LedgerError(f'{conflict.id}: {field}: "{answer}" is no number')
    return answer


def decide(store: Store, name: str, decided: Mapping[Conflict, str]) -> int:
    """Write what was decided into the file, and strike it off the list of conflicts.

    Return how many are left.

    The text decided on is the cell, or for a row its line, "" to have it removed. A text that
    neither side had is a person's correction and is marked as one.
    """
    listing = name + SUFFIX
    with store.change() as change:
        listed = list(_read(change.lines(listing), store.label(listing)))
        left = [conflict for conflict in listed if conflict not in decided]
        now = [(conflict, decided[conflict]) for conflict in listed if conflict in decided]
        change.write(name, _applied(change.lines(name), store.label(name), now))
        if left:
            change.write(listing, _written(left))
        else:
            change.delete(listing)
    return len(left)


def _read(lines: Iterator[bytes], file: str) -> Iterator[Conflict]:
    if first := next(lines, b""):
        header = Header.read(first, CONFLICTS, file)
        for number, line in enumerate(lines, start=2):
            yield Conflict(**header.row(line, number))


def _written(conflicts: Iterable[Conflict]) -> Iterator[bytes]:
    return format_table((asdict(conflict) for conflict in conflicts), CONFLICTS)


def _applied(
    lines: Iterator[bytes], file: str, decided: Iterable[tuple[Conflict, str]]
) -> Iterator[bytes]:
    """Yield the file with the decisions in it.

    Rows that nothing was decided about keep their bytes.
    """
    table = CLAIMS if file.endswith(f"{CLAIMS.name}.csv") else DOCUMENTS
    header = Header.read(next(lines, b""), table, file)
    decisions = _by_row(decided)
    rows: dict[str, dict[str, str]] = {}
    kept = []
    for number, line in enumerate(lines, start=2):
        row = header.row(line, number)
        if row[table.key] in decisions:
            rows[row[table.key]] = row
        else:
            kept.append(line)
    for key, made in decisions.items():
        cells = [decision for decision in made if decision.field != ROW]
        if cells and key not in rows:
            raise LedgerError(
                f"{file}: {key} is not there any more: strike its lines off {file}{SUFFIX}"
            )
        if table is CLAIMS:
            _mark_typed(rows[key] if cells else {}, cells)
    changed = apply(rows.__getitem__, decisions, header.columns, attrgetter("merged"))
    yield format_line(header.columns)
    yield from in_order([*kept, *changed], table)


def _by_row(decided: Iterable[tuple[Conflict, str]]) -> dict[str, list[Decision]]:
    """Return the decisions that change the file, by the id of their row."""
    decisions: dict[str, list[Decision]] = {}
    for conflict, text in decided:
        # ours is what the file holds, or what a person has made of it since
        if text != conflict.ours:
            take = Take.THEIRS if text == conflict.theirs else Take.BOTH
            decision = Decision(**asdict(conflict), take=take, merged=text)
            decisions.setdefault(conflict.id, []).append(decision)
    return decisions


def _mark_typed(row: dict[str, str], cells: Sequence[Decision]) -> None:
    """Mark the cells in which a person typed as edited; refuse what is no number."""
    typed = [cell.field for cell in cells if cell.take is Take.BOTH]
    if typed:
        row["edited"] = " ".join(dict.fromkeys((*row["edited"].split(), *typed)))
        claim_from_row(row | {cell.field: cell.merged for cell in cells})
