"""Three files on disk to one: what git's merge driver and `claimbook merge` do with them.

Paths in, a `Merge` out. The driver's answer goes to where git asks for it, conflicts to the list
beside the ledger's file. Files that are no canonical tables (LFS pointers, conflict markers, other
encodings) are refused and untouched.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import fields
from io import BytesIO
from pathlib import Path

from claims.errors import LedgerError
from claims.ledger.git import repository as git
from claims.ledger.git.drivers import ASIDE
from claims.ledger.layout import CLAIMS as CLAIMS_FILE
from claims.ledger.layout import inside
from claims.ledger.ledger import Ledger
from claims.ledger.merging.conflicts import Conflict, record
from claims.ledger.merging.decisions import Decision
from claims.ledger.merging.lines import Merge, merge_lines
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS, Table, table_of
from claims.ledger.store import Store


def merge(
    base: str | Path | Ledger,
    ours: str | Path | Ledger,
    theirs: str | Path | Ledger,
    *,
    is_ancestor: bool = False,
) -> Merge:
    """Merge three versions of claims.csv or documents.csv, changing none.

    See `merge.merge_lines` for how. A ledger or its folder stands for its claims.csv, and an empty
    base for none. Raises `LedgerError` where a file cannot be read or is no such table.
    """
    paths = [_file(given) for given in (base, ours, theirs)]
    try:
        with ExitStack() as opened:
            was, here, there = (opened.enter_context(path.open("rb")) for path in paths)
            return merge_lines(was, here, there, _table(*paths[1:]), is_ancestor=is_ancestor)
    except OSError as error:
        raise LedgerError(
            f"cannot read {error.filename}: {(error.strerror or '').lower()}"
        ) from error


def answer_git(
    base: Path, ours: Path, theirs: Path, name: str, *, is_ancestor: bool = False
) -> Merge:
    """Merge as git asks a driver to: write the merged file over `ours`.

    `name` is the ledger's file, from the top. Conflicts are listed first and only where git is
    about to write the file, and the merged file replaces `ours` at once: killed at any instant,
    what git finds is either untouched or complete.
    """
    outcome = merge(base, ours, theirs, is_ancestor=is_ancestor)
    if outcome.conflicts and not is_ancestor and git.is_changing_files():
        path = inside(Path(), name)
        record(Store(path.parent), path.name, map(as_conflict, outcome.conflicts))
    replace(ours, outcome.lines)
    return outcome


def merge_unmerged(folder: Path) -> dict[str, Merge]:
    """Merge by cell what git left with conflict markers, and return the outcomes by file.

    This is what a clone without the drivers needs; conflicts are listed as the driver lists them.
    """
    repository = git.Repository.around(folder)
    store = Store(folder)
    outcomes = {}
    for table in (DOCUMENTS, CLAIMS):
        name = f"{table.name}.csv"
        if store.has(name) and any(line.startswith(b"<<<<<<<") for line in store.lines(name)):
            path = repository.relative(folder / name)
            with repository.objects() as objects:
                base, ours, theirs = (objects.read(f":{stage}:{path}") for stage in (1, 2, 3))
            if not ours or not theirs:
                raise LedgerError(
                    f"{store.label(name)}: has conflict markers that are no merge of git: remove "
                    "them"
                )
            was, here, there = (
                BytesIO(version[1] if version else b"") for version in (base, ours, theirs)
            )
            outcomes[name] = outcome = merge_lines(was, here, there, table)
            if outcome.conflicts:
                record(store, name, map(as_conflict, outcome.conflicts))
            with store.change() as change:
                change.write(name, outcome.lines)
    return outcomes


def as_conflict(decision: Decision) -> Conflict:
    """Return an undecided decision as an entry of the list of conflicts."""
    return Conflict(**{field.name: getattr(decision, field.name) for field in fields(Conflict)})


def replace(path: Path, lines: Iterable[bytes]) -> None:
    """Write a whole file aside and put it in the place of another.

    Raise `LedgerError` where that cannot be done.
    """
    aside = path.with_name(path.name + ASIDE)
    try:
        with aside.open("wb") as handle:
            handle.writelines(lines)
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise LedgerError(
            f"cannot write {path}: {(error.strerror or '').lower()}; nothing was changed"
        ) from error


def _file(given: str | Path | Ledger) -> Path:
    path = given.folder if isinstance(given, Ledger) else Path(given)
    return path / CLAIMS_FILE if path.is_dir() else path


def _table(*paths: Path) -> Table:
    for path in paths:
        with path.open("rb") as handle:
            first = handle.readline(10_000).rstrip(b"\r\n").decode("utf-8", "replace")
        table = table_of(first.replace('"', "").split(","))
        if table is CHECKS:
            raise LedgerError(
                "checks need no merge by cell: git keeps the lines of both sides (merge=union)"
            )
        if table:
            return table
    raise LedgerError(f"{paths[0]}: no table of a ledger starts like this")
