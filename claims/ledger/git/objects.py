"""The objects of a repository: files and folders as they were at any commit.

Names such as `HEAD:ledger/claims.csv` in; ids and contents out, whatever their size.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from claims.errors import GitError
from claims.ledger.git.process import text_of

_CHUNK = 2**20  # bytes of an object held at a time


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
            entries[text_of(name)] = tree[end + 1 : at].hex()
    return entries
