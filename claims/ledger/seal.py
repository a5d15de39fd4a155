"""Whether this person wrote something in a ledger's folder, on this machine.

A seal says so that no clone brings along.

A ledger comes from other people, and what git can check out, an archive can hold or a share can
show proves nothing. The seal is a keyed hash over the words and the folder they are for; its key
lies in the person's own folder for program state and never in a repository. Bytes and a folder in,
a seal or a verdict out. Where no such folder can be written (no home, a read-only one), the key
lasts as long as the process: what it leaves behind then counts as foreign.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path

KEY_LENGTH = 32  # bytes, as long as the hash
_KEY = "journal.key"


def seal(words: bytes, folder: Path) -> str:
    """Return the seal of what this person writes for a folder, as hex digits."""
    place = os.fsencode(folder.resolve())
    return hmac.new(_key(), b"%d:%b%b" % (len(place), place, words), hashlib.sha256).hexdigest()


def is_sealed(words: bytes, folder: Path, given: str) -> bool:
    """Tell whether this person wrote the words, on this machine and for this folder."""
    return hmac.compare_digest(seal(words, folder).encode(), given.encode("utf-8", "replace"))


@cache
def _key() -> bytes:
    """Return the key of this person, made when it is first needed."""
    from platformdirs import user_state_path  # only writers and what they left behind need it

    try:
        folder = user_state_path("claimbook", appauthor=False)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _kept(folder / _KEY)
    except (OSError, RuntimeError):  # RuntimeError: no home can be told
        return secrets.token_bytes(KEY_LENGTH)


def _kept(path: Path) -> bytes:
    """Return the key in a file.

    It is made whole before it has its name, so that two first writers have one key.
    """
    draft = path.with_name(f"{_KEY}.{os.getpid()}.{secrets.token_hex(4)}")
    if not path.exists():
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(KEY_LENGTH))
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):  # another writer was first
                os.link(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    key = path.read_bytes()
    if len(key) != KEY_LENGTH:
        raise OSError(f"{path} is no key")
    return key
