"""A version of a ledger by what people call it: a folder, or a revision of git.

A name in, an open ledger out. A revision is written out into a temporary folder, file by file and
at any size, so that everything that reads folders reads history too. Nothing in the repository or
in its working tree changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from claims.errors import LedgerError
from claims.ledger import layout
from claims.ledger.git.repository import Repository
from claims.ledger.ledger import Ledger
from claims.ledger.schema import SIGNED


@contextmanager
def version(name: str, folder: Path | None = None) -> Iterator[Ledger]:
    """Open the ledger in a folder of this name, or as it was at a revision of this name.

    The revision is one of the ledger in `folder`, else of the nearest.

    A revision that had no ledger gives an empty one. Raises `GitError` where the name is neither.
    """
    if Path(name).is_dir():
        yield Ledger.open(name)
        return
    here = Ledger.open(folder).folder
    with TemporaryDirectory(prefix="claimbook-") as temporary:
        yield _written_out(Repository.around(here), name, here, Path(temporary))


def _written_out(repository: Repository, revision: str, here: Path, folder: Path) -> Ledger:
    commit = repository.commit(revision)
    ledger = Ledger.create(folder)
    for table in SIGNED:
        (folder / table.folder).mkdir()
    at = repository.relative(here)
    prefix = "" if at == "." else f"{at}/"
    folders = [f"{prefix}{table.folder}/" for table in SIGNED]
    signed = repository.lines("ls-tree", "-z", "--name-only", commit, "--", *folders)
    tables = (layout.SETTINGS, layout.DOCUMENTS, layout.CLAIMS)
    with repository.objects() as objects:
        for name in (*tables, *(path.removeprefix(prefix) for path in signed)):
            try:
                target = layout.inside(folder, name)
            except LedgerError:
                continue  # a name that no ledger of ours has
            objects.copy(f"{commit}:{prefix}{name}", target)
    return ledger
