"""The files of a ledger.

All of a change is there or nothing of it, whatever happens to the process or the disk.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.errors import LedgerError
from claims.ledger.store import KEPT, Change, Store
from tests.conftest import ROOT


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a ledger but its staging folder."""
    paths = (
        path for path in folder.rglob("*") if path.is_file() and ".claimbook" not in path.parts
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def staged(folder: Path) -> set[str]:
    return {path.name for path in (folder / ".claimbook").iterdir()} - set(KEPT)


def test_a_change_writes_appends_and_deletes_at_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.change() as change:
        change.write("claims.csv", [b"a\n", b"b\n"])
        change.write("texts/d.txt", [b"text"])
        change.append("checks/ann.csv", [b"1\n"], header=b"h\n")
    with store.change() as change:
        change.append("checks/ann.csv", [b"2\n", b"3\n"], header=b"h\n")
        change.delete("texts/d.txt")
        assert "texts/d.txt" in files(tmp_path)
    assert files(tmp_path) == {"claims.csv": b"a\nb\n", "checks/ann.csv": b"h\n1\n2\n3\n"}
    assert staged(tmp_path) == set()


@pytest.mark.skipif(os.name == "nt", reason="what is open cannot be told by its number there")
def test_a_batch_of_files_is_on_the_disk_before_the_step_is_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: dict[int, int] = {}
    sync = os.fsync

    def note(handle: int) -> None:
        state = os.fstat(handle)
        synced.setdefault(state.st_ino, len(list((tmp_path / ".claimbook").glob("journal.json*"))))
        sync(handle)

    monkeypatch.setattr(os, "fsync", note)
    with Store(tmp_path).change() as change:
        for number in range(40):
            change.write(f"texts/{number}.txt", [b"%d\n" % number])
    texts = [path.stat().st_ino for path in (tmp_path / "texts").iterdir()]
    assert len(texts) == 40
    assert [synced[text] for text in texts] == [0] * 40


def test_a_change_that_raises_changes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(ZeroDivisionError), store.change() as change:
        change.write("claims.csv", (b"%d\n" % (1 // left) for left in (2, 1, 0)))
    assert files(tmp_path) == {}
    assert staged(tmp_path) == set()


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_bytes(b"a\n")
    before = (tmp_path / "claims.csv").stat()
    with Store(tmp_path).change() as change:
        change.write("claims.csv", change.lines("claims.csv"))
    assert (tmp_path / "claims.csv").stat() == before


def test_a_file_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_bytes(b"a\n")

    def lines(change: Change) -> Iterator[bytes]:
        yield from change.lines("claims.csv")
        yield b"b\n"
        (tmp_path / "claims.csv").write_bytes(b"edited\n")

    with (
        pytest.raises(LedgerError, match="changed since it was read"),
        Store(tmp_path).change() as change,
    ):
        change.write("claims.csv", lines(change))
    assert files(tmp_path) == {"claims.csv": b"edited\n"}


def test_the_mode_of_a_file_is_kept(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_bytes(b"a\n")
    (tmp_path / "claims.csv").chmod(0o640)
    with Store(tmp_path).change() as change:
        change.write("claims.csv", [b"b\n"])
    assert (tmp_path / "claims.csv").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "name", ["../out.csv", "/etc/passwd", "checks/../../x", "a\\b", "nul\0", "checks//x", ""]
)
def test_names_that_leave_the_ledger_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LedgerError, match="no name of a file"), Store(tmp_path).change() as change:
        change.write(name, [b"a\n"])


def test_symbolic_links_are_refused_for_reading_and_writing(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"secret\n")
    ledger = tmp_path / "ledger"
    ledger.mkdir()
    (ledger / "claims.csv").symlink_to(tmp_path / "elsewhere")
    (ledger / "texts").symlink_to(tmp_path)
    for name in ("claims.csv", "texts/elsewhere"):
        with pytest.raises(LedgerError, match="symbolic link"):
            list(Store(ledger).lines(name))
        with pytest.raises(LedgerError, match="symbolic link"), Store(ledger).change() as change:
            change.write(name, [b"a\n"])
    assert (tmp_path / "elsewhere").read_bytes() == b"secret\n"


def test_nothing_is_appended_to_a_line_that_was_cut_off(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "ann.csv").write_bytes(b"h\n1")
    with (
        pytest.raises(LedgerError, match=r"ann.csv: the last line does not end"),
        Store(tmp_path).change() as change,
    ):
        change.append("checks/ann.csv", [b"2\n"], header=b"h\n")


CHANGE = """
import sys, os, signal
from pathlib import Path
from claims.ledger import journal, store
from claims.ledger.store import Store

def die(*_args, **_kw):
    os.kill(os.getpid(), signal.SIGKILL)

where = sys.argv[2]
if where == "before the journal":
    journal.Step._write_journal = die
elif where == "after the journal":
    journal.Step._add = die
elif where == "within a line":
    add = journal.Step._add
    def torn(self, addition):
        with (self.folder / addition.file).open("ab") as handle:
            handle.write(addition.tail.encode()[:5])
        die()
    journal.Step._add = torn
elif where == "between files":
    real = Path.replace
    Path.replace = lambda a, b: die() if b.name == "documents.csv" else real(a, b)
elif where == "at the end":
    journal.Step._forget = die
with Store(Path(sys.argv[1])).change() as change:
    change.write("claims.csv", [b"new\\n"])
    change.write("documents.csv", [b"new\\n"])
    change.append("checks/ann.csv", [b"check two\\n"], header=b"h\\n")
"""
BEFORE = {"claims.csv": b"old\n", "documents.csv": b"old\n", "checks/ann.csv": b"h\ncheck one\n"}
AFTER = {
    "claims.csv": b"new\n",
    "documents.csv": b"new\n",
    "checks/ann.csv": b"h\ncheck one\ncheck two\n",
}


def killed(folder: Path, where: str) -> None:
    (folder / "checks").mkdir(parents=True)
    for name, content in BEFORE.items():
        (folder / name).write_bytes(content)
    ended = subprocess.run([sys.executable, "-c", CHANGE, folder, where], cwd=ROOT, check=False)
    assert ended.returncode == -9


@pytest.mark.parametrize(
    ("where", "state"),
    [
        ("before the journal", BEFORE),
        ("after the journal", AFTER),
        ("within a line", AFTER),
        ("between files", AFTER),
        ("at the end", AFTER),
    ],
)
def test_a_killed_change_is_completed_or_dropped_at_the_next_start(
    tmp_path: Path, where: str, state: dict[str, bytes]
) -> None:
    killed(tmp_path, where)
    Store(tmp_path).settle()
    assert files(tmp_path) == state
    assert staged(tmp_path) == set()


def test_an_interrupted_change_does_not_overwrite_what_came_after_it(tmp_path: Path) -> None:
    killed(tmp_path, "after the journal")
    (tmp_path / "claims.csv").write_bytes(b"checked out\n")
    Store(tmp_path).settle()
    assert files(tmp_path) == BEFORE | {"claims.csv": b"checked out\n"}
    assert staged(tmp_path) == set()


def test_an_interrupted_change_that_had_begun_says_which_file_is_in_its_way(tmp_path: Path) -> None:
    killed(tmp_path, "between files")
    (tmp_path / "documents.csv").write_bytes(b"edited\n")
    with pytest.raises(LedgerError, match=r"documents\.csv changed after an interrupted change"):
        Store(tmp_path).settle()


@pytest.mark.parametrize(
    "journal",
    [
        '{"replacements": [], "additions": [{"file": "../victim", "size": 0, "tail": "x"}]}',
        '{"replacements": [{"file": "../victim", "staged": "", "before": "", "after": ""}], '
        '"additions": []}',
        '{"replacements": [{"file": "x", "staged": "../../victim", "before": "", "after": "1"}], '
        '"additions": []}',
        "[]",
        "\0",
    ],
)
def test_a_journal_from_somebody_else_cannot_reach_outside(tmp_path: Path, journal: str) -> None:
    (tmp_path / "victim").write_bytes(b"kept")
    staging = tmp_path / "ledger" / ".claimbook"
    staging.mkdir(parents=True)
    (staging / "journal.json").write_text(journal)
    with pytest.raises(LedgerError):
        Store(tmp_path / "ledger").settle()
    assert (tmp_path / "victim").read_bytes() == b"kept"
    assert not (tmp_path / "ledger" / "claims.csv").exists()


@pytest.mark.parametrize("name", ["lock", ".gitignore"])
def test_links_in_the_staging_folder_cannot_reach_outside(tmp_path: Path, name: str) -> None:
    staging = tmp_path / "ledger" / ".claimbook"
    staging.mkdir(parents=True)
    (tmp_path / "victim").write_bytes(b"kept")
    (staging / name).symlink_to(tmp_path / ("victim" if name == "lock" else "new"))
    with pytest.raises(LedgerError, match="symbolic link"), Store(tmp_path / "ledger").change():
        pass
    assert (tmp_path / "victim").read_bytes() == b"kept"
    assert not (tmp_path / "new").exists()


LIMITED = """
import resource, sys
from pathlib import Path
from claims.errors import LedgerError
from claims.ledger.store import Store

resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
try:
    with Store(Path(sys.argv[1])).change() as change:
        if sys.argv[2] == "write":
            change.write("documents.csv", [b"new\\n"])
            change.write("claims.csv", [b"x" * 3000])
        else:
            change.append("checks/ann.csv", [b"y" * 900 + b"\\n"], header=b"h\\n")
except LedgerError as error:
    sys.exit(str(error))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
@pytest.mark.parametrize("kind", ["write", "append"])
def test_a_full_disk_changes_nothing_and_says_so(tmp_path: Path, kind: str) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "ann.csv").write_bytes(b"h\n" + b"x" * 1500 + b"\n")
    before = files(tmp_path)
    command = [sys.executable, "-c", LIMITED, tmp_path, kind]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "file too large; nothing was changed" in ended.stderr
    assert files(tmp_path) == before
    assert staged(tmp_path) == set()


UNPRIVILEGED = """
import os, sys
from pathlib import Path
from claims.ledger.store import Store

if os.geteuid() == 0:
    os.setuid(65534)  # root may write anywhere
store = Store(Path(sys.argv[1]))
store.settle()
with store.change():
    pass
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are POSIX")
def test_a_read_only_folder_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_bytes(b"a\n")
    tmp_path.chmod(0o555)
    for parent in tmp_path.parents[:2]:
        parent.chmod(0o755)
    command = [sys.executable, "-c", UNPRIVILEGED, tmp_path]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    tmp_path.chmod(0o755)
    assert "permission denied; nothing was changed" in ended.stderr
