"""Files that commands write beside a ledger: whole or not at all, and never into the ledger itself."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from claims.errors import ClaimbookError
from claims.ledger.ledger import Ledger


def write_file(path: Path, chunks: Iterable[bytes], ledger: Ledger) -> None:
    """Write a file in one step; refuse a place inside the ledger, whose files only `claimbook` itself writes."""
    place = path.resolve()
    if place.is_relative_to(ledger.folder.resolve()):
        raise ClaimbookError(f"{path} lies in the ledger: write it to another folder")
    try:
        handle, draft = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(chunks)
            Path(draft).chmod(place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~_umask())
            Path(draft).replace(place)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ClaimbookError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
