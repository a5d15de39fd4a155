"""The files of one ledger: read line by line, changed all at once or not at all.

Bytes in, bytes out; what the lines mean is `canonical`'s. Readers need no lock. A writer holds the
ledger's one lock (released by the system when its holder dies), prepares new files aside, and
carries them out as one step of the `journal`. Refused: files that changed since they were read,
symbolic links, and everything the disk refuses; then nothing has changed. What a killed writer left
is completed or cleaned at the next start.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from claims.errors import LedgerError
from claims.ledger.canonical import LINE_LIMIT
from claims.ledger.journal import JOURNAL, Addition, Replacement, Step, digest, sync_files
from claims.ledger.layout import CLAIMS, DOCUMENTS, STAGING, inside

PATIENCE = 60.0  # seconds to wait for another writer: a rewrite of a million claims takes about ten
# what claimbook itself wrote last; see `typed`
_COPIES = {name: f"written-{name}" for name in (CLAIMS, DOCUMENTS)}
KEPT = ("lock", ".gitignore", "fetched.json", *_COPIES.values())


def written_copy(name: str) -> str:
    """Return where the copy of a table lies as claimbook wrote it last."""
    return f"{STAGING}/{_COPIES[name]}"


class Store:
    """The folder of a ledger as named files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.staging = folder / STAGING
        self._lock = FileLock(self.staging / "lock")

    def has(self, name: str) -> bool:
        """Tell whether there is such a file.

        Raise `LedgerError` where it cannot be told, or is something else.
        """
        with self._reading(name):
            path = inside(self.folder, name)
            if path.is_dir():
                raise LedgerError(
                    f"{self.label(name)} is a folder, and should be a file: restore it with git"
                )
            return path.exists()

    def names(self, folder: str, suffix: str) -> list[str]:
        """Return the names of the files in a subfolder, sorted.

        Raises `LedgerError` where it is there and cannot be read: checks that are not seen would
        change a status.
        """
        with self._reading(folder):
            path = inside(self.folder, folder)
            if not path.exists():
                return []
            with os.scandir(path) as entries:
                found = sorted(entry.name for entry in entries)
        for name in found:
            if name.lower().endswith(suffix) and not name.endswith(suffix):
                raise LedgerError(
                    f"{self.label(folder)}/{name}: the ending is {suffix}: rename the file"
                )
        return [f"{folder}/{name}" for name in found if name.endswith(suffix)]

    def label(self, name: str) -> str:
        """Return the file's path as messages show it."""
        return (self.folder / name).as_posix()

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a file with their ends."""
        with self._reading(name), inside(self.folder, name).open("rb") as handle:
            yield from iter(partial(handle.readline, LINE_LIMIT), b"")

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LedgerError(f"cannot read {self.label(name)}: {_reason(error)}") from error

    def text(self, name: str) -> str:
        """Return a whole file as text."""
        try:
            return b"".join(self.lines(name)).decode()
        except UnicodeDecodeError as error:
            raise LedgerError(f"{self.label(name)} is not UTF-8: restore it with git") from error

    def was_typed_into(self, name: str) -> bool:
        """Tell whether a table may have changed since claimbook wrote it.

        Without a copy nobody can tell.
        """
        file, copy = (inside(self.folder, each) for each in (name, written_copy(name)))
        try:
            is_later = file.stat().st_mtime_ns > copy.stat().st_mtime_ns
        except OSError:
            return False
        return is_later and digest(file) != digest(copy)

    def take_note(self, name: str) -> None:
        """Remember that a table whose file is later than its copy was looked at."""
        file, copy = (inside(self.folder, each) for each in (name, written_copy(name)))
        with suppress(OSError):  # looked at again next time
            if file.stat().st_mtime_ns > copy.stat().st_mtime_ns and digest(file) == digest(copy):
                os.utime(copy)

    def settle(self) -> None:
        """Complete or clean what a killed writer left.

        A writer at work is waited for once its step has begun.
        """
        try:
            with os.scandir(self.staging) as entries:
                left = [entry.name for entry in entries if entry.name not in KEPT]
        except OSError:
            return
        if JOURNAL in left:
            with self._locked():
                pass
        elif left:
            try:
                with self._locked(patience=0):
                    pass
            except LedgerError:
                # a writer at work, or a folder that cannot be written: nothing that readers would
                # see
                return

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Lock the ledger and yield a change.

        It is carried out when the block ends, and dropped when it raises.
        """
        with self._locked():
            change = Change(self)
            try:
                yield change
                change.carry_out()
            except OSError as error:
                done = (
                    "the next command completes it"
                    if (self.staging / JOURNAL).exists()
                    else "nothing was changed"
                )
                raise LedgerError(
                    f"cannot write {self.folder.as_posix()}: {_reason(error)}; {done}"
                ) from error
            finally:
                change.clean()

    @contextmanager
    def _locked(self, patience: float = PATIENCE) -> Iterator[None]:
        try:
            self._prepare()
            self._lock.acquire(timeout=patience)
        except Timeout as error:
            raise LedgerError(
                f"another claimbook is writing {self.folder.as_posix()}: try again"
            ) from error
        except OSError as error:
            raise LedgerError(
                f"cannot write {self.folder.as_posix()}: {_reason(error)}; nothing was changed"
            ) from error
        try:
            self._recover()
            yield
        finally:
            self._lock.release()

    def _prepare(self) -> None:
        # no links, which lead outside
        _lock, ignore, *_ = (inside(self.folder, f"{STAGING}/{name}") for name in KEPT)
        # a writer killed halfway leaves it empty
        if not ignore.exists() or not ignore.stat().st_size:
            ignore.parent.mkdir(exist_ok=True)
            ignore.write_text("*\n", "utf-8")

    def _recover(self) -> None:
        try:
            if step := Step.interrupted(self.folder, self.staging):
                step.complete()
            for entry in list(self.staging.iterdir()):
                if entry.name not in KEPT:
                    entry.unlink()
        except OSError as error:
            raise LedgerError(
                f"cannot complete an interrupted change of {self.folder}: {_reason(error)}"
            ) from error


class Change:
    """New contents of some files of a locked ledger, prepared aside until all of them are there."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._read: dict[str, str] = {}  # digests of the files as they were read
        self._replacements: list[Replacement] = []
        self._additions: list[Addition] = []
        self._staged: list[Path] = []

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a file that is about to be rewritten, remembering what was read."""
        seen = hashlib.sha256()
        if self.store.has(name):
            for line in self.store.lines(name):
                seen.update(line)
                yield line
            self._read[name] = seen.hexdigest()

    def write(
        self, name: str, chunks: Iterable[bytes], seen: str | None = None, is_ours: bool = True
    ) -> None:
        """Prepare new contents of a file.

        `seen` is the digest that the file must still have ("" for no file).

        Without it the file must still be as `lines` read it, or as it is now. Of a table that
        claimbook itself has put into words, which one that is only brought into form is not
        (`is_ours`), a copy is kept.
        """
        path = inside(self.store.folder, name)
        staged = f"{len(self._replacements)}-{path.name}.new"
        written = hashlib.sha256()
        with (self.store.staging / staged).open("wb") as handle:
            for chunk in chunks:
                written.update(chunk)
                handle.write(chunk)
            if path.exists():
                (self.store.staging / staged).chmod(path.stat().st_mode & 0o7777)
        before = self._read.get(name) or digest(path) if seen is None else seen
        if before != written.hexdigest():
            path.parent.mkdir(exist_ok=True)
            self._replacements.append(Replacement(name, staged, before, written.hexdigest()))
            self._staged.append(self.store.staging / staged)
            if is_ours and name in _COPIES:
                self._keep_copy(name, staged, written.hexdigest())

    def _keep_copy(self, name: str, staged: str, written: str) -> None:
        copy = written_copy(name)
        shutil.copyfile(self.store.staging / staged, self.store.staging / f"copy-{staged}")
        before = digest(inside(self.store.folder, copy))
        self._replacements.append(Replacement(copy, f"copy-{staged}", before, written))

    def delete(self, name: str) -> None:
        """Prepare to remove a file."""
        if before := digest(inside(self.store.folder, name)):
            self._replacements.append(Replacement(name, "", before, ""))

    def append(self, name: str, lines: Iterable[bytes], header: bytes) -> None:
        """Prepare lines for the end of a file, after the header where the file is new."""
        path = inside(self.store.folder, name)
        size = path.stat().st_size if path.exists() else 0
        if size:
            with path.open("rb") as handle:
                handle.seek(size - 1)
                if handle.read(1) != b"\n":
                    where = self.store.label(name)
                    raise LedgerError(
                        f"{where}: the last line does not end: complete it, or remove it if it was "
                        "cut off"
                    )
        path.parent.mkdir(exist_ok=True)
        tail = b"".join(lines) if size else header + b"".join(lines)
        self._additions.append(Addition(name, size, tail.decode()))

    @property
    def changed(self) -> list[str]:
        """Names of the files that get other contents."""
        files = [
            *(entry.file for entry in self._replacements),
            *(entry.file for entry in self._additions),
        ]
        return [file for file in files if not file.startswith(f"{STAGING}/")]

    def carry_out(self) -> None:
        """Make all of it true at once."""
        if self._replacements or self._additions:
            sync_files(self._staged)  # before the journal, which counts on what is staged
            Step(
                self.store.folder, self.store.staging, self._replacements, self._additions
            ).carry_out()

    def clean(self) -> None:
        """Remove what was prepared and not carried out; a journal that is still there needs it."""
        if not (self.store.staging / JOURNAL).exists():
            for entry in list(self.store.staging.iterdir()):
                if entry.name not in KEPT:
                    entry.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
