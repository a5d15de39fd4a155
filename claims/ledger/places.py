"""Where the files of documents lie.

A path as somebody names it in, the path that the ledger keeps out, and back.

The ledger keeps paths from the top of its repository, because these are the same on every machine
and from every folder: so one file is one document, by whatever path it is named. What lies outside
the repository, and what is no file here, is kept as it was given.
"""

from __future__ import annotations

from pathlib import Path

from claims.errors import LedgerError


class Places:
    """The paths of one ledger's documents, from the top of its repository.

    The top is the nearest folder with a `.git` above the ledger. Without one it is the folder that
    the ledger lies in.
    """

    def __init__(self, ledger: Path) -> None:
        parents = ledger.absolute().resolve().parents
        top = next((folder for folder in parents if _is_there(folder / ".git")), None)
        self.top = top or next(iter(parents), ledger)

    def kept(self, path: str) -> str:
        """Return a path from the top of the repository.

        One that leads nowhere, or out of the repository, stays as it was given.

        What stands behind a # tells which record of the file is meant, and stays.
        """
        name, mark, record = path.partition("#")
        if not name or not _is_file(Path(name)):
            return path
        place = _placed(Path(name))
        if not place.is_relative_to(self.top):
            return path
        return place.relative_to(self.top).as_posix() + mark + record

    def file(self, path: str) -> Path | None:
        """Return the file that a path of the ledger means, None where there is none.

        The path begins at the top, or else here: earlier versions kept paths as they were given.
        """
        if not path:
            return None
        places = (self.top / path, Path(path))
        return next((place for place in places if _is_file(place)), None)

    def is_of_another(self, path: str) -> bool:
        """Tell whether a path means another file in the ledger than it does from here."""
        return _is_file(self.top / path) and self.kept(path) != path


def _placed(path: Path) -> Path:
    """Return a path whose folders are no links; a file that is a link is where it is put."""
    try:
        return path.absolute().parent.resolve() / path.name
    except OSError as error:
        raise LedgerError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no system can have
        return False


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
