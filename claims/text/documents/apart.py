"""Something read in a process of its own, so that what a library does there harms nothing else.

What to do goes in, what it yields comes out, one thing after the other. Libraries for PDF, Word,
web pages, Parquet and workbooks take bytes from strangers; a hang in one of them cannot be
interrupted from Python, memory taken in C is not given back, and a crash takes the whole program
along. The process is a copy of this one; it is ended when the limit of time passes or this process
is interrupted, and nothing comes back from it but text. Where the system cannot copy a process
(Windows) all is read here.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any, NoReturn

from claims.errors import ClaimbookError, UnreadableDocument
from claims.model import Document
from claims.text.documents.limits import Limits
from claims.text.documents.raw import Raw

Read = Callable[[Raw], Document]
_LONGEST_REASON = 300  # characters
_CHUNK = 1 << 20  # bytes
_GRACE = 5.0  # seconds after which a process ends by itself whose parent did not live to end it
_END = b"{}\n"  # what a copy says last that lived to its end


def read_apart(read: Read, raw: Raw, limits: Limits) -> Document:
    """Return the document that a reader finds, as if it had been read here.

    It raises what `each_apart` raises.
    """

    def fields() -> Iterator[dict[str, Any]]:
        yield asdict(read(raw))

    [found] = each_apart(fields, raw.place, limits)
    return Document(**found)


def each_apart(
    work: Callable[[], Iterator[Any]], place: str, limits: Limits
) -> Generator[Any, None, None]:
    """Yield what some work in another process yields: text, numbers, and lists and dicts of them.

    The limits are those of each thing that is yielded, and not of all of them together.

    Raises:
        ClaimbookError: the work says so, under the name and with the words that it had there.
        UnreadableDocument: the process died of it, or a library raised anything else.
        TimeoutError: one thing takes more seconds than the limits allow.
        MemoryError: the work takes more memory than they allow.
    """
    if sys.platform == "win32":
        yield from work()
        return
    hears, says = os.pipe()
    with warnings.catch_warnings():
        # Python 3.12 warns of threads; the copy has none, and waits for none
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        _tell(work, place, says, limits)
    os.close(says)
    try:
        for line in _heard(hears, place, limits.seconds):
            yield _understood(line, place)
    finally:
        os.close(hears)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _tell(work: Callable[[], Iterator[Any]], place: str, says: int, limits: Limits) -> NoReturn:
    """Work in the copy, tell what comes of it a line each, and end.

    Nothing is done that programs do at their end.
    """
    try:
        for name in (signal.SIGALRM, signal.SIGINT):
            signal.signal(name, signal.SIG_DFL)
        with limits.memory_held():
            lines = _lines(work, place)
            while line := _next_within(lines, limits.seconds + _GRACE):
                while line:
                    line = line[os.write(says, line) :]
    finally:
        os._exit(0)


def _next_within(lines: Iterator[bytes], seconds: float) -> bytes:
    """Return the next line, nothing after the last; the process ends if that takes too long."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    line = next(lines, b"")
    signal.setitimer(signal.ITIMER_REAL, 0)
    return line


def _lines(work: Callable[[], Iterator[Any]], place: str) -> Iterator[bytes]:
    """Yield what comes of some work as lines of JSON, what it raises among them."""
    try:
        for found in work():
            yield _line(found=found)
    except UnreadableDocument as error:
        yield _line(unreadable=(error.place, error.message))
    except ClaimbookError as error:
        yield _line(refused=str(error))
    except MemoryError:
        yield _line(memory=True)
    except Exception as error:
        refused = broken(place, error)
        yield _line(unreadable=(refused.place, refused.message))
    yield _END


def _line(**told: object) -> bytes:
    return json.dumps(told).encode() + b"\n"


def _heard(hears: int, place: str, seconds: float) -> Iterator[bytes]:
    """Yield the lines that the copy says, up to its last words.

    The seconds that whoever takes the lines needs for them are not counted.
    """
    waits = select.poll()
    waits.register(hears, select.POLLIN)
    heard: list[bytes] = []
    until = time.monotonic() + seconds
    while waits.poll(max(0, until - time.monotonic()) * 1000):
        chunk = os.read(hears, _CHUNK)
        if not chunk:  # a crash, or the system ran out of memory
            raise UnreadableDocument(place, "the process that read it died of it")
        *whole, rest = chunk.split(b"\n")
        for line in whole:
            line = b"".join((*heard, line, b"\n"))
            heard.clear()
            if line == _END:
                return
            yield line
            until = time.monotonic() + seconds
        heard.append(rest)
    raise TimeoutError(f"reading takes more than {seconds:g} seconds")


def _understood(line: bytes, place: str) -> Any:
    """Return what was found according to a line, or raise what kept it from being found."""
    match json.loads(line):
        case {"found": found}:
            return found
        case {"unreadable": [str(where), str(message)]}:
            raise UnreadableDocument(where, message)
        case {"refused": str(message)}:
            raise ClaimbookError(message)
        case {"memory": True}:
            raise MemoryError
        case other:
            raise UnreadableDocument(place, f"was read as what nothing is: {other}")


def broken(place: str, error: Exception) -> UnreadableDocument:
    """Return what to say of something that a library cannot make sense of."""
    return UnreadableDocument(
        place, f"is broken: {type(error).__name__}: {error}"[:_LONGEST_REASON]
    )


def beyond(place: str, error: TimeoutError | MemoryError, limits: Limits) -> UnreadableDocument:
    """Return what to say of something that takes more time or memory than its limits allow."""
    if isinstance(error, MemoryError):
        return UnreadableDocument(
            place, f"is refused: reading takes more than {limits.megabytes:,} MB of memory"
        )
    return UnreadableDocument(place, f"is refused: {error}")
