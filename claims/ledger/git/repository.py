"""Everything that claimbook asks of git; the only module that runs it.

Folders, revisions and object names in, bytes and text out. Git runs as it is installed, without a
shell, and what people type never becomes an option of its own. Nor does anything that lies in the
files: git is run where the files of a repository begin, so that no folder of a clone can pose as a
repository with settings of its own, and no command here starts a monitor, a hook or a signature's
program. Refuses with git's own words as a `GitError`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from claims.errors import GitError

# A hook or an alias sets these for its own repository; a folder that was asked about may lie in
# another.
_OF_THE_CALLER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
_NO_REPOSITORY = "no git repository here or above: `git init` makes one"
_CHUNK = 2**20  # bytes of an object held at a time
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


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository by the folder that its files are checked out in."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """Return the repository that a folder lies in.

        Raise `GitError` where there is none, or where it has no files.
        """
        if not folder.is_dir():
            raise GitError(f"{folder}: there is no such folder")
        top = _top(folder)
        if top is None and is_like_a_repository(folder):
            raise GitError(f"{folder} is a bare repository: go to a clone that has the files")
        if top is None:
            raise GitError(_NO_REPOSITORY)
        return cls(_path(_run(top, "rev-parse", "--show-toplevel")))

    def run(self, *arguments: str, stdin: bytes = b"", allowed: tuple[int, ...] = (0,)) -> bytes:
        """Run a git command at the top of the repository and return what it prints."""
        return _run(self.top, *arguments, stdin=stdin, allowed=allowed)

    def lines(self, *arguments: str) -> list[str]:
        """Run a git command that prints its lines or names with NUL at their ends (`-z`)."""
        return [_text(line) for line in self.run(*arguments).split(b"\0") if line]

    def path(self, name: str) -> Path:
        """Return where git keeps one of its own files, such as `hooks` or `info/exclude`."""
        return self.top / _path(self.run("rev-parse", "--git-path", name))

    def relative(self, path: Path) -> str:
        """Return a path as git writes it: from the top, with "/"."""
        return path.resolve().relative_to(self.top.resolve()).as_posix()

    def commit(self, revision: str) -> str:
        """Return the full id of the commit that a revision names."""
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        found = self.run(*asked, allowed=(0, 1, 128)).strip().decode()
        if not found:
            raise GitError(f'"{revision}" names no commit here: `git log` shows what there is')
        return found

    def commits(self, revision: str, paths: Sequence[str]) -> list[Commit]:
        """Return the commits up to a revision that touch these paths, every one after its parents.

        No commit is left out because a later merge took nothing from it: what such a merge lost is
        of interest. The parents are the nearest commits of the list.
        """
        fields = "%H%x00%P%x00%an%x00%ae%x00%aI%x00%s"
        asked = (
            "--topo-order",
            "--reverse",
            "--full-history",
            "--parents",
            "--encoding=UTF-8",
            f"--format={fields}",
        )
        output = self.run(
            "--literal-pathspecs", "log", *asked, "-z", "--end-of-options", revision, "--", *paths
        )
        cells = _text(output).split("\0")
        return [Commit(*cells[at : at + 6]) for at in range(0, len(cells) - 5, 6)]

    def former_names(self, path: str) -> list[str]:
        """Return the path and the names that the file had before it was renamed, newest first."""
        names = [path]
        for name in names:
            added = ("log", "--diff-filter=A", "--format=%H", "--full-history", "HEAD", "--", name)
            for commit in self.run("--literal-pathspecs", *added).decode().split():
                renamed = (
                    "diff-tree",
                    "-r",
                    "-M",
                    "-z",
                    "--no-commit-id",
                    "--name-status",
                    "--diff-filter=R",
                    commit,
                )
                cells = self.lines(*renamed)
                names += [
                    old
                    for old, new in zip(cells[1::3], cells[2::3], strict=True)
                    if new == name and old not in names
                ]
        return names

    def is_shallow(self) -> bool:
        """Whether history ends early here, as in a clone with `--depth`."""
        return self.run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def config(self, name: str) -> str:
        """Return a setting as git sees it here, empty where it is not set."""
        return _text(self.run("config", "--get", name, allowed=(0, 1))).rstrip("\n")

    def set_config(self, name: str, value: str) -> None:
        """Write a setting into this repository's own configuration."""
        self.run("config", "--local", name, value)

    def remove_section(self, section: str) -> None:
        """Remove a section of this repository's own configuration, if it is there."""
        self.run("config", "--local", "--remove-section", section, allowed=(0, 128))

    def own_settings(self) -> dict[str, str]:
        """Return this repository's own configuration, by name."""
        entries = (
            entry.partition("\n") for entry in self.lines("config", "--local", "--list", "-z")
        )
        return {name: value for name, _, value in entries}

    def attributes(self, path: str, *names: str) -> dict[str, str]:
        """Return what .gitattributes says about a path.

        An attribute that is not given is "unspecified".
        """
        cells = self.lines("check-attr", "-z", *names, "--", path)
        return dict(zip(cells[1::3], cells[2::3], strict=True))

    @contextmanager
    def objects(self) -> Iterator[Objects]:
        """Open the repository's objects for reading many of them through one process."""
        command = _command(self.top, "cat-file", "--batch")
        with _started(command) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            yield Objects(process.stdin, process.stdout)
            process.stdin.close()
            process.stdout.close()


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: who made the change, when (ISO 8601), and the first line of what they wrote."""

    id: str
    parent_ids: str
    author: str
    email: str
    at: str
    subject: str

    @property
    def parents(self) -> list[str]:
        """Return the ids of the parents."""
        return self.parent_ids.split()


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects of a repository, read one after the other."""

    _ask: IO[bytes]
    _answers: IO[bytes]

    def read(self, name: str) -> tuple[str, bytes] | None:
        """Return (id, content) of an object such as `HEAD:ledger/claims.csv`.

        None where there is none.
        """
        found = self._find(name)
        if found is None:
            return None
        key, size = found
        return key, b"".join(self._content(size))

    def copy(self, name: str, target: Path) -> bool:
        """Write an object of any size into a file.

        Return False, and write nothing, where there is none.
        """
        found = self._find(name)
        if found is None:
            return False
        with target.open("wb") as handle:
            handle.writelines(self._content(found[1]))
        return True

    def _find(self, name: str) -> tuple[str, int] | None:
        if "\n" in name:
            raise GitError(f"{name!r}: git cannot be asked for a name with a line break")
        self._ask.write(os.fsencode(name) + b"\n")
        self._ask.flush()
        answer = self._answers.readline()
        if answer.endswith((b" missing\n", b" ambiguous\n")):
            return None
        if not answer:
            raise GitError("git stopped answering while objects were read")
        key, _, size = answer.split()
        return key.decode(), int(size)

    def _content(self, size: int) -> Iterator[bytes]:
        for left in range(size, 0, -_CHUNK):
            yield self._answers.read(min(left, _CHUNK))
        self._answers.read(1)  # the line feed after each object


def tree_entries(tree: bytes, id_length: int) -> dict[str, str]:
    """Return the files and folders of a tree object with their object ids, but no links.

    An id has that many hex digits.
    """
    entries = {}
    at = 0
    while (end := tree.find(b"\0", at)) >= 0:
        mode, _, name = tree[at:end].partition(b" ")
        at = end + 1 + id_length // 2
        if mode in (b"100644", b"100755", b"40000"):
            entries[_text(name)] = tree[end + 1 : at].hex()
    return entries


def user(folder: Path) -> tuple[str, str]:
    """Return the name and e-mail address that git is set up with, each empty where it is not."""
    return _setting(folder, "user.name"), _setting(folder, "user.email")


def own_user() -> str:
    """Return the name in the person's own configuration, empty where there is none.

    What a repository says does not count.
    """
    return _text(_run(Path(), "config", "--global", "--get", "user.name", allowed=(0, 1))).rstrip(
        "\n"
    )


def version() -> tuple[int, ...]:
    """Return git's version as numbers."""
    words = _text(_run(Path(), "version")).split()
    return tuple(int(part) for part in words[2].split(".") if part.isdigit())


def is_changing_files() -> bool:
    """Whether git, having called this process, is about to write files of a work tree.

    It then holds the lock of the index. `git merge-tree` calls merge drivers as well, and only asks
    what would happen.
    """
    try:
        index = _path(_run(None, "rev-parse", "--git-path", "index"))
    except GitError:
        return False
    return index.with_name(index.name + ".lock").exists()


def is_like_a_repository(folder: Path) -> bool:
    """Tell whether git would take the folder itself for a repository.

    It may lie there or have come with a clone.
    """
    return (
        (folder / "HEAD").exists() and (folder / "objects").is_dir() and (folder / "refs").is_dir()
    )


def _top(folder: Path) -> Path | None:
    """Return the nearest folder at or above with a `.git`, None where there is none.

    No clone can bring a `.git` along.
    """
    here = folder.resolve()
    return next((place for place in (here, *here.parents) if (place / ".git").exists()), None)


def _setting(folder: Path, name: str) -> str:
    # outside of repositories: one's own settings
    place = _top(folder) or Path(folder.resolve().anchor)
    try:
        return _text(_run(place, "config", "--get", name, allowed=(0, 1))).rstrip("\n")
    except GitError:
        return ""


def _run(
    folder: Path | None, *arguments: str, stdin: bytes = b"", allowed: tuple[int, ...] = (0,)
) -> bytes:
    """Run git in a folder.

    Without a folder, run it in the repository that git was at work on when it called this process.
    """
    command = _command(folder, *arguments)
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


def _command(folder: Path | None, *arguments: str) -> list[str]:
    settings = [word for setting in _SAFELY for word in ("-c", setting)]
    hooks = () if arguments[0] in _ASKS_FOR_HOOKS else _WITHOUT_HOOKS
    return ["git", *(("-C", str(folder)) if folder else ()), *settings, *hooks, *arguments]


def _started(command: list[str]) -> subprocess.Popen[bytes]:
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
    lines = [line for line in _text(stderr).splitlines() if line.startswith(("fatal: ", "error: "))]
    said = lines[0].partition(": ")[2] if lines else "it failed without a word"
    if said.startswith("not a git repository"):
        return _NO_REPOSITORY
    return f"git {command}: {said}"


def _path(output: bytes) -> Path:
    return Path(_text(output).rstrip("\n"))


def _text(output: bytes) -> str:
    return os.fsdecode(output)
