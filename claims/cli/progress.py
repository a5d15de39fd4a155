"""A progress bar for whatever takes over a second: on stderr, and only where that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 1.0  # seconds without a bar: short work should not flicker


def track(
    things: Iterable[T],
    doing: str,
    total: int | None = None,
    size: Callable[[T], int] | None = None,
) -> Iterator[T]:
    """Yield the things, with a bar that appears once they have taken a second.

    `total` is how many there will be, where that is known beforehand and the things do not say it
    themselves; with `size`, the sum of their sizes. The bar says how many are done, how many a
    second, and how long it still takes.
    """
    if total is None and isinstance(things, Sized):
        total = len(things)
    if not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console  # only a terminal pays for them
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(doing, total=total, told="")
    begun = time.monotonic()
    shown = False
    try:
        for done, thing in enumerate(things, start=1):
            yield thing
            passed = time.monotonic() - begun
            of = f"/{total:,}" if total and size is None else ""
            bar.update(
                task,
                advance=size(thing) if size else 1,
                told=f"{done:,}{of}, {_rate(done, passed)}",
            )
            if not shown and passed > PATIENCE:
                bar.start()
                shown = True
    finally:
        bar.stop()


def _rate(done: int, seconds: float) -> str:
    """Return how fast it goes: `12 a second`, `40 a minute`."""
    rate = done / max(seconds, 0.001)
    return f"{rate:,.0f} a second" if rate >= 2 else f"{60 * rate:,.0f} a minute"
