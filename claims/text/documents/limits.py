"""How long and in how much memory one document may be read.

A bomb in one must not take the machine from all others.

A limit in; whatever is read under it ends in time, or in a `TimeoutError` or a `MemoryError`, which
the reader's guard turns into a message like any other failure. Libraries in Python are stopped in
their tracks; the system counts memory. Both need Unix, and time the main thread: elsewhere a
document is read without them. What cannot be stopped so is read `apart`.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from types import FrameType


@dataclass(frozen=True, slots=True)
class Limits:
    """The time and memory that reading one document may take.

    The longest report of 2,000 pages needs a tenth of either.
    """

    seconds: float = 60
    megabytes: int = 2_048

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold what is done inside to the limits."""
        before = _in_force.set(self)
        try:
            with self.memory_held(), _time(self.seconds):
                yield
        finally:
            _in_force.reset(before)

    @contextmanager
    def memory_held(self) -> Iterator[None]:
        """Hold what is done inside to the limit of memory alone; time is kept by somebody else."""
        with _memory(self.megabytes):
            yield


_in_force: ContextVar[Limits | None] = ContextVar("limits in force", default=None)


def in_force() -> Limits:
    """Return the limits that hold for whatever is done now.

    They are the usual ones where none were set.
    """
    return _in_force.get() or Limits()


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"reading takes more than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    # again every second: a library may swallow what is raised in it
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _memory(megabytes: int) -> Iterator[None]:
    taken = _taken()
    if not taken:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = taken + (megabytes << 20)
    resource.setrlimit(
        resource.RLIMIT_AS, (wanted if soft == resource.RLIM_INFINITY else min(soft, wanted), hard)
    )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _taken() -> int:
    """Return the bytes of memory that this process has mapped, 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * 4096
    except (OSError, ValueError):
        return 0
