"""One change to several files as one step: written down first, carried out second, forgotten last.

A step replaces whole files by staged ones, deletes files, or adds bytes at their end. The journal
is the point of no return: killed before it is there, nothing has changed; killed after, `complete`
finds it at the next start and carries the step to its end. It refuses to touch a file that somebody
else has changed in between, and a journal that another person wrote: one that came with a clone
would be their words in your files.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from claims.errors import LedgerError
from claims.ledger.layout import inside
from claims.ledger.seal import is_sealed, seal

JOURNAL = "journal.json"
_FEW = 4  # files that are synced one after the other
_TOGETHER = 16  # threads: 500 files of 5 KB took 0.9 seconds instead of 4.0, and with 64 no less


@dataclass(frozen=True, slots=True)
class Replacement:
    """`file` becomes the staged file, or goes away where `staged` is empty.

    Digests are "" for "no such file".
    """

    file: str
    staged: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Addition:
    """`tail` comes after the first `size` bytes of `file`."""

    file: str
    size: int
    tail: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one change does to the files of a folder.

    Staged files and the journal lie in its `staging` folder.
    """

    folder: Path
    staging: Path
    replacements: Sequence[Replacement] = ()
    additions: Sequence[Addition] = ()

    def carry_out(self) -> None:
        """Write the journal, do what it says, and remove it.

        Where bytes cannot be added, all stays as it was.
        """
        for replacement in self.replacements:
            if digest(inside(self.folder, replacement.file)) != replacement.before:
                raise LedgerError(
                    f"{self.folder / replacement.file} changed since it was read: look at it and "
                    "try again"
                )
        self._write_journal()
        try:
            for addition in self.additions:
                self._add(addition)
        except OSError:
            for addition in self.additions:
                self._cut(addition)
            self._forget()
            raise
        self._replace_all()
        self._forget()

    @classmethod
    def interrupted(cls, folder: Path, staging: Path) -> Step | None:
        """Return the step that a killed process of this person had written down.

        None where there is none.

        Nothing of a journal is read before its seal is known to be right.
        """
        try:
            given, _, written = inside(staging, JOURNAL).read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        if not is_sealed(written, folder, given.decode("ascii", "replace")):
            raise LedgerError(
                f"{staging / JOURNAL} was not written by you for this folder, so nothing of it is "
                "done. It came with "
                "the files, or the folder was moved, or somebody else's command was stopped here "
                "(let them run any "
                f"command). Else look at `git status` and remove {staging}"
            )
        entries = json.loads(written)
        replacements = [Replacement(**entry) for entry in entries["replacements"]]
        return cls(
            folder, staging, replacements, [Addition(**entry) for entry in entries["additions"]]
        )

    def complete(self) -> None:
        """Carry an interrupted step to its end.

        It is dropped where it had not begun and the files have moved on.
        """
        states = [(entry, digest(inside(self.folder, entry.file))) for entry in self.replacements]
        moved_on = [entry for entry, now in states if now not in (entry.before, entry.after)]
        if moved_on and any(now == entry.after != entry.before for entry, now in states):
            raise LedgerError(
                f"{self.folder / moved_on[0].file} changed after an interrupted change: restore it "
                "with git, "
                f"or remove {self.staging} to drop the rest of that change"
            )
        if not moved_on:
            for addition in self.additions:
                self._add(addition)
            self._replace_all()
        self._forget()

    def _write_journal(self) -> None:
        written = {
            "replacements": [asdict(entry) for entry in self.replacements],
            "additions": [asdict(entry) for entry in self.additions],
        }
        words = json.dumps(written).encode()
        draft = self.staging / (JOURNAL + ".draft")
        write_durably(draft, seal(words, self.folder).encode(), b"\n", words)
        draft.replace(self.staging / JOURNAL)
        sync_folder(self.staging)

    def _add(self, addition: Addition) -> None:
        """Bring the end of the file to what it must be, whatever part of it is already there."""
        path, tail = inside(self.folder, addition.file), addition.tail.encode()
        size = path.stat().st_size if path.exists() else 0
        if size < addition.size:
            return  # somebody else has rewritten the file since
        with path.open("ab+", buffering=0) as handle:
            handle.seek(addition.size)
            there = handle.read(len(tail))
            if not tail.startswith(there):
                return  # the same
            rest = tail[len(there) :]
            while rest:
                rest = rest[handle.write(rest) :]
            os.fsync(handle.fileno())
        if not addition.size:
            sync_folder(path.parent)

    def _cut(self, addition: Addition) -> None:
        path = inside(self.folder, addition.file)
        if addition.size:
            os.truncate(path, addition.size)
        else:
            path.unlink(missing_ok=True)

    def _replace_all(self) -> None:
        for entry in self.replacements:
            path = inside(self.folder, entry.file)
            if not entry.staged:
                path.unlink(missing_ok=True)
                continue
            staged = inside(self.staging, entry.staged)
            if staged.exists():
                staged.replace(path)
        for parent in {(self.folder / entry.file).parent for entry in self.replacements}:
            sync_folder(parent)

    def _forget(self) -> None:
        (self.staging / JOURNAL).unlink(missing_ok=True)
        sync_folder(self.staging)


def digest(path: Path) -> str:
    """Return the sha256 of a file's bytes, "" where there is no file."""
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def write_durably(path: Path, *chunks: bytes) -> None:
    """Write a new file and have it on the disk before returning."""
    with path.open("wb") as handle:
        handle.writelines(chunks)
        handle.flush()
        os.fsync(handle.fileno())


def sync_files(paths: Sequence[Path]) -> None:
    """Have files on the disk before returning.

    Many are synced at once: a disk takes little longer for a dozen together than for one, and a
    batch of documents has a thousand texts.
    """
    if len(paths) <= _FEW:
        for path in paths:
            _sync(path)
    else:
        with ThreadPoolExecutor(_TOGETHER) as pool:
            list(pool.map(_sync, paths))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Have a folder's entries on the disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    _sync(folder)
