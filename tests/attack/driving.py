"""The command line, driven within this process.

That allows many runs a minute, and a fault of ours is an exception here.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from claims import cli

REVIEWS = (
    *("export", "claimreview", "--publisher", "Desk"),
    *("--review-url", "https://desk.example/{claim_id}"),
)
ALLOWED = (0, 1, 2)  # the exit codes of anything that was not interrupted


class Ended(NamedTuple):
    """How a command ended, and what it said where."""

    code: int
    stdout: str
    stderr: str


def run(folder: Path, *arguments: object, stdin: bytes = b"") -> Ended:
    """Run a command in a folder; whatever is no refusal of ours is raised."""
    streams = {
        name: io.TextIOWrapper(io.BytesIO(content), "utf-8", "surrogateescape")
        for name, content in _IN(stdin)
    }
    with _inside(folder), _replaced(sys, argv=["claimbook", *map(str, arguments)], **streams):
        code = cli._ended()
        written = {name: _written(streams[name]) for name in ("stdout", "stderr")}
    assert code in ALLOWED, (arguments, code, written)
    if code == 2:
        assert written["stderr"].strip(), f"{arguments} refused without a word"
    assert "Traceback" not in written["stderr"], written["stderr"]
    return Ended(code, **written)


def _IN(stdin: bytes) -> list[tuple[str, bytes]]:
    return [("stdin", stdin), ("stdout", b""), ("stderr", b"")]


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8", "surrogateescape")


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    os.environ["CLAIMBOOK_DEBUG"] = "1"
    try:
        yield
    finally:
        del os.environ["CLAIMBOOK_DEBUG"]
        os.chdir(before)


@contextmanager
def _replaced(module: object, **values: object) -> Iterator[None]:
    before = {name: getattr(module, name) for name in values}
    for name, value in values.items():
        setattr(module, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(module, name, value)


Damage = Callable[[Path], object]
