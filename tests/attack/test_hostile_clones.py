"""A clone is hostile until proven otherwise.

Nothing in it is run, replayed, or believed about who its reader is.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from claims.errors import GitError, LedgerError
from claims.ledger.doctor import examine
from claims.ledger.git import repository as git
from claims.ledger.git.attributes import add_lines
from claims.ledger.journal import Addition, Step
from claims.ledger.ledger import Ledger
from claims.ledger.seal import is_sealed, seal
from claims.ledger.store import Store
from tests.simulated import Clone, check, claims

BASE = claims(6, 2)
ONE, *_ = BASE
READERS = (
    ("list",),
    ("show", ONE),
    ("diff", "HEAD"),
    ("log",),
    ("audit",),
    ("stats",),
    ("validate",),
    ("validate", "--history"),
    (
        "check",
        ONE,
        "--status",
        "verified",
        "--by",
        "ann",
        "--evidence",
        "https://example.org/census",
    ),
    ("doctor",),
)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    clone = Clone(tmp_path / "clone")
    clone.write_claims(BASE)
    Ledger.create(clone.ledger)
    clone.commit("base")
    return clone


def forged_journal(sealed: str = "") -> bytes:
    """A journal in which Ann finds something true.

    As an older version wrote it, or under a seal.
    """
    tail = b"".join(_lines(check(1, ONE, "ann"))).decode()
    entries = {
        "replacements": [],
        "additions": [{"file": "checks/ann.csv", "size": 0, "tail": tail}],
    }
    return (f"{sealed}\n" if sealed else "").encode() + json.dumps(entries).encode()


def _lines(row: dict[str, str]) -> list[bytes]:
    from claims.ledger.canonical import format_table
    from claims.ledger.schema import CHECKS

    return list(format_table([row], CHECKS))


@pytest.mark.parametrize("sealed", ["", "0" * 64, "\0", "ä" * 32])
def test_a_journal_without_the_right_seal_is_refused(clone: Clone, sealed: str) -> None:
    (clone.ledger / ".claimbook" / "journal.json").write_bytes(forged_journal(sealed))
    with pytest.raises(LedgerError, match="was not written by you"):
        Ledger.open(clone.ledger)
    assert not (clone.ledger / "checks").exists()


def test_a_journal_that_came_with_a_commit_is_never_carried_out(clone: Clone) -> None:
    (clone.ledger / ".claimbook" / "journal.json").write_bytes(forged_journal())
    clone.git("add", "--force", "ledger/.claimbook/journal.json")
    clone.git("commit", "-q", "-m", "An innocent change")
    victim = Clone(clone.top.parent / "victim", source=clone.top)
    for reader in READERS:
        ended = victim.claimbook(*reader)
        assert ended.returncode in ((1,) if reader == ("doctor",) else (2,)), (reader, ended.stderr)
        assert "journal.json was not written by you" in ended.stderr + ended.stdout.replace(
            "\n", " "
        ), reader
        assert "Traceback" not in ended.stderr
    assert not (victim.ledger / "checks").exists()
    assert "is committed: no claimbook does that" in victim.claimbook("doctor").stdout


@pytest.mark.parametrize(
    "journal", ["[" * 100_000, '{"replacements": [{"file": 1}], "additions": 7}', "", "\n\n"]
)
def test_a_foreign_journal_is_not_even_read(clone: Clone, journal: str) -> None:
    (clone.ledger / ".claimbook" / "journal.json").write_text(journal)
    with pytest.raises(LedgerError, match="was not written by you"):
        Ledger.open(clone.ledger)


def test_a_journal_of_ones_own_is_carried_out_only_in_its_own_folder(tmp_path: Path) -> None:
    for name in ("here", "there"):
        (tmp_path / name / ".claimbook").mkdir(parents=True)
    step = Step(
        tmp_path / "here", tmp_path / "here" / ".claimbook", (), [Addition("claims.csv", 0, "a\n")]
    )
    step._write_journal()
    shutil.copy(step.staging / "journal.json", tmp_path / "there" / ".claimbook")
    with pytest.raises(LedgerError, match="was not written by you for this folder"):
        Store(tmp_path / "there").settle()
    Store(tmp_path / "here").settle()
    assert (tmp_path / "here" / "claims.csv").read_text() == "a\n"


def test_a_seal_holds_for_its_words_and_its_folder_alone(tmp_path: Path) -> None:
    given = seal(b"words", tmp_path)
    assert is_sealed(b"words", tmp_path, given)
    assert not is_sealed(b"other words", tmp_path, given)
    assert not is_sealed(b"words", tmp_path / "other", given)
    assert not is_sealed(b"words", tmp_path, "")


def pose_as_a_repository(folder: Path, trap: Path) -> None:
    """Put into a folder what makes git take it for a bare repository that runs a command."""
    (folder / "objects").mkdir(parents=True)
    (folder / "refs").mkdir()
    for part in ("objects", "refs"):
        (folder / part / "kept").write_text("")
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    script = folder / "run.sh"
    script.write_text(f"#!/bin/sh\ntouch {trap}\n")
    script.chmod(0o755)
    (folder / "config").write_text(
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = "
        f"{folder}\n\tfsmonitor = {script}\n"
        f"\tpager = {script}\n\thooksPath = {folder}\n[user]\n\tname = mallory\n\temail = "
        "mallory@evil.example\n"
        f"[gpg]\n\tprogram = {script}\n[log]\n\tshowSignature = true\n[diff]\n\texternal = "
        f"{script}\n"
    )


def test_a_ledger_that_poses_as_a_repository_runs_nothing_and_signs_nothing(
    clone: Clone, tmp_path: Path
) -> None:
    pose_as_a_repository(clone.ledger, tmp_path / "trap")
    clone.git("add", ".")
    clone.git("commit", "-q", "-m", "Add some files")
    for command in (
        ("init",),
        ("git", "install"),
        *READERS,
        ("check", ONE, "--status", "verified", "--evidence", "https://example.org/census"),
        ("git", "uninstall"),
    ):
        ended = clone.claimbook(*command)
        assert not (tmp_path / "trap").exists(), command
        assert "mallory" not in ended.stdout + ended.stderr, command
    signed = (clone.ledger / "checks" / "ann.csv").read_text()
    assert signed.count(",ann,") == 2
    assert "poses as a git repository" in clone.claimbook("doctor").stdout


def test_a_ledger_outside_of_git_that_poses_as_a_repository_does_not_choose_who_signs(
    tmp_path: Path,
) -> None:
    Ledger.create(tmp_path / "ledger")
    pose_as_a_repository(tmp_path / "ledger", tmp_path / "trap")
    assert "mallory" not in git.user(tmp_path / "ledger")
    assert not (tmp_path / "trap").exists()
    with pytest.raises(GitError):
        git.Repository.around(tmp_path / "ledger")


def test_a_prepared_configuration_starts_nothing_of_ours_and_is_named(
    clone: Clone, tmp_path: Path
) -> None:
    script = tmp_path / "run.sh"
    script.write_text(f"#!/bin/sh\ntouch {tmp_path / 'trap'}\n")
    script.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "gpg.program", "diff.external", "core.sshCommand"):
        clone.git("config", name, str(script))
    clone.git("config", "core.hooksPath", str(tmp_path))
    clone.git("config", "log.showSignature", "true")
    for command in (
        ("diff", "HEAD"),
        ("log",),
        ("validate", "--history"),
        ("doctor",),
        ("git", "install"),
    ):
        clone.claimbook(*command)
    assert not (tmp_path / "trap").exists()
    said = clone.claimbook("doctor").stdout
    assert "makes git run programs: " in said
    assert "core.fsmonitor" in said


def test_doctor_says_where_a_clone_gives_another_name(
    clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").write_text("[user]\n\tname = Ann Lee\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "own"))
    assert any('signed "ann" here' in finding.words for finding in examine(clone.ledger))


def test_lines_are_not_written_through_a_link_of_the_clone(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("mine\n")
    (clone.top / ".gitattributes").symlink_to(tmp_path / "profile")
    with pytest.raises(GitError, match="symbolic link"):
        add_lines(clone.top / ".gitattributes", ["*.csv text"])
    assert clone.claimbook("git", "install").returncode == 2
    assert (tmp_path / "profile").read_text() == "mine\n"


def test_links_and_repositories_in_a_ledger_are_named(clone: Clone) -> None:
    (clone.ledger / "texts").symlink_to(os.fspath(clone.top.parent))
    clone.commit("a link")
    assert any("committed as a symbolic link" in finding.words for finding in examine(clone.ledger))
