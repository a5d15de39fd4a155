"""What is missing around a ledger: git, its drivers, who checks, and what no setting can change.

A folder in, findings in words out, each with what to do about it. Only looks; `claimbook git
install` mends most of it.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from claims.errors import GitError
from claims.ledger import layout
from claims.ledger.canonical import LINE_LIMIT
from claims.ledger.findings import Finding
from claims.ledger.git import drivers
from claims.ledger.git import repository as git
from claims.ledger.git.attributes import missing_attributes
from claims.ledger.ledger import Ledger
from claims.ledger.merging import conflicts
from claims.ledger.schema import CHECKS, SIGNED
from claims.ledger.trust import suspicions

OLDEST_GIT = (2, 25)  # of 2020; the commands and options used here have not changed since
_HOST_LIMIT = 100 * 2**20  # GitHub refuses larger files
_BIG_FILE = 512 * 2**20  # core.bigFileThreshold: git neither diffs nor merges larger files
_INSTALL = "run `claimbook git install`"


def examine(folder: Path) -> list[Finding]:
    """Look at everything around the ledger in a folder."""
    try:
        version = git.version()
    except GitError:
        return [
            Finding(
                "git is not installed: nothing keeps the versions of this ledger", "install git"
            )
        ]
    if version < OLDEST_GIT:
        return [
            Finding(f"git {'.'.join(map(str, version))} is too old", "install git 2.25 or newer")
        ]
    try:
        repository = git.Repository.around(folder)
    except GitError as error:
        return [
            Finding(f"not kept by git: {error}", "run `git init`, then `claimbook git install`")
        ]
    looks: tuple[Callable[[git.Repository, Path], Iterator[Finding]], ...] = (
        _attributes,
        _drivers,
        _hook,
        _undecided,
        _people,
        _storage,
        _left_behind,
        suspicions,
        _hosts,
    )
    return [finding for look in looks for finding in look(repository, folder)]


def _attributes(repository: git.Repository, folder: Path) -> Iterator[Finding]:
    if missing_attributes(repository, folder):
        yield Finding(
            ".gitattributes does not say how git treats this ledger",
            f"{_INSTALL} and commit .gitattributes",
        )
    elif repository.lines("status", "--porcelain", "-z", "--", ".gitattributes"):
        yield Finding(
            ".gitattributes is not committed: other clones do not have it", "commit .gitattributes"
        )
    else:
        yield Finding(".gitattributes says how git treats this ledger")


def _drivers(repository: git.Repository, folder: Path) -> Iterator[Finding]:
    found = {name: repository.config(name) for name in drivers.settings()}
    if not any(found.values()):
        yield Finding(
            "this clone has no drivers: git merges line by line and shows whole lines", _INSTALL
        )
    elif found != drivers.settings():
        python = shlex.split(found["merge.claimbook.driver"] or "?")[0]
        state = "works" if Path(python).exists() else "is gone"
        yield Finding(
            f"the drivers are of another claimbook, whose Python {state}: {python}", _INSTALL
        )
    else:
        yield Finding("git merges this ledger by cell and shows it by claim and field")


def _hook(repository: git.Repository, folder: Path) -> Iterator[Finding]:
    if drivers.is_hook_installed(repository):
        yield Finding("commits are refused while a merge is undecided")
    elif hooks := repository.config("core.hooksPath"):
        yield Finding(
            f"no hook refuses undecided merges; yours are in {hooks}",
            f"add there: {drivers.GUARD_CALL}",
        )
    else:
        yield Finding("no hook refuses commits while a merge is undecided", _INSTALL)


def _undecided(repository: git.Repository, folder: Path) -> Iterator[Finding]:
    for name, left in conflicts.undecided(Ledger(folder).store).items():
        yield Finding(
            f"{name} has {len(left)} undecided conflicts", "run `claimbook merge --resolve`"
        )


def _people(repository: git.Repository, folder: Path) -> Iterator[Finding]:
    for name, example in (("user.name", "Ann Lee"), ("user.email", "ann@desk.example")):
        if not repository.config(name):
            yield Finding(
                f"git does not know your {name}: nobody can say who checked",
                f'git config {name} "{example}"',
            )
    ledger = Ledger(folder)
    checkers = [PurePosixPath(name).stem for name in ledger.files(CHECKS)]
    unknown = [checker for checker in checkers if checker not in ledger.settings.checkers]
    if unknown:
        names = ", ".join(unknown)
        add = f"add their e-mail addresses to [checkers] in {layout.SETTINGS}"
        yield Finding(
            f"`validate --history` cannot tell who committed the checks of {names}",
            add,
            is_note=True,
        )


def _storage(repository: git.Repository, folder: Path) -> Iterator[Finding]:
    claims = folder / layout.CLAIMS
    path = repository.relative(claims)
    if repository.lines(
        "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", path
    ):
        yield Finding(f"{path} is ignored by git", "take it out of .gitignore")
    if repository.attributes(path, "filter")["filter"] == "lfs":
        yield Finding(
            f"git LFS keeps {path}: git then can neither show nor merge it",
            f"git lfs untrack {path}",
        )
    if repository.is_shallow():
        yield Finding("this clone has only the last part of the history", "git fetch --unshallow")
    size = claims.stat().st_size
    if size > _BIG_FILE:
        yield Finding(
            f"{path} is over 512 MiB: git takes it for binary",
            "git config core.bigFileThreshold 4g",
        )
    elif size > _HOST_LIMIT:
        yield Finding(
            f"{path} is over 100 MiB, which GitHub refuses", "split the ledger by year or desk"
        )


def _left_behind(repository: git.Repository, folder: Path) -> Iterator[Finding]:
    """Yield signed files that lie in no ledger.

    Where one side of a merge renamed a ledger's folder, git leaves in the old one what is new on
    the other.
    """
    for table in SIGNED:
        for name in repository.lines("ls-files", "-z", "--", f":(glob)**/{table.folder}/*.csv"):
            file = repository.top / name
            if (file.parents[1] / layout.CLAIMS).exists() or not file.is_file():
                continue
            with file.open("rb") as handle:
                is_ours = handle.readline(LINE_LIMIT).startswith(f"{table.key},".encode())
            if is_ours:
                yield Finding(
                    f"{name} lies in no ledger: what is signed there counts nowhere",
                    f"move it to {table.folder}/ of its ledger",
                )


def _hosts(repository: git.Repository, folder: Path) -> Iterator[Finding]:
    yield Finding(
        "hosts such as GitHub and GitLab run no drivers on their servers: a pull request may show "
        "conflicts in "
        "claims.csv that are none. Merge it in a clone with drivers and push the merge; checks are "
        "one file for each "
        "checker and merge anywhere",
        is_note=True,
    )
