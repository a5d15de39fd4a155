"""Copies of this process that die on the way to the disk: cheap enough for thousands of kills.

Something to do in, and where to die: before the n-th step by which files change, or in the middle
of writing one, with so many of its bytes on the disk. Or the disk is full from there on, and the
copy lives. Out comes whether it died, its exit code, and how many steps it took. A fork of this
process has everything loaded already, so a kill costs no start of an interpreter.
"""

from __future__ import annotations

import errno
import os
import random
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, NoReturn

from claims.ledger.git.drivers import ASIDE
from tests.attack.driving import run

# What the interpreter tells its watchers of, and is more than looking; what it does not tell is
# watched by `_watched`.
EVENTS = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.link")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
FAULT = 99  # how a copy ends that came to grief in another way than dying


class Death(NamedTuple):
    """Where to die: before a step, or when a file would have more bytes than this; 0 is never.

    With `is_full` the disk has no room from there on, and whoever writes is told so.
    """

    step: int = 0
    size: int = 0
    is_full: bool = False


ALIVE = Death()


class End(NamedTuple):
    """How a copy ended: killed, or with an exit code after so many steps."""

    is_killed: bool
    code: int
    steps: int


def in_a_copy(act: Callable[[], int], folder: Path, death: Death = ALIVE) -> End:
    """Do something to a folder in a copy of this process that dies as told.

    `act` returns its exit code.
    """
    said, saying = os.pipe()
    child = os.fork()
    if not child:
        os.close(said)
        _live_and_die(act, folder, death, saying)
    os.close(saying)
    with os.fdopen(said, "rb") as answer:
        steps = int(answer.read() or -1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return End(True, -os.WTERMSIG(status), steps)
    return End(False, os.WEXITSTATUS(status), steps)


def command(folder: Path, *words: object) -> Callable[[], int]:
    """Return a command line as something to do; how it ends is its exit code."""

    def act() -> int:
        try:
            return run(folder, *words).code
        except SystemExit as ended:  # as git's driver ends
            return int(ended.code or 0)

    return act


def _live_and_die(act: Callable[[], int], folder: Path, death: Death, saying: int) -> NoReturn:
    steps = 0

    def step(needs_room: bool) -> None:
        nonlocal steps
        steps += 1
        if steps == death.step and not death.is_full:
            os.kill(os.getpid(), signal.SIGKILL)
        if death.is_full and needs_room and 0 < death.step <= steps:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    code = FAULT
    try:
        if death.size:
            _end_files_at(death.size, death.is_full)
        _watch(folder, step)
        code = act()
        os.write(saying, b"%d" % steps)
    except BaseException as error:
        sys.__stderr__.write(f"{type(error).__name__}: {error}\n")
    finally:
        os._exit(code)


def _watch(folder: Path, step: Callable[[bool], None]) -> None:
    """Call `step` before anything in a folder changes, and before it is told to be on the disk.

    It is told whether that takes room on the disk.
    """
    inside = str(folder)

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            if not isinstance(arguments[2], int) or not arguments[2] & WRITING:
                return
        elif event not in EVENTS:
            return
        if os.path.abspath(os.fsdecode(str(arguments[0]))).startswith(inside):  # noqa: PTH100
            step(event in ("open", "os.mkdir"))

    sys.addaudithook(heard)
    synced = os.fsync

    def syncing(handle: int) -> None:
        step(True)
        synced(handle)

    os.fsync = syncing  # type: ignore[assignment]


def _end_files_at(size: int, is_told: bool) -> None:
    """Have the system end this process in a write that makes any file longer than this.

    Or only refuse what goes beyond, as a full disk does.
    """
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN if is_told else signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def contents(folder: Path) -> Mapping[str, bytes]:
    """Return the bytes of all files of a folder by their names.

    Drafts and what git keeps are left out.
    """
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not {".claimbook", ".git"} & set(path.relative_to(folder).parts)
        and not path.name.endswith(ASIDE)
    }


def some_death(rng: random.Random, steps: int, largest: int, is_full: bool = False) -> Death:
    """Return a death somewhere on the way: mostly before a step, sometimes within a file."""
    if rng.random() < 0.7:
        return Death(step=rng.randint(1, steps), is_full=is_full)
    return Death(size=rng.randint(1, largest), is_full=is_full)
