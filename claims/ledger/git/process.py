"""How git is started; no other module starts it.

A command's words in, the bytes that it prints out. Git runs as it is installed, without a shell,
and what people type never becomes an option of its own. Nor does anything that lies in the files:
git is run where the files of a repository begin, so that no folder of a clone can pose as a
repository with settings of its own, and no command here starts a monitor, a hook or a signature's
program. Refuses with git's own words as a `GitError`.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from claims.errors import GitError

# A hook or an alias sets these for its own repository; a folder that was asked about may lie in
# another.
_OF_THE_CALLER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
NO_REPOSITORY = "no git repository here or above: `git init` makes one"
_SETTINGS = {
    "LC_ALL": "C",  # messages that can be read by us
    "GIT_OPTIONAL_LOCKS": "0",  # looking changes nothing
    "GIT_NO_REPLACE_OBJECTS": "1",  # history as it was committed
}
# What a prepared configuration could make git start while it only looks. Before git 2.38 the first
# is not known.
_SAFELY = (
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "log.showSignature=false",
    "diff.external=",
)
_WITHOUT_HOOKS = ("-c", f"core.hooksPath={os.devnull}")
_ASKS_FOR_HOOKS = ("config", "rev-parse")  # these run none, and say where hooks are


def run(
    folder: Path | None, *arguments: str, stdin: bytes = b"", allowed: tuple[int, ...] = (0,)
) -> bytes:
    """Run git in a folder.

    Without a folder, run it in the repository that git was at work on when it called this process.
    """
    command = command_of(folder, *arguments)
    environment = os.environ | _SETTINGS
    for name in _OF_THE_CALLER if folder else ():
        environment.pop(name, None)
    try:
        ended = subprocess.run(
            command, input=stdin, capture_output=True, env=environment, check=False
        )
    except FileNotFoundError as error:
        raise _absent() from error
    if ended.returncode not in allowed:
        raise GitError(_reason(ended.stderr, arguments[0]))
    return ended.stdout


def command_of(folder: Path | None, *arguments: str) -> list[str]:
    """Return a git command as the system starts it, with nothing in it that could start more."""
    settings = [word for setting in _SAFELY for word in ("-c", setting)]
    hooks = () if arguments[0] in _ASKS_FOR_HOOKS else _WITHOUT_HOOKS
    return ["git", *(("-C", str(folder)) if folder else ()), *settings, *hooks, *arguments]


def started(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a git command that answers as long as it is asked."""
    environment = {
        name: value for name, value in os.environ.items() if name not in _OF_THE_CALLER
    } | _SETTINGS
    try:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )
    except FileNotFoundError as error:
        raise _absent() from error


def _absent() -> GitError:
    return GitError("git is not installed, or not on the PATH")


def _reason(stderr: bytes, command: str) -> str:
    lines = [
        line for line in text_of(stderr).splitlines() if line.startswith(("fatal: ", "error: "))
    ]
    said = lines[0].partition(": ")[2] if lines else "it failed without a word"
    if said.startswith("not a git repository"):
        return NO_REPOSITORY
    return f"git {command}: {said}"


def path_of(output: bytes) -> Path:
    """Return the one path that git printed."""
    return Path(text_of(output).rstrip("\n"))


def text_of(output: bytes) -> str:
    """Return what git printed, also where it is no UTF-8."""
    return os.fsdecode(output)
