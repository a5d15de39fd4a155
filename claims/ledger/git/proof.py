"""What git can prove about a ledger.

That nothing ever went, and that checkers committed their own checks.

A folder in a repository in, a `Proof` with its problems out. It speaks for the history of the
commit that is checked out and for nothing else: not for branches that were never merged, not for
what was never committed, and not against people who rewrite history or set another author's name;
signed commits and a remote that refuses forced pushes close those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from claims.ledger import layout
from claims.ledger.git.history import History
from claims.ledger.git.repository import Commit
from claims.ledger.git.story import Event, Kind, tell
from claims.ledger.identity import checker_slug, former_slug
from claims.ledger.ledger import Ledger
from claims.ledger.schema import CHECKS, CLAIMS, DOCUMENTS, SIGNED, TABLES
from claims.model import Problem

# counted in the statement also where there are none
_ALWAYS = (DOCUMENTS.name, CLAIMS.name, CHECKS.name)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at, and every problem found; without problems, what holds for all of it."""

    head: str
    commits: int
    rows: Mapping[str, int]  # logged, by name of the table
    problems: list[Problem]
    is_addressed: bool = True  # the settings say whose commits may bring whose checks

    @property
    def statement(self) -> str:
        """Say what is proved, in a sentence that holds only without problems."""
        counts = ", ".join(
            f"{count:,} {name}" for name, count in self.rows.items() if count or name in _ALWAYS
        )
        return (
            f"in {self.commits:,} commits up to {self.head[:12]} nothing ever disappeared "
            f"({counts}), no check was "
            "rewritten, "
        ) + (
            "and each was committed under an address of the checker it names"
            if self.is_addressed
            else f"and each is signed in its checker's file; who committed it is not compared: "
            f"[checkers] in "
            f"{layout.SETTINGS} is empty"
        )


def prove(folder: Path, watch: Callable[[Iterable[Commit]], Iterable[Commit]] = iter) -> Proof:
    """Go through the history of the ledger in a folder; `watch` sees the commits pass."""
    ledger = Ledger.open(folder)
    addresses = ledger.settings.checkers
    problems: dict[Problem, None] = {}  # each once, in the order in which they came to be
    rows: Counter[str] = Counter({table.name: 0 for table in TABLES})
    with History.of(folder) as history:
        if history.is_shallow:
            problems[
                Problem(
                    folder.as_posix(), 0, "", "history is cut off here: run `git fetch --unshallow`"
                )
            ] = None
        for event in tell(history, watch=watch):
            if event.kind is Kind.LOGGED and event.commit.id:
                rows[event.table.name] += 1
            event = replace(event, file=ledger.store.label(event.file))
            problems |= dict.fromkeys(_problems(event, addresses))
        return Proof(
            history.head, len(history.commits), rows, list(problems), is_addressed=bool(addresses)
        )


def _problems(event: Event, addresses: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    key = event.row[event.table.key]
    commit = event.commit
    where = (
        f"in {commit.id[:12]} of {commit.author} ({commit.at[:10]})"
        if commit.id
        else "in the work tree"
    )
    changed = ", ".join(
        f'{change.field} "{change.old}" -> "{change.new}"' for change in event.changes
    )
    if event.kind is Kind.REMOVED:
        before = f"{commit.parents[0][:12]} still has it" if commit.parents else "restore it"
        yield Problem(event.file, 0, "", f"{key} disappeared {where}: {before}")
    elif event.table in SIGNED and event.kind is Kind.CHANGED:
        yield Problem(
            event.file, 0, "", f"{key} was rewritten {where}: {changed}: add a new one instead"
        )
    elif event.table is CLAIMS and any(change.field == "document_id" for change in event.changes):
        yield Problem(
            event.file,
            0,
            "document_id",
            f"{key} became a claim of another document {where}: {changed}",
        )
    elif event.table in SIGNED and event.kind is Kind.LOGGED:
        yield from _signature_problems(event, key, where, addresses)


def _signature_problems(
    event: Event, key: str, where: str, addresses: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    checker = PurePosixPath(event.file).stem
    if checker not in (checker_slug(event.row["by"]), former_slug(event.row["by"])):
        yield Problem(
            event.file,
            0,
            "by",
            f'{key} is signed "{event.row["by"]}" and stands in the file of {checker}',
        )
    if addresses and checker not in addresses:
        add = f'add {checker} = "ADDRESS" to [checkers] in {layout.SETTINGS}'
        yield Problem(
            event.file, 0, "", f"nobody knows whose commits may bring checks of {checker}: {add}"
        )
    elif addresses and event.commit.id and event.commit.email.casefold() not in addresses[checker]:
        yield Problem(
            event.file, 0, "by", f"{key} was committed {where} under {event.commit.email}"
        )
