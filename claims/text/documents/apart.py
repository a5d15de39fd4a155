"""A document read in a process of its own.

What a library does there harms nothing but its own document.

A reader and what it reads in, its document out. Libraries for PDF, Word and web pages take bytes
from strangers; a hang in one of them cannot be interrupted from Python, memory taken in C is not
given back, and a crash takes the whole program along. The process is a copy of this one; it is
ended when the limit of time passes or this process is interrupted, and nothing comes back from it
but text. Where the system cannot copy a process (Windows) the document is read here.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any, NoReturn

from claims.errors import UnreadableDocument
from claims.model import Document
from claims.text.documents.raw import Raw

Read = Callable[[Raw], Document]
_LONGEST_REASON = 300  # characters
_CHUNK = 1 << 20  # bytes
_GRACE = 5.0  # seconds after which a process ends by itself whose parent did not live to end it


def read_apart(read: Read, raw: Raw, seconds: float) -> Document:
    """Return the document that a reader finds, as if it had been read here.

    Raises:
        UnreadableDocument: the reader says so, or its process died of it.
        TimeoutError: it takes more than these seconds.
        MemoryError: it takes more memory than this process may take.
    """
    if sys.platform == "win32":
        return read(raw)
    hears, says = os.pipe()
    with warnings.catch_warnings():
        # Python 3.12 warns of threads; the copy has none, and waits for none
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        _answer(read, raw, says, seconds)
    os.close(says)
    try:
        answer = _heard(hears, seconds)
    finally:
        os.close(hears)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return _understood(answer, raw)


def _answer(read: Read, raw: Raw, says: int, seconds: float) -> NoReturn:
    """Read in the copy, tell what was found, and end.

    Nothing is done that programs do at their end.
    """
    try:
        for name in (signal.SIGALRM, signal.SIGINT):
            signal.signal(name, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
        answer = json.dumps(_told(read, raw)).encode()
        while answer:
            answer = answer[os.write(says, answer) :]
    finally:
        os._exit(0)


def _told(read: Read, raw: Raw) -> Mapping[str, object]:
    try:
        return {"document": asdict(read(raw))}
    except UnreadableDocument as error:
        return {"refused": (error.place, error.message)}
    except MemoryError:
        return {"memory": True}
    except Exception as error:
        refused = broken(raw.place, error)
        return {"refused": (refused.place, refused.message)}


def _heard(hears: int, seconds: float) -> bytes:
    """Return all that the copy says; it is over when the copy is."""
    heard: list[bytes] = []
    until = time.monotonic() + seconds
    waits = select.poll()
    waits.register(hears, select.POLLIN)
    while waits.poll(max(0, until - time.monotonic()) * 1000):
        if not (chunk := os.read(hears, _CHUNK)):
            return b"".join(heard)
        heard.append(chunk)
    raise TimeoutError(f"reading takes more than {seconds:g} seconds")


def _understood(answer: bytes, raw: Raw) -> Document:
    """Return the document of an answer, or raise what kept it from being read."""
    try:
        told: dict[str, Any] = json.loads(answer)
    except ValueError:  # cut off: a crash, or the system ran out of memory
        raise UnreadableDocument(raw.place, "the process that read it died of it") from None
    if "document" in told:
        return Document(**told["document"])
    if "memory" in told:
        raise MemoryError
    raise UnreadableDocument(*told["refused"])


def broken(place: str, error: Exception) -> UnreadableDocument:
    """Return what to say of something that a library cannot make sense of."""
    return UnreadableDocument(
        place, f"is broken: {type(error).__name__}: {error}"[:_LONGEST_REASON]
    )
