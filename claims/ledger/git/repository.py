"""Everything that claimbook asks of git.

Folders and revisions in, what git says of them out. `process` starts it and says how it is kept
from doing anything else; a folder that lies in no repository is refused with a `GitError`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from claims.errors import GitError
from claims.ledger.git.objects import Objects
from claims.ledger.git.process import NO_REPOSITORY, command_of, path_of, run, started, text_of


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
            raise GitError(NO_REPOSITORY)
        return cls(path_of(run(top, "rev-parse", "--show-toplevel")))

    def run(self, *arguments: str, stdin: bytes = b"", allowed: tuple[int, ...] = (0,)) -> bytes:
        """Run a git command at the top of the repository and return what it prints."""
        return run(self.top, *arguments, stdin=stdin, allowed=allowed)

    def lines(self, *arguments: str) -> list[str]:
        """Run a git command that prints its lines or names with NUL at their ends (`-z`)."""
        return [text_of(line) for line in self.run(*arguments).split(b"\0") if line]

    def path(self, name: str) -> Path:
        """Return where git keeps one of its own files, such as `hooks` or `info/exclude`."""
        return self.top / path_of(self.run("rev-parse", "--git-path", name))

    def relative(self, path: Path) -> str:
        """Return a path as git writes it: from the top, with "/"."""
        return path.resolve().relative_to(self.top.resolve()).as_posix()

    def commit(self, revision: str) -> str:
        """Return the full id of the commit that a revision names."""
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        found = self.run(*asked, allowed=(0, 1, 128)).strip().decode()
        if not found and revision == "HEAD":
            raise GitError("nothing is committed here yet: `git commit` makes a first commit")
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
        cells = text_of(output).split("\0")
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
        return text_of(self.run("config", "--get", name, allowed=(0, 1))).rstrip("\n")

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
        command = command_of(self.top, "cat-file", "--batch")
        with started(command) as process:
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


def user(folder: Path) -> tuple[str, str]:
    """Return the name and e-mail address that git is set up with, each empty where it is not."""
    return _setting(folder, "user.name"), _setting(folder, "user.email")


def own_user() -> str:
    """Return the name in the person's own configuration, empty where there is none.

    What a repository says does not count.
    """
    return text_of(run(Path(), "config", "--global", "--get", "user.name", allowed=(0, 1))).rstrip(
        "\n"
    )


def version() -> tuple[int, ...]:
    """Return git's version as numbers."""
    words = text_of(run(Path(), "version")).split()
    return tuple(int(part) for part in words[2].split(".") if part.isdigit())


def is_changing_files() -> bool:
    """Whether git, having called this process, is about to write files of a work tree.

    It then holds the lock of the index. `git merge-tree` calls merge drivers as well, and only asks
    what would happen.
    """
    try:
        index = path_of(run(None, "rev-parse", "--git-path", "index"))
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
        return text_of(run(place, "config", "--get", name, allowed=(0, 1))).rstrip("\n")
    except GitError:
        return ""
