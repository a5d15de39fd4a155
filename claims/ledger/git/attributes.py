"""What .gitattributes says about a ledger, and lines in git's own small files.

A repository and a folder in; lines with the folder's path out, quoted so that they match that path
alone. Changes files line by line and leaves all other lines as they are. Refuses to write through a
symbolic link: a clone can bring along a .gitattributes that leads to any file of its reader's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from claims.errors import GitError
from claims.ledger.git.repository import Repository
from claims.ledger.schema import SIGNED

ATTRIBUTES = {
    "claims.csv": "text eol=lf diff=claimbook merge=claimbook",
    "documents.csv": "text eol=lf diff=claimbook merge=claimbook",
    # lines are only added, each on its own: keeping both sides is right
    **{f"{table.folder}/*.csv": "text eol=lf merge=union" for table in SIGNED},
    "evidence/*": "-text",
    "texts/*.txt": "-text",  # offsets count every character, also a carriage return
}


def add_lines(path: Path, lines: Iterable[str]) -> None:
    """Add lines at the end of a file, creating it if it is not there."""
    _refuse_link(path)
    text = path.read_bytes() if path.exists() else b""
    between = b"\n" if text and not text.endswith(b"\n") else b""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text + between + b"".join(_encoded(line) for line in lines))


def drop_lines(path: Path, lines: Collection[str]) -> None:
    """Remove these lines from a file, and the file if nothing else was in it."""
    _refuse_link(path)
    if path.exists():
        dropped = {_encoded(line) for line in lines}
        kept = [line for line in path.read_bytes().splitlines(keepends=True) if line not in dropped]
        if kept:
            path.write_bytes(b"".join(kept))
        else:
            path.unlink()


def attribute_lines(repository: Repository, folder: Path) -> list[str]:
    """Return the lines for .gitattributes, paths from the top of the repository."""
    prefix = repository.relative(folder)
    at = "/" if prefix == "." else f"{_literal(prefix)}/"
    return [f"{_quoted(at + pattern)} {attributes}" for pattern, attributes in ATTRIBUTES.items()]


def missing_attributes(repository: Repository, folder: Path) -> list[str]:
    """Return the lines that .gitattributes needs and whose effect git does not see."""
    prefix = repository.relative(folder)
    lines = attribute_lines(repository, folder)
    return [
        line
        for line, (pattern, attributes) in zip(lines, ATTRIBUTES.items(), strict=True)
        if not _has_attributes(repository, f"{prefix}/{pattern.replace('*', 'x')}", attributes)
    ]


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise GitError(
            f"{path} is a symbolic link, which git does not read: put the file itself there"
        )


def _has_attributes(repository: Repository, path: str, attributes: str) -> bool:
    wanted = {}
    for attribute in attributes.split():
        name, _, value = attribute.lstrip("-").partition("=")
        wanted[name] = value or ("unset" if attribute.startswith("-") else "set")
    return repository.attributes(path, *wanted) == wanted


def _literal(path: str) -> str:
    """Return a path as a pattern that matches only itself."""
    return re.sub(r"^[!#]|[*?\[\\]", r"\\\g<0>", path)


def _quoted(pattern: str) -> str:
    """Return a pattern as .gitattributes takes it: in quotes where it holds a space or a quote."""
    if re.search(r'[\s"]', pattern):
        escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return pattern


def _encoded(line: str) -> bytes:
    return f"{line}\n".encode("utf-8", "surrogateescape")
