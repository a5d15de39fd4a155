"""The versions of a ledger in git.

Which commits touched it, and the lines that its tables had in each.

A folder in a repository in; commits, oldest first, and for each of them the lines of a table out,
in today's columns. Follows the folder across renames. Files that were no tables at some commit
(with conflict markers, say) count as unchanged there: what they lost for good shows in the next
commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import chain
from pathlib import Path

from claims.ledger import layout
from claims.ledger.canonical import Header, MalformedFile, format_row
from claims.ledger.git.objects import Objects, tree_entries
from claims.ledger.git.repository import Commit, Repository
from claims.ledger.schema import SIGNED, Table
from claims.ledger.store import Store

Lines = Mapping[bytes, str]  # each line of a table, to the name of the file it stands in
Files = tuple[tuple[str, tuple[str, ...]], ...]  # names, each with the objects that hold the file
Rows = Mapping[str, tuple[str, dict[str, str]]]  # by key: the file, and the cells by column
_VERSIONS = 4  # kept in memory: a commit, its parents, and one more; each is as large as the ledger


@dataclass(frozen=True, slots=True)
class News:
    """What a commit did to a table.

    It holds the rows that no parent had, and for each parent the rows that are gone.
    """

    fresh: Rows
    gone: list[Rows]


class History:
    """The history of one ledger up to the commit that is checked out.

    What is not committed yet is the last step of it.
    """

    def __init__(self, repository: Repository, folder: Path, objects: Objects) -> None:
        self._objects = objects
        self._store = Store(folder)
        self.head = repository.commit("HEAD")
        former = repository.former_names(repository.relative(folder / layout.CLAIMS))
        self._folders = [name.rpartition("/")[0] for name in former]
        tables = (layout.CLAIMS, layout.DOCUMENTS, *(table.folder for table in SIGNED))
        paths = [f"{at}/{name}" if at else name for at in self._folders for name in tables]
        self.commits = repository.commits(self.head, paths)
        self.uncommitted = Commit("", self.head, "", "", "", "not committed yet")
        self.is_shallow = repository.is_shallow()
        self._broken: set[tuple[str, str]] = set()  # commits and files that were no tables there
        self._parents = {self.head: [self.commits[-1].id] if self.commits else []}
        self._parents |= {commit.id: commit.parents for commit in (*self.commits, self.uncommitted)}
        self._files = lru_cache(maxsize=None)(self._find_files)
        self._lines = lru_cache(_VERSIONS)(self._read_lines)

    @classmethod
    @contextmanager
    def of(cls, folder: Path) -> Iterator[History]:
        """Open the history of the ledger in a folder; raise `GitError` where there is none."""
        repository = Repository.around(folder)
        with repository.objects() as objects:
            yield cls(repository, folder, objects)

    def news(self, commit: Commit, table: Table, claim_id: str = "") -> News:
        """Return what a commit did to a table, or to the lines about one claim in it."""
        while True:
            try:
                return self._compare(commit, table, claim_id)
            except MalformedFile as fault:
                broken = (commit.id, fault.problem.file)
                if broken in self._broken:
                    raise
                self._broken.add(broken)
                self._files.cache_clear()

    def has_ancestor(self, commit_id: str, ancestors: Iterable[str]) -> bool:
        """Tell whether a commit is, or comes after, one of these."""
        wanted, waiting, seen = set(ancestors), [commit_id], set()
        while waiting:
            current = waiting.pop()
            if current in wanted:
                return True
            if current not in seen:
                seen.add(current)
                waiting += self._parents.get(current, ())
        return False

    def _compare(self, commit: Commit, table: Table, claim_id: str) -> News:
        files = self._files(commit.id, table)
        files_before = [self._files(parent, table) for parent in commit.parents]
        if files_before and all(before == files for before in files_before):
            return News({}, [{} for _ in files_before])
        here = self._lines(files, table, claim_id)
        before = [self._lines(those, table, claim_id) for those in files_before]
        fresh = _without(here, before)
        gone = [_without(lines, [here]) for lines in before]
        return News(_rows(fresh, table), [_rows(lines, table) for lines in gone])

    def _read_lines(self, files: Files, table: Table, claim_id: str) -> Lines:
        return {
            line: name
            for name, blobs in files
            for blob in blobs
            for line in _canonical(self._content(name, blob), table, claim_id, name)
        }

    def _find_files(self, commit_id: str, table: Table) -> Files:
        """Return the files of a table at a commit.

        Where a file was no table, those of the parents stand for it.
        """
        files = self._in_commit(commit_id, table) if commit_id else self._in_work_tree(table)
        return tuple(
            (
                name,
                self._from_parents(commit_id, table, name)
                if (commit_id, name) in self._broken
                else (blob,),
            )
            for name, blob in files
        )

    def _from_parents(self, commit_id: str, table: Table, wanted: str) -> tuple[str, ...]:
        before = chain.from_iterable(
            self._files(parent, table) for parent in self._parents[commit_id]
        )
        return tuple(
            dict.fromkeys(blob for name, blobs in before if name == wanted for blob in blobs)
        )

    def _in_commit(self, commit_id: str, table: Table) -> list[tuple[str, str]]:
        for at in self._folders:
            entries = self._entries(f"{commit_id}:{at}", len(commit_id))
            if layout.CLAIMS in entries and not table.folder:
                return [(name, key) for name, key in entries.items() if name == f"{table.name}.csv"]
            if layout.CLAIMS in entries:
                signed = self._entries(entries.get(table.folder, ""), len(commit_id))
                return [
                    (f"{table.folder}/{name}", key)
                    for name, key in signed.items()
                    if name.endswith(".csv")
                ]
        return []

    def _in_work_tree(self, table: Table) -> list[tuple[str, str]]:
        names = self._store.names(table.folder, ".csv") if table.folder else [f"{table.name}.csv"]
        return [
            (name, "")
            for name in names
            if self._store.has(name) and not name.endswith(layout.CONFLICTS)
        ]

    def _entries(self, name: str, id_length: int) -> dict[str, str]:
        found = self._objects.read(name) if name else None
        return tree_entries(found[1], id_length) if found else {}

    def _content(self, name: str, blob: str) -> Iterable[bytes]:
        if not blob:
            return self._store.lines(name)
        found = self._objects.read(blob)
        return BytesIO(found[1] if found else b"")


def _canonical(lines: Iterable[bytes], table: Table, claim_id: str, name: str) -> Iterator[bytes]:
    """Yield the records of a file in today's columns, or only those about one claim."""
    stream = iter(lines)
    header = Header.read(next(stream, b""), table, name)
    about = claim_id.encode()
    if header.columns == table.columns and not claim_id:
        yield from stream
        return
    for number, line in enumerate(stream, start=2):
        if about in line:
            row = header.row(line, number)
            if not claim_id or row["claim_id"] == claim_id:
                yield format_row(row, table)


def _without(lines: Lines, others: Iterable[Lines]) -> Lines:
    """Return the lines that none of the other versions has."""
    others = tuple(others)
    return {
        line: name for line, name in lines.items() if not any(line in other for other in others)
    }


def _rows(lines: Lines, table: Table) -> Rows:
    rows = {}
    for line, file in lines.items():
        row = Header(table.columns, table, file).row(line, 0)
        rows[row[table.key]] = (file, row)
    return rows
