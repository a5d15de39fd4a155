"""A progress bar for whatever takes over a second: on stderr, and only where that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 1.0  # seconds without a bar: short work should not flicker


def track(things: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
    """Yield the things, with a bar that appears once they have taken a second.

    `total` is how many there will be, where that is known beforehand and the things do not say it themselves.
    """
    if total is None and isinstance(things, Sized):
        total = len(things)
    if not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console  # only a terminal pays for them
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(doing, total=total)
    begun = time.monotonic()
    shown = False
    try:
        for thing in things:
            yield thing
            bar.advance(task)
            if not shown and time.monotonic() - begun > PATIENCE:
                bar.start()
                shown = True
    finally:
        bar.stop()
