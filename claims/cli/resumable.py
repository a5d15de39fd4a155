"""A file that a long job writes.

It has its name when it is whole; until then it is a part that can be gone on with.

Beside `FILE.part` lies `FILE.part.json`, which says after how many pieces of the sources it has how
many bytes. A job that was interrupted anywhere goes on from there and ends in the same bytes as one
that was not. Refused: to go on with other sources than those it began with.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from claims.bulk import Source
from claims.errors import ClaimbookError

_SECONDS = 2.0  # work that an interruption may cost at most


class ResumableFile:
    """Write lines that a later run can go on with.

    Call `mark` after each piece of the sources that is written as a whole. The file is complete
    when the block ends well.
    """

    def __init__(self, path: Path, resume: bool) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part")
        self._state = path.with_name(path.name + ".part.json")
        self._pieces, self._bytes, self._last = self._read_state() if resume else (0, 0, "")
        self._marked = time.monotonic()

    def __enter__(self) -> Self:
        try:
            self._file: BinaryIO = self._part.open("r+b" if self._pieces else "wb")
            self._file.truncate(self._bytes)
            self._file.seek(self._bytes)
        except OSError as error:
            raise self._fault(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._flush()
                self._file.close()
                self._part.replace(self._path)
                self._state.unlink(missing_ok=True)
            else:
                self._write_state()
                self._file.close()
        except OSError as failed:
            raise self._fault(failed) from failed

    def rest(self, sources: Iterable[Source]) -> Iterator[Source]:
        """Return the sources that are not in the file yet."""
        remaining = iter(sources)
        last = ""
        for source in islice(remaining, self._pieces):
            last = source.place
        if last != self._last:
            raise ClaimbookError(
                f"{self._part} was begun with other sources: give the same, or leave out --resume"
            )
        return remaining

    def write(self, line: bytes) -> None:
        """Add a line."""
        self._file.write(line)

    def mark(self, place: str) -> None:
        """Note that a piece is whole in the file."""
        self._pieces += 1
        self._last = place
        self._bytes = self._file.tell()
        if time.monotonic() - self._marked > _SECONDS:
            self._write_state()

    def _write_state(self) -> None:
        self._flush()
        draft = self._state.with_name(self._state.name + ".new")
        draft.write_text(
            json.dumps({"pieces": self._pieces, "bytes": self._bytes, "last": self._last}), "utf-8"
        )
        draft.replace(self._state)
        self._marked = time.monotonic()

    def _flush(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def _read_state(self) -> tuple[int, int, str]:
        try:
            state = json.loads(self._state.read_text("utf-8"))
            pieces, written, last = int(state["pieces"]), int(state["bytes"]), str(state["last"])
            if 0 <= written <= self._part.stat().st_size and pieces >= 0:
                return pieces, written, last
        except FileNotFoundError:
            return 0, 0, ""
        except (OSError, ValueError, KeyError, TypeError):
            pass  # said below, as for a state that does not fit
        raise ClaimbookError(
            f"{self._state} does not go with {self._part}: leave out --resume to begin anew"
        )

    def _fault(self, error: OSError) -> ClaimbookError:
        return ClaimbookError(
            f"cannot write {self._path}: {(error.strerror or str(error)).lower()}"
        )
