"""What `claimbook doctor` says about everything that can be missing around a ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claims.ledger.doctor import examine
from claims.ledger.git import drivers
from claims.ledger.git.drivers import are_missing, install
from claims.ledger.schema import CHECKS
from tests.simulated import Clone, check, claims

BASE = claims(6, 2)
ONE, *_ = BASE


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    clone = Clone(tmp_path / "clone")
    clone.write_claims(BASE)
    install(clone.ledger)
    clone.commit("base")
    return clone


def faults(clone: Clone) -> list[tuple[str, str]]:
    return [(finding.words, finding.remedy) for finding in examine(clone.ledger) if finding.remedy]


def test_nothing_is_missing_after_install(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    assert faults(clone) == []
    assert any(finding.is_note and "GitHub" in finding.words for finding in examine(clone.ledger))


def ignore(clone: Clone) -> None:
    clone.git("rm", "-q", "--cached", "ledger/claims.csv")
    (clone.top / ".gitignore").write_text("ledger/claims.csv\n")


def use_lfs(clone: Clone) -> None:
    (clone.top / ".gitattributes").write_text(
        (clone.top / ".gitattributes").read_text() + "*.csv filter=lfs\n"
    )
    clone.commit("lfs")


def conflict(clone: Clone) -> None:
    (clone.ledger / "claims.csv.conflicts.csv").write_text(
        f"id,field,base,ours,theirs\n{ONE},value,1,2,3\n"
    )


BREAKING: dict[str, tuple[Callable[[Clone], object], str, str]] = {
    "attributes": (
        lambda clone: (clone.top / ".gitattributes").write_text(""),
        ".gitattributes does not say",
        "claimbook git install",
    ),
    "attributes committed": (
        lambda clone: clone.git("rm", "-q", "--cached", ".gitattributes"),
        ".gitattributes is not committed",
        "commit .gitattributes",
    ),
    "drivers": (
        lambda clone: [clone.git("config", "--remove-section", name) for name in drivers.SECTIONS],
        "this clone has no drivers",
        "claimbook git install",
    ),
    "drivers of another Python": (
        lambda clone: clone.git(
            "config", "merge.claimbook.driver", "'/gone/my python' -m claims git merge-driver"
        ),
        "whose Python is gone: /gone/my python",
        "claimbook git install",
    ),
    "hook": (
        lambda clone: (clone.top / ".git/hooks/prepare-commit-msg").unlink(),
        "no hook refuses commits",
        "claimbook git install",
    ),
    "shared hooks": (
        lambda clone: clone.git("config", "core.hooksPath", "/elsewhere"),
        "yours are in /elsewhere",
        drivers.GUARD_CALL,
    ),
    "conflicts": (conflict, "claims.csv has 1 undecided conflict", "claimbook merge --resolve"),
    "e-mail address": (
        lambda clone: clone.git("config", "--unset", "user.email"),
        "your user.email",
        "git config",
    ),
    "checkers": (
        lambda clone: clone.write("checks/ben.csv", [check(1, ONE, "ben")], CHECKS),
        "cannot tell who committed the checks of ben",
        "[checkers]",
    ),
    "ignored": (ignore, "ledger/claims.csv is ignored by git", ".gitignore"),
    "LFS": (use_lfs, "git LFS keeps ledger/claims.csv", "git lfs untrack"),
}


@pytest.mark.parametrize("name", BREAKING)
def test_what_is_missing_is_said_with_its_remedy(
    clone: Clone, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    breaking, words, remedy = BREAKING[name]
    breaking(clone)
    found = faults(clone)
    assert len(found) == 1, found
    assert words in found[0][0]
    assert remedy in found[0][1]


def test_outside_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ledger").mkdir()
    (finding,) = examine(tmp_path / "ledger")
    assert "no git repository here or above" in finding.words
    monkeypatch.setenv("PATH", "")
    (finding,) = examine(tmp_path / "ledger")
    assert finding.remedy == "install git"


def test_missing_drivers_are_seen_without_asking_git(clone: Clone, tmp_path: Path) -> None:
    fresh = Clone(tmp_path / "fresh", source=clone.top)
    clone.git("worktree", "add", "-q", str(tmp_path / "tree"))
    assert not are_missing(clone.ledger)
    assert not are_missing(tmp_path / "tree/ledger")
    assert are_missing(fresh.ledger)
    assert not are_missing(tmp_path)
