"""What in a clone looks prepared by somebody.

That is, to run commands, to speak in another's name, or to lead out of the ledger.

A repository and the ledger's folder in it in, findings out. Nothing that is found here has any
effect on claimbook; it is named because it may have one on git, or because somebody meant it to.
Only looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from claims.errors import GitError, LedgerError
from claims.ledger import layout
from claims.ledger.findings import Finding
from claims.ledger.git import drivers
from claims.ledger.git import repository as git
from claims.ledger.journal import Step
from claims.ledger.schema import SIGNED

SAFE_GIT = (2, 38)  # the first that can be told never to take a folder of a clone for a repository

# Settings that hold a command or lead to other settings: https://git-scm.com/docs/git-config, as of
# git 2.47. Settings such as core.fsmonitor are also "true" or "false", and then start nothing of
# the clone's. core.hooksPath is named where the hooks are looked at.
_RUNS = re.compile(
    r"""
    core\.(fsmonitor | sshcommand | gitproxy | editor | pager | askpass)
    | (sequence\.editor | diff\.external | interactive\.difffilter | web\.browser)
    | (filter\..+\.(clean | smudge | process) | diff\..+\.(command | textconv) | merge\..+\.driver)
    | ((difftool | mergetool | browser | man)\..+\.cmd | trailer\..+\.(command | cmd))
    | (gpg\.(.+\.)?program | credential\.(.+\.)?helper | pager\..+ | alias\..+)
    | remote\..+\.(uploadpack | receivepack | vcs | proxy)
    | uploadpack\.packobjectshook | submodule\..+\.update
    | include(if\..+)?\.path
    """,
    re.VERBOSE,
)
_LINK, _SUBMODULE = "120000", "160000"  # git's modes of what is no file


def suspicions(repository: git.Repository, folder: Path) -> Iterator[Finding]:
    """Name what is suspicious about the ledger in a folder and the clone around it."""
    yield from _journals(repository, folder)
    yield from _repositories_inside(repository, folder)
    yield from _strange_files(repository, folder)
    yield from _commands(repository)
    yield from _name(repository)
    if (version := git.version()) < SAFE_GIT:
        yield Finding(
            f"git {'.'.join(map(str, version))} takes a folder of a clone for a repository where "
            "it looks like one, "
            "and runs what that says",
            "use git 2.38 or newer before you work in clones of people you do not know",
            is_note=True,
        )


def _journals(repository: git.Repository, folder: Path) -> Iterator[Finding]:
    staging = folder / layout.STAGING
    tracked = repository.lines(
        "ls-files", "-z", "--", repository.relative(folder) + "/" + layout.STAGING
    )
    if tracked:
        yield Finding(
            f"{tracked[0]} is committed: no claimbook does that, and somebody may mean it to be "
            "taken for yours",
            f"ask who added it (`git log -- {tracked[0]}`), then `git rm -r "
            f"{PurePosixPath(tracked[0]).parent}`",
        )
    try:
        Step.interrupted(folder, staging)
    except (LedgerError, OSError) as error:
        yield Finding(str(error), "see there")


def _repositories_inside(repository: git.Repository, folder: Path) -> Iterator[Finding]:
    here = folder.resolve()
    inner = (
        place for place in (here, *here.parents) if place.is_relative_to(repository.top.resolve())
    )
    for place in (*inner, *(here / table.folder for table in SIGNED), here / layout.TEXTS):
        if place != repository.top.resolve() and git.is_like_a_repository(place):
            yield Finding(
                f"{place} poses as a git repository, whose settings could run commands of its "
                "author",
                "do not run git in there; ask who added HEAD, objects and refs",
            )


def _strange_files(repository: git.Repository, folder: Path) -> Iterator[Finding]:
    paths = (repository.relative(folder), ".gitattributes")
    for entry in repository.lines("--literal-pathspecs", "ls-files", "-s", "-z", "--", *paths):
        mode, _, path = entry.partition(" ")[0], *entry.partition("\t")[1:]
        if mode in (_LINK, _SUBMODULE):
            kind = "a symbolic link" if mode == _LINK else "another repository"
            yield Finding(
                f"{path} is committed as {kind}: a ledger holds its own files",
                f"git rm --cached {path}",
            )


def _commands(repository: git.Repository) -> Iterator[Finding]:
    ours = drivers.settings()
    runs = [
        name
        for name, value in repository.own_settings().items()
        if _RUNS.fullmatch(name) and value not in ("true", "false", "") and name not in ours
    ]
    if runs:
        yield Finding(
            f"this clone's own configuration makes git run programs: {', '.join(runs)}",
            "fine if you or a tool of yours set it; if this folder came as an archive or on a "
            "share, make a clone of "
            "your own with `git clone`, which takes no settings over",
            is_note=True,
        )


def _name(repository: git.Repository) -> Iterator[Finding]:
    """Say where the clone gives another name than the person's own configuration.

    Checks would be signed with it.
    """
    try:
        own = git.own_user()
    except GitError:
        return
    here = repository.own_settings().get("user.name", "")
    if here and own and here != own:
        yield Finding(
            f'checks are signed "{here}" here, by this clone\'s own configuration, and "{own}" '
            "elsewhere",
            "fine if you set it; else: git config --unset user.name",
            is_note=True,
        )
