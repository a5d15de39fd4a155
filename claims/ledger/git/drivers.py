"""Git's drivers for a ledger.

What is written where so that git diffs and merges it by claim and field.

A folder in; lines about what was done out. Writes into one repository only: its .gitattributes
(which is committed), its own configuration, hooks and exclude file. Never overwrites a hook of
somebody else, and never touches what several repositories share. Uninstalling leaves everything as
it was.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from claims.ledger.git.attributes import add_lines, attribute_lines, drop_lines, missing_attributes
from claims.ledger.git.repository import Repository
from claims.ledger.layout import CONFLICTS

ASIDE = ".claimbook-new"  # added to the name of a file while it is written
# how the driver ends with conflicts; Python itself ends with 1 when it cannot even start
UNDECIDED = 3

_EXCLUDED = f"*{CONFLICTS}"  # lists of conflicts are never committed
_SIGN = b'[merge "claimbook"]'
SECTIONS = ("merge.claimbook", "merge.claimbook-base", "diff.claimbook")
# unlike pre-commit it also runs for `rebase --continue` and `cherry-pick --continue`
HOOK = "prepare-commit-msg"
GUARD = "claimbook-guard"
GUARD_CALL = f'sh "$(git rev-parse --git-common-dir)/{GUARD}" || exit 1'

_HOOK_TEXT = (
    f"#!/bin/sh\n# written by claimbook; `claimbook git uninstall` removes it\n{GUARD_CALL}\n"
)
_GUARD_TEXT = f"""\
#!/bin/sh
# Refuses a commit while a merge of a ledger is undecided (claimbook help git).
git ls-files -z -- ':(attr:merge=claimbook)' | xargs -0 sh -c '
for file do
  if [ -e "$file{CONFLICTS}" ]; then
    echo "claimbook: $file has undecided conflicts: run \\`claimbook merge --resolve\\`" >&2
    echo "  (left over from a merge that you gave up? then delete $file{CONFLICTS})" >&2
    exit 1
  fi
  if [ -e "$file" ] && grep -q "^<<<<<<< " "$file"; then
    echo "claimbook: $file has conflict markers: edit it, or run \\`claimbook merge\\`" >&2
    echo "  (claimbook merge joins the two versions by cell)" >&2
    exit 1
  fi
done' sh
"""


def install(folder: Path) -> list[str]:
    """Connect the ledger in a folder to the repository around it, and say what was done.

    Repeating it is harmless. Raises `GitError` where there is no repository, or a bare one.
    """
    repository = Repository.around(folder)
    done = []
    if lines := missing_attributes(repository, folder):
        add_lines(repository.top / ".gitattributes", lines)
        done.append(
            "added the ledger to .gitattributes: commit that file, so that it holds in every clone"
        )
    for name, value in settings().items():
        if repository.config(name) != value:
            repository.set_config(name, value)
    done.append(
        "git diff, log and show read the ledger by claim and field, and git merges it by cell, in "
        "this clone"
    )
    exclude = repository.path("info/exclude")
    if not exclude.exists() or _EXCLUDED.encode() not in exclude.read_bytes().splitlines():
        add_lines(exclude, [_EXCLUDED])
    done.append(_install_hook(repository))
    return done


def uninstall(folder: Path) -> list[str]:
    """Take back what `install` wrote; what other people wrote stays."""
    repository = Repository.around(folder)
    for section in SECTIONS:
        repository.remove_section(section)
    drop_lines(repository.top / ".gitattributes", attribute_lines(repository, folder))
    drop_lines(repository.path("info/exclude"), [_EXCLUDED])
    _guard(repository).unlink(missing_ok=True)
    hook = repository.path("hooks") / HOOK
    if hook.exists() and hook.read_bytes() == _HOOK_TEXT.encode():
        hook.unlink()
    return [
        "git treats the ledger as plain text again in this clone",
        "took its lines out of .gitattributes: `git restore .gitattributes` keeps them for "
        "everybody else",
    ]


def settings() -> dict[str, str]:
    """Return the configuration by name, for this Python.

    The merge command answers 0 or 1 only where claimbook itself merged; whatever else happens to it
    (absent, killed, a file that is no table) git merges line by line, so that nothing is taken for
    merged that was not.
    """
    claimbook = f"{shlex.quote(Path(sys.executable).as_posix())} -P -m claims git"
    markers = "git merge-file -L ours -L base -L theirs --marker-size %L %A %O %B || exit 1"
    driver = (
        f"{claimbook} merge-driver %O %A %B %P%s; "
        f"case $? in 0) ;; {UNDECIDED}) exit 1;; *) rm -f %A{ASIDE}; {markers};; esac"
    )
    return {
        "merge.claimbook.name": "claimbook: ledgers by cell",
        "merge.claimbook.driver": driver.replace("%s", ""),
        "merge.claimbook.recursive": "claimbook-base",
        "merge.claimbook-base.name": "claimbook: bases of criss-cross merges",
        "merge.claimbook-base.driver": driver.replace("%s", " --ancestor"),
        "diff.claimbook.textconv": f'f() {{ {claimbook} textconv "$1" || cat "$1"; }}; f',
        "diff.claimbook.xfuncname": r"^([^ ]+ +(surface|title) .*)$",
    }


def are_missing(folder: Path) -> bool:
    """Whether a ledger lies in a clone without drivers.

    No git is started, so that every command can afford to ask.
    """
    for top in (folder.absolute(), *folder.absolute().parents):
        if config := _config_file(top / ".git"):
            return _SIGN not in config.read_bytes()
    return False


def is_hook_installed(repository: Repository) -> bool:
    """Whether commits are refused while a merge is undecided."""
    hook = repository.path("hooks") / HOOK
    return (
        _guard(repository).exists()
        and hook.exists()
        and GUARD in hook.read_text("utf-8", "replace")
    )


def _install_hook(repository: Repository) -> str:
    _guard(repository).write_text(_GUARD_TEXT, "utf-8", newline="\n")
    hook = repository.path("hooks") / HOOK
    if is_hook_installed(repository):
        return "commits are refused while a merge is undecided"
    if repository.config("core.hooksPath") or hook.exists():
        return f"your hooks are left alone: add to {hook} the line: {GUARD_CALL}"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(_HOOK_TEXT, "utf-8", newline="\n")
    hook.chmod(0o755)
    return "commits are refused while a merge is undecided"


def _config_file(git: Path) -> Path | None:
    """Return the configuration of the repository that a `.git` stands for.

    It is a folder, or a file that names one.
    """
    try:
        if git.is_file():  # a linked work tree or a submodule
            git = git.parent / git.read_text("utf-8").removeprefix("gitdir: ").rstrip("\n")
            if (git / "commondir").exists():
                git = git / (git / "commondir").read_text("utf-8").rstrip("\n")
        return git / "config" if (git / "config").is_file() else None
    except (OSError, UnicodeDecodeError):
        return None


def _guard(repository: Repository) -> Path:
    return repository.path("config").with_name(GUARD)
