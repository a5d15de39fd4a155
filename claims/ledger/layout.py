"""Where things lie in a ledger, and where its folder is.

Names in, paths out. Every name is checked before it becomes a path: a ledger comes from other
people, and nothing in it (ids, journals, symbolic links) may make the program read or write outside
its folder.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path, PurePosixPath

from claims.errors import LedgerError

DOCUMENTS = "documents.csv"
CLAIMS = "claims.csv"
TEXTS = "texts"
EVIDENCE = "evidence"  # copies of files that checks refer to
SETTINGS = "claimbook.toml"
DESCRIPTION = "datapackage.json"
CONFLICTS = ".conflicts.csv"  # added to the name of the file that has them
STAGING = ".claimbook"  # lock, journal and half-written files; ignores itself in git

_PLAIN = re.compile(r"[^\x00-\x1f\\/:]+")


def text_name(document_id: str) -> str:
    """Return where the text of a document lies."""
    return f"{TEXTS}/{document_id}.txt"


def signed_name(folder: str, person: str) -> str:
    """Return where the entries of one kind that a person (a slug) signed lie."""
    return f"{folder}/{person}.csv"


def inside(folder: Path, name: str) -> Path:
    """Return the path of a file in the folder.

    A path that leaves it is refused, and what is no ordinary file or folder.
    """
    parts = name.split("/")
    if not all(part not in (".", "..") and _PLAIN.fullmatch(part) for part in parts):
        raise LedgerError(f'{folder}: "{PurePosixPath(name)}" is no name of a file in a ledger')
    path = folder
    for part in parts:
        path = path / part
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            continue
        except NotADirectoryError:
            raise LedgerError(
                f"{path.parent} is a file, and should be a folder: restore it with git"
            ) from None
        if stat.S_ISLNK(mode):
            raise LedgerError(
                f"{path} is a symbolic link: put the file itself there, a ledger holds its own "
                "files"
            )
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise LedgerError(f"{path} is no ordinary file: remove it")
    return path


def ledger_in(folder: Path) -> Path:
    """Return the folder itself or `ledger` in it, whichever holds claims.csv.

    Raise `LedgerError` where none does.
    """
    for candidate in (folder, folder / "ledger"):
        if _is_there(candidate / CLAIMS):
            return candidate
    raise LedgerError(f"no ledger in {folder}: `claimbook init {folder}` starts one")


def _is_there(claims: Path) -> bool:
    """Tell whether there is a claims.csv, be it a link.

    Whoever reads a link says what is wrong with it.
    """
    try:
        return claims.is_file() or claims.is_symlink()
    except OSError:
        return False  # a folder that may not be looked into


def find(start: Path) -> Path:
    """Return the nearest ledger in a folder or above it."""
    try:
        here = start.absolute()
    except FileNotFoundError:
        raise LedgerError("the folder that this runs in is gone: go to another one") from None
    for folder in (start, *here.parents):
        try:
            return ledger_in(folder)
        except LedgerError:
            continue
    raise LedgerError(f"no ledger in {here} or above: `claimbook init` starts one")
