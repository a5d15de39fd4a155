"""Files that commands write beside a ledger: whole or not at all, and never into the ledger itself.

A pipe or a device is no file that could be replaced: it is written through.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from claims.errors import ClaimbookError
from claims.ledger.ledger import Ledger


def write_file(path: Path, chunks: Iterable[bytes], ledger: Ledger) -> None:
    """Write a file in one step.

    A place inside the ledger is refused: only `claimbook` itself writes files there.
    """
    try:
        if _is_stream(path):
            with path.open("wb") as file:
                file.writelines(chunks)
            return
        place = path.resolve()
        if place.is_relative_to(ledger.folder.resolve()):
            raise ClaimbookError(f"{path} lies in the ledger: write it to another folder")
        _replace(place, chunks)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise ClaimbookError(f"cannot write {path}: {reason.lower()}") from error


def _is_stream(path: Path) -> bool:
    """Tell whether there is something at a path that is neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _replace(place: Path, chunks: Iterable[bytes]) -> None:
    handle, draft = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:50]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
        Path(draft).chmod(place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~_umask())
        Path(draft).replace(place)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
